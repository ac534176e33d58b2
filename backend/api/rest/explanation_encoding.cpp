// Trails of figures.
#include "api/rest/report_amounts.hpp"
#include "api/rest/report_encoding.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

namespace {

// Money with at least the digits of its currency; units and prices as they are.
void append_exact(JsonWriter& json, const std::optional<Decimal>& amount, const std::optional<Currency>& currency) {
  if (amount && currency) {
    json.field("amount", std::string_view(format_amount({*amount, *currency})));
  } else {
    json.field("amount", amount);
  }
}

void append_input(JsonWriter& json, const std::optional<finance::ExplainedInput>& input) {
  if (!input) {
    json.null_field("input");
    return;
  }
  json.object_field("input")
      .field("kind", input->kind)
      .field("field", input->field)
      .field("transaction", input->transaction)
      .field("account", input->account)
      .field("instrument", input->instrument)
      .field("from", input->from)
      .field("to", input->to)
      .field("date", input->date)
      .end_object();
}

void append_node(JsonWriter& json, const finance::ExplainedNode& node) {
  json.begin_object()
      .field("id", node.id)
      .field("operation", node.operation)
      .field("kind", node.kind)
      .field("sentence", node.sentence);
  append_exact(json, node.amount, node.currency);
  json.field("ratio", node.ratio)
      .field("currency", node.currency)
      .field("digits", node.digits)
      .field_if("days", node.days)
      .field_if("place", node.place);
  if (!node.dates.empty()) {
    json.array_field("dates");
    for (const auto date : node.dates) json.value(date);
    json.end_array();
  }
  json.array_field("operands");
  for (const auto operand : node.operands) json.value(operand);
  json.end_array();
  append_input(json, node.input);
  json.end_object();
}

}  // namespace

std::string encode_explanation(const finance::Explanation& made) {
  JsonWriter json(4 * 1024 + made.nodes.size() * 400);
  json.begin_object()
      .field("figure", made.figure)
      .field("from", made.from)
      .field("to", made.to)
      .field("currency", made.frame.currency);
  append_exact(json, made.amount, made.amount_currency);
  json.field("ratio", made.ratio)
      .field("amount_currency", made.amount_currency)
      .field("root", made.root)
      .field("total_nodes", made.total_nodes)
      .array_field("nodes");
  for (const auto& node : made.nodes) append_node(json, node);
  json.end_array();
  append_warnings(json, made.frame);
  json.end_object();
  return json.take();
}

}  // namespace coffer::api::rest
