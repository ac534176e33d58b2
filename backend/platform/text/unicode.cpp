#include "platform/text/unicode.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {
namespace {

std::optional<std::string> map(std::string_view text, int options) {
  if (text.empty()) return std::string();
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  utf8proc_uint8_t* raw = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &raw, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(raw, std::free);
  if (size < 0) return std::nullopt;
  const auto length = static_cast<std::size_t>(size);
  std::string mapped(reinterpret_cast<const char*>(raw), length);
  wipe(std::span(raw, length));
  return mapped;
}

constexpr int form_kc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;

}  // namespace

std::optional<std::string> to_nfkc(std::string_view text) { return map(text, form_kc); }

std::optional<std::string> fold_case(std::string_view text) { return map(text, form_kc | UTF8PROC_CASEFOLD); }

}  // namespace coffer::platform
