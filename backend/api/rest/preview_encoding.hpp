// The JSON of previews, as contracts/openapi.yaml has it.
#pragma once

#include "finance/previews/preview.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

void append_preview(platform::JsonWriter& json, const finance::TransactionPreview& preview);

}  // namespace coffer::api::rest
