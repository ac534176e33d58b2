#include "finance/transactions/posting_context_store.hpp"

#include "finance/transactions/sql.hpp"

namespace coffer::finance {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

Task<BookIndex> PostingContextStore::load(UnitOfWork& unit, std::vector<AccountId> accounts,
                                          std::vector<InstrumentId> instruments) {
  BookIndex index;
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_posting_accounts, unit.caller().household(), accounts)));
  for (const auto row : rows) {
    ledger::AccountInput input;
    input.nature = row.view(1) == "loan" ? ledger::AccountNature::Loan : ledger::AccountNature::Assets;
    input.shorts = row.boolean(3) ? ledger::ShortSales::Allowed : ledger::ShortSales::Refused;
    index.add_account(row.id<AccountId>(0), input, row.currency(2));
  }
  for (const auto row : rows) {
    auto& account = index.accounts[index.account(row.id<AccountId>(0)).value];
    const auto settlement = row.is_null(5) ? ledger::AccountIndex{} : index.account(row.id<AccountId>(5));
    add_cash_choice(account, {row.date(6), to_ledger_cash(row.view(4)), settlement});
  }
  if (!instruments.empty()) {
    COFFER_CO_TRY(found, co_await instruments_.load(unit, std::move(instruments)));
    for (const auto& instrument : found) index.add_instrument(instrument.reference.id, to_ledger(instrument));
  }
  co_return index;
}

}  // namespace coffer::finance
