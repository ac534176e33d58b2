#include "ledger/posting.hpp"

#include <cassert>
#include <string>

#include "ledger/problems.hpp"
#include "ledger/terms.hpp"
#include "ledger/validation.hpp"

namespace coffer::ledger {
namespace {

using enum LedgerAccount;

LedgerAccount income_ledger(IncomeCategory category) {
  switch (category) {
    case IncomeCategory::Rent: return IncomeRent;
    case IncomeCategory::Reward: return IncomeReward;
    case IncomeCategory::Interest: return IncomeInterest;
    case IncomeCategory::Dividend: return IncomeDividend;
    case IncomeCategory::Other: break;
  }
  return IncomeOther;
}

// Writes the recorded postings of one valid transaction: the rows of DOMAIN.md's posting table.
class Writer {
 public:
  Writer(const Transaction& transaction, const PostingContext& context, std::vector<Posting>& postings)
      : transaction_(transaction), detail_(*transaction.detail), context_(context), postings_(postings) {}

  void write();

 private:
  void post(LedgerAccount ledger, AccountIndex account, InstrumentIndex instrument, Currency currency,
            AmountSource source, const Decimal& amount, const Decimal& quantity = Decimal()) {
    if (amount.is_zero() && quantity.is_zero()) return;
    postings_.emplace_back() = {.ledger = ledger,
                                .source = source,
                                .date = date_,
                                .account = account,
                                .instrument = instrument,
                                .currency = amount.is_zero() ? Currency() : currency,
                                .amount = amount,
                                .quantity = quantity};
  }
  void income(LedgerAccount ledger, Currency currency, AmountSource source, const Decimal& amount) {
    post(ledger, transaction_.account, transaction_.instrument, currency, source, amount);
  }

  // A leg of cash lands where the account keeps its cash: with itself, with its settlement account,
  // in the debt of a loan, or, where cash is not tracked, at once outside.
  void cash(AccountIndex account, Currency currency, AmountSource source, const Decimal& amount) {
    const AccountInput& keeper = context_.accounts[account.value];
    if (keeper.nature == AccountNature::Loan) return post(Loan, account, {}, currency, source, amount);
    const CashChoice kept = keeper.cash_on(date_);
    if (kept.mode == CashMode::Settled) return cash(kept.settlement, currency, source, amount);
    post(Cash, account, {}, currency, source, amount);
    if (kept.mode == CashMode::Untracked) {
      post(Cash, account, {}, currency, source, -amount);
      post(Outside, account, {}, currency, source, amount);
    }
  }

  [[nodiscard]] const InstrumentInput& instrument() const {
    return context_.instruments[transaction_.instrument.value];
  }

  void buy();
  void sell();
  void earn(LedgerAccount ledger);
  void spend(LedgerAccount ledger, AmountSource source, const Decimal& amount);
  void transfer_cash();
  void transfer_units();
  void deliver_in();
  void deliver_out();
  void draw_loan();
  void repay_loan();
  void pay_fraction();
  void merge();
  void exercise_rights();
  void reward();
  void swap();

  const Transaction& transaction_;
  const TransactionDetail& detail_;
  const PostingContext& context_;
  std::vector<Posting>& postings_;
  Date date_ = transaction_.date;
};

void Writer::buy() {
  const TradeTerms terms = trade_terms(transaction_, instrument());
  const AccountIndex account = transaction_.account;
  const Currency currency = transaction_.currency;
  post(Position, account, transaction_.instrument, terms.priced_in, AmountSource::PricedGross, terms.priced_gross,
       *transaction_.quantity);
  if (terms.priced_in != currency) {
    post(Conversion, account, {}, terms.priced_in, AmountSource::PricedGross, -terms.priced_gross);
    post(Conversion, account, {}, currency, AmountSource::Gross, terms.gross);
  }
  income(IncomeInterest, currency, AmountSource::Accrued, detail_.accrued);
  income(ExpenseFee, currency, AmountSource::Fee, transaction_.fee);
  income(ExpenseTax, currency, AmountSource::Tax, transaction_.tax);
  cash(account, currency, AmountSource::Settled, -terms.settled);
}

void Writer::sell() {
  const TradeTerms terms = trade_terms(transaction_, instrument());
  const AccountIndex account = transaction_.account;
  const Currency currency = transaction_.currency;
  cash(account, currency, AmountSource::Settled, terms.settled);
  income(ExpenseFee, currency, AmountSource::Fee, transaction_.fee);
  income(ExpenseTax, currency, AmountSource::Tax, transaction_.tax);
  income(IncomeInterest, currency, AmountSource::Accrued, -detail_.accrued);
  if (terms.priced_in != currency) {
    post(Conversion, account, {}, currency, AmountSource::Gross, -terms.gross);
    post(Conversion, account, {}, terms.priced_in, AmountSource::PricedGross, terms.priced_gross);
  }
  post(Position, account, transaction_.instrument, terms.priced_in, AmountSource::PricedGross, -terms.priced_gross,
       -*transaction_.quantity);
}

void Writer::earn(LedgerAccount ledger) {
  const Decimal factor =
      transaction_.instrument.is_set() ? instrument().price_factor_on(transaction_.date) : Decimal(1);
  const IncomeTerms terms = income_terms(transaction_, factor);
  const Currency currency = transaction_.currency;
  if (detail_.settled) {
    const Settlement& settled = *detail_.settled;
    cash(transaction_.account, settled.currency, AmountSource::SettledAmount, settled.amount);
    post(Conversion, transaction_.account, {}, settled.currency, AmountSource::SettledAmount, -settled.amount);
    post(Conversion, transaction_.account, {}, currency, AmountSource::IncomeNet, terms.net);
  } else {
    cash(transaction_.account, currency, AmountSource::IncomeNet, terms.net);
  }
  income(ExpenseTax, currency, AmountSource::Tax, transaction_.tax);
  income(ExpenseFee, currency, AmountSource::Fee, transaction_.fee);
  income(ledger, currency, AmountSource::IncomeGross, -terms.gross);
}

void Writer::spend(LedgerAccount ledger, AmountSource source, const Decimal& amount) {
  cash(transaction_.account, transaction_.currency, source, -amount);
  income(ledger, transaction_.currency, source, amount);
}

void Writer::transfer_cash() {
  const Decimal& amount = *transaction_.amount;
  const Currency currency = transaction_.currency;
  const bool converts =
      detail_.counter_amount && !detail_.counter_currency.is_empty() && detail_.counter_currency != currency;
  const Currency arriving = converts ? detail_.counter_currency : currency;
  const Decimal arrived = converts ? *detail_.counter_amount : amount;
  const AmountSource there = converts ? AmountSource::CounterAmount : AmountSource::Amount;
  const bool within = transaction_.type == TransactionType::FxExchange;
  cash(transaction_.account, currency, AmountSource::Amount, -amount);
  if (converts) {
    post(Conversion, transaction_.account, {}, currency, AmountSource::Amount, amount);
    post(Conversion, transaction_.account, {}, arriving, there, -arrived);
  }
  if (!transaction_.fee.is_zero()) spend(ExpenseFee, AmountSource::Fee, transaction_.fee);
  if (!transaction_.tax.is_zero()) spend(ExpenseTax, AmountSource::Tax, transaction_.tax);
  if (within) return cash(transaction_.account, arriving, there, arrived);
  post(Transit, transaction_.account, {}, arriving, there, arrived);
  if (detail_.arrival == Arrival::Pending) return;
  date_ = detail_.arrival_date.value_or(transaction_.date);
  post(Transit, transaction_.account, {}, arriving, there, -arrived);
  cash(transaction_.counter_account, arriving, there, arrived);
}

void Writer::transfer_units() {
  const Decimal& quantity = *transaction_.quantity;
  const InstrumentIndex what = transaction_.instrument;
  post(Position, transaction_.account, what, {}, AmountSource::None, {}, -quantity);
  post(Transit, transaction_.account, what, {}, AmountSource::None, {}, quantity);
  if (detail_.fee_quantity.is_positive()) {
    const Decimal fee = asset_fee(transaction_, instrument());
    post(Position, transaction_.account, what, instrument().currency, AmountSource::AssetFee, -fee,
         -detail_.fee_quantity);
    post(ExpenseFee, transaction_.account, what, instrument().currency, AmountSource::AssetFee, fee);
  }
  if (detail_.arrival == Arrival::Pending) return;
  date_ = detail_.arrival_date.value_or(transaction_.date);
  post(Transit, transaction_.account, what, {}, AmountSource::None, {}, -quantity);
  post(Position, transaction_.counter_account, what, {}, AmountSource::None, {}, quantity);
}

void Writer::deliver_in() {
  const std::optional<Decimal> cost = delivered_cost(transaction_, instrument());
  post(Position, transaction_.account, transaction_.instrument, transaction_.currency, AmountSource::DeliveredCost,
       cost.value_or(Decimal()), *transaction_.quantity);
  if (cost) post(Outside, transaction_.account, {}, transaction_.currency, AmountSource::DeliveredCost, -*cost);
}

void Writer::deliver_out() {
  Decimal proceeds;
  if (detail_.delivery == DeliveryMode::Realises) proceeds = trade_terms(transaction_, instrument()).gross;
  post(Position, transaction_.account, transaction_.instrument, transaction_.currency, AmountSource::Gross, -proceeds,
       -*transaction_.quantity);
  post(Outside, transaction_.account, {}, transaction_.currency, AmountSource::Gross, proceeds);
}

void Writer::draw_loan() {
  const Decimal& amount = *transaction_.amount;
  cash(transaction_.account, transaction_.currency, AmountSource::Amount, amount);
  post(Loan, transaction_.counter_account, {}, transaction_.currency, AmountSource::Amount, -amount);
}

void Writer::repay_loan() {
  const Decimal& amount = *transaction_.amount;
  const Decimal interest = detail_.interest.value_or(Decimal());
  const Currency currency = transaction_.currency;
  post(Loan, transaction_.counter_account, {}, currency, AmountSource::Repaid, amount - interest - transaction_.fee);
  income(ExpenseInterest, currency, AmountSource::Interest, interest);
  income(ExpenseFee, currency, AmountSource::Fee, transaction_.fee);
  cash(transaction_.account, currency, AmountSource::Amount, -amount);
}

void Writer::pay_fraction() {
  if (!detail_.cash_in_lieu) return;
  const CashInLieu& paid = *detail_.cash_in_lieu;
  const InstrumentIndex what =
      transaction_.type == TransactionType::SpinOff ? detail_.new_instrument : transaction_.instrument;
  const Currency currency =
      transaction_.currency.is_empty() ? context_.instruments[what.value].currency : transaction_.currency;
  cash(transaction_.account, currency, AmountSource::Fraction, paid.amount);
  post(Position, transaction_.account, what, currency, AmountSource::Fraction, -paid.amount, -paid.quantity);
}

void Writer::merge() {
  if (!transaction_.amount || transaction_.amount->is_zero()) return;
  cash(transaction_.account, transaction_.currency, AmountSource::Amount, *transaction_.amount);
  post(Position, transaction_.account, transaction_.instrument, transaction_.currency, AmountSource::Amount,
       -*transaction_.amount);
}

void Writer::exercise_rights() {
  if (detail_.rights_action == RightsAction::Grant) return;
  post(Position, transaction_.account, transaction_.instrument, {}, AmountSource::None, {}, -*transaction_.quantity);
  post(Position, transaction_.account, detail_.new_instrument, transaction_.currency, AmountSource::Amount,
       *transaction_.amount, *detail_.new_quantity);
  cash(transaction_.account, transaction_.currency, AmountSource::Amount, -*transaction_.amount);
}

void Writer::reward() {
  const Decimal value = received_value(transaction_, instrument());
  post(Position, transaction_.account, transaction_.instrument, transaction_.currency, AmountSource::ReceivedValue,
       value, *transaction_.quantity);
  const auto ledger = transaction_.type == TransactionType::StockDividend ? IncomeDividend : IncomeReward;
  income(ledger, transaction_.currency, AmountSource::ReceivedValue, -value);
  if (!transaction_.tax.is_zero()) spend(ExpenseTax, AmountSource::Tax, transaction_.tax);
  if (!transaction_.fee.is_zero()) spend(ExpenseFee, AmountSource::Fee, transaction_.fee);
}

void Writer::swap() {
  const Decimal& value = *transaction_.amount;
  post(Position, transaction_.account, transaction_.instrument, transaction_.currency, AmountSource::Amount, -value,
       -*transaction_.quantity);
  post(Position, transaction_.account, detail_.new_instrument, transaction_.currency, AmountSource::Amount, value,
       *detail_.new_quantity);
  if (!transaction_.fee.is_zero()) spend(ExpenseFee, AmountSource::Fee, transaction_.fee);
  if (!transaction_.tax.is_zero()) spend(ExpenseTax, AmountSource::Tax, transaction_.tax);
}

void Writer::write() {
  using enum TransactionType;
  const Decimal amount = transaction_.amount.value_or(Decimal());
  const Currency currency = transaction_.currency;
  const AccountIndex account = transaction_.account;
  switch (transaction_.type) {
    case Buy: return buy();
    case Sell: return sell();
    case Dividend: return earn(IncomeDividend);
    case Interest: return earn(IncomeInterest);
    case Income: return earn(income_ledger(detail_.category));
    case InterestCharge: return spend(ExpenseInterest, AmountSource::Amount, amount);
    case Expense: return spend(ExpenseOther, AmountSource::Amount, amount);
    case Fee: return spend(ExpenseFee, AmountSource::Amount, amount);
    case FeeRefund: return spend(ExpenseFee, AmountSource::Amount, -amount);
    case Tax: return spend(ExpenseTax, AmountSource::Amount, amount);
    case TaxRefund: return spend(ExpenseTax, AmountSource::Amount, -amount);
    case Deposit:
      cash(account, currency, AmountSource::Amount, amount);
      return post(Outside, account, {}, currency, AmountSource::Amount, -amount);
    case Withdrawal:
      cash(account, currency, AmountSource::Amount, -amount);
      return post(Outside, account, {}, currency, AmountSource::Amount, amount);
    case CashTransfer:
    case FxExchange: return transfer_cash();
    case Transfer: return transfer_units();
    case DeliveryIn: return deliver_in();
    case DeliveryOut: return deliver_out();
    case Split:
    case SpinOff: return pay_fraction();
    case StockDividend:
      if (!transaction_.quantity) return;
      if (transaction_.amount || transaction_.price) return reward();
      return post(Position, account, transaction_.instrument, {}, AmountSource::None, {}, *transaction_.quantity);
    case Reward: return reward();
    case Merger: return merge();
    case Rights: return exercise_rights();
    case ReturnOfCapital:
      cash(account, currency, AmountSource::Amount, amount);
      return post(Position, account, transaction_.instrument, currency, AmountSource::Amount, -amount);
    case Swap: return swap();
    case LoanDraw: return draw_loan();
    case LoanRepayment: return repay_loan();
    case SymbolChange:
    case Valuation:
    case Balance: return;
  }
}

}  // namespace

Result<> post_transaction_into(const Transaction& transaction, const PostingContext& context,
                               std::vector<Posting>& postings) {
  postings.clear();
  try {
    if (auto faults = find_faults(transaction, context); !faults.empty()) {
      std::string detail = faults.front().detail;
      return fail(ErrorKind::Invalid, problems::invalid_transaction, std::move(detail), std::move(faults));
    }
    Writer(transaction, context, postings).write();
    return {};
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.",
                {{"/amount", "A smaller amount."}});
  }
}

Result<std::vector<Posting>> post_transaction(const Transaction& transaction, const PostingContext& context) {
  std::vector<Posting> postings;
  COFFER_CHECK(post_transaction_into(transaction, context, postings));
  return postings;
}

}  // namespace coffer::ledger
