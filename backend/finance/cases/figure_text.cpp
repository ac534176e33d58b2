#include "finance/cases/figure_text.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <string>

namespace coffer::finance {

namespace json = boost::json;

json::value text_of(const Decimal& amount) { return json::string(format_decimal(trim(amount))); }
json::value text_of(const std::optional<Decimal>& amount) { return amount ? text_of(*amount) : json::value(nullptr); }
json::value text_of(Date date) { return json::string(format_date(date)); }
json::value text_of(std::string_view text) { return json::string(text.data(), text.size()); }
json::value name_of(std::string_view name) { return name.empty() ? json::value(nullptr) : text_of(name); }

json::value text_of(Ratio ratio) {
  if (!std::isfinite(ratio.value)) return nullptr;
  std::array<char, 400> digits{};
  std::snprintf(digits.data(), digits.size(), "%.15f", ratio.value);
  std::string text(digits.data());
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return json::string(text == "-0" ? "0" : text);
}
json::value text_of(const std::optional<Ratio>& ratio) { return ratio ? text_of(*ratio) : json::value(nullptr); }

}  // namespace coffer::finance
