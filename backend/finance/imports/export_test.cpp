#include <gtest/gtest.h>

#include "finance/imports/export_csv.hpp"
#include "finance/imports/export_json.hpp"
#include "finance/imports/staging.hpp"

namespace coffer::finance {
namespace {

StagedFile stage(std::string_view text) {
  auto file = stage_file(std::as_bytes(std::span(text)), {});
  if (!file) throw std::runtime_error(file.error().detail);
  return std::move(*file);
}

TransactionDraft full_draft() {
  TransactionDraft draft;
  draft.type = "buy";
  draft.date = Date::of(2026, 3, 31);
  draft.time = "15:30:07";
  draft.settlement_date = Date::of(2026, 4, 2);
  draft.symbol = "=AAPL";
  draft.isin = "US0378331005";
  draft.name = "'@Apple, \"Inc.\"";
  draft.quantity = parse_decimal("10.000000000000000001");
  draft.price = parse_decimal("99999999999999999999.5");
  draft.amount = parse_decimal("1204.5");
  draft.currency = *parse_currency("USD");
  draft.fee = Decimal(0);
  draft.tax = parse_decimal("0.01");
  draft.accrued_interest = parse_decimal("3.3");
  draft.fx_rate = parse_decimal("0.8");
  draft.account = "  Joint; depot ";
  draft.counter_account = "-Bank\t|";
  draft.counter_date = Date::of(2026, 4, 3);
  draft.counter_amount = parse_decimal("1.234");
  draft.counter_currency = *parse_currency("JPY");
  draft.ratio_to = 10027;
  draft.ratio_from = 10000;
  draft.cost = parse_decimal("4000");
  draft.cost_date = Date::of(2015, 3, 2);
  draft.realises = false;
  draft.loan = "House";
  draft.principal = parse_decimal("4800");
  draft.interest = parse_decimal("7200");
  draft.category = "rent";
  draft.sequence = 7;
  draft.arrival = ledger::Arrival::Pending;
  draft.fee_quantity = parse_decimal("0.0005");
  draft.new_symbol = "@NEW";
  draft.new_name = "New, \"renamed\"";
  draft.new_quantity = parse_decimal("20");
  draft.cost_share = parse_decimal("0.072");
  draft.rights = ledger::RightsAction::Exercise;
  draft.cash_in_lieu_quantity = parse_decimal("0.5");
  draft.cash_in_lieu_amount = parse_decimal("21");
  draft.external_id = "+49-1";
  draft.note = "two\r\nlines, \"quoted\", \\ and \xE2\x82\xAC \x01";
  return draft;
}

std::vector<TransactionDraft> some_drafts() {
  TransactionDraft deposit;
  deposit.type = "deposit";
  deposit.date = Date::of(2024, 1, 2);
  deposit.amount = parse_decimal("10000");
  deposit.currency = *parse_currency("EUR");
  TransactionDraft balance;
  balance.type = "balance";
  balance.date = Date::of(2024, 1, 3);
  balance.amount = parse_decimal("-1.234");
  balance.currency = *parse_currency("EUR");
  return {deposit, full_draft(), balance};
}

void expect_same(const StagedFile& file, const std::vector<TransactionDraft>& drafts) {
  ASSERT_EQ(file.rows.size(), drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    ASSERT_TRUE(file.rows[i].errors.empty()) << file.rows[i].errors[0].detail;
    EXPECT_EQ(std::get<TransactionDraft>(file.rows[i].draft), drafts[i]) << i;
  }
}

std::string to_csv(const std::vector<TransactionDraft>& drafts) {
  std::string text;
  const TransactionCsvWriter writer(needed_further_columns(drafts));
  writer.append_header(text);
  for (const auto& draft : drafts) writer.append(text, draft);
  return text;
}

std::string to_json(const std::vector<TransactionDraft>& drafts) {
  std::string text;
  append_transactions_json_begin(text);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (i > 0) text.push_back(',');
    append_transaction_json(text, drafts[i]);
  }
  append_transactions_json_end(text);
  return text;
}

TEST(ExportCsv, ComesBackWhole) {
  const auto drafts = some_drafts();
  expect_same(stage(to_csv(drafts)), drafts);
  EXPECT_EQ(to_csv({}),
            "date,time,type,symbol,isin,name,quantity,price,amount,currency,fee,tax,fx_rate,account,counter_account,"
            "ratio_to,ratio_from,external_id,note\r\n");
}

TEST(ExportCsv, NeutralisesFormulas) {
  std::string text;
  append_csv_text(text, "=cmd|' /C calc'!A0");
  EXPECT_EQ(text, "\"'=cmd|' /C calc'!A0\"");
  text.clear();
  append_csv_text(text, "-5");
  EXPECT_EQ(text, "'-5");
  text.clear();
  append_csv_text(text, "plain");
  EXPECT_EQ(text, "plain");
  EXPECT_TRUE(to_csv({full_draft()}).contains(",'=AAPL,"));
}

TEST(ExportCsv, PricesAndRatesComeBack) {
  const PriceDraft price{"BAS.DE", "", Date::of(2026, 3, 31), *parse_decimal("44.85"), *parse_currency("EUR")};
  std::string text(prices_csv_header);
  append_price_csv(text, price);
  EXPECT_EQ(std::get<PriceDraft>(stage(text).rows.at(0).draft), price);
  const RateDraft rate{*parse_currency("EUR"), *parse_currency("USD"), Date::of(2026, 3, 31), *parse_decimal("1.234")};
  text = rates_csv_header;
  append_rate_csv(text, rate);
  const auto file = stage(text);
  EXPECT_EQ(std::get<RateDraft>(file.rows.at(0).draft), rate);
  EXPECT_FALSE(file.decimal_mark.is_ambiguous());
}

TEST(ExportJson, ComesBackWhole) {
  const auto drafts = some_drafts();
  expect_same(stage(to_json(drafts)), drafts);
  expect_same(stage(to_json({})), {});
}

TEST(ExportJson, IsReadAsTheApiWritesIt) {
  const auto file = stage(R"({"exported_at":"2026-03-31T00:00:00Z","accounts":[{"id":"a1","name":"Depot"}],
    "instruments":[{"id":"i1","symbol":"AAPL","isin":"US0378331005","name":"Apple","names":[{"x":[1,2.5e3,null,true]}]}],
    "format":"coffer-transactions-1","corporate_actions":[],
    "transactions":[
      {"id":"t1","account":"a1","account_name":"Depot","type":"buy","date":"2026-03-31","instrument":"i1","instrument_symbol":"AAPL",
       "quantity":"10","price":"100.5","amount":"1005","currency":"USD","fee":null,"ratio_to":null,"sequence":3,
       "cash_effect":{"amount":"-1005.00","currency":"USD"},"note":"\u00e4\ud83d\udcb0","revision":1}]})");
  const auto& draft = std::get<TransactionDraft>(file.rows.at(0).draft);
  EXPECT_EQ(draft.account, "Depot");
  EXPECT_EQ(draft.symbol, "AAPL");
  EXPECT_EQ(draft.isin, "US0378331005");
  EXPECT_EQ(draft.name, "Apple");
  EXPECT_EQ(draft.sequence, 3);
  EXPECT_EQ(draft.note, "\xC3\xA4\xF0\x9F\x92\xB0");
  EXPECT_EQ(file.rows[0].line, 5U);
}

TEST(ExportJson, RefusesOtherDocuments) {
  const auto refusal = [](std::string_view text) {
    const auto read = read_transactions_json(text);
    return read ? std::string("read") : read.error().detail;
  };
  EXPECT_TRUE(refusal("{}").starts_with("This JSON is no export of Coffer's"));
  EXPECT_TRUE(refusal(R"({"format":"other","transactions":[]})").starts_with("This JSON is no export"));
  for (const char* text : {"{", "{\"format\"", "{\"a\":1,}", "{\"a\":tru}", "{\"a\":01}", "{\"a\":\"\\x\"}",
                           "{\"a\":\"\\ud800\"}", "{} x", "{\"a\":\"\n\"}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\xFF\"}",
                           "{\"a\":1.}", "{\"transactions\":[{\"type\":\"buy\",\"type\":\"sell\"}]}"}) {
    EXPECT_TRUE(refusal(text).starts_with("Line ")) << text << " -> " << refusal(text);
  }
  EXPECT_TRUE(refusal("{\"a\":" + std::string(100'000, '[')).contains("nested too deeply"));
  EXPECT_TRUE(refusal("{\"a\":\"" + std::string(100'000, 'x') + "\"}").contains("longer than 32 KiB"));
}

}  // namespace
}  // namespace coffer::finance
