// A rarely present part of a value: one pointer wide, copied deeply, read as the default when absent.
#pragma once

#include <memory>
#include <utility>

namespace coffer::ledger {

template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(T value) : held_(std::make_unique<T>(std::move(value))) {}  // NOLINT: a T is a Boxed<T>
  Boxed(const Boxed& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    held_ = other.held_ ? std::make_unique<T>(*other.held_) : nullptr;
    return *this;
  }
  Boxed& operator=(Boxed&&) noexcept = default;
  ~Boxed() = default;

  [[nodiscard]] bool is_present() const { return held_ != nullptr; }
  [[nodiscard]] const T& operator*() const { return held_ ? *held_ : absent(); }
  [[nodiscard]] const T* operator->() const { return &**this; }
  [[nodiscard]] T& edit() {
    if (!held_) held_ = std::make_unique<T>();
    return *held_;
  }

 private:
  [[nodiscard]] static const T& absent() {
    static const T value{};
    return value;
  }
  std::unique_ptr<T> held_;
};

}  // namespace coffer::ledger
