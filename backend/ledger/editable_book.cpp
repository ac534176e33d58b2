#include "ledger/editable_book.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string>

#include "ledger/book_builder.hpp"
#include "ledger/book_prices.hpp"
#include "ledger/book_warnings.hpp"
#include "ledger/event_renumbering.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {

// What an edit leaves and what it computes again.
struct EditableBook::Plan {
  std::vector<std::uint8_t> is_touched;  // by instrument
  std::vector<std::uint8_t> is_changed;  // by transaction: edited, or moved within its day
  std::vector<Date> days;                // whose order may change; ascending
  std::vector<BookEvent> events;         // of the book to be
  std::vector<std::uint32_t> numbers;    // as EventRenumbering
  std::vector<std::uint32_t> again;      // numbers of events to compute again
  bool renumbers = false;                // an event that stays has another number
};

Transaction removed_transaction() {
  Transaction none;
  none.date = Date::from_days(INT32_MAX);
  return none;
}

Result<EditableBook> EditableBook::compute(BookInput input, const BookRequest& request) {
  COFFER_TRY(book, compute_book(input, request));
  return EditableBook(std::move(input), request, std::move(book));
}

EditableBook::EditableBook(BookInput input, const BookRequest& request, Book book)
    : input_(std::move(input)), request_(request), book_(std::move(book)) {
  input_.prices.resize(input_.instruments.size());
  index_input();
  events_ = order_events(input_.transactions, input_.accounts.size(), request_.as_of);
}

void EditableBook::index_input() {
  linked_to_.resize(input_.instruments.size());
  std::iota(linked_to_.begin(), linked_to_.end(), 0U);
  instruments_.reserve(input_.transactions.size());
  for (std::size_t i = 0; i < input_.transactions.size(); ++i) {
    const Transaction& transaction = input_.transactions[i];
    instruments_.push_back(transaction.instrument);
    if (tells_split(transaction)) splits_.push_back(index_of<TransactionIndex>(i));
    if (transaction.detail.is_present()) link(transaction);
  }
}

std::uint32_t EditableBook::lane(std::uint32_t instrument) const {
  while (linked_to_[instrument] != instrument) instrument = linked_to_[instrument];
  return instrument;
}

// Links stay when their transaction goes: a lane too wide costs time, no more.
void EditableBook::link(const Transaction& transaction) {
  const std::uint32_t one = transaction.instrument.value;
  const std::uint32_t other = transaction.detail->new_instrument.value;
  if (one < linked_to_.size() && other < linked_to_.size()) linked_to_[lane(one)] = lane(other);
}

// Another currency would give every currency of the book another place.
bool EditableBook::knows_currencies_of(const Transaction& transaction) const {
  const auto is_known = [this](Currency currency) {
    return currency.is_empty() || currency == request_.report ||
           std::ranges::find(input_.instruments, currency, &InstrumentInput::currency) != input_.instruments.end();
  };
  const TransactionDetail& detail = *transaction.detail;
  return is_known(transaction.currency) && is_known(detail.counter_currency) &&
         (!detail.fx || is_known(detail.fx->priced_in)) && (!detail.settled || is_known(detail.settled->currency));
}

// Swaps: done twice, nothing has changed but that added places stay.
void EditableBook::put_in(BookEdits& edits) {
  for (TransactionEdit& edit : edits.transactions) {
    if (edit.place.value == input_.transactions.size()) {
      input_.transactions.push_back(removed_transaction());
      instruments_.emplace_back();
    }
    Transaction& there = input_.transactions[edit.place.value];
    if (tells_split(there)) std::erase(splits_, edit.place);
    std::swap(there, edit.now);
    instruments_[edit.place.value] = there.instrument;
    if (tells_split(there)) splits_.insert(std::ranges::lower_bound(splits_, edit.place), edit.place);
    link(there);
  }
  for (PriceEdit& edit : edits.prices) std::swap(input_.prices[edit.instrument.value], edit.closes);
}

EditableBook::Plan EditableBook::plan(const BookEdits& before) const {
  Plan plan;
  plan.is_changed.resize(input_.transactions.size());
  std::vector<InstrumentIndex> named;
  std::vector<BookEvent> added;
  std::vector<BookEvent> gone;
  for (const TransactionEdit& edit : before.transactions) {
    const Transaction& now = input_.transactions[edit.place.value];
    plan.is_changed[edit.place.value] = 1;
    for (const Transaction* form : {&now, &edit.now}) {
      named.push_back(form->instrument);
      named.push_back(form->detail->new_instrument);
    }
    append_events(now, edit.place, request_.as_of, added);
    append_events(edit.now, edit.place, request_.as_of, gone);
  }
  for (const PriceEdit& edit : before.prices) named.push_back(edit.instrument);
  for (const auto* events : {&added, &gone}) {
    for (const BookEvent& event : *events) plan.days.push_back(event.date);
  }
  std::ranges::sort(plan.days);
  const auto doubled = std::ranges::unique(plan.days);
  plan.days.erase(doubled.begin(), doubled.end());
  order_days(plan, added, named);

  std::vector<std::uint8_t> is_touched_lane(linked_to_.size());
  for (const InstrumentIndex instrument : named) {
    if (instrument.value < linked_to_.size()) is_touched_lane[lane(instrument.value)] = 1;
  }
  for (std::uint32_t i = 0; i < linked_to_.size(); ++i) plan.is_touched.push_back(is_touched_lane[lane(i)]);
  find_what_stays(plan);
  return plan;
}

// An edit may change the order of its day's other rows too: then all of them are computed again.
void EditableBook::order_days(Plan& plan, const std::vector<BookEvent>& added,
                              std::vector<InstrumentIndex>& named) const {
  plan.events.reserve(events_.size() + added.size());
  DayOrder order(input_.transactions, input_.accounts.size());
  std::vector<std::uint8_t>& is_changed = plan.is_changed;
  const auto stays = [&](const BookEvent& event) { return is_changed[event.transaction.value] == 0; };
  auto from = events_.begin();
  std::vector<BookEvent> reordered;
  for (const Date day : plan.days) {
    const auto rows = std::ranges::equal_range(std::ranges::subrange(from, events_.end()), day, {}, &BookEvent::date);
    plan.events.insert(plan.events.end(), from, rows.begin());
    const auto begin = static_cast<std::ptrdiff_t>(plan.events.size());
    std::ranges::copy_if(rows, std::back_inserter(plan.events), stays);
    const std::vector<BookEvent> kept(plan.events.begin() + begin, plan.events.end());
    std::ranges::copy_if(added, std::back_inserter(plan.events),
                         [day](const BookEvent& event) { return event.date == day; });
    order.sort(std::span(plan.events).subspan(static_cast<std::size_t>(begin)));
    auto next = kept.begin();
    for (auto now = plan.events.begin() + begin; now != plan.events.end(); ++now) {
      if (!stays(*now)) continue;
      if (now->transaction != next->transaction) {
        reordered.insert(reordered.end(), kept.begin(), kept.end());
        break;
      }
      ++next;
    }
    from = rows.end();
  }
  plan.events.insert(plan.events.end(), from, events_.end());
  for (const BookEvent& event : reordered) {
    is_changed[event.transaction.value] = 1;
    named.push_back(instruments_[event.transaction.value]);
  }
}

void EditableBook::find_what_stays(Plan& plan) const {
  const auto goes = [&](const BookEvent& event) {
    const std::uint32_t instrument = instruments_[event.transaction.value].value;
    return plan.is_changed[event.transaction.value] != 0 ||
           (instrument < plan.is_touched.size() && plan.is_touched[instrument] != 0);
  };
  plan.numbers.resize(events_.size() + 1);
  std::uint32_t place = 0;
  const auto pass_new = [&] {
    while (place < plan.events.size() && goes(plan.events[place])) plan.again.push_back(++place);
  };
  for (std::uint32_t i = 0; i < events_.size(); ++i) {
    if (goes(events_[i])) continue;
    pass_new();
    assert(plan.events[place].transaction == events_[i].transaction);
    plan.numbers[i + 1] = ++place;
    plan.renumbers = plan.renumbers || place != i + 1;
  }
  pass_new();
}

Result<Book> EditableBook::replay(const Plan& plan) const {
  Book part;
  part.report = book_.report;
  part.as_of = book_.as_of;
  part.policy = book_.policy;
  part.accounts = book_.accounts;
  part.instruments = book_.instruments;
  part.currencies = book_.currencies;
  part.rates = book_.rates;
  std::vector<PriceHistory> histories(input_.instruments.size());
  for (std::uint32_t i = 0; i < histories.size(); ++i) {
    if (plan.is_touched[i] == 0) continue;
    std::vector<Split> splits;
    for (const TransactionIndex told : splits_) {
      const Transaction& one = input_.transactions[told.value];
      if (one.instrument == InstrumentIndex{i})
        splits.push_back({one.date, *one.detail->ratio_to, *one.detail->ratio_from});
    }
    histories[i] = begin_prices(input_, InstrumentIndex{i}, std::move(splits), request_.as_of, part.warnings);
  }
  part.prices = PriceTable(std::move(histories));
  BookBuilder builder(input_, request_, part);
  for (const std::uint32_t number : plan.again) COFFER_CHECK(builder.add(plan.events[number - 1], number));
  return part;
}

// Positions stand in the order of the events that brought them.
void EditableBook::take_positions(const Plan& plan, Book& part) {
  std::vector<Position> positions;
  std::vector<std::uint32_t> places(book_.positions.size(), 0);
  std::vector<std::uint32_t> part_places;
  positions.reserve(book_.positions.size() + part.positions.size());
  const auto pass_new = [&](std::uint32_t event) {
    while (part_places.size() < part.positions.size() && part.positions[part_places.size()].event < event) {
      positions.push_back(std::move(part.positions[part_places.size()]));
      part_places.push_back(static_cast<std::uint32_t>(positions.size() - 1));
    }
  };
  bool moves = false;
  for (std::uint32_t i = 0; i < book_.positions.size(); ++i) {
    Position& position = book_.positions[i];
    if (plan.is_touched[position.instrument.value] != 0) continue;
    position.event = plan.numbers[position.event];
    pass_new(position.event);
    places[i] = static_cast<std::uint32_t>(positions.size());
    moves = moves || places[i] != i;
    positions.push_back(std::move(position));
  }
  pass_new(UINT32_MAX);
  book_.positions = std::move(positions);
  if (moves) {
    for (QuantityStep& step : book_.quantity_steps) step.position = places[step.position];
  }
  for (QuantityStep& step : part.quantity_steps) step.position = part_places[step.position];
}

void EditableBook::take_over(Plan& plan, Book part) {
  take_positions(plan, part);
  const auto renumber_lots = [&](std::span<Lot> lots) {
    for (Lot& lot : lots) lot.order = plan.numbers[lot.order];
  };
  if (plan.renumbers) {
    for (Position& position : book_.positions) {
      if (plan.is_touched[position.instrument.value] == 0) renumber_lots(position.lots.open_for_action());
    }
    for (OpenTransfer& open : book_.open_transfers) {
      if (plan.numbers[open.event] != 0) renumber_lots(open.lots);
    }
  }
  for (std::uint32_t i = 0; i < book_.instruments.size(); ++i) {
    PriceHistory& history = book_.prices.edit({i});
    if (plan.is_touched[i] != 0) {
      history = std::move(part.prices.edit({i}));
    } else if (plan.renumbers) {
      for (auto* marks : {&history.valuations, &history.trades}) {
        for (PriceMark& mark : *marks) mark.event = plan.numbers[mark.event];
      }
    }
  }
  std::erase_if(book_.warnings, [&](const Warning& one) {
    return is_of_whole_book(one) || (one.instrument.is_set() && plan.is_touched[one.instrument.value] != 0);
  });
  book_.warnings.insert(book_.warnings.end(), part.warnings.begin(), part.warnings.end());

  const EventRenumbering renumbering(std::move(plan.numbers));
  const auto splice = [&](auto list) { renumbering.splice(book_.*list, std::move(part.*list)); };
  splice(&Book::disposals);
  splice(&Book::other_gains);
  splice(&Book::quantity_steps);
  splice(&Book::cash_steps);
  splice(&Book::income_steps);
  splice(&Book::account_flows);
  splice(&Book::instrument_flows);
  splice(&Book::kind_flows);
  splice(&Book::account_valuations);
  splice(&Book::stated_balances);
  splice(&Book::open_transfers);
  events_ = std::move(plan.events);
  book_.first_day = events_.empty() ? std::nullopt : std::optional(events_.front().date);
  settle_warnings(book_);
}

Result<Recomputation> EditableBook::compute_everything() {
  COFFER_TRY(book, compute_book(input_, request_));
  book_ = std::move(book);
  events_ = order_events(input_.transactions, input_.accounts.size(), request_.as_of);
  return Recomputation{.what = Recomputed::Everything, .instruments = {}, .events = events_.size()};
}

Result<Recomputation> EditableBook::compute_lanes(const BookEdits& before) {
  Plan made = plan(before);
  COFFER_TRY(part, replay(made));
  Recomputation done{.what = Recomputed::Lanes, .instruments = {}, .events = made.again.size()};
  for (std::uint32_t i = 0; i < made.is_touched.size(); ++i) {
    if (made.is_touched[i] != 0) done.instruments.push_back({i});
  }
  take_over(made, std::move(part));
  return done;
}

Result<Recomputation> EditableBook::apply(const BookEdits& edits) {
  const std::size_t size = input_.transactions.size();
  std::size_t next = size;
  for (const TransactionEdit& edit : edits.transactions) {
    if (edit.place.value > next)
      return fail(ErrorKind::Invalid, problems::invalid_input, "No transaction stands at that place.");
    if (edit.place.value == next) ++next;
    if (std::ranges::count(edits.transactions, edit.place, &TransactionEdit::place) > 1)
      return fail(ErrorKind::Invalid, problems::invalid_input, "Two edits change one transaction.");
  }
  BookEdits before = edits;
  put_in(before);
  const auto knows = [this](const Transaction& one) { return knows_currencies_of(one); };
  const bool by_lanes = request_.entries == Entries::None && request_.history == History::None &&
                        std::ranges::all_of(edits.transactions, knows, &TransactionEdit::now) &&
                        std::ranges::all_of(before.transactions, knows, &TransactionEdit::now);
  bool is_whole = true;  // what stands in book_
  Result<Recomputation> done;
  try {
    done = by_lanes ? compute_lanes(before) : compute_everything();
  } catch (const DecimalOverflow&) {
    is_whole = false;
    done = compute_everything();
  }
  if (done) return done;
  put_in(before);
  input_.transactions.resize(size);
  instruments_.resize(size);
  if (!is_whole) COFFER_CHECK(compute_everything());
  return done;
}

}  // namespace coffer::ledger
