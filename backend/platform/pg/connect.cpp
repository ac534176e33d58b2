#include <libpq-fe.h>

#include <algorithm>
#include <utility>

#include "platform/pg/connection.hpp"
#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

namespace {

struct ParsedConninfo {
  explicit ParsedConninfo(const std::string& conninfo) : options(PQconninfoParse(conninfo.c_str(), &message)) {}
  ~ParsedConninfo() {
    PQconninfoFree(options);
    PQfreemem(message);
  }
  ParsedConninfo(const ParsedConninfo&) = delete;
  ParsedConninfo& operator=(const ParsedConninfo&) = delete;
  char* message = nullptr;
  PQconninfoOption* options;
};

// Settings of the session: texts that our parsers know, plans that do not depend on the first values, no
// transaction left open by a dead peer.
std::string session_settings(const DatabaseOptions& options, ConnectionKind kind) {
  std::string settings =
      " -c timezone=UTC -c datestyle=ISO,YMD -c bytea_output=hex -c extra_float_digits=1 -c client_min_messages=warning"
      " -c plan_cache_mode=force_generic_plan -c jit=off -c client_connection_check_interval=1000"
      " -c statement_timeout=";
  const auto timeout = kind == ConnectionKind::Pipelined ? options.read_timeout : options.write_timeout;
  settings += std::to_string(timeout.count());
  settings += " -c idle_in_transaction_session_timeout=" + std::to_string(options.write_timeout.count());
  if (kind == ConnectionKind::Pipelined) settings += " -c default_transaction_read_only=on";
  return settings;
}

}  // namespace

void PgFinish::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<PgHandle> connect_blocking(const DatabaseOptions& options, ConnectionKind kind) {
  const ParsedConninfo parsed(options.conninfo);
  if (parsed.options == nullptr) {
    Error error = error_lost("the connection string cannot be read");
    return fail(std::move(error));
  }
  std::vector<std::pair<std::string, std::string>> settings;
  std::string session = session_settings(options, kind);
  for (const auto* option = parsed.options; option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    if (std::string_view(option->keyword) == "options") {
      session = option->val + session;
    } else {
      settings.emplace_back(option->keyword, option->val);
    }
  }
  const auto seconds =
      std::max<std::int64_t>(2, std::chrono::ceil<std::chrono::seconds>(options.connect_timeout).count());
  settings.emplace_back("options", session);
  settings.emplace_back("application_name", options.application_name);
  settings.emplace_back("client_encoding", "UTF8");
  settings.emplace_back("connect_timeout", std::to_string(seconds));
  settings.emplace_back("keepalives_idle", "30");
  settings.emplace_back("keepalives_interval", "10");
  settings.emplace_back("keepalives_count", "3");
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : settings) {
    keywords.push_back(keyword.c_str());
    values.push_back(value.c_str());
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  PgHandle handle(PQconnectdbParams(keywords.data(), values.data(), 0));
  if (!handle) return fail(error_lost("out of memory"));
  if (PQstatus(handle.get()) != CONNECTION_OK) return fail(error_lost(PQerrorMessage(handle.get())));
  PQsetNoticeProcessor(handle.get(), [](void*, const char*) {}, nullptr);
  return handle;
}

}  // namespace coffer::platform
