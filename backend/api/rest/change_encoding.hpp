// The JSON of changes, as contracts/openapi.yaml has it.
#pragma once

#include "finance/transactions/change.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

void append_change(platform::JsonWriter& json, const finance::Change& change);

}  // namespace coffer::api::rest
