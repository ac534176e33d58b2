#include "finance/imports/known_store.hpp"

#include <unordered_set>

#include "finance/imports/sql.hpp"

namespace coffer::finance {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

KnownName::Kind to_kind(std::string_view name) {
  if (name == "symbol") return KnownName::Kind::Symbol;
  return name == "isin" ? KnownName::Kind::Isin : KnownName::Kind::Name;
}

}  // namespace

Task<KnownParties> KnownStore::list_parties(UnitOfWork& unit, MentionedNames names) {
  const auto household = unit.caller().household();
  KnownParties known;
  COFFER_CO_TRY(accounts, co_await unit.run(statement(sql::list_known_accounts, household)));
  for (const auto row : accounts) known.accounts.push_back({row.id<AccountId>(0), row.text(1), row.currency(2)});
  if (names.symbols.empty() && names.isins.empty() && names.names.empty()) co_return known;
  COFFER_CO_TRY(
      found, co_await unit.run(statement(sql::list_known_names, household, names.symbols, names.isins, names.names)));
  std::unordered_set<InstrumentId> seen;
  for (const auto row : found) {
    const auto id = row.id<InstrumentId>(2);
    known.names.push_back({to_kind(row.view(0)), row.text(1), id, row.date(3)});
    if (!seen.insert(id).second) continue;
    known.instruments.push_back({id, row.currency(4), row.decimal(5), row.text_array(6)});
  }
  co_return known;
}

Task<std::vector<NewPrice>> KnownStore::list_prices(UnitOfWork& unit, std::vector<InstrumentId> instruments,
                                                    DateRange range) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_known_prices, unit.caller().household(), instruments,
                                                  range.from, range.to)));
  std::vector<NewPrice> prices;
  prices.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) prices.push_back({row.id<InstrumentId>(0), row.date(1), row.decimal(2), row.currency(3)});
  co_return prices;
}

Task<std::vector<FxRate>> KnownStore::list_rates(UnitOfWork& unit, std::vector<Currency> from, std::vector<Currency> to,
                                                 DateRange range) {
  COFFER_CO_TRY(rows, co_await unit.run(
                          statement(sql::list_known_rates, unit.caller().household(), from, to, range.from, range.to)));
  std::vector<FxRate> rates;
  rates.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) rates.push_back(FxRate{row.currency(0), row.currency(1), row.date(2), row.decimal(3)});
  co_return rates;
}

}  // namespace coffer::finance
