// What people do with instruments and their splits. Prices are the market service's.
#pragma once

#include "finance/accounts/account_service.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/instruments/instrument_store.hpp"

namespace coffer::finance {

struct RecordedSplit {
  CorporateAction action;
  enum class Novelty { New, Known } novelty = Novelty::New;
};

class InstrumentService {
 public:
  InstrumentService(platform::Database& database, platform::Random& random) : store_(database, random) {}

  platform::Task<Page<Instrument>> list_instruments(const Caller& caller, std::optional<std::string> search,
                                                    PageRequest page);
  platform::Task<Instrument> get_instrument(const Caller& caller, InstrumentId id);
  // Conflict while another instrument of the household has the symbol.
  platform::Task<Instrument> create_instrument(const Caller& caller, platform::UnitOfWork& unit,
                                               NewInstrument instrument);
  platform::Task<Instrument> update_instrument(const Caller& caller, platform::UnitOfWork& unit, InstrumentId id,
                                               InstrumentChange change, VersionCheck check);

  platform::Task<Page<CorporateAction>> list_corporate_actions(const Caller& caller, InstrumentId id, PageRequest page);
  // A split that is known with the same ratio is answered with; with another ratio it is a conflict.
  platform::Task<RecordedSplit> create_split(const Caller& caller, platform::UnitOfWork& unit, NewSplit split,
                                             std::optional<std::string> note);

 private:
  InstrumentStore store_;
};

}  // namespace coffer::finance
