#include "ledger/book.hpp"

#include <algorithm>
#include <string>

#include "ledger/book_builder.hpp"
#include "ledger/book_prices.hpp"
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
    book.prices = begin_prices(input, request.as_of, book.warnings);
    const std::vector<BookEvent> events = order_events(input.transactions, input.accounts.size(), request.as_of);
    if (!events.empty()) book.first_day = events.front().date;
    book.disposals.reserve(events.size());
    book.quantity_steps.reserve(events.size());
    book.cash_steps.reserve(events.size());
    book.instrument_flows.reserve(events.size());
    book.income_steps.reserve(events.size());
    BookBuilder builder(input, request, book);
    for (std::uint32_t i = 0; i < events.size(); ++i) {
      builder.fetch_ahead(events, i);
      COFFER_CHECK(builder.add(events[i], i + 1));
    }
    builder.finish();
    return book;
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
