// Exact amounts and statistics that know how they came about, where that is asked for.
//
// A value that a recorder gave out (trail_recorder.hpp) is a node of its trail, and so is whatever is computed
// from it. Other values are plain: they cost one comparison more than a Decimal. Among traced ones a plain
// value may only be the constant zero or one; anything else has no source (throws Unexplained). There is no
// way back to a Decimal but `value()`, so a trail ends nowhere by accident.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/trail.hpp"

namespace coffer::ledger {

class TrailRecorder;

// Where a value stands in a trail.
struct TrailPlace {
  TrailRecorder* recorder = nullptr;  // none: plain
  TrailNodeIndex node = 0;
  [[nodiscard]] bool is_set() const { return recorder != nullptr; }
};

class Traced {
 public:
  constexpr Traced() = default;
  constexpr Traced(const Decimal& value) : value_(value) {}  // NOLINT: a plain value
  constexpr Traced(int value) : value_(value) {}             // NOLINT
  Traced(const Decimal& value, TrailPlace place) : value_(value), place_(place) {}

  [[nodiscard]] const Decimal& value() const { return value_; }
  [[nodiscard]] const TrailPlace& place() const { return place_; }
  [[nodiscard]] bool is_traced() const { return place_.is_set(); }
  [[nodiscard]] bool is_zero() const { return value_.is_zero(); }
  [[nodiscard]] bool is_negative() const { return value_.is_negative(); }
  [[nodiscard]] bool is_positive() const { return value_.is_positive(); }
  [[nodiscard]] int sign() const { return value_.sign(); }

  // The same, with what it is said of it in its trail; an input, and what was said before, stay.
  [[nodiscard]] Traced named(const TrailLabel& label) const;

  // The same amount in another role: a step of its own.
  [[nodiscard]] Traced restated(const TrailLabel& label) const;

  friend Traced operator+(const Traced& a, const Traced& b);
  friend Traced operator-(const Traced& a, const Traced& b);
  friend Traced operator-(const Traced& a);
  Traced& operator+=(const Traced& b) { return *this = *this + b; }
  Traced& operator-=(const Traced& b) { return *this = *this - b; }
  // By value alone.
  friend bool operator==(const Traced& a, const Traced& b) { return a.value_ == b.value_; }
  friend std::strong_ordering operator<=>(const Traced& a, const Traced& b) { return a.value_ <=> b.value_; }

 private:
  Decimal value_;
  TrailPlace place_;
};

// As those of Decimal, rounded half away from zero.
[[nodiscard]] Traced multiply(const Traced& a, const Traced& b);
[[nodiscard]] Traced multiply_to(const Traced& a, const Traced& b, int scale);
[[nodiscard]] Traced divide(const Traced& a, const Traced& b, int scale = Decimal::max_scale);
[[nodiscard]] Traced multiply_divide(const Traced& a, const Traced& b, const Traced& c, int scale = Decimal::max_scale);
[[nodiscard]] Traced rescale(const Traced& a, int scale);
[[nodiscard]] Traced trim(const Traced& a);
[[nodiscard]] Traced abs(const Traced& a);
// How many there are.
[[nodiscard]] Traced count(std::span<const Traced> of);

struct TracedMoney {
  Traced amount;
  Currency currency;
  bool operator==(const TracedMoney&) const = default;
};

}  // namespace coffer::ledger
