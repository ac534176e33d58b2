// What a transaction must carry, by type. Every fault is reported at once, with the API's field names.
#pragma once

#include <vector>

#include "base/error.hpp"
#include "ledger/posting.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

[[nodiscard]] std::vector<FieldError> find_faults(const Transaction& transaction, const PostingContext& context);

}  // namespace coffer::ledger
