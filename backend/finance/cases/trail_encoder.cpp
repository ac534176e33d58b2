#include "finance/cases/trail_encoder.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <cstdio>

#include "finance/cases/figure_text.hpp"

namespace coffer::finance {

namespace json = boost::json;

namespace {

// As many digits as tell one statistic from its neighbours.
json::value digits_of(Ratio ratio) {
  std::array<char, 40> digits{};
  std::snprintf(digits.data(), digits.size(), "%.17g", ratio.value);
  return text_of(digits.data());
}

}  // namespace

json::object TrailEncoder::encode(const ledger::Trail& trail) const {
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
                                  {"quantity", text_of(format_decimal(trim(warning.quantity)))}});
  if (!doubts.empty()) out["doubts"] = std::move(doubts);
  return out;
}

json::value TrailEncoder::account(ledger::AccountIndex index) const {
  return index.is_set() ? text_of(names_.accounts[index.value]) : json::value(nullptr);
}

json::value TrailEncoder::symbol(ledger::InstrumentIndex index) const {
  return index.is_set() ? text_of(names_.instruments[index.value]) : json::value(nullptr);
}

json::object TrailEncoder::encode(const ledger::TrailInput& input) const {
  json::object out{{"kind", text_of(ledger::input_kind_name(input.kind))}};
  switch (input.kind) {
    case ledger::InputKind::Field:
      out["transaction"] = input.transaction.value;
      out["field"] = text_of(ledger::transaction_field_name(input.field));
      break;
    case ledger::InputKind::Price: out["symbol"] = symbol(input.instrument); break;
    case ledger::InputKind::Rate:
      out["from"] = text_of(input.from.code());
      out["to"] = text_of(input.to.code());
      break;
    case ledger::InputKind::Share: out["account"] = account(input.account); break;
    case ledger::InputKind::PriceFactor: out["symbol"] = symbol(input.instrument); return out;
    case ledger::InputKind::Convention: out["name"] = text_of(ledger::convention_name(input.convention)); return out;
    case ledger::InputKind::Given: out["path"] = text_of(input.path); return out;
    case ledger::InputKind::None: return out;
  }
  out["date"] = text_of(input.date);
  return out;
}

json::object TrailEncoder::encode(const ledger::TrailNode& node) const {
  using enum ledger::Operation;
  json::object out{{"op", text_of(ledger::operation_name(node.operation))},
                   {"kind", text_of(ledger::trail_kind_name(node.label.kind))}};
  out["value"] = node.statistic ? digits_of(*node.statistic) : text_of(format_decimal(trim(node.value)));
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
  if (node.operation == Apportion) out["place"] = node.place;
  if (node.operation == Annualize) out["days"] = node.days;
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

}  // namespace coffer::finance
