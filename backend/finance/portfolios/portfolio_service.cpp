#include "finance/portfolios/portfolio_service.hpp"

#include "auth/permissions/permissions.hpp"
#include "finance/portfolios/portfolio_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_portfolio() {
  return fail(ErrorKind::NotFound, problems::portfolio_not_found,
              "There is no such portfolio. It may have been removed.");
}

std::string summary(const Portfolio& portfolio) {
  platform::JsonWriter writer;
  writer.begin_object()
      .field("currency", portfolio.currency)
      .field("version", portfolio.version)
      .array_field("accounts");
  for (const auto& account : portfolio.accounts) writer.value(account);
  writer.end_array().end_object();
  return writer.take();
}

void record(UnitOfWork& unit, PortfolioId id, std::string_view action, std::string before, std::string after) {
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "portfolio",
              .object = id.uuid,
              .before = std::move(before),
              .after = std::move(after)});
}

}  // namespace

Task<Page<Portfolio>> PortfolioService::list_portfolios(const Caller& caller, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await store_.list(caller, std::move(page));
}

Task<Portfolio> PortfolioService::get_portfolio(const Caller& caller, PortfolioId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(portfolio, co_await store_.find(caller, id));
  if (!portfolio) co_return no_such_portfolio();
  co_return std::move(*portfolio);
}

Task<Portfolio> PortfolioService::create_portfolio(const Caller& caller, UnitOfWork& unit, NewPortfolio portfolio) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditPortfolios));
  const auto id = random_.id<PortfolioId>();
  COFFER_CO_CHECK(co_await store_.insert(unit, id, std::move(portfolio)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  record(unit, id, "finance.portfolio.create", "", summary(*stored));
  co_return std::move(*stored);
}

Task<Portfolio> PortfolioService::update_portfolio(const Caller& caller, UnitOfWork& unit, PortfolioId id,
                                                   PortfolioChange change, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditPortfolios));
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_portfolio();
  COFFER_CO_CHECK(check(*version));
  COFFER_CO_TRY(portfolio, co_await store_.find(unit, id));
  if (change.accounts && portfolio->nature == PortfolioNature::Default) {
    co_return fail(ErrorKind::Conflict, problems::default_portfolio,
                   "The default portfolio always holds all accounts. Make another portfolio to choose some of them.");
  }
  const auto before = summary(*portfolio);
  if (change.name) portfolio->name = *change.name;
  if (change.currency) portfolio->currency = *change.currency;
  COFFER_CO_CHECK(co_await store_.update(unit, *portfolio));
  if (change.accounts) COFFER_CO_CHECK(co_await store_.save_accounts(unit, id, std::move(*change.accounts)));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  record(unit, id, "finance.portfolio.update", before, summary(*stored));
  co_return std::move(*stored);
}

Task<> PortfolioService::remove_portfolio(const Caller& caller, UnitOfWork& unit, PortfolioId id, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditPortfolios));
  COFFER_CO_TRY(version, co_await store_.lock(unit, id));
  if (!version) co_return no_such_portfolio();
  COFFER_CO_CHECK(check(*version));
  COFFER_CO_TRY(portfolio, co_await store_.find(unit, id));
  if (portfolio->nature == PortfolioNature::Default) {
    co_return fail(ErrorKind::Conflict, problems::default_portfolio, "The default portfolio cannot be removed.");
  }
  const auto before = summary(*portfolio);
  COFFER_CO_CHECK(co_await store_.remove(unit, id));
  record(unit, id, "finance.portfolio.remove", before, "");
  co_return Result<>{};
}

}  // namespace coffer::finance
