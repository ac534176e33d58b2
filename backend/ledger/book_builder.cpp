#include "ledger/book_builder.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ledger/book_warnings.hpp"
#include "ledger/problems.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {

BookBuilder::BookBuilder(const BookInput& input, const BookRequest& request, Book& book)
    : input_(input),
      request_(request),
      book_(book),
      keeps_entries_(request.entries == Entries::Kept),
      kept_history_(request.history == History::Kept ? std::make_shared<LotHistory>() : nullptr),
      history_(kept_history_.get()),
      context_{.accounts = input.accounts, .instruments = input.instruments},
      places_(input.accounts.size()),
      places_by_instrument_(input.instruments.size()) {
  for (std::size_t i = 0; i < book.currencies.size(); ++i)
    rates_.emplace_back(book.rates, static_cast<std::uint8_t>(i));
  for (std::size_t i = 0; i < input.instruments.size(); ++i) {
    book.instrument_currency.push_back(place_of(input.instruments[i].currency));
    const PriceHistory& history = book.prices.history(index_of<InstrumentIndex>(i));
    const bool has_closes = history.closes && history.faults.empty();
    first_close_.push_back(has_closes ? history.closes->date(0) : Date::from_days(INT32_MAX));
  }
}

std::uint8_t BookBuilder::place_of(Currency currency) const {
  const auto found = std::ranges::find(book_.currencies, currency);
  return found == book_.currencies.end() ? std::uint8_t{0}
                                         : static_cast<std::uint8_t>(found - book_.currencies.begin());
}

CostMethod BookBuilder::method_of(AccountIndex account) const {
  CostMethod method = book_.policy.cost_method;
  if (book_.policy.pool_scope == PoolScope::Household) return method;
  for (const MethodChoice& choice : book_.accounts[account.value].methods) {
    if (choice.from > event_.date) break;
    method = choice.method;
  }
  return method;
}

std::uint32_t BookBuilder::position_place(AccountIndex account, InstrumentIndex instrument) {
  std::vector<std::uint32_t>& places = places_[account.value];
  if (places.empty()) places.resize(book_.instruments.size(), InstrumentIndex::none);
  std::uint32_t& place = places[instrument.value];
  if (place == InstrumentIndex::none) {
    place = static_cast<std::uint32_t>(book_.positions.size());
    book_.positions.push_back({.account = account, .instrument = instrument, .lots = {}, .event = number_});
    places_by_instrument_[instrument.value].push_back(place);
  }
  return place;
}

void BookBuilder::fetch_ahead(std::span<const BookEvent> events, std::size_t place) const {
  constexpr std::size_t rows_ahead = 12;
  constexpr std::size_t lots_ahead = 4;
  if (place + rows_ahead >= events.size()) return;
  const Transaction* later = &input_.transactions[events[place + rows_ahead].transaction.value];
  for (std::size_t i = 0; i < sizeof(Transaction); i += 64)
    __builtin_prefetch(reinterpret_cast<const char*>(later) + i);
  const Transaction& soon = input_.transactions[events[place + lots_ahead].transaction.value];
  if (soon.account.value >= places_.size() || soon.instrument.value >= book_.instruments.size()) return;
  const std::vector<std::uint32_t>& places = places_[soon.account.value];
  if (places.empty() || places[soon.instrument.value] == InstrumentIndex::none) return;
  book_.positions[places[soon.instrument.value]].lots.fetch_ahead();
}

void BookBuilder::begin(const BookEvent& event, std::uint32_t number) {
  event_ = event;
  number_ = number;
  transaction_ = &input_.transactions[event.transaction.value];
  detail_ = &*transaction_->detail;
  currency_ = transaction_->currency.is_empty() ? std::uint8_t{0} : place_of(transaction_->currency);
  has_stated_ = false;
  in_report_count_ = 0;
  if (history_ != nullptr) {
    history_->begin(number_, event.date, event.transaction);
    history_->events.push_back(event.transaction);
  }
}

void BookBuilder::state_rate() {
  if (detail_->fx && transaction_->instrument.is_set()) {
    const TradeTerms terms = trade_terms(*transaction_, instrument(transaction_->instrument));
    const bool by_amounts = !terms.gross.is_zero() && !terms.priced_gross.is_zero();
    if (!by_amounts && !detail_->fx->rate) return;
    stated_ = {.other = place_of(detail_->fx->priced_in),
               .cash = currency_,
               .numerator = by_amounts ? terms.gross : *detail_->fx->rate,
               .denominator = by_amounts ? terms.priced_gross : Decimal(1)};
    has_stated_ = true;
  } else if (detail_->settled) {
    const Settlement& settled = *detail_->settled;
    stated_ = {.other = currency_, .cash = place_of(settled.currency), .numerator = settled.amount, .denominator = 1};
    if (settled.rate) {
      const bool forward = settled.rate_from == transaction_->currency;
      stated_.numerator = forward ? *settled.rate : Decimal(1);
      stated_.denominator = forward ? Decimal(1) : *settled.rate;
    } else {
      const Decimal factor = transaction_->instrument.is_set()
                                 ? instrument(transaction_->instrument).price_factor_on(event_.date)
                                 : Decimal(1);
      stated_.denominator = income_terms(*transaction_, factor).net;
    }
    has_stated_ = !stated_.denominator.is_zero() && !stated_.numerator.is_zero();
  } else if (detail_->counter_amount && !detail_->counter_currency.is_empty() && transaction_->amount) {
    stated_ = {.other = currency_,
               .cash = place_of(detail_->counter_currency),
               .numerator = *detail_->counter_amount,
               .denominator = *transaction_->amount};
    has_stated_ = stated_.other != stated_.cash && !stated_.denominator.is_zero() && !stated_.numerator.is_zero();
  }
}

Decimal BookBuilder::to_report(std::uint8_t currency, const Decimal& amount) {
  if (currency == 0 || amount.is_zero()) return amount;
  for (const InReport& known : std::span(in_report_).first(in_report_count_)) {
    if (known.currency != currency || known.amount.scale() != amount.scale()) continue;
    if (known.amount.coefficient() == amount.coefficient()) return known.converted;
    if (known.amount.coefficient() == -amount.coefficient()) return -known.converted;
  }
  const Decimal in_report = converted(currency, amount);
  if (in_report_count_ < in_report_.size()) in_report_[in_report_count_++] = {currency, amount, in_report};
  return in_report;
}

// Halves are rounded away from zero, so that an amount and its opposite stay opposites.
Decimal BookBuilder::converted(std::uint8_t currency, const Decimal& amount) {
  if (has_stated_) {
    if (currency == stated_.other) {
      const Decimal cash = multiply_divide(amount, stated_.numerator, stated_.denominator, working_scale);
      return stated_.cash == 0 ? cash : rates_[stated_.cash].advance(event_.date).convert(cash);
    }
    if (currency == stated_.cash && stated_.other == 0)
      return multiply_divide(amount, stated_.denominator, stated_.numerator, working_scale);
  }
  return rates_[currency].advance(event_.date).convert(amount);
}

Decimal BookBuilder::between(std::uint8_t from, std::uint8_t to, const Decimal& amount) {
  if (from == to || amount.is_zero()) return amount;
  if (to == 0) return to_report(from, amount);
  if (has_stated_ && from == stated_.other && to == stated_.cash)
    return multiply_divide(amount, stated_.numerator, stated_.denominator, working_scale);
  if (has_stated_ && from == stated_.cash && to == stated_.other)
    return multiply_divide(amount, stated_.denominator, stated_.numerator, working_scale);
  return book_.rates.find_between(from, to, event_.date).convert(amount);
}

Result<> BookBuilder::add(const BookEvent& event, std::uint32_t number) {
  begin(event, number);
  if (auto posted = post_transaction_into(*transaction_, context_, postings_); !posted) {
    Error error = std::move(posted).error();
    const std::string prefix = "/transactions/" + std::to_string(event.transaction.value);
    for (FieldError& field : error.fields) field.pointer.insert(0, prefix);
    return fail(std::move(error));
  }
  if (transaction_->detail.is_present()) state_rate();
  take_postings();
  return apply();
}

void BookBuilder::take_postings() {
  if (event_.side != EventSide::Whole)
    std::erase_if(postings_, [&](const Posting& posting) { return posting.date != event_.date; });
  for (const Posting& posting : postings_) {
    if (posting.amount.is_zero()) continue;
    const std::uint8_t currency = posting.currency == transaction_->currency ? currency_ : place_of(posting.currency);
    switch (posting.ledger) {
      case LedgerAccount::Cash:
      case LedgerAccount::Loan:
      case LedgerAccount::Transit: take_balance(posting, currency); break;
      case LedgerAccount::Position:
      case LedgerAccount::Outside:
      case LedgerAccount::Conversion:
      case LedgerAccount::RealizedGain: break;
      default:
        book_.income_steps.emplace_back() = {.date = event_.date,
                                             .event = number_,
                                             .type = transaction_->type,
                                             .ledger = posting.ledger,
                                             .source = posting.source,
                                             .account = posting.account,
                                             .instrument = posting.instrument,
                                             .amount = -to_report(currency, posting.amount)};
    }
  }
  const bool in_kind =
      transaction_->type == TransactionType::DeliveryIn || transaction_->type == TransactionType::DeliveryOut;
  if (!in_kind) {
    take_account_flows(postings_);
    take_instrument_flows(postings_);
  }
  if (keeps_entries_ && history_ != nullptr)
    history_->posting_events.resize(history_->posting_events.size() + postings_.size(), number_);
  if (keeps_entries_) book_.recorded.insert(book_.recorded.end(), postings_.begin(), postings_.end());
}

void BookBuilder::take_balance(const Posting& posting, std::uint8_t currency) {
  if (posting.ledger == LedgerAccount::Cash &&
      book_.accounts[posting.account.value].cash_on(posting.date).mode == CashMode::Untracked)
    return;
  const CashPlace place = posting.ledger == LedgerAccount::Cash   ? CashPlace::Cash
                          : posting.ledger == LedgerAccount::Loan ? CashPlace::Loan
                                                                  : CashPlace::Transit;
  book_.cash_steps.emplace_back() = {.date = event_.date,
                                     .account = posting.account,
                                     .place = place,
                                     .currency = currency,
                                     .source = posting.source,
                                     .event = number_,
                                     .amount = posting.amount,
                                     .booked = to_report(currency, posting.amount)};
}

void BookBuilder::take_account_flows(std::span<const Posting> postings) {
  const AccountIndex first = postings.empty() ? AccountIndex() : postings.front().account;
  bool crosses = false;
  for (const Posting& posting : postings)
    crosses = crosses || posting.account != first || posting.ledger == LedgerAccount::Outside;
  if (!crosses) return;
  struct Sum {
    AccountIndex account;
    Decimal amount;
  };
  std::array<Sum, 4> sums;  // an event touches sender, receiver, and where each settles
  std::size_t count = 0;
  for (const Posting& posting : postings) {
    if (posting.amount.is_zero() || posting.ledger == LedgerAccount::Outside) continue;
    std::size_t place = 0;
    while (place < count && sums[place].account != posting.account) ++place;
    if (place == count) sums[count++].account = posting.account;
    sums[place].amount += to_report(place_of(posting.currency), posting.amount);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (sums[i].amount.is_zero()) continue;
    book_.account_flows.push_back(
        {.date = event_.date, .event = number_, .account = sums[i].account, .amount = sums[i].amount});
  }
}

void BookBuilder::take_instrument_flows(std::span<const Posting> postings) {
  const std::size_t begin = book_.instrument_flows.size();
  for (const Posting& posting : postings) {
    if (!posting.instrument.is_set() || posting.amount.is_zero()) continue;
    const Decimal amount =
        to_report(posting.currency == transaction_->currency ? currency_ : place_of(posting.currency), posting.amount);
    std::size_t place = begin;
    while (place < book_.instrument_flows.size() && book_.instrument_flows[place].instrument != posting.instrument)
      ++place;
    if (place == book_.instrument_flows.size())
      book_.instrument_flows.emplace_back() = {.date = event_.date,
                                               .event = number_,
                                               .account = posting.account,
                                               .instrument = posting.instrument,
                                               .amount = {}};
    book_.instrument_flows[place].amount += amount;
  }
}

Result<> BookBuilder::apply() {
  using enum TransactionType;
  if (event_.side == EventSide::Arrival && transaction_->type == Transfer) {
    arrive();
    return {};
  }
  switch (transaction_->type) {
    case Buy:
    case Sell: trade(); return {};
    case DeliveryIn: deliver_in(); return {};
    case DeliveryOut: deliver_out(); return {};
    case Transfer: transfer(); return {};
    case CashTransfer: transfer_cash(); return {};
    case Reward: reward(); return {};
    case Swap: swap(); return {};
    case Valuation: value(); return {};
    case Balance: compare_balance(); return {};
    case Split: return split();
    case SpinOff: return spin_off();
    case StockDividend:
      if (!transaction_->quantity) return split();
      stock_dividend();
      return {};
    case Merger:
    case SymbolChange: merge(); return {};
    case Rights:
      if (detail_->rights_action == RightsAction::Grant) return spin_off();
      exercise_rights();
      return {};
    case ReturnOfCapital: return_capital(); return {};
    default: return {};
  }
}

void BookBuilder::finish() {
  book_.history = std::move(kept_history_);
  settle_warnings(book_);
}

void BookBuilder::step(std::uint32_t place, const Decimal& held, UnitSource&& source) {
  if (held.is_zero()) return;
  book_.quantity_steps.emplace_back() = {
      .date = event_.date, .position = place, .event = number_, .held = held, .in_transit = {}};
  if (history_ != nullptr) history_->unit_steps.push_back(std::move(source));
}

void BookBuilder::step_on_the_way(std::uint32_t place, const Decimal& in_transit, UnitSource source) {
  if (in_transit.is_zero()) return;
  book_.quantity_steps.push_back(
      {.date = event_.date, .position = place, .event = number_, .held = {}, .in_transit = in_transit});
  if (history_ != nullptr) history_->unit_steps.push_back(std::move(source));
}

void BookBuilder::kind_flow(AccountIndex account, InstrumentIndex of, InstrumentIndex valued_by,
                            const Decimal& quantity, KindBoundary boundary, UnitSource source) {
  if (quantity.is_zero()) return;
  if (history_ != nullptr) history_->kind_flows.push_back(std::move(source));
  book_.kind_flows.push_back({.date = event_.date,
                              .event = number_,
                              .account = account,
                              .instrument = of,
                              .valued_by = valued_by,
                              .quantity = quantity,
                              .boundary = boundary});
}

void BookBuilder::mark_trade(InstrumentIndex instrument, const Decimal& money_local, const Decimal& units) {
  if (!money_local.is_positive() || !units.is_positive()) return;
  // With a close on or before the day no trade price is ever looked at.
  if (first_close_[instrument.value] <= event_.date) return;
  book_.prices.edit(instrument)
      .trades.push_back(
          {.date = event_.date, .source = PriceSource::Trade, .event = number_, .money = money_local, .units = units});
}

void BookBuilder::warn(WarningKind kind, AccountIndex account, InstrumentIndex instrument, const Decimal& quantity) {
  book_.warnings.push_back({.kind = kind,
                            .date = event_.date,
                            .account = account,
                            .instrument = instrument,
                            .currency = transaction_->currency,
                            .quantity = quantity});
}

void BookBuilder::warn_without_lots(AccountIndex account, InstrumentIndex instrument, const Decimal& quantity,
                                    std::uint32_t step) {
  warn(WarningKind::SoldWithoutLots, account, instrument, quantity);
  if (history_ != nullptr) history_->unknown_lots.push_back({event_.date, account, instrument, quantity, step});
}

void BookBuilder::derive(LedgerAccount ledger, AccountIndex account, InstrumentIndex instrument, std::uint8_t currency,
                         const Decimal& amount, const Decimal& quantity) {
  if (!keeps_entries_ || (amount.is_zero() && quantity.is_zero())) return;
  book_.derived.push_back({.ledger = ledger,
                           .date = event_.date,
                           .account = account,
                           .instrument = instrument,
                           .currency = amount.is_zero() ? Currency() : book_.currencies[currency],
                           .amount = amount,
                           .quantity = quantity});
}

// A position is kept in its instrument's currency; what was booked in another one is carried over.
void BookBuilder::restate(AccountIndex account, InstrumentIndex instrument, std::uint8_t from, const Decimal& booked,
                          const Decimal& local) {
  const std::uint8_t to = currency_of(instrument);
  if (!keeps_entries_ || from == to) return;
  derive(LedgerAccount::Position, account, instrument, from, -booked);
  derive(LedgerAccount::Conversion, account, {}, from, booked);
  derive(LedgerAccount::Conversion, account, {}, to, -local);
  derive(LedgerAccount::Position, account, instrument, to, local);
}

// Costs of a trade become part of the position's cost (or of the sale's proceeds).
void BookBuilder::move_costs(AccountIndex account, InstrumentIndex instrument, LedgerAccount from,
                             const Decimal& costs) {
  if (!keeps_entries_ || costs.is_zero()) return;
  derive(from, account, instrument, currency_, -costs);
  derive(LedgerAccount::Position, account, instrument, currency_, costs);
  restate(account, instrument, currency_, costs, between(currency_, currency_of(instrument), costs));
}

}  // namespace coffer::ledger
