#include "finance/imports/detection.hpp"

#include <gtest/gtest.h>

#include "finance/imports/staging.hpp"

namespace coffer::finance {
namespace {

StagedFile stage(std::string_view text, const ReadingOptions& options = {}) {
  auto file = stage_file(std::as_bytes(std::span(text)), options);
  if (!file) throw std::runtime_error(file.error().detail);
  return std::move(*file);
}

std::string utf16(std::string_view ascii, Encoding encoding) {
  std::string text = encoding == Encoding::Utf16Le ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) {
    if (encoding == Encoding::Utf16Be) text.push_back('\0');
    text.push_back(c);
    if (encoding == Encoding::Utf16Le) text.push_back('\0');
  }
  return text;
}

Encoding encoding_of(std::string_view text) { return detect_encoding(std::as_bytes(std::span(text))); }

TEST(Encoding, IsDetected) {
  EXPECT_EQ(encoding_of("date,note\n2026-01-01,abc"), Encoding::Utf8);
  EXPECT_EQ(encoding_of("\xEF\xBB\xBF"
                        "date"),
            Encoding::Utf8);
  EXPECT_EQ(encoding_of("St\xC3\xBC"
                        "ck"),
            Encoding::Utf8);
  EXPECT_EQ(encoding_of("St\xFC"
                        "ck"),
            Encoding::Windows1252);
  EXPECT_EQ(encoding_of("12 \x80"), Encoding::Windows1252);
  EXPECT_EQ(encoding_of("12 \xA4"), Encoding::Iso8859_15);
  EXPECT_EQ(encoding_of(utf16("date", Encoding::Utf16Le)), Encoding::Utf16Le);
  EXPECT_EQ(encoding_of(utf16("date", Encoding::Utf16Be)), Encoding::Utf16Be);
  EXPECT_EQ(encoding_of(utf16("date,type", Encoding::Utf16Le).substr(2)), Encoding::Utf16Le);
}

TEST(Encoding, IsConvertedToUtf8) {
  std::string storage;
  const auto decode = [&](std::string_view text, Encoding encoding) {
    auto decoded = decode_text(std::as_bytes(std::span(text)), encoding, storage);
    return decoded ? std::string(*decoded) : decoded.error().detail;
  };
  EXPECT_EQ(decode("\xEF\xBB\xBF"
                   "a",
                   Encoding::Utf8),
            "a");
  EXPECT_EQ(decode("Geb\xFChr 5 \x80", Encoding::Windows1252), "Geb\xC3\xBChr 5 \xE2\x82\xAC");
  EXPECT_EQ(decode("5 \xA4", Encoding::Iso8859_15), "5 \xE2\x82\xAC");
  EXPECT_EQ(decode(utf16("a,b", Encoding::Utf16Be), Encoding::Utf16Be), "a,b");
  EXPECT_EQ(decode(std::string_view("\x3D\xD8\xB0\xDC", 4), Encoding::Utf16Le), "\xF0\x9F\x92\xB0");
  EXPECT_TRUE(decode(std::string_view("\x3D\xD8\x61\x00", 4), Encoding::Utf16Le)
                  .starts_with("Line 1: the text is not valid UTF-16"));
  EXPECT_TRUE(decode("abc", Encoding::Utf16Le).starts_with("The UTF-16 text ends"));
  EXPECT_TRUE(decode("a\n\x81", Encoding::Windows1252).starts_with("Line 2: the text is not Windows-1252"));
}

TEST(Delimiter, IsDetected) {
  EXPECT_EQ(detect_delimiter("date,type,amount\n2026-01-01,deposit,5\n").value, ',');
  EXPECT_EQ(detect_delimiter("Datum;Typ;Betrag\n01.02.2026;Einlage;1.234,56\n").value, ';');
  EXPECT_EQ(detect_delimiter("date\ttype\tamount\n2026-01-01\tdeposit\t5\n").value, '\t');
  EXPECT_EQ(detect_delimiter("date|type|amount\n2026-01-01|deposit|5\n").value, '|');
  EXPECT_EQ(detect_delimiter("1;2,5;x\n2;3,5;y\n3;4,5;z\n").value, ';');
  EXPECT_FALSE(detect_delimiter("a;b\n1;2\n").is_ambiguous());
  EXPECT_TRUE(detect_delimiter("1,2;3,4\n5,6;7,8\n").is_ambiguous());
}

TEST(Header, IsFoundBelowAPreamble) {
  const auto file = stage(
      "Account statement;12345\nFrom 2026-01-01\n\nDatum;Typ;Betrag;W\xC3\xA4hrung\n31.01.2026;Einlage;100,00;EUR\n");
  EXPECT_EQ(file.rows.size(), 1U);
  EXPECT_EQ(file.count(RowStatus::New), 1U);
  EXPECT_EQ(file.rows[0].line, 5U);
  EXPECT_EQ(file.header.value, HeaderChoice::Present);
}

TEST(Header, MayBeAbsent) {
  const auto header = detect_header("2026-01-01,5.00\n2026-01-02,6.00\n", ',', std::nullopt);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->choice.value, HeaderChoice::Absent);
  EXPECT_EQ(header->skipped_records, 0U);
  EXPECT_EQ(header->names[1], "Column 2");
  EXPECT_EQ(detect_header("x,y\n1,2\n", ',', std::nullopt)->choice.value, HeaderChoice::Present);
  EXPECT_EQ(detect_header("x,y\n1,2\n", ',', HeaderChoice::Absent)->skipped_records, 0U);
  EXPECT_FALSE(detect_header("\n\n", ',', std::nullopt));
}

TEST(Conventions, AreDetectedOrCalledAmbiguous) {
  const auto german = stage("Datum;Typ;Betrag;W\xC3\xA4hrung\n31.01.2026;Einlage;1.234,56;EUR\n");
  EXPECT_EQ(german.decimal_mark.value, DecimalMark::Comma);
  EXPECT_EQ(german.date_format.value, DateFormat::DayMonthYearDots);
  EXPECT_FALSE(german.decimal_mark.is_ambiguous());
  EXPECT_FALSE(german.date_format.is_ambiguous());

  const auto american = stage("Trade Date,Action,Amount,Currency\n01/31/2026,Deposit,\"1,234.56\",USD\n");
  EXPECT_EQ(american.decimal_mark.value, DecimalMark::Point);
  EXPECT_EQ(american.date_format.value, DateFormat::MonthDayYear);

  const auto unclear = stage("Trade Date,Action,Amount,Currency\n01/02/2026,Deposit,\"1,234\",USD\n");
  EXPECT_TRUE(unclear.decimal_mark.is_ambiguous());
  EXPECT_TRUE(unclear.date_format.is_ambiguous());
  const auto chosen = stage("Trade Date,Action,Amount,Currency\n01/02/2026,Deposit,\"1,234\",USD\n",
                            {.decimal_mark = DecimalMark::Comma, .date_format = DateFormat::MonthDayYear});
  EXPECT_EQ(chosen.decimal_mark.certainty, Certainty::Given);
  const auto& draft = std::get<TransactionDraft>(chosen.rows[0].draft);
  EXPECT_EQ(draft.amount, parse_decimal("1.234"));
  EXPECT_EQ(draft.date, Date::of(2026, 1, 2));

  // Coffer's own files write points, so that 1.234 is no question there.
  const auto own = stage("date,type,amount,currency\n2026-01-02,deposit,1.234,USD\n");
  EXPECT_FALSE(own.decimal_mark.is_ambiguous());
  EXPECT_EQ(own.decimal_mark.value, DecimalMark::Point);
}

TEST(Conventions, KnowFilesThatWriteCostsAsNegative) {
  const auto file = stage(
      "Date,Action,Symbol,Quantity,Price,Commission,Amount,Currency\n"
      "2026-01-02,Buy,AAPL,10,100.5,-1.25,-1006.25,USD\n2026-01-03,Sell,AAPL,-10,101,-1.25,1008.75,USD\n");
  ASSERT_EQ(file.count(RowStatus::New), 2U);
  const auto& buy = std::get<TransactionDraft>(file.rows[0].draft);
  EXPECT_EQ(buy.fee, parse_decimal("1.25"));
  EXPECT_EQ(buy.amount, parse_decimal("1006.25"));
  EXPECT_EQ(std::get<TransactionDraft>(file.rows[1].draft).quantity, parse_decimal("10"));
}

}  // namespace
}  // namespace coffer::finance
