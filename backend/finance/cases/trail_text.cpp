#include "finance/cases/trail_text.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <cstdio>
#include <string>

#include "finance/cases/figure_text.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

json::value full_text(Ratio ratio) {
  std::array<char, 40> digits{};
  std::snprintf(digits.data(), digits.size(), "%.17g", ratio.value);
  return text_of(std::string_view(digits.data()));
}

class Encoder {
 public:
  explicit Encoder(const ledger::TrailNames& names) : names_(names) {}

  [[nodiscard]] json::object encode(const ledger::Trail& trail) const {
    json::array nodes;
    for (const ledger::TrailNode& node : trail.nodes) nodes.push_back(encode(node));
    json::object out{{"nodes", std::move(nodes)}};
    json::array doubts;
    for (const ledger::Warning& warning : trail.doubts)
      doubts.push_back(json::object{{"kind", text_of(ledger::warning_kind_name(warning.kind))},
                                    {"date", text_of(warning.date)},
                                    {"account", account(warning.account)},
                                    {"symbol", symbol(warning.instrument)},
                                    {"currency", text_of(warning.currency.code())},
                                    {"quantity", text_of(trim(warning.quantity))}});
    if (!doubts.empty()) out["doubts"] = std::move(doubts);
    return out;
  }

 private:
  [[nodiscard]] json::value account(ledger::AccountIndex index) const {
    return index.is_set() ? text_of(std::string_view(names_.accounts[index.value])) : json::value(nullptr);
  }
  [[nodiscard]] json::value symbol(ledger::InstrumentIndex index) const {
    return index.is_set() ? text_of(std::string_view(names_.instruments[index.value])) : json::value(nullptr);
  }
  [[nodiscard]] json::object encode(const ledger::TrailNode& node) const;
  [[nodiscard]] json::object encode(const ledger::TrailInput& input) const;

  ledger::TrailNames names_;
};

json::object Encoder::encode(const ledger::TrailInput& input) const {
  json::object out{{"kind", text_of(ledger::input_kind_name(input.kind))}};
  switch (input.kind) {
    case ledger::InputKind::Field:
      out["transaction"] = input.transaction.value;
      out["field"] = text_of(ledger::transaction_field_name(input.field));
      if (input.field == ledger::TransactionField::ChosenQuantity) out["place"] = input.place;
      break;
    case ledger::InputKind::Price: out["symbol"] = symbol(input.instrument); break;
    case ledger::InputKind::Rate:
      out["from"] = text_of(input.from.code());
      out["to"] = text_of(input.to.code());
      break;
    case ledger::InputKind::Share: out["account"] = account(input.account); break;
    case ledger::InputKind::PriceFactor: out["symbol"] = symbol(input.instrument); return out;
    case ledger::InputKind::Convention: out["name"] = text_of(ledger::convention_name(input.convention)); return out;
    case ledger::InputKind::Payment: out["place"] = input.place; break;
    case ledger::InputKind::RisklessRate:
    case ledger::InputKind::FinalValue: break;
    case ledger::InputKind::Given: out["path"] = text_of(std::string_view(input.path)); return out;
    case ledger::InputKind::TotalReturn:
    case ledger::InputKind::None: return out;
  }
  out["date"] = text_of(input.date);
  return out;
}

json::object Encoder::encode(const ledger::TrailNode& node) const {
  using enum ledger::Operation;
  json::object out{{"op", text_of(ledger::operation_name(node.operation))},
                   {"kind", text_of(ledger::trail_kind_name(node.label.kind))}};
  out["value"] = node.statistic ? full_text(*node.statistic) : text_of(trim(node.value));
  if (!node.label.currency.is_empty()) out["currency"] = text_of(node.label.currency.code());
  if (node.operation == Input) {
    out["input"] = encode(node.input);
  } else {
    json::array operands;
    for (const ledger::TrailNodeIndex operand : node.operands) operands.push_back(operand);
    out["of"] = std::move(operands);
  }
  if (node.operation == Product || node.operation == Quotient || node.operation == Reciprocal ||
      node.operation == Scale || node.operation == Round || node.operation == Apportion)
    out["digits"] = node.digits;
  if (node.operation == Apportion || node.operation == InternalRate) out["place"] = node.place;
  if (node.operation == Annualize || node.operation == TimeWeighted) out["days"] = node.days;
  if (node.is_day_by_day) out["day_by_day"] = true;
  json::array dates;
  for (const Date date : node.dates) dates.push_back(text_of(date));
  if (!dates.empty()) out["dates"] = std::move(dates);
  out["sentence"] = text_of(ledger::trail_sentence(node, names_));
  json::array doubts;
  for (const std::uint32_t place : node.doubts) doubts.push_back(place);
  if (!doubts.empty()) out["doubts"] = std::move(doubts);
  return out;
}

}  // namespace

json::object encode_trail(const ledger::Trail& trail, const ledger::TrailNames& names) {
  return Encoder(names).encode(trail);
}

}  // namespace coffer::finance
