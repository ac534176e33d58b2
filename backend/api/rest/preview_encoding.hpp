// The JSON of previews, as contracts/openapi.yaml has it.
#pragma once

#include "finance/previews/preview.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

// As members of the object that is being written.
void append_cash_effects(platform::JsonWriter& json, const std::vector<finance::CashEffect>& effects);
void append_preview_warnings(platform::JsonWriter& json, const std::vector<finance::ReportWarning>& warnings);

void append_preview(platform::JsonWriter& json, const finance::TransactionPreview& preview);

}  // namespace coffer::api::rest
