#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"

namespace coffer::auth {

// What a member sees of the household: all of it, or what grants name.
enum class Sight { Whole, Granted };

// "whole", "granted".
[[nodiscard]] constexpr std::string_view sight_name(Sight sight) { return sight == Sight::Whole ? "whole" : "granted"; }
[[nodiscard]] constexpr std::optional<Sight> parse_sight(std::string_view name) {
  if (name == "whole") return Sight::Whole;
  if (name == "granted") return Sight::Granted;
  return std::nullopt;
}

struct Member {
  MembershipId id;
  UserId user;
  std::string name;
  std::string email;
  Role role = Role::Viewer;
  Sight sight = Sight::Whole;
  Timestamp joined_at;
};

struct MemberPatch {
  std::optional<Role> role;
  std::optional<Sight> sight;
};

struct MemberPage {
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

struct MemberList {
  std::vector<Member> items;
  std::optional<std::string> next_cursor;
};

}  // namespace coffer::auth
