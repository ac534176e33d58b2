#include "finance/transactions/revision_columns.hpp"

#include <algorithm>

#include "finance/transactions/rare_fields.hpp"

namespace coffer::finance {
namespace {

struct RatePair {
  Currency from;
  Currency to;
};

RatePair rate_pair(const TransactionFields& fields, const BookIndex& index) {
  if (fields.counter_currency) return {fields.currency, *fields.counter_currency};
  const auto home = index.account_currencies[index.account(fields.account).value];
  if (fields.instrument) {
    const auto priced_in = index.instruments[index.instrument(*fields.instrument).value].currency;
    if (priced_in != fields.currency) return {priced_in, fields.currency};
  }
  return {fields.currency, home};
}

// A column of which nothing is known goes as an empty list: unnest fills it up with nulls. Most columns of most
// imports are such.
template <class T>
void drop_if_unknown(std::vector<std::optional<T>>& column) {
  if (std::ranges::none_of(column, [](const auto& value) { return value.has_value(); })) column.clear();
}

}  // namespace

void RevisionColumns::drop_unknown() {
  const auto drop = [](auto&... columns) { (drop_if_unknown(columns), ...); };
  drop(times, settled, instruments, quantities, prices, amounts, fees, taxes, accrued, rates, rates_from, rates_to,
       counter_accounts, counter_dates, counter_amounts, counter_currencies, ratios_to, ratios_from, costs, acquired,
       principals, interests, categories, notes, new_instruments, new_quantities, cost_shares, joined, lots, details);
}

void RevisionColumns::add(const RevisionRow& row, const BookIndex& index) {
  const auto& f = row.fields;
  ids.push_back(row.transaction);
  revisions.push_back(row.revision);
  accounts.push_back(f.account);
  types.push_back(ledger::transaction_type_name(f.type));
  dates.push_back(f.date);
  times.push_back(f.time);
  settled.push_back(f.settlement_date);
  sequences.push_back(f.sequence.value_or(0));
  instruments.push_back(f.instrument);
  quantities.push_back(f.quantity);
  prices.push_back(f.price);
  currencies.push_back(f.currency);
  amounts.push_back(f.amount);
  fees.push_back(f.fee);
  taxes.push_back(f.tax);
  accrued.push_back(f.accrued_interest);
  rates.push_back(f.fx_rate);
  if (f.fx_rate) {
    const auto pair = rate_pair(f, index);
    rates_from.emplace_back(std::string(pair.from.code()));
    rates_to.emplace_back(std::string(pair.to.code()));
  } else {
    rates_from.emplace_back();
    rates_to.emplace_back();
  }
  counter_accounts.push_back(f.counter_account);
  counter_dates.push_back(f.counter_date);
  counter_amounts.push_back(f.counter_amount);
  counter_currencies.push_back(f.counter_currency ? std::optional(std::string(f.counter_currency->code()))
                                                  : std::nullopt);
  ratios_to.push_back(f.ratio_to);
  ratios_from.push_back(f.ratio_from);
  costs.push_back(f.cost);
  acquired.push_back(f.cost_date);
  realises.push_back(f.realises.value_or(false));
  principals.push_back(f.principal);
  interests.push_back(f.interest);
  categories.push_back(f.category);
  notes.push_back(f.note);
  new_instruments.push_back(f.new_instrument);
  new_quantities.push_back(f.new_quantity);
  cost_shares.push_back(f.cost_share);
  joined.push_back(f.joined);
  lots.push_back(encode_lots(f));
  details.push_back(encode_details(f));
}

void PostingColumns::add(const RevisionRow& row, const BookIndex& index) {
  std::int64_t line = 0;
  for (const auto& posting : row.postings) {
    const auto name = ledger::ledger_account_name(posting.ledger);
    const auto colon = name.find(':');
    const bool position = posting.ledger == ledger::LedgerAccount::Position;
    ids.push_back(row.transaction);
    revisions.push_back(row.revision);
    lines.push_back(++line);
    ledgers.push_back(name.substr(0, 1));
    categories.push_back(colon == std::string_view::npos ? std::nullopt
                                                         : std::optional(std::string(name.substr(colon + 1))));
    accounts.push_back(posting.account.is_set() ? std::optional(index.account_ids[posting.account.value])
                                                : std::nullopt);
    instruments.push_back(posting.instrument.is_set() ? std::optional(index.instrument_ids[posting.instrument.value])
                                                      : std::nullopt);
    dates.push_back(posting.date);
    // A leg of units alone has no currency of its own: it stands in that of the instrument.
    currencies.push_back(!posting.currency.is_empty()  ? posting.currency
                         : posting.instrument.is_set() ? index.instruments[posting.instrument.value].currency
                                                       : row.fields.currency);
    amounts.push_back(posting.amount);
    quantities.push_back(position || !posting.quantity.is_zero() ? std::optional(posting.quantity) : std::nullopt);
    unknown_costs.push_back(position && row.fields.type == TransactionType::DeliveryIn && !row.fields.cost);
  }
}

}  // namespace coffer::finance
