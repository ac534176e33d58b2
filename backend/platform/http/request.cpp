#include "platform/http/request.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "platform/json/utf8.hpp"

namespace coffer::platform {
namespace {

constexpr std::array<std::string_view, 7> names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

[[nodiscard]] int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

[[nodiscard]] bool is_clean(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) return false;
  }
  return is_utf8(text);
}

[[nodiscard]] bool has_dot_segment(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find('/', at + 1), path.size());
    const auto segment = path.substr(at + 1, end - at - 1);
    if (segment == "." || segment == "..") return true;
    at = end;
  }
  return false;
}

[[nodiscard]] std::unexpected<Error> fail_target(std::string detail) {
  return fail(ErrorKind::Invalid, "request/malformed-path", std::move(detail));
}

Result<QueryParameters> parse_query(std::string_view text, const TargetLimits& limits) {
  QueryParameters query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    if (query.size() == limits.query_parameters) return fail_target("The query has too many parameters.");
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode_percent(pair.substr(0, equals), PlusSign::Blank);
    auto value = decode_percent(pair.substr(std::min(equals + 1, pair.size())), PlusSign::Blank);
    if (!name || !value || !is_clean(*name) || !is_clean(*value)) {
      return fail_target("A parameter of the query cannot be decoded.");
    }
    query.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

}  // namespace

std::string_view method_name(Method method) { return names[static_cast<std::size_t>(method)]; }

std::optional<Method> parse_method(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Method>(i);
  }
  return std::nullopt;
}

std::string_view Request::param(std::string_view name) const {
  for (const auto& [key, value] : params) {
    if (key == name) return value;
  }
  assert(false && "the pattern of the route has this parameter");
  return {};
}

Result<HouseholdId> Request::household() const {
  if (caller.households.empty()) {
    return fail(ErrorKind::Forbidden, "request/no-household", "Create a household or join one first.");
  }
  return caller.household();
}

std::optional<std::string> decode_percent(std::string_view text, PlusSign plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == PlusSign::Blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

Result<Target> parse_target(std::string_view target, const TargetLimits& limits) {
  if (!target.starts_with('/')) return fail_target("The path must begin with a slash.");
  const auto mark = std::min(target.find('?'), target.size());
  const auto path = target.substr(0, mark);
  const auto query = target.substr(std::min(mark + 1, target.size()));
  if (path.size() > limits.path_bytes || query.size() > limits.query_bytes) {
    return fail(ErrorKind::TooLarge, "request/target-too-long", "Shorten the path or query.");
  }
  Target out;
  if (path.find('%') == std::string_view::npos) {
    out.path = path;
  } else if (auto decoded = decode_percent(path)) {
    out.path = std::move(*decoded);
  } else {
    return fail_target("The path has a bad escape.");
  }
  if (!is_clean(out.path) || has_dot_segment(out.path)) return fail_target("The path cannot be used.");
  if (!query.empty()) {
    COFFER_TRY(parameters, parse_query(query, limits));
    out.query = std::move(parameters);
  }
  return out;
}

}  // namespace coffer::platform
