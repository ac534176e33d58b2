// What people do with instruments. Prices are the market service's, corporate actions the action service's.
#pragma once

#include "finance/accounts/account_service.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/instruments/instrument_store.hpp"

namespace coffer::finance {

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

 private:
  InstrumentStore store_;
};

}  // namespace coffer::finance
