#include "finance/cases/case_figures.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <set>

#include "finance/cases/case_problems.hpp"
#include "finance/cases/case_scope.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/book.hpp"
#include "ledger/earnings.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/performance.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/returns.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

class Figures {
 public:
  Figures(const CaseFile& file, const ledger::Book& book, ledger::Period period)
      : file_(file), book_(book), period_(period) {}

  Result<json::object> compute();

 private:
  Result<json::object> of_scope(const ledger::Scope& scope) const;
  void put_holdings(const ledger::Holdings& holdings, json::object& out) const;
  void put_earnings(const ledger::Earnings& earnings, json::object& out) const;
  void put_performance(const ledger::Performance& performance, json::object& out) const;
  Result<> put_contributions(const ledger::Scope& scope, json::object& out) const;
  void put_lots(const ledger::Scope& scope, json::object& out) const;
  void put_warnings(const ledger::Holdings& holdings, json::object& out) const;
  Result<> put_parts(json::object& out) const;
  void put_postings(json::object& out) const;
  [[nodiscard]] std::string_view account(ledger::AccountIndex index) const {
    return index.is_set() ? std::string_view(file_.account_names[index.value]) : std::string_view();
  }
  [[nodiscard]] std::string_view symbol(ledger::InstrumentIndex index) const {
    return index.is_set() ? std::string_view(file_.symbols[index.value]) : std::string_view();
  }

  const CaseFile& file_;
  const ledger::Book& book_;
  ledger::Period period_;
};

void Figures::put_holdings(const ledger::Holdings& holdings, json::object& out) const {
  json::array items;
  for (const ledger::Holding& one : holdings.items) {
    if (one.quantity.is_zero() && one.in_transit.is_zero()) continue;
    json::object item;
    item["account"] = text_of(account(one.account));
    item["symbol"] = text_of(symbol(one.instrument));
    item["quantity"] = text_of(one.quantity);
    item["cost_basis"] = text_of(one.cost_basis);
    item["cost_basis_local"] = text_of(one.cost_basis_local);
    item["average_price"] = text_of(one.average_price);
    item["market_value"] = text_of(one.value);
    item["market_value_local"] = text_of(one.value_local);
    item["unrealized_gain"] = text_of(one.unrealized_gain);
    items.push_back(std::move(item));
  }
  out["holdings"] = std::move(items);
  out["net_worth"] = text_of(holdings.net_worth);
  out["cash"] = text_of(holdings.cash_value);
  out["loans"] = text_of(holdings.loans_value);
  out["market_value"] = text_of(holdings.market_value);
  out["cost_basis"] = text_of(holdings.cost_basis);
  out["unrealized_gain"] = text_of(holdings.unrealized_gain);
  out["unrealized_asset_gain"] = text_of(holdings.unrealized_asset_gain);
  out["unrealized_forex_gain"] = text_of(holdings.unrealized_forex_gain);
  out["unrealized_brought_in"] = text_of(holdings.unrealized_brought_in);
  out["return_total"] = text_of(holdings.return_total);
  out["return_asset"] = text_of(holdings.return_asset);
  out["return_currency"] = text_of(holdings.return_currency);
}

void Figures::put_earnings(const ledger::Earnings& earnings, json::object& out) const {
  out["dividends"] = text_of(earnings.dividends);
  out["net_dividends"] = text_of(earnings.net_dividends);
  out["interest"] = text_of(earnings.interest);
  out["income"] = text_of(earnings.income);
  out["fees"] = text_of(earnings.fees);
  out["taxes"] = text_of(earnings.taxes);
  out["other_expenses"] = text_of(earnings.other_expenses);
  out["realized_gain"] = text_of(earnings.realized_gain);
  out["realized_gain_gross"] = text_of(earnings.realized_gain_gross);
  out["realized_asset_gain"] = text_of(earnings.realized_asset_gain);
  out["realized_forex_gain"] = text_of(earnings.realized_forex_gain);
}

void put_irr(const ledger::MoneyWeightedReturn& irr, json::object& out) {
  out["irr"] = text_of(irr.rate);
  out["irr_reason"] =
      irr.reason == ledger::IrrReason::None ? json::value(nullptr) : text_of(ledger::irr_reason_name(irr.reason));
  json::array others;
  for (const Ratio& other : irr.others) others.push_back(text_of(other));
  out["irr_others"] = std::move(others);
}

void put_annualized(std::optional<Ratio> annualized, std::int32_t days, json::object& out) {
  out["annualized"] = text_of(annualized);
  out["annualized_reason"] = !annualized && days < 365 ? text_of("shorter_than_a_year") : json::value(nullptr);
}

void put_simple_returns(const ledger::SimpleReturns& returns, json::object& out) {
  const auto put = [&](const std::string& name, const ledger::PeriodReturn& one) {
    out[name] = text_of(one.total);
    out[name + "_annualized"] = text_of(one.annualized);
  };
  put("modified_dietz", returns.modified_dietz);
  put("simple_return", returns.simple);
  put("return_on_average_investment", returns.on_average_investment);
}

void put_risk(const ledger::RiskFigures& risk, json::object& out) {
  out["semi_deviation"] = text_of(risk.semi_deviation);
  out["sharpe_ratio"] = text_of(risk.sharpe);
  out["sortino_ratio"] = text_of(risk.sortino);
  out["calmar_ratio"] = text_of(risk.calmar);
  out["value_at_risk"] = text_of(risk.value_at_risk);
  if (!risk.benchmark) return;
  out["benchmark_return"] = text_of(risk.benchmark->total);
  out["beta"] = text_of(risk.benchmark->beta);
  out["alpha"] = text_of(risk.benchmark->alpha);
  out["tracking_error"] = text_of(risk.benchmark->tracking_error);
  out["information_ratio"] = text_of(risk.benchmark->information_ratio);
  out["correlation"] = text_of(risk.benchmark->correlation);
}

Result<> Figures::put_contributions(const ledger::Scope& scope, json::object& out) const {
  if (scope.instrument.is_set()) return {};
  COFFER_TRY(contributions, ledger::compute_contributions(book_, scope, period_));
  json::array items;
  for (const ledger::Contribution& one : contributions.items)
    items.push_back(json::object{{"symbol", name_of(symbol(one.instrument))},
                                 {"gain", text_of(one.gain)},
                                 {"contribution", text_of(one.contribution)}});
  out["contributions"] = std::move(items);
  return {};
}

void Figures::put_performance(const ledger::Performance& performance, json::object& out) const {
  out["total_gain"] = text_of(performance.gain);
  out["twr"] = text_of(performance.twr);
  put_annualized(performance.twr_annualized, days_between(performance.from, performance.to), out);
  out["twr_annualized"] = text_of(performance.twr_annualized);
  put_irr(performance.irr, out);
  put_simple_returns(performance.simple_returns, out);
  out["max_drawdown"] = text_of(performance.max_drawdown);
  out["volatility"] = text_of(performance.volatility);
  out["daily_deviation"] = text_of(performance.daily_deviation);
  out["observations"] = text_of(std::to_string(performance.observations));
  out["earned_without_capital"] = text_of(performance.earned_without_capital);
  out["cash_forex_gain"] = text_of(performance.cash_forex_gain);
  json::array flows;
  for (const ledger::DatedAmount& flow : performance.flows)
    flows.push_back(json::object{{"date", text_of(flow.date)}, {"amount", text_of(flow.amount)}});
  out["flows"] = std::move(flows);
  json::array large;
  for (const ledger::LargeFlow& flow : performance.large_flows)
    large.push_back(json::object{{"date", text_of(flow.date)},
                                 {"amount", text_of(flow.amount)},
                                 {"twr_start", text_of(flow.twr_start)},
                                 {"twr_end", text_of(flow.twr_end)}});
  out["large_flows"] = std::move(large);
  json::array series;
  for (const ledger::PerformancePoint& point : performance.series) {
    if (std::ranges::find(file_.series_dates, point.date) == file_.series_dates.end()) continue;
    series.push_back(json::object{{"date", text_of(point.date)},
                                  {"value", text_of(point.value)},
                                  {"flow", text_of(point.flow)},
                                  {"gain", text_of(point.gain)},
                                  {"twr", text_of(point.twr)},
                                  {"cash", text_of(point.cash)},
                                  {"in_transit", text_of(point.in_transit)}});
  }
  out["series"] = std::move(series);
}

void Figures::put_lots(const ledger::Scope& scope, json::object& out) const {
  const auto shown = [&](const Decimal& amount) { return text_of(rescale(amount, book_.report.minor_digits())); };
  json::array lots;
  for (const ledger::Position& position : book_.positions) {
    if (!lies_in(scope, position.account, position.instrument)) continue;
    for (const ledger::Lot& lot : position.lots.open())
      lots.push_back(json::object{
          {"account", text_of(account(position.account))},
          {"symbol", text_of(symbol(position.instrument))},
          {"quantity", text_of(lot.quantity)},
          {"total_cost", lot.cost_state == ledger::CostState::Known ? shown(lot.cost) : json::value(nullptr)},
          {"lot_date", text_of(lot.lot_date)}});
  }
  out["lots"] = std::move(lots);
  json::array disposals;
  for (const ledger::Disposal& disposal : book_.disposals) {
    if (!lies_in(scope, disposal.account, disposal.instrument)) continue;
    if (disposal.date <= period_.from || disposal.date > period_.to) continue;
    const bool known = disposal.cost_state == ledger::CostState::Known;
    disposals.push_back(json::object{{"date", text_of(disposal.date)},
                                     {"symbol", text_of(symbol(disposal.instrument))},
                                     {"quantity", text_of(disposal.quantity)},
                                     {"cost", known ? shown(disposal.cost) : json::value(nullptr)},
                                     {"proceeds", shown(disposal.proceeds)},
                                     {"gain", known ? shown(disposal.gain) : json::value(nullptr)}});
  }
  out["disposals"] = std::move(disposals);
}

void Figures::put_warnings(const ledger::Holdings& holdings, json::object& out) const {
  json::array sold;
  json::array faults;
  json::array open;
  json::array not_valued;
  std::set<ledger::InstrumentIndex> listed;
  for (const ledger::Warning& warning : holdings.warnings) {
    switch (warning.kind) {
      case ledger::WarningKind::SoldWithoutLots:
        sold.push_back(json::object{{"date", text_of(warning.date)},
                                    {"symbol", text_of(symbol(warning.instrument))},
                                    {"quantity", text_of(warning.quantity)}});
        break;
      case ledger::WarningKind::PriceScaleFault:
        faults.push_back(json::object{{"symbol", text_of(symbol(warning.instrument))},
                                      {"date", text_of(warning.date)},
                                      {"close", text_of(warning.quantity)},
                                      {"kind", "scale"}});
        break;
      case ledger::WarningKind::OpenTransfer:
        open.push_back(json::object{{"symbol", text_of(symbol(warning.instrument))},
                                    {"quantity", text_of(warning.quantity)},
                                    {"account", text_of(account(warning.account))},
                                    {"since", text_of(warning.date)}});
        break;
      case ledger::WarningKind::NotValued:
        if (listed.insert(warning.instrument).second)
          not_valued.push_back(
              json::object{{"symbol", text_of(symbol(warning.instrument))}, {"since", text_of(warning.date)}});
        break;
      default: break;
    }
  }
  out["sold_without_lots"] = std::move(sold);
  out["price_faults"] = std::move(faults);
  out["open_transfers"] = std::move(open);
  out["not_valued"] = std::move(not_valued);
}

Result<> Figures::put_parts(json::object& out) const {
  COFFER_TRY(worth, ledger::compute_net_worth(book_));
  out["parts"] = json::array{json::object{{"owner", "own"}, {"value", text_of(worth.own)}},
                             json::object{{"owner", "others"}, {"value", text_of(worth.others)}}};
  return {};
}

void Figures::put_postings(json::object& out) const {
  json::array postings;
  for (const ledger::Posting& posting : book_.recorded) {
    if (std::ranges::find(file_.postings_of, posting.date) == file_.postings_of.end()) continue;
    if (posting.currency.is_empty()) continue;
    postings.push_back(json::object{{"date", text_of(posting.date)},
                                    {"ledger", text_of(ledger::ledger_account_name(posting.ledger))},
                                    {"currency", text_of(posting.currency.code())},
                                    {"amount", text_of(posting.amount)}});
  }
  out["postings"] = std::move(postings);
}

Result<json::object> Figures::of_scope(const ledger::Scope& scope) const {
  json::object out;
  COFFER_TRY(holdings, ledger::value_holdings(book_, scope));
  COFFER_TRY(earnings, ledger::compute_earnings(book_, scope, period_));
  COFFER_TRY(performance, ledger::compute_performance(
                              book_, {.scope = scope, .period = period_, .interval = ledger::Interval::Day}));
  put_holdings(holdings, out);
  put_earnings(earnings, out);
  COFFER_TRY(risk, ledger::compute_risk(book_, risk_request(file_, scope, period_)));
  put_performance(performance, out);
  put_risk(risk, out);
  COFFER_CHECK(put_contributions(scope, out));
  put_lots(scope, out);
  put_warnings(holdings, out);
  return out;
}

Result<json::object> Figures::compute() {
  COFFER_TRY(scope, find_scope(file_, file_.scope));
  COFFER_TRY(out, of_scope(scope));
  COFFER_CHECK(put_parts(out));
  put_postings(out);
  json::array scopes;
  for (const std::string& name : file_.scopes) {
    COFFER_TRY(inner, find_scope(file_, name));
    COFFER_TRY(figures, of_scope(inner));
    figures["scope"] = text_of(name);
    scopes.push_back(std::move(figures));
  }
  if (!scopes.empty()) out["scopes"] = std::move(scopes);
  return std::move(out);
}

// Cases of returns alone, without a book.
json::object pure_figures(const CaseFile& file) {
  json::object out;
  if (file.has_cash_flows) {
    std::vector<ledger::DatedFlow> flows;
    for (const ledger::DatedAmount& one : file.cash_flows) flows.push_back({one.date, Ratio{to_statistic(one.amount)}});
    const auto worth = file.final_value ? std::optional(Ratio{to_statistic(*file.final_value)}) : std::nullopt;
    put_irr(ledger::compute_irr(std::move(flows), last_day(file), worth), out);
  }
  if (file.total_return)
    put_annualized(ledger::annualize(Ratio{to_statistic(*file.total_return)}, file.days, file.policy.short_periods),
                   file.days, out);
  return out;
}

}  // namespace

Result<json::object> compute_figures(const CaseFile& file) {
  if (file.has_cash_flows || file.total_return) return pure_figures(file);
  if (!file.as_of)
    return fail(ErrorKind::Invalid, problems::invalid_case, "Give as_of.", {{"/as_of", "The day of the figures."}});
  COFFER_TRY(book, ledger::compute_book(file.input, {.report = file.base_currency,
                                                     .as_of = *file.as_of,
                                                     .policy = file.policy,
                                                     .entries = ledger::Entries::Kept}));
  return Figures(file, book, file.period.value_or(ledger::whole_period(book))).compute();
}

}  // namespace coffer::finance
