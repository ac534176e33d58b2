#include "finance/demo/demo_service.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view source = "demo";
// Rows a statement, as imports do.
constexpr std::size_t rows_at_once = 5'000;

template <class Row>
std::vector<Row> part_of(const std::vector<Row>& rows, std::size_t begin) {
  const auto end = std::min(begin + rows_at_once, rows.size());
  return {rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)};
}

void record(UnitOfWork& unit, const RecordedSample& recorded) {
  const auto household = unit.caller().household();
  platform::JsonWriter detail;
  detail.begin_object().field("transactions", recorded.transactions).field("prices", recorded.prices);
  detail.field("rates", recorded.rates).end_object();
  unit.audit({.action = "finance.demo.record",
              .household = household,
              .object_kind = "household",
              .object = household.uuid,
              .before = {},
              .after = detail.take()});
}

}  // namespace

Task<RecordedSample> DemoService::record_sample(const Caller& caller, UnitOfWork& unit, SampleHousehold sample) {
  for (const auto permission : {Permission::CreateAccounts, Permission::EditInstruments, Permission::EditPrices,
                                Permission::EditTransactions, Permission::EditPortfolios}) {
    COFFER_CO_CHECK(auth::require(caller, permission));
  }
  COFFER_CO_CHECK(co_await open_accounts(caller, unit, sample));
  COFFER_CO_CHECK(co_await list_instruments(unit, sample));
  COFFER_CO_TRY(recorded, co_await record_market(unit, sample));
  COFFER_CO_CHECK(co_await record_transactions(unit, sample));
  recorded.transactions = static_cast<std::int64_t>(sample.transactions.size());
  record(unit, recorded);
  co_return recorded;
}

Task<> DemoService::open_accounts(const Caller& caller, UnitOfWork& unit, SampleHousehold& sample) {
  std::unordered_map<AccountId, AccountId> opened_as;
  NewPortfolio investments;
  investments.name = "Investments (sample)";
  investments.currency = sample_euro();
  for (auto& [id, account] : sample.accounts) {
    if (account.cash.mode == CashKeeping::Mode::Settled)
      account.cash.settlement = opened_as.at(account.cash.settlement);
    COFFER_CO_TRY(opened, co_await accounts_.create_account(caller, unit, account));
    opened_as.emplace(id, opened.id);
    if (account.kind == AccountKind::Brokerage) investments.accounts.push_back(opened.id);
    id = opened.id;
  }
  COFFER_CO_CHECK(co_await portfolios_.create_portfolio(caller, unit, std::move(investments)));
  for (auto& fields : sample.transactions) {
    fields.account = opened_as.at(fields.account);
    if (fields.counter_account) fields.counter_account = opened_as.at(*fields.counter_account);
  }
  co_return Result<>{};
}

Task<> DemoService::list_instruments(UnitOfWork& unit, SampleHousehold& sample) {
  std::unordered_map<InstrumentId, InstrumentId> listed_as;
  for (auto& instrument : sample.instruments) {
    const auto listed = random_.id<InstrumentId>();
    listed_as.emplace(*instrument.id, listed);
    instrument.id = listed;
  }
  for (auto& split : sample.splits) split.instrument = listed_as.at(split.instrument);
  for (auto& price : sample.prices) price.instrument = listed_as.at(price.instrument);
  for (auto& fields : sample.transactions) {
    if (fields.instrument) fields.instrument = listed_as.at(*fields.instrument);
  }
  auto instruments = sample.instruments;
  COFFER_CO_CHECK(co_await instruments_.insert(unit, std::move(instruments)));
  if (sample.splits.empty()) co_return Result<>{};
  auto splits = sample.splits;
  COFFER_CO_CHECK(
      co_await instruments_.insert_splits(unit, std::move(splits), std::string(source), std::nullopt, std::nullopt));
  co_return Result<>{};
}

Task<RecordedSample> DemoService::record_market(UnitOfWork& unit, const SampleHousehold& sample) {
  RecordedSample recorded;
  PriceDelivery delivery;
  delivery.source = source;
  for (std::size_t begin = 0; begin < sample.prices.size(); begin += rows_at_once) {
    COFFER_CO_TRY(counts, co_await market_.record_prices(unit, part_of(sample.prices, begin), delivery));
    recorded.prices += counts.recorded;
  }
  for (std::size_t begin = 0; begin < sample.rates.size(); begin += rows_at_once) {
    COFFER_CO_TRY(counts,
                  co_await market_.record_rates(unit, part_of(sample.rates, begin), std::string(source), std::nullopt));
    recorded.rates += counts.recorded;
  }
  co_return recorded;
}

Task<> DemoService::record_transactions(UnitOfWork& unit, const SampleHousehold& sample) {
  std::vector<AccountId> accounts;
  std::vector<InstrumentId> instruments;
  for (const auto& opened : sample.accounts) accounts.push_back(opened.id);
  for (const auto& instrument : sample.instruments) instruments.push_back(*instrument.id);
  COFFER_CO_TRY(index, co_await contexts_.load(unit, std::move(accounts), std::move(instruments)));

  std::vector<TransactionHead> heads;
  std::vector<RevisionRow> revisions;
  for (const auto& fields : sample.transactions) {
    COFFER_CO_TRY(postings, post(fields, index));
    const auto id = random_.id<TransactionId>();
    heads.push_back({id, fields.account, std::nullopt, std::nullopt, std::nullopt});
    revisions.push_back({id, 1, fields, std::move(postings)});
  }
  for (std::size_t begin = 0; begin < heads.size(); begin += rows_at_once) {
    COFFER_CO_CHECK(co_await transactions_.insert_heads(unit, part_of(heads, begin), std::nullopt));
    COFFER_CO_CHECK(co_await transactions_.insert_revisions(unit, part_of(revisions, begin), index, RevisionStamp{}));
  }
  co_return Result<>{};
}

}  // namespace coffer::finance
