// Between a transaction as a file tells it and as it is recorded. Pure.
#pragma once

#include <expected>
#include <optional>

#include "finance/imports/staged_row.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

// The accounts and the instrument that the names of a draft stand for.
struct DraftParties {
  AccountId account;
  std::optional<AccountId> counter_account;  // the loan of a draw or a repayment
  std::optional<InstrumentId> instrument;
};

// Without the names of accounts and instruments.
[[nodiscard]] TransactionDraft to_draft(const TransactionFields& fields);
// Refuses a type that a file cannot bring, and what is too long or too large to be recorded.
[[nodiscard]] std::expected<TransactionFields, RowError> to_fields(const TransactionDraft& draft,
                                                                   const DraftParties& parties);

}  // namespace coffer::finance
