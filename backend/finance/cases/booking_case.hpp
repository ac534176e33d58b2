// A case of another program's conventions, decoded: its bookings as their source has them, the keys of
// its model, and the inputs of pure arithmetic.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/stated_returns.hpp"
#include "ledger/conventions/unit_lots.hpp"
#include "ledger/performance.hpp"

namespace coffer::finance {

// What a model's keys say; absent keys have the defaults of the format.
struct BookingModel {
  ledger::InstrumentIndex symbol;
  bool opening_revaluation = false;  // interval (period.from, as_of] with an opening position
  std::vector<Date> series_dates;
  std::vector<Date> ranges;                 // first days
  bool aggregates_weeks = false;            // aggregate_by
  bool is_cash = false;                     // cash: the symbol is a cash balance
  bool cash_inside = false;                 // the investment includes its cash
  std::optional<ledger::Traced> year_days;  // 365 or 365.25
  Decimal zero_epsilon;                     // a quantity below it is closed
};

// Statistics all; none of these becomes money.
struct ArithmeticInputs {
  std::vector<ledger::Traced> accumulated;
  std::optional<Date> start;
  std::optional<std::vector<ledger::Traced>> returns;  // none given; a list may be empty
  std::vector<std::size_t> skip;
  std::optional<ledger::Traced> rate;
  std::optional<ledger::Traced> begin;
  std::optional<ledger::Traced> end;
  std::optional<ledger::Traced> length;
  std::vector<ledger::TimedAmount> timed_flows;  // flows[] {t, amount}, t in the unit of length
  std::vector<ledger::Traced> values;
  std::vector<ledger::Traced> flows;  // flows[] of plain amounts
  std::optional<ledger::Traced> years;
  std::optional<ledger::Traced> total_return;
  std::optional<ledger::Traced> days;
  std::optional<ledger::Traced> principal;
  std::optional<ledger::Traced> annual_rate;
  std::optional<ledger::Traced> monthly_payment;
  std::optional<ledger::Traced> target;
};

struct BookingCase {
  std::string engine;
  ledger::BookingInput input;
  // By index, as the case writes them.
  std::vector<std::string> symbols;
  std::vector<std::string> accounts;
  std::vector<std::string> portfolios;
  ledger::Conventions conventions;  // of cost_basis, scope and average
  std::vector<ledger::AccountConvention> account_conventions;
  BookingModel model;
  std::optional<Date> as_of;
  std::optional<ledger::Period> period;
  std::vector<ledger::TracedAmount> dated_flows;  // cash_flows[] {date, amount}
  std::vector<ledger::TimedAmount> timed_flows;   // cash_flows[] {t, amount}, in years
  ArithmeticInputs inputs;

  // As the case format writes it; where amounts have trails, the number of its node instead (a JSON number).
  [[nodiscard]] boost::json::value figure(const ledger::Traced& amount) const;
  [[nodiscard]] boost::json::value figure(const ledger::TracedRatio& ratio) const;
  template <class Value>
  [[nodiscard]] boost::json::value figure(const std::optional<Value>& value) const {
    return value ? figure(*value) : boost::json::value(nullptr);
  }

  // A constant of the policy in use, as an input of trails.
  [[nodiscard]] ledger::Traced convention(ledger::Convention convention, const Decimal& value) const;

  // "" for none.
  [[nodiscard]] std::string_view symbol(ledger::InstrumentIndex index) const {
    return index.is_set() ? std::string_view(symbols[index.value]) : std::string_view();
  }
  [[nodiscard]] std::string_view account(ledger::AccountIndex index) const {
    return index.is_set() ? std::string_view(accounts[index.value]) : std::string_view();
  }
  [[nodiscard]] std::string_view portfolio(ledger::AccountIndex index) const {
    return index.is_set() ? std::string_view(portfolios[index.value]) : std::string_view();
  }
};

// Refuses what is not such a case: invalid, with the JSON pointers of all faults.
// `recorder` none: figures have no trails. Else it outlives the case.
[[nodiscard]] Result<BookingCase> decode_booking_case(const boost::json::object& root, ledger::TrailRecorder* recorder);
// For an engine that cannot do without what the case leaves out.
[[nodiscard]] std::unexpected<Error> missing_from_case(std::string pointer, std::string detail);

}  // namespace coffer::finance
