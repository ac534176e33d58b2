#include "ledger/order.hpp"

#include <algorithm>
#include <compare>
#include <limits>
#include <tuple>

namespace coffer::ledger {
namespace {

using Phase = DayOrder::Phase;

Phase phase_of(const Transaction& transaction, EventSide side) {
  if (side == EventSide::Arrival) return Phase::Arrivals;
  switch (transaction.type) {
    case TransactionType::Split:
    case TransactionType::StockDividend:
    case TransactionType::SymbolChange:
    case TransactionType::SpinOff:
    case TransactionType::Merger: return Phase::StartOfDay;
    case TransactionType::Rights:
      return transaction.detail->rights_action == RightsAction::Grant ? Phase::StartOfDay : Phase::Rows;
    case TransactionType::Valuation:
    case TransactionType::Balance: return Phase::EndOfDay;
    default: return Phase::Rows;
  }
}

std::strong_ordering compare_content(const Transaction& a, const Transaction& b) {
  const auto facts = [](const Transaction& one) {
    const TransactionDetail& detail = *one.detail;
    return std::tie(one.type, one.quantity, one.price, one.amount, one.fee, one.tax, one.currency, one.time,
                    detail.counter_amount, detail.cost, detail.cost_date, detail.principal, detail.interest,
                    detail.accrued, detail.ratio_to, detail.ratio_from, detail.new_quantity, one.instrument,
                    one.account, one.counter_account);
  };
  const auto further = [](const Transaction& one) {
    const TransactionDetail& detail = *one.detail;
    return std::tie(detail.counter_currency, detail.arrival, detail.arrival_date, detail.fee_quantity, detail.fee_price,
                    detail.delivery, detail.category, detail.new_instrument, detail.cost_share, detail.cash_per_share,
                    detail.new_price, detail.rights_action);
  };
  const auto rates = [](const Transaction& one) {
    const RecordedFx fx = one.detail->fx.value_or(RecordedFx{});
    const Settlement settled = one.detail->settled.value_or(Settlement{});
    const CashInLieu fraction = one.detail->cash_in_lieu.value_or(CashInLieu{});
    return std::tuple(fx.priced_in, fx.rate, fx.gross, fx.priced_gross, settled.amount, settled.currency, settled.rate,
                      settled.rate_from, settled.rate_to, fraction.quantity, fraction.price, fraction.amount);
  };
  if (const auto order = facts(a) <=> facts(b); order != 0) return order;
  if (!a.detail.is_present() && !b.detail.is_present()) return std::strong_ordering::equal;
  if (const auto order = further(a) <=> further(b); order != 0) return order;
  return rates(a) <=> rates(b);
}

}  // namespace

DayOrder::DayOrder(std::span<const Transaction> transactions, std::size_t accounts)
    : transactions_(transactions), seen_(accounts, std::numeric_limits<std::int32_t>::min()), timed_(accounts, 0) {}

// Times order a day only for accounts all of whose rows of that day have one.
void DayOrder::see(const Transaction& transaction) {
  if (transaction.account.value >= seen_.size()) return;
  const std::size_t account = transaction.account.value;
  if (seen_[account] != transaction.date.days()) {
    seen_[account] = transaction.date.days();
    timed_[account] = 1;
  }
  if (!transaction.time) timed_[account] = 0;
}

bool DayOrder::is_timed(const Transaction& transaction) const {
  return transaction.account.value < timed_.size() && timed_[transaction.account.value] != 0;
}

void DayOrder::sort(std::span<BookEvent> day) {
  if (day.size() < 2) return;
  keys_.clear();
  for (const BookEvent& event : day) {
    if (event.side != EventSide::Arrival) see(transactions_[event.transaction.value]);
  }
  for (const BookEvent& event : day) {
    const Transaction& transaction = transactions_[event.transaction.value];
    const bool by_time = event.side != EventSide::Arrival && is_timed(transaction);
    keys_.push_back({.phase = phase_of(transaction, event.side),
                     .by_sequence = !by_time,
                     .time = by_time ? *transaction.time : std::int16_t{0},
                     .sequence = transaction.sequence.value_or(std::numeric_limits<std::int64_t>::max()),
                     .event = event});
  }
  std::ranges::sort(keys_, [this](const Key& a, const Key& b) {
    if (a.rank() != b.rank()) return a.rank() < b.rank();
    const TransactionIndex one = a.event.transaction;
    const TransactionIndex other = b.event.transaction;
    const auto order = compare_content(transactions_[one.value], transactions_[other.value]);
    // Alike in all that counts: any order is right, but it is the same one each time.
    return order != 0 ? order < 0 : one < other;
  });
  std::ranges::transform(keys_, day.begin(), &Key::event);
}

void append_events(const Transaction& transaction, TransactionIndex index, Date as_of, std::vector<BookEvent>& events) {
  if (transaction.date > as_of) return;
  const TransactionDetail& detail = *transaction.detail;
  const bool later =
      detail.arrival == Arrival::Arrived && detail.arrival_date && *detail.arrival_date > transaction.date;
  const bool moves = transaction.type == TransactionType::Transfer || transaction.type == TransactionType::CashTransfer;
  if (!moves || (detail.arrival == Arrival::Arrived && !later)) {
    events.push_back({transaction.date, index, EventSide::Whole});
    return;
  }
  events.push_back({transaction.date, index, EventSide::Departure});
  if (later && *detail.arrival_date <= as_of) events.push_back({*detail.arrival_date, index, EventSide::Arrival});
}

std::vector<BookEvent> order_events(std::span<const Transaction> transactions, std::size_t accounts, Date as_of) {
  std::vector<BookEvent> events;
  events.reserve(transactions.size());
  for (std::size_t i = 0; i < transactions.size(); ++i)
    append_events(transactions[i], index_of<TransactionIndex>(i), as_of, events);
  if (!std::ranges::is_sorted(events, {}, &BookEvent::date)) std::ranges::sort(events, {}, &BookEvent::date);
  DayOrder order(transactions, accounts);
  for (std::size_t begin = 0; begin < events.size();) {
    std::size_t end = begin + 1;
    while (end < events.size() && events[end].date == events[begin].date) ++end;
    order.sort(std::span(events).subspan(begin, end - begin));
    begin = end;
  }
  return events;
}

}  // namespace coffer::ledger
