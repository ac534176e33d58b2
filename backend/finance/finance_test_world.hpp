// What the tests of this room stand on: a real database, two households, and the services.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "finance/accounts/account_service.hpp"
#include "finance/actions/action_service.hpp"
#include "finance/instruments/instrument_service.hpp"
#include "finance/market/market_service.hpp"
#include "finance/portfolios/portfolio_service.hpp"
#include "finance/previews/preview_service.hpp"
#include "finance/reports/report_service.hpp"
#include "finance/transactions/bulk_edit_service.hpp"
#include "finance/transactions/change_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "finance/transactions/transfer_service.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::finance {

inline platform::DatabaseOptions api_options(const testkit::TestDatabase& database) {
  platform::DatabaseOptions options;
  options.conninfo = database.conninfo(testkit::As::Api);
  return options;
}

inline Decimal dec(std::string_view text) { return parse_decimal(text).value(); }
inline Date day(std::string_view text) { return parse_date(text).value(); }
inline Currency cur(std::string_view code) { return parse_currency(code).value(); }

struct FinanceWorld : testing::Test {
  testkit::TestDatabase storage;
  platform::BlockingConnection administrator = storage.connect(testkit::As::Administrator);
  platform::FixedClock clock{parse_timestamp("2024-12-31T12:00:00Z").value()};
  platform::SystemClock ticking;
  platform::SystemRandom random{ticking};
  platform::LoopGroup loops{1};
  platform::ComputePool pool{platform::ComputePoolLimits{}};
  platform::Database database{api_options(storage), loops.all(), random};
  AccountService accounts{database, random};
  InstrumentService instruments{database, random};
  MarketService market{database, random, clock};
  TransactionService transactions{database, random, clock};
  PortfolioService portfolios{database, random};
  ReportService reports{database, random, pool, clock};
  PreviewService previews{database, random, pool, clock, transactions, reports.books()};
  ChangeService changes{database, random};
  BulkEditService bulk_edits{database, random};
  TransferService transfers{database, random};
  ActionService actions{database, random, pool, reports.books()};
  testkit::Household home = testkit::add_household(administrator);
  testkit::Household neighbours = testkit::add_household(administrator);
  Caller owner = testkit::owner_of(home);
  Caller neighbour = testkit::owner_of(neighbours);

  ~FinanceWorld() override { static_cast<void>(run(database.close())); }

  template <class T>
  Result<T> run(platform::Task<T> task) {
    return platform::run_to_end(loops.at(0), std::move(task));
  }
  template <class Function>
  auto write(const Caller& caller, Function function) {
    return run(database.write(caller, std::move(function)));
  }
  static VersionCheck any_version() {
    return [](std::int64_t) { return Result<>{}; };
  }

  Account open_account(NewAccount account) {
    auto made = write(owner, [&](platform::UnitOfWork& unit) { return accounts.create_account(owner, unit, account); });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(Account{});
  }
  Account open_account(std::string name, std::string_view currency = "EUR") {
    NewAccount account;
    account.name = std::move(name);
    account.currency = cur(currency);
    return open_account(std::move(account));
  }
  InstrumentId add_instrument(std::string symbol, std::string_view currency = "EUR") {
    NewInstrument instrument;
    instrument.symbol = std::move(symbol);
    instrument.currency = cur(currency);
    auto made = write(
        owner, [&](platform::UnitOfWork& unit) { return instruments.create_instrument(owner, unit, instrument); });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made ? made->reference.id : InstrumentId{};
  }
  void add_prices(InstrumentId instrument, std::vector<GivenPrice> prices) {
    auto made = write(owner, [&](platform::UnitOfWork& unit) {
      return market.create_prices(owner, unit, instrument, prices, Adjustment::None, std::nullopt);
    });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
  void add_rates(std::vector<FxRate> rates) {
    auto made = write(owner, [&](platform::UnitOfWork& unit) { return market.create_fx_rates(owner, unit, rates); });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
  Result<Transaction> try_record(TransactionFields fields) {
    return write(owner,
                 [&](platform::UnitOfWork& unit) { return transactions.create_transaction(owner, unit, fields); });
  }
  Transaction record(TransactionFields fields) {
    auto made = try_record(std::move(fields));
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(Transaction{});
  }

  static NewAction action(TransactionType type, InstrumentId instrument, std::string_view on) {
    NewAction made;
    made.terms.type = type;
    made.terms.instrument = instrument;
    made.terms.ex_date = day(on);
    return made;
  }
  Result<KeptAction> try_tell(const NewAction& told) {
    auto planned = run(actions.plan_action(owner, told));
    if (!planned) return std::unexpected(std::move(planned.error()));
    return write(owner, [&](platform::UnitOfWork& unit) { return actions.create_action(owner, unit, *planned); });
  }
  KeptAction tell(const NewAction& told) {
    auto made = try_tell(told);
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(KeptAction{});
  }
  KeptAction tell_split(InstrumentId instrument, std::string_view on, std::int64_t to, std::int64_t from) {
    auto told = action(TransactionType::Split, instrument, on);
    told.terms.ratio_to = to;
    told.terms.ratio_from = from;
    return tell(told);
  }

  static TransactionFields event(TransactionType type, AccountId account, std::string_view on,
                                 std::string_view currency = "EUR") {
    TransactionFields fields;
    fields.type = type;
    fields.account = account;
    fields.date = day(on);
    fields.currency = cur(currency);
    return fields;
  }
  static TransactionFields deposit(AccountId account, std::string_view on, std::string_view amount) {
    auto fields = event(TransactionType::Deposit, account, on);
    fields.amount = dec(amount);
    return fields;
  }
  static TransactionFields trade(TransactionType type, AccountId account, std::string_view on, InstrumentId instrument,
                                 std::string_view quantity, std::string_view price) {
    auto fields = event(type, account, on);
    fields.instrument = instrument;
    fields.quantity = dec(quantity);
    fields.price = dec(price);
    return fields;
  }
};

}  // namespace coffer::finance
