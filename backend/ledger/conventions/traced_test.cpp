#include "ledger/conventions/traced.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "ledger/conventions/booking_fixture.hpp"
#include "ledger/conventions/instrument_performance.hpp"
#include "ledger/conventions/instrument_statement.hpp"
#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

Traced stated(TrailRecorder& recorder, std::string_view name, std::string_view value) {
  return recorder.given("inputs/" + std::string(name), number(value));
}

TEST(TracedTest, what_no_recorder_gave_out_stays_plain) {
  const Traced sum = multiply(Traced(number("1.5")), 2) + 3;
  EXPECT_EQ(sum, number("6"));
  EXPECT_FALSE(sum.is_traced());
  EXPECT_FALSE(growth(sum, 2).is_traced());
}

TEST(TracedTest, a_running_total_is_told_as_one_sum) {
  TrailRecorder recorder;
  Traced total;
  for (const char* const name : {"a", "b", "c"}) total += stated(recorder, name, "1.25");
  const Trail trail = recorder.trail(recorder.node_of(total));
  ASSERT_EQ(trail.nodes.size(), 4U);
  EXPECT_EQ(trail.root().operation, Operation::Sum);
  EXPECT_EQ(trail.root().operands, (std::vector<TrailNodeIndex>{0, 1, 2}));
  EXPECT_EQ(trail.root().value, number("3.75"));
  EXPECT_EQ(trail_sentence(trail.nodes[1], {}), "Given as inputs/b: 1.25");
}

TEST(TracedTest, a_total_that_more_than_one_step_uses_stays_a_step) {
  TrailRecorder recorder;
  const Traced total = stated(recorder, "a", "1") + stated(recorder, "b", "2");
  const Traced both = multiply(total + stated(recorder, "c", "4"), total);
  const Trail trail = recorder.trail(recorder.node_of(both));
  EXPECT_EQ(trail.root().value, number("21"));
  EXPECT_EQ(trail.nodes.size(), 6U);
}

TEST(TracedTest, nothing_and_one_leave_no_step) {
  TrailRecorder recorder;
  const Traced amount = stated(recorder, "a", "12.345");
  for (const Traced& same : {amount + 0, amount - 0, multiply(amount, 1), multiply_divide(amount, 1, 1), trim(amount)})
    EXPECT_EQ(same.place().node, amount.place().node);
  EXPECT_NE(multiply_to(amount, 1, 2).place().node, amount.place().node);
}

TEST(TracedTest, a_number_without_a_source_is_refused) {
  TrailRecorder recorder;
  const Traced amount = stated(recorder, "a", "3");
  EXPECT_THROW((void)multiply(amount, 2), trails::Unexplained);
  EXPECT_THROW((void)(amount + Traced(number("0.01"))), trails::Unexplained);
  EXPECT_THROW((void)recorder.node_of(Traced(7)), trails::Unexplained);
  EXPECT_THROW((void)growth(TracedRatio(amount), TracedRatio(Ratio{0.5})), trails::Unexplained);
}

TEST(TracedTest, what_was_said_first_stays) {
  TrailRecorder recorder;
  const Traced sum = (stated(recorder, "a", "1") + stated(recorder, "b", "2")).named({.kind = TrailKind::Gross});
  (void)sum.named({.kind = TrailKind::Settled});
  EXPECT_EQ(recorder.trail(sum.place().node).root().label.kind, TrailKind::Gross);
  const Traced again = sum.restated({.kind = TrailKind::Settled});
  EXPECT_EQ(again, sum);
  EXPECT_EQ(recorder.trail(again.place().node).root().label.kind, TrailKind::Settled);
}

// Recomputes every node from its operands.
void expect_to_hold(const Trail& trail) {
  std::vector<TrailNode> nodes;
  for (TrailNode node : trail.nodes) {
    evaluate(node, nodes);
    const TrailNode& told = trail.nodes[nodes.size()];
    EXPECT_EQ(node.value, told.value) << trail_sentence(told, {});
    EXPECT_EQ(node.statistic.has_value(), told.statistic.has_value());
    if (told.statistic) EXPECT_NEAR(node.statistic->value, told.statistic->value, 1e-12) << trail_sentence(told, {});
    EXPECT_FALSE(trail_sentence(told, {}).empty());
    nodes.push_back(std::move(node));
  }
}

TEST(TracedTest, a_figure_is_the_same_with_and_without_its_trail) {
  TrailRecorder recorder;
  const auto book = [&](TrailRecorder* traced) {
    BookingInput input;
    input.report = money("EUR");
    input.recorder = traced;
    input.instruments = {{.currency = money("USD")}};
    input.quotes = {series({{"2024-01-01", "101"}, {"2024-01-03", "99"}, {"2024-01-05", "120"}})};
    input.rates = {
        {.from = money("EUR"), .to = money("USD"), .rates = series({{"2024-01-01", "1.1"}, {"2024-01-04", "1.2"}})}};
    input.bookings = {trade(Buy, "2024-01-01", "3", "100", "1"), trade(Sell, "2024-01-04", "1", "130", "2")};
    std::uint32_t place = 0;
    for (Booking& booking : input.bookings) {
      const auto trace = [&](TransactionField field, Traced& amount) {
        if (traced != nullptr)
          amount = traced->input(
              {.kind = InputKind::Field, .field = field, .transaction = TransactionIndex{place}, .date = booking.date},
              amount.value());
      };
      trace(TransactionField::Quantity, *booking.quantity);
      trace(TransactionField::Price, *booking.price);
      trace(TransactionField::Fee, booking.fee);
      ++place;
    }
    return input;
  };
  const BookingInput plain_input = book(nullptr);
  const BookingInput traced_input = book(&recorder);
  const BookingInterval interval{.from = {}, .to = day("2024-01-06")};
  const auto state = [&](const BookingInput& input) {
    return compute_instrument_statement(Market(input), InstrumentIndex{0}, interval, {});
  };
  const InstrumentStatement plain = state(plain_input);
  const InstrumentStatement told = state(traced_input);
  for (const auto member :
       {&InstrumentStatement::market_value, &InstrumentStatement::realized_gain_gross,
        &InstrumentStatement::realized_forex_gain, &InstrumentStatement::unrealized_gain,
        &InstrumentStatement::unrealized_forex_gain, &InstrumentStatement::fees, &InstrumentStatement::quantity}) {
    EXPECT_EQ(plain.*member, told.*member);
    EXPECT_FALSE((plain.*member).is_traced());
    ASSERT_TRUE((told.*member).is_traced());
    const Trail trail = recorder.trail((told.*member).place().node);
    EXPECT_EQ(trail.root().value, (told.*member).value());
    expect_to_hold(trail);
  }
  const auto perform = [&](const BookingInput& input) {
    return compute_instrument_performance(Market(input), InstrumentIndex{0}, day("2024-01-01"), day("2024-01-06"));
  };
  const TracedRatio twr = perform(traced_input).index.twr();
  EXPECT_EQ(twr.value, perform(plain_input).index.twr().value);
  expect_to_hold(recorder.trail(twr.place().node));
  const auto irr = perform(traced_input).irr;
  ASSERT_TRUE(irr);
  expect_to_hold(recorder.trail(irr->place().node));
}

}  // namespace
}  // namespace coffer::ledger
