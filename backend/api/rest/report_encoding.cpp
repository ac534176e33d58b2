#include "api/rest/report_encoding.hpp"

#include "api/rest/finance_encoding.hpp"
#include "api/rest/report_amounts.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

void append_frame(JsonWriter& json, const finance::ReportFrame& frame) {
  json.object_field("prices_as_of")
      .field("oldest", frame.prices_as_of.oldest)
      .field("newest", frame.prices_as_of.newest)
      .end_object();
  json.field("stale", frame.freshness == finance::Freshness::Stale);
}

void append_warnings(JsonWriter& json, const finance::ReportFrame& frame) {
  json.field("amounts_hidden", frame.amounts == auth::AmountSight::Hidden).array_field("warnings");
  for (const auto& warning : frame.warnings) {
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

namespace {

void append_policy(JsonWriter& json, const finance::ReportPolicy& policy) {
  json.object_field("policy").field("name", policy == finance::ReportPolicy{} ? "default" : "chosen").key("cost_basis");
  if (policy.cost_basis) {
    json.value(finance::cost_basis_name(*policy.cost_basis));
  } else {
    json.null();
  }
  json.field("fees_in_cost", policy.purchase_costs == ledger::PurchaseCosts::InCost)
      .field("flow_timing", policy.flow_timing == ledger::FlowTiming::Start ? "start" : "end")
      .field("annualize_short", policy.short_periods == ledger::ShortPeriods::Annualized)
      .end_object();
}

void append_benchmark(JsonWriter& json, const std::optional<finance::BenchmarkReturn>& benchmark) {
  if (!benchmark) {
    json.null_field("benchmark");
    return;
  }
  json.object_field("benchmark").key("instrument");
  append_reference(json, benchmark->instrument);
  json.field("total", benchmark->total).end_object();
}

void append_returns(JsonWriter& json, const ledger::Performance& figures) {
  const auto has_capital = !figures.series.empty();
  json.field("twr", has_capital ? std::optional(figures.twr) : std::nullopt);
  json.field("twr_annualized", figures.twr_annualized);
  if (figures.twr_annualized) {
    json.null_field("twr_annualized_reason");
  } else {
    json.field("twr_annualized_reason", "shorter_than_a_year");
  }
  json.field("irr", figures.irr.rate);
  const auto reason = ledger::irr_reason_name(figures.irr.reason);
  json.field("irr_reason", reason.empty() ? std::nullopt : std::optional(std::string(reason)));
  json.array_field("irr_others");
  for (const auto& other : figures.irr.others) json.value(other);
  json.end_array().field("max_drawdown", std::optional(figures.max_drawdown)).field("volatility", figures.volatility);
}

void append_income_figures(Amounts& amounts, const finance::IncomeFigures& figures) {
  amounts.money("dividends", figures.dividends)
      .money("interest", figures.interest)
      .money("other", figures.other)
      .money("taxes", figures.taxes)
      .money("net", figures.net);
}

void append_holding(JsonWriter& json, Amounts& amounts, const finance::HoldingItem& item) {
  json.begin_object().key("instrument");
  append_reference(json, item.instrument);
  amounts.quantity(item.quantity);
  json.field("price", item.price ? std::optional(trim(*item.price)) : std::nullopt)
      .field("price_date", item.price_date)
      .field("price_stale", item.price_freshness == finance::Freshness::Stale);
  const auto local = item.instrument.currency;
  amounts.money("value", item.value)
      .local("value_local", item.value_local, local)
      .money("cost_basis", item.cost_basis)
      .local("cost_basis_local", item.cost_basis_local, local)
      .money("unrealized_gain", item.unrealized_gain);
  json.field("unrealized_gain_percent", item.unrealized_gain_percent);
  amounts.money("asset_effect", item.asset_effect)
      .money("currency_effect", item.currency_effect)
      .money("realized_gain", item.realized_gain)
      .money("income", item.income)
      .weight(item.weight);
  json.field("opened_on", item.opened_on).array_field("accounts");
  for (const auto& part : item.accounts) {
    json.begin_object().field("account", part.account).field("account_name", part.account_name);
    amounts.quantity(part.quantity).money("value", part.value).money("cost_basis", part.cost_basis);
    json.end_object();
  }
  json.end_array().end_object();
}

void append_totals(JsonWriter& json, Amounts& amounts, const finance::HoldingTotals& totals) {
  json.object_field("totals");
  amounts.money("value", totals.value)
      .money("securities", totals.securities)
      .money("cash", totals.cash)
      .money("loans", totals.loans)
      .money("in_transit", totals.in_transit)
      .money("cost_basis", totals.cost_basis)
      .money("unrealized_gain", totals.unrealized_gain);
  json.field("unrealized_gain_percent", totals.unrealized_gain_percent);
  amounts.money("realized_gain", totals.realized_gain).money("income", totals.income);
  json.end_object();
}

std::string_view allocation_name(finance::AllocationBy by) {
  switch (by) {
    case finance::AllocationBy::AssetClass: return "asset_class";
    case finance::AllocationBy::Currency: return "currency";
    case finance::AllocationBy::Account: return "account";
    case finance::AllocationBy::Instrument: return "instrument";
    case finance::AllocationBy::Region: return "region";
    case finance::AllocationBy::Sector: return "sector";
  }
  return {};
}

}  // namespace

std::string encode_performance(const finance::PerformanceReport& report) {
  const auto& figures = report.figures;
  const auto currency = report.frame.currency;
  JsonWriter json(64 * 1024 + figures.series.size() * 140);
  json.begin_object().field("from", figures.from).field("to", figures.to).field("currency", currency);
  append_policy(json, report.policy);
  Amounts amounts(json, report.frame);
  amounts.money("value", figures.value)
      .money("opening_value", figures.opening_value)
      .money("invested", figures.invested)
      .money("net_flow", figures.flows_net)
      .money("gain", figures.gain);
  append_returns(json, figures);
  amounts.money("earned_without_capital", figures.earned_without_capital)
      .money("realized_gain", report.realized_gain)
      .money("unrealized_gain", report.unrealized_gain)
      .money("currency_effect", report.currency_effect)
      .money("dividends", report.dividends)
      .money("interest", report.interest)
      .money("income", report.income)
      .money("fees", report.fees)
      .money("taxes", report.taxes);
  append_benchmark(json, report.benchmark);
  json.array_field("series").begin_object().field("date", figures.from);
  amounts.plain("value", figures.opening_value)
      .plain("invested", figures.opening_value)
      .plain("gain", Decimal())
      .plain("flow", Decimal());
  json.field("twr", Ratio{0});
  if (report.benchmark) json.field("benchmark", report.benchmark->total ? std::optional(Ratio{0}) : std::nullopt);
  json.end_object();
  for (std::size_t i = 0; i < figures.series.size(); ++i) {
    const auto& point = figures.series[i];
    json.begin_object().field("date", point.date);
    amounts.plain("value", point.value)
        .plain("invested", point.invested)
        .plain("gain", point.value - point.invested)
        .plain("flow", point.flow);
    json.field("twr", point.twr);
    if (report.benchmark) json.field("benchmark", report.benchmark->series[i]);
    json.end_object();
  }
  json.end_array();
  append_frame(json, report.frame);
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_holdings(const finance::HoldingsReport& report) {
  const auto currency = report.frame.currency;
  JsonWriter json(16 * 1024 + report.items.size() * 900);
  json.begin_object().field("on", report.on).field("currency", currency).array_field("items");
  Amounts amounts(json, report.frame);
  for (const auto& item : report.items) append_holding(json, amounts, item);
  json.end_array().array_field("cash");
  for (const auto& item : report.cash) {
    json.begin_object().field("account", item.account).field("account_name", item.account_name);
    amounts.money("balance", item.balance).money("value", item.value).weight(item.weight);
    json.end_object();
  }
  json.end_array();
  append_totals(json, amounts, report.totals);
  append_frame(json, report.frame);
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_allocation(const finance::AllocationReport& report) {
  const auto currency = report.frame.currency;
  JsonWriter json(16 * 1024);
  json.begin_object().field("on", report.on).field("currency", currency).field("by", allocation_name(report.by));
  Amounts amounts(json, report.frame);
  amounts.money("total", report.total);
  json.array_field("items");
  for (const auto& slice : report.items) {
    json.begin_object().field("key", slice.key).field("label", slice.label);
    amounts.money("value", slice.value).weight(slice.weight);
    json.end_object();
  }
  json.end_array();
  append_frame(json, report.frame);
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_income(const finance::IncomeReport& report) {
  const auto currency = report.frame.currency;
  JsonWriter json(16 * 1024);
  json.begin_object()
      .field("from", report.from)
      .field("to", report.to)
      .field("currency", currency)
      .object_field("total");
  Amounts amounts(json, report.frame);
  append_income_figures(amounts, report.total);
  json.end_object().array_field("by_month");
  for (const auto& month : report.by_month) {
    json.begin_object().field("month", month.month);
    append_income_figures(amounts, month.figures);
    json.end_object();
  }
  json.end_array().array_field("by_instrument");
  for (const auto& item : report.by_instrument) {
    json.begin_object().key("instrument");
    if (item.instrument) {
      append_reference(json, *item.instrument);
    } else {
      json.null();
    }
    append_income_figures(amounts, item.figures);
    json.end_object();
  }
  json.end_array();
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_lots(const finance::LotsReport& report) {
  const auto currency = report.frame.currency;
  JsonWriter json(64 * 1024);
  Amounts amounts(json, report.frame);
  json.begin_object().field("on", report.on).field("currency", currency).array_field("items");
  for (const auto& lot : report.items) {
    json.begin_object().field("account", lot.account).key("instrument");
    append_reference(json, lot.instrument);
    json.field("transaction", lot.transaction).field("opened_on", lot.opened_on);
    amounts.quantity(lot.quantity)
        .money("cost", lot.cost)
        .local("cost_local", lot.cost_local, lot.instrument.currency)
        .money("value", lot.value)
        .money("unrealized_gain", lot.unrealized_gain);
    json.end_object();
  }
  json.end_array().array_field("disposals");
  for (const auto& item : report.disposals) {
    json.begin_object().field("account", item.account).key("instrument");
    append_reference(json, item.instrument);
    json.field("transaction", item.transaction).field("date", item.date).field("opened_on", item.opened_on);
    amounts.quantity(item.quantity).money("proceeds", item.proceeds).money("cost", item.cost).money("gain", item.gain);
    json.end_object();
  }
  json.end_array();
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_net_worth(const finance::NetWorthReport& report) {
  const auto currency = report.frame.currency;
  JsonWriter json(16 * 1024 + report.series.size() * 180);
  json.begin_object()
      .field("on", report.on)
      .field("from", report.from)
      .field("to", report.to)
      .field("currency", currency);
  Amounts amounts(json, report.frame);
  amounts.money("total", report.total);
  json.object_field("by_kind");
  amounts.money("cash", report.by_kind.cash)
      .money("investments", report.by_kind.investments)
      .money("property", report.by_kind.property)
      .money("loans", report.by_kind.loans);
  json.end_object().array_field("accounts");
  for (const auto& account : report.accounts) {
    json.begin_object()
        .field("account", account.account)
        .field("name", account.name)
        .field("kind", finance::account_kind_name(account.kind))
        .field("share", trim(account.share));
    amounts.money("value", account.value).money("whole_value", account.whole_value);
    json.end_object();
  }
  json.end_array().array_field("series");
  for (const auto& point : report.series) {
    json.begin_object().field("date", point.date);
    amounts.plain("total", point.total)
        .plain("invested", point.invested)
        .plain("cash", point.kinds.cash)
        .plain("investments", point.kinds.investments)
        .plain("property", point.kinds.property)
        .plain("loans", point.kinds.loans);
    json.end_object();
  }
  json.end_array();
  append_frame(json, report.frame);
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

}  // namespace coffer::api::rest
