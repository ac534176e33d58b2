#include "finance/exports/export_store.hpp"

#include <algorithm>
#include <iterator>

#include "finance/exports/sql.hpp"

namespace coffer::finance {

using platform::statement;
using platform::Task;

namespace {

constexpr std::int64_t transactions_at_once = 5'000;

}  // namespace

Task<std::vector<Transaction>> ExportStore::list_transactions(const Caller& caller, ExportFilter filter) {
  TransactionFilter wanted;
  wanted.account = filter.account;
  wanted.portfolio = filter.portfolio;
  wanted.from = filter.range.from;
  wanted.to = filter.range.to;
  wanted.sort = TransactionSort::Date;
  std::vector<Transaction> transactions;
  PageRequest page;
  page.limit = transactions_at_once;
  do {
    COFFER_CO_TRY(found, co_await transactions_.list(caller, wanted, page));
    std::ranges::move(found.items, std::back_inserter(transactions));
    page.cursor = std::move(found.next_cursor);
  } while (page.cursor);
  co_return transactions;
}

Task<bool> ExportStore::knows(const Caller& caller, ExportFilter filter) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::knows_export_subject, caller.household(),
                                                                filter.account, filter.portfolio)));
  co_return rows.front().boolean(0);
}

}  // namespace coffer::finance
