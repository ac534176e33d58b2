#include "ledger/check_book.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

using DayAndCurrency = std::pair<Date, Currency>;

void check_balance(const std::vector<Posting>& postings, const std::string& layer, std::vector<std::string>& faults) {
  std::map<DayAndCurrency, Decimal> sums;
  for (const Posting& posting : postings) sums[{posting.date, posting.currency}] += posting.amount;
  for (const auto& [key, sum] : sums) {
    if (!sum.is_zero())
      faults.push_back(layer + " postings of " + format_date(key.first) + " in " + std::string(key.second.code()) +
                       " sum to " + format_decimal(sum));
  }
}

struct Holding {
  Decimal units;
  Decimal cost;
};
using HoldingKey = std::pair<AccountIndex, InstrumentIndex>;

}  // namespace

std::vector<std::string> check_book(const Book& book) {
  std::vector<std::string> faults;
  check_balance(book.recorded, "Recorded", faults);
  check_balance(book.derived, "Derived", faults);

  std::map<HoldingKey, Holding> from_postings;
  std::map<std::tuple<AccountIndex, InstrumentIndex, Currency>, Decimal> elsewhere;
  const auto add = [&](const Posting& posting) {
    const bool holds = posting.ledger == LedgerAccount::Position || posting.ledger == LedgerAccount::Transit;
    if (!holds || !posting.instrument.is_set()) return;
    Holding& one = from_postings[{posting.account, posting.instrument}];
    one.units += posting.quantity;
    if (posting.currency.is_empty()) return;
    if (posting.currency == book.instruments[posting.instrument.value].currency) {
      one.cost += posting.amount;
    } else {
      elsewhere[{posting.account, posting.instrument, posting.currency}] += posting.amount;
    }
  };
  for (const Posting& posting : book.recorded) add(posting);
  for (const Posting& posting : book.derived) add(posting);

  std::map<HoldingKey, Holding> from_lots;
  const auto add_lot = [&](AccountIndex account, InstrumentIndex instrument, const Lot& lot) {
    Holding& one = from_lots[{account, instrument}];
    one.units += lot.quantity;
    one.cost += lot.cost_local;
  };
  for (const Position& position : book.positions) {
    Decimal sum;
    for (const Lot& lot : position.lots.open()) {
      add_lot(position.account, position.instrument, lot);
      sum += lot.quantity;
      if (lot.quantity.sign() != position.lots.quantity().sign())
        faults.emplace_back("A position mixes long and short lots.");
    }
    if (sum != position.lots.quantity()) faults.emplace_back("The lots of a position do not sum to it.");
  }
  for (const OpenTransfer& open : book.open_transfers) {
    for (const Lot& lot : open.lots) add_lot(open.account, open.instrument, lot);
  }
  for (const auto& [key, posted] : from_postings) {
    const Holding lots = from_lots[key];
    const std::string name =
        "Account " + std::to_string(key.first.value) + ", instrument " + std::to_string(key.second.value);
    if (posted.units != lots.units)
      faults.push_back(name + ": postings hold " + format_decimal(posted.units) + ", lots " +
                       format_decimal(lots.units));
    if (posted.cost != lots.cost)
      faults.push_back(name + ": postings carry " + format_decimal(posted.cost) + ", lots " +
                       format_decimal(lots.cost));
  }
  for (const auto& [key, sum] : elsewhere) {
    if (!sum.is_zero())
      faults.push_back("A position keeps " + format_decimal(sum) + " in a currency that is not its instrument's.");
  }
  return faults;
}

}  // namespace coffer::ledger
