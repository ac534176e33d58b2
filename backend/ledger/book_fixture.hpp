// Small books for tests, written as short as an accountant would.
#pragma once

#include <initializer_list>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/book.hpp"
#include "ledger/input.hpp"

namespace coffer::ledger::fixture {

inline Decimal number(std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value) throw std::invalid_argument(std::string(text));
  return *value;
}
inline Date day(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) throw std::invalid_argument(std::string(text));
  return *date;
}
inline Currency money(std::string_view code) {
  const auto currency = parse_currency(code);
  if (!currency) throw std::invalid_argument(std::string(code));
  return *currency;
}
inline AccountIndex account(std::uint32_t place) { return AccountIndex{place}; }
inline InstrumentIndex instrument(std::uint32_t place) { return InstrumentIndex{place}; }

inline std::shared_ptr<const DecimalSeries> series(
    std::initializer_list<std::pair<std::string_view, std::string_view>> points) {
  std::vector<std::pair<Date, Decimal>> read;
  for (const auto& [date, value] : points) read.emplace_back(day(date), number(value));
  return std::make_shared<DecimalSeries>(DecimalSeries::from_points(std::move(read)));
}

// What a test says about a transaction; the rest is set on the value returned.
struct Row {
  std::string_view date;
  TransactionType type = TransactionType::Buy;
  std::string_view quantity = {};
  std::string_view price = {};
  std::string_view amount = {};
  std::string_view fee = "0";
  std::string_view tax = "0";
  std::string_view currency = "EUR";
  std::uint32_t account = 0;
  std::uint32_t instrument = 0;
};

inline Transaction transaction(const Row& row) {
  Transaction made;
  made.type = row.type;
  made.date = day(row.date);
  made.account = AccountIndex{row.account};
  made.instrument = InstrumentIndex{row.instrument};
  made.currency = money(row.currency);
  if (!row.quantity.empty()) made.quantity = number(row.quantity);
  if (!row.price.empty()) made.price = number(row.price);
  if (!row.amount.empty()) made.amount = number(row.amount);
  made.fee = number(row.fee);
  made.tax = number(row.tax);
  return made;
}
inline Transaction cash_row(Row row) {
  Transaction made = transaction(row);
  made.instrument = {};
  return made;
}

// One account and one instrument in EUR.
inline BookInput plain_input() {
  BookInput input;
  input.accounts.resize(1);
  input.instruments.push_back({.currency = money("EUR")});
  return input;
}

inline Book book_of(const BookInput& input, std::string_view as_of, const Policy& policy = {},
                    std::string_view report = "EUR") {
  auto book =
      compute_book(input, {.report = money(report), .as_of = day(as_of), .policy = policy, .entries = Entries::Kept});
  if (!book) throw std::runtime_error(book.error().detail);
  return std::move(*book);
}

}  // namespace coffer::ledger::fixture

namespace coffer {
// Found by GoogleTest when an assertion prints a figure.
inline void PrintTo(const Decimal& value, std::ostream* out) { *out << format_decimal(value); }
}  // namespace coffer
