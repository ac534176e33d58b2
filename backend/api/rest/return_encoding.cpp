// Risk, contribution, monthly returns, round trips.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/report_amounts.hpp"
#include "api/rest/report_encoding.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

namespace {

void begin_period(JsonWriter& json, Date from, Date to, const finance::ReportFrame& frame) {
  json.begin_object().field("from", from).field("to", to).field("currency", frame.currency);
}

void append_instrument_or_null(JsonWriter& json, const std::optional<finance::InstrumentReference>& instrument) {
  json.key("instrument");
  if (instrument) {
    append_reference(json, *instrument);
  } else {
    json.null();
  }
}

void append_drawdown(JsonWriter& json, const ledger::MaxDrawdown& fall) {
  json.object_field("max_drawdown")
      .field("depth", fall.depth)
      .field("peak", fall.peak)
      .field("trough", fall.trough)
      .field("recovery", fall.recovery)
      .field("days_down", fall.days_down)
      .end_object();
}

void append_benchmark(JsonWriter& json, const finance::RiskReport& report) {
  if (!report.benchmark) {
    json.null_field("benchmark");
    return;
  }
  json.object_field("benchmark").key("instrument");
  append_reference(json, *report.benchmark);
  const auto& known = report.figures.benchmark;
  const auto figures = known.value_or(ledger::BenchmarkFigures{});
  json.field("total", known ? std::optional(figures.total) : std::nullopt)
      .field("beta", figures.beta)
      .field("alpha", figures.alpha)
      .field("tracking_error", figures.tracking_error)
      .field("information_ratio", figures.information_ratio)
      .field("correlation", figures.correlation)
      .end_object();
}

void append_periods(JsonWriter& json, Amounts& amounts, std::string_view name,
                    const std::vector<finance::PeriodReturn>& periods) {
  json.array_field(name);
  for (const auto& one : periods) {
    json.begin_object().field("period", one.period).field("from", one.from).field("to", one.to).field("twr", one.twr);
    amounts.money("gain", one.gain);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string encode_risk(const finance::RiskReport& report) {
  const auto& figures = report.figures;
  JsonWriter json(8 * 1024 + report.series.size() * 60);
  begin_period(json, report.from, report.to, report.frame);
  json.field("risk_free", report.risk_free)
      .field("confidence", report.confidence)
      .field("observations", figures.observations)
      .field("volatility", figures.volatility)
      .field("semi_deviation", figures.semi_deviation);
  append_drawdown(json, figures.max_drawdown);
  json.field("sharpe", figures.sharpe)
      .field("sortino", figures.sortino)
      .field("calmar", figures.calmar)
      .field("value_at_risk", figures.value_at_risk);
  append_benchmark(json, report);
  json.array_field("series");
  for (const auto& point : report.series)
    json.begin_object().field("date", point.date).field("drawdown", point.drawdown).end_object();
  json.end_array();
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_contribution(const finance::ContributionReport& report) {
  JsonWriter json(4 * 1024 + report.items.size() * 300);
  begin_period(json, report.from, report.to, report.frame);
  Amounts amounts(json, report.frame);
  amounts.money("gain", report.gain);
  json.field("twr", report.twr).array_field("items");
  for (const auto& item : report.items) {
    json.begin_object();
    append_instrument_or_null(json, item.instrument);
    amounts.money("gain", item.gain).share("contribution", item.contribution);
    json.end_object();
  }
  json.end_array();
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_returns(const finance::ReturnsReport& report) {
  JsonWriter json(4 * 1024 + report.months.size() * 180);
  begin_period(json, report.from, report.to, report.frame);
  json.field("twr", report.twr);
  Amounts amounts(json, report.frame);
  append_periods(json, amounts, "months", report.months);
  append_periods(json, amounts, "years", report.years);
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

std::string encode_trades(const finance::TradesReport& report) {
  JsonWriter json(4 * 1024 + report.items.size() * 600);
  begin_period(json, report.from, report.to, report.frame);
  json.array_field("items");
  Amounts amounts(json, report.frame);
  for (const auto& trade : report.items) {
    json.begin_object()
        .field("state", trade.closed_on ? "closed" : "open")
        .field("account", trade.account)
        .key("instrument");
    append_reference(json, trade.instrument);
    json.field("opened_by", trade.opened_by)
        .field("closed_by", trade.closed_by)
        .field("opened_on", trade.opened_on)
        .field("closed_on", trade.closed_on);
    amounts.quantity(trade.quantity)
        .money("cost", trade.cost)
        .money("proceeds", trade.proceeds)
        .money("gain", trade.gain);
    json.field("holding_days", trade.holding_days)
        .field("return", trade.total_return)
        .field("return_annualized", trade.annualized)
        .end_object();
  }
  json.end_array();
  append_warnings(json, report.frame);
  json.end_object();
  return json.take();
}

}  // namespace coffer::api::rest
