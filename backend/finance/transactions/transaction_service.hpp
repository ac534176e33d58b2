// What people do with transactions. A correction is a new revision; a removal is one too, and can be
// taken back.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account_service.hpp"
#include "finance/transactions/transaction.hpp"
#include "finance/transactions/transaction_store.hpp"
#include "finance/transactions/transaction_writer.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

// Takes the amounts out of a transaction that touches one of the accounts. A valuation's amount is the value itself.
void hide_amounts(Transaction& transaction, const std::vector<AccountId>& unseen);

// Changes the fields of the current revision into those of the next.
using TransactionEdit = std::function<void(TransactionFields&)>;

class TransactionService {
 public:
  TransactionService(platform::Database& database, platform::Random& random, const platform::Clock& clock)
      : store_(database), writer_(database, random), grants_(database, random), random_(random), clock_(clock) {}

  platform::Task<Page<Transaction>> list_transactions(const Caller& caller, TransactionFilter filter, PageRequest page);
  // Removed ones too, marked.
  platform::Task<Transaction> get_transaction(const Caller& caller, TransactionId id,
                                              std::optional<Timestamp> known_at = std::nullopt);
  platform::Task<Page<TransactionRevision>> list_revisions(const Caller& caller, TransactionId id, PageRequest page);

  // What create_transaction would store, or an update of `instead_of`; stores nothing.
  platform::Task<CheckedTransaction> check_transaction(const Caller& caller, platform::UnitOfWork& unit,
                                                       TransactionFields fields,
                                                       std::optional<TransactionId> instead_of);
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
  // Invalid in the future and before 1000-01-01.
  [[nodiscard]] Result<> check_moment(std::optional<Timestamp> known_at) const;
  platform::Task<> require_editable(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<Transaction> lock_current(platform::UnitOfWork& unit, TransactionId id);
  // Refused where lots of it were chosen.
  platform::Task<> require_unchosen(platform::UnitOfWork& unit, TransactionId id);

  TransactionStore store_;
  TransactionWriter writer_;
  auth::GrantService grants_;
  platform::Random& random_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
