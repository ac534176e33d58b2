// What holds for every book, whatever is in it: order, layers, lots, corporate actions.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "ledger/check_book.hpp"
#include "ledger/performance.hpp"
#include "ledger/random_book.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

Policy any_policy(unsigned seed) {
  using enum CostMethod;
  constexpr std::array methods{Fifo, Average, Lifo, Hifo};
  return {.cost_method = methods[seed / 3 % 4],
          .averaging = seed / 5 % 2 == 0 ? Averaging::Pool : Averaging::Merge,
          .pool_scope = seed % 3 == 0 ? PoolScope::Household : PoolScope::Account,
          .purchase_costs = seed % 7 == 0 ? PurchaseCosts::Expensed : PurchaseCosts::InCost,
          .merger_cash = static_cast<MergerCash>(seed % 4)};
}

// Lots sum to positions, both layers balance per currency, and positions carry the cost of open lots.
TEST(BookPropertiesTest, layers_balance_and_lots_sum_to_positions) {
  for_each_seed([](unsigned seed) {
    const std::vector<std::string> faults =
        check_book(random_book(RandomBook(seed, Rows::Everything).make(), any_policy(seed)));
    ASSERT_TRUE(faults.empty()) << faults.front();
  });
}

TEST(BookPropertiesTest, any_arrival_order_gives_the_same_book) {
  for_each_seed([](unsigned seed) {
    const BookInput input = RandomBook(seed, Rows::Everything).make();
    std::vector<std::uint32_t> names(input.transactions.size());
    std::iota(names.begin(), names.end(), 0U);
    std::mt19937 random(seed);
    std::ranges::shuffle(names, random);
    BookInput shuffled = input;
    for (std::size_t i = 0; i < names.size(); ++i) shuffled.transactions[i] = input.transactions[names[i]];
    const Policy policy = any_policy(seed);
    ASSERT_EQ(BookText(names).of(random_book(shuffled, policy)), BookText().of(random_book(input, policy)));
  });
}

TEST(BookPropertiesTest, another_method_changes_no_recorded_posting_and_no_value) {
  for_each_seed([](unsigned seed) {
    const BookInput input = RandomBook(seed).make();
    const Book book = random_book(input);
    BookInput other_input = input;
    for (AccountInput& account : other_input.accounts) account.methods.clear();
    const Book other = random_book(other_input, any_policy(seed));
    ASSERT_EQ(book.recorded.size(), other.recorded.size());
    for (std::size_t i = 0; i < book.recorded.size(); ++i) {
      ASSERT_EQ(book.recorded[i].ledger, other.recorded[i].ledger);
      ASSERT_EQ(book.recorded[i].amount, other.recorded[i].amount);
      ASSERT_EQ(book.recorded[i].quantity, other.recorded[i].quantity);
    }
    const auto a = value_holdings(book, Scope::household());
    const auto b = value_holdings(other, Scope::household());
    ASSERT_TRUE(a && b);
    ASSERT_EQ(a->net_worth, b->net_worth);
  });
}

bool is_action(const Transaction& one) {
  switch (one.type) {
    case Split:
    case SpinOff:
    case Rights:
    case Merger:
    case SymbolChange:
    case ReturnOfCapital:
    case StockDividend: return true;
    default: return false;
  }
}

bool is_same(const Posting& a, const Posting& b) {
  return a.ledger == b.ledger && a.date == b.date && a.account == b.account && a.instrument == b.instrument &&
         a.currency == b.currency && a.amount == b.amount && a.quantity == b.quantity;
}

// An action rewrites no recorded posting of another transaction, and taken out again it leaves nothing:
// neither in the book nor in the series that books share.
TEST(BookPropertiesTest, every_corporate_action_can_be_undone) {
  for_each_seed([](unsigned seed) {
    BookInput with = RandomBook(seed, Rows::Everything).make();
    std::mt19937 random(seed);
    const Book everything = random_book(with);
    BookInput plain = with;
    std::erase_if(plain.transactions, is_action);
    const Book before = random_book(plain);
    const std::string text = BookText().of(before);
    std::size_t found = 0;
    for (const Posting& posting : everything.recorded) {
      if (found < before.recorded.size() && is_same(posting, before.recorded[found])) ++found;
    }
    ASSERT_EQ(found, before.recorded.size());
    // One after another, in any order, until none is left.
    std::size_t undone = 0;
    while (std::ranges::any_of(with.transactions, is_action)) {
      const std::size_t place = random() % with.transactions.size();
      if (!is_action(with.transactions[place])) continue;
      with.transactions.erase(with.transactions.begin() + static_cast<std::ptrdiff_t>(place));
      if (++undone % 4 == 0) random_book(with);
    }
    ASSERT_EQ(BookText().of(random_book(with)), text);
  });
}

// A chain of corporate actions on what three accounts bought, without a sale.
class ActionChain {
 public:
  explicit ActionChain(unsigned seed) : random_(seed), date_(first_day) {
    input_.accounts.resize(3);
    for (int i = 0; i < 8; ++i) input_.instruments.push_back({.currency = money("EUR")});
    for (int i = 0; i < 5; ++i) buy();
    for (int i = 0; i < 10; ++i) act();
  }
  [[nodiscard]] const BookInput& input() const { return input_; }
  [[nodiscard]] const Decimal& paid() const { return paid_; }          // for purchases and subscriptions
  [[nodiscard]] const Decimal& received() const { return received_; }  // in cash for units that stay

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  Decimal some(int below) { return Decimal::from_parts(pick(below) + 1, 2); }
  InstrumentIndex any_old() { return instrument(static_cast<std::uint32_t>(pick(static_cast<int>(newest_) + 1))); }
  InstrumentIndex fresh() { return instrument(newest_ = std::min(newest_ + 1, 7U)); }

  Transaction row(TransactionType type) {
    Transaction made;
    date_ = date_.plus_days(pick(3) + 1);
    made.date = date_;
    made.type = type;
    made.currency = money("EUR");
    return made;
  }
  void set_ratio(Transaction& made) {
    made.detail.edit().ratio_to = Decimal(pick(7) + 1);
    made.detail.edit().ratio_from = Decimal(pick(7) + 1);
  }

  void buy() {
    Transaction made = row(Buy);
    made.account = account(static_cast<std::uint32_t>(pick(3)));
    made.instrument = instrument(0);
    made.quantity = some(10'000);
    made.amount = some(1'000'000);
    paid_ += *made.amount;
    input_.transactions.push_back(made);
  }

  void act() {
    Transaction made = row(Split);
    made.instrument = any_old();
    switch (pick(7)) {
      case 0: set_ratio(made); break;
      case 1:
        made.type = pick(2) == 0 ? SpinOff : Rights;
        set_ratio(made);
        made.detail.edit().cost_share = Decimal::from_parts(pick(1001), 3);
        made.detail.edit().new_instrument = fresh();
        break;
      case 2:
        made.type = SymbolChange;
        made.detail.edit().new_instrument = fresh();
        break;
      case 3: merge(made); break;
      case 4:
        made.type = ReturnOfCapital;
        made.account = account(static_cast<std::uint32_t>(pick(3)));
        made.amount = some(100'000);
        break;
      case 5:
        made.type = StockDividend;
        made.account = account(static_cast<std::uint32_t>(pick(3)));
        made.quantity = some(1'000);
        break;
      default: move_or_exercise(made); break;
    }
    if (made.detail->new_instrument == made.instrument) return;
    if (made.type == ReturnOfCapital || (made.type == Merger && made.amount)) received_ += *made.amount;
    input_.transactions.push_back(made);
  }

  void merge(Transaction& made) {
    made.type = Merger;
    set_ratio(made);
    made.detail.edit().new_instrument = fresh();
    if (pick(2) == 0 || made.detail->new_instrument == made.instrument) return;
    // Cash comes to one account; only its units are exchanged.
    made.account = account(static_cast<std::uint32_t>(pick(3)));
    made.amount = some(100'000);
    made.detail.edit().new_price = some(10'000);
  }

  void move_or_exercise(Transaction& made) {
    made.account = account(static_cast<std::uint32_t>(pick(3)));
    made.quantity = some(500);
    if (pick(2) == 0) {
      made.type = Transfer;
      made.counter_account = account((made.account.value + 1) % 3);
      made.detail.edit().arrival_date = date_.plus_days(pick(10));
      return;
    }
    made.type = Rights;
    made.detail.edit().rights_action = RightsAction::Exercise;
    made.detail.edit().new_instrument = fresh();
    made.detail.edit().new_quantity = some(500);
    made.amount = some(10'000);
    if (made.detail->new_instrument != made.instrument) paid_ += *made.amount;
  }

  std::mt19937 random_;
  Date date_;
  BookInput input_;
  std::uint32_t newest_ = 0;
  Decimal paid_;
  Decimal received_;
};

// Cost held = paid - cash for units that stay + income and gain that this cash is, to the last digit.
TEST(BookPropertiesTest, cost_is_conserved_through_any_chain_of_corporate_actions) {
  for_each_seed([](unsigned seed) {
    const ActionChain chain(seed);
    const Policy policy = any_policy(seed);
    const Book book = random_book(chain.input(), policy);
    const std::vector<std::string> faults = check_book(book);
    ASSERT_TRUE(faults.empty()) << faults.front();
    Decimal held;
    for (const Position& position : book.positions) {
      for (const Lot& lot : position.lots.open()) held += lot.cost;
    }
    for (const OpenTransfer& open : book.open_transfers) {
      for (const Lot& lot : open.lots) held += lot.cost;
    }
    Decimal gains;
    for (const OtherGain& gain : book.other_gains) gains += gain.gain;
    Decimal outside;  // cash for units that the book does not hold, or whose cost it does not know
    for (const Posting& posting : book.derived) {
      if (posting.ledger == LedgerAccount::Outside) outside -= posting.amount;
    }
    Decimal income;  // cash of a merger, where the policy has it so
    for (const IncomeStep& step : book.income_steps) income += step.amount;
    ASSERT_EQ(held, chain.paid() - chain.received() + income + gains + outside);
  });
}

// The same life told twice: with a split on some day, everything from that day on in new units.
struct Divided {
  BookInput plain;
  BookInput divided;
};

Divided divide_on_some_day(unsigned seed) {
  RandomBook random(seed);
  Divided told;
  told.plain = random.make();
  told.divided = told.plain;
  const InstrumentIndex what = instrument(static_cast<std::uint32_t>(random.pick(RandomBook::traded)));
  const Date on = random.any_day();
  constexpr std::array ratios{std::pair(2, 1), std::pair(5, 1), std::pair(1, 2), std::pair(1, 4), std::pair(5, 2)};
  const auto [to, from] = ratios[static_cast<std::size_t>(random.pick(5))];
  const auto is_other_split = [&](const Transaction& one) {
    return one.type == Split && one.date == on && one.instrument == what;
  };
  std::erase_if(told.plain.transactions, is_other_split);
  // Other units are another content: the order within a day must not depend on it.
  for (std::size_t i = 0; i < told.plain.transactions.size(); ++i)
    told.plain.transactions[i].sequence = static_cast<std::int64_t>(i);
  told.divided.transactions = told.plain.transactions;
  for (Transaction& row : told.divided.transactions) {
    if (row.instrument != what || row.date < on) continue;
    if (row.quantity) row.quantity = trim(multiply_divide(*row.quantity, to, from));
    if (row.price) row.price = trim(multiply_divide(*row.price, from, to));
  }
  Transaction split;
  split.type = Split;
  split.date = on;
  split.instrument = what;
  split.detail.edit().ratio_to = Decimal(to);
  split.detail.edit().ratio_from = Decimal(from);
  told.divided.transactions.push_back(split);
  const DecimalSeries& closes = *told.plain.prices[what.value];
  DecimalSeries restated;
  for (std::size_t i = 0; i < closes.size(); ++i) {
    const bool is_new = closes.date(i) >= on;
    restated.append(closes.date(i), is_new ? trim(multiply_divide(closes.value(i), from, to)) : closes.value(i));
  }
  told.divided.prices[what.value] = std::make_shared<DecimalSeries>(std::move(restated));
  return told;
}

TEST(BookPropertiesTest, a_split_changes_no_value_no_gain_and_no_return) {
  for_each_seed([](unsigned seed) {
    const Divided told = divide_on_some_day(seed);
    const Book a = random_book(told.plain);
    const Book b = random_book(told.divided);
    const Period whole{.from = first_day, .to = last_day};
    const auto before = compute_performance(a, {.scope = Scope::household(), .period = whole});
    const auto after = compute_performance(b, {.scope = Scope::household(), .period = whole});
    ASSERT_TRUE(before && after);
    for (std::size_t i = 0; i < before->series.size(); ++i)
      ASSERT_EQ(before->series[i].value, after->series[i].value) << format_date(before->series[i].date);
    ASSERT_NEAR(before->twr.value, after->twr.value, 1e-9 * (1 + std::abs(before->twr.value)));
    ASSERT_EQ(a.disposals.size(), b.disposals.size());
    for (std::size_t i = 0; i < a.disposals.size(); ++i)
      ASSERT_LE(abs(a.disposals[i].gain - b.disposals[i].gain), number("0.000001"));
  });
}

}  // namespace
}  // namespace coffer::ledger
