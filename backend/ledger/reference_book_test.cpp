// The engine against the reference book: 2,000 operations a seed, every figure of three days and of the
// whole period.
//
// A run takes the first 150 seeds: about 17 seconds of one core, where all 1,000 of the quality bar take 111.
//   COFFER_REFERENCE_SEEDS=1000                               that many
//   COFFER_REFERENCE_SEED=N                                   N alone
//   COFFER_REFERENCE_SEED=N COFFER_REFERENCE_SEEDS=1000       that many from N on
// A failure names its seed, the smallest number of operations that still fails, and the operation that was last.
#include "ledger/reference_book.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <sstream>

#include "ledger/earnings.hpp"
#include "ledger/performance.hpp"
#include "ledger/random_history.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

constexpr int operations = 2'000;
constexpr unsigned seeds_by_default = 150;

// Twelve digits are kept while computing, and a figure is the sum of some hundred of them; of large ones
// twelve digits in all.
const Exact small = Exact(1) / power_of_ten(9);
// Cost in the instrument's currency, where a unit may be a hundredth of the report currency's and less.
const Exact small_local = Exact(1) / power_of_ten(7);
const Exact half_a_cent = Exact(1) / 200 + small;

// Everything that both books say, by what it is about, so that neither order nor place matters.
class Comparison {
 public:
  Comparison(const BookInput& input, const Book& book, const BookInput& told, const ReferenceBook& reference)
      : input_(input), book_(book), told_(told), reference_(reference) {}

  // The first difference, or nothing.
  std::string find() {
    compare_lots();
    compare_gains();
    compare_money();
    compare_values();
    compare_income();
    return std::move(difference_);
  }
  std::string find_over_time() {
    const auto performance = compute_performance(book_, {.scope = Scope::household(), .period = whole_period(book_)});
    if (!performance) return performance.error().detail;
    if (performance->series.size() != reference_.days.size()) return "number of days";
    for (std::size_t i = 0; i < reference_.days.size(); ++i) {
      const ReferenceDay& day = reference_.days[i];
      expect("value of " + format_date(day.date), performance->series[i].value, day.value, half_a_cent);
      expect("flow of " + format_date(day.date), performance->series[i].flow, day.in - day.out, half_a_cent);
    }
    expect("total gain", performance->gain, reference_.gain(), half_a_cent);
    const double twr = reference_.time_weighted_return();
    if (!(std::abs(performance->twr.value - twr) <= 1e-9 * (1 + std::abs(twr))))
      note("time-weighted return", std::to_string(performance->twr.value), std::to_string(twr));
    return std::move(difference_);
  }

 private:
  void note(const std::string& what, const std::string& engine, const std::string& reference) {
    if (difference_.empty()) difference_ = what + ": engine " + engine + ", reference " + reference;
  }
  void expect(const std::string& what, const Decimal& engine, const Exact& reference, const Exact& tolerance) {
    if (!difference_.empty() || abs(exact(engine) - reference) <= tolerance + abs(reference) / power_of_ten(12)) return;
    std::ostringstream text;
    text << std::fixed << std::setprecision(20) << to_double(reference);
    note(what, format_decimal(engine), text.str());
  }
  // The number of the operation: what a transaction is called in both inputs.
  [[nodiscard]] std::int64_t name(std::uint32_t index) const { return *input_.transactions[index].sequence; }
  [[nodiscard]] std::int64_t told_name(std::uint32_t index) const { return *told_.transactions[index].sequence; }

  // Sums of the engine and of the reference under one name.
  struct Pair {
    std::array<Decimal, 3> engine;
    std::array<Exact, 3> reference;
  };
  using Pairs = std::map<std::string, Pair>;
  template <class... Words>
  static std::string words(const Words&... parts) {
    std::ostringstream text;
    ((text << parts << ' '), ...);
    return text.str();
  }
  static void add(std::array<Decimal, 3>& sums, const Decimal& a, const Decimal& b, const Decimal& c) {
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
  }
  static void add(std::array<Exact, 3>& sums, const Exact& a, const Exact& b, const Exact& c) {
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
  }
  void expect_same(const Pairs& pairs, const Exact& tolerance_of_second = small) {
    for (const auto& [key, pair] : pairs) {
      for (std::size_t i = 0; i < 3; ++i)
        expect(key + "figure " + std::to_string(i + 1), pair.engine[i], pair.reference[i],
               i == 1 ? tolerance_of_second : small);
    }
  }

  // Open lots by where, since when and from what: quantity, cost in own and in report currency. Parts of
  // one lot that came back by different ways are told together.
  void compare_lots() {
    Pairs pairs;
    const auto of_engine = [&](const std::string& where, const Lot& lot) {
      const bool known = lot.cost_state == CostState::Known;
      const std::string key = words(where, "of", format_date(lot.lot_date), "by operation", name(lot.acquired_by.value),
                                    known ? "" : "at unknown cost");
      add(pairs[key].engine, lot.quantity, known ? lot.cost_local : Decimal(), known ? lot.cost : Decimal());
    };
    const auto of_reference = [&](const std::string& where, const ReferenceLot& lot) {
      const std::string key = words(where, "of", format_date(lot.date), "by operation", told_name(lot.acquired_by),
                                    lot.is_known ? "" : "at unknown cost");
      add(pairs[key].reference, lot.units, lot.is_known ? lot.local : Exact(), lot.is_known ? lot.cost : Exact());
    };
    for (const Position& position : book_.positions) {
      for (const Lot& lot : position.lots.open())
        of_engine(words("lot", position.account.value, position.instrument.value), lot);
    }
    for (const OpenTransfer& open : book_.open_transfers) {
      for (const Lot& lot : open.lots) of_engine(words("on the way", open.account.value, open.instrument.value), lot);
    }
    for (const auto& [place, lots] : reference_.held) {
      for (const ReferenceLot& lot : lots) of_reference(words("lot", place.first.value, place.second.value), lot);
    }
    for (const auto& moving : reference_.on_the_way) {
      for (const ReferenceLot& lot : moving.lots)
        of_reference(words("on the way", moving.sender.value, moving.instrument.value), lot);
    }
    expect_same(pairs, small_local);
  }

  // Realised gain of each disposal by the lot that it closed: cost, proceeds, asset part.
  void compare_gains() {
    Pairs pairs;
    Pairs quantities;
    for (const Disposal& one : book_.disposals) {
      const bool known = one.cost_state == CostState::Known;
      const std::string key = words("disposal by operation", name(one.transaction.value), "in", one.account.value,
                                    one.instrument.value, "of", name(one.acquired_by.value), known ? "" : "unknown");
      add(quantities[key].engine, one.quantity, {}, {});
      if (known) add(pairs[key].engine, one.cost, one.proceeds, one.asset_gain);
      if (known && one.gain != one.proceeds - one.cost) note(key, "gain is not proceeds less cost", "");
      if (known && one.gain != one.asset_gain + one.forex_gain) note(key, "parts do not sum to the gain", "");
    }
    for (const ReferenceGain& one : reference_.disposals) {
      const std::string key =
          words("disposal by operation", told_name(one.transaction), "in", one.account.value, one.instrument.value,
                "of", told_name(one.acquired_by), one.is_known ? "" : "unknown");
      add(quantities[key].reference, one.units, 0, 0);
      if (one.is_known) add(pairs[key].reference, one.cost, one.proceeds, one.asset_gain);
    }
    for (const OtherGain& one : book_.other_gains)
      add(pairs[words("gain by operation", name(one.transaction.value), one.account.value)].engine, one.gain,
          one.asset_gain, one.forex_gain);
    for (const ReferenceGain& one : reference_.other_gains)
      add(pairs[words("gain by operation", told_name(one.transaction), one.account.value)].reference, one.gain(),
          one.asset_gain, one.gain() - one.asset_gain);
    expect_same(quantities);
    expect_same(pairs);
  }

  void compare_money() {
    const auto holdings = value_holdings(book_, Scope::household());
    if (!holdings) return note("holdings", holdings.error().detail, "");
    const auto compare = [&](const char* what, const std::vector<CashBalance>& engine,
                             const std::map<ReferenceBook::Purse, Exact>& reference) {
      std::map<ReferenceBook::Purse, Decimal> found;
      for (const CashBalance& one : engine) found[{one.account, one.currency}] = one.amount;
      for (const auto& [purse, amount] : reference) found.try_emplace(purse);
      for (const auto& [purse, amount] : found) {
        const auto told = reference.find(purse);
        expect(words(what, purse.first.value, purse.second.code()), amount,
               told == reference.end() ? Exact() : told->second, 0);
      }
    };
    compare("cash", holdings->cash, reference_.cash);
    compare("loan", holdings->loans, reference_.loans);
  }

  void compare_values() {
    const auto holdings = value_holdings(book_, Scope::household());
    if (!holdings) return note("holdings", holdings.error().detail, "");
    std::map<ReferenceBook::Place, Exact> units;
    for (const auto& [place, lots] : reference_.held) units[place] += units_of(lots);
    for (const Holding& one : holdings->items) {
      const ReferenceBook::Place place(one.account, one.instrument);
      const std::string name = words("position", one.account.value, one.instrument.value);
      expect(name + "quantity", one.quantity, units[place], 0);
      expect(name + "value", one.value.value_or(Decimal(-1)), reference_.value_of(place, book_.as_of), half_a_cent);
      units.erase(place);
    }
    for (const auto& [place, there] : units) {
      if (there != 0) note("position", "none", words(place.first.value, place.second.value));
    }
    expect("market value", holdings->market_value, reference_.market_value(book_.as_of), half_a_cent);
    const Exact worth = reference_.days.empty() ? Exact() : reference_.days.back().value;
    expect("net worth", holdings->net_worth, worth, half_a_cent);
  }

  void compare_income() {
    const auto earnings = compute_earnings(book_, Scope::household(), whole_period(book_));
    if (!earnings) return note("earnings", earnings.error().detail, "");
    const ReferenceIncome& income = reference_.income;
    expect("dividends", earnings->dividends, income.dividends, half_a_cent);
    expect("interest", earnings->interest, income.interest, half_a_cent);
    expect("other income", earnings->income, income.other, half_a_cent);
    expect("fees", earnings->fees, income.fees, half_a_cent);
    expect("taxes", earnings->taxes, income.taxes, half_a_cent);
    expect("other expenses", earnings->other_expenses, income.other_expenses, half_a_cent);
  }

  const BookInput& input_;
  const Book& book_;
  const BookInput& told_;
  const ReferenceBook& reference_;
  std::string difference_;
};

Policy policy_of(unsigned seed) {
  return {.averaging = seed % 3 == 0 ? Averaging::Merge : Averaging::Pool,
          .purchase_costs = seed % 5 == 0 ? PurchaseCosts::Expensed : PurchaseCosts::InCost,
          .merger_cash = static_cast<MergerCash>(seed % 4)};
}

// Compares the book of `input` with the reference book of what that one was told.
std::string find_difference(const BookInput& input, const Policy& policy, const BookInput& told,
                            const Policy& told_policy) {
  if (input.transactions.empty()) return {};
  const auto [first, last] = std::ranges::minmax(input.transactions, {}, &Transaction::date);
  const std::int32_t length = days_between(first.date, last.date);
  ReferenceBook reference(told, told_policy, money("EUR"));
  for (const std::int32_t days : {length / 3, length * 2 / 3, length + 10}) {
    const Date as_of = first.date.plus_days(days);
    reference.run_to(as_of);
    const auto book = compute_book(input, {.report = money("EUR"), .as_of = as_of, .policy = policy});
    if (!book) return book.error().detail;
    Comparison comparison(input, *book, told, reference);
    std::string difference = comparison.find();
    if (difference.empty() && days > length) difference = comparison.find_over_time();
    if (!difference.empty()) return "on " + format_date(as_of) + ", " + difference;
  }
  return {};
}
std::string find_difference(const BookInput& input, const Policy& policy) {
  return find_difference(input, policy, input, policy);
}

BookInput first_operations(const BookInput& input, int count) {
  BookInput prefix = input;
  std::erase_if(prefix.transactions, [&](const Transaction& one) { return *one.sequence >= count; });
  return prefix;
}

// The smallest number of operations that still differs.
std::string explain_failure(unsigned seed, const BookInput& input) {
  int good = 0;
  int bad = operations;
  while (bad - good > 1) {
    const int middle = (good + bad) / 2;
    (find_difference(first_operations(input, middle), policy_of(seed)).empty() ? good : bad) = middle;
  }
  const BookInput prefix = first_operations(input, bad);
  std::string text = "Seed " + std::to_string(seed) + ", first " + std::to_string(bad) +
                     " operations: " + find_difference(prefix, policy_of(seed));
  for (const Transaction& one : prefix.transactions) {
    if (*one.sequence != bad - 1) continue;
    text += "\nThe last is a " + std::string(transaction_type_name(one.type)) + " of " + format_date(one.date);
    if (one.account.is_set()) text += ", account " + std::to_string(one.account.value);
    if (one.instrument.is_set()) text += ", instrument " + std::to_string(one.instrument.value);
    if (one.quantity) text += ", quantity " + format_decimal(*one.quantity);
  }
  return text;
}

std::optional<unsigned> number_from(const char* variable) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): no thread sets it
  if (text == nullptr) return std::nullopt;
  return static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

TEST(ReferenceBookTest, the_engine_says_what_the_reference_book_says) {
  const auto only = number_from("COFFER_REFERENCE_SEED");
  const unsigned first = only.value_or(0);
  const unsigned end = first + number_from("COFFER_REFERENCE_SEEDS").value_or(only ? 1 : seeds_by_default);
  for (unsigned seed = first; seed < end; ++seed) {
    const BookInput input = RandomHistory(seed, operations).make();
    ASSERT_EQ(input.transactions.size(), static_cast<std::size_t>(operations));
    if (!find_difference(input, policy_of(seed)).empty()) ADD_FAILURE() << explain_failure(seed, input);
  }
}

// What the reference book would say had it left something out, or taken it for something else.
struct PlantedFault {
  const char* name;
  std::function<void(BookInput&, Policy&)> plant;
};
const std::array<PlantedFault, 9> planted_faults{{
    {"fees left out",
     [](BookInput& told, Policy&) {
       for (Transaction& one : told.transactions) one.fee = {};
     }},
    {"taxes left out",
     [](BookInput& told, Policy&) {
       for (Transaction& one : told.transactions) one.tax = {};
     }},
    {"one method for all",
     [](BookInput& told, Policy&) {
       for (AccountInput& one : told.accounts) one.methods.clear();
     }},
    {"shorts refused",
     [](BookInput& told, Policy&) {
       for (AccountInput& one : told.accounts) one.shorts = ShortSales::Refused;
     }},
    {"another rule for the cash of a merger",
     [](BookInput&, Policy& policy) { policy.merger_cash = MergerCash::GainUpToCash; }},
    {"costs of purchases as expenses",
     [](BookInput&, Policy& policy) { policy.purchase_costs = PurchaseCosts::Expensed; }},
    {"per cent taken for money",
     [](BookInput& told, Policy&) {
       for (InstrumentInput& one : told.instruments) one.price_factor = 1;
     }},
    {"cost shares left out",
     [](BookInput& told, Policy&) {
       for (Transaction& one : told.transactions) one.detail.edit().cost_share.reset();
     }},
    {"transfers that arrive at once",
     [](BookInput& told, Policy&) {
       for (Transaction& one : told.transactions) one.detail.edit().arrival_date.reset();
     }},
}};

TEST(ReferenceBookTest, a_planted_fault_is_found) {
  constexpr unsigned seed = 1;
  const BookInput input = RandomHistory(seed, 600).make();
  ASSERT_EQ(find_difference(input, policy_of(seed)), "");
  for (const PlantedFault& fault : planted_faults) {
    BookInput told = input;
    Policy policy = policy_of(seed);
    if (policy.merger_cash == MergerCash::GainUpToCash) policy.merger_cash = MergerCash::Income;
    const Policy honest = policy;
    fault.plant(told, policy);
    EXPECT_NE(find_difference(input, honest, told, policy), "") << fault.name;
  }
}

// Every kind of row occurs, and a reference book that never heard of it is found out.
TEST(ReferenceBookTest, no_kind_of_row_may_be_left_out) {
  constexpr unsigned seed = 2;
  const BookInput input = RandomHistory(seed, operations).make();
  for (int i = 0; i < static_cast<int>(TransactionType::Valuation); ++i) {
    const auto type = static_cast<TransactionType>(i);
    BookInput told = input;
    const std::size_t left_out = std::erase_if(told.transactions, [&](const auto& one) { return one.type == type; });
    EXPECT_GT(left_out, 0U) << transaction_type_name(type);
    EXPECT_NE(find_difference(input, policy_of(seed), told, policy_of(seed)), "") << transaction_type_name(type);
  }
}

}  // namespace
}  // namespace coffer::ledger
