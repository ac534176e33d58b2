// The whole of a book and its performance, day by day, on one core: from transactions to the series.
//
//   performance_benchmark --write=FOLDER   writes the data and the figures of each shape, and ends
//   performance_benchmark --edits=COUNT    so many edits of the full shape, and what the next figures cost, as JSON
//   performance_benchmark [options of Google Benchmark]
// The data follows from constants alone, so that another implementation can be held against it.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "ledger/book.hpp"
#include "ledger/earnings.hpp"
#include "ledger/editable_performance.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

constexpr Date last_day = Date::of(2025, 12, 31);

struct Shape {
  const char* name;
  int transactions;
  int instruments;
  int years;
  int accounts;
};

constexpr Shape shapes[] = {{"small", 1'900, 60, 8, 2}, {"full", 50'000, 250, 12, 2}, {"tenfold", 500'000, 250, 12, 2}};

// Numerical Recipes' linear congruence: a stream of numbers that any language can repeat.
class Chance {
 public:
  int below(int bound) {
    state_ = state_ * 1'664'525U + 1'013'904'223U;
    return static_cast<int>((std::uint64_t{state_} * static_cast<std::uint64_t>(bound)) >> 32U);
  }

 private:
  std::uint32_t state_ = 20'251'231;
};

Decimal cents(std::int64_t count) { return Decimal::from_parts(count, 2); }

Date first_day(const Shape& shape) { return Date::of(2026 - shape.years, 1, 1); }

// Every third instrument is quoted in dollars.
bool is_foreign(int instrument) { return instrument % 3 == 2; }

std::shared_ptr<const DecimalSeries> walk(Date from, Chance& chance, std::int64_t start, int step, int scale) {
  std::vector<std::pair<Date, Decimal>> points;
  std::int64_t value = start;
  for (Date day = from; day <= last_day; day = day.plus_days(1)) {
    if (day.weekday() == 0 || day.weekday() == 6) continue;
    value = std::max<std::int64_t>(value + chance.below(2 * step + 1) - step, start / 4);
    points.emplace_back(day, Decimal::from_parts(value, scale));
  }
  return std::make_shared<DecimalSeries>(DecimalSeries::from_points(std::move(points)));
}

struct Data {
  Shape shape;
  Currency euro = *parse_currency("EUR");
  Currency dollar = *parse_currency("USD");
  BookInput input;
};

// Deposits first, then six purchases to three sales of what is held to one dividend, evenly over the years.
void add_transactions(Data& data, Chance& chance) {
  const auto& shape = data.shape;
  const Date from = first_day(shape);
  const int days = days_between(from, last_day);
  std::vector<int> held(static_cast<std::size_t>(shape.accounts * shape.instruments));
  for (int i = 0; i < shape.transactions; ++i) {
    Transaction made;
    made.date = from.plus_days(static_cast<std::int32_t>(std::int64_t{i} * days / shape.transactions));
    made.sequence = i;
    const int account = i % shape.accounts;
    made.account = index_of<AccountIndex>(static_cast<std::size_t>(account));
    if (i < 2 * shape.accounts) {
      made.type = TransactionType::Deposit;
      made.currency = i < shape.accounts ? data.euro : data.dollar;
      made.amount = cents(5'000'000'000);
    } else {
      const int instrument = chance.below(shape.instruments);
      const int turn = chance.below(10);
      auto& units = held[static_cast<std::size_t>(account * shape.instruments + instrument)];
      const auto place = data.input.prices[static_cast<std::size_t>(instrument)];
      const auto close = place->value(*place->find_last(made.date));
      const auto price = static_cast<std::int64_t>(close.coefficient());
      made.instrument = index_of<InstrumentIndex>(static_cast<std::size_t>(instrument));
      made.currency = is_foreign(instrument) ? data.dollar : data.euro;
      if (turn == 9 && units > 0) {
        made.type = TransactionType::Dividend;
        made.amount = cents(std::int64_t{units} * (5 + chance.below(55)));
      } else {
        const bool sells = turn >= 6 && units > 1;
        const int count = 1 + chance.below(sells ? units - 1 : 17);
        units += sells ? -count : count;
        made.type = sells ? TransactionType::Sell : TransactionType::Buy;
        made.quantity = count;
        made.price = close;
        made.fee = cents(150);
        made.amount = cents(count * price + (sells ? -150 : 150));
      }
    }
    data.input.transactions.push_back(std::move(made));
  }
}

Data make_data(const Shape& shape) {
  Data data;
  data.shape = shape;
  Chance chance;
  const Date from = first_day(shape).plus_days(-7);
  data.input.accounts.resize(static_cast<std::size_t>(shape.accounts));
  for (int i = 0; i < shape.instruments; ++i) {
    data.input.instruments.push_back({.currency = is_foreign(i) ? data.dollar : data.euro});
    data.input.prices.push_back(walk(from, chance, 2'000 + 100 * (i % 90), 60, 2));
  }
  data.input.rates.push_back({data.euro, data.dollar, walk(from, chance, 11'200, 40, 4)});
  add_transactions(data, chance);
  return data;
}

const Data& data_of(std::size_t place) {
  static std::array<std::optional<Data>, std::size(shapes)> made;
  if (!made.at(place)) made.at(place) = make_data(shapes[place]);
  return *made.at(place);
}

struct Figures {
  Performance performance;
  Holdings holdings;
  Earnings earnings;
};

template <class T>
T value_or_exit(Result<T> found) {
  if (found) return std::move(*found);
  std::fprintf(stderr, "%s\n", found.error().detail.c_str());
  std::exit(1);
}

BookRequest request_of(const Data& data) {
  return {.report = data.euro, .as_of = last_day, .policy = Policy::standard()};
}

Figures figures_of(const Book& book, Performance performance) {
  Figures figures;
  figures.performance = std::move(performance);
  figures.holdings = value_or_exit(value_holdings(book, Scope::household()));
  figures.earnings = value_or_exit(compute_earnings(book, Scope::household(), whole_period(book)));
  return figures;
}

struct Computed {
  Book book;
  Figures figures;
};

Computed compute(const BookInput& input, const BookRequest& request) {
  Computed computed{.book = value_or_exit(compute_book(input, request)), .figures = {}};
  const Book& book = computed.book;
  computed.figures = figures_of(
      book, value_or_exit(compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)})));
  return computed;
}

Computed compute(const Data& data) { return compute(data.input, request_of(data)); }

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void recompute(benchmark::State& state) {
  const auto& data = data_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(compute(data).figures.performance.value);
  state.SetLabel(data.shape.name);
  state.counters["peak_mb"] = peak_mb();
}
BENCHMARK(recompute)->DenseRange(0, std::size(shapes) - 1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void write_series(std::ofstream& out, const std::string& key, const DecimalSeries& series) {
  for (std::size_t i = 0; i < series.size(); ++i)
    out << key << ',' << series.date(i).days() << ',' << format_decimal(series.value(i)) << '\n';
}

// Lines of the kinds close, rate, transaction; days since 1970.
void write_data(const Data& data, const std::string& file) {
  std::ofstream out(file);
  for (std::size_t i = 0; i < data.input.prices.size(); ++i)
    write_series(out, "close," + std::to_string(i), *data.input.prices[i]);
  write_series(out, "rate,USD", *data.input.rates.front().rates);
  for (const auto& one : data.input.transactions) {
    out << "transaction," << one.date.days() << ',' << transaction_type_name(one.type) << ',' << one.account.value
        << ',' << (one.instrument.is_set() ? std::to_string(one.instrument.value) : "") << ',' << one.currency.code()
        << ',' << (one.quantity ? format_decimal(*one.quantity) : "") << ',' << format_decimal(one.fee) << ','
        << format_decimal(*one.amount) << '\n';
  }
  if (!out.flush()) std::exit(1);
}

// Rows of cells, as bench/peers/decimal-js/figures.js reads them.
class Rows {
 public:
  explicit Rows(const std::string& file) : out_(file) { out_.precision(15); }
  template <class... Cells>
  void add(const char* kind, const Cells&... cells) {
    out_ << kind;
    ((out_ << ',', put(cells)), ...);
    out_ << '\n';
  }
  [[nodiscard]] bool finish() { return static_cast<bool>(out_.flush()); }

 private:
  void put(const Decimal& value) { out_ << format_decimal(value); }
  void put(Ratio value) { out_ << value.value; }
  void put(Date date) { out_ << date.days(); }
  void put(Currency currency) { out_ << currency.code(); }
  void put(std::int32_t count) { out_ << count; }
  template <class Tag>
  void put(Index<Tag> index) {
    out_ << index.value;
  }
  template <class T>
  void put(const std::optional<T>& value) {
    if (value) put(*value);
  }

  std::ofstream out_;
};

void add_book(Rows& rows, const Book& book) {
  for (const auto& one : book.cash_steps)
    rows.add("cash", one.date, one.account, book.currencies[one.currency], one.amount, one.booked);
  for (const auto& one : book.income_steps) rows.add("income", one.date, one.account, one.instrument, one.amount);
  for (const auto& one : book.instrument_flows) rows.add("flow", one.date, one.account, one.instrument, one.amount);
  for (const auto& position : book.positions) {
    for (const auto& lot : position.lots.open())
      rows.add("lot", position.account, position.instrument, lot.lot_date, lot.quantity, lot.cost_local, lot.cost,
               lot.gross_cost);
  }
  for (const auto& one : book.disposals) {
    rows.add("disposal", one.date, one.account, one.instrument, one.lot_date, one.quantity, one.cost_local,
             one.proceeds_local, one.cost, one.proceeds, one.gain, one.asset_gain, one.forex_gain, one.gross_gain);
  }
}

void add_holdings(Rows& rows, const Holdings& holdings) {
  for (const auto& one : holdings.items) {
    rows.add("holding", one.account, one.instrument, one.quantity, one.price, one.value, one.value_local,
             one.cost_basis, one.cost_basis_local, one.average_price, one.unrealized_gain, one.unrealized_asset_gain,
             one.unrealized_forex_gain, one.realized_gain, one.realized_asset_gain, one.realized_forex_gain,
             one.income);
    rows.add("weight", one.account, one.instrument, one.weight, one.unrealized_return);
  }
  for (const auto& one : holdings.cash) rows.add("balance", one.account, one.currency, one.amount, one.value);
}

// What must come out: the days, what the book holds, and the sums.
void write_figures(const Data& data, const std::string& file) {
  const auto computed = compute(data);
  const auto& [book, figures] = computed;
  const auto& [performance, holdings, earnings] = figures;
  Rows rows(file);
  for (const auto& point : performance.series) {
    rows.add("day", point.date, point.value, point.invested, point.flow, point.gain, point.cash);
    rows.add("twr", point.date, point.twr);
  }
  add_book(rows, book);
  add_holdings(rows, holdings);
  rows.add("total", holdings.market_value, holdings.net_worth, performance.value, performance.invested,
           performance.gain, performance.cash_forex_gain, earnings.dividends, earnings.net_dividends, earnings.fees,
           earnings.realized_gain, earnings.realized_forex_gain, earnings.realized_gain_gross,
           earnings.realized_asset_gain);
  const auto& simple = performance.simple_returns;
  rows.add("returns", performance.twr, performance.twr_annualized, performance.irr.rate, simple.modified_dietz.total,
           simple.simple.total, simple.on_average_investment.total, performance.max_drawdown, performance.volatility,
           performance.daily_deviation, performance.observations);
  if (!rows.finish()) std::exit(1);
}

// One change of any kind to a row anywhere in the years, or of a close.
BookEdits any_edit(const BookInput& input, const Shape& shape, Chance& chance) {
  const auto rows = static_cast<std::uint32_t>(input.transactions.size());
  const auto any_place = [&] {
    return static_cast<std::uint32_t>(2 * shape.accounts + chance.below(static_cast<int>(rows) - 2 * shape.accounts));
  };
  std::uint32_t place = any_place();
  Transaction row = input.transactions[place];
  const bool trades = row.type == TransactionType::Buy || row.type == TransactionType::Sell;
  const auto settle = [&] {
    const Decimal gross = multiply(*row.quantity, *row.price);
    row.amount = row.type == TransactionType::Buy ? gross + row.fee : gross - row.fee;
  };
  switch (chance.below(8)) {
    case 0: row.date = std::clamp(row.date.plus_days(chance.below(801) - 400), first_day(shape), last_day); break;
    case 1: row = removed_transaction(); break;
    case 2:
      row.date = first_day(shape).plus_days(chance.below(days_between(first_day(shape), last_day)));
      place = rows;
      break;
    case 3:
      if (!row.instrument.is_set()) break;
      row.instrument.value = (row.instrument.value + 3) % static_cast<std::uint32_t>(shape.instruments / 3 * 3);
      break;
    case 4:
      if (!trades) break;
      row.type = row.type == TransactionType::Buy ? TransactionType::Sell : TransactionType::Buy;
      settle();
      break;
    case 5: {
      const auto what = static_cast<std::size_t>(chance.below(shape.instruments));
      const auto& closes = *input.prices[what];
      std::vector<std::pair<Date, Decimal>> points;
      for (std::size_t i = 0; i < closes.size(); ++i) points.emplace_back(closes.date(i), closes.value(i));
      points[static_cast<std::size_t>(chance.below(static_cast<int>(points.size())))].second += cents(75);
      return {.transactions = {},
              .prices = {{index_of<InstrumentIndex>(what),
                          std::make_shared<DecimalSeries>(DecimalSeries::from_points(std::move(points)))}}};
    }
    default:
      if (!trades) {
        row.amount = *row.amount + cents(1 + chance.below(500));
        break;
      }
      row.quantity = *row.quantity + Decimal(1 + chance.below(5));
      settle();
  }
  return {.transactions = {{TransactionIndex{place}, std::move(row)}}, .prices = {}};
}

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void check_same(const Figures& one, const Figures& other) {
  const auto is_same = [](const PerformancePoint& a, const PerformancePoint& b) {
    return a.date == b.date && a.value == b.value && a.invested == b.invested && a.twr == b.twr && a.gain == b.gain;
  };
  const bool same =
      std::ranges::equal(one.performance.series, other.performance.series, is_same) &&
      one.performance.irr.rate == other.performance.irr.rate &&
      one.performance.volatility == other.performance.volatility &&
      one.earnings.realized_gain == other.earnings.realized_gain && one.earnings.fees == other.earnings.fees &&
      one.earnings.realized_forex_gain == other.earnings.realized_forex_gain &&
      one.holdings.net_worth == other.holdings.net_worth && one.holdings.cost_basis == other.holdings.cost_basis &&
      one.holdings.unrealized_forex_gain == other.holdings.unrealized_forex_gain;
  if (same) return;
  std::fprintf(stderr, "An edit and a full computation do not agree.\n");
  std::exit(1);
}

void write_list(const char* name, const std::vector<double>& figures) {
  std::cout << '"' << name << "\": [";
  for (std::size_t i = 0; i < figures.size(); ++i) std::cout << (i == 0 ? "" : ", ") << figures[i];
  std::cout << "], ";
}

// After each edit the figures of the kept book and those from nothing, in turns; the first few edits only warm up,
// so that the peak of memory is that of the kept book.
void measure_edits(int count) {
  const auto& data = data_of(1);
  Chance chance;
  auto kept = value_or_exit(EditableBook::compute(data.input, request_of(data)));
  EditablePerformance performance(Scope::household(), Interval::Day);
  Recomputation done{.what = Recomputed::Everything, .instruments = {}, .events = 0};
  const auto current = [&] {
    return figures_of(kept.book(), value_or_exit(performance.compute(kept.book(), whole_period(kept.book()), done)));
  };
  current();
  constexpr int warm_up = 5;
  std::vector<double> edited;
  std::vector<double> full;
  double peak = 0;
  int everything = 0;
  std::size_t events = 0;
  for (int i = 0; i < warm_up + count; ++i) {
    const BookEdits edits = any_edit(kept.input(), data.shape, chance);
    const double begin = processor_ms();
    done = value_or_exit(kept.apply(edits));
    const Figures now = current();
    const double middle = processor_ms();
    if (i < warm_up) {
      peak = peak_mb();
      continue;
    }
    const double from_nothing = processor_ms();
    const Computed anew = compute(kept.input(), request_of(data));
    full.push_back(processor_ms() - from_nothing);
    check_same(now, anew.figures);
    edited.push_back(middle - begin);
    everything += done.what == Recomputed::Everything ? 1 : 0;
    events += done.events;
  }
  std::cout << '{';
  write_list("edited", edited);
  write_list("full", full);
  std::cout << "\"everything\": " << everything << ", \"events\": " << events << ", \"peak_mb\": " << peak << "}\n";
}

}  // namespace
}  // namespace coffer::ledger

int main(int argc, char** argv) {
  using namespace coffer::ledger;
  const std::string first = argc > 1 ? argv[1] : "";
  if (const std::string option = "--write="; first.starts_with(option)) {
    for (std::size_t i = 0; i + 1 < std::size(shapes); ++i) {
      const std::string path = first.substr(option.size()) + "/" + shapes[i].name;
      write_data(data_of(i), path + ".csv");
      write_figures(data_of(i), path + ".figures");
    }
    return 0;
  }
  if (const std::string option = "--edits="; first.starts_with(option)) {
    measure_edits(std::atoi(first.c_str() + option.size()));
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
