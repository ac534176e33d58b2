// Fifty thousand rows: that they all arrive, and how long it takes (printed, for the machine decides).
#include <chrono>
#include <iostream>

#include "finance/imports/import_test_world.hpp"

namespace coffer::finance {
namespace {

using ImportVolumeTest = ImportWorld;

constexpr int row_count = 50'000;

// Ten years of trades in sixty instruments on two accounts.
std::string many_rows() {
  std::string text = "date,time,type,symbol,isin,name,quantity,price,amount,currency,fee,account,external_id,note\n";
  text.reserve(row_count * 110);
  for (int i = 0; i < row_count; ++i) {
    const int share = i % 60;
    const Date date = Date::of(2014, 1, 2).plus_days(i * 3650 / row_count);
    const int quantity = 1 + i % 17;
    const int cents = 1'000 + (i * 37) % 9'000;
    const int gross = quantity * cents;
    const bool sells = i % 5 == 4;
    const int amount = sells ? gross - 150 : gross + 150;
    const auto money = [](int value) {
      return std::to_string(value / 100) + "." + (value % 100 < 10 ? "0" : "") + std::to_string(value % 100);
    };
    text += format_date(date) + ",09:" + std::to_string(10 + i % 50) + (sells ? ",sell,S" : ",buy,S") +
            std::to_string(share) + ",US00000" + std::to_string(1000 + share) + "0,Share " + std::to_string(share) +
            "," + std::to_string(quantity) + "," + money(cents) + "," + money(amount) + ",USD,1.50," +
            (i % 2 == 0 ? "Depot A" : "Depot B") + ",X" + std::to_string(i) + ",\n";
  }
  return text;
}

class Stopwatch {
 public:
  explicit Stopwatch(std::string what) : what_(std::move(what)) {}
  ~Stopwatch() {
    const auto spent = std::chrono::steady_clock::now() - start_;
    std::cout << "[ MEASURED ] " << what_ << ": "
              << std::chrono::duration_cast<std::chrono::milliseconds>(spent).count() << " ms\n";
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  std::string what_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

TEST_F(ImportVolumeTest, fifty_thousand_transactions_arrive_are_known_again_and_go) {
  // The planner knows nothing of tables that have just been filled: what it does then must be right too.
  testkit::run(administrator,
               "DO $$ DECLARE filled regclass; BEGIN FOR filled IN SELECT oid::regclass FROM pg_class "
               "WHERE relkind = 'r' AND relnamespace = 'finance'::regnamespace LOOP "
               "EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', filled); END LOOP; END $$");
  const std::string text = many_rows();
  std::optional<Import> first;
  std::optional<Import> second;
  {
    const Stopwatch watch("preview of 50,000 rows");
    first = upload(text);
  }
  EXPECT_EQ(first->counts.of(RowState::New), row_count);
  {
    const Stopwatch watch("commit of 50,000 rows");
    EXPECT_EQ(commit(first->id).of(RowState::Committed), row_count);
  }
  EXPECT_EQ(transactions(), std::to_string(row_count));
  {
    const Stopwatch watch("preview of the same 50,000 rows again");
    second = upload(text);
  }
  EXPECT_EQ(second->counts.of(RowState::Duplicate), row_count);
  {
    const Stopwatch watch("revert of 50,000 rows");
    EXPECT_EQ(revert(first->id).of(RowState::Reverted), row_count);
  }
  EXPECT_EQ(transactions(), "0");
}

}  // namespace
}  // namespace coffer::finance
