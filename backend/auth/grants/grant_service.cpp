#include "auth/grants/grant_service.hpp"

#include "auth/grants/grant_problems.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_grant() {
  return fail(ErrorKind::NotFound, problems::grant_not_found, "There is no such grant. It may have been taken back.");
}

std::string describe(const Grant& grant) {
  platform::JsonWriter json(200);
  json.begin_object().field("member", grant.member);
  if (const auto* account = std::get_if<AccountId>(&grant.object)) json.field("account", *account);
  if (const auto* portfolio = std::get_if<PortfolioId>(&grant.object)) json.field("portfolio", *portfolio);
  json.field("access", access_name(grant.access)).end_object();
  return json.take();
}

void record(UnitOfWork& unit, std::string_view action, HouseholdId household, GrantId grant, std::string before,
            std::string after) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.household = household;
  entry.object_kind = "grant";
  entry.object = grant.uuid;
  entry.before = std::move(before);
  entry.after = std::move(after);
  unit.audit(std::move(entry));
}

}  // namespace

Task<GrantList> GrantService::list_grants(const Caller& caller, HouseholdId household, GrantPage page) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, Moment{}));
  GrantList list;
  COFFER_CO_TRY(found, co_await store_.list(caller, household, page.member, after, page.limit + 1));
  list.items = std::move(found);
  list.next_cursor =
      cut_page(list.items, page.limit, [](const Grant& grant) { return Moment{grant.created_at, grant.id.uuid}; });
  co_return list;
}

Task<Grant> GrantService::get_grant(UnitOfWork& unit, HouseholdId household, GrantId id) {
  COFFER_CO_CHECK(require_in(unit.caller(), household, Permission::ManageMembers));
  COFFER_CO_TRY(found, co_await store_.find(unit, household, id));
  if (!found) co_return no_such_grant();
  co_return std::move(*found);
}

Task<Grant> GrantService::create_grant(const Caller& caller, UnitOfWork& unit, HouseholdId household, NewGrant grant) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  const auto id = random_.id<GrantId>();
  COFFER_CO_CHECK(co_await store_.insert(unit, household, id, grant));
  COFFER_CO_TRY(stored, co_await get_grant(unit, household, id));
  record(unit, "auth.grant.create", household, id, "", describe(stored));
  co_return std::move(stored);
}

Task<Grant> GrantService::update_grant(const Caller& caller, UnitOfWork& unit, HouseholdId household, GrantId id,
                                       Access access) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(grant, co_await get_grant(unit, household, id));
  auto before = describe(grant);
  COFFER_CO_CHECK(co_await store_.update(unit, household, id, access));
  grant.access = access;
  record(unit, "auth.grant.update", household, id, std::move(before), describe(grant));
  co_return std::move(grant);
}

Task<> GrantService::remove_grant(const Caller& caller, UnitOfWork& unit, HouseholdId household, GrantId id) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(grant, co_await get_grant(unit, household, id));
  COFFER_CO_CHECK(co_await store_.remove(unit, household, id));
  record(unit, "auth.grant.remove", household, id, describe(grant), "");
  co_return Result<>{};
}

Task<std::vector<AccountId>> GrantService::list_accounts_without_amounts(const Caller& caller) {
  if (caller.households.empty() || !caller.households.front().narrowed) co_return std::vector<AccountId>{};
  co_return co_await store_.list_without_amounts(caller);
}

Task<std::vector<AccountId>> GrantService::find_accounts_without_amounts(const Caller& caller,
                                                                         std::vector<AccountId> accounts) {
  if (caller.households.empty() || !caller.households.front().narrowed || accounts.empty())
    co_return std::vector<AccountId>{};
  co_return co_await store_.find_without_amounts(caller, accounts);
}

Task<> GrantService::require_editable(UnitOfWork& unit, std::vector<AccountId> accounts) {
  if (!unit.caller().households.front().narrowed) co_return Result<>{};
  COFFER_CO_TRY(read_only, co_await store_.list_read_only(unit, accounts));
  if (read_only.empty()) co_return Result<>{};
  co_return fail(ErrorKind::Forbidden, problems::not_allowed,
                 "You may look at this account, but not change it. Ask the owner of the household to let you edit it.");
}

}  // namespace coffer::auth
