#include "finance/accounts/account_service.hpp"

#include <algorithm>
#include <map>

#include "auth/permissions/permissions.hpp"
#include "finance/accounts/account_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_account() {
  return fail(ErrorKind::NotFound, problems::account_not_found, "There is no such account. It may have been removed.");
}

void record(UnitOfWork& unit, AccountId id, std::string_view action, std::string_view event, std::string before,
            std::string after) {
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "account",
              .object = id.uuid,
              .before = std::move(before),
              .after = std::move(after)});
  platform::JsonWriter payload;
  payload.begin_object().field("account", id).end_object();
  unit.emit({.type = event, .household = unit.caller().household(), .payload = payload.take()});
}

std::string summary(const Account& account) {
  platform::JsonWriter writer;
  writer.begin_object()
      .field("kind", account_kind_name(account.kind))
      .field("currency", account.currency)
      .field("cost_basis", cost_basis_name(account.cost_basis))
      .field("version", account.version)
      .end_object();
  return writer.take();
}

void apply(const AccountChange& change, Account& account) {
  if (change.name) account.name = *change.name;
  if (change.kind) account.kind = *change.kind;
  if (change.shorts) account.shorts = *change.shorts;
  if (change.institution) account.institution = *change.institution;
  if (change.note) account.note = *change.note;
  if (change.opened_on) account.opened_on = *change.opened_on;
  if (change.closed_on) account.closed_on = *change.closed_on;
}

// The sum of the shares on each day on which one begins; each member's latest share counts.
Result<> check_shares(const std::vector<OwnershipEntry>& shares) {
  std::vector<Date> days;
  for (const auto& share : shares) days.push_back(share.from.value_or(since_ever));
  std::ranges::sort(days);
  for (const auto day : days) {
    std::map<UserId, std::pair<Date, Decimal>> held;
    for (const auto& share : shares) {
      const auto from = share.from.value_or(since_ever);
      if (from > day) continue;
      auto& latest = held[share.member];
      if (latest.first <= from) latest = {from, share.share};
    }
    Decimal sum;
    for (const auto& [member, latest] : held) sum += latest.second;
    if (sum > Decimal(1)) {
      return fail(
          ErrorKind::Invalid, problems::ownership_shares, "The shares of a day are more than the whole.",
          {{"/shares", "On " + format_date(day) + " they sum to " + format_decimal(sum) + "; make it 1 or less."}});
    }
  }
  for (std::size_t i = 0; i < shares.size(); ++i) {
    for (std::size_t j = i + 1; j < shares.size(); ++j) {
      if (shares[i].member == shares[j].member && shares[i].from == shares[j].from) {
        return fail(ErrorKind::Invalid, problems::ownership_shares, "A member has two shares from the same day on.",
                    {{"/shares/" + std::to_string(j), "Leave out one of the two."}});
      }
    }
  }
  return {};
}

}  // namespace

Task<> AccountService::check_settlement(UnitOfWork& unit, CashKeeping cash, AccountId account) {
  if (cash.mode != CashKeeping::Mode::Settled) co_return Result<>{};
  if (cash.settlement == account) {
    co_return fail(ErrorKind::Invalid, problems::settlement_account, "An account cannot settle in itself.",
                   {{"/cash", "Name another account, or choose tracked."}});
  }
  COFFER_CO_TRY(other, co_await store_.find(unit, cash.settlement));
  if (!other) {
    co_return fail(ErrorKind::Invalid, problems::settlement_account, "There is no such settlement account.",
                   {{"/cash", "Name an account of this household."}});
  }
  if (other->cash.mode != CashKeeping::Mode::Tracked) {
    co_return fail(ErrorKind::Invalid, problems::settlement_account,
                   "The settlement account does not track its own cash.",
                   {{"/cash", "Name an account whose cash is tracked."}});
  }
  co_return Result<>{};
}

Task<Page<Account>> AccountService::list_accounts(const Caller& caller, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await store_.list(caller, std::move(page));
}

Task<Account> AccountService::get_account(const Caller& caller, AccountId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(account, co_await store_.find(caller, id));
  if (!account) co_return no_such_account();
  co_return std::move(*account);
}

Task<Account> AccountService::create_account(const Caller& caller, UnitOfWork& unit, NewAccount account) {
  COFFER_CO_CHECK(auth::require(caller, Permission::CreateAccounts));
  const auto id = random_.id<AccountId>();
  COFFER_CO_CHECK(co_await check_settlement(unit, account.cash, id));
  COFFER_CO_CHECK(co_await store_.insert(unit, id, std::move(account)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  record(unit, id, "finance.account.create", "account.created", "", summary(*stored));
  co_return std::move(*stored);
}

Task<Account> AccountService::update_account(const Caller& caller, UnitOfWork& unit, AccountId id, AccountChange change,
                                             VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditAccounts));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::vector<AccountId>(1, id)));
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_account();
  COFFER_CO_CHECK(check(*version));
  COFFER_CO_TRY(account, co_await store_.find(unit, id));
  const auto before = summary(*account);
  const auto from = change.from.value_or(since_ever);
  if (change.cash) {
    COFFER_CO_CHECK(co_await check_settlement(unit, *change.cash, id));
    COFFER_CO_CHECK(co_await store_.save_cash_keeping(unit, id, *change.cash, from));
  }
  if (change.cost_basis) COFFER_CO_CHECK(co_await store_.save_cost_basis(unit, id, *change.cost_basis, from));
  apply(change, *account);
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(*account)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  record(unit, id, "finance.account.update", "account.updated", before, summary(*stored));
  co_return std::move(*stored);
}

Task<> AccountService::remove_account(const Caller& caller, UnitOfWork& unit, AccountId id, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditAccounts));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::vector<AccountId>(1, id)));
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_account();
  COFFER_CO_CHECK(check(*version));
  COFFER_CO_TRY(used, co_await store_.is_used(unit, id));
  if (used) {
    co_return fail(
        ErrorKind::Conflict, problems::account_in_use,
        "The account has transactions, or another account settles in it. Remove those first, or close the account.");
  }
  COFFER_CO_CHECK(co_await store_.remove(unit, id));
  record(unit, id, "finance.account.remove", "account.updated", "", "");
  co_return Result<>{};
}

Task<Ownership> AccountService::get_ownership(const Caller& caller, AccountId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(account, co_await store_.find(caller, id));
  if (!account) co_return no_such_account();
  COFFER_CO_TRY(shares, co_await store_.list_shares(caller, id));
  Ownership ownership;
  ownership.account = id;
  ownership.shares = std::move(shares);
  ownership.version = account->version;
  co_return ownership;
}

Task<Ownership> AccountService::update_ownership(const Caller& caller, UnitOfWork& unit, AccountId id,
                                                 std::vector<OwnershipEntry> shares, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditAccounts));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::vector<AccountId>(1, id)));
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_account();
  COFFER_CO_CHECK(check(*version));
  COFFER_CO_CHECK(check_shares(shares));
  COFFER_CO_TRY(stored, co_await store_.save_shares(unit, id, shares));
  if (stored != static_cast<std::int64_t>(shares.size())) {
    co_return fail(ErrorKind::Invalid, problems::ownership_shares, "A share names someone who is not a member.",
                   {{"/shares", "Name members of this household; what is missing to 1 belongs to someone outside."}});
  }
  record(unit, id, "finance.account.share", "account.updated", "", "");
  Ownership ownership;
  ownership.account = id;
  ownership.shares = std::move(shares);
  ownership.version = *version + 1;
  co_return ownership;
}

}  // namespace coffer::finance
