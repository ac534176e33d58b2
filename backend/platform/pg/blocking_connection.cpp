#include "platform/pg/blocking_connection.hpp"

#include <libpq-fe.h>

#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, Clear>;

bool succeeded(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

}  // namespace

void BlockingConnection::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<BlockingConnection> BlockingConnection::open(const std::string& conninfo) {
  BlockingConnection connection{PQconnectdb(conninfo.c_str())};
  if (PQstatus(connection.connection_.get()) != CONNECTION_OK) {
    return fail(error_lost(PQerrorMessage(connection.connection_.get())));
  }
  PQsetNoticeProcessor(connection.connection_.get(), [](void*, const char*) {}, nullptr);
  return connection;
}

Result<std::vector<TextRow>> BlockingConnection::run(const std::string& statement, const TextParams& params) {
  std::vector<const char*> values;
  values.reserve(params.size());
  for (const auto& param : params) values.push_back(param ? param->c_str() : nullptr);
  const ResultPointer result{PQexecParams(connection_.get(), statement.c_str(), static_cast<int>(values.size()),
                                          nullptr, values.data(), nullptr, nullptr, 0)};
  if (!succeeded(result.get())) return fail(error_of_result(result.get(), statement));
  std::vector<TextRow> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      const int at = static_cast<int>(row);
      if (PQgetisnull(result.get(), at, column) != 0) {
        rows[row].emplace_back();
      } else {
        rows[row].emplace_back(PQgetvalue(result.get(), at, column));
      }
    }
  }
  return rows;
}

Result<> BlockingConnection::run_script(const std::string& script) {
  const ResultPointer result{PQexec(connection_.get(), script.c_str())};
  if (!succeeded(result.get())) return fail(error_of_result(result.get(), "script"));
  return {};
}

bool BlockingConnection::in_transaction() const { return PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS; }

}  // namespace coffer::platform
