#include "finance/actions/action_store.hpp"

#include "finance/actions/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view action_tag = "corporate_actions";

// The columns of corporate_action_row.part.
CorporateActionRow to_row(const Row& row) {
  CorporateActionRow action;
  action.id = row.uuid(0);
  action.scope = row.boolean(1) ? InstrumentScope::Public : InstrumentScope::Household;
  auto& terms = action.terms;
  terms.instrument = row.id<InstrumentId>(2);
  terms.type = ledger::parse_transaction_type(row.view(3)).value();
  terms.ex_date = row.date(4);
  terms.ratio_to = row.optional_int64(5);
  terms.ratio_from = row.optional_int64(6);
  terms.new_instrument = row.optional_id<InstrumentId>(7);
  terms.cost_share = row.optional_decimal(8);
  terms.cash_per_unit = row.optional_decimal(9);
  terms.currency = row.optional_currency(10).value_or(Currency{});
  terms.new_price = row.optional_decimal(11);
  terms.fraction_price = row.optional_decimal(12);
  terms.note = row.optional_text(13);
  for (const auto& id : row.uuid_array(14)) action.transactions.push_back(TransactionId{id});
  action.revision = row.int64(15);
  action.recorded_at = row.timestamp(16);
  return action;
}

std::vector<CorporateActionRow> to_rows(const Rows& rows) {
  std::vector<CorporateActionRow> actions;
  for (const auto row : rows) actions.push_back(to_row(row));
  return actions;
}

std::optional<CorporateActionRow> first_of(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(to_row(rows.front()));
}

}  // namespace

Task<Page<CorporateActionRow>> ActionStore::list(const Caller& caller, InstrumentId instrument, PageRequest page) {
  std::vector<std::string> before{"9999-12-31", "ffffffff-ffff-ffff-ffff-ffffffffffff"};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, action_tag, 2));
    before = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_corporate_actions, caller.household(),
                                                                instrument, before[0], before[1], page.limit + 1)));
  Page<CorporateActionRow> found;
  found.items = to_rows(rows);
  cut_page(found, page.limit, action_tag, [](const CorporateActionRow& last) {
    return CursorKeys{format_date(last.terms.ex_date), format_uuid(last.id)};
  });
  co_return found;
}

Task<std::optional<CorporateActionRow>> ActionStore::find(const Caller& caller, InstrumentId instrument, Uuid action) {
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::find_corporate_action, caller.household(), instrument, action)));
  co_return first_of(rows);
}

Task<std::optional<CorporateActionRow>> ActionStore::find(UnitOfWork& unit, InstrumentId instrument, Uuid action) {
  COFFER_CO_TRY(
      rows, co_await unit.run(statement(sql::find_corporate_action, unit.caller().household(), instrument, action)));
  co_return first_of(rows);
}

Task<std::optional<CorporateActionRow>> ActionStore::find_same(UnitOfWork& unit, ActionTerms terms,
                                                               std::optional<Uuid> self) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(
                          sql::find_same_corporate_action, unit.caller().household(), terms.instrument, terms.ex_date,
                          ledger::transaction_type_name(terms.type), terms.new_instrument, self)));
  co_return first_of(rows);
}

Task<std::optional<std::int64_t>> ActionStore::lock(UnitOfWork& unit, Uuid action) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_corporate_action, unit.caller().household(), action)));
  if (rows.empty()) co_return std::optional<std::int64_t>{};
  co_return std::optional(rows.front().int64(0));
}

Task<std::int64_t> ActionStore::find_household_version(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_household_version, unit.caller().household())));
  co_return rows.front().int64(0);
}

Task<> ActionStore::insert(UnitOfWork& unit, CorporateActionRow row, ChangeId change) {
  const auto& terms = row.terms;
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::insert_corporate_action, unit.caller().household(), random_.uuid(), row.id, row.revision,
                terms.instrument, ledger::transaction_type_name(terms.type), terms.ex_date, terms.ratio_to,
                terms.ratio_from, terms.new_instrument, terms.cost_share, terms.cash_per_unit, terms.currency,
                terms.new_price, terms.fraction_price, terms.note, row.transactions, change)));
  co_return Result<>{};
}

Task<> ActionStore::withdraw(UnitOfWork& unit, Uuid action, ChangeId change) {
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::withdraw_corporate_action, unit.caller().household(), action, change)));
  co_return Result<>{};
}

Task<std::vector<ChangedAction>> ActionStore::lock_changed(UnitOfWork& unit, ChangeId change) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_changed_actions, unit.caller().household(), change)));
  std::vector<ChangedAction> changed;
  for (const auto row : rows) {
    ChangedAction action;
    action.deed = row.boolean(0) ? ChangedAction::Deed::Recorded : ChangedAction::Deed::Withdrawn;
    action.state = row.boolean(1) ? ChangedAction::State::Standing : ChangedAction::State::Withdrawn;
    action.place = row.boolean(2) ? ChangedAction::Place::Taken : ChangedAction::Place::Free;
    changed.push_back(action);
  }
  co_return changed;
}

Task<std::vector<CorporateActionRow>> ActionStore::take_back(UnitOfWork& unit, ChangeId change, ChangeId undoing) {
  const auto household = unit.caller().household();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::withdraw_changed_actions, household, change, undoing)));
  COFFER_CO_CHECK(co_await unit.run(statement(sql::restore_changed_actions, household, change, undoing)));
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_actions_of_change, household, undoing)));
  co_return to_rows(rows);
}

}  // namespace coffer::finance
