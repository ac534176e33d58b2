// Everything that the figures of one household are computed from, as one immutable value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/reports/report_policy.hpp"
#include "finance/transactions/booking.hpp"
#include "ledger/book.hpp"
#include "ledger/input.hpp"

namespace coffer::finance {

struct MemberShare {
  UserId member;
  Date from;
  Decimal share;
};

struct BookAccount {
  AccountId id;
  std::string name;
  AccountKind kind = AccountKind::Brokerage;
  Currency currency;
  std::vector<MemberShare> shares;  // by day; none: the household holds it all
};

// What the figures of a household depend on: any change of it raises one of the two.
struct BookVersion {
  std::int64_t household = 0;
  std::int64_t common = 0;  // of the prices and rates that all households share
  bool operator==(const BookVersion&) const = default;
};
[[nodiscard]] std::string text_of(const BookVersion& version);

struct HouseholdBook {
  HouseholdId household;
  BookVersion version;
  Currency base_currency;
  std::vector<BookAccount> accounts;        // by ledger::AccountIndex
  std::vector<Instrument> instruments;      // by ledger::InstrumentIndex; without last prices
  std::vector<TransactionId> transactions;  // by ledger::TransactionIndex; nil: a fact of an instrument
  std::optional<Date> first_day;            // of the first transaction; splits known as facts are none
  BookIndex index;
  ledger::BookInput input;
};

// How one report wants the book computed.
struct BookView {
  Currency currency;
  Date as_of;
  ReportPolicy policy;
  std::optional<UserId> member;  // this member's shares instead of all members'
  ledger::History history = ledger::History::None;
  auto operator<=>(const BookView&) const = default;
};

struct ComputedBook {
  std::shared_ptr<const HouseholdBook> household;
  ReportPolicy policy;
  ledger::Book book;
};

[[nodiscard]] ledger::CostMethod to_ledger_method(CostBasis method);
// The shares that count in a view, as the core wants them.
[[nodiscard]] std::vector<ledger::OwnershipShare> own_shares(const std::vector<MemberShare>& shares,
                                                             const std::optional<UserId>& member);
[[nodiscard]] Result<ComputedBook> compute_view(std::shared_ptr<const HouseholdBook> household, const BookView& view);

}  // namespace coffer::finance
