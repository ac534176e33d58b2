#include "finance/transactions/posting_context_store.hpp"

#include <map>

#include "finance/transactions/sql.hpp"

namespace coffer::finance {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

Task<BookIndex> PostingContextStore::load(UnitOfWork& unit, std::vector<AccountId> accounts,
                                          std::vector<InstrumentId> instruments) {
  BookIndex index;
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_posting_accounts, unit.caller().household(), accounts)));
  std::map<AccountId, AccountId> settled_in;
  for (const auto row : rows) {
    ledger::AccountInput input;
    input.nature = row.view(1) == "loan" ? ledger::AccountNature::Loan : ledger::AccountNature::Assets;
    input.shorts = row.boolean(3) ? ledger::ShortSales::Allowed : ledger::ShortSales::Refused;
    const auto mode = row.view(4);
    input.cash = mode == "tracked"     ? ledger::CashMode::Tracked
                 : mode == "untracked" ? ledger::CashMode::Untracked
                                       : ledger::CashMode::Settled;
    const auto id = row.id<AccountId>(0);
    const auto place = index.add_account(id, input, row.currency(2));
    index.set_account(place, input);  // the latest mode stands last
    settled_in.erase(id);
    if (mode == "settled") settled_in[id] = row.id<AccountId>(5);
  }
  for (const auto& [account, settlement] : settled_in) {
    const auto place = index.account(account);
    auto input = index.accounts[place.value];
    input.settlement = index.account(settlement);
    index.set_account(place, input);
  }
  if (!instruments.empty()) {
    COFFER_CO_TRY(found, co_await instruments_.load(unit, std::move(instruments)));
    for (const auto& instrument : found) {
      ledger::InstrumentInput input;
      input.currency = instrument.reference.currency;
      input.kind = to_ledger_kind(instrument.reference.kind);
      input.price_factor = instrument.price_factor;
      index.add_instrument(instrument.reference.id, input);
    }
  }
  co_return index;
}

}  // namespace coffer::finance
