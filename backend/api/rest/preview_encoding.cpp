#include "api/rest/preview_encoding.hpp"

#include "api/rest/finance_encoding.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

namespace {

void money_field(JsonWriter& json, std::string_view name, const std::optional<Decimal>& amount, Currency currency) {
  if (amount) {
    json.field(name, Money{*amount, currency});
  } else {
    json.null_field(name);
  }
}

void append_postings(JsonWriter& json, const std::vector<finance::PreviewPosting>& postings) {
  json.array_field("postings");
  for (const auto& posting : postings) {
    json.begin_object()
        .field("ledger", ledger::ledger_account_name(posting.ledger))
        .field("account", posting.account)
        .field("account_name", posting.account_name)
        .field("instrument", posting.instrument)
        .field("date", posting.date)
        .field("amount", posting.amount)
        .field("quantity", posting.quantity)
        .end_object();
  }
  json.end_array();
}

}  // namespace

void append_cash_effects(JsonWriter& json, const std::vector<finance::CashEffect>& effects) {
  json.array_field("cash");
  for (const auto& effect : effects) {
    json.begin_object()
        .field("account", effect.account)
        .field("account_name", effect.account_name)
        .field("before", effect.before)
        .field("after", effect.after)
        .end_object();
  }
  json.end_array();
}

namespace {

void append_figures(JsonWriter& json, std::string_view name, const finance::PositionFigures& figures,
                    Currency currency) {
  json.object_field(name).field("quantity", figures.quantity);
  money_field(json, "cost", figures.cost, currency);
  json.end_object();
}

void append_position(JsonWriter& json, const finance::PositionEffect& effect) {
  json.begin_object().field("account", effect.account).field("account_name", effect.account_name).key("instrument");
  append_reference(json, effect.instrument);
  append_figures(json, "before", effect.before, effect.instrument.currency);
  append_figures(json, "after", effect.after, effect.instrument.currency);
  json.end_object();
}

void append_closed_lots(JsonWriter& json, const finance::TransactionPreview& preview) {
  json.array_field("closed_lots");
  for (const auto& lot : preview.closed_lots) {
    json.begin_object()
        .field("instrument", lot.instrument)
        .field("lot_date", lot.lot_date)
        .field("quantity", lot.quantity);
    money_field(json, "cost", lot.cost, lot.instrument_currency);
    money_field(json, "proceeds", lot.proceeds, lot.instrument_currency);
    money_field(json, "gain", lot.gain, preview.currency);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void append_preview_warnings(JsonWriter& json, const std::vector<finance::ReportWarning>& warnings) {
  json.array_field("warnings");
  for (const auto& warning : warnings) {
    json.begin_object()
        .field("code", warning.code)
        .field("instrument", warning.instrument)
        .field("account", warning.account)
        .field("date", warning.date)
        .field("detail", warning.detail)
        .end_object();
  }
  json.end_array();
}

void append_preview(JsonWriter& json, const finance::TransactionPreview& preview) {
  json.begin_object().field("on", preview.on);
  append_postings(json, preview.postings);
  append_cash_effects(json, preview.cash);
  json.array_field("positions");
  for (const auto& effect : preview.positions) append_position(json, effect);
  json.end_array();
  append_closed_lots(json, preview);
  money_field(json, "realized_gain", preview.realized_gain, preview.currency);
  money_field(json, "realized_gain_elsewhere", preview.realized_gain_elsewhere, preview.currency);
  append_preview_warnings(json, preview.warnings);
  json.end_object();
}

}  // namespace coffer::api::rest
