#include "finance/imports/mapping.hpp"

#include <gtest/gtest.h>

namespace coffer::finance {
namespace {

Mapping propose(std::vector<std::string> header, std::optional<ImportKind> kind = std::nullopt) {
  return propose_mapping(header, kind);
}

std::string fields(const Mapping& mapping) {
  std::string text;
  for (const Column& column : mapping.columns) {
    if (!text.empty()) text += ' ';
    text += column.field ? field_name(*column.field) : column.use == ColumnUse::Unused ? "unused" : "offered";
  }
  return text;
}

TEST(Mapping, KnowsCoffersOwnHeaderInAnyOrder) {
  const auto mapping = propose(
      {"note", "type", "date", "amount", "currency", "ratio_to", "counter_account", "external_id", "isin", "fx_rate"});
  EXPECT_EQ(mapping.kind, ImportKind::Transactions);
  EXPECT_EQ(mapping.dialect, Mapping::Dialect::Coffer);
  EXPECT_EQ(fields(mapping), "note type date amount currency ratio_to counter_account external_id isin fx_rate");
  EXPECT_TRUE(mapping.missing_fields().empty());
}

TEST(Mapping, KnowsTheWordsOfBrokers) {
  const auto german = propose({"Datum", "Typ", "Wertpapiername", "ISIN", "Stück", "Kurs", "Betrag", "Gebühren",
                               "Steuern", "Währung", "Depot", "Gegenkonto", "Notiz"});
  EXPECT_EQ(german.kind, ImportKind::Transactions);
  EXPECT_EQ(german.dialect, Mapping::Dialect::Foreign);
  EXPECT_EQ(fields(german), "date type name isin quantity price amount fee tax currency account counter_account note");
  const auto english = propose({"Trade date", "Action", "Ticker", "Shares", "Unit price", "Commission", "Net Amount",
                                "Ccy", "Order ID", "Favourite colour"});
  EXPECT_EQ(fields(english), "date type symbol quantity price fee amount currency external_id offered");
  EXPECT_EQ(english.columns[9].use, ColumnUse::Offered);
  // The first of two columns with one meaning counts; the other is offered.
  EXPECT_EQ(fields(propose({"Date", "Trade Date", "Type", "Amount"})), "date offered type amount");
}

TEST(Mapping, TellsTheKindOfFile) {
  EXPECT_EQ(propose({"symbol", "date", "close", "currency"}).kind, ImportKind::Prices);
  EXPECT_EQ(propose({"symbol", "date", "price"}).kind, ImportKind::Prices);
  const auto bars = propose({"Date", "Open", "High", "Low", "Close", "Adj Close", "Volume"});
  EXPECT_EQ(bars.kind, ImportKind::Prices);
  EXPECT_EQ(fields(bars), "date unused unused unused close unused unused");
  EXPECT_EQ(propose({"date", "close"}).kind, ImportKind::Prices);
  EXPECT_EQ(propose({"from", "to", "date", "rate"}).kind, ImportKind::Fx);
  EXPECT_EQ(
      propose({"symbol", "ex_date", "kind", "split_ratio_new_per_old", "dividend_per_share", "previous_close"}).kind,
      ImportKind::CorporateActions);
  EXPECT_EQ(propose({"date", "symbol", "ratio_to", "ratio_from"}).kind, ImportKind::CorporateActions);
  EXPECT_EQ(propose({"foo", "bar"}).kind_is_ambiguous, true);
}

TEST(Mapping, KnowsWideFiles) {
  const auto rates = propose({"date", "USD", "GBP", ""});
  EXPECT_EQ(rates.kind, ImportKind::Fx);
  EXPECT_EQ(rates.shape, Shape::Wide);
  EXPECT_EQ(rates.columns[1].subject, "USD");
  EXPECT_EQ(fields(rates), "date rate rate offered");
  const auto prices = propose({"Date", "AAPL", "MSFT", "BRK.B"});
  EXPECT_EQ(prices.kind, ImportKind::Prices);
  EXPECT_EQ(prices.shape, Shape::Wide);
  EXPECT_TRUE(prices.kind_is_ambiguous);
  EXPECT_EQ(prices.columns[3].subject, "BRK.B");
  EXPECT_EQ(propose({"date", "ALL", "USD"}, ImportKind::Prices).columns[1].subject, "ALL");
}

TEST(Mapping, TakesThePersonsChoices) {
  const std::vector<std::string> header{"When", "What", "How much", "Bar"};
  const ColumnChoice choices[] = {
      {0, Field::Date}, {1, Field::Type}, {2, Field::Amount}, {3, std::nullopt}, {17, Field::Note}};
  const auto mapping = propose_mapping(header, ImportKind::Transactions, choices);
  EXPECT_EQ(fields(mapping), "date type amount offered");
  EXPECT_TRUE(mapping.missing_fields().empty());
  EXPECT_EQ(propose(header).missing_fields(), (std::vector{Field::Date, Field::Type}));
}

TEST(Mapping, NamesFieldsAndKinds) {
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(parse_field(field_name(field)), field);
  }
  EXPECT_FALSE(parse_field("colour"));
  EXPECT_EQ(parse_import_kind("corporate_actions"), ImportKind::CorporateActions);
  EXPECT_EQ(import_kind_name(ImportKind::Fx), "fx");
}

TEST(TypeWords, KnowOwnAndBrokersWords) {
  for (const std::string_view name : transaction_type_names()) EXPECT_EQ(recognise_type(name), name);
  const std::pair<const char*, const char*> words[] = {{"Kauf", "buy"},
                                                       {"BUY", "buy"},
                                                       {"Purchase", "buy"},
                                                       {"Market buy", "buy"},
                                                       {"Verkauf", "sell"},
                                                       {"Sold", "sell"},
                                                       {"Dividende", "dividend"},
                                                       {"DIVIDEND", "dividend"},
                                                       {"Cash Dividend", "dividend"},
                                                       {"Zinsen", "interest"},
                                                       {"Gebühren", "fee"},
                                                       {"Steuerrückerstattung", "tax_refund"},
                                                       {"Einlage", "deposit"},
                                                       {"Entnahme", "withdrawal"},
                                                       {"Einlieferung", "delivery_in"},
                                                       {"Auslieferung", "delivery_out"},
                                                       {"Stock Split", "split"},
                                                       {"CASH_TRANSFER", "cash_transfer"},
                                                       {"Spin-off", "spin_off"},
                                                       {"Return of Capital", "return_of_capital"}};
  for (const auto& [word, type] : words) EXPECT_EQ(recognise_type(word), type) << word;
  EXPECT_FALSE(recognise_type("Wurstsalat"));
}

TEST(SuggestSymbol, ReadsTheFileName) {
  EXPECT_EQ(suggest_symbol("AAPL.csv"), "AAPL");
  EXPECT_EQ(suggest_symbol("prices_eur_BAS.DE.csv"), "BAS.DE");
  EXPECT_EQ(suggest_symbol("C:\\down loads\\MSFT.csv"), "MSFT");
  EXPECT_EQ(suggest_symbol(""), "");
}

}  // namespace
}  // namespace coffer::finance
