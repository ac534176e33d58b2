#include "auth/households/household_service.hpp"

#include "auth/email/email_rules.hpp"
#include "auth/households/household_problems.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t name_bytes = 480;  // 120 characters

std::unexpected<Error> not_found() {
  return fail(ErrorKind::NotFound, problems::household_not_found, "There is no such household.");
}

Result<> check_name(const std::string& name) {
  if (!name.empty() && name.size() <= name_bytes) return {};
  return fail(ErrorKind::Invalid, problems::invalid_household, "Give the household a name.",
              {FieldError{"/name", "Give a name of 1 to 120 characters."}});
}

std::string describe(const Household& household, UserId owner) {
  platform::JsonWriter json(160);
  json.begin_object()
      .field("household", household.id)
      .field("owner", owner)
      .field("currency", household.currency)
      .end_object();
  return json.take();
}

std::string describe_setting(const Household& household) {
  platform::JsonWriter json(160);
  json.begin_object().field("name", household.name).field("currency", household.currency).end_object();
  return json.take();
}

}  // namespace

Task<HouseholdList> HouseholdService::list_households(const Caller& caller, JoinedPage page) {
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, Moment{}));
  COFFER_CO_TRY(found, co_await store_.list(caller, after, page.limit + 1));
  HouseholdList list;
  for (auto& placed : found) {
    if (std::ssize(list.items) == page.limit) break;
    list.items.push_back(std::move(placed.household));
  }
  if (std::ssize(found) > page.limit) list.next_cursor = make_moment_cursor(found[list.items.size() - 1].place);
  co_return list;
}

Task<Household> HouseholdService::get_household(const Caller& caller, HouseholdId household) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ViewHousehold));
  COFFER_CO_TRY(found, co_await store_.find(caller, household));
  if (!found) co_return not_found();
  co_return std::move(*found);
}

Task<Household> HouseholdService::get_household(UnitOfWork& unit, HouseholdId household) {
  COFFER_CO_CHECK(require_in(unit.caller(), household, Permission::ViewHousehold));
  COFFER_CO_TRY(found, co_await store_.find(unit, household));
  if (!found) co_return not_found();
  co_return std::move(*found);
}

Result<HouseholdPlan> HouseholdService::plan_household(const Caller& caller, NewHousehold household) {
  if (!in_scope(caller, Permission::ManageHousehold)) {
    return fail(ErrorKind::Forbidden, problems::out_of_scope, "The scopes of this key do not allow this.");
  }
  COFFER_CHECK(check_name(household.name));
  HouseholdPlan plan;
  plan.household = std::move(household);
  plan.id = random_.id<HouseholdId>();
  plan.caller = caller;
  // Behind the others: the household of the request stays the first.
  plan.caller.households.push_back(CallerHousehold{plan.id, Role::Owner, false});
  return plan;
}

Task<Household> HouseholdService::create_household(UnitOfWork& unit, const HouseholdPlan& plan) {
  COFFER_CO_TRY(address, co_await emails_.load(unit));
  if (!address) co_return not_found();
  COFFER_CO_CHECK(check_verified(*address));
  Household household;
  household.id = plan.id;
  household.name = plan.household.name;
  household.currency = plan.household.currency;
  household.role = Role::Owner;
  COFFER_CO_CHECK(co_await store_.insert(unit, household, random_.id<MembershipId>(), random_.id<PortfolioId>()));
  COFFER_CO_TRY(created, co_await store_.find(unit, plan.id));
  if (!created) co_return not_found();

  platform::Event event;
  event.type = "household.created";
  event.household = plan.id;
  event.payload = describe(household, unit.caller().user);
  unit.emit(std::move(event));
  platform::AuditEntry entry;
  entry.action = "auth.household.create";
  entry.household = plan.id;
  entry.object_kind = "household";
  entry.object = plan.id.uuid;
  unit.audit(std::move(entry));
  co_return std::move(*created);
}

Task<Household> HouseholdService::update_household(const Caller& caller, UnitOfWork& unit, HouseholdId id,
                                                   HouseholdPatch patch) {
  COFFER_CO_CHECK(require_in(caller, id, Permission::ManageHousehold));
  if (patch.name) COFFER_CO_CHECK(check_name(*patch.name));
  COFFER_CO_TRY(found, co_await store_.find(unit, id));
  if (!found) co_return not_found();
  Household household = std::move(*found);
  platform::AuditEntry entry;
  entry.before = describe_setting(household);
  if (patch.name) household.name = std::move(*patch.name);
  if (patch.currency) household.currency = *patch.currency;
  COFFER_CO_CHECK(co_await store_.update(unit, household));
  entry.after = describe_setting(household);
  entry.action = "auth.household.update";
  entry.household = id;
  entry.object_kind = "household";
  entry.object = id.uuid;
  unit.audit(std::move(entry));
  co_return household;
}

}  // namespace coffer::auth
