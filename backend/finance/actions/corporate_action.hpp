// What a company does to those who hold its shares: a fact of the instrument, told once for every account of the
// household, with the transactions that book it where it pays or changes something account by account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

using CorporateActionId = Id<struct CorporateActionTag>;

struct ActionTerms {
  InstrumentId instrument;
  TransactionType type = TransactionType::Split;
  Date ex_date;                          // it holds from the start of this day
  std::optional<std::int64_t> ratio_to;  // so many new units for `ratio_from` held
  std::optional<std::int64_t> ratio_from;
  std::optional<InstrumentId> new_instrument;
  std::optional<Decimal> cost_share;      // of the cost, to the new instrument
  std::optional<Decimal> cash_per_unit;   // in `currency`, for one unit held
  std::optional<Decimal> new_price;       // as quoted, of what is received
  std::optional<Decimal> fraction_price;  // in `currency`, for one new unit where fractions are paid in cash
  Currency currency;                      // of the cash and the prices
  std::optional<std::string> note;
  bool operator==(const ActionTerms&) const = default;
};

// What one account was told, where it differs from what the terms give.
struct AccountTerms {
  AccountId account;
  std::optional<Decimal> amount;        // cash paid
  std::optional<Decimal> quantity;      // units received
  std::optional<Decimal> cash_in_lieu;  // paid for the fraction
};

// Units that an account has when the day begins. In transit: on the way from it, to another of the household.
struct Holder {
  AccountId account;
  Decimal units;
  Decimal in_transit;
};

struct CorporateActionRow {
  Uuid id;
  ActionTerms terms;
  InstrumentScope scope = InstrumentScope::Household;
  std::vector<TransactionId> transactions;
  std::int64_t revision = 1;
  Timestamp recorded_at;
};

// As it is shown: with what stands of its transactions.
struct RecordedAction {
  CorporateActionRow row;
  std::optional<InstrumentReference> new_instrument;
  std::vector<Transaction> bookings;  // without those of accounts that the caller does not see
};

inline constexpr std::size_t most_action_bookings = 1000;

// Whether the type is one that can be told of an instrument.
[[nodiscard]] bool is_corporate_action(TransactionType type);

// What is missing, and what the type does not take; pointers as in the API.
[[nodiscard]] std::vector<FieldError> find_term_faults(const ActionTerms& terms);

// The transactions that book it, one for each holder to whom it does something; of a merger a second one where a
// fraction is paid in cash. Money is rounded half away from zero to the currency's minor unit. Invalid where the terms
// or those of an account do not fit what is held.
[[nodiscard]] Result<std::vector<TransactionFields>> plan_bookings(const ActionTerms& terms,
                                                                   const std::vector<Holder>& holders,
                                                                   const std::vector<AccountTerms>& given);

// The fact itself as a transaction of no particular account.
[[nodiscard]] TransactionFields to_fact(const ActionTerms& terms);

}  // namespace coffer::finance
