#include "auth/mail/letter.hpp"

namespace coffer::auth {
namespace {

constexpr std::string_view paper =
    R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>)";
constexpr std::string_view above =
    R"(</title></head>
<body style="margin:0;background:#f4f4f2;color:#1c1c1a;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:33rem;margin:0 auto;padding:2.5rem 1.25rem">
<p style="margin:0 0 1rem;font-weight:600;letter-spacing:.02em">Coffer</p>
<div style="background:#ffffff;border:1px solid #e3e3df;border-radius:12px;padding:1.75rem">
)";
constexpr std::string_view below =
    R"(</div>
<p style="margin:1rem 0 0;font-size:13px;color:#6b6b66">Sent by Coffer because of something that happened with your account. You cannot answer this mail.</p>
</div></body></html>
)";

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string greeting(const platform::MailAddress& to) { return to.name.empty() ? "Hello," : "Hello " + to.name + ","; }

void add_paragraph(std::string& html, std::string_view text, std::string_view style) {
  html.append("<p style=\"margin:0 0 1rem").append(style).append("\">").append(escape(text)).append("</p>\n");
}

std::string write_html(const platform::MailAddress& to, const Letter& letter) {
  std::string html(paper);
  html.append(escape(letter.subject)).append(above);
  add_paragraph(html, greeting(to), "");
  for (const auto& paragraph : letter.paragraphs) add_paragraph(html, paragraph, "");
  if (letter.button) {
    const auto url = escape(letter.button->url);
    html.append("<p style=\"margin:1.5rem 0\"><a href=\"")
        .append(url)
        .append(
            "\" style=\"display:inline-block;padding:.75rem 1.25rem;border-radius:8px;background:#1f4d3a;"
            "color:#ffffff;font-weight:600;text-decoration:none\">")
        .append(escape(letter.button->label))
        .append("</a></p>\n<p style=\"margin:0 0 1rem;font-size:13px;color:#6b6b66;word-break:break-all\">")
        .append(url)
        .append("</p>\n");
  }
  for (const auto& paragraph : letter.closing) add_paragraph(html, paragraph, ";font-size:14px;color:#6b6b66");
  return html.append(below);
}

std::string write_text(const platform::MailAddress& to, const Letter& letter) {
  std::string text = greeting(to) + "\n\n";
  for (const auto& paragraph : letter.paragraphs) text.append(paragraph).append("\n\n");
  if (letter.button) text.append(letter.button->label).append(":\n").append(letter.button->url).append("\n\n");
  for (const auto& paragraph : letter.closing) text.append(paragraph).append("\n\n");
  return text.append("-- \nCoffer\n");
}

}  // namespace

platform::MailMessage write_letter(platform::MailAddress to, const Letter& letter) {
  platform::MailMessage message;
  message.subject = letter.subject;
  message.text = write_text(to, letter);
  message.html = write_html(to, letter);
  message.to = std::move(to);
  return message;
}

}  // namespace coffer::auth
