// What people do with transactions. A correction is a new revision; a removal is one too, and can be
// taken back.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account_service.hpp"
#include "finance/transactions/posting_context_store.hpp"
#include "finance/transactions/transaction.hpp"
#include "finance/transactions/transaction_store.hpp"

namespace coffer::finance {

// Changes the fields of the current revision into those of the next.
using TransactionEdit = std::function<void(TransactionFields&)>;

class TransactionService {
 public:
  TransactionService(platform::Database& database, platform::Random& random)
      : store_(database), contexts_(database, random), grants_(database, random), random_(random) {}

  platform::Task<Page<Transaction>> list_transactions(const Caller& caller, TransactionFilter filter, PageRequest page);
  // Removed ones too, marked.
  platform::Task<Transaction> get_transaction(const Caller& caller, TransactionId id);
  platform::Task<Page<TransactionRevision>> list_revisions(const Caller& caller, TransactionId id, PageRequest page);

  platform::Task<Transaction> create_transaction(const Caller& caller, platform::UnitOfWork& unit,
                                                 TransactionFields fields);
  platform::Task<Transaction> update_transaction(const Caller& caller, platform::UnitOfWork& unit, TransactionId id,
                                                 TransactionEdit edit, std::optional<std::string> reason,
                                                 VersionCheck check);
  platform::Task<> remove_transaction(const Caller& caller, platform::UnitOfWork& unit, TransactionId id,
                                      std::optional<std::string> reason, VersionCheck check);
  // Conflict when it stands.
  platform::Task<Transaction> restore_transaction(const Caller& caller, platform::UnitOfWork& unit, TransactionId id);

 private:
  platform::Task<> require_editable(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<Transaction> lock_current(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<> save_revision(platform::UnitOfWork& unit, TransactionId id, std::int64_t revision,
                                 TransactionFields fields, RevisionStamp stamp);

  TransactionStore store_;
  PostingContextStore contexts_;
  auth::GrantService grants_;
  platform::Random& random_;
};

// Where only the price of a trade is given, its settlement amount is computed. The fields have been posted.
void complete_amount(TransactionFields& fields, const BookIndex& index);

}  // namespace coffer::finance
