// Transfers between own accounts whose two sides were recorded apart: found, joined, and taken apart again.
#pragma once

#include <optional>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "finance/transactions/transaction_writer.hpp"

namespace coffer::finance {

struct TransferCandidate {
  Transaction received;
  Decimal difference;     // what arrived less what left: money of one currency, or units of one instrument
  std::int64_t days = 0;  // from leaving to arriving
};

struct OpenTransfer {
  Transaction sent;
  std::vector<TransferCandidate> candidates;  // the nearest first
};

class TransferService {
 public:
  TransferService(platform::Database& database, platform::Random& random)
      : store_(database), writer_(database, random), grants_(database, random) {}

  // Accounts that the caller sees without amounts are left out: which figures are alike would tell them.
  platform::Task<Page<OpenTransfer>> list_open_transfers(const Caller& caller, std::optional<AccountId> account,
                                                         std::int64_t days, PageRequest page);
  // The sending side becomes the transfer, the receiving one is removed. Invalid where they are no pair.
  platform::Task<Transaction> match_transfer(const Caller& caller, platform::UnitOfWork& unit, TransactionId sent,
                                             TransactionId received);
  // Both sides stand again, as the transfer says them now. Conflict where it was not joined of two.
  platform::Task<> remove_transfer_match(const Caller& caller, platform::UnitOfWork& unit, TransactionId id,
                                         VersionCheck check);

 private:
  // Locks both; NotFound where one is not there, Forbidden where an account is not the caller's to change.
  platform::Task<std::vector<Transaction>> lock_sides(platform::UnitOfWork& unit, TransactionId sent,
                                                      TransactionId received);

  TransactionStore store_;
  TransactionWriter writer_;
  auth::GrantService grants_;
};

}  // namespace coffer::finance
