#include "finance/demo/sample_household.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "finance/transactions/booking.hpp"
#include "ledger/book.hpp"
#include "ledger/check_book.hpp"

namespace coffer::finance {
namespace {

constexpr Date end = Date::of(2026, 11, 20);

const SampleHousehold& sample() {
  static const SampleHousehold made = make_sample_household(end);
  return made;
}

BookIndex index_of_sample() {
  BookIndex index;
  for (const auto& [id, account] : sample().accounts) {
    ledger::AccountInput input;
    if (account.kind == AccountKind::Loan) input.nature = ledger::AccountNature::Loan;
    input.shorts = ledger::ShortSales::Refused;
    if (account.cost_basis == CostBasis::Average) input.methods = {{since_ever, ledger::CostMethod::Average}};
    if (account.cash.mode == CashKeeping::Mode::Settled) {
      input.cash = ledger::CashMode::Settled;
      input.settlement = index.account(account.cash.settlement);
    }
    index.add_account(id, input, account.currency);
  }
  for (const auto& instrument : sample().instruments) {
    ledger::InstrumentInput input;
    input.currency = instrument.currency;
    input.kind = to_ledger_kind(instrument.kind);
    index.add_instrument(*instrument.id, input);
  }
  return index;
}

ledger::BookInput input_of_sample(const BookIndex& index) {
  ledger::BookInput input;
  input.accounts = index.accounts;
  input.instruments = index.instruments;
  for (const auto& fields : sample().transactions) input.transactions.push_back(to_ledger(fields, index).value());
  for (const auto& split : sample().splits) {
    ledger::TransactionDetail detail;
    detail.ratio_to = Decimal(split.ratio_to);
    detail.ratio_from = Decimal(split.ratio_from);
    ledger::Transaction made;
    made.type = TransactionType::Split;
    made.date = split.effective_on;
    made.instrument = index.instrument(split.instrument);
    made.detail = std::move(detail);
    input.transactions.push_back(std::move(made));
  }
  std::vector<std::vector<std::pair<Date, Decimal>>> closes(index.instruments.size());
  for (const auto& price : sample().prices)
    closes[index.instrument(price.instrument).value].emplace_back(price.date, price.close);
  for (auto& points : closes) {
    input.prices.push_back(
        points.empty() ? nullptr
                       : std::make_shared<const ledger::DecimalSeries>(ledger::DecimalSeries::from_points(points)));
  }
  std::vector<std::pair<Date, Decimal>> rates;
  for (const auto& rate : sample().rates) rates.emplace_back(rate.on, rate.rate);
  input.rates.push_back(
      {sample_euro(), sample_dollar(),
       std::make_shared<const ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(rates)))});
  return input;
}

bool same(const TransactionFields& a, const TransactionFields& b) {
  return a.account == b.account && a.type == b.type && a.date == b.date && a.amount == b.amount &&
         a.quantity == b.quantity && a.instrument == b.instrument && a.sequence == b.sequence && a.note == b.note;
}

TEST(SampleHousehold, ALaterEndContinuesTheSameSample) {
  const auto again = make_sample_household(end);
  ASSERT_EQ(again.transactions.size(), sample().transactions.size());
  const auto shorter = make_sample_household(Date::of(2021, 6, 30));
  ASSERT_LT(shorter.transactions.size(), sample().transactions.size());
  EXPECT_TRUE(std::ranges::equal(again.transactions, sample().transactions, same));
  EXPECT_TRUE(
      std::equal(shorter.transactions.begin(), shorter.transactions.end(), sample().transactions.begin(), same));
  EXPECT_EQ(shorter.splits.size(), 1U);
  std::map<std::pair<InstrumentId, Date>, Decimal> closes;
  for (const auto& price : sample().prices) closes[{price.instrument, price.date}] = price.close;
  for (const auto& price : shorter.prices) EXPECT_EQ(price.close, (closes[{price.instrument, price.date}]));
}

TEST(SampleHousehold, HasTenYearsOfEachKindOfFact) {
  EXPECT_GE(sample().transactions.size(), 1'000U);
  EXPECT_LE(sample().transactions.size(), 1'500U);
  std::set<TransactionType> types;
  for (const auto& fields : sample().transactions) types.insert(fields.type);
  using enum TransactionType;
  for (const auto type : {Deposit, Withdrawal, CashTransfer, FxExchange, Buy, Sell, Dividend, Interest, Fee, Tax,
                          TaxRefund, Expense, DeliveryIn, LoanDraw, LoanRepayment, Valuation}) {
    EXPECT_TRUE(types.contains(type)) << ledger::transaction_type_name(type);
  }
  EXPECT_EQ(sample().transactions.front().date, sample_first_day);
  EXPECT_EQ(sample().prices.back().date, end);
  EXPECT_EQ(sample().rates.back().on, end);
  EXPECT_EQ(sample().prices.size(), sample().rates.size() * sample_quoted_count);
}

TEST(SampleHousehold, EveryTransactionPostsAndNoCashGoesBelowZero) {
  const auto index = index_of_sample();
  const auto longer = make_sample_household(Date::of(2040, 12, 31));
  std::map<Date, std::map<std::pair<std::uint32_t, Currency>, Decimal>> moves;
  for (const auto& fields : longer.transactions) {
    const auto postings = post(fields, index);
    ASSERT_TRUE(postings) << format_date(fields.date) << " " << ledger::transaction_type_name(fields.type) << ": "
                          << postings.error().detail;
    for (const auto& posting : *postings) {
      if (posting.ledger == ledger::LedgerAccount::Cash)
        moves[posting.date][{posting.account.value, posting.currency}] += posting.amount;
    }
  }
  std::map<std::pair<std::uint32_t, Currency>, Decimal> cash;
  for (const auto& [day, changes] : moves) {
    for (const auto& [place, amount] : changes) {
      cash[place] += amount;
      ASSERT_GE(cash[place], Decimal(0)) << format_date(day) << " account " << place.first << " "
                                         << place.second.code();
    }
  }
}

TEST(SampleHousehold, TheBookIsSoundAndHasNothingToWarnOf) {
  const auto input = input_of_sample(index_of_sample());
  ledger::BookRequest request;
  request.report = sample_euro();
  request.as_of = end;
  request.entries = ledger::Entries::Kept;
  const auto book = ledger::compute_book(input, request);
  ASSERT_TRUE(book) << book.error().detail;
  EXPECT_TRUE(ledger::check_book(*book).empty());
  EXPECT_TRUE(book->warnings.empty());
  EXPECT_TRUE(book->open_transfers.empty());
  for (const auto& position : book->positions) EXPECT_FALSE(position.lots.quantity().is_negative());
}

TEST(SampleHousehold, ClosesDropAtSplits) {
  ASSERT_EQ(sample().splits.size(), 2U);
  for (const auto& split : sample().splits) {
    Decimal before;
    Decimal on;
    for (const auto& price : sample().prices) {
      if (price.instrument != split.instrument) continue;
      if (price.date < split.effective_on) before = price.close;
      if (price.date == split.effective_on) on = price.close;
    }
    // As many times lower as there are new units for an old one, give or take a day's move.
    const auto units = multiply(on, Decimal(split.ratio_to));
    EXPECT_GT(units, multiply(before, Decimal::from_parts(85, 2)));
    EXPECT_LT(units, multiply(before, Decimal::from_parts(115, 2)));
  }
}

TEST(SampleHousehold, TheFreshestDayIsAWeekday) {
  EXPECT_EQ(last_weekday_before(Date::of(2026, 11, 24)), Date::of(2026, 11, 23));
  EXPECT_EQ(last_weekday_before(Date::of(2026, 11, 23)), Date::of(2026, 11, 20));
  EXPECT_EQ(last_weekday_before(Date::of(2026, 11, 22)), Date::of(2026, 11, 20));
}

}  // namespace
}  // namespace coffer::finance
