#include "finance/transactions/booking.hpp"

#include <charconv>

#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {
namespace {

std::optional<std::int16_t> minutes_of(const std::optional<std::string>& time) {
  if (!time || time->size() < 5) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  std::from_chars(time->data(), time->data() + 2, hours);
  std::from_chars(time->data() + 3, time->data() + 5, minutes);
  return static_cast<std::int16_t>(hours * 60 + minutes);
}

ledger::IncomeCategory to_category(const std::optional<std::string>& category) {
  if (category == "rent") return ledger::IncomeCategory::Rent;
  if (category == "reward") return ledger::IncomeCategory::Reward;
  if (category == "interest") return ledger::IncomeCategory::Interest;
  if (category == "dividend") return ledger::IncomeCategory::Dividend;
  return ledger::IncomeCategory::Other;
}

bool is_trade(TransactionType type) { return type == TransactionType::Buy || type == TransactionType::Sell; }

bool is_income(TransactionType type) {
  return type == TransactionType::Dividend || type == TransactionType::Interest || type == TransactionType::Income;
}

// What the recorded rate means depends on the type: see `fx_rate` in contracts/openapi.yaml.
Result<> apply_rate(const TransactionFields& fields, const BookIndex& index, ledger::Transaction& made,
                    ledger::TransactionDetail& detail) {
  if (!fields.fx_rate) return {};
  const auto& rate = *fields.fx_rate;
  if (is_trade(fields.type) && made.instrument.is_set()) {
    const auto priced_in = index.instruments[made.instrument.value].currency;
    if (priced_in != fields.currency) {
      detail.fx = ledger::RecordedFx{priced_in, rate, std::nullopt, std::nullopt};
      return {};
    }
  }
  if (fields.type == TransactionType::FxExchange || fields.type == TransactionType::CashTransfer) {
    if (!detail.counter_amount && fields.amount && fields.counter_currency) {
      detail.counter_amount = multiply_to(*fields.amount, rate, fields.counter_currency->minor_digits());
    }
    return {};
  }
  const auto home = index.account_currencies[made.account.value];
  if (is_income(fields.type) && fields.counter_amount) return {};
  if (is_income(fields.type) && home != fields.currency && fields.amount) {
    detail.settled =
        ledger::Settlement{multiply_to(*fields.amount, rate, home.minor_digits()), home, rate, fields.currency, home};
    return {};
  }
  if (home == fields.currency) return {};
  return fail(ErrorKind::Invalid, problems::invalid_transaction, "This type takes no exchange rate.",
              {{"/fx_rate", "Leave it out, and record the exchange of the money as a transaction of its own."}});
}

Result<> name_parties(const TransactionFields& fields, const BookIndex& index, ledger::Transaction& made) {
  std::vector<FieldError> faults;
  made.account = index.account(fields.account);
  if (!made.account.is_set()) faults.push_back({"/account", "Name an account of this household."});
  if (fields.counter_account) {
    made.counter_account = index.account(*fields.counter_account);
    if (!made.counter_account.is_set()) {
      faults.push_back(
          {is_loan_type(fields.type) ? "/loan" : "/counter_account", "Name an account of this household."});
    }
  }
  if (fields.instrument) {
    made.instrument = index.instrument(*fields.instrument);
    if (!made.instrument.is_set())
      faults.push_back({"/instrument", "Name an instrument of this household, or add it first."});
  }
  if (fields.new_instrument && !index.instrument(*fields.new_instrument).is_set())
    faults.push_back({"/new_instrument", "Name an instrument of this household, or add it first."});
  if (faults.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_transaction, "The transaction names something that is not there.",
              std::move(faults));
}

// What few transactions say.
void add_rare_details(const TransactionFields& fields, const BookIndex& index, ledger::TransactionDetail& detail) {
  if (fields.arrival) detail.arrival = *fields.arrival;
  detail.fee_quantity = fields.fee_quantity.value_or(Decimal());
  detail.fee_price = fields.fee_price;
  if (fields.new_instrument) detail.new_instrument = index.instrument(*fields.new_instrument);
  detail.new_quantity = fields.new_quantity;
  detail.new_price = fields.new_price;
  detail.cost_share = fields.cost_share;
  if (fields.rights) detail.rights_action = *fields.rights;
  if (fields.cash_in_lieu)
    detail.cash_in_lieu = ledger::CashInLieu{fields.cash_in_lieu->quantity, std::nullopt, fields.cash_in_lieu->amount};
  if (is_income(fields.type) && fields.counter_amount && fields.counter_currency) {
    detail.settled = ledger::Settlement{*fields.counter_amount, *fields.counter_currency, std::nullopt, {}, {}};
    detail.counter_amount.reset();
    detail.counter_currency = {};
  }
  if (!fields.lots) return;
  for (const auto& lot : *fields.lots) {
    if (const auto place = index.transaction(lot.transaction); place.is_set())
      detail.chosen_lots.push_back({place, lot.quantity});
  }
}

// The core's names for what the API calls otherwise.
void rename_pointers(std::vector<FieldError>& faults, TransactionType type) {
  for (auto& fault : faults) {
    if (fault.pointer == "/accrued") fault.pointer = "/accrued_interest";
    if (fault.pointer == "/arrival_date") fault.pointer = "/counter_date";
    if (fault.pointer == "/fx/instrument_currency") fault.pointer = "/fx_rate";
    if (fault.pointer.starts_with("/settled/")) fault.pointer = "/counter_currency";
    if (is_loan_type(type) && fault.pointer == "/counter_account") fault.pointer = "/loan";
  }
}

}  // namespace

ledger::InstrumentKind to_ledger_kind(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::Crypto: return ledger::InstrumentKind::Crypto;
    case InstrumentKind::Bond: return ledger::InstrumentKind::Bond;
    case InstrumentKind::Property: return ledger::InstrumentKind::Property;
    case InstrumentKind::Right: return ledger::InstrumentKind::Right;
    case InstrumentKind::Other: return ledger::InstrumentKind::Other;
    default: return ledger::InstrumentKind::Security;
  }
}

ledger::InstrumentInput to_ledger(const Instrument& instrument) {
  ledger::InstrumentInput input;
  input.currency = instrument.reference.currency;
  input.kind = to_ledger_kind(instrument.reference.kind);
  input.price_factor = instrument.price_factor;
  for (const auto& dated : instrument.price_factors) {
    if (&dated == &instrument.price_factors.front())
      input.price_factor = dated.factor;
    else
      input.factor_changes.push_back({dated.from, dated.factor});
  }
  return input;
}

ledger::CashMode to_ledger_cash(std::string_view mode) {
  if (mode == "tracked") return ledger::CashMode::Tracked;
  return mode == "untracked" ? ledger::CashMode::Untracked : ledger::CashMode::Settled;
}

void add_cash_choice(ledger::AccountInput& account, ledger::CashChoice choice) {
  if (choice.from <= since_ever) {
    account.cash = choice.mode;
    account.settlement = choice.settlement;
  } else {
    account.cash_changes.push_back(choice);
  }
}

ledger::AccountIndex BookIndex::add_account(AccountId id, ledger::AccountInput input, Currency currency) {
  const auto [place, added] = account_places_.try_emplace(id, static_cast<std::uint32_t>(accounts.size()));
  if (added) {
    accounts.push_back(std::move(input));
    account_ids.push_back(id);
    account_currencies.push_back(currency);
  }
  return {place->second};
}

ledger::InstrumentIndex BookIndex::add_instrument(InstrumentId id, ledger::InstrumentInput input) {
  const auto [place, added] = instrument_places_.try_emplace(id, static_cast<std::uint32_t>(instruments.size()));
  if (added) {
    instruments.push_back(std::move(input));
    instrument_ids.push_back(id);
  }
  return {place->second};
}

ledger::AccountIndex BookIndex::account(AccountId id) const {
  const auto place = account_places_.find(id);
  return place == account_places_.end() ? ledger::AccountIndex{} : ledger::AccountIndex{place->second};
}

ledger::InstrumentIndex BookIndex::instrument(InstrumentId id) const {
  const auto place = instrument_places_.find(id);
  return place == instrument_places_.end() ? ledger::InstrumentIndex{} : ledger::InstrumentIndex{place->second};
}

ledger::TransactionIndex BookIndex::transaction(TransactionId id) const {
  const auto place = transaction_places_.find(id);
  return place == transaction_places_.end() ? ledger::TransactionIndex{} : place->second;
}

Result<ledger::Transaction> to_ledger(const TransactionFields& fields, const BookIndex& index) {
  ledger::Transaction made;
  COFFER_CHECK(name_parties(fields, index, made));
  made.type = fields.type;
  made.date = fields.date;
  made.time = minutes_of(fields.time);
  made.sequence = fields.sequence;
  made.currency = fields.currency;
  made.quantity = fields.quantity;
  made.price = fields.price;
  made.amount = fields.amount;
  made.fee = fields.fee.value_or(Decimal());
  made.tax = fields.tax.value_or(Decimal());

  const bool plain = !fields.accrued_interest && !fields.fx_rate && !fields.counter_date && !fields.counter_amount &&
                     !fields.counter_currency && !fields.ratio_to && !fields.cost && !fields.cost_date &&
                     !fields.realises.value_or(false) && !fields.principal && !fields.interest && !fields.category &&
                     !fields.arrival && !fields.fee_quantity && !fields.new_instrument && !fields.cost_share &&
                     !fields.cash_in_lieu && !fields.lots;
  if (plain) return made;

  ledger::TransactionDetail detail;
  detail.accrued = fields.accrued_interest.value_or(Decimal());
  detail.arrival_date = fields.counter_date;
  detail.counter_amount = fields.counter_amount;
  if (fields.counter_currency) detail.counter_currency = *fields.counter_currency;
  if (fields.ratio_to) detail.ratio_to = Decimal(*fields.ratio_to);
  if (fields.ratio_from) detail.ratio_from = Decimal(*fields.ratio_from);
  detail.cost = fields.cost;
  detail.cost_date = fields.cost_date;
  if (fields.realises.value_or(false)) detail.delivery = ledger::DeliveryMode::Realises;
  detail.principal = fields.principal;
  detail.interest = fields.interest;
  detail.category = to_category(fields.category);
  add_rare_details(fields, index, detail);
  COFFER_CHECK(apply_rate(fields, index, made, detail));
  made.detail = std::move(detail);
  return made;
}

Result<ledger::Transaction> to_book_entry(const TransactionFields& fields, const BookIndex& index) {
  auto made = to_ledger(fields, index);
  // The cash for a fraction is one account's.
  if (made && made->type == TransactionType::Split && !made->detail->cash_in_lieu) made->account = {};
  return made;
}

Result<std::vector<ledger::Posting>> post(const TransactionFields& fields, const BookIndex& index) {
  COFFER_TRY(transaction, to_ledger(fields, index));
  auto postings = ledger::post_transaction(transaction, index.context());
  if (!postings) rename_pointers(postings.error().fields, fields.type);
  return postings;
}

}  // namespace coffer::finance
