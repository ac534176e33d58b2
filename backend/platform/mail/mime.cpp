#include "platform/mail/mime.hpp"

#include <algorithm>
#include <array>

namespace coffer::platform {
namespace {

constexpr std::size_t longest_address = 254;
constexpr std::size_t body_line = 76;
// "=?UTF-8?B?" and "?=" leave 63 of 75 characters: 45 bytes in base64.
constexpr std::size_t encoded_word_bytes = 45;
constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string without_controls(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(out, is_control, ' ');
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const auto count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= count ? letters[group >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

// A name as an atom, a quoted string, or encoded words.
std::string encode_name(std::string_view name) {
  const auto clean = without_controls(name);
  const bool ascii = std::ranges::all_of(clean, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii || clean.size() > body_line) return encode_header_text(clean);
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string encode_address(const MailAddress& address) {
  if (address.name.empty()) return "<" + address.email + ">";
  return encode_name(address.name) + "\r\n <" + address.email + ">";
}

void append_part(std::string& mime, std::string_view boundary, std::string_view type, std::string_view body) {
  mime.append("--").append(boundary).append("\r\nContent-Type: ").append(type);
  mime.append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  mime.append(encode_quoted_printable(body)).append("\r\n");
}

}  // namespace

bool is_mail_address(std::string_view email) {
  constexpr std::string_view special = "<>()[]\\,;:\"";
  const auto at = email.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == email.size() || email.size() > longest_address) return false;
  if (email.find('@', at + 1) != std::string_view::npos) return false;
  return std::ranges::none_of(
      email, [&](char c) { return is_control(c) || c == ' ' || special.find(c) != std::string_view::npos; });
}

std::string encode_header_text(std::string_view text) {
  const auto clean = without_controls(text);
  const bool plain = clean.size() <= body_line - 10 && clean.find("=?") == std::string::npos &&
                     std::ranges::all_of(clean, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return clean;
  std::string out;
  std::string_view rest = clean;
  while (!rest.empty()) {
    auto length = std::min(encoded_word_bytes, rest.size());
    while (length < rest.size() && is_continuation(rest[length])) --length;  // a character stays in one word
    if (!out.empty()) out += "\r\n ";
    out.append("=?UTF-8?B?").append(base64(rest.substr(0, length))).append("?=");
    rest.remove_prefix(length);
  }
  return out;
}

std::string encode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    const bool blank = c == ' ' || c == '\t';
    const bool literal = (byte > 0x20 && byte < 0x7F && c != '=') || (blank && !ends_line);
    const std::size_t width = literal ? 1 : 3;
    // One place is kept for the soft line break.
    if (column + width > body_line - 1) {
      out += "=\r\n";
      column = 0;
    }
    if (literal) {
      out += c;
    } else {
      out.append({'=', hex_digits[byte >> 4U], hex_digits[byte & 15U]});
    }
    column += width;
  }
  return out;
}

std::string format_mail_date(Timestamp at) {
  constexpr std::array<std::string_view, 7> days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01 on
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t day_micros = 86'400'000'000;
  const auto text = format_timestamp(at);  // 2026-11-23T10:53:27...
  auto day = at.micros / day_micros;
  if (at.micros % day_micros < 0) --day;
  const auto weekday = static_cast<std::size_t>(((day % 7) + 7) % 7);
  const auto month = static_cast<std::size_t>(std::stoi(text.substr(5, 2)) - 1);
  std::string out(days[weekday]);
  out.append(", ").append(text, 8, 2).append(" ").append(months[month]).append(" ").append(text, 0, 4);
  return out.append(" ").append(text, 11, 8).append(" +0000");
}

Result<std::string> compose_mime(const MailMessage& message, const MailAddress& sender, Timestamp now) {
  if (!is_mail_address(message.to.email) || !is_mail_address(sender.email)) {
    return fail(ErrorKind::Invalid, problems::mail_address_invalid, "This is no address to which mail can be sent.");
  }
  const auto id = without_controls(message.id);
  const auto boundary = "coffer-" + id;
  std::string mime;
  mime.reserve(1024 + message.text.size() * 2 + message.html.size() * 2);
  mime.append("From: ").append(encode_address(sender));
  mime.append("\r\nTo: ").append(encode_address(message.to));
  mime.append("\r\nSubject: ").append(encode_header_text(message.subject));
  mime.append("\r\nDate: ").append(format_mail_date(now));
  mime.append("\r\nMessage-ID: <").append(id).append(sender.email.substr(sender.email.find('@'))).append(">");
  mime.append("\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0");
  mime.append("\r\nContent-Type: multipart/alternative;\r\n boundary=\"").append(boundary).append("\"\r\n\r\n");
  append_part(mime, boundary, "text/plain", message.text);
  append_part(mime, boundary, "text/html", message.html);
  mime.append("--").append(boundary).append("--\r\n");
  return mime;
}

}  // namespace coffer::platform
