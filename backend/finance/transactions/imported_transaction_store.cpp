#include "finance/transactions/imported_transaction_store.hpp"

#include "finance/transactions/rare_fields.hpp"
#include "finance/transactions/sql.hpp"
#include "finance/transactions/transaction_store.hpp"

namespace coffer::finance {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

Task<std::vector<KnownTransaction>> ImportedTransactionStore::list_known(UnitOfWork& unit,
                                                                         KnownTransactionFilter filter) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_known_transactions, unit.caller().household(),
                                                  filter.accounts, filter.from, filter.to, filter.external_ids)));
  std::vector<KnownTransaction> known;
  known.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    KnownTransaction transaction;
    transaction.id = row.id<TransactionId>(0);
    transaction.fields = read_transaction_fields(row);
    transaction.revision = row.int64(30);
    read_rare_fields(row, 32, transaction.fields);
    transaction.source = row.optional_text(31).value_or("");
    known.push_back(std::move(transaction));
  }
  co_return known;
}

Task<> ImportedTransactionStore::save_sources(UnitOfWork& unit, std::vector<SourceMark> marks) {
  std::vector<TransactionId> ids;
  std::vector<std::string> fingerprints;
  for (auto& mark : marks) {
    ids.push_back(mark.transaction);
    fingerprints.push_back(std::move(mark.fingerprint));
  }
  COFFER_CO_CHECK(co_await unit.run(statement(sql::save_sources, unit.caller().household(), ids, fingerprints)));
  co_return Result<>{};
}

Task<std::int64_t> ImportedTransactionStore::take_back(UnitOfWork& unit, std::vector<WrittenRevision> written,
                                                       std::string reason) {
  const auto& caller = unit.caller();
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions;
  for (const auto& one : written) {
    ids.push_back(one.transaction);
    revisions.push_back(one.revision);
  }
  const auto actor = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  const auto system = actor ? std::optional<std::string>{} : std::optional(std::string(caller.system));
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::take_back_revisions, caller.household(), actor, system,
                                                  caller.on_behalf_of, reason, ids, revisions)));
  std::vector<TransactionId> kept;  // by what held before; a removal has no postings
  for (const auto row : rows) {
    if (!row.boolean(1)) kept.push_back(row.id<TransactionId>(0));
  }
  if (!kept.empty()) COFFER_CO_CHECK(co_await unit.run(statement(sql::take_back_postings, caller.household(), kept)));
  co_return std::int64_t{rows.size()};
}

}  // namespace coffer::finance
