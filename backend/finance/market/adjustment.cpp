#include "finance/market/adjustment.hpp"

namespace coffer::finance {
namespace {

// Within a factor of two: a real move of that size together with a wrong unit is not told apart.
bool is_about(const Decimal& value, const Decimal& expected) {
  const auto twice = multiply(expected, Decimal(2));
  const auto half = divide(expected, Decimal(2));
  return value >= half && value <= twice;
}

}  // namespace

Decimal unadjust(const Decimal& close, Date date, Date fetched, std::span<const CorporateAction> splits) {
  Decimal price = close;
  for (const auto& split : splits) {
    if (date < split.effective_on && split.effective_on <= fetched) {
      price = trim(multiply_divide(price, Decimal(split.ratio_to), Decimal(split.ratio_from)));
    }
  }
  return price;
}

std::optional<PriceFaultKind> find_fault(const Decimal& close, const std::optional<Decimal>& before,
                                         const Decimal& price_factor) {
  if (!close.is_positive()) return PriceFaultKind::NotPositive;
  if (!before || !before->is_positive() || price_factor == Decimal(1)) return std::nullopt;
  if (is_about(close, multiply(*before, price_factor)) || is_about(close, divide(*before, price_factor))) {
    return PriceFaultKind::Scale;
  }
  return std::nullopt;
}

}  // namespace coffer::finance
