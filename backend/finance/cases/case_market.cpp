#include "finance/cases/case_market.hpp"

#include <map>
#include <memory>
#include <string_view>
#include <utility>

namespace coffer::finance {

ledger::InstrumentInput decode_instrument(const CaseReader& row, Currency report) {
  using enum ledger::InstrumentKind;
  static const std::map<std::string_view, ledger::InstrumentKind> kinds{
      {"SECURITY", Security}, {"CRYPTO", Crypto}, {"BOND", Bond}, {"PROPERTY", Property}, {"RIGHT", Right},
      {"MANUAL", Manual},     {"CASH", Other},    {"FEE", Other}, {"LIABILITY", Other}};
  row.allow_only({"symbol", "currency", "kind", "name", "price_unit", "price_factor"});
  ledger::InstrumentInput instrument;
  instrument.currency = row.currency("currency").value_or(report);
  const auto kind = kinds.find(row.text("kind").value_or("SECURITY"));
  if (kind == kinds.end())
    row.refuse("kind", "No such kind.");
  else
    instrument.kind = kind->second;
  instrument.price_factor = row.decimal("price_factor").value_or(Decimal(1));
  return instrument;
}

std::vector<ledger::FxSeries> decode_rates(const CaseReader& root) {
  std::map<std::pair<Currency, Currency>, std::vector<std::pair<Date, Decimal>>> points;
  for (const CaseReader& row : root.objects("fx")) {
    row.allow_only({"from", "to", "date", "rate"});
    const auto from = row.currency("from");
    const auto to = row.currency("to");
    const auto date = row.date("date");
    const auto rate = row.long_decimal("rate");
    if (!from || !to || !date || !rate || !rate->is_positive())
      row.refuse("rate", "A rate has from, to, date and a rate above zero.");
    else
      points[{*from, *to}].emplace_back(*date, *rate);
  }
  std::vector<ledger::FxSeries> rates;
  for (auto& [pair, own] : points)
    rates.push_back(
        {.from = pair.first,
         .to = pair.second,
         .rates = std::make_shared<ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(own)))});
  return rates;
}

}  // namespace coffer::finance
