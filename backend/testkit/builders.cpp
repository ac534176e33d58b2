#include "testkit/builders.hpp"

#include <atomic>
#include <utility>

#include "testkit/database.hpp"

namespace coffer::testkit {

namespace {

using platform::BlockingConnection;

std::uint64_t next_number() {
  static std::atomic<std::uint64_t> count = 0;
  return ++count;
}

std::optional<std::string> text_of(std::optional<HouseholdId> household) {
  if (!household) return std::nullopt;
  return household->text();
}

std::string array_of(const std::vector<HouseholdId>& households) {
  std::string out = "{";
  for (const auto& household : households) {
    if (out.size() > 1) out += ',';
    out += household.text();
  }
  return out + "}";
}

struct CallerSettings {
  std::string user;
  std::string system;
  std::string households;
  std::string narrowed;
  std::string writable;
  std::string managed;
};

void set(BlockingConnection& connection, const CallerSettings& caller) {
  run(connection,
      "SELECT set_config('coffer.user', $1, false), set_config('coffer.system', $2, false), "
      "set_config('coffer.households', $3, false), set_config('coffer.narrowed', $4, false), "
      "set_config('coffer.writable', $5, false), set_config('coffer.managed', $6, false)",
      {caller.user, caller.system, caller.households, caller.narrowed, caller.writable, caller.managed});
}

}  // namespace

Uuid next_uuid() {
  Uuid uuid{{0x01, 0x90, 0, 0, 0, 0, 0x70, 0, 0x80}};
  const auto number = next_number();
  for (std::size_t i = 0; i < 6; ++i) uuid.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return uuid;
}

Household add_household(BlockingConnection& administrator, const NewHousehold& household) {
  Household made;
  made.id = next_id<HouseholdId>();
  made.owner = next_id<UserId>();
  made.owner_email = "owner" + std::to_string(next_number()) + "@example.com";
  made.default_portfolio = next_id<PortfolioId>();
  run(administrator,
      "SELECT auth.sign_up($1, $2, 'no password', 'Owner', 'en', 'UTC', $3, $4, $5, $6, $7, 'Everything')",
      {made.owner.text(), made.owner_email, household.base_currency, made.id.text(), household.name,
       format_uuid(next_uuid()), made.default_portfolio.text()});
  return made;
}

UserId add_member(BlockingConnection& administrator, HouseholdId household, const NewMember& member) {
  const auto user = next_id<UserId>();
  const auto membership = next_id<MembershipId>();
  run(administrator, "INSERT INTO auth.users (id, email, password_hash, name) VALUES ($1, $2, 'no password', 'Member')",
      {user.text(), "member" + std::to_string(next_number()) + "@example.com"});
  run(administrator,
      "INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed) VALUES ($1, $2, $3, $4, $5)",
      {membership.text(), household.text(), user.text(), member.role, member.granted ? "true" : "false"});
  for (const auto& account : member.granted.value_or(std::vector<AccountId>{})) {
    run(administrator,
        "INSERT INTO auth.grants (household_id, id, membership_id, account_id, access) VALUES ($1, $2, $3, $4, $5)",
        {household.text(), format_uuid(next_uuid()), membership.text(), account.text(), member.access});
  }
  return user;
}

void give_role(BlockingConnection& administrator, const std::string& role) {
  for (const auto& row : run(administrator, "SELECT id FROM auth.households")) {
    const HouseholdId household{parse_uuid(row.at(0).value()).value()};
    const auto owner = add_member(administrator, household, {.role = "owner"});
    run(administrator, "UPDATE auth.memberships SET role = $1 WHERE household_id = $2 AND user_id <> $3",
        {role, household.text(), owner.text()});
  }
}

AccountId add_account(BlockingConnection& administrator, HouseholdId household, const NewAccount& account) {
  const auto id = next_id<AccountId>();
  run(administrator,
      "INSERT INTO finance.accounts (household_id, id, name, kind, currency) VALUES ($1, $2, $3, $4, $5)",
      {household.text(), id.text(), account.name + " " + std::to_string(next_number()), account.kind,
       account.currency});
  run(administrator,
      "INSERT INTO finance.account_cash_modes (household_id, id, account_id, mode) VALUES ($1, $2, $3, $4)",
      {household.text(), format_uuid(next_uuid()), id.text(), account.cash});
  run(administrator,
      "INSERT INTO finance.account_cost_bases (household_id, id, account_id, method) VALUES ($1, $2, $3, $4)",
      {household.text(), format_uuid(next_uuid()), id.text(), account.cost_basis});
  return id;
}

InstrumentId add_instrument(BlockingConnection& administrator, std::optional<HouseholdId> household,
                            const NewInstrument& instrument) {
  const auto id = next_id<InstrumentId>();
  run(administrator, "INSERT INTO finance.instruments (id, household_id, kind, currency) VALUES ($1, $2, $3, $4)",
      {id.text(), text_of(household), instrument.kind, instrument.currency});
  run(administrator,
      "INSERT INTO finance.instrument_names (id, household_id, instrument_id, kind, value) VALUES ($1, $3, $4, "
      "'symbol', $5), ($2, $3, $4, 'name', $6)",
      {format_uuid(next_uuid()), format_uuid(next_uuid()), text_of(household), id.text(), instrument.symbol,
       instrument.name});
  run(administrator,
      "INSERT INTO finance.price_factors (id, household_id, instrument_id, factor) VALUES ($1, $2, $3, $4)",
      {format_uuid(next_uuid()), text_of(household), id.text(), instrument.price_factor});
  return id;
}

void add_prices(BlockingConnection& administrator, std::optional<HouseholdId> household, InstrumentId instrument,
                const std::vector<NewPrice>& prices) {
  for (const auto& price : prices) {
    run(administrator,
        "INSERT INTO finance.prices (household_id, instrument_id, price_date, close, currency, source) VALUES ($1, $2, "
        "$3, $4, $5, 'test')",
        {text_of(household), instrument.text(), price.date, price.close, price.currency});
  }
}

TransactionId add_deposit(BlockingConnection& administrator, HouseholdId household, AccountId account,
                          const NewDeposit& deposit) {
  const auto id = next_id<TransactionId>();
  run(administrator, "INSERT INTO finance.transactions (household_id, id, account_id) VALUES ($1, $2, $3)",
      {household.text(), id.text(), account.text()});
  run(administrator,
      "INSERT INTO finance.transaction_revisions (household_id, transaction_id, revision, actor_system, account_id, "
      "type, trade_date, currency, amount) "
      "VALUES ($1, $2, 1, 'test', $3, 'deposit', $4, $5, $6)",
      {household.text(), id.text(), account.text(), deposit.date, deposit.currency, deposit.amount});
  run(administrator,
      "INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, account_id, booked_on, "
      "currency, amount) "
      "VALUES ($1, $2, 1, 1, 'C', $3, $4, $5, $6::numeric), ($1, $2, 1, 2, 'K', $3, $4, $5, -($6::numeric))",
      {household.text(), id.text(), account.text(), deposit.date, deposit.currency, deposit.amount});
  return id;
}

Caller owner_of(const Household& household) {
  return person(household.owner, {CallerHousehold{household.id, Role::Owner, false}});
}

Caller person(UserId user, std::vector<CallerHousehold> households) {
  Caller caller;
  caller.kind = CallerKind::Person;
  caller.user = user;
  caller.households = std::move(households);
  return caller;
}

Caller system_work(std::vector<HouseholdId> households) {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = "test";
  for (const auto& household : households) caller.households.push_back({household, Role::Owner, false});
  return caller;
}

void set_caller(BlockingConnection& connection, const Caller& caller) {
  std::vector<HouseholdId> seen;
  std::vector<HouseholdId> narrowed;
  std::vector<HouseholdId> writable;
  std::vector<HouseholdId> managed;
  for (const auto& household : caller.households) {
    seen.push_back(household.household);
    if (household.narrowed) narrowed.push_back(household.household);
    if (may_write(household.role)) writable.push_back(household.household);
    if (may_manage(household.role)) managed.push_back(household.household);
  }
  set(connection, {caller.user.is_nil() ? "" : caller.user.text(), std::string(caller.system), array_of(seen),
                   array_of(narrowed), array_of(writable), array_of(managed)});
}

void set_no_caller(BlockingConnection& connection) { set(connection, {}); }

}  // namespace coffer::testkit
