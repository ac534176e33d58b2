#include "finance/cases/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "finance/cases/case_reader.hpp"
#include "testkit/repository.hpp"

namespace coffer::finance {
namespace {

std::vector<std::filesystem::path> files_in(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(testkit::repository() / "backend/tests" / folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

struct CaseTest : testing::TestWithParam<std::filesystem::path> {};

TEST_P(CaseTest, every_expected_figure_is_met) {
  const auto verdict = check_case(testkit::read_text(GetParam()));
  ASSERT_TRUE(verdict) << verdict.error().detail;
  EXPECT_GT(verdict->leaves, 0U);
  for (const std::string& difference : verdict->differences) ADD_FAILURE() << difference;
}

std::string name_of_case(const testing::TestParamInfo<std::filesystem::path>& test) {
  std::string name = test.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, CaseTest, testing::ValuesIn(files_in("golden")), name_of_case);
INSTANTIATE_TEST_SUITE_P(Worked, CaseTest, testing::ValuesIn(files_in("worked")), name_of_case);
INSTANTIATE_TEST_SUITE_P(Conventions, CaseTest, testing::ValuesIn(files_in("cases")), name_of_case);

TEST(CasesTest, all_twenty_five_golden_tests_have_their_cases) {
  std::vector<std::string> numbers;
  for (const auto& file : files_in("golden")) numbers.push_back(file.stem().string().substr(0, 3));
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
  other.replace(other.find("\"coffer\""), 8, "\"abacus\"");
  EXPECT_EQ(refusal(other), "finance/unsupported-case");
}

// Two lots at unit cost, one sold; each test changes the model, the sale or what is asserted.
std::string booked_case(const std::string& model, const std::string& sale, const std::string& asserted = "{}",
                        const std::string& more = "") {
  return R"({"model": {"engine": "lots_book")" + model +
         R"(}, "base_currency": "EUR", "cost_basis": "FIFO",
    "instruments": [{"symbol": "S", "currency": "EUR", "kind": "SECURITY"}],
    "transactions": [{"date": "2024-01-02", "type": "BUY", "symbol": "S", "quantity": "1", "price": "3", "account": "A"},
      {"date": "2024-01-03", "type": "BUY", "symbol": "S", "quantity": "1", "price": "4", "account": "A"},
      {"date": "2024-01-04", "type": "SELL", "symbol": "S", "account": "A", )" +
         sale + R"(}], "prices": [], "fx": [], "as_of": null, "period": null, )" + more + R"("expect": )" + asserted +
         R"(, "tolerance": {"money": "0.1", "rate": "0", "quantity": "0"}})";
}

const std::string half = R"("quantity": "0.5", "price": "5")";

std::size_t booked_differences(const std::string& asserted, const std::string& more = "") {
  const auto verdict = check_case(booked_case("", half, asserted, more));
  EXPECT_TRUE(verdict) << verdict.error().detail;
  return verdict ? verdict->differences.size() : 999;
}

TEST(CasesTest, lists_that_tell_a_whole_have_the_same_number_of_items) {
  const std::string one_lot = R"({"lots": [{"unit_cost": "4"}]})";
  EXPECT_EQ(booked_differences(R"({"lots": [{"unit_cost": "4"}, {"quantity": "0.5"}]})"), 0U);
  EXPECT_EQ(booked_differences(one_lot), 1U);
  EXPECT_EQ(booked_differences(one_lot, R"("partial": ["lots"], )"), 0U);
  EXPECT_EQ(booked_differences(R"({"lots": []})"), 1U);
  EXPECT_EQ(booked_differences(R"({"cost_basis_by_currency": []})"), 0U);
  EXPECT_EQ(booked_differences(R"({"realized_gain": []})"), 1U);
}

TEST(CasesTest, a_tolerance_goes_with_the_name_of_a_figure) {
  EXPECT_EQ(booked_differences(R"({"realized_gain": "1.1"})"), 0U);
  EXPECT_EQ(booked_differences(R"({"realized_gain": "1.1001"})"), 1U);
  EXPECT_EQ(booked_differences(R"({"lots": [{"quantity": "1"}, {"quantity": "0.5000000000001"}]})"), 0U);
  EXPECT_EQ(booked_differences(R"({"lots": [{"quantity": "1"}, {"quantity": "0.500000000001"}]})"), 1U);
  EXPECT_EQ(booked_differences(R"({"realized_gain": "1.0000000000000000000000001"})"), 0U);
  EXPECT_EQ(booked_differences(R"({"realized_gain": "1.000000000000000000000000x"})"), 1U);
  EXPECT_EQ(booked_differences(R"({"error": null})"), 0U);
  EXPECT_EQ(booked_differences(R"({"error": "no_match"})"), 1U);
}

TEST(CasesTest, what_is_expected_has_no_bearing_on_figures) {
  const auto plain = evaluate_case(booked_case("", half), "x.json");
  const auto expecting =
      evaluate_case(booked_case("", half, R"({"error": "no_match"})", R"("partial": 7, )"), "x.json");
  ASSERT_TRUE(plain);
  ASSERT_TRUE(expecting);
  EXPECT_EQ(*plain, *expecting);
}

TEST(CasesTest, digits_beyond_the_eighteenth_are_rounded) {
  EXPECT_EQ(parse_long_decimal("0.1234567890123456785"), parse_decimal("0.123456789012345679"));
  EXPECT_EQ(parse_long_decimal("-0.12345678901234567849"), parse_decimal("-0.123456789012345678"));
  EXPECT_EQ(parse_long_decimal("-0.1234567890123456785"), parse_decimal("-0.123456789012345679"));
  EXPECT_EQ(parse_long_decimal("1.5"), parse_decimal("1.5"));
  EXPECT_FALSE(parse_long_decimal("0.123456789012345678x"));
  EXPECT_FALSE(parse_long_decimal("123456789012345678901234567890"));
}

std::string figures_of(const std::string& text) {
  const auto line = evaluate_case(text, "x.json");
  return line ? *line : line.error().detail;
}

TEST(CasesTest, fewer_than_two_returns_do_not_deviate) {
  const auto risk = [](const std::string& inputs) {
    return figures_of(R"({"id": "r", "model": {"engine": "risk"}, "base_currency": "EUR", "inputs": )" + inputs + "}");
  };
  for (const char* inputs : {R"({"returns": []})", R"({"returns": ["0.1"]})", R"({"returns": ["0.1"], "skip": ["0"]})"})
    EXPECT_NE(risk(inputs).find(R"({"volatility":"0","semi_deviation":"0"})"), std::string::npos) << inputs;
  EXPECT_EQ(risk(R"({"accumulated": ["0", "0.1"]})").find("volatility"), std::string::npos);
}

// A dollar share paid in euro: 10 x 100 USD.
std::string dollar_purchase(const std::string& money) {
  return R"({"id": "d", "model": {"engine": "coffer"}, "base_currency": "EUR", "cost_basis": "FIFO",
    "accounts": [{"name": "A"}], "instruments": [{"symbol": "S", "currency": "USD", "kind": "SECURITY"}],
    "transactions": [{"date": "2024-01-02", "type": "BUY", "symbol": "S", "quantity": "10", "price": "100", )" +
         money + R"(, "account": "A"}], "prices": [], "as_of": "2024-01-02",
    "fx": [{"from": "EUR", "to": "USD", "date": "2024-01-02", "rate": "2"}]})";
}

TEST(CasesTest, a_recorded_rate_is_between_booking_and_instrument) {
  const auto cost = [](const std::string& money, const std::string& amount) {
    const std::string figures = figures_of(dollar_purchase(money));
    EXPECT_NE(figures.find(R"("cost_basis":")" + amount + R"(")"), std::string::npos) << figures;
  };
  cost(R"("currency": "EUR", "fx": {"rate": "0.92", "instrument_currency": "USD"})", "920");
  cost(R"("currency": "EUR", "fx": {"rate": "0.92"})", "920");
  cost(R"("currency": "EUR", "fx": {"rate_eur_usd": "1.25"})", "800");
  cost(R"("fee": "0")", "500");  // in the instrument's currency, at the rate of the market
}

// The two sides in their own currencies are one transfer by the receiver that the sender names.
TEST(CasesTest, the_sides_of_a_transfer_of_cash_may_differ_in_currency) {
  const std::string text = R"({"id": "t", "model": {"engine": "coffer"}, "base_currency": "EUR", "cost_basis": "FIFO",
    "accounts": [{"name": "A"}, {"name": "B"}], "instruments": [], "prices": [], "as_of": "2024-01-02", "transactions": [
    {"date": "2024-01-02", "type": "CASH_TRANSFER_OUT", "amount": "90", "currency": "EUR", "account": "A",
     "counter_account": "B"},
    {"date": "2024-01-02", "type": "CASH_TRANSFER_IN", "amount": "100", "currency": "USD", "account": "B",
     "counter_account": "A"}], "fx": [{"from": "USD", "to": "EUR", "date": "2024-01-02", "rate": "0.95"}]})";
  const std::string figures = figures_of(text);
  EXPECT_NE(figures.find(R"("cash":"5")"), std::string::npos) << figures;  // 95 - 90
  EXPECT_NE(figures.find(R"("open_transfers":[])"), std::string::npos) << figures;
}

std::string pointer_of(const std::string& text) {
  const auto line = evaluate_case(text, "x.json");
  if (line) return "";
  EXPECT_EQ(line.error().problem, "finance/invalid-case");
  return line.error().fields.empty() ? "none" : line.error().fields.front().pointer;
}

TEST(CasesTest, a_fault_of_a_booked_case_has_its_place) {
  EXPECT_EQ(pointer_of(booked_case("", half)), "");
  EXPECT_EQ(pointer_of(booked_case(R"(, "scope": "village")", half)), "/model/scope");
  EXPECT_EQ(pointer_of(booked_case(R"(, "average": "median")", half)), "/model/average");
  EXPECT_EQ(pointer_of(booked_case(R"(, "symbol": "T")", half)), "/model/symbol");
  EXPECT_EQ(pointer_of(booked_case(R"(, "account_methods": {"A": "FIRST"})", half)), "/model/account_methods/A");
  EXPECT_EQ(pointer_of(booked_case(R"(, "mystery": "1")", half)), "/model/mystery");
  EXPECT_EQ(pointer_of(booked_case("", R"("quantity": "-1")")), "/transactions/2/quantity");
  EXPECT_EQ(pointer_of(booked_case("", R"("price": "1")")), "/transactions/2/quantity");
  EXPECT_EQ(pointer_of(booked_case("", half + R"(, "time": "24:00")")), "/transactions/2/time");
  EXPECT_EQ(pointer_of(booked_case("", half + R"(, "loan": "L")")), "/transactions/2/loan");
  EXPECT_EQ(pointer_of(booked_case("", half + R"(, "fx": {"rate": "0"})")), "/transactions/2/fx/rate");
  EXPECT_EQ(pointer_of(booked_case("", half + R"(, "lot_selector": {"colour": "red"})")),
            "/transactions/2/lot_selector/colour");
  EXPECT_EQ(pointer_of(booked_case("", half, "{}", R"("cash_flows": [{"date": "2024-01-01"}], )")),
            "/cash_flows/0/amount");
  EXPECT_EQ(pointer_of(booked_case("", half, "{}", R"("inputs": {"returns": ["1e5"]}, )")), "/inputs/returns");
}

}  // namespace
}  // namespace coffer::finance
