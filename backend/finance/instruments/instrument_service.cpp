#include "finance/instruments/instrument_service.hpp"

#include "auth/permissions/permissions.hpp"
#include "finance/instruments/instrument_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_instrument() {
  return fail(ErrorKind::NotFound, problems::instrument_not_found, "There is no such instrument.");
}

std::unexpected<Error> symbol_taken() {
  return fail(ErrorKind::Conflict, problems::symbol_taken, "The household has an instrument with this symbol.",
              {{"/symbol",
                "Use that instrument, or choose a symbol that tells the two apart, such as one with the exchange."}});
}

void record(UnitOfWork& unit, InstrumentId id, std::string_view action, std::string before, std::string after) {
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "instrument",
              .object = id.uuid,
              .before = std::move(before),
              .after = std::move(after)});
}

std::string summary(const Instrument& instrument) {
  platform::JsonWriter writer;
  writer.begin_object()
      .field("symbol", instrument.reference.symbol)
      .field("kind", instrument_kind_name(instrument.reference.kind))
      .field("currency", instrument.reference.currency)
      .field("version", instrument.version)
      .end_object();
  return writer.take();
}

void apply(const InstrumentChange& change, Instrument& instrument) {
  if (change.kind) instrument.reference.kind = *change.kind;
  if (change.asset_class) instrument.asset_class = *change.asset_class;
  if (change.exchange) instrument.exchange = *change.exchange;
  if (change.region) instrument.region = *change.region;
  if (change.sector) instrument.sector = *change.sector;
}

}  // namespace

Task<Page<Instrument>> InstrumentService::list_instruments(const Caller& caller, std::optional<std::string> search,
                                                           PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await store_.list(caller, std::move(search), std::move(page));
}

Task<Instrument> InstrumentService::get_instrument(const Caller& caller, InstrumentId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(instrument, co_await store_.find(caller, id));
  if (!instrument) co_return no_such_instrument();
  co_return std::move(*instrument);
}

Task<Instrument> InstrumentService::create_instrument(const Caller& caller, UnitOfWork& unit,
                                                      NewInstrument instrument) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditInstruments));
  COFFER_CO_TRY(taken, co_await store_.is_symbol_taken(unit, instrument.symbol, InstrumentId{}));
  if (taken) co_return symbol_taken();
  std::vector<NewInstrument> one;
  one.push_back(std::move(instrument));
  COFFER_CO_TRY(ids, co_await store_.insert(unit, std::move(one)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, ids.front()));
  record(unit, ids.front(), "finance.instrument.create", "", summary(*stored));
  co_return std::move(*stored);
}

Task<Instrument> InstrumentService::update_instrument(const Caller& caller, UnitOfWork& unit, InstrumentId id,
                                                      InstrumentChange change, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditInstruments));
  COFFER_CO_TRY(instrument, co_await store_.find(unit, id));
  if (!instrument) co_return no_such_instrument();
  if (instrument->scope == InstrumentScope::Public) {
    co_return fail(ErrorKind::Forbidden, problems::instrument_is_public,
                   "Public instruments cannot be changed. Add one of your own where this one does not fit.");
  }
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_instrument();
  COFFER_CO_CHECK(check(*version));
  if (change.symbol) {
    COFFER_CO_TRY(taken, co_await store_.is_symbol_taken(unit, *change.symbol, id));
    if (taken) co_return symbol_taken();
  }
  const auto before = summary(*instrument);
  apply(change, *instrument);
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(*instrument), std::move(change)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  record(unit, id, "finance.instrument.update", before, summary(*stored));
  co_return std::move(*stored);
}

}  // namespace coffer::finance
