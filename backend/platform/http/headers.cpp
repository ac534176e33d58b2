#include "platform/http/headers.hpp"

#include <algorithm>

namespace coffer::platform {

void Headers::add(std::string_view name, std::string_view value) {
  Field field{};
  field.at = static_cast<std::uint32_t>(bytes_.size());
  field.name_size = static_cast<std::uint32_t>(name.size());
  field.value_size = static_cast<std::uint32_t>(value.size());
  for (const char c : name) bytes_ += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  bytes_ += value;
  fields_.push_back(field);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (name_of(field) == name) return value_of(field);
  }
  return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields_, [&](const Field& field) { return name_of(field) == name; }));
}

void Headers::clear() {
  bytes_.clear();
  fields_.clear();
}

std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name) {
  while (!cookie_header.empty()) {
    const auto end = std::min(cookie_header.find(';'), cookie_header.size());
    auto pair = cookie_header.substr(0, end);
    cookie_header.remove_prefix(std::min(end + 1, cookie_header.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() <= name.size() || !pair.starts_with(name) || pair[name.size()] != '=') continue;
    return pair.substr(name.size() + 1);
  }
  return std::nullopt;
}

}  // namespace coffer::platform
