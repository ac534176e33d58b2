// Every embedded statement against the migrated schema: it parses, one of the application roles may
// run it, and its heading says which household bounds it or why none does.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "testkit/database.hpp"
#include "testkit/repository.hpp"

namespace coffer::tests {

namespace {

using platform::BlockingConnection;
using testkit::As;

struct Listed {
  std::string name;
  std::string heading;
  std::string text;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::vector<Listed> list_queries() {
  std::vector<Listed> queries;
  for (const auto& record : split(testkit::run_tool("list_queries.py", {}), '\x1e')) {
    const auto parts = split(record, '\x1f');
    queries.push_back({parts.at(0), parts.at(1), parts.at(2)});
  }
  return queries;
}

// PostgreSQL's complaint, empty when there is none. EXPLAIN checks the rights without running anything.
std::string complaint(BlockingConnection& connection, const std::string& text) {
  (void)connection.run_script("DEALLOCATE ALL");
  const auto prepared = connection.run("PREPARE tried AS " + text);
  if (!prepared) return prepared.error().cause;
  const auto count = testkit::value(
      connection, "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'tried'");
  std::string nulls;
  for (int i = 0; i < std::stoi(count); ++i) nulls += i == 0 ? "(NULL" : ", NULL";
  if (!nulls.empty()) nulls += ")";
  const auto explained = connection.run("EXPLAIN EXECUTE tried" + nulls);
  return explained ? std::string{} : explained.error().cause;
}

struct QueriesTest : testing::Test {
  testkit::TestDatabase database;
  BlockingConnection api = connect(As::Api);
  BlockingConnection worker = connect(As::Worker);

  BlockingConnection connect(As as) const {
    auto connection = database.connect(as);
    testkit::run(connection, "SET plan_cache_mode = force_generic_plan");
    return connection;
  }
};

TEST_F(QueriesTest, every_statement_fits_the_schema_and_the_rights_of_a_role) {
  // The migrator makes its record in the template, so readiness finds it.
  const auto queries = list_queries();
  ASSERT_FALSE(queries.empty());
  for (const auto& query : queries) {
    const auto of_api = complaint(api, query.text);
    if (of_api.empty()) continue;
    const auto of_worker = complaint(worker, query.text);
    EXPECT_TRUE(of_worker.empty()) << query.name << "\n  as coffer_api: " << of_api
                                   << "\n  as coffer_worker: " << of_worker;
  }
}

TEST_F(QueriesTest, every_heading_speaks_of_the_household) {
  for (const auto& query : list_queries()) {
    EXPECT_NE(query.heading.find("household"), std::string::npos)
        << query.name << ": name the household parameter in line 2, or say why there is no household";
  }
}

TEST_F(QueriesTest, control_a_statement_that_does_not_fit_is_noticed) {
  EXPECT_NE(complaint(api, "SELECT nothing FROM finance.accounts WHERE household_id = $1"), "");
  EXPECT_NE(complaint(api, "DELETE FROM finance.postings WHERE household_id = $1"), "");
  EXPECT_NE(complaint(api, "SELECT * FROM jobs.claim_due($1, $2, $3, $4)"), "");
  EXPECT_EQ(complaint(worker, "SELECT * FROM jobs.claim_due($1, $2, $3, $4)"), "");
}

}  // namespace

}  // namespace coffer::tests
