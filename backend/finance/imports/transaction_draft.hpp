// Between a transaction as a file tells it and as it is recorded. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "finance/imports/staged_row.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

// The accounts and the instrument that the names of a draft stand for.
struct DraftParties {
  AccountId account;
  std::optional<AccountId> counter_account;  // the loan of a draw or a repayment
  std::optional<InstrumentId> instrument;
  std::optional<InstrumentId> new_instrument;
};

// Without the names of accounts and instruments.
[[nodiscard]] TransactionDraft to_draft(const TransactionFields& fields);
// Without what its type does not take, but for charges: these bear on figures. The draft has a type.
[[nodiscard]] TransactionFields to_fields(const TransactionDraft& draft, const DraftParties& parties);
// What is too long or too large to be recorded.
[[nodiscard]] std::optional<RowError> find_excess(const TransactionDraft& draft);
// A split is a fact of the instrument, unless it paid this account a fraction in cash.
[[nodiscard]] bool is_fact(const TransactionDraft& draft);
// The column in which a file says what the API and the core have at this pointer: "/quantity", "/instrument".
[[nodiscard]] std::optional<Field> field_at(std::string_view pointer);
// Sources fill cells that say nothing of an event of this type: a price of 1 beside a deposit.
void drop_idle_fields(TransactionFields& fields);

}  // namespace coffer::finance
