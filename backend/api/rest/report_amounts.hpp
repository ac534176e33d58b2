// The parts that the JSON of reports shares: amounts that a reader may not see, freshness, warnings.
#pragma once

#include <optional>
#include <string_view>

#include "finance/reports/report.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

// What one report says how much it is: its amounts share a currency, and a reader who sees no amounts gets null
// instead of each.
class Amounts {
 public:
  Amounts(platform::JsonWriter& json, const finance::ReportFrame& frame)
      : json_(json), currency_(frame.currency), amounts_(frame.amounts), weights_(frame.weights) {}

  Amounts& money(std::string_view name, const Decimal& amount) { return money(name, Money{amount, currency_}); }
  Amounts& money(std::string_view name, const std::optional<Decimal>& amount) { return local(name, amount, currency_); }
  // In a currency of its own.
  Amounts& money(std::string_view name, const Money& money) {
    if (amounts_ == auth::AmountSight::Shown) {
      json_.field(name, money);
    } else {
      json_.object_field(name).null_field("amount").field("currency", money.currency).end_object();
    }
    return *this;
  }
  Amounts& local(std::string_view name, const std::optional<Decimal>& amount, Currency currency) {
    if (amount) return money(name, Money{*amount, currency});
    json_.null_field(name);
    return *this;
  }
  // A plain decimal string, in the points of a series.
  Amounts& plain(std::string_view name, const Decimal& amount) {
    if (amounts_ == auth::AmountSight::Shown) {
      json_.field(name, std::string_view(format_amount({amount, currency_})));
    } else {
      json_.null_field(name);
    }
    return *this;
  }
  Amounts& quantity(const Decimal& quantity) {
    json_.field("quantity", amounts_ == auth::AmountSight::Shown ? std::optional(quantity) : std::nullopt);
    return *this;
  }
  Amounts& weight(const std::optional<Ratio>& weight) { return share("weight", weight); }
  // A part of the whole, from which shown amounts of other parts would tell a hidden one.
  Amounts& share(std::string_view name, const std::optional<Ratio>& share) {
    json_.field(name, weights_ == auth::AmountSight::Shown ? share : std::nullopt);
    return *this;
  }

 private:
  platform::JsonWriter& json_;
  Currency currency_;
  auth::AmountSight amounts_;
  auth::AmountSight weights_;
};

void append_frame(platform::JsonWriter& json, const finance::ReportFrame& frame);
void append_warnings(platform::JsonWriter& json, const finance::ReportFrame& frame);

}  // namespace coffer::api::rest
