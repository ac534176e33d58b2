#include "api/edge/outbox_page.hpp"

#include <memory>

#include "platform/mail/mail_outbox.hpp"

namespace coffer::api::edge {
namespace {

using platform::Request;
using platform::Response;
using platform::Task;

constexpr std::string_view head =
    R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox</title>
<style>
:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}
body{max-width:44rem;margin:2.5rem auto;padding:0 1.25rem}
p,time,.to{opacity:.75}h1{font-size:1.5rem}h2{font-size:1.05rem;margin:0}
article{border:1px solid #8884;border-radius:12px;padding:1.25rem;margin:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
</style></head><body><h1>Outbox</h1>
<p>No mail server is configured (mail.smtp_host), so what Coffer would send lies here. Newest first.</p>
)";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

// A line that is an address of the web becomes a link.
std::string with_links(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = escape(text.substr(0, end));
    const bool address = line.starts_with("https://") || line.starts_with("http://");
    out += address ? "<a href=\"" + line + "\">" + line + "</a>\n" : line + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool names_this_machine(const Request& request) {
  auto host = request.header("host").value_or("");
  if (const auto colon = host.rfind(':'); colon != std::string_view::npos && !host.ends_with(']'))
    host = host.substr(0, colon);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

Result<> check_host(const Request& request) {
  if (names_this_machine(request)) return {};
  return fail(ErrorKind::Forbidden, "request/other-host", "Open this page as http://localhost.");
}

Response page(std::string body) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(body);
  response.with("content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
  response.with("cache-control", "no-store");
  response.with("referrer-policy", "no-referrer");
  response.with("x-content-type-options", "nosniff");
  return response;
}

std::string list(const std::filesystem::path& folder) {
  std::string html(head);
  const auto mails = platform::list_outbox_mails(folder);
  if (mails.empty()) html += "<p>There is no mail yet.</p>";
  for (const auto& mail : mails) {
    const auto& message = mail.message;
    html.append("<article><h2><a href=\"/outbox/").append(escape(message.id)).append("\">");
    html.append(escape(message.subject)).append("</a></h2><div class=\"to\">to ").append(escape(message.to.email));
    html.append(", <time>").append(format_timestamp(mail.written_at)).append("</time></div><pre>");
    html.append(with_links(message.text)).append("</pre></article>\n");
  }
  return html.append("</body></html>\n");
}

Task<Response> show_list(std::shared_ptr<const std::filesystem::path> folder, const Request& request) {
  COFFER_CO_CHECK(check_host(request));
  co_return page(list(*folder));
}

Task<Response> show_mail(std::shared_ptr<const std::filesystem::path> folder, const Request& request) {
  COFFER_CO_CHECK(check_host(request));
  const auto id = parse_uuid(request.param("id"));
  auto mail = id ? platform::find_outbox_mail(*folder, *id) : std::nullopt;
  if (!mail) co_return fail(ErrorKind::NotFound, "request/not-found", "There is no such mail.");
  co_return page(std::move(mail->message.html));
}

}  // namespace

void add_outbox_page(platform::Router& router, std::filesystem::path folder) {
  constexpr platform::RouteOptions open{.access = platform::Access::Public};
  const auto shared = std::make_shared<const std::filesystem::path>(std::move(folder));
  router.get("/outbox", "list_outbox", [shared](const Request& request) { return show_list(shared, request); }, open);
  router.get(
      "/outbox/{id}", "get_outbox_mail", [shared](const Request& request) { return show_mail(shared, request); }, open);
}

}  // namespace coffer::api::edge
