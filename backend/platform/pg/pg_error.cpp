#include "platform/pg/pg_error.hpp"

#include <libpq-fe.h>

#include <array>

#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

namespace {

constexpr std::string_view try_again = "The server is briefly unable to answer. Try again.";

struct Mapping {
  std::string_view sqlstate;  // two characters for a class, five for one state
  ErrorKind kind;
  std::string_view problem;
  std::string_view detail;
};

// The first that fits counts.
constexpr std::array mappings{
    Mapping{"23505", ErrorKind::Conflict, problems::unique_violation, "There is one like it already."},
    Mapping{"23503", ErrorKind::Conflict, problems::foreign_key_violation,
            "It refers to something that is not there, or is still referred to."},
    Mapping{"23502", ErrorKind::Invalid, problems::not_null_violation, "A value is missing."},
    Mapping{"23", ErrorKind::Invalid, problems::check_violation, "A value breaks a rule."},
    Mapping{"22", ErrorKind::Invalid, problems::value_not_storable, "A value cannot be stored."},
    Mapping{"42501", ErrorKind::Forbidden, problems::row_forbidden, "This is not allowed."},
    Mapping{"40001", ErrorKind::Conflict, problems::serialization, "Someone else changed the same thing. Try again."},
    Mapping{"40P01", ErrorKind::Conflict, problems::serialization, "Someone else changed the same thing. Try again."},
    Mapping{"55P03", ErrorKind::Conflict, problems::lock_not_available,
            "Someone else is changing the same thing. Try again."},
    Mapping{"57014", ErrorKind::Timeout, problems::database_timeout, "The request took too long. Try again."},
    Mapping{"25P03", ErrorKind::Timeout, problems::database_timeout, "The request took too long. Try again."},
    Mapping{"57P", ErrorKind::Unavailable, problems::database_unavailable, try_again},
    Mapping{"53", ErrorKind::Unavailable, problems::database_unavailable, try_again},
    Mapping{"08", ErrorKind::Unavailable, problems::database_unavailable, try_again},
    Mapping{"58", ErrorKind::Unavailable, problems::database_unavailable, try_again},
    Mapping{"P0001", ErrorKind::Bug, problems::raised, "Something went wrong on our side."},
};
constexpr Mapping otherwise{"", ErrorKind::Bug, problems::database_fault, "Something went wrong on our side."};

std::string_view field(const pg_result* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

constexpr std::string_view state_label = "sqlstate=";
constexpr std::string_view constraint_label = " constraint=";

}  // namespace

// The cause begins "sqlstate=23505 constraint=users_email_key query=...": Error is a vocabulary type of
// base and knows no database, so what only stores and the log want stands in its one inner text.
Error error_of_result(const pg_result* result, std::string_view query) {
  const auto state = field(result, PG_DIAG_SQLSTATE);
  const Mapping* found = &otherwise;
  for (const auto& mapping : mappings) {
    if (state.starts_with(mapping.sqlstate)) {
      found = &mapping;
      break;
    }
  }
  Error error;
  if (state.empty()) {
    error = error_lost(PQresultErrorMessage(result));
  } else {
    error.kind = found->kind;
    error.problem = found->problem;
    error.detail = found->detail;
    error.cause = state_label;
    error.cause += state;
    error.cause += constraint_label;
    error.cause += field(result, PG_DIAG_CONSTRAINT_NAME);
    error.cause += " message=";
    error.cause += field(result, PG_DIAG_MESSAGE_PRIMARY);
  }
  error.cause += " query=";
  error.cause += query;
  return error;
}

Error error_lost(std::string_view cause) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::database_unavailable;
  error.detail = try_again;
  error.cause = "connection lost: ";
  error.cause += cause;
  return error;
}

bool is_lost(const Error& error) {
  if (error.problem != problems::database_unavailable) return false;
  const auto state = sqlstate_of(error);
  return state.empty() || state.starts_with("57P") || state.starts_with("08");
}

bool is_serialization(const Error& error) { return error.problem == problems::serialization; }

std::unexpected<Error> fail_database_timeout(std::string_view query) {
  Error error;
  error.kind = ErrorKind::Timeout;
  error.problem = problems::database_timeout;
  error.detail = "The request took too long. Try again.";
  error.cause = "deadline passed; query=";
  error.cause += query;
  return fail(std::move(error));
}

std::string_view sqlstate_of(const Error& error) {
  const std::string_view cause = error.cause;
  if (!cause.starts_with(state_label)) return {};
  return cause.substr(state_label.size(), 5);
}

std::string_view constraint_of(const Error& error) {
  const std::string_view cause = error.cause;
  if (!cause.starts_with(state_label)) return {};
  const auto start = state_label.size() + 5;
  if (!cause.substr(start).starts_with(constraint_label)) return {};
  const auto name = cause.substr(start + constraint_label.size());
  return name.substr(0, name.find(' '));
}

}  // namespace coffer::platform
