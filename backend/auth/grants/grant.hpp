#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer::auth {

// View: figures and all. ViewWithoutAmounts: what there is and how it did, never how much it is.
enum class Access { View, ViewWithoutAmounts, Comment, Edit };

// Of something shown: with its amounts, or without.
enum class AmountSight : std::uint8_t { Shown, Hidden };

// "view", "view_without_amounts", "comment", "edit".
[[nodiscard]] std::string_view access_name(Access access);
[[nodiscard]] std::optional<Access> parse_access(std::string_view name);

using GrantObject = std::variant<AccountId, PortfolioId>;

struct NewGrant {
  MembershipId member;
  GrantObject object;
  Access access = Access::View;
};

struct Grant {
  GrantId id;
  MembershipId member;
  GrantObject object;
  Access access = Access::View;
  Timestamp created_at;
};

struct GrantPage {
  std::optional<MembershipId> member;  // of this one alone
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

struct GrantList {
  std::vector<Grant> items;
  std::optional<std::string> next_cursor;
};

}  // namespace coffer::auth
