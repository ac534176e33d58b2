#include "base/money.hpp"

namespace coffer {

Money round_to_minor(const Money& money) {
  return {rescale(money.amount, money.currency.minor_digits()), money.currency};
}

std::string format_amount(const Money& money) { return format_decimal(money.amount, money.currency.minor_digits()); }

}  // namespace coffer
