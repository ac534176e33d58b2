#include "finance/cases/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "testkit/repository.hpp"

namespace coffer::finance {
namespace {

std::vector<std::filesystem::path> golden_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(testkit::repository() / "backend/tests/golden")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

struct GoldenTest : testing::TestWithParam<std::filesystem::path> {};

TEST_P(GoldenTest, every_expected_figure_is_met) {
  const auto verdict = check_case(testkit::read_text(GetParam()));
  ASSERT_TRUE(verdict) << verdict.error().detail;
  EXPECT_GT(verdict->leaves, 0U);
  for (const std::string& difference : verdict->differences) ADD_FAILURE() << difference;
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenTest, testing::ValuesIn(golden_files()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(CasesTest, all_twenty_five_golden_tests_have_their_cases) {
  std::vector<std::string> numbers;
  for (const auto& file : golden_files()) numbers.push_back(file.stem().string().substr(0, 3));
  EXPECT_EQ(numbers.size(), 57U);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  EXPECT_EQ(numbers.size(), 25U);
}

// A small case; each test changes one thing in it.
std::string small_case(const std::string& expect,
                       const std::string& row = R"("type": "BUY", "quantity": "10", "price": "100")",
                       const std::string& more = "") {
  return R"({"id": "small", "model": {"engine": "coffer"}, "base_currency": "EUR", "cost_basis": "FIFO",
    "accounts": [{"name": "A"}], "instruments": [{"symbol": "S", "currency": "EUR", "kind": "SECURITY"}],
    "transactions": [{"date": "2024-01-02", "symbol": "S", "currency": "EUR", "account": "A", )" +
         row +
         R"(}], "prices": [{"symbol": "S", "date": "2024-01-02", "close": "101"}], "fx": [], "as_of": "2024-01-02", )" +
         more + R"("expect": )" + expect +
         R"(, "tolerance": {"money": "0.004", "rate": "0.0000001", "quantity": "0"}})";
}

std::size_t differences(const std::string& expect) {
  const auto verdict = check_case(small_case(expect));
  EXPECT_TRUE(verdict) << verdict.error().detail;
  return verdict ? verdict->differences.size() : 999;
}

TEST(CasesTest, the_check_finds_what_is_wrong) {
  EXPECT_EQ(differences(R"({"market_value": "1010.00"})"), 0U);
  EXPECT_EQ(differences(R"({"market_value": "1010.0039"})"), 0U);
  EXPECT_EQ(differences(R"({"market_value": "1010.01"})"), 1U);
  EXPECT_EQ(differences(R"({"no_such_figure": "1"})"), 1U);
  EXPECT_EQ(differences(R"({"twr": "1"})"), 1U);
  EXPECT_EQ(differences(R"({"holdings": [{"symbol": "S", "quantity": "10"}]})"), 0U);
  EXPECT_EQ(differences(R"({"holdings": [{"symbol": "S", "quantity": "10.000001"}]})"), 1U);
  EXPECT_EQ(differences(R"({"holdings": [{"symbol": "S"}, {"symbol": "S"}]})"), 1U);
  EXPECT_EQ(differences(R"({"lots": []})"), 1U);
  EXPECT_EQ(differences(R"({"disposals": []})"), 0U);
  EXPECT_EQ(differences(R"({"irr_reason": "no_root"})"), 1U);
  EXPECT_EQ(differences(R"({"flows": "none"})"), 1U);
}

TEST(CasesTest, an_evaluated_case_is_one_line) {
  const auto line = evaluate_case(small_case("{}"), "small.json");
  ASSERT_TRUE(line) << line.error().detail;
  EXPECT_TRUE(line->starts_with(R"({"id":"small","file":"small.json","figures":{)")) << *line;
  EXPECT_EQ(line->find('\n'), std::string::npos);
}

std::string refusal(const std::string& text) {
  const auto line = evaluate_case(text, "x.json");
  return line ? "" : std::string(line.error().problem);
}

TEST(CasesTest, what_is_not_understood_is_refused) {
  EXPECT_EQ(refusal("[]"), "finance/invalid-case");
  EXPECT_EQ(refusal("{"), "finance/invalid-case");
  EXPECT_EQ(refusal(small_case("{}", R"("type": "BARTER")")), "finance/invalid-case");
  EXPECT_EQ(refusal(small_case("{}", R"("type": "BUY", "quantity": 10, "price": "100")")), "finance/invalid-case");
  EXPECT_EQ(
      refusal(small_case("{}", R"("type": "BUY", "quantity": "10", "price": "100", "lot_selector": {"cost": "1"})")),
      "finance/invalid-case");
  EXPECT_EQ(refusal(small_case("{}", R"("type": "TRANSFER_IN", "quantity": "10", "link": "t1")")),
            "finance/invalid-case");
  EXPECT_EQ(refusal(small_case("{}", R"("type": "BUY", "quantity": "0", "price": "100")")),
            "ledger/invalid-transaction");
  std::string other = small_case("{}");
  other.replace(other.find("\"coffer\""), 8, "\"roai\"");
  EXPECT_EQ(refusal(other), "finance/unsupported-case");
}

}  // namespace
}  // namespace coffer::finance
