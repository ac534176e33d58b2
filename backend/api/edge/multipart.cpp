#include "api/edge/multipart.hpp"

#include <algorithm>

#include "platform/json/scalars.hpp"
#include "platform/json/utf8.hpp"

namespace coffer::api::edge {
namespace {

constexpr std::string_view line_end = "\r\n";

[[nodiscard]] std::unexpected<Error> fail_form(std::string detail) {
  return fail(ErrorKind::Invalid, problems::malformed_form, std::move(detail));
}

[[nodiscard]] char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

[[nodiscard]] bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, [](char a, char b) { return lower(a) == b; });
}

[[nodiscard]] std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The value of a parameter at the start of `rest`, quoted or not; takes it off.
std::optional<std::string> take_value(std::string_view& rest) {
  std::string value;
  if (!rest.starts_with('"')) {
    const auto end = std::min(rest.find(';'), rest.size());
    value = trim(rest.substr(0, end));
    rest.remove_prefix(end);
    return value;
  }
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      rest.remove_prefix(at + 1);
      return value;
    }
    // A backslash escapes quotes and itself; elsewhere it is part of a Windows path.
    if (rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\')) ++at;
    value += rest[at];
  }
  return std::nullopt;
}

// `name` of "form-data; name=\"file\"; filename=\"a.csv\"". Nothing when absent, an error when broken or double.
Result<std::optional<std::string>> find_parameter(std::string_view header, std::string_view name) {
  std::optional<std::string> found;
  header.remove_prefix(std::min(header.find(';'), header.size()));
  while (!header.empty()) {
    header.remove_prefix(1);
    const auto equals = header.find_first_of("=;");
    if (equals == std::string_view::npos) {
      if (trim(header).empty()) break;
      return fail_form("A parameter of a header has no value.");
    }
    const auto key = trim(header.substr(0, equals));
    if (header[equals] == ';') {
      if (!key.empty()) return fail_form("A parameter of a header has no value.");
      header.remove_prefix(equals);
      continue;
    }
    header.remove_prefix(equals + 1);
    while (header.starts_with(' ') || header.starts_with('\t')) header.remove_prefix(1);
    auto value = take_value(header);
    if (!value) return fail_form("A quoted value does not end.");
    header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
    if (!header.empty() && header.front() != ';') return fail_form("A quoted value is followed by something else.");
    if (!equals_ignoring_case(key, name)) continue;
    if (found) return fail_form("A parameter of a header stands twice.");
    found = std::move(value);
  }
  return found;
}

Result<std::string> find_boundary(std::string_view content_type) {
  const auto media = trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size())));
  if (!equals_ignoring_case(media, "multipart/form-data")) {
    return fail(ErrorKind::Unsupported, problems::not_a_form, "Send the body as multipart/form-data.");
  }
  COFFER_TRY(boundary, find_parameter(content_type, "boundary"));
  if (!boundary || boundary->empty() || boundary->size() > 70)
    return fail_form("The boundary is missing or longer than 70 characters.");
  const bool clean =
      std::ranges::all_of(*boundary, [](char c) { return c >= 0x20 && c < 0x7F; }) && boundary->back() != ' ';
  if (!clean) return fail_form("The boundary holds characters that it may not.");
  return std::move(*boundary);
}

// Whatever path a browser or script has sent, a file's name is its last step.
std::string last_step(std::string_view path) {
  const auto slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

Result<> read_disposition(std::string_view value, FormPart& part) {
  const auto kind = trim(value.substr(0, std::min(value.find(';'), value.size())));
  if (!equals_ignoring_case(kind, "form-data")) return fail_form("A part is not form-data.");
  COFFER_TRY(name, find_parameter(value, "name"));
  COFFER_TRY(file_name, find_parameter(value, "filename"));
  if (!name || name->empty() || name->size() > 128 || !platform::is_utf8(*name))
    return fail_form("A part has no usable name.");
  part.name = std::move(*name);
  if (file_name) {
    if (file_name->size() > 1024 || !platform::is_utf8(*file_name)) return fail_form("A file name cannot be used.");
    part.file_name = last_step(*file_name);
  }
  return {};
}

Result<FormPart> read_part(std::string_view head, std::string_view content, const FormLimits& limits) {
  FormPart part;
  part.content = content;
  bool named = false;
  while (!head.empty()) {
    const auto end = std::min(head.find(line_end), head.size());
    const auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + line_end.size(), head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return fail_form("A part has a malformed header.");
    const auto name = line.substr(0, colon);
    const auto value = trim(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-disposition")) {
      if (named) return fail_form("A part has two names.");
      named = true;
      COFFER_CHECK(read_disposition(value, part));
    } else if (equals_ignoring_case(name, "content-type")) {
      part.content_type = value;
    } else if (equals_ignoring_case(name, "content-transfer-encoding") && !equals_ignoring_case(value, "binary") &&
               !equals_ignoring_case(value, "8bit") && !equals_ignoring_case(value, "7bit")) {
      return fail_form("Send parts without a transfer encoding.");
    }
  }
  if (!named) return fail_form("A part has no name.");
  if (!part.file_name && content.size() > limits.value_bytes) {
    return fail(ErrorKind::TooLarge, problems::malformed_form, "A value of the form is too long.");
  }
  return part;
}

// Cuts a body at its boundaries.
class FormCutter {
 public:
  FormCutter(std::string_view body, const std::string& boundary, const FormLimits& limits)
      : rest_(body), delimiter_("\r\n--" + boundary), limits_(limits) {}

  Result<std::vector<FormPart>> cut() {
    std::vector<FormPart> parts;
    COFFER_CHECK(skip_preamble());
    for (;;) {
      COFFER_TRY(last, end_delimiter());
      if (last) return parts;
      if (parts.size() == limits_.parts)
        return fail_form("The form has more than " + std::to_string(limits_.parts) + " parts.");
      COFFER_TRY(part, next_part());
      parts.push_back(std::move(part));
    }
  }

 private:
  // Up to and over the first "--boundary", which needs no line before it.
  Result<> skip_preamble() {
    const auto dashes = std::string_view(delimiter_).substr(line_end.size());
    if (rest_.starts_with(dashes)) {
      rest_.remove_prefix(dashes.size());
      return {};
    }
    const auto at = rest_.find(delimiter_);
    if (at == std::string_view::npos) return fail_form("The boundary does not occur in the body.");
    rest_.remove_prefix(at + delimiter_.size());
    return {};
  }

  // What follows a delimiter: "--" ends the form, a line end begins a part.
  Result<bool> end_delimiter() {
    if (rest_.starts_with("--")) return true;
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    if (!rest_.starts_with(line_end)) return fail_form("A boundary is not followed by a line end.");
    rest_.remove_prefix(line_end.size());
    return false;
  }

  Result<FormPart> next_part() {
    std::string_view head;
    if (rest_.starts_with(line_end)) {
      rest_.remove_prefix(line_end.size());
    } else {
      const auto end = rest_.substr(0, limits_.part_header_bytes + 4).find("\r\n\r\n");
      if (end == std::string_view::npos) return fail_form("The headers of a part do not end or are too long.");
      head = rest_.substr(0, end);
      rest_.remove_prefix(end + 4);
    }
    // An empty part: the line end of its head is the one that its delimiter begins with.
    if (rest_.starts_with(std::string_view(delimiter_).substr(line_end.size()))) {
      rest_.remove_prefix(delimiter_.size() - line_end.size());
      return read_part(head, {}, limits_);
    }
    const auto size = rest_.find(delimiter_);
    if (size == std::string_view::npos) return fail_form("The last part does not end.");
    const auto content = rest_.substr(0, size);
    rest_.remove_prefix(size + delimiter_.size());
    return read_part(head, content, limits_);
  }

  std::string_view rest_;
  std::string delimiter_;
  const FormLimits& limits_;
};

}  // namespace

Result<Form> Form::parse(std::string_view content_type, std::string_view body, FormLimits limits) {
  COFFER_TRY(boundary, find_boundary(content_type));
  Form form;
  COFFER_TRY(parts, FormCutter(body, boundary, limits).cut());
  form.parts_ = std::move(parts);
  return form;
}

Result<Form> Form::parse(const platform::Request& request, FormLimits limits) {
  return parse(request.header("content-type").value_or(""), request.body, limits);
}

const FormPart* Form::find_file(std::string_view name) const {
  const auto found =
      std::ranges::find_if(parts_, [&](const FormPart& part) { return part.file_name && part.name == name; });
  return found == parts_.end() ? nullptr : &*found;
}

std::optional<std::string_view> Form::find_value(std::string_view name) const {
  const auto found =
      std::ranges::find_if(parts_, [&](const FormPart& part) { return !part.file_name && part.name == name; });
  if (found == parts_.end()) return std::nullopt;
  return found->content;
}

Result<> Form::refuse_others(std::vector<std::string_view> names) const {
  std::vector<FieldError> faults;
  for (const auto& part : parts_) {
    if (std::ranges::find(names, part.name) != names.end()) continue;
    faults.push_back({"/" + platform::escape_pointer(part.name), "There is no such part."});
  }
  for (const auto name : names) {
    if (std::ranges::count(parts_, name, &FormPart::name) > 1) {
      faults.push_back({"/" + platform::escape_pointer(name), "Send this part once."});
    }
  }
  if (faults.empty()) return {};
  return fail(ErrorKind::Invalid, "request/invalid", "Correct the parts named in errors.", std::move(faults));
}

}  // namespace coffer::api::edge
