#include "ledger/validation.hpp"

#include <cstdint>
#include <string>

namespace coffer::ledger {
namespace {

enum Need : std::uint16_t {
  Account = 1,
  Instrument = 2,
  QuantityOf = 4,
  CurrencyOf = 8,
  Amount = 16,
  AmountOrPrice = 32,  // an amount, or quantity and price
  CounterAccount = 64,
  Ratio = 128,
  NewInstrument = 256,
  Loan = 512,
};

unsigned needs_of(TransactionType type) {
  using enum TransactionType;
  switch (type) {
    case Buy:
    case Sell: return Account | Instrument | QuantityOf | CurrencyOf | AmountOrPrice;
    case Dividend: return Account | Instrument | CurrencyOf | AmountOrPrice;
    case Interest:
    case Income: return Account | CurrencyOf | AmountOrPrice;
    case InterestCharge:
    case Expense:
    case Fee:
    case FeeRefund:
    case Tax:
    case TaxRefund:
    case Deposit:
    case Withdrawal: return Account | CurrencyOf | Amount;
    case FxExchange: return Account | CurrencyOf | Amount;
    case CashTransfer: return Account | CurrencyOf | Amount | CounterAccount;
    case Transfer: return Account | Instrument | QuantityOf | CounterAccount;
    case DeliveryIn:
    case DeliveryOut: return Account | Instrument | QuantityOf;
    case Split: return Instrument | Ratio;
    case StockDividend: return Instrument;
    case SymbolChange: return Instrument | NewInstrument;
    case SpinOff: return Instrument | NewInstrument | Ratio;
    case Merger: return Instrument;
    case Rights: return Instrument | NewInstrument;
    case ReturnOfCapital: return Account | Instrument | CurrencyOf | Amount;
    case Reward: return Account | Instrument | QuantityOf | CurrencyOf | AmountOrPrice;
    case Swap: return Account | Instrument | NewInstrument | QuantityOf | CurrencyOf | Amount;
    case LoanDraw: return Account | CurrencyOf | Amount | Loan;
    case LoanRepayment: return Account | CurrencyOf | Amount | Loan;
    case Valuation: return CurrencyOf | Amount;
    case Balance: return Account;
  }
  return 0;
}

class Faults {
 public:
  Faults(const Transaction& transaction, const PostingContext& context)
      : transaction_(transaction), detail_(*transaction.detail), context_(context) {}

  std::vector<FieldError> find() {
    const unsigned needs = needs_of(transaction_.type);
    check_parties(needs);
    check_figures(needs);
    check_fx();
    check_type();
    return std::move(faults_);
  }

 private:
  void add(const char* pointer, std::string detail) { faults_.push_back({pointer, std::move(detail)}); }

  void check_account(const char* pointer, AccountIndex account) {
    if (account.is_set() && account.value >= context_.accounts.size()) add(pointer, "There is no such account.");
  }
  void check_instrument(const char* pointer, InstrumentIndex instrument) {
    if (instrument.is_set() && instrument.value >= context_.instruments.size())
      add(pointer, "There is no such instrument.");
  }

  void check_parties(unsigned needs) {
    check_account("/account", transaction_.account);
    check_account("/counter_account", transaction_.counter_account);
    check_instrument("/instrument", transaction_.instrument);
    check_instrument("/new_instrument", detail_.new_instrument);
    if ((needs & Account) != 0 && !transaction_.account.is_set())
      add("/account", "Name the account that this is booked to.");
    if ((needs & Instrument) != 0 && !transaction_.instrument.is_set()) add("/instrument", "Name the instrument.");
    if ((needs & NewInstrument) != 0 && !detail_.new_instrument.is_set())
      add("/new_instrument", "Name the new instrument.");
    const bool may_wait = detail_.arrival == Arrival::Pending;
    if ((needs & CounterAccount) != 0 && !transaction_.counter_account.is_set() && !may_wait)
      add("/counter_account", "Name the account that receives.");
    if ((needs & CounterAccount) != 0 && transaction_.counter_account.is_set() &&
        transaction_.counter_account == transaction_.account)
      add("/counter_account", "Name another account than the sending one.");
    if ((needs & Loan) != 0) check_loan();
    if (detail_.arrival_date && *detail_.arrival_date < transaction_.date)
      add("/arrival_date", "The arrival cannot be before the departure.");
  }

  void check_loan() {
    const AccountIndex loan = transaction_.counter_account;
    if (!loan.is_set()) {
      add("/counter_account", "Name the loan account.");
    } else if (loan.value < context_.accounts.size() && context_.accounts[loan.value].nature != AccountNature::Loan) {
      add("/counter_account", "This account is not a loan.");
    }
  }

  void check_figures(unsigned needs) {
    const bool may_be_negative = transaction_.type == TransactionType::Dividend ||
                                 transaction_.type == TransactionType::Valuation ||
                                 transaction_.type == TransactionType::Balance;
    if ((needs & CurrencyOf) != 0 && transaction_.currency.is_empty()) add("/currency", "Name the currency.");
    const auto& [quantity, price, amount] = std::tie(transaction_.quantity, transaction_.price, transaction_.amount);
    if ((needs & QuantityOf) != 0 && (!quantity || !quantity->is_positive()))
      add("/quantity", "Give a quantity above zero.");
    if (quantity && quantity->is_negative() && !may_be_negative) add("/quantity", "A quantity has no sign here.");
    if (price && price->is_negative()) add("/price", "A price is zero or more.");
    if (amount && amount->is_negative() && !may_be_negative)
      add("/amount", "An amount has no sign here: the type says its direction.");
    if ((needs & Amount) != 0 && !amount) add("/amount", "Give an amount.");
    if ((needs & AmountOrPrice) != 0 && !amount && !(quantity && price) && !(detail_.fx && detail_.fx->gross))
      add("/amount", "Give an amount, or a quantity and a price.");
    if (!may_be_negative && transaction_.fee.is_negative())
      add("/fee", "A fee is zero or more; a refund has a type of its own.");
    if (!may_be_negative && transaction_.tax.is_negative())
      add("/tax", "A tax is zero or more; a refund has a type of its own.");
    if (detail_.accrued.is_negative()) add("/accrued", "Accrued interest is zero or more.");
    if ((transaction_.fee.sign() != 0 || transaction_.tax.sign() != 0) && transaction_.currency.is_empty())
      add("/currency", "Name the currency of fee and tax.");
    if ((needs & Ratio) != 0)
      check_ratio();
    else if (detail_.ratio_to || detail_.ratio_from)
      check_ratio();
  }

  void check_ratio() {
    if (!detail_.ratio_to || !detail_.ratio_to->is_positive())
      add("/ratio_to", "Give the number of new units, above zero.");
    if (!detail_.ratio_from || !detail_.ratio_from->is_positive())
      add("/ratio_from", "Give the number of old units, above zero.");
  }

  void check_fx() {
    if (detail_.fx) {
      const RecordedFx& fx = *detail_.fx;
      if (fx.priced_in.is_empty()) add("/fx/instrument_currency", "Name the currency of the price.");
      if (fx.rate && !fx.rate->is_positive()) add("/fx_rate", "A rate is above zero.");
      if (fx.priced_in == transaction_.currency) add("/fx_rate", "A rate needs two different currencies.");
      const bool both = fx.priced_gross && (fx.gross || transaction_.amount);
      if (!fx.rate && !both && !(transaction_.amount && transaction_.price))
        add("/fx_rate", "Give the rate, or the amount in both currencies.");
    }
    if (detail_.settled) {
      const Settlement& settled = *detail_.settled;
      if (settled.currency.is_empty()) add("/settled/currency", "Name the currency that arrived.");
      if (settled.currency == transaction_.currency)
        add("/settled/currency", "Settled in the same currency: leave it out.");
      if (settled.rate && !settled.rate->is_positive()) add("/settled/rate", "A rate is above zero.");
      const bool forward = settled.rate_from == transaction_.currency && settled.rate_to == settled.currency;
      const bool backward = settled.rate_from == settled.currency && settled.rate_to == transaction_.currency;
      if (settled.rate && !forward && !backward) add("/settled/rate_from", "The rate is between other currencies.");
    }
  }

  void check_type() {
    using enum TransactionType;
    switch (transaction_.type) {
      case Buy:
      case Sell: return check_trade();
      case Dividend: return check_dividend();
      case LoanRepayment: return check_repayment();
      case FxExchange: return check_exchange(true);
      case CashTransfer: return check_exchange(false);
      case Transfer:
        if (detail_.fee_quantity.is_negative()) add("/fee_quantity", "A quantity has no sign here.");
        if (detail_.fee_quantity.is_positive() && !detail_.fee_price)
          add("/fee_price", "Give the price of the units paid as a fee.");
        if (!transaction_.fee.is_zero() || !transaction_.tax.is_zero())
          add("/fee", "Book a money fee of a transfer as a fee of its own.");
        return;
      case DeliveryIn:
      case DeliveryOut: return check_delivery();
      case Valuation:
        if (!transaction_.instrument.is_set() && !transaction_.account.is_set())
          add("/instrument", "Name the instrument or the account that is valued.");
        return;
      case Balance:
        if (transaction_.instrument.is_set() ? !transaction_.quantity : !transaction_.amount)
          add(transaction_.instrument.is_set() ? "/quantity" : "/amount", "Give the statement's figure.");
        if (!transaction_.instrument.is_set() && transaction_.currency.is_empty())
          add("/currency", "Name the currency.");
        return;
      default: return check_action();
    }
  }

  void check_trade() {
    if (transaction_.amount && transaction_.type == Buy_ && transaction_.amount->sign() >= 0 &&
        *transaction_.amount < transaction_.fee + transaction_.tax + detail_.accrued)
      add("/amount", "The amount includes fee, tax and accrued interest, so it cannot be less than they are.");
  }

  void check_dividend() {
    if (transaction_.amount && transaction_.quantity && transaction_.amount->sign() * transaction_.quantity->sign() < 0)
      add("/amount", "Amount and quantity have the same sign.");
  }

  void check_delivery() {
    const bool has_money = transaction_.amount || transaction_.price || detail_.cost;
    if (has_money && transaction_.currency.is_empty()) add("/currency", "Name the currency.");
    if (detail_.cost && detail_.cost->is_negative()) add("/cost", "A cost is zero or more.");
    if (detail_.cost_date && *detail_.cost_date > transaction_.date)
      add("/cost_date", "The acquisition cannot be after the delivery.");
    if (detail_.delivery == DeliveryMode::Realises && !transaction_.amount && !transaction_.price)
      add("/price", "A delivery that realises a gain needs a price or an amount.");
  }

  void check_repayment() {
    if (!transaction_.amount) return;
    const Decimal interest = detail_.interest.value_or(Decimal());
    if (interest.is_negative()) add("/interest", "Interest is zero or more.");
    if (detail_.principal && detail_.principal->is_negative()) add("/principal", "Principal is zero or more.");
    const Decimal rest = *transaction_.amount - interest - transaction_.fee;
    if (detail_.principal ? *detail_.principal != rest : rest.is_negative())
      add("/amount", "The amount is principal plus interest plus fee.");
  }

  void check_exchange(bool within_account) {  // NOLINT: private
    const bool converts = !detail_.counter_currency.is_empty() && detail_.counter_currency != transaction_.currency;
    if (within_account && !converts) add("/counter_currency", "Name the other currency.");
    if (converts && (!detail_.counter_amount || detail_.counter_amount->is_negative()))
      add("/counter_amount", "Give the amount that arrives in the other currency.");
    if (!converts && detail_.counter_amount && transaction_.amount && *detail_.counter_amount != *transaction_.amount)
      add("/counter_amount", "In one currency as much arrives as left; book a fee as fee.");
  }

  void check_action();

  static constexpr TransactionType Buy_ = TransactionType::Buy;

  const Transaction& transaction_;
  const TransactionDetail& detail_;
  const PostingContext& context_;
  std::vector<FieldError> faults_;
};

void Faults::check_action() {
  using enum TransactionType;
  if (detail_.cost_share && (detail_.cost_share->is_negative() || *detail_.cost_share > Decimal(1)))
    add("/cost_share", "The share of the cost lies between 0 and 1.");
  const bool is_action = transaction_.type == Split || transaction_.type == SpinOff;
  if (detail_.cash_in_lieu) {
    if (!is_action) add("/cash_in_lieu", "Only a split or a spin-off pays a fraction in cash.");
    if (!transaction_.account.is_set()) add("/account", "Name the account that got the cash.");
    if (!detail_.cash_in_lieu->quantity.is_positive()) add("/cash_in_lieu/quantity", "Give the fraction, above zero.");
    if (detail_.cash_in_lieu->amount.is_negative()) add("/cash_in_lieu/amount", "An amount has no sign here.");
  }
  if (transaction_.type == SpinOff && !detail_.cost_share)
    add("/cost_share", "Give the share of the cost that goes to the new instrument.");
  if (transaction_.type == Merger) {
    const bool gives_units = detail_.new_instrument.is_set() || detail_.ratio_to || detail_.ratio_from;
    const bool pays = transaction_.amount && transaction_.amount->is_positive();
    if (!gives_units && !pays) add("/new_instrument", "Name the new instrument, or give the cash that was all.");
    if (gives_units && !detail_.new_instrument.is_set()) add("/new_instrument", "Name the new instrument.");
    if (gives_units && !detail_.ratio_to && !detail_.ratio_from) check_ratio();
    if (pays) {
      if (!transaction_.account.is_set()) add("/account", "Name the account that got the cash.");
      if (transaction_.currency.is_empty()) add("/currency", "Name the currency of the cash.");
      if (gives_units && !detail_.new_price)
        add("/new_price", "Give the value of one new unit: the cost is divided by it.");
    }
    if (detail_.new_price && !detail_.new_price->is_positive()) add("/new_price", "A value above zero.");
    if (detail_.cash_per_share && detail_.cash_per_share->is_positive() && !transaction_.amount)
      add("/amount", "Give all the cash that was paid.");
  }
  if (transaction_.type == Rights) {
    if (detail_.rights_action == RightsAction::Grant) {
      check_ratio();
    } else {
      if (!transaction_.account.is_set()) add("/account", "Name the account.");
      if (!transaction_.quantity || !transaction_.quantity->is_positive())
        add("/quantity", "Give the number of rights.");
      if (!detail_.new_quantity || !detail_.new_quantity->is_positive())
        add("/new_quantity", "Give the number of new units.");
      if (!transaction_.amount) add("/amount", "Give the subscription that was paid.");
      if (transaction_.currency.is_empty()) add("/currency", "Name the currency.");
    }
  }
  if (transaction_.type == StockDividend) {
    const bool by_ratio = detail_.ratio_to && detail_.ratio_from;
    const bool by_quantity =
        transaction_.quantity && transaction_.quantity->is_positive() && transaction_.account.is_set();
    if (!by_ratio && !by_quantity) add("/quantity", "Give the new units and the account, or a ratio.");
    if (by_quantity && (transaction_.price || transaction_.amount) && transaction_.currency.is_empty())
      add("/currency", "Name the currency.");
  }
  if (transaction_.type == Swap && (!detail_.new_quantity || !detail_.new_quantity->is_positive()))
    add("/new_quantity", "Give the quantity received.");
}

}  // namespace

std::vector<FieldError> find_faults(const Transaction& transaction, const PostingContext& context) {
  return Faults(transaction, context).find();
}

}  // namespace coffer::ledger
