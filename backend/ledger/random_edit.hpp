// Random edits of small random books, each from its seed.
#pragma once

#include <random>

#include "ledger/editable_book.hpp"
#include "ledger/random_book.hpp"
#include "ledger/random_history.hpp"

namespace coffer::ledger::fixture {

// Small books of both kinds, statements of accounts among the rows.
inline BookInput random_input(unsigned seed) {
  BookInput input = seed % 3 == 0 ? RandomHistory(seed, 60).make() : RandomBook(seed, Rows::Everything).make();
  for (unsigned i = 0; i < seed % 4; ++i) {
    Transaction row;
    row.type = i == 0 ? TransactionType::Balance : TransactionType::Valuation;
    row.date = first_day.plus_days(static_cast<std::int32_t>((seed + 17 * i) % days_long));
    row.account = account(i % 3);
    if (i == 2) row.instrument = instrument(seed % 3);
    row.currency = money(i == 2 ? "EUR" : "USD");
    row.amount = Decimal::from_parts(1'000 + seed % 1'000, 2);
    input.transactions.push_back(row);
  }
  if (seed % 4 == 2) {
    // Crowded days, most of whose rows have a time: one row without it changes the order of the others.
    for (std::size_t i = 0; i < input.transactions.size(); ++i) {
      Transaction& row = input.transactions[i];
      if (!row.account.is_set()) continue;
      row.date = first_day.plus_days(days_between(first_day, row.date) / 12 * 12);
      if (i % 8 != 0) row.time = static_cast<std::int16_t>(i * 7 % 24 * 60);
    }
  }
  if (seed % 6 == 1) {
    input.accounts[0].shares = {{first_day, Decimal::from_parts(75, 2)}, {first_day.plus_days(20), number("0.333333")}};
    input.accounts[1].shares = {{first_day, Decimal(1)}, {first_day.plus_days(25), Decimal::from_parts(5, 1)}};
  }
  return input;
}

inline Policy random_policy(unsigned seed) {
  Policy policy;
  policy.pool_scope = seed % 5 == 0 ? PoolScope::Household : PoolScope::Account;
  policy.cost_method = static_cast<CostMethod>(seed % 4);
  policy.averaging = seed % 7 == 0 ? Averaging::Merge : Averaging::Pool;
  return policy;
}

// Any kind of change of any row; `donor`: rows to take over.
class RandomEdit {
 public:
  RandomEdit(unsigned seed, const BookInput& donor) : random_(seed), donor_(donor) {}

  BookEdits make(const BookInput& input) {
    BookEdits edits;
    if (pick(8) == 0) {
      const auto what = static_cast<std::uint32_t>(pick(static_cast<int>(input.instruments.size())));
      edits.prices.push_back({instrument(what), pick(3) == 0 ? nullptr : donor_.prices[what]});
    }
    const int count = edits.prices.empty() ? 1 + pick(8) / 7 : pick(2);
    for (int i = 0; i < count; ++i) {
      const auto rows = static_cast<int>(input.transactions.size());
      const TransactionIndex place{static_cast<std::uint32_t>(i == 0 ? pick(rows) : rows)};
      edits.transactions.push_back({place, i == 0 ? changed(input.transactions[place.value]) : any_row()});
    }
    return edits;
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  Transaction any_row() {
    return donor_.transactions[static_cast<std::size_t>(pick(static_cast<int>(donor_.transactions.size())))];
  }
  Transaction changed(Transaction row) {
    switch (pick(8)) {
      case 0: return removed_transaction();
      case 1:
      case 2: return any_row();
      case 3: row.date = row.date.plus_days(pick(41) - 20); break;
      case 4: row.account = account(static_cast<std::uint32_t>(pick(3))); break;
      case 5:
        if (row.instrument.is_set()) row.instrument = instrument(static_cast<std::uint32_t>(pick(3)));
        break;
      case 6:
        if (row.type == TransactionType::Buy || row.type == TransactionType::Sell)
          row.type = row.type == TransactionType::Buy ? TransactionType::Sell : TransactionType::Buy;
        break;
      default:
        if (row.quantity) row.quantity = *row.quantity + Decimal::from_parts(pick(5'000), 3);
        if (row.amount) row.amount = *row.amount + Decimal::from_parts(pick(5'000), 2);
        row.fee = Decimal::from_parts(pick(300), 2);
        if (pick(2) == 0) row.time.reset();
    }
    return row;
  }

  std::mt19937 random_;
  const BookInput& donor_;
};

// check(seed, book, request, edits) for each random book that can be computed; the edits take rows from another one.
template <class Check>
void for_each_edited_book(const Check& check) {
  for_each_seed([&](unsigned seed) {
    const BookRequest request{.report = money("EUR"),
                              .as_of = first_day.plus_days(40 + static_cast<int>(seed % 30)),
                              .policy = random_policy(seed)};
    auto made = EditableBook::compute(random_input(seed), request);
    if (!made) return;
    const BookInput donor = random_input(seed + 12'000'000);
    RandomEdit edits(seed, donor);
    check(seed, *made, request, edits);
  });
}

}  // namespace coffer::ledger::fixture
