#include "testkit/database.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "platform/migrate/migrator.hpp"
#include "platform/pg/pg_error.hpp"

namespace coffer::testkit {

namespace {

using platform::BlockingConnection;
using platform::TextParams;

std::string cluster() {
  const char* conninfo = std::getenv("COFFER_TEST_PG");
  if (conninfo == nullptr || *conninfo == '\0') {
    throw std::runtime_error(
        "COFFER_TEST_PG is not set: it names the PostgreSQL cluster for tests, as in \"host=/run/socket port=5432 "
        "user=postgres\"");
  }
  return conninfo;
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

// The cluster's conninfo with another database and, unless empty, another user.
std::string conninfo_of(const std::string& database, const std::string& user) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
      PQconninfoParse(cluster().c_str(), &message), &PQconninfoFree};
  if (!options) {
    const std::string text = message == nullptr ? "out of memory" : message;
    PQfreemem(message);
    throw std::runtime_error("COFFER_TEST_PG: " + text);
  }
  std::string out;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const std::string_view keyword = option->keyword;
    if (option->val == nullptr || keyword == "dbname" || (keyword == "user" && !user.empty())) continue;
    out += std::string(keyword) + "=" + quoted(option->val) + " ";
  }
  if (!user.empty()) out += "user=" + user + " ";
  return out + "dbname=" + database;
}

BlockingConnection open(const std::string& conninfo) {
  auto connection = BlockingConnection::open(conninfo);
  if (!connection)
    throw std::runtime_error("cannot connect to the cluster of COFFER_TEST_PG: " + connection.error().cause);
  return std::move(*connection);
}

std::string next_name(std::string_view label) {
  static std::atomic<int> count = 0;
  return "coffer_test_" + std::to_string(getpid()) + "_" + std::string(label) + "_" + std::to_string(++count);
}

void create_database(const std::string& name, const std::string& template_name) {
  auto administrator = open(conninfo_of("postgres", ""));
  run(administrator, "CREATE DATABASE " + name + " TEMPLATE " + template_name);
  // Rights on a database are not cloned with it.
  run(administrator, "REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
}

void drop_database(const std::string& name) {
  auto administrator = BlockingConnection::open(conninfo_of("postgres", ""));
  if (administrator) (void)administrator->run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

class Template {
 public:
  Template() : name_("coffer_test_" + std::to_string(getpid()) + "_template_" + digest()) {
    create_database(name_, "template0");
    platform::Migrator migrator(conninfo_of(name_, ""), platform::embedded_migrations());
    if (auto done = migrator.migrate(); !done) {
      drop_database(name_);
      throw std::runtime_error(done.error().detail + " " + done.error().cause);
    }
    auto administrator = open(conninfo_of("postgres", ""));
    run(administrator, "ALTER DATABASE " + name_ + " WITH ALLOW_CONNECTIONS false");
  }
  ~Template() { drop_database(name_); }
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  static std::string digest() {
    const auto version = platform::schema_version(platform::embedded_migrations());
    return version.substr(version.find('-') + 1);
  }
  std::string name_;
};

// Made by the first test that needs it, dropped when the program ends.
const std::string& template_name() {
  static const Template made;
  return made.name();
}

}  // namespace

EmptyDatabase::EmptyDatabase() : EmptyDatabase(std::string("template0")) {}

EmptyDatabase::EmptyDatabase(const std::string& template_name) : name_(next_name("db")) {
  create_database(name_, template_name);
}

EmptyDatabase::~EmptyDatabase() { drop_database(name_); }

std::string EmptyDatabase::conninfo(As as) const {
  switch (as) {
    case As::Administrator: return conninfo_of(name_, "");
    case As::Api: return conninfo_of(name_, "coffer_api");
    case As::Worker: return conninfo_of(name_, "coffer_worker");
  }
  throw std::logic_error("no such role");
}

BlockingConnection EmptyDatabase::connect(As as) const { return open(conninfo(as)); }

TestDatabase::TestDatabase() : EmptyDatabase(template_name()) {}

std::vector<platform::TextRow> run(BlockingConnection& connection, const std::string& statement,
                                   const TextParams& params) {
  auto rows = connection.run(statement, params);
  if (!rows) throw std::runtime_error(rows.error().cause);
  return std::move(*rows);
}

std::string value(BlockingConnection& connection, const std::string& statement, const TextParams& params) {
  const auto rows = run(connection, statement, params);
  if (rows.empty()) throw std::runtime_error("no row from " + statement);
  return rows.front().at(0).value_or("");
}

std::string refusal(BlockingConnection& connection, const std::string& statement, const TextParams& params) {
  const auto rows = connection.run(statement, params);
  return rows ? std::string{} : std::string(platform::sqlstate_of(rows.error()));
}

}  // namespace coffer::testkit
