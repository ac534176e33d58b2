#include "finance/imports/import_booking.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

namespace coffer::finance {

using platform::Task;
using platform::UnitOfWork;

namespace {

// Rows a statement: large enough for speed, small enough for the memory of both sides.
constexpr std::size_t rows_at_once = 10'000;

PartyRules rules_of(const Import& import) {
  PartyRules rules;
  rules.account = import.choices.account;
  rules.account_name = import.choices.account_name;
  rules.currency = import.choices.options.currency;
  rules.accounts = import.choices.options.missing_accounts.value_or(Missing::Create);
  rules.instruments = import.choices.options.missing_instruments.value_or(Missing::Create);
  rules.choices = import.choices.instruments;
  return rules;
}

Date date_of_entry(const BatchEntry& entry) {
  if (const auto* transaction = std::get_if<TransactionEntry>(&entry)) return transaction->fields.date;
  if (const auto* price = std::get_if<NewPrice>(&entry)) return price->date;
  if (const auto* rate = std::get_if<FxRate>(&entry)) return rate->on;
  return std::get<NewSplit>(entry).effective_on;
}

bool is_change(const BatchRow& row) { return row.row.state == RowState::Changed; }

}  // namespace

Task<std::shared_ptr<Batch>> ImportBooking::judge(UnitOfWork& unit, const Import& import, std::vector<BatchRow> rows,
                                                  std::unordered_set<TransactionId> own) {
  auto batch = std::make_shared<Batch>();
  batch->kind = import.plan.mapping.kind;
  batch->delivery.adjustment =
      import.choices.options.adjustment == PriceAdjustment::Split ? Adjustment::Split : Adjustment::None;
  batch->delivery.fetched = date_of(import.created_at);
  batch->delivery.source = "import";
  batch->delivery.import = import.id;
  batch->rows = std::move(rows);
  batch->own = std::move(own);
  COFFER_CO_TRY(names, co_await pool_.run([batch, plan = import.plan] {
    read_drafts(*batch, plan);
    return collect_names(*batch);
  }));
  COFFER_CO_TRY(parties, co_await known_.list_parties(unit, std::move(names)));
  COFFER_CO_CHECK(co_await add_chosen(unit, import.choices.instruments, parties));
  batch->parties.emplace(std::move(parties), rules_of(import), random_);
  COFFER_CO_TRY(scope, co_await pool_.run([batch] { return resolve_parties(*batch); }));
  COFFER_CO_TRY(index, co_await contexts_.load(unit, scope.accounts, scope.instruments));
  batch->index = std::move(index);
  COFFER_CO_CHECK(co_await load_known(unit, *batch, std::move(scope)));
  COFFER_CO_CHECK(co_await pool_.run([batch] {
    index_missing(*batch);
    judge_rows(*batch);
  }));
  co_return batch;
}

// What a person chose need not be called as the file calls it.
Task<> ImportBooking::add_chosen(UnitOfWork& unit, const std::vector<InstrumentChoice>& choices, KnownParties& known) {
  std::vector<InstrumentId> ids;
  for (const auto& choice : choices) {
    if (choice.instrument) ids.push_back(*choice.instrument);
  }
  if (ids.empty()) co_return Result<>{};
  COFFER_CO_TRY(chosen, co_await instruments_.load(unit, std::move(ids)));
  for (const auto& instrument : chosen) {
    const auto& reference = instrument.reference;
    std::vector<std::string> isins;
    if (reference.isin) isins.push_back(to_capitals(*reference.isin));
    known.instruments.push_back({reference.id, reference.currency, instrument.price_factor, std::move(isins)});
  }
  co_return Result<>{};
}

Task<> ImportBooking::load_known(UnitOfWork& unit, Batch& batch, Scope scope) {
  const DateRange range{scope.from, scope.to};
  if (!scope.instruments.empty()) {
    COFFER_CO_TRY(splits, co_await instruments_.load_splits(unit, scope.instruments));
    batch.known.splits = std::move(splits);
  }
  switch (batch.kind) {
    case ImportKind::Transactions: {
      KnownTransactionFilter filter;
      filter.accounts = std::move(scope.accounts);
      filter.from = scope.from;
      filter.to = scope.to;
      filter.external_ids = std::move(scope.external_ids);
      if (filter.accounts.empty()) break;
      COFFER_CO_TRY(known, co_await imported_.list_known(unit, std::move(filter)));
      batch.known.transactions = std::move(known);
      break;
    }
    case ImportKind::Prices: {
      COFFER_CO_TRY(prices, co_await known_.list_prices(unit, std::move(scope.instruments), range));
      batch.known.prices = std::move(prices);
      break;
    }
    case ImportKind::Fx: {
      COFFER_CO_TRY(rates,
                    co_await known_.list_rates(unit, std::move(scope.rates_from), std::move(scope.rates_to), range));
      batch.known.rates = std::move(rates);
      break;
    }
    case ImportKind::CorporateActions: break;
  }
  co_return Result<>{};
}

Task<Booked> ImportBooking::book(UnitOfWork& unit, const Import& import, Batch& batch, std::vector<std::size_t> places,
                                 const BookedRows& report) {
  Booked booked;
  for (const auto place : places) {
    const Date date = date_of_entry(batch.rows[place].entry);
    if (!booked.earliest || date < *booked.earliest) booked.earliest = date;
  }
  COFFER_CO_CHECK(co_await make_missing(unit, batch, places));
  COFFER_CO_CHECK(co_await book_splits(unit, import, batch, places));
  COFFER_CO_CHECK(co_await book_transactions(unit, import, batch, places, booked, report));
  COFFER_CO_CHECK(co_await book_series(unit, import, batch, places, booked));
  for (const auto place : places) batch.rows[place].row.state = RowState::Committed;
  co_return booked;
}

Task<> ImportBooking::make_missing(UnitOfWork& unit, const Batch& batch, const std::vector<std::size_t>& places) {
  std::unordered_set<AccountId> accounts;
  std::unordered_set<InstrumentId> instruments;
  for (const auto place : places) {
    const auto& parties = *batch.rows[place].parties;
    accounts.insert(parties.account);
    if (parties.counter_account) accounts.insert(*parties.counter_account);
    if (parties.instrument) instruments.insert(*parties.instrument);
    if (parties.new_instrument) instruments.insert(*parties.new_instrument);
  }
  const auto is_settled = [](const MissingAccount& missing) {
    return missing.account.cash.mode == CashKeeping::Mode::Settled;
  };
  for (const auto& missing : batch.parties->missing_accounts()) {
    if (is_settled(missing) && accounts.contains(missing.id)) accounts.insert(missing.account.cash.settlement);
  }
  // Those that others settle in come first.
  for (const bool settled : {false, true}) {
    for (const auto& missing : batch.parties->missing_accounts()) {
      if (is_settled(missing) != settled || !accounts.contains(missing.id)) continue;
      COFFER_CO_CHECK(co_await accounts_.insert(unit, missing.id, missing.account));
    }
  }
  std::vector<NewInstrument> made;
  for (const auto& missing : batch.parties->missing_instruments()) {
    if (instruments.contains(*missing.id)) made.push_back(missing);
  }
  if (!made.empty()) COFFER_CO_CHECK(co_await instruments_.insert(unit, std::move(made)));
  co_return Result<>{};
}

Task<> ImportBooking::book_splits(UnitOfWork& unit, const Import& import, Batch& batch,
                                  const std::vector<std::size_t>& places) {
  std::vector<NewSplit> splits;
  for (const auto place : places) {
    if (const auto* split = std::get_if<NewSplit>(&batch.rows[place].entry)) splits.push_back(*split);
  }
  if (!splits.empty()) {
    COFFER_CO_CHECK(co_await instruments_.insert_splits(unit, std::move(splits), "import", import.id, std::nullopt));
  }
  co_return Result<>{};
}

Task<> ImportBooking::book_transactions(UnitOfWork& unit, const Import& import, Batch& batch,
                                        const std::vector<std::size_t>& places, Booked& booked,
                                        const BookedRows& report) {
  std::vector<std::size_t> fresh;
  std::vector<std::size_t> changed;
  for (const auto place : places) {
    if (!std::holds_alternative<TransactionEntry>(batch.rows[place].entry)) {
      // Prices and rates are counted where they are recorded.
      booked.recorded += std::holds_alternative<NewSplit>(batch.rows[place].entry) ? 1 : 0;
      continue;
    }
    (is_change(batch.rows[place]) ? changed : fresh).push_back(place);
  }
  for (std::size_t begin = 0; begin < fresh.size(); begin += rows_at_once) {
    const auto part = std::span(fresh).subspan(begin, std::min(rows_at_once, fresh.size() - begin));
    std::vector<TransactionHead> heads;
    std::vector<RevisionRow> revisions;
    for (const auto place : part) {
      auto& row = batch.rows[place];
      auto& entry = std::get<TransactionEntry>(row.entry);
      row.row.transaction = random_.id<TransactionId>();
      row.row.revision = 1;
      heads.push_back(
          {*row.row.transaction, entry.fields.account, row.row.number, entry.fingerprint, entry.fields.external_id});
      revisions.push_back({*row.row.transaction, 1, std::move(entry.fields), std::move(entry.postings)});
    }
    COFFER_CO_CHECK(co_await transactions_.insert_heads(unit, std::move(heads), import.id));
    COFFER_CO_CHECK(co_await transactions_.insert_revisions(unit, std::move(revisions), batch.index, RevisionStamp{}));
    report(static_cast<std::int64_t>(begin + part.size()));
  }
  booked.recorded += static_cast<std::int64_t>(fresh.size());
  booked.revised += static_cast<std::int64_t>(changed.size());
  if (!changed.empty()) COFFER_CO_CHECK(co_await book_revisions(unit, batch, changed));
  co_return Result<>{};
}

Task<> ImportBooking::book_revisions(UnitOfWork& unit, Batch& batch, const std::vector<std::size_t>& places) {
  std::vector<RevisionRow> revisions;
  std::vector<SourceMark> marks;
  for (const auto place : places) {
    auto& row = batch.rows[place];
    auto& entry = std::get<TransactionEntry>(row.entry);
    const auto& known = batch.known.transactions[*entry.known];
    row.row.transaction = known.id;
    row.row.revision = known.revision + 1;
    marks.push_back({known.id, entry.fingerprint});
    revisions.push_back({known.id, known.revision + 1, std::move(entry.fields), std::move(entry.postings)});
  }
  RevisionStamp stamp;
  stamp.reason = "The source says it anew.";
  COFFER_CO_CHECK(co_await transactions_.insert_revisions(unit, std::move(revisions), batch.index, std::move(stamp)));
  co_return co_await imported_.save_sources(unit, std::move(marks));
}

Task<> ImportBooking::book_series(UnitOfWork& unit, const Import& import, Batch& batch,
                                  const std::vector<std::size_t>& places, Booked& booked) {
  std::vector<NewPrice> prices;
  std::vector<FxRate> rates;
  // A day that was taken twice on purpose is recorded once: the values are equal.
  std::set<std::pair<InstrumentId, Date>> days;
  std::set<std::tuple<Currency, Currency, Date>> rate_days;
  for (const auto place : places) {
    const auto& entry = batch.rows[place].entry;
    const auto* price = std::get_if<NewPrice>(&entry);
    const auto* rate = std::get_if<FxRate>(&entry);
    if (price != nullptr && days.emplace(price->instrument, price->date).second) prices.push_back(*price);
    if (rate != nullptr && rate_days.emplace(rate->from, rate->to, rate->on).second) rates.push_back(*rate);
  }
  if (!prices.empty()) {
    COFFER_CO_TRY(counts, co_await market_.record_prices(unit, std::move(prices), batch.delivery));
    booked.recorded += counts.recorded;
    booked.revised += counts.revised;
  }
  if (!rates.empty()) {
    COFFER_CO_TRY(counts, co_await market_.record_rates(unit, std::move(rates), "import", import.id));
    booked.recorded += counts.recorded;
    booked.revised += counts.revised;
  }
  co_return Result<>{};
}

}  // namespace coffer::finance
