#include "ledger/book_prices.hpp"

#include <algorithm>

namespace coffer::ledger {

bool tells_split(const Transaction& transaction) {
  const bool splits_units =
      transaction.type == TransactionType::Split || transaction.type == TransactionType::StockDividend;
  if (!splits_units) return false;
  const TransactionDetail& detail = *transaction.detail;
  return detail.ratio_to && detail.ratio_from && detail.ratio_to->is_positive() && detail.ratio_from->is_positive();
}

PriceHistory begin_prices(const BookInput& input, InstrumentIndex instrument, std::vector<Split> splits, Date as_of,
                          std::vector<Warning>& warnings) {
  const std::size_t place = instrument.value;
  const InstrumentInput& facts = input.instruments[place];
  std::ranges::stable_sort(splits, {}, &Split::date);
  const auto doubled = std::ranges::unique(splits, {}, &Split::date);
  splits.erase(doubled.begin(), doubled.end());
  PriceHistory history;
  history.factor = facts.price_factor;
  history.factor_changes = facts.factor_changes;
  history.splits = std::move(splits);
  if (place >= input.prices.size() || !input.prices[place] || input.prices[place]->is_empty()) return history;
  history.closes = input.prices[place];
  history.faults = find_scale_faults(*history.closes, history.factor, history.splits, history.factor_changes);
  for (const std::uint32_t fault : history.faults) {
    if (history.closes->date(fault) > as_of) continue;
    warnings.push_back({.kind = WarningKind::PriceScaleFault,
                        .date = history.closes->date(fault),
                        .account = {},
                        .instrument = instrument,
                        .currency = facts.currency,
                        .quantity = history.closes->value(fault)});
  }
  return history;
}

PriceTable begin_prices(const BookInput& input, Date as_of, std::vector<Warning>& warnings) {
  std::vector<std::vector<Split>> splits(input.instruments.size());
  for (const Transaction& transaction : input.transactions) {
    if (tells_split(transaction) && transaction.instrument.value < splits.size())
      splits[transaction.instrument.value].push_back(
          {transaction.date, *transaction.detail->ratio_to, *transaction.detail->ratio_from});
  }
  std::vector<PriceHistory> histories;
  histories.reserve(splits.size());
  for (std::size_t i = 0; i < splits.size(); ++i)
    histories.push_back(begin_prices(input, index_of<InstrumentIndex>(i), std::move(splits[i]), as_of, warnings));
  return PriceTable(std::move(histories));
}

}  // namespace coffer::ledger
