#include "platform/migrate/migrator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/crypto/digest.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {

namespace {

using testkit::As;

std::vector<Migration> two() {
  return {{"first", "CREATE TABLE IF NOT EXISTS first (a integer);"},
          {"second", "CREATE TABLE second (a integer); INSERT INTO second VALUES (2);"}};
}

struct MigratorTest : testing::Test {
  testkit::EmptyDatabase database;
  BlockingConnection connection = database.connect(As::Administrator);

  Result<MigrationReport> migrate(std::vector<Migration> migrations) {
    return Migrator(database.conninfo(As::Administrator), std::move(migrations)).migrate();
  }
  bool has_table(const std::string& name) {
    return testkit::value(connection, "SELECT to_regclass($1) IS NOT NULL", {name}) == "t";
  }
};

TEST_F(MigratorTest, applies_in_order_and_records) {
  const auto report = migrate(two());
  ASSERT_TRUE(report) << report.error().cause;
  EXPECT_EQ(report->applied, (std::vector<std::string>{"first", "second"}));
  const auto applied = Migrator(database.conninfo(As::Administrator), {}).list_applied();
  ASSERT_TRUE(applied);
  ASSERT_EQ(applied->size(), 2U);
  EXPECT_EQ(applied->at(1).name, "second");
  EXPECT_EQ(applied->at(1).checksum, to_hex(sha256(two()[1].sql)));
}

TEST_F(MigratorTest, a_second_run_applies_nothing) {
  ASSERT_TRUE(migrate(two()));
  const auto again = migrate(two());
  ASSERT_TRUE(again) << again.error().cause;
  EXPECT_TRUE(again->applied.empty());
  EXPECT_EQ(testkit::value(connection, "SELECT count(*) FROM second"), "1");
}

TEST_F(MigratorTest, adds_what_is_new_wherever_it_stands_in_the_list) {
  ASSERT_TRUE(migrate(two()));
  auto three = two();
  three.insert(three.begin(), {"third", "CREATE TABLE third (a integer);"});
  const auto report = migrate(three);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->applied, std::vector<std::string>{"third"});
}

TEST_F(MigratorTest, refuses_a_changed_migration_before_anything_happens) {
  ASSERT_TRUE(migrate(two()));
  auto changed = two();
  changed.insert(changed.begin(), {"third", "CREATE TABLE third (a integer);"});
  changed[1].sql += " ";
  const auto report = migrate(changed);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().problem, problems::migration_changed);
  EXPECT_FALSE(has_table("third"));
}

TEST_F(MigratorTest, nothing_stays_of_a_migration_that_fails) {
  const auto report = migrate({two()[0], {"broken", "CREATE TABLE broken (a integer); SELECT 1 / 0;"}, two()[1]});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().detail.find("broken"), std::string::npos);
  EXPECT_TRUE(has_table("first"));
  EXPECT_FALSE(has_table("broken"));
  EXPECT_FALSE(has_table("second"));
  const auto mended = migrate(two());
  ASSERT_TRUE(mended);
  EXPECT_EQ(mended->applied, std::vector<std::string>{"second"});
}

TEST_F(MigratorTest, refuses_a_migration_that_ends_its_transaction) {
  const auto report = migrate({{"sly", "CREATE TABLE sly (a integer); COMMIT;"}});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().problem, problems::migration_not_whole);
}

TEST_F(MigratorTest, programs_that_start_at_once_apply_each_migration_once) {
  std::vector<std::size_t> applied(4);
  std::vector<std::thread> threads;
  for (auto& count : applied) {
    threads.emplace_back([&count, this] {
      const auto report = migrate({{"slow", "SELECT pg_sleep(0.1); CREATE TABLE slow (a integer);"}, two()[1]});
      count = report ? report->applied.size() : 100;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::ranges::count(applied, 2U), 1);
  EXPECT_EQ(std::ranges::count(applied, 0U), 3);
}

TEST_F(MigratorTest, names_what_only_the_database_knows) {
  ASSERT_TRUE(migrate(two()));
  const auto report = migrate({two()[0]});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->unknown, std::vector<std::string>{"second"});
}

TEST_F(MigratorTest, the_applied_list_of_a_database_without_record_is_empty) {
  const auto applied = Migrator(database.conninfo(As::Administrator), {}).list_applied();
  ASSERT_TRUE(applied);
  EXPECT_TRUE(applied->empty());
}

TEST_F(MigratorTest, the_application_roles_can_read_the_record) {
  ASSERT_TRUE(migrate(embedded_migrations()));
  for (const auto as : {As::Api, As::Worker}) {
    const auto applied = Migrator(database.conninfo(as), {}).list_applied();
    ASSERT_TRUE(applied) << applied.error().cause;
    EXPECT_TRUE(check_schema(embedded_migrations(), *applied));
  }
}

TEST(MigrationTest, a_database_that_lacks_or_has_another_text_is_behind) {
  const auto wanted = two();
  const std::vector<AppliedMigration> all{
      {"first", checksum_of(wanted[0])}, {"newer", "0"}, {"second", checksum_of(wanted[1])}};
  EXPECT_TRUE(check_schema(wanted, all));
  EXPECT_FALSE(check_schema(wanted, {all[0]}));
  const auto changed = check_schema(wanted, {all[0], {"second", "0"}});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().problem, problems::schema_behind);
  EXPECT_EQ(changed.error().kind, ErrorKind::Unavailable);
}

TEST(MigrationTest, the_version_follows_names_texts_and_order) {
  const auto wanted = two();
  auto changed = two();
  changed[1].sql += " ";
  EXPECT_EQ(schema_version(wanted), schema_version(two()));
  EXPECT_TRUE(schema_version(wanted).starts_with("2-"));
  EXPECT_NE(schema_version(wanted), schema_version(changed));
  EXPECT_NE(schema_version(wanted), schema_version({wanted[1], wanted[0]}));
}

TEST(MigrationTest, a_folder_without_one_of_its_files_is_refused) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "coffer_migrations";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "order") << "first\nmissing\n";
  std::ofstream(folder / "first.sql") << "SELECT 1;";
  const auto migrations = read_migrations(folder);
  ASSERT_FALSE(migrations);
  EXPECT_EQ(migrations.error().problem, problems::migration_unreadable);
  std::ofstream(folder / "order") << "first\n";
  const auto mended = read_migrations(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(mended);
  EXPECT_EQ(mended->at(0).sql, "SELECT 1;");
}

}  // namespace

}  // namespace coffer::platform
