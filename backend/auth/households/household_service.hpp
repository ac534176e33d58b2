// Households of a person.
#pragma once

#include "auth/email/email_store.hpp"
#include "auth/households/household.hpp"
#include "auth/households/household_store.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

class HouseholdService {
 public:
  HouseholdService(platform::Database& database, platform::Random& random)
      : random_(random), store_(database), emails_(database) {}

  platform::Task<HouseholdList> list_households(const Caller& caller, JoinedPage page);
  platform::Task<Household> get_household(const Caller& caller, HouseholdId household);
  platform::Task<Household> get_household(platform::UnitOfWork& unit, HouseholdId household);

  // Creating is two steps, because the unit of work that creates a household must already see it:
  // plan, then open the unit with plan.caller.
  [[nodiscard]] Result<HouseholdPlan> plan_household(const Caller& caller, NewHousehold household);
  // Forbidden, auth/email-not-verified, until the person has proved their address.
  platform::Task<Household> create_household(platform::UnitOfWork& unit, const HouseholdPlan& plan);
  platform::Task<Household> update_household(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                             HouseholdPatch patch);

 private:
  platform::Random& random_;
  HouseholdStore store_;
  EmailStore emails_;
};

}  // namespace coffer::auth
