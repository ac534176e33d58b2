// Figures as the case format writes them: decimals and dates as strings, what there is none of as null.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"

namespace coffer::finance {

[[nodiscard]] boost::json::value text_of(const Decimal& amount);
[[nodiscard]] boost::json::value text_of(const std::optional<Decimal>& amount);
[[nodiscard]] boost::json::value text_of(Date date);
[[nodiscard]] boost::json::value text_of(std::string_view text);
// Null for an empty name.
[[nodiscard]] boost::json::value name_of(std::string_view name);
// Fifteen digits after the point: more than any tolerance asks for. Null where it is not finite.
[[nodiscard]] boost::json::value text_of(Ratio ratio);
[[nodiscard]] boost::json::value text_of(const std::optional<Ratio>& ratio);

}  // namespace coffer::finance
