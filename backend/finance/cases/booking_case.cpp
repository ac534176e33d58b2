#include "finance/cases/booking_case.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "finance/cases/booking_rows.hpp"
#include "finance/cases/case_conventions.hpp"
#include "finance/cases/case_head.hpp"
#include "finance/cases/case_market.hpp"
#include "finance/cases/case_problems.hpp"
#include "finance/cases/case_reader.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::finance {
namespace {

using ledger::AccountIndex;
using ledger::InstrumentIndex;
using ledger::Traced;

class Decoder {
 public:
  Decoder(const boost::json::object& root, CaseFaults& faults, ledger::TrailRecorder* recorder)
      : root_(root, "", faults), recorder_(recorder) {}
  BookingCase decode();

 private:
  void decode_instruments();
  void decode_prices();
  void decode_model(const CaseReader& model);
  void decode_flows();
  void decode_inputs();
  [[nodiscard]] InstrumentIndex instrument(const CaseReader& reader, std::string_view key) const;

  [[nodiscard]] std::optional<Traced> given(const CaseReader& reader, std::string_view key) const;
  [[nodiscard]] std::vector<Traced> all_given(const CaseReader& reader, std::string_view key) const;

  CaseReader root_;
  ledger::TrailRecorder* recorder_;
  BookingCase case_;
};

// The place of a name; one that is new gets the next.
AccountIndex place_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  const auto place = static_cast<std::size_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return ledger::index_of<AccountIndex>(place);
}

AccountIndex place_of(std::vector<std::string>& names, const CaseReader& reader, std::string_view key) {
  const auto name = reader.text(key);
  return name ? place_of(names, *name) : AccountIndex();
}

InstrumentIndex Decoder::instrument(const CaseReader& reader, std::string_view key) const {
  const auto symbol = reader.text(key);
  if (!symbol) return {};
  const auto found = std::ranges::find(case_.symbols, *symbol);
  if (found == case_.symbols.end()) {
    reader.refuse(key, "No instrument of that symbol.");
    return {};
  }
  return ledger::index_of<InstrumentIndex>(static_cast<std::size_t>(found - case_.symbols.begin()));
}

std::optional<Traced> Decoder::given(const CaseReader& reader, std::string_view key) const {
  const auto value = reader.long_decimal(key);
  if (!value) return std::nullopt;
  return recorder_ == nullptr ? Traced(*value) : recorder_->given(reader.place(key).substr(1), *value);
}

std::vector<Traced> Decoder::all_given(const CaseReader& reader, std::string_view key) const {
  std::vector<Traced> all;
  for (const std::string& written : reader.texts(key)) {
    const auto value = parse_long_decimal(written);
    if (!value) {
      reader.refuse(key, "Write a list of decimals as strings.");
      continue;
    }
    const std::string path = reader.place(key).substr(1) + "/" + std::to_string(all.size());
    all.push_back(recorder_ == nullptr ? Traced(*value) : recorder_->given(path, *value));
  }
  return all;
}

void Decoder::decode_instruments() {
  for (const CaseReader& row : root_.objects("instruments")) {
    const ledger::InstrumentInput instrument = decode_instrument(row, case_.input.report);
    Traced factor = instrument.price_factor;
    if (recorder_ != nullptr && instrument.price_factor != Decimal(1)) {
      const auto place = ledger::index_of<InstrumentIndex>(case_.input.instruments.size());
      factor = recorder_->input({.kind = ledger::InputKind::PriceFactor, .instrument = place}, instrument.price_factor,
                                {.instrument = place});
    }
    case_.input.instruments.push_back({.currency = instrument.currency, .price_factor = factor});
    const auto symbol = row.text("symbol");
    if (!symbol || std::ranges::find(case_.symbols, *symbol) != case_.symbols.end())
      row.refuse("symbol", "Each instrument has a symbol of its own.");
    case_.symbols.push_back(symbol.value_or(""));
  }
}

void Decoder::decode_prices() {
  std::vector<std::vector<std::pair<Date, Decimal>>> points(case_.symbols.size());
  for (const CaseReader& row : root_.objects("prices")) {
    row.allow_only({"symbol", "date", "close"});
    const InstrumentIndex what = instrument(row, "symbol");
    const auto date = row.date("date");
    const auto close = row.long_decimal("close");
    if (!what.is_set() || !date || !close)
      row.refuse("close", "A price has symbol, date and close.");
    else
      points[what.value].emplace_back(*date, *close);
  }
  for (auto& own : points)
    case_.input.quotes.push_back(
        own.empty() ? nullptr
                    : std::make_shared<ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(own))));
}

void Decoder::decode_model(const CaseReader& model) {
  model.allow_only({"engine", "symbol", "scope", "average", "account_methods", "opening_revaluation", "series_dates",
                    "aggregate_by", "ranges", "cost", "fees_in_cost", "cash", "year_days", "cash_inside",
                    "zero_epsilon", "cash_excluded_from_cost", "buy_draws_cash"});
  BookingModel& keys = case_.model;
  keys.symbol = instrument(model, "symbol");
  keys.opening_revaluation = model.flag("opening_revaluation").value_or(false);
  keys.series_dates = model.dates("series_dates");
  keys.ranges = model.dates("ranges");
  if (const auto unit = model.text("aggregate_by")) {
    keys.aggregates_weeks = *unit == "WEEK";
    if (!keys.aggregates_weeks) model.refuse("aggregate_by", "Only WEEK is known.");
  }
  keys.is_cash = model.flag("cash").value_or(false);
  keys.cash_inside = model.flag("cash_inside").value_or(false);
  keys.year_days = given(model, "year_days");
  if (keys.year_days && !keys.year_days->is_positive()) model.refuse("year_days", "Above zero.");
  keys.zero_epsilon = model.decimal("zero_epsilon").value_or(Decimal());
  // One value each is in use; another would ask for figures that nothing here computes.
  if (model.text("cost").value_or("moving_average") != "moving_average")
    model.refuse("cost", "Only moving_average is known.");
  if (model.flag("fees_in_cost").value_or(false)) model.refuse("fees_in_cost", "Only false is known.");
  if (!model.flag("cash_excluded_from_cost").value_or(true))
    model.refuse("cash_excluded_from_cost", "Only true is known.");
  if (model.flag("buy_draws_cash").value_or(false)) model.refuse("buy_draws_cash", "Only false is known.");
  const LotKeeping keeping = case_.engine == "lots_book" ? LotKeeping::UnitLots : LotKeeping::MoneyLots;
  CaseConventions conventions = decode_conventions(
      root_, model, keeping, [this](const std::string& name) { return place_of(case_.accounts, name); });
  case_.conventions = conventions.standard;
  case_.account_conventions = std::move(conventions.accounts);
}

void Decoder::decode_flows() {
  for (const CaseReader& row : root_.objects("cash_flows")) {
    row.allow_only({"date", "t", "amount"});
    const auto date = row.date("date");
    const auto time = given(row, "t");
    const auto amount = given(row, "amount");
    if (!amount || date.has_value() == time.has_value())
      row.refuse("amount", "A cash flow has an amount, and either date or t.");
    else if (date)
      case_.dated_flows.push_back({*date, *amount});
    else
      case_.timed_flows.push_back({*time, *amount});
  }
}

void Decoder::decode_inputs() {
  const auto inputs = root_.object("inputs");
  if (!inputs) return;
  ArithmeticInputs& out = case_.inputs;
  out.accumulated = all_given(*inputs, "accumulated");
  out.start = inputs->date("start");
  if (inputs->has("returns")) out.returns = all_given(*inputs, "returns");
  const std::size_t days = out.returns ? out.returns->size() : 0;
  for (const Traced& place : all_given(*inputs, "skip")) {
    const double number = to_statistic(place.value());
    if (number < 0 || number >= static_cast<double>(days) || std::floor(number) != number)
      inputs->refuse("skip", "Places count from 0 to the end of returns.");
    else
      out.skip.push_back(static_cast<std::size_t>(number));
  }
  out.rate = given(*inputs, "rate");
  out.begin = given(*inputs, "begin");
  out.end = given(*inputs, "end");
  out.length = given(*inputs, "length");
  if (case_.engine == "modified_dietz") {
    for (const CaseReader& row : inputs->objects("flows")) {
      const auto time = given(row, "t");
      const auto amount = given(row, "amount");
      if (!time || !amount)
        row.refuse("amount", "A flow has t and amount.");
      else
        out.timed_flows.push_back({*time, *amount});
    }
  } else {
    out.flows = all_given(*inputs, "flows");
  }
  out.values = all_given(*inputs, "values");
  out.years = given(*inputs, "years");
  out.total_return = given(*inputs, "total_return");
  out.days = given(*inputs, "days");
  out.principal = given(*inputs, "principal");
  out.annual_rate = given(*inputs, "annual_rate");
  out.monthly_payment = given(*inputs, "monthly_payment");
  out.target = given(*inputs, "target");
}

BookingCase Decoder::decode() {
  case_.input.recorder = recorder_;
  case_.input.report = root_.currency("base_currency").value_or(Currency());
  decode_instruments();
  const auto model = root_.object("model");
  if (model) {
    case_.engine = model->text("engine").value_or("");
    decode_model(*model);
  }
  case_.input.bookings = decode_bookings(
      root_.objects("transactions"),
      {.account = [this](const CaseReader& row, std::string_view key) { return place_of(case_.accounts, row, key); },
       .portfolio = [this](const CaseReader& row,
                           std::string_view key) { return place_of(case_.portfolios, row, key); },
       .instrument = [this](const CaseReader& row, std::string_view key) { return instrument(row, key); },
       .currency =
           [this](InstrumentIndex instrument) {
             return instrument.is_set() ? case_.input.instruments[instrument.value].currency : case_.input.report;
           }},
      recorder_);
  decode_prices();
  case_.input.rates = decode_rates(root_);
  decode_flows();
  decode_inputs();
  case_.as_of = root_.date("as_of");
  if (const auto period = root_.object("period")) {
    const auto from = period->date("from");
    const auto to = period->date("to");
    if (!from || !to || *to < *from)
      period->refuse("from", "A period has from and to, in that order.");
    else
      case_.period = ledger::Period{.from = *from, .to = *to};
  }
  return std::move(case_);
}

}  // namespace

Result<BookingCase> decode_booking_case(const boost::json::object& root, ledger::TrailRecorder* recorder) {
  CaseFaults faults;
  BookingCase decoded = Decoder(root, faults, recorder).decode();
  COFFER_CHECK(refuse_faults(faults));
  return decoded;
}

boost::json::value BookingCase::figure(const ledger::Traced& amount) const {
  if (input.recorder != nullptr) return std::uint64_t{input.recorder->node_of(amount)};
  return text_of(amount.value());
}

boost::json::value BookingCase::figure(const ledger::TracedRatio& ratio) const {
  if (input.recorder != nullptr && std::isfinite(ratio.value)) return std::uint64_t{input.recorder->node_of(ratio)};
  return text_of(ratio.ratio());
}

ledger::Traced BookingCase::convention(ledger::Convention convention, const Decimal& value) const {
  if (input.recorder == nullptr) return value;
  return input.recorder->input({.kind = ledger::InputKind::Convention, .convention = convention}, value);
}

std::unexpected<Error> missing_from_case(std::string pointer, std::string detail) {
  return fail(ErrorKind::Invalid, problems::invalid_case, pointer + ": " + detail, {{pointer, detail}});
}

}  // namespace coffer::finance
