// What the household has recorded of the names and days that a file speaks of.
#pragma once

#include <vector>

#include "finance/imports/batch.hpp"
#include "finance/market/market_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

class KnownStore {
 public:
  // All accounts, and the instruments that hold or held one of the names.
  platform::Task<KnownParties> list_parties(platform::UnitOfWork& unit, MentionedNames names);
  // The household's own, the last recorded of each day.
  platform::Task<std::vector<NewPrice>> list_prices(platform::UnitOfWork& unit, std::vector<InstrumentId> instruments,
                                                    DateRange range);
  platform::Task<std::vector<FxRate>> list_rates(platform::UnitOfWork& unit, std::vector<Currency> from,
                                                 std::vector<Currency> to, DateRange range);
};

}  // namespace coffer::finance
