// What few transactions say, as it stands in the columns `lots` and `details` of a revision: JSON. Pure.
#pragma once

#include <optional>
#include <string>

#include "finance/transactions/transaction.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// Nothing where nothing of it is said.
[[nodiscard]] std::optional<std::string> encode_lots(const TransactionFields& fields);
[[nodiscard]] std::optional<std::string> encode_details(const TransactionFields& fields);

// Reads counter_instrument_id, counter_quantity, cost_share, linked_transaction_id, lots and details from six columns,
// `first` being the place of the first.
void read_rare_fields(const platform::Row& row, int first, TransactionFields& fields);

}  // namespace coffer::finance
