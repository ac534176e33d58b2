#include "finance/actions/corporate_action.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "finance/actions/action_problems.hpp"

namespace coffer::finance {
namespace {

using Type = TransactionType;

enum class Term : std::uint8_t { Ratio, NewInstrument, CostShare, CashPerUnit, NewPrice, FractionPrice };

struct TypeTerms {
  Type type;
  std::vector<Term> required;
  std::vector<Term> optional;
};

const std::vector<TypeTerms>& all_terms() {
  static const std::vector<TypeTerms> terms{
      {Type::Split, {Term::Ratio}, {Term::FractionPrice}},
      {Type::StockDividend, {Term::Ratio}, {Term::NewPrice}},
      {Type::SpinOff, {Term::NewInstrument, Term::Ratio, Term::CostShare}, {Term::FractionPrice}},
      {Type::Merger, {}, {Term::NewInstrument, Term::Ratio, Term::CashPerUnit, Term::NewPrice, Term::FractionPrice}},
      {Type::Rights, {Term::NewInstrument, Term::Ratio}, {Term::CostShare}},
      {Type::ReturnOfCapital, {Term::CashPerUnit}, {}},
      {Type::SymbolChange, {Term::NewInstrument}, {}},
  };
  return terms;
}

bool is_said(Term term, const ActionTerms& terms) {
  switch (term) {
    case Term::Ratio: return terms.ratio_to || terms.ratio_from;
    case Term::NewInstrument: return terms.new_instrument.has_value();
    case Term::CostShare: return terms.cost_share.has_value();
    case Term::CashPerUnit: return terms.cash_per_unit.has_value();
    case Term::NewPrice: return terms.new_price.has_value();
    case Term::FractionPrice: return terms.fraction_price.has_value();
  }
  return false;
}

FieldError missing(Term term) {
  switch (term) {
    case Term::Ratio: return {"/ratio_to", "Say how many new units come for how many held, such as 1 for 4."};
    case Term::NewInstrument: return {"/new_instrument", "Name the new instrument."};
    case Term::CostShare: return {"/cost_share", "Give the share of the cost that goes to the new instrument."};
    case Term::CashPerUnit: return {"/cash_per_unit", "Give the cash paid for one unit held."};
    case Term::NewPrice: return {"/new_price", "Give the price of what is received."};
    case Term::FractionPrice: return {"/fraction_price", "Give the price at which fractions were paid."};
  }
  return {};
}

std::string_view pointer_of(Term term) {
  switch (term) {
    case Term::Ratio: return "/ratio_to";
    case Term::NewInstrument: return "/new_instrument";
    case Term::CostShare: return "/cost_share";
    case Term::CashPerUnit: return "/cash_per_unit";
    case Term::NewPrice: return "/new_price";
    case Term::FractionPrice: return "/fraction_price";
  }
  return "";
}

void add_merger_faults(const ActionTerms& terms, std::vector<FieldError>& faults) {
  if (terms.new_instrument && !is_said(Term::Ratio, terms)) faults.push_back(missing(Term::Ratio));
  if (is_said(Term::Ratio, terms) && !terms.new_instrument) faults.push_back(missing(Term::NewInstrument));
  if (!terms.new_instrument && !terms.cash_per_unit)
    faults.push_back({"/new_instrument", "Name the new instrument with the ratio, or give the cash that was all."});
  if (!terms.new_instrument && terms.fraction_price)
    faults.push_back({"/fraction_price", "Without a new instrument there are no fractions. Leave it out."});
}

const AccountTerms* find_given(const std::vector<AccountTerms>& given, AccountId account) {
  const auto found = std::ranges::find(given, account, &AccountTerms::account);
  return found == given.end() ? nullptr : &*found;
}

Decimal money(const Decimal& exact, const ActionTerms& terms) {
  return rescale(exact, std::max(terms.currency.minor_digits(), 0));
}

Decimal new_units(const Decimal& units, const ActionTerms& terms) {
  return trim(multiply_divide(units, Decimal(*terms.ratio_to), Decimal(*terms.ratio_from)));
}

// What is not a whole unit.
Decimal fraction_of(const Decimal& units) { return units - rescale(units, 0, Rounding::TowardZero); }

// Books one holder.
class HolderBooking {
 public:
  HolderBooking(const ActionTerms& terms, const Holder& holder, const AccountTerms* given, std::size_t given_place)
      : terms_(terms), holder_(holder), given_(given), pointer_("/accounts/" + std::to_string(given_place)) {}

  std::vector<TransactionFields> make();
  [[nodiscard]] const std::vector<FieldError>& faults() const { return faults_; }

 private:
  TransactionFields begin() const;
  std::optional<Decimal> cash() const;
  std::optional<CashInLieu> in_lieu(const Decimal& received);
  void refuse(std::string_view member, std::string detail) {
    faults_.push_back({pointer_ + std::string(member), std::move(detail)});
  }
  void refuse_what_is_not_taken();

  const ActionTerms& terms_;
  const Holder& holder_;
  const AccountTerms* given_;
  std::string pointer_;
  std::vector<FieldError> faults_;
};

TransactionFields HolderBooking::begin() const {
  TransactionFields fields = to_fact(terms_);
  fields.account = holder_.account;
  return fields;
}

std::optional<Decimal> HolderBooking::cash() const {
  if (given_ != nullptr && given_->amount) return given_->amount;
  if (!terms_.cash_per_unit || !holder_.units.is_positive()) return std::nullopt;
  return money(multiply(holder_.units, *terms_.cash_per_unit), terms_);
}

std::optional<CashInLieu> HolderBooking::in_lieu(const Decimal& received) {
  const bool told = given_ != nullptr && given_->cash_in_lieu.has_value();
  const Decimal fraction = received.is_positive() ? fraction_of(received) : Decimal();
  if (fraction.is_zero()) {
    if (told) refuse("/cash_in_lieu", "This account has no fraction to be paid for. Leave it out.");
    return std::nullopt;
  }
  if (told) return CashInLieu{fraction, *given_->cash_in_lieu};
  if (!terms_.fraction_price) return std::nullopt;
  return CashInLieu{fraction, money(multiply(fraction, *terms_.fraction_price), terms_)};
}

void HolderBooking::refuse_what_is_not_taken() {
  if (given_ == nullptr) return;
  const bool pays = terms_.type == Type::Merger || terms_.type == Type::ReturnOfCapital;
  const bool rounds = terms_.type == Type::Split || terms_.type == Type::SpinOff ||
                      (terms_.type == Type::Merger && terms_.new_instrument);
  if (given_->amount && !pays) refuse("/amount", "This kind of action pays no cash for what is held. Leave it out.");
  if (given_->quantity && terms_.type != Type::StockDividend)
    refuse("/quantity", "The units follow from the ratio. Leave them out.");
  if (given_->cash_in_lieu && !rounds) refuse("/cash_in_lieu", "This kind of action pays no fractions. Leave it out.");
}

std::vector<TransactionFields> HolderBooking::make() {
  refuse_what_is_not_taken();
  std::vector<TransactionFields> made;
  if (!faults_.empty()) return made;
  auto fields = begin();
  switch (terms_.type) {
    case Type::Split:
      fields.cash_in_lieu = in_lieu(new_units(holder_.units, terms_));
      if (fields.cash_in_lieu) made.push_back(std::move(fields));
      return made;
    case Type::SpinOff:
      fields.cash_in_lieu = in_lieu(new_units(holder_.units, terms_));
      made.push_back(std::move(fields));
      return made;
    case Type::StockDividend:
      if (!holder_.units.is_positive()) return made;
      fields.ratio_to.reset();
      fields.ratio_from.reset();
      fields.quantity = given_ != nullptr && given_->quantity ? *given_->quantity : new_units(holder_.units, terms_);
      made.push_back(std::move(fields));
      return made;
    case Type::ReturnOfCapital:
      fields.amount = cash();
      if (fields.amount) made.push_back(std::move(fields));
      return made;
    case Type::Merger: break;
    default: made.push_back(std::move(fields)); return made;
  }
  fields.amount = cash();
  if (!terms_.new_instrument && !fields.amount) return made;
  std::optional<CashInLieu> fraction;
  if (terms_.new_instrument) fraction = in_lieu(new_units(holder_.units, terms_));
  made.push_back(std::move(fields));
  if (fraction) {
    TransactionFields sale;
    sale.account = holder_.account;
    sale.type = Type::Sell;
    sale.date = terms_.ex_date;
    sale.instrument = terms_.new_instrument;
    sale.currency = terms_.currency;
    sale.quantity = fraction->quantity;
    sale.amount = fraction->amount;
    sale.note = terms_.note;
    made.push_back(std::move(sale));
  }
  return made;
}

std::unexpected<Error> invalid(std::vector<FieldError> faults) {
  std::string detail = faults.front().detail;
  return fail(ErrorKind::Invalid, problems::invalid_action, std::move(detail), std::move(faults));
}

}  // namespace

bool is_corporate_action(TransactionType type) {
  return std::ranges::find(all_terms(), type, &TypeTerms::type) != all_terms().end();
}

std::vector<FieldError> find_term_faults(const ActionTerms& terms) {
  const auto known = std::ranges::find(all_terms(), terms.type, &TypeTerms::type);
  if (known == all_terms().end()) return {{"/type", "This is no corporate action."}};
  std::vector<FieldError> faults;
  for (const auto term : known->required) {
    if (!is_said(term, terms)) faults.push_back(missing(term));
  }
  for (const auto term :
       {Term::Ratio, Term::NewInstrument, Term::CostShare, Term::CashPerUnit, Term::NewPrice, Term::FractionPrice}) {
    const bool taken = std::ranges::find(known->required, term) != known->required.end() ||
                       std::ranges::find(known->optional, term) != known->optional.end();
    if (!taken && is_said(term, terms))
      faults.push_back({std::string(pointer_of(term)), "This kind of action does not take it. Leave it out."});
  }
  if (terms.type == Type::Merger) add_merger_faults(terms, faults);
  if (terms.ratio_to.has_value() != terms.ratio_from.has_value())
    faults.push_back({terms.ratio_to ? "/ratio_from" : "/ratio_to", "Give both sides of the ratio."});
  if (terms.type == Type::Split && terms.ratio_to && terms.ratio_to == terms.ratio_from)
    faults.push_back({"/ratio_to", "A split of one for one changes nothing: say how many come for how many."});
  if (terms.new_instrument == terms.instrument)
    faults.push_back({"/new_instrument", "Name another instrument than the one it happened to."});
  if (terms.cost_share && *terms.cost_share > Decimal(1))
    faults.push_back({"/cost_share", "Give a share between 0 and 1."});
  return faults;
}

TransactionFields to_fact(const ActionTerms& terms) {
  TransactionFields fields;
  fields.type = terms.type;
  fields.date = terms.ex_date;
  fields.instrument = terms.instrument;
  fields.new_instrument = terms.new_instrument;
  fields.currency = terms.currency;
  fields.note = terms.note;
  fields.ratio_to = terms.ratio_to;
  fields.ratio_from = terms.ratio_from;
  fields.cost_share = terms.cost_share;
  if (terms.type == Type::Merger) fields.new_price = terms.new_price;
  if (terms.type == Type::StockDividend) fields.price = terms.new_price;
  return fields;
}

Result<std::vector<TransactionFields>> plan_bookings(const ActionTerms& terms, const std::vector<Holder>& holders,
                                                     const std::vector<AccountTerms>& given) {
  auto faults = find_term_faults(terms);
  if (!faults.empty()) return invalid(std::move(faults));
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto place = "/accounts/" + std::to_string(i) + "/account";
    if (std::ranges::find(holders, given[i].account, &Holder::account) == holders.end())
      faults.push_back({place, "Name an account of this household that holds the instrument when the day begins."});
    else if (find_given(given, given[i].account) != &given[i])
      faults.push_back({place, "Name each account once."});
  }
  if (!faults.empty()) return invalid(std::move(faults));
  std::vector<TransactionFields> bookings;
  for (const auto& holder : holders) {
    const auto* told = find_given(given, holder.account);
    HolderBooking booking(terms, holder, told, told == nullptr ? 0 : static_cast<std::size_t>(told - given.data()));
    for (auto& fields : booking.make()) bookings.push_back(std::move(fields));
    faults.insert(faults.end(), booking.faults().begin(), booking.faults().end());
  }
  if (!faults.empty()) return invalid(std::move(faults));
  if (bookings.size() > most_action_bookings)
    return invalid({{"/accounts", "More accounts hold it than one action can book."}});
  return bookings;
}

}  // namespace coffer::finance
