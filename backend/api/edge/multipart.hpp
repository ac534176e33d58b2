// multipart/form-data (RFC 7578), from a body that is in memory already.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/request.hpp"

namespace coffer::api::edge {

struct FormPart {
  std::string name;
  std::optional<std::string> file_name;  // the last step of whatever path was sent
  std::string content_type;              // empty when the part has none
  std::string_view content;              // into the body
};

struct FormLimits {
  std::size_t parts = 32;
  std::size_t part_header_bytes = 4096;
  std::size_t value_bytes = 64 * 1024;  // of parts without a file name
};

class Form {
 public:
  // The form of a request; views into request.body. Unsupported when it is not multipart/form-data.
  [[nodiscard]] static Result<Form> parse(const platform::Request& request, FormLimits limits = {});
  [[nodiscard]] static Result<Form> parse(std::string_view content_type, std::string_view body, FormLimits limits = {});

  // The part of that name that has a file name.
  [[nodiscard]] const FormPart* find_file(std::string_view name) const;
  // The content of the part of that name that has none.
  [[nodiscard]] std::optional<std::string_view> find_value(std::string_view name) const;
  [[nodiscard]] const std::vector<FormPart>& parts() const { return parts_; }
  // Invalid, naming each part that is not among `names` ("/name").
  [[nodiscard]] Result<> refuse_others(std::vector<std::string_view> names) const;

 private:
  std::vector<FormPart> parts_;
};

namespace problems {
inline constexpr std::string_view malformed_form = "request/malformed-form";
inline constexpr std::string_view not_a_form = "request/not-a-form";
}  // namespace problems

}  // namespace coffer::api::edge
