// The JSON of people and households, as contracts/openapi.yaml has it.
#pragma once

#include <string>

#include "auth/identity/user.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

[[nodiscard]] std::string encode_me(const auth::Me& me);
void append_household(platform::JsonWriter& json, const auth::Household& household);
[[nodiscard]] std::string encode_household(const auth::Household& household);
[[nodiscard]] std::string encode_households(const auth::HouseholdList& list);

}  // namespace coffer::api::rest
