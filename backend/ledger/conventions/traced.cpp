#include "ledger/conventions/traced.hpp"

#include <initializer_list>

#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::ledger {
namespace {

bool is_one(const Traced& value) { return !value.is_traced() && value.value() == Decimal(1); }
bool is_nothing(const Traced& value) { return !value.is_traced() && value.is_zero(); }

Traced step(Operation operation, const Decimal& value, std::initializer_list<Traced> operands,
            int digits = Decimal::max_scale) {
  TrailRecorder* const recorder = recorder_of(operands);
  return recorder == nullptr ? Traced(value) : recorder->step(operation, value, operands, digits);
}

}  // namespace

Traced Traced::named(const TrailLabel& label) const {
  if (is_traced()) place_.recorder->name(place_.node, label);
  return *this;
}

Traced Traced::restated(const TrailLabel& label) const { return step(Operation::Sum, value_, {*this}).named(label); }

Traced operator+(const Traced& a, const Traced& b) {
  const Decimal sum = a.value_ + b.value_;
  if (!a.is_traced() && !b.is_traced()) return sum;
  if (is_nothing(b)) return {sum, a.place_};
  if (is_nothing(a)) return {sum, b.place_};
  return step(Operation::Sum, sum, {a, b});
}

Traced operator-(const Traced& a, const Traced& b) {
  const Decimal rest = a.value_ - b.value_;
  if (!a.is_traced() && !b.is_traced()) return rest;
  if (is_nothing(b)) return {rest, a.place_};
  if (is_nothing(a)) return step(Operation::Negate, rest, {b});
  return step(Operation::Difference, rest, {a, b});
}

Traced operator-(const Traced& a) { return step(Operation::Negate, -a.value_, {a}); }

Traced multiply(const Traced& a, const Traced& b) {
  const Decimal product = multiply(a.value(), b.value());
  if (is_one(b)) return {product, a.place()};
  if (is_one(a)) return {product, b.place()};
  return step(Operation::Product, product, {a, b});
}

Traced multiply_to(const Traced& a, const Traced& b, int scale) {
  if (is_one(b)) return rescale(a, scale);
  if (is_one(a)) return rescale(b, scale);
  return step(Operation::Product, multiply_to(a.value(), b.value(), scale), {a, b}, scale);
}

Traced divide(const Traced& a, const Traced& b, int scale) {
  const Decimal quotient = divide(a.value(), b.value(), scale);
  if (is_one(b)) return rescale(a, scale);
  if (is_one(a)) return step(Operation::Reciprocal, quotient, {b}, scale);
  return step(Operation::Quotient, quotient, {a, b}, scale);
}

Traced multiply_divide(const Traced& a, const Traced& b, const Traced& c, int scale) {
  if (is_one(a)) return divide(b, c, scale);
  if (is_one(b)) return divide(a, c, scale);
  if (is_one(c)) return multiply_to(a, b, scale);
  return step(Operation::Scale, multiply_divide(a.value(), b.value(), c.value(), scale), {a, b, c}, scale);
}

Traced rescale(const Traced& a, int scale) {
  const Decimal rounded = rescale(a.value(), scale);
  if (rounded == a.value()) return {rounded, a.place()};
  return step(Operation::Round, rounded, {a}, scale);
}

Traced trim(const Traced& a) { return {trim(a.value()), a.place()}; }
Traced abs(const Traced& a) { return a.is_negative() ? -a : a; }

Traced count(std::span<const Traced> of) {
  const Decimal number(static_cast<std::int64_t>(of.size()));
  TrailRecorder* const recorder = recorder_of(of);
  return recorder == nullptr ? Traced(number) : recorder->step(Operation::Count, number, of);
}

}  // namespace coffer::ledger
