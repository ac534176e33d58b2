#include "api/edge/bearer.hpp"

#include <algorithm>

namespace coffer::api::edge {
namespace {

constexpr std::string_view scheme = "bearer ";
constexpr std::size_t longest_token = 4096;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// RFC 6750, b64token.
bool is_token_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> find_bearer_token(const platform::Request& request) {
  const auto header = request.header("authorization");
  if (!header) return std::nullopt;
  if (request.headers.count("authorization") != 1 || header->size() <= scheme.size()) return std::string{};
  const auto begins = std::equal(scheme.begin(), scheme.end(), header->begin(),
                                 [](char expected, char found) { return expected == lower(found); });
  const auto token = header->substr(scheme.size());
  if (!begins || token.size() > longest_token || !std::ranges::all_of(token, is_token_letter)) return std::string{};
  return std::string(token);
}

bool is_open_to_api_keys(const platform::Route& route) {
  if (route.pattern == "/v1/me") return route.method == platform::Method::Get;
  return !route.pattern.starts_with("/v1/me/") && !route.pattern.starts_with("/v1/auth/") &&
         !route.pattern.starts_with("/v1/people");
}

}  // namespace coffer::api::edge
