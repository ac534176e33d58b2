// The boundary of a report: which accounts, perhaps one instrument, and whose share.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

// Own: amounts scale with the dated ownership share of each account. Whole: they do not.
enum class ShareOf : std::uint8_t { Own, Whole };

struct Scope {
  std::vector<AccountIndex> accounts;  // empty: all
  InstrumentIndex instrument;          // set: P of the instrument, and the income and expense that name it
  ShareOf share = ShareOf::Own;

  [[nodiscard]] static Scope household() { return {}; }
  [[nodiscard]] static Scope of_account(AccountIndex account) {
    return {.accounts = {account}, .instrument = {}, .share = ShareOf::Whole};
  }
  [[nodiscard]] static Scope of_accounts(std::vector<AccountIndex> accounts) {
    return {.accounts = std::move(accounts), .instrument = {}, .share = ShareOf::Own};
  }
  [[nodiscard]] static Scope of_instrument(InstrumentIndex instrument) {
    return {.accounts = {}, .instrument = instrument, .share = ShareOf::Own};
  }
};

}  // namespace coffer::ledger
