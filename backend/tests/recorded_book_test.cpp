// What the database itself guarantees of transactions, postings, prices and versions.
#include <gtest/gtest.h>

#include <string>

#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::tests {

namespace {

using platform::BlockingConnection;
using testkit::As;
using testkit::refusal;
using testkit::run;
using testkit::value;

struct RecordedBookTest : testing::Test {
  testkit::TestDatabase database;
  BlockingConnection administrator = database.connect(As::Administrator);
  testkit::Household household = testkit::add_household(administrator);
  AccountId account = testkit::add_account(administrator, household.id);
  TransactionId deposit = testkit::add_deposit(administrator, household.id, account);
  BlockingConnection api = connect();

  BlockingConnection connect() {
    auto connection = database.connect(As::Api);
    testkit::set_caller(connection, testkit::owner_of(household));
    return connection;
  }
  // VALUES of postings of the deposit: ('line, currency, amount')...
  [[nodiscard]] std::string posting(const std::string& line, const std::string& currency,
                                    const std::string& amount) const {
    return "('" + household.id.text() + "', '" + deposit.text() + "', 1, " + line + ", 'C', '" + account.text() +
           "', '2024-01-02', '" + currency + "', " + amount + ")";
  }
  static std::string insert_into(const std::string& table) {
    return "INSERT INTO " + table +
           " (household_id, transaction_id, revision, line, ledger, account_id, booked_on, currency, amount) VALUES ";
  }
  std::string partition_of_postings() {
    return value(administrator, "SELECT tableoid::regclass FROM finance.postings WHERE transaction_id = $1 LIMIT 1",
                 {deposit.text()});
  }
  std::string revise(BlockingConnection& connection, const std::string& revision, AccountId of,
                     const std::string& deleted = "false") const {
    return refusal(connection,
                   "INSERT INTO finance.transaction_revisions (household_id, transaction_id, revision, actor_id, "
                   "account_id, type, trade_date, currency, "
                   "amount, deleted) VALUES ($1, $2, $3, $4, $5, 'deposit', '2024-01-03', 'EUR', 5, $6)",
                   {household.id.text(), deposit.text(), revision, household.owner.text(), of.text(), deleted});
  }
};

TEST_F(RecordedBookTest, unbalanced_postings_are_refused_even_to_the_administrator) {
  for (const auto& table : {std::string("finance.postings"), partition_of_postings()}) {
    EXPECT_EQ(refusal(administrator, insert_into(table) + posting("10", "EUR", "1")), "23514") << table;
    EXPECT_EQ(
        refusal(administrator, insert_into(table) + posting("10", "EUR", "1") + ", " + posting("11", "USD", "-1")),
        "23514")
        << table;
    EXPECT_EQ(refusal(administrator, insert_into(table) + posting("10", "EUR", "1") + ", " +
                                         posting("11", "EUR", "-0.999999999999999999")),
              "23514")
        << table;
    EXPECT_EQ(refusal(administrator, "UPDATE " + table + " SET amount = amount + 1 WHERE line = 1"), "23514") << table;
    EXPECT_EQ(refusal(administrator, "UPDATE " + table + " SET currency = 'USD' WHERE line = 1"), "23514") << table;
    EXPECT_EQ(refusal(administrator, "DELETE FROM " + table + " WHERE line = 1"), "23514") << table;
  }
  EXPECT_EQ(refusal(api, insert_into("finance.postings") + posting("10", "EUR", "1")), "23514");
  EXPECT_EQ(value(administrator, "SELECT sum(amount) = 0 AND count(*) = 2 FROM finance.postings"), "t");
}

TEST_F(RecordedBookTest, control_balanced_postings_are_taken_and_without_the_trigger_unbalanced_ones_too) {
  EXPECT_EQ(
      refusal(api, insert_into("finance.postings") + posting("10", "EUR", "1") + ", " + posting("11", "EUR", "-1")),
      "");
  run(administrator, "ALTER TABLE finance.postings DISABLE TRIGGER balance_insert");
  EXPECT_EQ(refusal(administrator, insert_into("finance.postings") + posting("12", "EUR", "1")), "");
}

TEST_F(RecordedBookTest, every_partition_of_postings_has_the_triggers_of_the_table) {
  EXPECT_EQ(value(administrator,
                  "SELECT string_agg(c.oid::regclass::text, ',') FROM pg_class c WHERE c.oid::regclass::text LIKE "
                  "'finance.postings%' AND relkind IN ('r', 'p') "
                  "AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT tgisinternal AND tgenabled = "
                  "'O' AND tgname LIKE 'balance_%') <> 3"),
            "");
}

TEST_F(RecordedBookTest, postings_belong_to_a_revision_and_to_accounts_of_the_household) {
  const auto other = testkit::add_household(administrator);
  const auto foreign = testkit::add_account(administrator, other.id);
  const auto insert =
      "INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, account_id, booked_on, "
      "currency, amount) "
      "VALUES ($1, $2, $3, 9, 'C', $4, '2024-01-02', 'EUR', 0)";
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), deposit.text(), "7", account.text()}), "23503");
  EXPECT_EQ(
      refusal(administrator, insert, {household.id.text(), format_uuid(testkit::next_uuid()), "1", account.text()}),
      "23503");
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), deposit.text(), "1", foreign.text()}), "23503");
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), deposit.text(), "1", account.text()}), "");
}

TEST_F(RecordedBookTest, a_revision_follows_the_current_one_and_supersedes_it) {
  EXPECT_EQ(revise(api, "3", account), "23503");
  EXPECT_EQ(revise(api, "1", account), "23505");
  const auto second = testkit::add_account(administrator, household.id);
  EXPECT_EQ(revise(api, "2", second), "");
  EXPECT_EQ(value(administrator,
                  "SELECT string_agg(revision || ':' || (superseded_at IS NOT NULL)::text, ' ' ORDER BY revision) FROM "
                  "finance.transaction_revisions"),
            "1:true 2:false");
  EXPECT_EQ(value(administrator, "SELECT current_revision || ' ' || account_id FROM finance.transactions"),
            "2 " + second.text());
  EXPECT_EQ(value(administrator,
                  "SELECT a.superseded_at = b.recorded_at FROM finance.transaction_revisions a, "
                  "finance.transaction_revisions b WHERE a.revision = 1 AND b.revision = 2"),
            "t");
}

TEST_F(RecordedBookTest, a_deletion_is_a_revision_and_so_is_its_undoing) {
  EXPECT_EQ(revise(api, "2", account, "true"), "");
  EXPECT_EQ(value(administrator, "SELECT deleted_at IS NOT NULL FROM finance.transactions"), "t");
  EXPECT_EQ(revise(api, "3", account), "");
  EXPECT_EQ(value(administrator, "SELECT deleted_at IS NULL FROM finance.transactions"), "t");
}

TEST_F(RecordedBookTest, a_transaction_names_accounts_and_instruments_of_its_household) {
  const auto other = testkit::add_household(administrator);
  EXPECT_EQ(revise(administrator, "2", testkit::add_account(administrator, other.id)), "23503");
  const auto insert =
      "INSERT INTO finance.transaction_revisions (household_id, transaction_id, revision, actor_system, account_id, "
      "type, trade_date, currency, instrument_id) "
      "VALUES ($1, $2, 2, 'test', $3, 'split', '2024-01-03', 'EUR', $4)";
  const auto foreign = testkit::add_instrument(administrator, other.id);
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), deposit.text(), account.text(), foreign.text()}),
            "23503");
  const auto shared = testkit::add_instrument(administrator, std::nullopt);
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), deposit.text(), account.text(), shared.text()}), "");
}

TEST_F(RecordedBookTest, writes_that_bear_on_figures_raise_the_version) {
  const auto version = [&] {
    return std::stoll(value(administrator, "SELECT version FROM auth.households WHERE id = $1", {household.id.text()}));
  };
  const auto shared_version = [&] {
    return std::stoll(value(administrator, "SELECT version FROM finance.public_version"));
  };
  const auto other = testkit::add_household(administrator);
  auto before = version();
  EXPECT_EQ(revise(api, "2", account), "");
  EXPECT_GT(version(), before);
  before = version();
  const auto instrument = testkit::add_instrument(administrator, household.id);
  testkit::add_prices(administrator, household.id, instrument, {{"2024-01-02", "1"}});
  EXPECT_GT(version(), before);
  before = version();
  const auto shared_before = shared_version();
  const auto shared = testkit::add_instrument(administrator, std::nullopt);
  testkit::add_prices(administrator, std::nullopt, shared, {{"2024-01-02", "1"}});
  testkit::add_account(administrator, other.id);
  EXPECT_GT(shared_version(), shared_before);
  EXPECT_EQ(version(), before);
}

// Policies cost one evaluation of the settings per statement, and none per row.
TEST_F(RecordedBookTest, the_policy_is_an_index_condition_and_not_a_function_per_row) {
  run(api, "SET plan_cache_mode = force_generic_plan");
  run(api,
      "PREPARE page (uuid, date, bigint, uuid) AS SELECT transaction_id FROM finance.transaction_revisions "
      "WHERE household_id = $1 AND superseded_at IS NULL AND NOT deleted AND (trade_date, sequence, transaction_id) < "
      "($2, $3, $4) "
      "ORDER BY trade_date DESC, sequence DESC, transaction_id DESC LIMIT 50");
  std::string plan;
  for (const auto& row : run(api, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE page ('" +
                                      household.id.text() + "', '9999-01-01', 0, '" + deposit.text() + "')")) {
    plan += row.at(0).value() + "\n";
  }
  EXPECT_NE(plan.find("Index Cond: ((household_id = ANY ($0)) AND (household_id = $1) AND (ROW("), std::string::npos)
      << plan;
  EXPECT_NE(plan.find("Subplans Removed: 7"), std::string::npos) << plan;
  EXPECT_NE(plan.find("hashed SubPlan"), std::string::npos) << plan;
  EXPECT_NE(plan.find("never executed"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("current_setting"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("Sort ("), std::string::npos) << plan;
}

struct SeriesTest : RecordedBookTest {
  InstrumentId instrument = testkit::add_instrument(administrator, household.id);

  // "day:coefficient day:coefficient", of the one series there is.
  std::string unpacked() {
    return value(
        administrator,
        "SELECT coalesce((SELECT string_agg(get_byte(packed, 2 * i) * 256 + get_byte(packed, 2 * i + 1) || ':' || "
        "(('x' || encode(substr(packed, 2 * entries + width * (i + 1) - 7, 8), 'hex'))::bit(64)::bigint), ' ' ORDER BY "
        "i) "
        "|| ' scale ' || scale || ' width ' || width FROM finance.price_series, generate_series(0, entries - 1) AS i "
        "GROUP BY scale, width), 'none')");
  }
};

TEST_F(SeriesTest, packs_the_prices_that_count) {
  testkit::add_prices(administrator, household.id, instrument, {{"2024-01-02", "100.5"}, {"2024-12-31", "-0.25"}});
  EXPECT_EQ(unpacked(), "2:10050 366:-25 scale 2 width 8");
  testkit::add_prices(administrator, household.id, instrument, {{"2024-01-02", "101"}});
  EXPECT_EQ(unpacked(), "2:10100 366:-25 scale 2 width 8");
  run(api, "UPDATE finance.prices SET withdrawn_at = now() WHERE household_id = $1 AND close = 101",
      {household.id.text()});
  EXPECT_EQ(unpacked(), "2:10050 366:-25 scale 2 width 8");
  run(api, "UPDATE finance.prices SET withdrawn_at = now() WHERE household_id = $1", {household.id.text()});
  EXPECT_EQ(unpacked(), "none");
}

TEST_F(SeriesTest, takes_sixteen_bytes_where_eight_do_not_suffice) {
  testkit::add_prices(administrator, household.id, instrument,
                      {{"2024-01-02", "12345678901234567890.123456789012345678"}});
  EXPECT_EQ(
      value(administrator, "SELECT encode(packed, 'hex') || ' ' || scale || ' ' || width FROM finance.price_series"),
      "00020949b0f6f0023313c4499050de38f34e 18 16");
  run(administrator, "DELETE FROM finance.prices");
  testkit::add_prices(administrator, household.id, instrument,
                      {{"2024-01-02", "-12345678901234567890.123456789012345678"}});
  EXPECT_EQ(value(administrator, "SELECT encode(packed, 'hex') FROM finance.price_series"),
            "0002f6b64f090ffdccec3bb66faf21c70cb2");
}

TEST_F(SeriesTest, a_price_names_an_instrument_of_its_household) {
  const auto other = testkit::add_household(administrator);
  const auto insert =
      "INSERT INTO finance.prices (household_id, instrument_id, price_date, close, currency, source) VALUES ($1, $2, "
      "'2024-01-02', 1, 'EUR', 'test')";
  EXPECT_EQ(refusal(administrator, insert, {other.id.text(), instrument.text()}), "23503");
  EXPECT_EQ(refusal(administrator, insert, {std::nullopt, instrument.text()}), "23503");
  EXPECT_EQ(refusal(administrator, insert, {household.id.text(), format_uuid(testkit::next_uuid())}), "23503");
}

}  // namespace

}  // namespace coffer::tests
