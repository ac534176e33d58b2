#include "finance/accounts/account_store.hpp"

#include <algorithm>

#include "finance/accounts/account_problems.hpp"
#include "finance/accounts/sql.hpp"

namespace coffer::finance {

using platform::null;
using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view cursor_tag = "accounts";

std::string_view mode_name(CashKeeping::Mode mode) {
  switch (mode) {
    case CashKeeping::Mode::Tracked: return "tracked";
    case CashKeeping::Mode::Untracked: return "untracked";
    case CashKeeping::Mode::Settled: return "settled";
  }
  return {};
}

Account to_account(const Row& row) {
  Account account;
  account.id = row.id<AccountId>(0);
  account.name = row.text(1);
  account.kind = parse_account_kind(row.view(2)).value();
  account.currency = row.currency(3);
  const auto mode = row.view(4);
  account.cash.mode = mode == "tracked"     ? CashKeeping::Mode::Tracked
                      : mode == "untracked" ? CashKeeping::Mode::Untracked
                                            : CashKeeping::Mode::Settled;
  account.cash.settlement = row.optional_id<AccountId>(5).value_or(AccountId{});
  account.cost_basis = parse_cost_basis(row.view(6)).value();
  account.shorts = row.boolean(7) ? Shorts::Allowed : Shorts::Refused;
  account.institution = row.optional_text(8);
  account.note = row.optional_text(9);
  account.opened_on = row.optional_date(10);
  account.closed_on = row.optional_date(11);
  account.transaction_count = row.int64(12);
  account.created_at = row.timestamp(13);
  account.updated_at = row.timestamp(14);
  account.version = row.int64(15);
  return account;
}

std::optional<Account> first_account(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return to_account(rows.front());
}

// The names of accounts are unique in a household, whatever the case of their letters.
Error named(Error error) {
  if (platform::constraint_of(error) != "accounts_name_key") return error;
  return fail(ErrorKind::Conflict, problems::account_name_taken, "The household has an account of this name.",
              {{"/name", "Choose another name."}})
      .error();
}

}  // namespace

Task<Page<Account>> AccountStore::list(const Caller& caller, PageRequest page) {
  std::vector<std::string> after{"", format_uuid(Uuid{})};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, cursor_tag, 2));
    after = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_accounts, caller.household(), after[0],
                                                                after[1], page.limit + 1)));
  Page<Account> found;
  for (const auto row : rows) found.items.push_back(to_account(row));
  cut_page(found, page.limit, cursor_tag, [&](const Account& last) {
    return CursorKeys{rows[static_cast<int>(found.items.size()) - 1].text(16), last.id.text()};
  });
  co_return found;
}

Task<std::optional<Account>> AccountStore::find(const Caller& caller, AccountId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_account, caller.household(), id)));
  co_return first_account(rows);
}

Task<std::optional<Account>> AccountStore::find(UnitOfWork& unit, AccountId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_account, unit.caller().household(), id)));
  co_return first_account(rows);
}

Task<std::optional<std::int64_t>> AccountStore::lock(UnitOfWork& unit, AccountId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_account, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<std::int64_t>{};
  co_return std::optional(rows.front().int64(0));
}

Task<> AccountStore::insert(UnitOfWork& unit, AccountId id, NewAccount account) {
  const auto& caller = unit.caller();
  const auto user = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  auto inserted = co_await unit.run(statement(
      sql::insert_account, caller.household(), id, account.name, account_kind_name(account.kind), account.currency,
      account.shorts == Shorts::Allowed, account.institution, account.note, account.opened_on, user));
  if (!inserted) co_return fail(named(std::move(inserted).error()));
  COFFER_CO_CHECK(co_await save_cash_keeping(unit, id, account.cash, since_ever));
  COFFER_CO_CHECK(co_await save_cost_basis(unit, id, account.cost_basis, since_ever));
  co_return Result<>{};
}

Task<> AccountStore::update(UnitOfWork& unit, Account account) {
  auto updated = co_await unit.run(statement(sql::update_account, unit.caller().household(), account.id, account.name,
                                             account_kind_name(account.kind), account.shorts == Shorts::Allowed,
                                             account.institution, account.note, account.opened_on, account.closed_on));
  if (!updated) co_return fail(named(std::move(updated).error()));
  co_return Result<>{};
}

Task<> AccountStore::save_cash_keeping(UnitOfWork& unit, AccountId id, CashKeeping cash, Date from) {
  const auto household = unit.caller().household();
  const auto settlement =
      cash.mode == CashKeeping::Mode::Settled ? std::optional(cash.settlement) : std::optional<AccountId>{};
  COFFER_CO_CHECK(co_await unit.run(statement(sql::withdraw_cash_modes, household, id, from)));
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::insert_cash_mode, household, random_.uuid(), id, mode_name(cash.mode), settlement, from)));
  co_return Result<>{};
}

Task<> AccountStore::save_cost_basis(UnitOfWork& unit, AccountId id, CostBasis method, Date from) {
  const auto household = unit.caller().household();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::withdraw_cost_bases, household, id, from)));
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::insert_cost_basis, household, random_.uuid(), id, cost_basis_name(method), from)));
  co_return Result<>{};
}

Task<bool> AccountStore::is_used(UnitOfWork& unit, AccountId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::account_is_used, unit.caller().household(), id)));
  co_return rows.front().boolean(0);
}

Task<> AccountStore::remove(UnitOfWork& unit, AccountId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_account, unit.caller().household(), id)));
  co_return Result<>{};
}

Task<std::vector<OwnershipEntry>> AccountStore::list_shares(const Caller& caller, AccountId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_ownership_shares, caller.household(), id)));
  std::vector<OwnershipEntry> shares;
  for (const auto row : rows) {
    OwnershipEntry entry;
    entry.member = row.id<UserId>(0);
    if (row.date(1) != since_ever) entry.from = row.date(1);
    entry.share = row.decimal(2);
    shares.push_back(entry);
  }
  co_return shares;
}

Task<std::int64_t> AccountStore::save_shares(UnitOfWork& unit, AccountId id, std::vector<OwnershipEntry> shares) {
  std::vector<Uuid> ids;
  std::vector<UserId> users;
  std::vector<Date> days;
  std::vector<Decimal> parts;
  for (const auto& share : shares) {
    ids.push_back(random_.uuid());
    users.push_back(share.member);
    days.push_back(share.from.value_or(since_ever));
    parts.push_back(share.share);
  }
  COFFER_CO_TRY(stored, co_await unit.run(statement(sql::replace_ownership_shares, unit.caller().household(), id, ids,
                                                    users, days, parts)));
  COFFER_CO_CHECK(co_await unit.run(statement(sql::touch_account, unit.caller().household(), id)));
  co_return stored.affected();
}

}  // namespace coffer::finance
