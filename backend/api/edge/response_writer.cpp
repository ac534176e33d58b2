#include "api/edge/response_writer.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "api/edge/cors.hpp"
#include "api/edge/gzip.hpp"

namespace coffer::api::edge {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

// A line break in a value would begin a header of the sender's choice.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) out += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? ' ' : c;
  out += "\r\n";
}

void append_rate(std::string& out, const Exchange& exchange) {
  if (!exchange.rate) return;
  const std::string_view name = exchange.route != nullptr && exchange.route->options.rate == platform::RateClass::SignIn
                                    ? "\"sign-in\""
                                    : "\"general\"";
  out.append("ratelimit-policy: ").append(name).append(";q=");
  append_number(out, exchange.rate_quota);
  out.append(";w=60\r\nratelimit: ").append(name).append(";r=");
  append_number(out, static_cast<std::uint64_t>(exchange.rate->remaining));
  out += ";t=";
  append_number(out, static_cast<std::uint64_t>(exchange.rate->reset_seconds));
  out += "\r\n";
}

}  // namespace

std::string_view status_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

std::string format_http_date(Timestamp timestamp) {
  using namespace std::chrono;
  static constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_time<microseconds> instant{microseconds(timestamp.micros)};
  const auto day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss time{floor<seconds>(instant - day)};
  char text[64];
  const auto size = std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                  weekdays[weekday{day}.c_encoding()].data(), static_cast<unsigned>(date.day()),
                                  months[static_cast<unsigned>(date.month()) - 1].data(), static_cast<int>(date.year()),
                                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                  static_cast<int>(time.seconds().count()));
  return {text, static_cast<std::size_t>(size)};
}

ResponseWriter::ResponseWriter(std::string_view public_origin, Sharing sharing)
    : security_(
          "x-content-type-options: nosniff\r\nx-frame-options: DENY\r\nreferrer-policy: no-referrer\r\n"
          "cross-origin-resource-policy: same-origin\r\ncross-origin-opener-policy: same-origin\r\n"
          "permissions-policy: camera=(), geolocation=(), microphone=()\r\n") {
  if (sharing == Sharing::DeclaredOrigins) security_ += "vary: origin\r\n";
  if (public_origin.starts_with("https://")) {
    security_ += "strict-transport-security: max-age=31536000; includeSubDomains\r\n";
  }
}

void ResponseWriter::append_head(std::string& out, const Answer& answer) const {
  const auto& response = answer.response;
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::uint64_t>(response.status));
  out.append(" ").append(status_phrase(response.status)).append("\r\ndate: ").append(answer.date).append("\r\n");
  const bool may_have_body = response.status != 204 && response.status != 304;
  if (may_have_body) {
    if (!response.content_type.empty()) out.append("content-type: ").append(response.content_type).append("\r\n");
    out += "content-length: ";
    append_number(out, response.body.size());
    out += "\r\n";
    if (answer.gzipped) out += "content-encoding: gzip\r\n";
  }
  if (is_compressible(response.content_type) || response.status == 304) out += "vary: accept-encoding\r\n";
  bool cache = false;
  bool policy = false;
  bool tagged = false;
  bool challenged = false;
  for (const auto& [name, value] : response.headers) {
    append_field(out, name, value);
    cache = cache || name == "cache-control";
    policy = policy || name == "content-security-policy";
    tagged = tagged || name == "etag";
    challenged = challenged || name == "www-authenticate";
  }
  if (!cache) out += tagged ? "cache-control: private, no-cache\r\n" : "cache-control: no-store\r\n";
  if (!policy)
    out +=
        "content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n";
  // RFC 9110 wants a challenge; this one opens no dialogue in browsers.
  if (response.status == 401 && !challenged) out += "www-authenticate: Bearer\r\n";
  out += security_;
  if (!answer.exchange.cross_origin.empty()) append_cross_origin(out, answer.exchange.cross_origin);
  append_rate(out, answer.exchange);
  if (!answer.exchange.trace.trace_id.empty()) {
    out.append("traceparent: ").append(format_traceparent(answer.exchange.trace)).append("\r\n");
  }
  if (answer.after == AfterAnswer::Close) {
    out += "connection: close\r\n";
  } else if (answer.http_1_0) {
    out += "connection: keep-alive\r\n";
  }
  out += "\r\n";
}

}  // namespace coffer::api::edge
