// What holds for the figures of every book: values, returns, gains and their parts.
#include <gtest/gtest.h>

#include <cmath>

#include "ledger/earnings.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/performance.hpp"
#include "ledger/random_book.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

Performance perform(const Book& book, Period period, const Scope& scope = Scope::household()) {
  auto performance = compute_performance(book, {.scope = scope, .period = period});
  if (!performance) throw std::runtime_error(performance.error().detail);
  return std::move(*performance);
}

Decimal flows_until(const Performance& performance, Date date) {
  Decimal sum;
  for (const DatedAmount& flow : performance.flows) {
    if (flow.date <= date) sum += flow.amount;
  }
  return sum;
}

TEST(FigurePropertiesTest, the_walk_ends_where_the_statement_stands) {
  for_each_seed([](unsigned seed) {
    const Book book = random_book(RandomBook(seed, Rows::Everything).make());
    const auto holdings = value_holdings(book, Scope::household());
    ASSERT_TRUE(holdings);
    const Performance performance = perform(book, whole_period(book));
    ASSERT_EQ(performance.value, holdings->net_worth);
    ASSERT_EQ(performance.value - performance.invested, performance.gain);
    for (const PerformancePoint& point : performance.series)
      ASSERT_LE(abs(point.invested - performance.opening_value - flows_until(performance, point.date)), number("0.5"));
  });
}

TEST(FigurePropertiesTest, days_chain_to_the_period_and_periods_to_the_whole) {
  for_each_seed([](unsigned seed) {
    const Book book = random_book(RandomBook(seed, Rows::Everything).make());
    const Period whole = whole_period(book);
    const Performance performance = perform(book, whole);
    double chained = 1;
    Decimal gains;
    for (Date day = whole.from; day < whole.to; day = day.plus_days(13)) {
      const Performance part = perform(book, {.from = day, .to = std::min(day.plus_days(13), whole.to)});
      chained *= 1 + part.twr.value;
      gains += part.gain;
    }
    ASSERT_NEAR(chained, 1 + performance.twr.value, 1e-9 * std::max(1.0, std::abs(chained)));
    ASSERT_LE(abs(gains - performance.gain), number("0.05"));  // each part is rounded by itself
  });
}

TEST(FigurePropertiesTest, the_present_value_at_the_rate_found_is_zero) {
  unsigned found = 0;
  for_each_seed([&found](unsigned seed) {
    const Book book = random_book(RandomBook(seed).make());
    const Period whole = whole_period(book);
    const Performance performance = perform(book, whole);
    if (!performance.irr.rate) return;
    // Nearer to a total loss than a double can tell apart.
    if (performance.irr.rate->value < -1 + 1e-9) return;
    ++found;
    std::vector<DatedFlow> flows;
    for (const DatedAmount& flow : performance.flows) flows.push_back({flow.date, Ratio{-to_statistic(flow.amount)}});
    flows.push_back({whole.to, Ratio{to_statistic(performance.value)}});
    const Date first = std::ranges::min_element(flows, {}, &DatedFlow::date)->date;
    double size = 0;
    double cents = 0;
    for (const DatedFlow& flow : flows) {
      const double factor = std::pow(1 + performance.irr.rate->value, -days_between(first, flow.date) / 365.0);
      size += std::abs(flow.amount.value) * factor;
      cents += 0.005 * factor;
    }
    ASSERT_LE(std::abs(net_present_value(flows, *performance.irr.rate).value), cents + 1e-9 * size)
        << "rate " << performance.irr.rate->value;
  });
  EXPECT_GT(found, books_per_property / 2);
}

TEST(FigurePropertiesTest, contributions_sum_to_the_return) {
  for_each_seed([](unsigned seed) {
    const Book book = random_book(RandomBook(seed, Rows::Everything).make());
    const Period whole = whole_period(book);
    const auto found = compute_contributions(book, Scope::household(), whole);
    ASSERT_TRUE(found);
    const Performance performance = perform(book, whole);
    ASSERT_EQ(found->twr, performance.twr);
    ASSERT_EQ(found->gain, performance.gain);
    double sum = 0;
    Decimal gains;
    for (const Contribution& one : found->items) {
      sum += one.contribution.value;
      gains += one.gain;
    }
    ASSERT_NEAR(sum, performance.twr.value, 1e-9 * std::max(1.0, std::abs(sum)));
    ASSERT_EQ(gains, performance.gain);
    // In one currency what is left for cash is nothing: every gain here comes from a holding.
    if (seed % 2 == 0) ASSERT_LE(abs(found->items.back().gain), number("0.05"));
  });
}

TEST(FigurePropertiesTest, accounts_add_up_to_the_household) {
  for_each_seed([](unsigned seed) {
    const Book book = random_book(RandomBook(seed, Rows::Everything).make());
    const Period whole = whole_period(book);
    Decimal value;
    Decimal gain;
    for (std::uint32_t i = 0; i < RandomBook::accounts; ++i) {
      const Performance one = perform(book, whole, Scope::of_account(account(i)));
      value += one.value;
      gain += one.gain;
    }
    const Performance all = perform(book, whole);
    ASSERT_LE(abs(value - all.value), number("0.02"));
    ASSERT_LE(abs(gain - all.gain), number("0.02"));
  });
}

// The part of the rates is worked out again from its definition, not as what the other part leaves.
TEST(FigurePropertiesTest, asset_and_currency_parts_sum_to_the_gain) {
  for_each_seed([](unsigned seed) {
    const BookInput input = RandomBook(seed).make();
    const Book book = random_book(input);
    for (const Disposal& one : book.disposals) {
      ASSERT_EQ(one.asset_gain + one.forex_gain, one.gain);
      if (one.cost_state == CostState::Unknown) continue;
      const Conversion at_end = book.rates.find(book.instrument_currency[one.instrument.value], one.date);
      const TransactionType closed_by = input.transactions[one.transaction.value].type;
      if (closed_by != Buy && closed_by != Sell) continue;
      // Of a short what was carried are the proceeds.
      const Decimal forex = closed_by == Sell ? at_end.convert(one.cost_local) - one.cost
                                              : one.proceeds - at_end.convert(one.proceeds_local);
      ASSERT_LE(abs(one.forex_gain - forex), number("0.00001"));
    }
    const auto holdings = value_holdings(book, Scope::household());
    ASSERT_TRUE(holdings);
    for (const Holding& one : holdings->items) {
      ASSERT_EQ(one.realized_asset_gain + one.realized_forex_gain, one.realized_gain);
      if (!one.unrealized_gain) continue;
      ASSERT_EQ(*one.unrealized_asset_gain + *one.unrealized_forex_gain, *one.unrealized_gain);
      const Conversion now = book.rates.find(book.instrument_currency[one.instrument.value], book.as_of);
      const Decimal forex = now.convert(*one.cost_basis_local) - *one.cost_basis;
      ASSERT_LE(abs(*one.unrealized_forex_gain - forex), number("0.03"));
    }
    if (holdings->return_total)
      ASSERT_NEAR((1 + holdings->return_asset->value) * (1 + holdings->return_currency->value),
                  1 + holdings->return_total->value, 1e-9 * (1 + std::abs(holdings->return_total->value)));
  });
}

TEST(FigurePropertiesTest, shares_of_the_owners_sum_to_the_whole) {
  for_each_seed([](unsigned seed) {
    RandomBook random(seed, Rows::Everything);
    const BookInput input = random.make();
    BookInput own_input = input;
    BookInput others_input = input;
    for (std::size_t i = 0; i < input.accounts.size(); ++i) {
      Date from = Date::from_days(0);
      for (int k = 0; k < 2; ++k) {
        const Decimal share = Decimal::from_parts(random.pick(101), 2);
        own_input.accounts[i].shares.push_back({.from = from, .own = share});
        others_input.accounts[i].shares.push_back({.from = from, .own = Decimal(1) - share});
        from = random.any_day();
      }
    }
    const Book book = random_book(input);
    const Book own_book = random_book(own_input);
    const Period whole = whole_period(book);
    const Performance all = perform(book, whole);
    const Performance own = perform(own_book, whole);
    const Performance others = perform(random_book(others_input), whole);
    ASSERT_LE(abs(own.value + others.value - all.value), number("0.02"));
    ASSERT_LE(abs(own.gain + others.gain - all.gain), number("0.02"));
    ASSERT_LE(abs(own.flows_net + others.flows_net - all.flows_net), number("0.02"));
    const auto worth = compute_net_worth(own_book);
    ASSERT_TRUE(worth);
    for (const AccountWorth& one : worth->accounts) ASSERT_EQ(one.own + one.others, one.whole);
  });
}

// Where a gain came from: realised, unrealised, income less costs, and rates on cash. A delivery flows in
// at its market value, so what it is worth beyond its cost is no gain of the period.
TEST(FigurePropertiesTest, the_gain_is_the_sum_of_its_sources) {
  for_each_seed([](unsigned seed) {
    BookInput input = RandomBook(seed).make();
    for (std::uint32_t i = 0; i < 9; ++i) {  // plenty of each, so that every cost is known
      Transaction opening = transaction({.date = "2022-01-07",
                                         .type = Buy,
                                         .quantity = "100000",
                                         .price = "80",
                                         .account = i / 3,
                                         .instrument = i % 3});
      opening.currency = input.instruments[i % 3].currency;
      input.transactions.push_back(opening);
    }
    const Book book = random_book(input, {.purchase_costs = PurchaseCosts::Expensed});
    const Period whole = whole_period(book);
    const Performance performance = perform(book, whole);
    const auto holdings = value_holdings(book, Scope::household());
    const auto earnings = compute_earnings(book, Scope::household(), whole);
    ASSERT_TRUE(holdings && holdings->unrealized_gain && earnings);
    Decimal brought_in;
    for (const Transaction& row : input.transactions) {
      if (row.type != DeliveryIn) continue;
      const Conversion rate = book.rates.find(book.instrument_currency[row.instrument.value], row.date);
      brought_in += rate.convert(book.prices.find(row.instrument, row.date).value(*row.quantity) - *row.detail->cost);
    }
    const Decimal sources = earnings->realized_gain + *holdings->unrealized_gain + earnings->dividends -
                            earnings->fees - earnings->taxes + performance.cash_forex_gain - brought_in;
    ASSERT_LE(abs(sources - performance.gain), number("0.05"))
        << format_decimal(sources) << " " << format_decimal(performance.gain);
  });
}

}  // namespace
}  // namespace coffer::ledger
