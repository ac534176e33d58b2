// Instruments, their names and splits in PostgreSQL: the household's own and the public part.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/instruments/instrument.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// What a source called an instrument, found among the names that instruments have or had.
struct NameMatch {
  enum class Kind { Symbol, Isin };
  Kind kind = Kind::Symbol;
  std::string value;  // in capitals
  InstrumentId instrument;
  Date from;
  Currency currency;
};

struct NewSplit {
  InstrumentId instrument;
  Date effective_on;
  std::int64_t ratio_to = 1;
  std::int64_t ratio_from = 1;
};

class InstrumentStore {
 public:
  InstrumentStore(platform::Database& database, platform::Random& random) : database_(database), random_(random) {}

  platform::Task<Page<Instrument>> list(const Caller& caller, std::optional<std::string> search, PageRequest page);
  // With all its dated names.
  platform::Task<std::optional<Instrument>> find(const Caller& caller, InstrumentId id);
  platform::Task<std::optional<Instrument>> find(platform::UnitOfWork& unit, InstrumentId id);
  // Without last prices; in no order. With a moment, the price factors are those known then.
  platform::Task<std::vector<Instrument>> load(const Caller& caller, std::vector<InstrumentId> ids,
                                               std::optional<Timestamp> known_at = std::nullopt);
  platform::Task<std::vector<Instrument>> load(platform::UnitOfWork& unit, std::vector<InstrumentId> ids);
  // Symbols and ISINs in capitals. The household's own matches come before public ones.
  platform::Task<std::vector<NameMatch>> match(const Caller& caller, std::vector<std::string> symbols,
                                               std::vector<std::string> isins);

  // Locks an instrument of the household; its version, or nothing.
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, InstrumentId id);
  platform::Task<bool> is_symbol_taken(platform::UnitOfWork& unit, std::string symbol, InstrumentId self);
  platform::Task<std::vector<InstrumentId>> insert(platform::UnitOfWork& unit, std::vector<NewInstrument> instruments);
  platform::Task<> update(platform::UnitOfWork& unit, Instrument instrument, InstrumentChange change);

  // Those known at a moment, or now.
  platform::Task<std::vector<CorporateAction>> load_splits(const Caller& caller, std::vector<InstrumentId> ids,
                                                           std::optional<Timestamp> known_at = std::nullopt);
  platform::Task<std::vector<CorporateAction>> load_splits(platform::UnitOfWork& unit, std::vector<InstrumentId> ids);
  // Those that are known already are left alone; how many were new.
  platform::Task<std::int64_t> insert_splits(platform::UnitOfWork& unit, std::vector<NewSplit> splits,
                                             std::string source, std::optional<ImportId> import,
                                             std::optional<std::string> note);

 private:
  platform::Database& database_;
  platform::Random& random_;
};

}  // namespace coffer::finance
