// A strict forward reader of JSON text with limits; for the flat documents of an export.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace coffer::finance {

class JsonCursor {
 public:
  struct Limits {
    std::size_t text_bytes;
    std::size_t depth;
  };

  JsonCursor(std::string_view text, Limits limits) : text_(text), limits_(limits) {}

  // The next character that is no blank; 0 at the end.
  [[nodiscard]] char peek();
  [[nodiscard]] bool take(char expected);
  [[nodiscard]] Result<void> expect(char expected);
  [[nodiscard]] Result<std::string> read_string();
  // A string, number or literal as text; null is none.
  [[nodiscard]] Result<std::optional<std::string>> read_scalar();
  // Any value, passed over.
  [[nodiscard]] Result<void> skip_value(std::size_t depth = 0);
  [[nodiscard]] std::unexpected<Error> refuse(std::string_view detail) const;
  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  Result<void> append_escape(std::string& out);
  Result<std::uint32_t> read_unit();
  Result<std::string> read_token();

  std::string_view text_;
  Limits limits_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
};

}  // namespace coffer::finance
