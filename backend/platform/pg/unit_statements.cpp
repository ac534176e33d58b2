#include "platform/pg/pg_error_internal.hpp"
#include "platform/pg/pool.hpp"

namespace coffer::platform {

namespace {

constexpr Query begin_read_committed{"platform.pg.begin", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"};
constexpr Query begin_repeatable_read{"platform.pg.begin_repeatable_read",
                                      "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE"};
constexpr Query begin_serializable{"platform.pg.begin_serializable", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"};
constexpr Query begin_read_only{"platform.pg.begin_read_only", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};

// Every setting each time: statements of one batch share a transaction and would inherit what is left out.
constexpr Query set_caller{"platform.pg.set_caller",
                           "SELECT set_config('coffer.user', $1, true), set_config('coffer.system', $2, true),"
                           " set_config('coffer.households', $3, true), set_config('coffer.narrowed', $4, true),"
                           " set_config('coffer.writable', $5, true), set_config('coffer.managed', $6, true),"
                           " set_config('statement_timeout', $7, true)"};

}  // namespace

Statement begin_statement(Isolation isolation) {
  switch (isolation) {
    case Isolation::ReadCommitted: return statement(begin_read_committed);
    case Isolation::RepeatableRead: return statement(begin_repeatable_read);
    case Isolation::Serializable: return statement(begin_serializable);
  }
  return statement(begin_serializable);
}

Statement begin_read_only_statement() { return statement(begin_read_only); }

Statement caller_statement(const Caller& caller, std::chrono::milliseconds timeout) {
  std::vector<HouseholdId> households;
  std::vector<HouseholdId> narrowed;
  std::vector<HouseholdId> writable;
  std::vector<HouseholdId> managed;
  households.reserve(caller.households.size());
  for (const auto& household : caller.households) {
    households.push_back(household.household);
    if (household.narrowed) narrowed.push_back(household.household);
    if (may_write(household.role)) writable.push_back(household.household);
    if (may_manage(household.role)) managed.push_back(household.household);
  }
  Statement made;
  made.query = set_caller;
  auto& params = made.params;
  if (caller.user.is_nil()) {
    params.add(std::string_view{});
  } else {
    params.add(caller.user);
  }
  params.add(caller.system).add(households).add(narrowed).add(writable).add(managed);
  // 0 would mean no limit.
  params.add(std::to_string(std::max<std::int64_t>(timeout.count(), 1)));
  return made;
}

Result<> check_statements(const std::vector<Statement>& statements) {
  constexpr std::size_t most_parameters = 65'535;
  constexpr std::size_t most_bytes = 256U << 20U;
  for (const auto& [query, params] : statements) {
    if (params.has_nul()) {
      return fail(ErrorKind::Invalid, problems::value_not_storable, "A text must not contain the NUL character.");
    }
    if (params.encoded_size() > most_bytes) {
      return fail(ErrorKind::TooLarge, problems::value_not_storable, "This is too much at once.");
    }
    if (params.size() > most_parameters) {
      auto error = fail(ErrorKind::Bug, problems::database_fault, "Something went wrong on our side.").error();
      error.cause = "too many parameters; query=";
      error.cause += query.name;
      return fail(std::move(error));
    }
  }
  return {};
}

}  // namespace coffer::platform
