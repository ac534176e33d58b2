#include "finance/reports/sale_preview.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "finance/reports/shown_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

constexpr std::int16_t last_minute = 24 * 60 - 1;

std::unexpected<Error> unfit(std::string pointer, std::string detail) {
  return fail(ErrorKind::Invalid, "finance/invalid-sale", "Such a sale is not possible.",
              {{std::move(pointer), std::move(detail)}});
}

const ledger::Position* find_position(const ledger::Book& book, ledger::AccountIndex account,
                                      ledger::InstrumentIndex instrument) {
  const auto found = std::ranges::find_if(book.positions, [&](const auto& position) {
    return position.account == account && position.instrument == instrument;
  });
  return found == book.positions.end() ? nullptr : &*found;
}

// One sale, and the book as each method would leave it.
class Preview {
 public:
  Preview(const ComputedBook& before, const SaleToPreview& sale) : before_(before), sale_(sale) {}

  Result<SalePreview> make(const ledger::Scope& scope);

 private:
  Result<> find_holding(const ledger::Scope& scope);
  Result<> find_price();
  Result<> choose_lots();
  [[nodiscard]] CostBasis own_method() const;
  [[nodiscard]] ledger::Transaction transaction(CostBasis method) const;
  [[nodiscard]] Result<SaleByMethod> sell_by(CostBasis method) const;
  [[nodiscard]] SaleByMethod read(const ledger::Book& after, CostBasis method) const;
  [[nodiscard]] Decimal shown(const Decimal& amount) const {
    return round_to_minor({amount, before_.book.report}).amount;
  }
  [[nodiscard]] Date on() const { return before_.book.as_of; }

  const ComputedBook& before_;
  const SaleToPreview& sale_;
  ledger::AccountIndex account_;
  ledger::InstrumentIndex instrument_;
  const ledger::Position* position_ = nullptr;
  Decimal price_;
  std::optional<Date> price_date_;
  std::vector<ledger::ChosenLot> chosen_;
};

Result<> Preview::find_holding(const ledger::Scope& scope) {
  const auto& index = before_.household->index;
  account_ = index.account(sale_.account);
  const bool is_inside = scope.accounts.empty() || std::ranges::find(scope.accounts, account_) != scope.accounts.end();
  if (!account_.is_set() || !is_inside) return unfit("/account", "Name an account of the portfolio.");
  instrument_ = index.instrument(sale_.instrument);
  if (instrument_.is_set()) position_ = find_position(before_.book, account_, instrument_);
  if (position_ == nullptr || !position_->lots.quantity().is_positive())
    return unfit("/instrument", "The account holds none of it on " + format_date(on()) + ".");
  if (!sale_.quantity.is_positive()) return unfit("/quantity", "Give more than nothing.");
  if (sale_.quantity > position_->lots.quantity()) {
    return unfit("/quantity", "The account holds " + format_decimal(trim(position_->lots.quantity())) + " on " +
                                  format_date(on()) + ".");
  }
  return {};
}

Result<> Preview::find_price() {
  if (sale_.price) {
    price_ = *sale_.price;
    return {};
  }
  const auto one = ledger::Scope::of_account(account_);
  COFFER_TRY(held, ledger::value_holdings(before_.book, one, ledger::HoldingRows::PerAccount));
  for (const auto& holding : held.items) {
    if (holding.instrument != instrument_ || !holding.price) continue;
    price_ = *holding.price;
    price_date_ = holding.price_date;
    return {};
  }
  return unfit("/price", "No price is known: give one.");
}

Result<> Preview::choose_lots() {
  const auto& ids = before_.household->transactions;
  Decimal sum;
  for (std::size_t i = 0; i < sale_.lots.size(); ++i) {
    const auto& wanted = sale_.lots[i];
    const auto at = "/lots/" + std::to_string(i);
    Decimal open;
    ledger::TransactionIndex acquired;
    for (const auto& lot : position_->lots.open()) {
      if (!lot.acquired_by.is_set() || ids[lot.acquired_by.value] != wanted.transaction) continue;
      acquired = lot.acquired_by;
      open += lot.quantity;
    }
    if (!acquired.is_set()) return unfit(at + "/transaction", "No open lot of the account came by this transaction.");
    const bool is_twice = std::ranges::find(chosen_, acquired, &ledger::ChosenLot::acquired_by) != chosen_.end();
    if (is_twice) return unfit(at + "/transaction", "Name each lot once.");
    if (!wanted.quantity.is_positive() || wanted.quantity > open)
      return unfit(at + "/quantity", "The lot has " + format_decimal(trim(open)) + " open.");
    sum += wanted.quantity;
    chosen_.push_back({acquired, wanted.quantity});
  }
  if (!sale_.lots.empty() && sum != sale_.quantity) return unfit("/lots", "The lots sum to what is sold.");
  return {};
}

CostBasis Preview::own_method() const {
  auto method = before_.book.policy.cost_method;
  for (const auto& choice : before_.book.accounts[account_.value].methods) {
    if (choice.from <= on()) method = choice.method;
  }
  for (const auto known : {CostBasis::Fifo, CostBasis::Lifo, CostBasis::Hifo, CostBasis::Average, CostBasis::Chosen}) {
    if (to_ledger_method(known) == method) return known;
  }
  return CostBasis::Fifo;
}

ledger::Transaction Preview::transaction(CostBasis method) const {
  ledger::Transaction made;
  made.type = ledger::TransactionType::Sell;
  made.date = on();
  made.time = last_minute;
  made.sequence = std::numeric_limits<std::int64_t>::max();
  made.account = account_;
  made.instrument = instrument_;
  made.currency = before_.book.instruments[instrument_.value].currency;
  made.quantity = sale_.quantity;
  made.price = price_;
  made.fee = sale_.fee;
  made.tax = sale_.tax;
  if (method == CostBasis::Chosen) {
    ledger::TransactionDetail detail;
    detail.chosen_lots = chosen_;
    made.detail = std::move(detail);
  }
  return made;
}

Result<SaleByMethod> Preview::sell_by(CostBasis method) const {
  ledger::BookInput input = before_.household->input;
  auto& methods = input.accounts[account_.value].methods;
  std::erase_if(methods, [&](const auto& choice) { return choice.from >= on(); });
  methods.push_back({on(), to_ledger_method(method)});
  input.transactions.push_back(transaction(method));
  COFFER_TRY(after, ledger::compute_book(input, {.report = before_.book.report, .as_of = on(), .policy = {}}));
  return read(after, method);
}

SaleByMethod Preview::read(const ledger::Book& after, CostBasis method) const {
  SaleByMethod made{.method = method, .is_own = method == own_method()};
  const auto sale = ledger::index_of<ledger::TransactionIndex>(before_.household->input.transactions.size());
  Decimal cost;
  Decimal gain_short;
  Decimal gain_long;
  bool is_known = true;
  for (const auto& disposal : after.disposals) {
    if (disposal.transaction != sale) continue;
    SoldLot lot{.transaction = transaction_of(before_, disposal.acquired_by), .opened_on = disposal.lot_date};
    lot.quantity = trim(disposal.quantity);
    lot.proceeds = shown(disposal.proceeds);
    lot.holding_days = days_between(disposal.lot_date, on());
    made.proceeds += disposal.proceeds;
    if (disposal.cost_state == ledger::CostState::Known) {
      lot.cost = shown(disposal.cost);
      lot.gain = shown(disposal.gain);
      cost += disposal.cost;
      (lot.holding_days > sale_.long_after_days ? gain_long : gain_short) += disposal.gain;
    } else {
      is_known = false;
    }
    made.sold.push_back(std::move(lot));
  }
  made.proceeds = shown(made.proceeds);
  if (is_known) {
    made.cost = shown(cost);
    made.gain = shown(gain_short + gain_long);
    made.gain_short = shown(gain_short);
    made.gain_long = shown(gain_long);
  }
  const auto* left = find_position(after, account_, instrument_);
  if (left == nullptr) return made;
  for (const auto& lot : left->lots.open()) {
    RemainingLot remaining{.transaction = transaction_of(before_, lot.acquired_by), .opened_on = lot.lot_date};
    remaining.quantity = trim(lot.quantity);
    if (lot.cost_state == ledger::CostState::Known) remaining.cost = shown(lot.cost);
    made.remaining.push_back(std::move(remaining));
  }
  return made;
}

Result<SalePreview> Preview::make(const ledger::Scope& scope) {
  COFFER_CHECK(find_holding(scope));
  COFFER_CHECK(find_price());
  COFFER_CHECK(choose_lots());
  SalePreview preview;
  preview.currency = before_.book.report;
  preview.account = sale_.account;
  preview.instrument = before_.household->instruments[instrument_.value].reference;
  preview.date = on();
  preview.quantity = sale_.quantity;
  preview.price = price_;
  preview.price_date = price_date_;
  preview.long_after_days = sale_.long_after_days;
  std::vector methods{CostBasis::Fifo, CostBasis::Lifo, CostBasis::Hifo, CostBasis::Average};
  if (!chosen_.empty()) methods.push_back(CostBasis::Chosen);
  for (const auto method : methods) {
    COFFER_TRY(one, sell_by(method));
    preview.methods.push_back(std::move(one));
  }
  return preview;
}

}  // namespace

Result<SalePreview> preview_sale(const ComputedBook& before, const ledger::Scope& scope, const SaleToPreview& sale) {
  return Preview(before, sale).make(scope);
}

}  // namespace coffer::finance
