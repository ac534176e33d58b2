// What each type of transaction needs of a row, and which way its money goes.
#pragma once

#include "finance/imports/row_decoder.hpp"
#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

// Signs as files write them become amounts that are not negative, and a gross amount the amount paid
// or received; what the type needs and the row does not say becomes an error of the row.
void complete_transaction(TransactionDraft& draft, const std::optional<Decimal>& gross, const ReadingPlan& plan,
                          StagedRow& row);

}  // namespace coffer::finance
