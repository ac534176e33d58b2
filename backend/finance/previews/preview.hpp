// What a write would do to the books, before it is done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant.hpp"
#include "base/money.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/reports/report.hpp"
#include "ledger/posting.hpp"

namespace coffer::finance {

struct PreviewPosting {
  ledger::LedgerAccount ledger = ledger::LedgerAccount::Cash;
  std::optional<AccountId> account;
  std::optional<std::string> account_name;
  std::optional<InstrumentId> instrument;
  Date date;
  std::optional<Money> amount;  // none on a leg of units alone
  std::optional<Decimal> quantity;
};

struct CashEffect {
  AccountId account;
  std::string account_name;
  Money before;
  Money after;
};

struct PositionFigures {
  std::optional<Decimal> quantity;  // none where hidden
  std::optional<Decimal> cost;      // in the currency of the instrument; none where unknown or hidden
};

struct PositionEffect {
  AccountId account;
  std::string account_name;
  auth::AmountSight amounts = auth::AmountSight::Shown;
  InstrumentReference instrument;
  PositionFigures before;
  PositionFigures after;
};

struct ClosedLot {
  InstrumentId instrument;
  Currency instrument_currency;
  Date lot_date;
  Decimal quantity;
  std::optional<Decimal> cost;  // in the currency of the instrument; none where unknown
  Decimal proceeds;             // in the currency of the instrument
  std::optional<Decimal> gain;  // in the currency of the household; none where the cost is unknown
};

struct TransactionPreview {
  Date on;            // the figures hold at its end
  Currency currency;  // of the gains
  std::vector<PreviewPosting> postings;
  std::vector<CashEffect> cash;           // where it differs
  std::vector<PositionEffect> positions;  // where units or cost differ
  std::vector<ClosedLot> closed_lots;
  std::optional<Decimal> realized_gain;            // none where a relieved cost is unknown
  std::optional<Decimal> realized_gain_elsewhere;  // how it changes that of other transactions
  std::vector<ReportWarning> warnings;             // that it brings with it
};

}  // namespace coffer::finance
