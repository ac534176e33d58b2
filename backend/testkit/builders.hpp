// Rows for tests, written with plain SQL by the administrator, past services and row-level security.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "base/id.hpp"
#include "platform/pg/blocking_connection.hpp"

namespace coffer::testkit {

// Distinct within the program, ascending, of version 7.
[[nodiscard]] Uuid next_uuid();
template <class IdType>
[[nodiscard]] IdType next_id() {
  return IdType{next_uuid()};
}

struct Household {
  HouseholdId id;
  UserId owner;
  std::string owner_email;
  PortfolioId default_portfolio;
};
struct NewHousehold {
  std::string name = "Household";
  std::string base_currency = "EUR";
};
Household add_household(platform::BlockingConnection& administrator, const NewHousehold& household = {});

struct NewMember {
  std::string role = "viewer";
  // Narrowed to these accounts; none means not narrowed.
  std::optional<std::vector<AccountId>> granted;
  std::string access = "view";  // to each of them
};
UserId add_member(platform::BlockingConnection& administrator, HouseholdId household, const NewMember& member = {});

// Everybody in the households there are gets this role; somebody new becomes the owner that each needs.
void give_role(platform::BlockingConnection& administrator, const std::string& role);

struct NewAccount {
  std::string name = "Account";  // made distinct by a number
  std::string kind = "brokerage";
  std::string currency = "EUR";
  std::string cash = "tracked";
  std::string cost_basis = "fifo";
};
AccountId add_account(platform::BlockingConnection& administrator, HouseholdId household,
                      const NewAccount& account = {});

struct NewInstrument {
  std::string symbol = "SYM";
  std::string name = "Instrument";
  std::string kind = "stock";
  std::string currency = "EUR";
  std::string price_factor = "1";
};
// Without household: of the public part.
InstrumentId add_instrument(platform::BlockingConnection& administrator, std::optional<HouseholdId> household,
                            const NewInstrument& instrument = {});

struct NewPrice {
  std::string date;
  std::string close;
  std::string currency = "EUR";
};
void add_prices(platform::BlockingConnection& administrator, std::optional<HouseholdId> household,
                InstrumentId instrument, const std::vector<NewPrice>& prices);

// A deposit with its balanced postings.
struct NewDeposit {
  std::string date = "2024-01-02";
  std::string amount = "1000";
  std::string currency = "EUR";
};
TransactionId add_deposit(platform::BlockingConnection& administrator, HouseholdId household, AccountId account,
                          const NewDeposit& deposit = {});

[[nodiscard]] Caller owner_of(const Household& household);
[[nodiscard]] Caller person(UserId user, std::vector<CallerHousehold> households);
// System work for these households.
[[nodiscard]] Caller system_work(std::vector<HouseholdId> households);

// What platform::Database does before each unit, for a plain connection; for the session.
void set_caller(platform::BlockingConnection& connection, const Caller& caller);
void set_no_caller(platform::BlockingConnection& connection);

}  // namespace coffer::testkit
