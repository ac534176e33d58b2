#include "platform/http/response.hpp"

#include <algorithm>

namespace coffer::platform {
namespace {

[[nodiscard]] Response make(int status, std::string_view type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = type;
  response.body = std::move(body);
  return response;
}

// Entity tags of an If-Match or If-None-Match header, one by one, W/ taken off.
template <class Visit>
bool any_etag(std::string_view list, const Visit& visit) {
  while (!list.empty()) {
    while (!list.empty() && (list.front() == ' ' || list.front() == ',' || list.front() == '\t')) list.remove_prefix(1);
    const bool weak = list.starts_with("W/");
    if (weak) list.remove_prefix(2);
    if (!list.starts_with('"')) {
      const auto end = std::min(list.find(','), list.size());
      if (list.substr(0, end) == "*" && visit(std::string_view("*"), weak)) return true;
      list.remove_prefix(end);
      continue;
    }
    const auto end = list.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (visit(list.substr(0, end + 1), weak)) return true;
    list.remove_prefix(end + 1);
  }
  return false;
}

// RFC 8187: everything but the attribute characters escaped.
[[nodiscard]] std::string extended_value(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out = "UTF-8''";
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[(static_cast<unsigned char>(c) >> 4U) & 0xFU];
      out += digits[static_cast<unsigned char>(c) & 0xFU];
    }
  }
  return out;
}

}  // namespace

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Response json(std::string body) { return make(200, json_type, std::move(body)); }
Response json(JsonWriter&& writer) { return json(writer.take()); }
Response created(std::string location, JsonWriter&& writer) {
  return make(201, json_type, writer.take()).with("location", std::move(location));
}
Response accepted(std::string location, JsonWriter&& writer) {
  return make(202, json_type, writer.take()).with("location", std::move(location));
}
Response no_content() { return make(204, {}, {}); }
Response not_modified(std::string etag) { return make(304, {}, {}).with("etag", std::move(etag)); }
Response text(std::string body) { return make(200, "text/plain; charset=utf-8", std::move(body)); }

Response attachment(std::string_view content_type, std::string_view file_name, std::string body) {
  std::string plain;
  for (const char c : file_name) {
    plain += c >= 0x20 && c < 0x7F && c != '"' && c != '\\' ? c : '_';
  }
  return make(200, content_type, std::move(body))
      .with("content-disposition", "attachment; filename=\"" + plain + "\"; filename*=" + extended_value(file_name));
}

std::string make_etag(std::string_view version) {
  std::string out = "\"";
  for (const char c : version) out += c > 0x20 && c < 0x7F && c != '"' ? c : '_';
  return out + '"';
}

std::string make_etag(const Uuid& object, std::int64_t version) {
  // The tail of the identifier is enough: a tag is compared for one path alone.
  return make_etag(format_uuid(object).substr(24) + "." + std::to_string(version));
}

Response with_etag(const Request& request, Response response, std::string etag) {
  if (const auto known = request.header("if-none-match")) {
    const bool same = any_etag(*known, [&](std::string_view tag, bool) { return tag == "*" || tag == etag; });
    if (same && (request.method == Method::Get || request.method == Method::Head)) return not_modified(std::move(etag));
  }
  response.headers.emplace_back("etag", std::move(etag));
  return response;
}

Result<> check_if_match(const Request& request, std::string_view current) {
  const auto wanted = request.header("if-match");
  if (!wanted) return {};
  const bool same =
      any_etag(*wanted, [&](std::string_view tag, bool weak) { return tag == "*" || (!weak && tag == current); });
  if (same) return {};
  return fail(ErrorKind::Stale, problems::stale,
              "This has changed since you read it. Read it again and repeat your change.");
}

}  // namespace coffer::platform
