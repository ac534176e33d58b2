// The same book kept a second time: small, slow and written from DOMAIN.md alone. Lots are plain lists,
// amounts are fractions that are never rounded but where money is booked, every day is valued anew.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "ledger/policy.hpp"
#include "ledger/reference_test_money.hpp"

namespace coffer::ledger::fixture {

struct ReferenceLot {
  Date date;
  int arrival = 0;  // of two lots of one day the one that came first
  std::uint32_t acquired_by = 0;
  bool is_known = true;
  Exact units;  // short: negative, and so the cost
  Exact local;  // cost in the instrument's currency
  Exact cost;   // in report currency
};
using ReferenceLots = std::vector<ReferenceLot>;

// Cost to sixty digits, where a fraction would grow without end; units stay as they are.
inline void cut_cost(ReferenceLot& lot) {
  const Exact scale = power_of_ten(60);
  for (Exact* cost : {&lot.local, &lot.cost}) {
    if (denominator(*cost) > numerator(scale))
      *cost = Exact(Integer(numerator(*cost * scale) / denominator(*cost * scale))) / scale;
  }
}
inline ReferenceLot part_of(const ReferenceLot& lot, const Exact& share) {
  ReferenceLot part = lot;
  part.units *= share;
  part.local *= share;
  part.cost *= share;
  cut_cost(part);
  return part;
}
inline Exact units_of(const ReferenceLots& lots) {
  Exact sum;
  for (const ReferenceLot& lot : lots) sum += lot.units;
  return sum;
}

struct ReferenceGain {
  Date date;
  std::uint32_t transaction = 0;
  AccountIndex account;
  InstrumentIndex instrument;
  std::uint32_t acquired_by = 0;
  bool is_known = true;
  Exact units;
  Exact cost;
  Exact proceeds;
  Exact asset_gain;
  [[nodiscard]] Exact gain() const { return proceeds - cost; }
};

struct ReferenceIncome {
  Exact dividends;
  Exact interest;
  Exact other;
  Exact fees;
  Exact taxes;
  Exact other_expenses;
};

// The end of a day: each event's flow by itself, into the household +.
struct ReferenceDay {
  Date date;
  Exact value;
  Exact in;
  Exact out;
};

// Costs nearer to one another than this are alike: that much is lost where a book rounds.
inline const Exact no_difference = Exact(1) / power_of_ten(8);

class ReferenceBook {
 public:
  using Place = std::pair<AccountIndex, InstrumentIndex>;
  using Purse = std::pair<AccountIndex, Currency>;

  ReferenceBook(const BookInput& input, Policy policy, Currency report)
      : input_(input), policy_(policy), report_(report), rates_(input.rates), prices_(input) {
    for (std::uint32_t i = 0; i < input.transactions.size(); ++i) {
      const Transaction& one = input.transactions[i];
      const Date arrival = one.detail->arrival_date.value_or(one.date);
      events_.push_back({one.date, order_within_day(one), one.sequence.value_or(0), i, false});
      const bool moves = one.type == TransactionType::Transfer || one.type == TransactionType::CashTransfer;
      if (moves && one.detail->arrival == Arrival::Arrived && arrival > one.date)
        events_.push_back({arrival, 1, one.sequence.value_or(0), i, true});
    }
    std::ranges::sort(events_);
  }

  // All days up to and including that one.
  void run_to(Date last) {
    if (events_.empty()) return;
    for (Date day = days.empty() ? std::get<0>(events_.front()) : days.back().date.plus_days(1); day <= last;
         day = day.plus_days(1)) {
      days.push_back({.date = day, .value = {}, .in = {}, .out = {}});
      for (; next_ < events_.size() && std::get<0>(events_[next_]) == day; ++next_) take_event(events_[next_]);
      days.back().value = market_value(day) + money(cash, day) + money(loans, day);
    }
  }

  std::map<Place, ReferenceLots> held;
  struct OnTheWay {
    std::uint32_t transaction = 0;
    AccountIndex sender;
    InstrumentIndex instrument;
    ReferenceLots lots;
  };
  std::vector<OnTheWay> on_the_way;  // units; money on the way is the sender's cash
  std::map<Purse, Exact> cash;
  std::map<Purse, Exact> loans;
  std::vector<ReferenceGain> disposals;
  std::vector<ReferenceGain> other_gains;
  ReferenceIncome income;
  std::vector<ReferenceDay> days;

  [[nodiscard]] Exact value_of(const Place& place, Date on) const {
    Exact units;
    if (const auto lots = held.find(place); lots != held.end()) units += units_of(lots->second);
    for (const OnTheWay& moving : on_the_way) {
      if (Place(moving.sender, moving.instrument) == place) units += units_of(moving.lots);
    }
    return units == 0 ? Exact() : units * price_in_report(place.second, on);
  }
  [[nodiscard]] Exact market_value(Date on) const {
    Exact sum;
    for (const auto& [place, lots] : held) {
      if (!lots.empty()) sum += units_of(lots) * price_in_report(place.second, on);
    }
    for (const OnTheWay& moving : on_the_way) sum += units_of(moving.lots) * price_in_report(moving.instrument, on);
    return sum;
  }
  [[nodiscard]] Exact money(const std::map<Purse, Exact>& purses, Date on) const {
    Exact sum;
    for (const auto& [purse, amount] : purses) sum += amount * rates_.rate(purse.second, report_, on);
    return sum;
  }
  // Value at the end less all that was put in.
  [[nodiscard]] Exact gain() const {
    Exact gain = days.empty() ? Exact() : days.back().value;
    for (const ReferenceDay& day : days) gain += day.out - day.in;
    return gain;
  }
  // A ratio. Days without capital count as 1; a day's flows are netted first, unless that leaves no capital.
  [[nodiscard]] double time_weighted_return() const {
    double index = 1;
    Exact before;
    for (const ReferenceDay& day : days) {
      const Exact net = day.in - day.out;
      Exact in = net > 0 ? net : Exact();
      Exact out = net > 0 ? Exact() : Exact(-net);
      if (before + in <= 0) std::tie(in, out) = std::tie(day.in, day.out);
      if (before + in > 0) index *= to_double((day.value + out) / (before + in));
      before = day.value;
    }
    return index - 1;
  }

 private:
  using Event = std::tuple<Date, int, std::int64_t, std::uint32_t, bool>;

  // Actions at the start of a day, then what arrives, then all other rows in the order of their source.
  static int order_within_day(const Transaction& one) {
    using enum TransactionType;
    switch (one.type) {
      case Split:
      case StockDividend:
      case SymbolChange:
      case SpinOff:
      case Merger: return 0;
      case Rights: return one.detail->rights_action == RightsAction::Grant ? 0 : 2;
      default: return 2;
    }
  }

  // ---- money ----
  [[nodiscard]] const Transaction& row() const { return *row_; }
  [[nodiscard]] Currency currency_of(InstrumentIndex what) const { return input_.instruments[what.value].currency; }
  [[nodiscard]] Exact factor_of(InstrumentIndex what) const {
    return exact(input_.instruments[what.value].price_factor);
  }
  [[nodiscard]] Exact price_in_report(InstrumentIndex what, Date on) const {
    return prices_.price(what, on) * rates_.rate(currency_of(what), report_, on);
  }
  // The rate that the row itself states comes first, then that of the day.
  [[nodiscard]] Exact convert(const Exact& amount, Currency from, Currency to) const {
    if (from == to) return amount;
    if (stated_ && from == stated_->from && to == stated_->to) return amount * stated_->rate;
    if (stated_ && from == stated_->to && to == stated_->from) return amount / stated_->rate;
    if (stated_ && from == stated_->from && to == report_)
      return amount * stated_->rate * rates_.rate(stated_->to, report_, today_);
    return amount * rates_.rate(from, to, today_);
  }
  [[nodiscard]] Exact in_report(const Exact& amount, Currency currency) const {
    return convert(amount, currency, report_);
  }

  struct Terms {
    Exact gross;  // in the row's currency
    Exact priced;
    Currency priced_in;
  };
  // Gross by quantity x price x factor, else by what settled less the costs in it.
  [[nodiscard]] Terms terms() const {
    const auto& fx = row().detail->fx;
    Terms made;
    made.priced_in = fx ? fx->priced_in : row().currency;
    const Exact costs = exact(row().fee) + exact(row().tax);
    const Exact accrued = exact(row().detail->accrued);
    if (row().price)
      made.priced = booked(exact(*row().quantity) * exact(*row().price) * factor_of(row().instrument), made.priced_in);
    const bool sells = row().type == TransactionType::Sell;
    if (row().amount)
      made.gross = sells ? exact(*row().amount) + costs - accrued : exact(*row().amount) - costs - accrued;
    else
      made.gross = fx ? booked(made.priced * exact(*fx->rate), row().currency) : made.priced;
    if (!fx) made.priced = made.gross;
    if (fx && fx->priced_gross) made.priced = exact(*fx->priced_gross);
    return made;
  }

  // Money of an account lands where it keeps it; where it keeps none, it comes from outside at once.
  void pay(AccountIndex account, Currency currency, const Exact& amount) {
    const AccountInput& keeper = input_.accounts[account.value];
    if (keeper.nature == AccountNature::Loan) {
      loans[{account, currency}] += amount;
    } else if (keeper.cash == CashMode::Settled) {
      pay(keeper.settlement, currency, amount);
    } else if (keeper.cash == CashMode::Untracked) {
      flow_ -= in_report(amount, currency);
    } else {
      cash[{account, currency}] += amount;
    }
  }
  void earn(Exact& kind, const Exact& amount) { kind += in_report(amount, row().currency); }
  // Fee and tax as expenses of their own; cash is not touched.
  void note_costs() {
    earn(income.fees, exact(row().fee));
    earn(income.taxes, exact(row().tax));
  }

  // ---- lots ----
  [[nodiscard]] CostMethod method_of(AccountIndex account) const {
    CostMethod method = policy_.cost_method;
    for (const MethodChoice& choice : input_.accounts[account.value].methods) {
      if (choice.from <= today_) method = choice.method;
    }
    return method;
  }
  static void merge_pool(ReferenceLots& lots) {
    while (lots.size() > 1) {
      ReferenceLot& oldest = lots.front();
      const ReferenceLot& next = lots[1];
      oldest.units += next.units;
      oldest.local += next.local;
      oldest.cost += next.cost;
      oldest.is_known = oldest.is_known && next.is_known;
      lots.erase(lots.begin() + 1);
    }
    if (!lots.empty()) cut_cost(lots.front());
  }
  // Whether `a` goes before `b`, which stands before it in the list.
  static bool goes_first(const ReferenceLot& a, const ReferenceLot& b, CostMethod method) {
    if (method == CostMethod::Lifo) return true;
    if (method != CostMethod::Hifo) return false;
    const Exact as_many = std::min<Exact>(abs(a.units), abs(b.units));
    return as_many * (abs(a.local / a.units) - abs(b.local / b.units)) >= no_difference;
  }
  // `units` with the sign of the lots and at most what is there.
  static ReferenceLots relieve(ReferenceLots& lots, Exact units, CostMethod method) {
    if (method == CostMethod::Average) merge_pool(lots);
    ReferenceLots relieved;
    while (units != 0) {
      std::size_t first = 0;
      for (std::size_t i = 1; i < lots.size(); ++i) {
        if (goes_first(lots[i], lots[first], method)) first = i;
      }
      ReferenceLot& lot = lots.at(first);
      if (abs(lot.units) <= abs(units)) {
        relieved.push_back(lot);
        lots.erase(lots.begin() + static_cast<std::ptrdiff_t>(first));
      } else {
        const Exact share = units / lot.units;
        relieved.push_back(part_of(lot, share));
        lot = part_of(lot, 1 - share);
      }
      units -= relieved.back().units;
    }
    return relieved;
  }
  void add_lot(const Place& place, const ReferenceLot& lot) {
    ReferenceLots& lots = held[place];
    const auto later = std::ranges::find_if(lots, [&](const ReferenceLot& one) {
      return std::pair(lot.date, lot.arrival) < std::pair(one.date, one.arrival);
    });
    lots.insert(later, lot);
    if (method_of(place.first) == CostMethod::Average && policy_.averaging == Averaging::Pool) merge_pool(lots);
  }

  // A lot of the row itself; `gross` and costs as the row says, units and gross below zero for a sale.
  [[nodiscard]] ReferenceLot new_lot(InstrumentIndex what, const Exact& units, const Exact& gross, Currency priced_in,
                                     const Exact& costs = 0) const {
    const Exact part = policy_.purchase_costs == PurchaseCosts::InCost ? costs : Exact();
    return {.date = today_,
            .arrival = number_,
            .acquired_by = index_,
            .is_known = true,
            .units = units,
            .local = convert(gross, priced_in, currency_of(what)) + convert(part, row().currency, currency_of(what)),
            .cost = in_report(gross, priced_in) + in_report(part, row().currency)};
  }

  // Closes what is held on the other side first; the rest opens a lot, or was sold without one.
  void put(const Place& place, ReferenceLot lot) {
    ReferenceLots& lots = held[place];
    // Lots of a place are all long or all short.
    if (!lots.empty() && (lots.front().units > 0) != (lot.units > 0)) {
      const Exact before = units_of(lots);
      const Exact closed = abs(lot.units) < abs(before) ? Exact(-lot.units) : before;
      for (const ReferenceLot& gone : relieve(lots, closed, method_of(place.first))) {
        const Exact share = -gone.units / lot.units;
        note_disposal(place, gone, part_of(lot, share));
        lot = part_of(lot, 1 - share);
        if (lot.units == 0) return;
      }
    }
    const bool may_short = input_.accounts[place.first.value].shorts == ShortSales::Allowed;
    if (lot.units > 0 || may_short) return add_lot(place, lot);
    // Units nobody saw coming: they count as brought in at what they fetch.
    flow_ -= lot.cost;
  }
  void note_disposal(const Place& place, const ReferenceLot& gone, const ReferenceLot& closing) {
    const bool was_long = gone.units > 0;
    const ReferenceLot& bought = was_long ? gone : closing;
    const ReferenceLot& sold = was_long ? closing : gone;
    ReferenceGain made{.date = today_,
                       .transaction = index_,
                       .account = place.first,
                       .instrument = place.second,
                       .acquired_by = gone.acquired_by,
                       .is_known = gone.is_known && closing.is_known,
                       .units = abs(gone.units),
                       .cost = bought.cost,
                       .proceeds = -sold.cost,
                       .asset_gain = in_report(-sold.local - bought.local, currency_of(place.second))};
    disposals.push_back(std::move(made));
  }
  // Units that leave without a sale; of those that are not there the cost is unknown. The eighteenth digit of a
  // quantity is rounded where a split makes it longer, so that so little of what is there is not missing.
  ReferenceLots take_out(const Place& place, const Exact& units) {
    ReferenceLots& lots = held[place];
    const Exact there = std::max(units_of(lots), Exact());
    ReferenceLots taken = relieve(lots, std::min(there, units), method_of(place.first));
    if (there >= units) return taken;
    const Exact missing = units - there;
    if (missing * power_of_ten(15) <= 1 && missing * power_of_ten(6) < there) return taken;
    taken.push_back({.date = today_,
                     .arrival = 0,
                     .acquired_by = index_,
                     .is_known = false,
                     .units = missing,
                     .local = {},
                     .cost = {}});
    flow_ += missing * price_in_report(place.second, today_);
    return taken;
  }

  // ---- rows, in reference_rows.hpp ----
  void take_event(const Event& event);
  void state_rate();
  void take_row();
  void take_trade();
  void take_income(Exact ReferenceIncome::* kind);
  void take_expense(Exact ReferenceIncome::* kind, const Exact& amount);
  void move_money();
  void move_units();
  void arrive();
  void deliver_in();
  void deliver_out();
  void take_reward();
  void take_swap();
  void take_split();
  void take_stock_dividend();
  void take_spin_off();
  void give_child(AccountIndex account, ReferenceLots& parents);
  void take_merger();
  void take_cash(const Place& place, ReferenceLots& lots, const Exact& new_value);
  void take_return_of_capital();
  void exercise_rights();
  void pay_fraction(InstrumentIndex what);
  [[nodiscard]] bool is_first_report() const;
  [[nodiscard]] Exact ratio() const {
    return row().detail->ratio_to ? exact(*row().detail->ratio_to) / exact(*row().detail->ratio_from) : Exact(1);
  }

  const BookInput& input_;
  Policy policy_;
  Currency report_;
  ReferenceRates rates_;
  ReferencePrices prices_;
  std::vector<Event> events_;
  std::size_t next_ = 0;

  struct StatedRate {
    Currency from;
    Currency to;
    Exact rate;
  };
  const Transaction* row_ = nullptr;
  std::uint32_t index_ = 0;
  int number_ = 0;
  Date today_;
  std::optional<StatedRate> stated_;
  Exact flow_;  // of the event, into the household +
};

}  // namespace coffer::ledger::fixture

#include "ledger/reference_rows.hpp"  // IWYU pragma: export
