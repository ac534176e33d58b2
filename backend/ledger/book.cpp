#include "ledger/book.hpp"

#include <algorithm>
#include <string>

#include "ledger/book_builder.hpp"
#include "ledger/order.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

constexpr std::size_t most_currencies = 200;

class CurrencyList {
 public:
  explicit CurrencyList(Currency report) { add(report); }
  void add(Currency currency) {
    if (currency.is_empty() || currency == last_) return;
    last_ = currency;
    if (std::ranges::find(currencies_, currency) == currencies_.end()) currencies_.push_back(currency);
  }
  [[nodiscard]] std::vector<Currency> take() { return std::move(currencies_); }

 private:
  std::vector<Currency> currencies_;
  Currency last_;
};

std::vector<Currency> collect_currencies(const BookInput& input, Currency report) {
  CurrencyList list(report);
  for (const InstrumentInput& instrument : input.instruments) list.add(instrument.currency);
  for (const Transaction& transaction : input.transactions) {
    list.add(transaction.currency);
    if (!transaction.detail.is_present()) continue;
    const TransactionDetail& detail = *transaction.detail;
    list.add(detail.counter_currency);
    if (detail.fx) list.add(detail.fx->priced_in);
    if (detail.settled) list.add(detail.settled->currency);
  }
  return list.take();
}

// As long as an account settles in another one, that one keeps cash itself.
bool settles_in_tracked_cash(const BookInput& input, const AccountInput& account) {
  CashChoice choice{.from = Date::from_days(INT32_MIN), .mode = account.cash, .settlement = account.settlement};
  for (std::size_t i = 0; i <= account.cash_changes.size(); ++i) {
    const bool is_last = i == account.cash_changes.size();
    const Date end = is_last ? Date::from_days(INT32_MAX) : account.cash_changes[i].from;
    if (choice.mode == CashMode::Settled) {
      if (!choice.settlement.is_set() || choice.settlement.value >= input.accounts.size()) return false;
      const AccountInput& keeper = input.accounts[choice.settlement.value];
      if (keeper.cash_on(choice.from).mode != CashMode::Tracked) return false;
      for (const CashChoice& change : keeper.cash_changes) {
        if (change.from > choice.from && change.from < end && change.mode != CashMode::Tracked) return false;
      }
    }
    if (!is_last) choice = account.cash_changes[i];
  }
  return true;
}

Result<> check_input(const BookInput& input, const BookRequest& request) {
  std::vector<FieldError> faults;
  if (request.report.is_empty()) faults.push_back({"/currency", "Name the report currency."});
  for (std::size_t i = 0; i < input.accounts.size(); ++i) {
    if (!settles_in_tracked_cash(input, input.accounts[i]))
      faults.push_back({"/accounts/" + std::to_string(i) + "/cash", "Name an account that tracks its cash."});
  }
  for (std::size_t i = 0; i < input.instruments.size(); ++i) {
    const InstrumentInput& instrument = input.instruments[i];
    const std::string at = "/instruments/" + std::to_string(i);
    if (instrument.currency.is_empty()) faults.push_back({at + "/currency", "Name the currency."});
    const bool all_positive = std::ranges::all_of(
        instrument.factor_changes, [](const FactorChange& change) { return change.factor.is_positive(); });
    if (!instrument.price_factor.is_positive() || !all_positive)
      faults.push_back({at + "/price_factor", "A factor above zero."});
  }
  if (faults.empty()) return {};
  std::string detail = faults.front().detail;
  return fail(ErrorKind::Invalid, problems::invalid_input, std::move(detail), std::move(faults));
}

// Splits are facts of the instrument and also decide what its prices mean.
std::vector<std::vector<Split>> collect_splits(const BookInput& input) {
  std::vector<std::vector<Split>> splits(input.instruments.size());
  for (const Transaction& transaction : input.transactions) {
    const bool splits_units =
        transaction.type == TransactionType::Split || transaction.type == TransactionType::StockDividend;
    if (!splits_units || transaction.instrument.value >= splits.size()) continue;
    const TransactionDetail& detail = *transaction.detail;
    if (!detail.ratio_to || !detail.ratio_from || !detail.ratio_to->is_positive() || !detail.ratio_from->is_positive())
      continue;
    std::vector<Split>& own = splits[transaction.instrument.value];
    if (std::ranges::find(own, transaction.date, &Split::date) != own.end()) continue;
    own.push_back({transaction.date, *detail.ratio_to, *detail.ratio_from});
  }
  for (std::vector<Split>& own : splits) std::ranges::sort(own, {}, &Split::date);
  return splits;
}

PriceTable collect_prices(const BookInput& input, std::vector<Warning>& warnings, Date as_of) {
  std::vector<std::vector<Split>> splits = collect_splits(input);
  std::vector<PriceHistory> histories(input.instruments.size());
  for (std::size_t i = 0; i < histories.size(); ++i) {
    PriceHistory& history = histories[i];
    history.factor = input.instruments[i].price_factor;
    history.factor_changes = input.instruments[i].factor_changes;
    if (i < input.prices.size() && input.prices[i] && !input.prices[i]->is_empty()) history.closes = input.prices[i];
    history.splits = std::move(splits[i]);
    if (!history.closes) continue;
    history.faults = find_scale_faults(*history.closes, history.factor, history.splits, history.factor_changes);
    for (const std::uint32_t place : history.faults) {
      if (history.closes->date(place) > as_of) continue;
      warnings.push_back({.kind = WarningKind::PriceScaleFault,
                          .date = history.closes->date(place),
                          .account = {},
                          .instrument = index_of<InstrumentIndex>(i),
                          .currency = input.instruments[i].currency,
                          .quantity = history.closes->value(place)});
    }
  }
  return PriceTable(std::move(histories));
}

}  // namespace

Result<Book> compute_book(const BookInput& input, const BookRequest& request) {
  COFFER_CHECK(check_input(input, request));
  try {
    Book book;
    book.report = request.report;
    book.as_of = request.as_of;
    book.policy = request.policy;
    book.accounts = input.accounts;
    book.instruments = input.instruments;
    book.currencies = collect_currencies(input, request.report);
    if (book.currencies.size() > most_currencies)
      return fail(ErrorKind::TooLarge, problems::invalid_input, "Too many currencies in one book.");
    book.rates = RateTable(input.rates, book.currencies);
    book.prices = collect_prices(input, book.warnings, request.as_of);
    const std::vector<BookEvent> events = order_events(input.transactions, input.accounts.size(), request.as_of);
    if (!events.empty()) book.first_day = events.front().date;
    BookBuilder builder(input, request, book);
    for (const BookEvent& event : events) COFFER_CHECK(builder.add(event));
    builder.finish();
    return book;
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
