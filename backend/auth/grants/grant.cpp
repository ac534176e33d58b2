#include "auth/grants/grant.hpp"

#include <array>
#include <utility>

namespace coffer::auth {
namespace {

constexpr std::array<std::pair<Access, std::string_view>, 4> names{{
    {Access::View, "view"},
    {Access::ViewWithoutAmounts, "view_without_amounts"},
    {Access::Comment, "comment"},
    {Access::Edit, "edit"},
}};

}  // namespace

std::string_view access_name(Access access) {
  for (const auto& [value, name] : names) {
    if (value == access) return name;
  }
  return "view_without_amounts";
}

std::optional<Access> parse_access(std::string_view name) {
  for (const auto& [value, word] : names) {
    if (word == name) return value;
  }
  return std::nullopt;
}

}  // namespace coffer::auth
