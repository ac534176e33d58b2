// Real PostgreSQL for tests: a database per test, cloned from a template that is migrated once per
// test program. The cluster is named by COFFER_TEST_PG (libpq's key=value string or URI of a superuser
// who needs no password, as the application roles do); without it tests fail rather than being left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/migrate/migration.hpp"
#include "platform/pg/blocking_connection.hpp"

namespace coffer::testkit {

enum class As { Administrator, Api, Worker };

// A database without tables, dropped at the end. Throws std::runtime_error where there is no cluster.
class EmptyDatabase {
 public:
  EmptyDatabase();
  ~EmptyDatabase();
  EmptyDatabase(const EmptyDatabase&) = delete;
  EmptyDatabase& operator=(const EmptyDatabase&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  // For platform::Database and for libpq.
  [[nodiscard]] std::string conninfo(As as) const;
  [[nodiscard]] platform::BlockingConnection connect(As as) const;

 protected:
  explicit EmptyDatabase(const std::string& template_name);

 private:
  std::string name_;
};

// A database with all migrations and no rows.
class TestDatabase : public EmptyDatabase {
 public:
  TestDatabase();
};

// Runs one statement; throws with PostgreSQL's message when it is refused.
std::vector<platform::TextRow> run(platform::BlockingConnection& connection, const std::string& statement,
                                   const platform::TextParams& params = {});
// The first column of the first row, "" for null.
std::string value(platform::BlockingConnection& connection, const std::string& statement,
                  const platform::TextParams& params = {});
// SQLSTATE of the refusal, "" when the statement was not refused.
std::string refusal(platform::BlockingConnection& connection, const std::string& statement,
                    const platform::TextParams& params = {});

}  // namespace coffer::testkit
