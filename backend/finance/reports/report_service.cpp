#include "finance/reports/report_service.hpp"

#include <algorithm>

#include "auth/permissions/permissions.hpp"
#include "finance/accounts/account_problems.hpp"
#include "finance/instruments/instrument_problems.hpp"
#include "finance/portfolios/portfolio_problems.hpp"
#include "finance/reports/shown_figures.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;

namespace {

std::unexpected<Error> invalid_moment(std::string detail) {
  return fail(ErrorKind::Invalid, "finance/invalid-moment", "Nothing is known of that moment.",
              {{"?as_known_at", std::move(detail)}});
}

std::unexpected<Error> no_benchmark() {
  return fail(ErrorKind::Invalid, "finance/unknown-benchmark", "There is no such benchmark.",
              {{"?benchmark", "Name an instrument of the household, or one that all can see."}});
}

std::unexpected<Error> amounts_hidden() {
  return fail(ErrorKind::Forbidden, auth::problems::not_allowed,
              "Some of these accounts are shown to you without amounts: ask for the others one by one.");
}

Result<> check_moment(std::optional<Timestamp> known_at, Timestamp now) {
  if (!known_at) return {};
  if (*known_at > now) return invalid_moment("The moment has not come yet: give one of the past.");
  if (date_of(*known_at) < since_ever) return invalid_moment("Give a moment from 1000-01-01 on.");
  return {};
}

// The course of what is property: the sum over its instruments.
Result<std::vector<Decimal>> property_series(const ComputedBook& computed, ledger::Period period,
                                             ledger::Interval spacing, std::size_t points) {
  std::vector<Decimal> sums(points);
  for (std::size_t i = 0; i < computed.household->instruments.size(); ++i) {
    if (computed.household->instruments[i].reference.kind != InstrumentKind::Property) continue;
    const auto scope = ledger::Scope::of_instrument(ledger::index_of<ledger::InstrumentIndex>(i));
    COFFER_TRY(course,
               ledger::compute_performance(computed.book, {.scope = scope, .period = period, .interval = spacing}));
    for (std::size_t k = 0; k < std::min(points, course.series.size()); ++k) sums[k] += course.series[k].value;
  }
  return sums;
}

NetWorthKinds kinds_of(const Decimal& total, const Decimal& cash, const Decimal& loans, const Decimal& property) {
  return {.cash = cash, .investments = total - cash - loans - property, .property = property, .loans = loans};
}

Result<NetWorthReport> report_net_worth(const ComputedBook& computed, const ReportInterval& interval, Date to) {
  const auto& book = computed.book;
  COFFER_TRY(period, period_of(computed, interval, to));
  COFFER_TRY(worth, ledger::compute_net_worth(book));
  const auto whole = ledger::Scope::household();
  COFFER_TRY(holdings, ledger::value_holdings(book, whole, ledger::HoldingRows::PerAccount));
  COFFER_TRY(course,
             ledger::compute_performance(book, {.scope = whole, .period = period, .interval = interval.spacing}));
  COFFER_TRY(property, property_series(computed, period, interval.spacing, course.series.size()));

  NetWorthReport report;
  report.frame = to_frame(holdings, worth.warnings, computed);
  report.on = book.as_of;
  report.from = period.from;
  report.to = period.to;
  std::vector<Decimal> exact;
  for (const auto& account : worth.accounts) exact.push_back(account.exact);
  const auto values = ledger::round_parts(exact, book.report.minor_digits());
  Decimal property_now;
  for (const auto& holding : holdings.items) {
    if (computed.household->instruments[holding.instrument.value].reference.kind == InstrumentKind::Property &&
        holding.value) {
      property_now += *holding.value;
    }
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& account = worth.accounts[i];
    const auto& named = computed.household->accounts[account.account.value];
    NetWorthAccount item;
    item.account = named.id;
    item.name = named.name;
    item.kind = named.kind;
    item.share = Decimal(1);
    for (const auto& share : book.accounts[account.account.value].shares) {
      if (share.from <= book.as_of || &share == &book.accounts[account.account.value].shares.front())
        item.share = share.own;
    }
    item.value = values[i];
    item.whole_value = values[i] + account.others;
    report.total += item.value;
    report.accounts.push_back(std::move(item));
  }
  report.by_kind = kinds_of(report.total, worth.cash, worth.loans, property_now);
  // The opening day, from which the course counts.
  const ledger::Period opening{period.from.plus_days(-1), period.from};
  COFFER_TRY(first,
             ledger::compute_performance(book, {.scope = whole, .period = opening, .interval = ledger::Interval::Day}));
  COFFER_TRY(first_property, property_series(computed, opening, ledger::Interval::Day, first.series.size()));
  const auto& start = first.series.back();
  report.series.push_back(
      {start.date, start.value, start.value, kinds_of(start.value, start.cash, start.loans, first_property.back())});
  for (std::size_t i = 0; i < course.series.size(); ++i) {
    const auto& point = course.series[i];
    report.series.push_back(
        {point.date, point.value, point.invested, kinds_of(point.value, point.cash, point.loans, property[i])});
  }
  return report;
}

bool contains(const std::vector<AccountId>& accounts, AccountId account) {
  return std::ranges::find(accounts, account) != accounts.end();
}

}  // namespace

template <class Report, class Make>
Task<Report> ReportService::report_on(Subject subject, Make make) {
  co_return co_await pool_.run([subject = std::move(subject), make = std::move(make)]() -> Result<Report> {
    COFFER_TRY(report, make(*subject.computed, subject.scope));
    show_to(report.frame, subject.amounts, subject.weights);
    return std::move(report);
  });
}

Task<std::string> ReportService::find_version(const Caller& caller) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(version, co_await books_.find_version(caller));
  co_return text_of(version) + "." + format_date(day_of(std::nullopt));
}

ReportService::View ReportService::view_of(const ReportDay& day) const {
  return {.currency = day.currency,
          .as_of = day.on.value_or(day_of(day.known_at)),
          .policy = {.cost_basis = day.cost_basis},
          .member = std::nullopt,
          .known_at = day.known_at,
          .benchmark = std::nullopt};
}

Task<ReportService::Subject> ReportService::open(const Caller& caller, ReportScope scope, View wanted) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_CHECK(check_moment(wanted.known_at, clock_.now()));
  COFFER_CO_TRY(book, co_await books_.load(caller, wanted.known_at));
  Subject subject;
  std::optional<Currency> own;
  if (const auto* id = std::get_if<PortfolioId>(&scope)) {
    COFFER_CO_TRY(portfolio, co_await portfolios_.find(caller, *id));
    if (!portfolio) co_return fail(ErrorKind::NotFound, problems::portfolio_not_found, "There is no such portfolio.");
    own = portfolio->currency;
    if (portfolio->nature == PortfolioNature::Chosen) {
      std::vector<ledger::AccountIndex> accounts;
      for (const auto account : portfolio->accounts) {
        if (const auto place = book->index.account(account); place.is_set()) accounts.push_back(place);
      }
      if (accounts.empty()) {
        co_return fail(ErrorKind::Invalid, "finance/empty-portfolio",
                       wanted.known_at ? "None of the portfolio's accounts was known at that moment."
                                       : "The portfolio holds no account: put one in to see its figures.");
      }
      subject.scope = ledger::Scope::of_accounts(std::move(accounts));
    }
  } else if (const auto* account = std::get_if<AccountId>(&scope)) {
    const auto place = book->index.account(*account);
    if (!place.is_set())
      co_return fail(ErrorKind::NotFound, problems::account_not_found,
                     wanted.known_at ? "No such account was known at that moment." : "There is no such account.");
    own = book->accounts[place.value].currency;
    subject.scope = ledger::Scope::of_account(place);
  } else if (const auto* instrument = std::get_if<InstrumentId>(&scope)) {
    const auto place = book->index.instrument(*instrument);
    if (!place.is_set()) {
      co_return fail(ErrorKind::NotFound, problems::instrument_not_found,
                     "The household never held such an instrument.");
    }
    subject.scope = ledger::Scope::of_instrument(place);
  }
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  if (!unseen.empty()) {
    const auto is_unseen = [&](const auto& account) { return contains(unseen, account.id); };
    const auto is_place_unseen = [&](ledger::AccountIndex place) { return is_unseen(book->accounts[place.value]); };
    const bool whole = subject.scope.accounts.empty();
    const bool hidden = whole ? std::ranges::any_of(book->accounts, is_unseen)
                              : std::ranges::any_of(subject.scope.accounts, is_place_unseen);
    if (hidden) subject.amounts = auth::AmountSight::Hidden;
    if (hidden && !std::ranges::all_of(book->accounts, is_unseen)) subject.weights = auth::AmountSight::Hidden;
  }
  if (wanted.benchmark) {
    if (!book->index.instrument(*wanted.benchmark).is_set()) {
      auto wider = co_await books_.with_instrument(caller, book, *wanted.benchmark, wanted.known_at);
      if (!wider && wider.error().kind == ErrorKind::NotFound) co_return no_benchmark();
      COFFER_CO_TRY(found, std::move(wider));
      book = std::move(found);
    }
    subject.benchmark = book->index.instrument(*wanted.benchmark);
  }
  BookView view;
  view.currency = wanted.currency.value_or(own.value_or(book->base_currency));
  view.as_of = wanted.as_of;
  view.policy = wanted.policy;
  view.member = wanted.member;
  view.history = wanted.history;
  COFFER_CO_TRY(computed, co_await books_.compute(std::move(book), view));
  subject.computed = std::move(computed);
  co_return subject;
}

ReportService::View ReportService::view_of(const ReportInterval& interval, std::optional<Currency> currency) const {
  return {.currency = currency,
          .as_of = interval.to.value_or(day_of(interval.known_at)),
          .policy = {},
          .member = std::nullopt,
          .known_at = interval.known_at,
          .benchmark = std::nullopt};
}

template <class Report, class Make>
Task<Report> ReportService::report_over(Subject subject, ReportInterval interval, Make make) {
  auto over = [interval = std::move(interval), make = std::move(make)](const ComputedBook& computed,
                                                                       const ledger::Scope& of) -> Result<Report> {
    COFFER_TRY(period, period_of(computed, interval, computed.book.as_of));
    return make(computed, of, period);
  };
  co_return co_await report_on<Report>(std::move(subject), std::move(over));
}

Task<PerformanceReport> ReportService::get_performance(const Caller& caller, ReportScope scope, ReportInterval interval,
                                                       std::optional<Currency> currency, ReturnTerms terms) {
  auto view = view_of(interval, currency);
  view.policy = terms.policy;
  view.benchmark = terms.benchmark;
  COFFER_CO_TRY(subject, co_await open(caller, scope, view));
  auto make = [spacing = interval.spacing, benchmark = subject.benchmark](
                  const ComputedBook& computed, const ledger::Scope& of, ledger::Period period) {
    return report_performance(computed, of, period, spacing, benchmark);
  };
  co_return co_await report_over<PerformanceReport>(std::move(subject), interval, std::move(make));
}

Task<RiskReport> ReportService::get_risk(const Caller& caller, ReportScope scope, ReportInterval interval,
                                         std::optional<Currency> currency, std::optional<InstrumentId> benchmark,
                                         RiskTerms terms) {
  auto view = view_of(interval, currency);
  view.benchmark = benchmark;
  COFFER_CO_TRY(subject, co_await open(caller, scope, view));
  auto make = [terms, against = subject.benchmark](const ComputedBook& computed, const ledger::Scope& of,
                                                   ledger::Period period) {
    return report_risk(computed, risk_request(of, period, against, terms), terms);
  };
  co_return co_await report_over<RiskReport>(std::move(subject), interval, std::move(make));
}

Task<ContributionReport> ReportService::get_contribution(const Caller& caller, ReportScope scope,
                                                         ReportInterval interval, std::optional<Currency> currency) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(interval, currency)));
  co_return co_await report_over<ContributionReport>(std::move(subject), interval, report_contribution);
}

Task<ReturnsReport> ReportService::get_returns(const Caller& caller, ReportScope scope, ReportInterval interval,
                                               std::optional<Currency> currency) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(interval, currency)));
  co_return co_await report_over<ReturnsReport>(std::move(subject), interval, report_returns);
}

Task<TradesReport> ReportService::list_trades(const Caller& caller, ReportScope scope, ReportInterval interval,
                                              std::optional<Currency> currency, TradeFilter filter) {
  auto view = view_of(interval, currency);
  view.policy.cost_basis = filter.cost_basis;
  COFFER_CO_TRY(subject, co_await open(caller, scope, view));
  auto make = [filter](const ComputedBook& computed, const ledger::Scope& of, ledger::Period period) {
    return report_trades(computed, of, period, filter.instrument, filter.state);
  };
  co_return co_await report_over<TradesReport>(std::move(subject), interval, std::move(make));
}

Task<Explanation> ReportService::explain(const Caller& caller, ReportScope scope, FigureQuestion question,
                                         ReportInterval interval, std::optional<Currency> currency, ReturnTerms terms,
                                         RiskTerms risk) {
  auto view = view_of(interval, currency);
  view.policy = terms.policy;
  view.benchmark = terms.benchmark;
  view.history = ledger::History::Kept;
  COFFER_CO_TRY(subject, co_await open(caller, scope, view));
  if (subject.amounts == auth::AmountSight::Hidden) co_return amounts_hidden();
  auto make = [question = std::move(question), risk, against = subject.benchmark](
                  const ComputedBook& computed, const ledger::Scope& of, ledger::Period period) {
    return explain_figure(computed, risk_request(of, period, against, risk), question);
  };
  co_return co_await report_over<Explanation>(std::move(subject), interval, std::move(make));
}

Task<SalePreview> ReportService::preview_sale(const Caller& caller, PortfolioId portfolio, SaleToPreview sale) {
  ReportInterval until;
  until.to = sale.date;
  COFFER_CO_TRY(subject, co_await open(caller, portfolio, view_of(until, sale.currency)));
  if (subject.amounts == auth::AmountSight::Hidden) co_return amounts_hidden();
  co_return co_await pool_.run([subject = std::move(subject), sale = std::move(sale)] {
    return finance::preview_sale(*subject.computed, subject.scope, sale);
  });
}

Task<DataHealth> ReportService::get_data_health(const Caller& caller, std::optional<Timestamp> known_at) {
  ReportInterval until;
  until.known_at = known_at;
  const ReportScope whole = WholeHousehold{};
  COFFER_CO_TRY(subject, co_await open(caller, whole, view_of(until, std::nullopt)));
  auto make = [](const ComputedBook& computed, const ledger::Scope&) { return report_data_health(computed); };
  co_return co_await report_on<DataHealth>(std::move(subject), std::move(make));
}

Task<HoldingsReport> ReportService::list_holdings(const Caller& caller, ReportScope scope, ReportDay day) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(day)));
  auto make = [](const ComputedBook& computed, const ledger::Scope& of) -> Result<HoldingsReport> {
    COFFER_TRY(merged, ledger::value_holdings(computed.book, of, ledger::HoldingRows::PerInstrument));
    COFFER_TRY(parts, ledger::value_holdings(computed.book, of, ledger::HoldingRows::PerAccount));
    return show_holdings(computed, of, merged, parts);
  };
  co_return co_await report_on<HoldingsReport>(std::move(subject), std::move(make));
}

Task<AllocationReport> ReportService::get_allocation(const Caller& caller, ReportScope scope, AllocationBy by,
                                                     ReportDay day) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(day)));
  auto make = [by](const ComputedBook& computed, const ledger::Scope& of) -> Result<AllocationReport> {
    COFFER_TRY(parts, ledger::value_holdings(computed.book, of, ledger::HoldingRows::PerAccount));
    return show_allocation(computed, parts, by);
  };
  co_return co_await report_on<AllocationReport>(std::move(subject), std::move(make));
}

Task<IncomeReport> ReportService::get_income(const Caller& caller, ReportScope scope, ReportInterval interval,
                                             std::optional<Currency> currency) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(interval, currency)));
  auto make = [](const ComputedBook& computed, const ledger::Scope& of, ledger::Period period) -> Result<IncomeReport> {
    return show_income(computed, of, period);
  };
  co_return co_await report_over<IncomeReport>(std::move(subject), interval, std::move(make));
}

Task<LotsReport> ReportService::list_lots(const Caller& caller, ReportScope scope,
                                          std::optional<InstrumentId> instrument, ReportDay day) {
  COFFER_CO_TRY(subject, co_await open(caller, scope, view_of(day)));
  auto make = [instrument](const ComputedBook& computed, const ledger::Scope& of) -> Result<LotsReport> {
    COFFER_TRY(parts, ledger::value_holdings(computed.book, of, ledger::HoldingRows::PerAccount));
    return show_lots(computed, of, parts, instrument);
  };
  co_return co_await report_on<LotsReport>(std::move(subject), std::move(make));
}

Task<NetWorthReport> ReportService::get_net_worth(const Caller& caller, ReportInterval interval, std::optional<Date> on,
                                                  std::optional<Currency> currency, std::optional<UserId> member) {
  const auto to = interval.to.value_or(on.value_or(day_of(interval.known_at)));
  const auto as_of = on.value_or(to);
  if (to > as_of) co_return invalid_interval("?to", "The series ends on `on` or before.");
  const ReportScope whole = WholeHousehold{};
  auto view = view_of(interval, currency);
  view.as_of = as_of;
  view.member = member;
  COFFER_CO_TRY(subject, co_await open(caller, whole, view));
  auto make = [interval, to](const ComputedBook& computed, const ledger::Scope&) {
    return report_net_worth(computed, interval, to);
  };
  co_return co_await report_on<NetWorthReport>(std::move(subject), std::move(make));
}

}  // namespace coffer::finance
