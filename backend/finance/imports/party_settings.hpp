// What an export says of an account or an instrument beside its name, so that an import which makes
// it makes it the same: "kind=bank; currency=EUR; cash=untracked; cost_basis=average". Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"

namespace coffer::finance {

// Absent: as an import makes it by itself.
struct AccountSettings {
  std::optional<AccountKind> kind;
  Currency currency;
  std::optional<CashKeeping::Mode> cash;
  std::string settled_in;  // name of the account, where cash is settled; last in the text
  std::optional<CostBasis> cost_basis;
  std::optional<Shorts> shorts;
};

struct InstrumentSettings {
  std::optional<InstrumentKind> kind;
  Currency currency;
  std::optional<Decimal> price_factor;
};

// None: the text is not of this form.
[[nodiscard]] std::optional<AccountSettings> parse_account_settings(std::string_view text);
[[nodiscard]] std::optional<InstrumentSettings> parse_instrument_settings(std::string_view text);

// Empty where the settings are those of any new brokerage account in `named`, the row's currency.
[[nodiscard]] std::string account_settings_text(const Account& account, std::string_view settled_in, Currency named);
// Empty where an import guesses the same from the names and `named`, the row's currency.
[[nodiscard]] std::string instrument_settings_text(const InstrumentReference& reference, const Decimal& price_factor,
                                                   Currency named);

}  // namespace coffer::finance
