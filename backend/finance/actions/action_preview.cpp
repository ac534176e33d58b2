#include "finance/actions/action_preview.hpp"

#include <algorithm>
#include <map>

#include "finance/previews/book_difference.hpp"
#include "finance/reports/shown_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

constexpr Date never = Date::of(9999, 12, 31);

Result<ledger::Book> compute(const HouseholdBook& book, Date as_of) {
  ledger::BookRequest request;
  request.report = book.base_currency;
  request.as_of = as_of;
  return ledger::compute_book(book.input, request);
}

using Place = std::pair<std::uint32_t, std::uint32_t>;  // account, instrument

// Units, lots and cost of every position.
std::map<Place, ActionHolding> holdings_of(const ledger::Book& book) {
  std::map<Place, ActionHolding> holdings;
  for (const auto& position : book.positions) {
    ActionHolding holding;
    Decimal units;
    Decimal cost;
    bool known = true;
    for (const auto& lot : position.lots.open()) {
      ++holding.lots;
      units += lot.quantity;
      cost += lot.cost_local;
      known = known && lot.cost_state == ledger::CostState::Known;
    }
    holding.quantity = units;
    if (known) holding.cost = cost;
    holdings.emplace(Place{position.account.value, position.instrument.value}, holding);
  }
  return holdings;
}

Result<> add_values(const ledger::Book& book, std::map<Place, ActionHolding>& holdings) {
  auto scope = ledger::Scope::household();
  scope.share = ledger::ShareOf::Whole;
  COFFER_TRY(valued, ledger::value_holdings(book, scope));
  for (const auto& item : valued.items) {
    const auto found = holdings.find({item.account.value, item.instrument.value});
    if (found != holdings.end() && item.in_transit.is_zero()) found->second.value = item.value_local;
  }
  return {};
}

bool same_stock(const ActionHolding& a, const ActionHolding& b) {
  return a.quantity == b.quantity && a.cost == b.cost && a.lots == b.lots;
}

Result<HouseholdBook> with_action(const ActionPlan& plan) {
  HouseholdBook book = *plan.before;
  const auto add = [&book](ledger::Transaction made) {
    book.input.transactions.push_back(std::move(made));
    book.transactions.push_back(TransactionId{});
  };
  if (plan.terms.type == TransactionType::Split) {
    auto fact = to_fact(plan.terms);
    fact.account = book.accounts.empty() ? AccountId{} : book.accounts.front().id;
    if (!book.accounts.empty()) {
      COFFER_TRY(made, to_book_entry(fact, book.index));
      add(std::move(made));
    }
  }
  for (const auto& fields : plan.bookings) {
    COFFER_TRY(made, to_book_entry(fields, book.index));
    add(std::move(made));
  }
  return book;
}

}  // namespace

std::shared_ptr<const HouseholdBook> without_action(std::shared_ptr<const HouseholdBook> book,
                                                    const CorporateActionRow& action) {
  auto changed = std::make_shared<HouseholdBook>(*book);
  const auto instrument = changed->index.instrument(action.terms.instrument);
  for (std::size_t i = 0; i < changed->transactions.size(); ++i) {
    auto& transaction = changed->input.transactions[i];
    const bool is_fact = changed->transactions[i].is_nil() && action.terms.type == TransactionType::Split &&
                         transaction.type == TransactionType::Split && transaction.instrument == instrument &&
                         transaction.date == action.terms.ex_date;
    const bool is_booking =
        std::ranges::find(action.transactions, changed->transactions[i]) != action.transactions.end();
    if (is_fact || is_booking) transaction.date = never;
  }
  return changed;
}

Result<std::vector<Holder>> find_holders(const HouseholdBook& book, InstrumentId instrument, Date on) {
  std::vector<Holder> holders;
  const auto place = book.index.instrument(instrument);
  if (!place.is_set()) return holders;
  COFFER_TRY(computed, compute(book, on.plus_days(-1)));
  std::map<std::uint32_t, Holder> by_account;
  const auto of = [&](ledger::AccountIndex account) -> Holder& {
    auto& holder = by_account[account.value];
    holder.account = book.accounts[account.value].id;
    return holder;
  };
  for (const auto& position : computed.positions) {
    if (position.instrument == place && !position.lots.quantity().is_zero())
      of(position.account).units += position.lots.quantity();
  }
  for (const auto& open : computed.open_transfers) {
    if (open.instrument == place) of(open.account).in_transit += open.quantity;
  }
  for (auto& [account, holder] : by_account) holders.push_back(holder);
  return holders;
}

Result<ActionPreview> make_action_preview(const ActionPlan& plan) {
  const Date on = plan.terms.ex_date;
  const HouseholdBook& book = *plan.before;
  ActionPreview preview;
  preview.on = on;
  preview.currency = book.base_currency;
  preview.bookings = plan.bookings;
  for (const auto& fields : plan.bookings) {
    const auto known = std::ranges::find(book.accounts, fields.account, &BookAccount::id);
    preview.account_names.push_back(known == book.accounts.end() ? std::string() : known->name);
  }
  COFFER_TRY(with, with_action(plan));
  COFFER_TRY(day_before, compute(book, on.plus_days(-1)));
  COFFER_TRY(before, compute(book, on));
  COFFER_TRY(after, compute(with, on));
  auto stood = holdings_of(before);
  auto stands = holdings_of(after);
  auto earlier = holdings_of(day_before);
  COFFER_CHECK(add_values(day_before, earlier));
  COFFER_CHECK(add_values(after, stands));
  for (const auto& [place, holding] : stood) stands.try_emplace(place, ActionHolding{.quantity = Decimal()});
  for (const auto& [place, holding] : stands) {
    auto was = stood.contains(place) ? stood[place] : ActionHolding{.quantity = Decimal(), .cost = Decimal()};
    if (same_stock(was, holding)) continue;
    if (earlier.contains(place) && earlier[place].quantity == was.quantity) was.value = earlier[place].value;
    const auto& account = book.accounts[place.first];
    preview.holdings.push_back({account.id, account.name, book.instruments[place.second].reference, was, holding});
  }
  preview.cash = find_cash_effects(before, after, with);
  const auto realized_before = find_realized_elsewhere(before, ledger::TransactionIndex{});
  const auto realized_after = find_realized_elsewhere(after, ledger::TransactionIndex{});
  if (realized_before && realized_after) preview.realized_gain = *realized_after - *realized_before;
  preview.warnings = to_warnings(find_new_warnings(before, after), with);
  return preview;
}

}  // namespace coffer::finance
