#include "finance/imports/staging.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace coffer::finance {
namespace {

StagedFile stage(std::string_view text, const ReadingOptions& options = {}) {
  auto file = stage_file(std::as_bytes(std::span(text)), options);
  if (!file) throw std::runtime_error(file.error().detail);
  return std::move(*file);
}

std::string refusal(std::string_view text) {
  const auto file = stage_file(std::as_bytes(std::span(text)), {});
  return file ? "" : file.error().detail;
}

const TransactionDraft& transaction(const StagedRow& row) { return std::get<TransactionDraft>(row.draft); }

// Real files stand beside the project, in ../shared/data, or where COFFER_SHARED_DATA says.
std::optional<std::string> read_shared(const std::string& name) {
  const char* given = std::getenv("COFFER_SHARED_DATA");
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
  const auto folder = given != nullptr ? std::filesystem::path(given) : root / ".." / "shared" / "data";
  std::ifstream stream(folder / name, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

#define COFFER_SHARED_FILE(variable, name)                                          \
  const auto variable##_file = read_shared(name);                                   \
  if (!variable##_file) GTEST_SKIP() << "the sample data folder has no " << (name); \
  const std::string& variable = *variable##_file

TEST(Staging, ReadsABrokersExport) {
  const auto file = stage(
      "Datum;Typ;Wertpapiername;ISIN;Stück;Kurs;Betrag;Gebühren;Steuern;Währung;Notiz\r\n"
      "02.01.2026;Kauf;SAP SE;DE0007164600;10;150,25;-1.507,40;-4,90;0,00;EUR;Sparplan\r\n"
      "15.05.2026 10:30;Dividende;SAP SE;DE0007164600;10;;16,35;;-5,85;EUR;\r\n"
      "01.06.2026;Verkauf;SAP SE;DE0007164600;-10;1.150,5;11.500,10;-4,90;;EUR;\"alles; weg\"\r\n");
  ASSERT_EQ(file.count(RowStatus::New), 3U);
  EXPECT_EQ(file.decimal_mark.value, DecimalMark::Comma);
  const auto& buy = transaction(file.rows[0]);
  EXPECT_EQ(buy.type, "buy");
  EXPECT_EQ(buy.date, Date::of(2026, 1, 2));
  EXPECT_EQ(buy.isin, "DE0007164600");
  EXPECT_EQ(buy.price, parse_decimal("150.25"));
  EXPECT_EQ(buy.amount, parse_decimal("1507.40"));
  EXPECT_EQ(buy.fee, parse_decimal("4.90"));
  EXPECT_EQ(buy.currency, *parse_currency("EUR"));
  EXPECT_EQ(transaction(file.rows[1]).time, "10:30");
  EXPECT_EQ(transaction(file.rows[1]).tax, parse_decimal("5.85"));
  EXPECT_EQ(transaction(file.rows[2]).quantity, Decimal(10));
  EXPECT_EQ(transaction(file.rows[2]).price, parse_decimal("1150.5"));
  EXPECT_EQ(transaction(file.rows[2]).note, "alles; weg");
  EXPECT_EQ(file.rows[2].line, 4U);
}

TEST(Staging, ListsEachBadRowWithPlaceAndRemedy) {
  const auto file = stage(
      "date,type,symbol,quantity,price,currency\n"
      "2026-01-02,buy,AAPL,10,abc,USD\n"
      "2026-02-30,buy,AAPL,10,1,USD\n"
      "2026-01-02,frobnicate,AAPL,10,1,USD\n"
      "2026-01-02,buy,AAPL,,1,USD\n"
      "2026-01-02,buy,,10,1,USD\n"
      "2026-01-02,buy,AAPL,10,1,GBX\n"
      "2026-01-02,buy,AAPL,10,1,\n"
      "2026-01-02,buy,AAPL,10\n"
      ",,,,,\n"
      "2026-01-02,buy,AAPL,10,1,USD\n");
  ASSERT_EQ(file.rows.size(), 10U);
  EXPECT_EQ(file.count(RowStatus::Error), 7U);
  EXPECT_EQ(file.count(RowStatus::Ignored), 1U);
  EXPECT_EQ(file.count(RowStatus::New), 2U) << "where no currency is named, it is the account's";
  const RowError& price = file.rows[0].errors.at(0);
  EXPECT_EQ(price.column, 4U);
  EXPECT_EQ(price.field, Field::Price);
  EXPECT_EQ(price.detail,
            "\"abc\" is no price. Write a number such as 1234.56, or choose the other decimal separator.");
  EXPECT_EQ(file.rows[1].errors.at(0).field, Field::Date);
  EXPECT_EQ(file.rows[2].errors.at(0).field, Field::Type);
  EXPECT_EQ(file.unknown_types.at("frobnicate"), 1U);
  EXPECT_EQ(file.rows[3].errors.at(0).detail, "Give a quantity above zero.");
  EXPECT_EQ(file.rows[4].errors.at(0).field, Field::Symbol);
  EXPECT_TRUE(file.rows[5].errors.at(0).detail.contains("write GBP"));
  EXPECT_TRUE(file.rows[6].errors.empty());
  EXPECT_EQ(file.rows[7].errors.at(0).detail,
            "The row has 4 cells, the header 6. Put quotes around cells that hold the delimiter, or complete the row.");
  EXPECT_EQ(file.rows[7].line, 9U);
  EXPECT_EQ(file.rows[7].values.size(), 4U);
}

TEST(Staging, ReadsAMendedRowAgain) {
  const auto file = stage("date,type,symbol,quantity,price,currency\n2026-01-02,buy,AAPL,10,abc,USD\n");
  const RowDecoder decoder(file.plan);
  auto values = file.rows[0].values;
  std::ranges::find(values, Field::Price, &FieldText::field)->text = "100.5";
  const StagedRow mended = decoder.decode_values(file.rows[0].number, file.rows[0].line, values);
  EXPECT_EQ(mended.status, RowStatus::New);
  EXPECT_EQ(transaction(mended).price, parse_decimal("100.5"));
}

TEST(Staging, TakesThePersonsWordsForTypes) {
  const char* text = "Datum;Typ;Betrag;Währung\n01.02.2026;Wurst-Kauf!;5,00;EUR\n";
  EXPECT_EQ(stage(text).count(RowStatus::Error), 1U);
  const auto file = stage(text, {.type_words = {{"Wurst-Kauf!", "expense"}}});
  EXPECT_EQ(transaction(file.rows.at(0)).type, "expense");
  const std::string_view view(text);
  EXPECT_FALSE(stage_file(std::as_bytes(std::span(view)), {.type_words = {{"x", "nonsense"}}}));
}

TEST(Staging, UsesTheCurrencyGivenForRowsThatNameNone) {
  const auto file = stage("date,type,amount\n2026-01-02,deposit,5\n", {.currency = *parse_currency("CHF")});
  EXPECT_EQ(transaction(file.rows.at(0)).currency, *parse_currency("CHF"));
}

TEST(Staging, ReckonsTheAmountFromGrossAndCosts) {
  const auto file = stage(
      "Date,Action,Symbol,Quantity,Gross Amount,Fees,Tax,Currency\n"
      "2026-01-02,Buy,A,1,100.50,1.50,0,USD\n2026-01-02,Dividend,A,1,100,0,15,USD\n");
  EXPECT_EQ(transaction(file.rows[0]).amount, Decimal(102));
  EXPECT_EQ(transaction(file.rows[1]).amount, Decimal(85));
}

TEST(Staging, TakesFormulasAsText) {
  const auto file = stage(
      "date,type,amount,currency,note\n2026-01-02,deposit,-5,EUR,\"=HYPERLINK(\"\"x\"\")\"\n2026-01-02,deposit,5,EUR,'+"
      "1\n");
  EXPECT_EQ(transaction(file.rows[0]).note, "=HYPERLINK(\"x\")");
  EXPECT_EQ(transaction(file.rows[1]).note, "+1");
}

TEST(Staging, ReadsUtf16AndSeparatorLine) {
  const std::string ascii = "sep=;\r\ndate;type;amount;currency\r\n2026-01-02;deposit;5;EUR\r\n";
  std::string text = "\xFF\xFE";
  for (const char c : ascii) text.append({c, '\0'});
  const auto file = stage(text);
  EXPECT_EQ(file.encoding.value, Encoding::Utf16Le);
  EXPECT_EQ(file.delimiter.value, ';');
  EXPECT_EQ(file.rows.at(0).line, 3U);
  EXPECT_EQ(file.count(RowStatus::New), 1U);
}

TEST(Staging, RefusesHostileFiles) {
  const std::string header = "date,type,amount\n";
  EXPECT_TRUE(refusal(header + std::string(50U << 20, 'x')).starts_with("Line 2, column 1: the cell is longer"));
  EXPECT_TRUE(refusal(std::string(50U << 20, 'x')).starts_with("Line 1, column 1: the cell is longer"));
  EXPECT_TRUE(refusal(header + std::string(1'000'000, ',')).starts_with("Line 2, column 1001: the row has more than"));
  EXPECT_TRUE(refusal(header + std::string("2026-01-01,dep\0osit,5\n", 22))
                  .starts_with("Line 2, column 2: the file holds a NUL"));
  EXPECT_TRUE(refusal(header + "2026-01-01,\"deposit,5\n").starts_with("Line 2, column 2: a quote opens"));
  EXPECT_TRUE(refusal(header + "2026-01-01,Z\xC3\xBCrich \xFF \xC3\xA4,5\n")
                  .starts_with("Line 2, column 2: the text is not valid UTF-8"));
  EXPECT_TRUE(refusal(std::string((64U << 20) + 1, 'x')).starts_with("The file is larger than 64 MiB"));
  EXPECT_FALSE(refusal("").empty());
  EXPECT_FALSE(refusal(std::string(100, '\0')).empty());
}

TEST(Staging, SuggestsTheSymbolOfAPriceFile) {
  const auto file =
      stage("date,close\n2026-01-02,5\n2026-01-03,null\n2026-01-04,-1\n", {.file_name = "prices_usd_AAPL.csv"});
  EXPECT_EQ(std::get<PriceDraft>(file.rows.at(0).draft).symbol, "AAPL");
  EXPECT_EQ(file.rows[1].status, RowStatus::Ignored);
  EXPECT_EQ(file.rows[2].status, RowStatus::Error);
  EXPECT_EQ(stage("date,close\n2026-01-02,5\n").rows.at(0).status, RowStatus::Error);
}

TEST(StagingSharedData, ReadsTheRateHistoryOfTheEcb) {
  COFFER_SHARED_FILE(text, "fx_ecb_eur_daily.csv");
  const auto file = stage(text);
  EXPECT_EQ(file.plan.mapping.kind, ImportKind::Fx);
  EXPECT_EQ(file.count(RowStatus::Error), 0U);
  EXPECT_GT(file.count(RowStatus::New), 80'000U);
  EXPECT_EQ(std::get<RateDraft>(file.rows.at(0).draft), (RateDraft{*parse_currency("EUR"), *parse_currency("USD"),
                                                                   Date::of(1999, 1, 4), *parse_decimal("1.1789")}));
}

TEST(StagingSharedData, ReadsPrices) {
  for (const char* name :
       {"prices_usd_raw/AAPL.csv", "prices_usd_raw/WM.csv", "prices_eur_BAS.DE.csv", "prices_eur_SAP.DE.csv"}) {
    COFFER_SHARED_FILE(text, name);
    const auto file = stage(text, {.file_name = name});
    EXPECT_EQ(file.plan.mapping.kind, ImportKind::Prices) << name;
    EXPECT_EQ(file.count(RowStatus::New), file.rows.size()) << name;
    EXPECT_GT(file.rows.size(), 200U) << name;
    EXPECT_FALSE(file.date_format.is_ambiguous() || file.decimal_mark.is_ambiguous()) << name;
  }
  COFFER_SHARED_FILE(aapl, "prices_usd_raw/AAPL.csv");
  EXPECT_EQ(std::get<PriceDraft>(stage(aapl, {.file_name = "AAPL.csv"}).rows.at(0).draft),
            (PriceDraft{"AAPL", "", Date::of(2005, 1, 3), *parse_decimal("63.32"), Currency{}}));
  COFFER_SHARED_FILE(vega, "vega_stocks_monthly_usd.csv");
  const auto monthly = stage(vega);
  EXPECT_EQ(monthly.count(RowStatus::New), monthly.rows.size());
  EXPECT_GE(monthly.rows.size(), 559U);
  EXPECT_EQ(monthly.date_format.value, DateFormat::MonthName);
  EXPECT_EQ(std::get<PriceDraft>(monthly.rows.at(0).draft).date, Date::of(2000, 1, 1));
}

TEST(StagingSharedData, ReadsSplitsAndKeepsDividendsAside) {
  COFFER_SHARED_FILE(text, "corporate_actions_usd.csv");
  const auto file = stage(text);
  EXPECT_EQ(file.plan.mapping.kind, ImportKind::CorporateActions);
  EXPECT_EQ(file.count(RowStatus::New), 10U);
  EXPECT_EQ(file.count(RowStatus::Ignored), 504U);
  EXPECT_FALSE(file.rows.at(1).reason.empty());
  const auto reverse = std::ranges::find_if(file.rows, [](const StagedRow& row) {
    const auto* action = std::get_if<CorporateActionDraft>(&row.draft);
    return action != nullptr && action->symbol == "AIG";
  });
  ASSERT_NE(reverse, file.rows.end());
  EXPECT_EQ(std::get<CorporateActionDraft>(reverse->draft).ratio_from, 20);
}

TEST(Staging, IsFast) {
  std::string text =
      "date,time,type,symbol,isin,name,quantity,price,amount,currency,fee,tax,fx_rate,account,counter_account,ratio_to,"
      "ratio_from,external_id,note\n";
  for (int i = 0; i < 50'000; ++i) {
    text += "2026-03-" + std::to_string(10 + i % 20) + ",15:30,buy,SYM" + std::to_string(i % 250) +
            ",US0378331005,Some Company Inc.," + std::to_string(i % 90 + 1) + "," + std::to_string(i % 700 + 1) +
            ".25," + ",USD,1.50,,,Broker,,,,T" + std::to_string(i) + ",monthly plan\n";
  }
  const std::clock_t begin = std::clock();  // CPU time: the machine may be busy
  const auto file = stage(text);
  const auto milliseconds = static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
  EXPECT_EQ(file.count(RowStatus::New), 50'000U);
  std::cout << "50,000 rows staged in " << static_cast<int>(milliseconds) << " ms of CPU time\n";
#ifdef __has_feature
  constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  constexpr bool sanitized = false;
#endif
  if (!sanitized) EXPECT_LT(milliseconds, 1000);
}

}  // namespace
}  // namespace coffer::finance
