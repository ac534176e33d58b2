#include "finance/portfolios/portfolio_store.hpp"

#include "finance/portfolios/portfolio_problems.hpp"
#include "finance/portfolios/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view cursor_tag = "portfolios";

Portfolio to_portfolio(const Row& row) {
  Portfolio portfolio;
  portfolio.id = row.id<PortfolioId>(0);
  portfolio.name = row.text(1);
  portfolio.currency = row.currency(2);
  portfolio.nature = row.boolean(3) ? PortfolioNature::Default : PortfolioNature::Chosen;
  portfolio.created_at = row.timestamp(4);
  portfolio.updated_at = row.timestamp(5);
  portfolio.version = row.int64(6);
  for (const auto& uuid : row.uuid_array(7)) portfolio.accounts.push_back(AccountId{uuid});
  return portfolio;
}

std::optional<Portfolio> first_portfolio(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return to_portfolio(rows.front());
}

Error named(Error error) {
  if (platform::constraint_of(error) != "portfolios_name_key") return error;
  return fail(ErrorKind::Conflict, problems::portfolio_name_taken, "The household has a portfolio of this name.",
              {{"/name", "Choose another name."}})
      .error();
}

}  // namespace

Task<Page<Portfolio>> PortfolioStore::list(const Caller& caller, PageRequest page) {
  std::vector<std::string> after{"false", "", format_uuid(Uuid{})};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, cursor_tag, 3));
    after = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_portfolios, caller.household(), after[0],
                                                                after[1], after[2], page.limit + 1)));
  Page<Portfolio> found;
  for (const auto row : rows) found.items.push_back(to_portfolio(row));
  cut_page(found, page.limit, cursor_tag, [&](const Portfolio& last) {
    const auto row = rows[static_cast<int>(found.items.size()) - 1];
    return CursorKeys{last.nature == PortfolioNature::Default ? "false" : "true", row.text(8), last.id.text()};
  });
  co_return found;
}

Task<std::optional<Portfolio>> PortfolioStore::find(const Caller& caller, PortfolioId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_portfolio, caller.household(), id)));
  co_return first_portfolio(rows);
}

Task<std::optional<Portfolio>> PortfolioStore::find(UnitOfWork& unit, PortfolioId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_portfolio, unit.caller().household(), id)));
  co_return first_portfolio(rows);
}

Task<std::optional<std::int64_t>> PortfolioStore::lock(UnitOfWork& unit, PortfolioId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_portfolio, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<std::int64_t>{};
  co_return std::optional(rows.front().int64(0));
}

Task<> PortfolioStore::insert(UnitOfWork& unit, PortfolioId id, NewPortfolio portfolio) {
  const auto& caller = unit.caller();
  const auto user = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  auto inserted = co_await unit.run(
      statement(sql::insert_portfolio, caller.household(), id, portfolio.name, portfolio.currency, user));
  if (!inserted) co_return fail(named(std::move(inserted).error()));
  co_return co_await save_accounts(unit, id, std::move(portfolio.accounts));
}

Task<> PortfolioStore::update(UnitOfWork& unit, Portfolio portfolio) {
  auto updated = co_await unit.run(
      statement(sql::update_portfolio, unit.caller().household(), portfolio.id, portfolio.name, portfolio.currency));
  if (!updated) co_return fail(named(std::move(updated).error()));
  co_return Result<>{};
}

Task<> PortfolioStore::save_accounts(UnitOfWork& unit, PortfolioId id, std::vector<AccountId> accounts) {
  const auto household = unit.caller().household();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::clear_portfolio_accounts, household, id)));
  COFFER_CO_TRY(stored, co_await unit.run(statement(sql::insert_portfolio_accounts, household, id, accounts)));
  if (stored.affected() != static_cast<std::int64_t>(accounts.size())) {
    co_return fail(ErrorKind::Invalid, problems::unknown_account,
                   "The portfolio names an account that is not there, or one twice.",
                   {{"/accounts", "Name accounts of this household, each once."}});
  }
  co_return Result<>{};
}

Task<> PortfolioStore::remove(UnitOfWork& unit, PortfolioId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_portfolio, unit.caller().household(), id)));
  co_return Result<>{};
}

}  // namespace coffer::finance
