// Corporate actions and their history in PostgreSQL: the household's own and the public part.
#pragma once

#include <optional>
#include <vector>

#include "finance/actions/corporate_action.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// What a change did to an action, and whether it can be put back.
struct ChangedAction {
  enum class Deed { Recorded, Withdrawn } deed = Deed::Recorded;
  enum class State { Standing, Withdrawn } state = State::Standing;
  enum class Place { Free, Taken } place = Place::Free;  // by what was recorded since
};

class ActionStore {
 public:
  ActionStore(platform::Database& database, platform::Random& random) : database_(database), random_(random) {}

  platform::Task<Page<CorporateActionRow>> list(const Caller& caller, InstrumentId instrument, PageRequest page);
  platform::Task<std::optional<CorporateActionRow>> find(const Caller& caller, InstrumentId instrument, Uuid action);
  platform::Task<std::optional<CorporateActionRow>> find(platform::UnitOfWork& unit, InstrumentId instrument,
                                                         Uuid action);
  // Another one of the same instrument, day, type and new instrument.
  platform::Task<std::optional<CorporateActionRow>> find_same(platform::UnitOfWork& unit, ActionTerms terms,
                                                              std::optional<Uuid> self);
  // Its revision; nothing where the household has no such action.
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, Uuid action);
  platform::Task<std::int64_t> find_household_version(platform::UnitOfWork& unit);

  platform::Task<> insert(platform::UnitOfWork& unit, CorporateActionRow row, ChangeId change);
  platform::Task<> withdraw(platform::UnitOfWork& unit, Uuid action, ChangeId change);

  platform::Task<std::vector<ChangedAction>> lock_changed(platform::UnitOfWork& unit, ChangeId change);
  // Takes away what a change recorded and puts back what it took away; those that stand then because of it.
  platform::Task<std::vector<CorporateActionRow>> take_back(platform::UnitOfWork& unit, ChangeId change,
                                                            ChangeId undoing);

 private:
  platform::Database& database_;
  platform::Random& random_;
};

}  // namespace coffer::finance
