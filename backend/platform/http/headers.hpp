// The header fields of one message, in one buffer. Names are kept in lower case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coffer::platform {

class Headers {
 public:
  void add(std::string_view name, std::string_view value);
  // The first field of that name; `name` in lower case.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  // Keeps its memory.
  void clear();

  template <class Visit>
  void for_each(const Visit& visit) const {
    for (const auto& field : fields_) visit(name_of(field), value_of(field));
  }

 private:
  struct Field {
    std::uint32_t at;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };
  [[nodiscard]] std::string_view name_of(const Field& f) const {
    return std::string_view(bytes_).substr(f.at, f.name_size);
  }
  [[nodiscard]] std::string_view value_of(const Field& f) const {
    return std::string_view(bytes_).substr(f.at + f.name_size, f.value_size);
  }

  std::string bytes_;
  std::vector<Field> fields_;
};

// The value of one cookie of a Cookie header.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name);

}  // namespace coffer::platform
