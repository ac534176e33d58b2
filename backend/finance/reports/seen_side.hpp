// A transaction of two accounts, of which a member is shown one alone: what goes to the other is a withdrawal or a
// delivery to the outside, and what comes from there comes from outside. What units cost there is not known here.
#pragma once

#include <vector>

#include "finance/transactions/booking.hpp"

namespace coffer::finance {

// Neither account is out of sight.
[[nodiscard]] bool is_seen_whole(const TransactionFields& fields, const BookIndex& index);
// What it is for the accounts of the index; nothing while it has not arrived there.
[[nodiscard]] std::vector<TransactionFields> seen_side(const TransactionFields& fields, const BookIndex& index);

}  // namespace coffer::finance
