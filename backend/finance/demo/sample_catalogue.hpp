// The accounts and instruments of the sample household. All names are invented.
#pragma once

#include <cstddef>
#include <vector>

#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/instruments/instrument_store.hpp"

namespace coffer::finance {

enum class SampleAccount { Current, Savings, EuroBrokerage, DollarBrokerage, Home, Mortgage };
inline constexpr std::size_t sample_account_count = 6;

// Those before Home have daily closes.
enum class SampleInstrument { World, Bonds, Utility, SmallCompanies, Gold, Software, Consumer, Chips, Health, Home };
inline constexpr std::size_t sample_quoted_count = 9;

// Names within the sample. Where it is recorded, others stand for them.
[[nodiscard]] AccountId sample_id(SampleAccount account);
[[nodiscard]] InstrumentId sample_id(SampleInstrument instrument);

struct OpenedAccount {
  AccountId id;
  NewAccount account;
};

[[nodiscard]] Currency sample_euro();
[[nodiscard]] Currency sample_dollar();
[[nodiscard]] Currency sample_currency(SampleInstrument instrument);

inline constexpr Date sample_first_day = Date::of(2016, 11, 1);
inline constexpr Date sample_home_bought_on = Date::of(2020, 5, 15);

// One is opened before another that settles in it.
[[nodiscard]] std::vector<OpenedAccount> sample_accounts();
[[nodiscard]] std::vector<NewInstrument> sample_instruments();
[[nodiscard]] std::vector<NewSplit> sample_splits();

}  // namespace coffer::finance
