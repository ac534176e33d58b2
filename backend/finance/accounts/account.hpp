// An account at one custodian: its currencies, positions and how its cash is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace coffer::finance {

enum class AccountKind { Brokerage, Bank, Savings, Cash, CreditCard, Pension, Crypto, Property, Loan, Other };
[[nodiscard]] std::string_view account_kind_name(AccountKind kind);
[[nodiscard]] std::optional<AccountKind> parse_account_kind(std::string_view name);

// How cash is kept: in the account, not at all, or in another account.
struct CashKeeping {
  enum class Mode { Tracked, Untracked, Settled };
  Mode mode = Mode::Tracked;
  AccountId settlement;  // where Mode::Settled books
  bool operator==(const CashKeeping&) const = default;
};

enum class CostBasis { Fifo, Lifo, Hifo, Average, Chosen };
[[nodiscard]] std::string_view cost_basis_name(CostBasis method);
[[nodiscard]] std::optional<CostBasis> parse_cost_basis(std::string_view name);

enum class Shorts { Refused, Allowed };

struct Account {
  AccountId id;
  std::string name;
  AccountKind kind = AccountKind::Brokerage;
  Currency currency;
  CashKeeping cash;  // as it holds now
  CostBasis cost_basis = CostBasis::Fifo;
  Shorts shorts = Shorts::Refused;
  std::optional<std::string> institution;
  std::optional<std::string> note;
  std::optional<Date> opened_on;
  std::optional<Date> closed_on;
  std::int64_t transaction_count = 0;
  Timestamp created_at;
  Timestamp updated_at;
  std::int64_t version = 1;
};

struct NewAccount {
  std::string name;
  AccountKind kind = AccountKind::Brokerage;
  Currency currency;
  CashKeeping cash;
  CostBasis cost_basis = CostBasis::Fifo;
  Shorts shorts = Shorts::Refused;
  std::optional<std::string> institution;
  std::optional<std::string> note;
  std::optional<Date> opened_on;
};

// An absent member stays as it is. A changed cash mode or cost basis holds from `from`, absent: always.
struct AccountChange {
  std::optional<std::string> name;
  std::optional<AccountKind> kind;
  std::optional<CashKeeping> cash;
  std::optional<CostBasis> cost_basis;
  std::optional<Shorts> shorts;
  std::optional<std::optional<std::string>> institution;
  std::optional<std::optional<std::string>> note;
  std::optional<std::optional<Date>> opened_on;
  std::optional<std::optional<Date>> closed_on;
  std::optional<Date> from;
};

// From `from` on (absent: always) the member holds this share of the account.
struct OwnershipEntry {
  UserId member;
  std::optional<Date> from;
  Decimal share;
};

struct Ownership {
  AccountId account;
  std::vector<OwnershipEntry> shares;
  std::int64_t version = 1;  // of the account
};

// The first day there is: what holds "from the beginning" is stored with it.
inline constexpr Date since_ever = Date::of(1000, 1, 1);

}  // namespace coffer::finance
