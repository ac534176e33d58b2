#include "finance/imports/duplicates.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace coffer::finance {
namespace {

TransactionDraft fill(std::string_view price, std::string_view time = "", std::string_view external_id = "") {
  TransactionDraft draft;
  draft.type = "buy";
  draft.date = Date::of(2026, 3, 31);
  draft.symbol = "AAPL";
  draft.quantity = 5;
  draft.price = parse_decimal(price);
  draft.currency = *parse_currency("USD");
  draft.account = "Depot";
  if (!time.empty()) draft.time = time;
  draft.external_id = external_id;
  return draft;
}

std::string match(const std::vector<TransactionDraft>& incoming, const std::vector<TransactionDraft>& known) {
  std::vector<Fingerprint> left;
  std::vector<Fingerprint> right;
  for (const auto& draft : incoming) left.push_back(make_fingerprint(draft));
  for (const auto& draft : known) right.push_back(make_fingerprint(draft));
  std::string text;
  for (const Match& found : match_rows(left, right)) {
    if (!text.empty()) text += ' ';
    text += row_status_name(found.status);
    if (found.known) text += std::to_string(*found.known);
  }
  return text;
}

TEST(Duplicates, ImportingTwiceAddsNothing) {
  const std::vector file{fill("100"), fill("100"), fill("101")};
  EXPECT_EQ(match(file, {}), "new new new");
  EXPECT_EQ(match(file, file), "duplicate0 duplicate1 duplicate2");
}

TEST(Duplicates, EqualFillsAreCounted) {
  EXPECT_EQ(match({fill("100"), fill("100"), fill("100")}, {fill("100"), fill("100")}), "duplicate0 duplicate1 new");
  EXPECT_EQ(match({fill("100")}, {fill("100"), fill("100")}), "duplicate0");
}

TEST(Duplicates, OverlapAddsWhatIsNew) {
  EXPECT_EQ(match({fill("101"), fill("102"), fill("103")}, {fill("100"), fill("101"), fill("102")}),
            "duplicate1 duplicate2 new");
}

TEST(Duplicates, ValuesNotTheirWritingDecide) {
  auto written = fill("100.00");
  written.fee = Decimal(0);
  written.note = "second export";
  EXPECT_EQ(match({written}, {fill("100")}), "duplicate0");
  auto other = fill("100");
  other.account = "Other";
  EXPECT_EQ(match({other}, {fill("100")}), "new");
}

TEST(Duplicates, TimesTellFillsApart) {
  EXPECT_EQ(match({fill("100", "11:00")}, {fill("100", "10:00")}), "new");
  EXPECT_EQ(match({fill("100", "10:00"), fill("100", "11:00")}, {fill("100", "10:00")}), "duplicate0 new");
  EXPECT_EQ(match({fill("100")}, {fill("100", "10:00")}), "duplicate0");
  EXPECT_EQ(match({fill("100", "10:00")}, {fill("100")}), "duplicate0");
  // The row with the equal time gets its own, whatever the order.
  EXPECT_EQ(match({fill("100"), fill("100", "10:00")}, {fill("100", "10:00"), fill("100")}), "duplicate1 duplicate0");
}

TEST(Duplicates, IdentifiersDecide) {
  EXPECT_EQ(match({fill("100", "", "A1")}, {fill("100", "", "A1")}), "duplicate0");
  EXPECT_EQ(match({fill("99", "", "A1")}, {fill("100", "", "A1")}), "changed0");
  EXPECT_EQ(match({fill("100", "", "A2")}, {fill("100", "", "A1")}), "new");
  EXPECT_EQ(match({fill("100", "", "A2")}, {fill("100")}), "duplicate0");
  EXPECT_EQ(match({fill("100")}, {fill("100", "", "A1")}), "duplicate0");
  EXPECT_EQ(match({fill("100", "", "A1"), fill("100", "", "A1"), fill("99", "", "A1")}, {}), "new duplicate error");
  EXPECT_EQ(match({fill("100"), fill("100", "", "B")}, {fill("100"), fill("100", "", "A")}), "duplicate1 duplicate0");
}

TEST(Duplicates, StayLinearForEqualRows) {
  std::vector<TransactionDraft> incoming;
  std::vector<TransactionDraft> known;
  for (int i = 0; i < 50'000; ++i) {
    char time[6];
    std::snprintf(time, sizeof time, "%02d:%02d", i / 60 % 24, i % 60);
    incoming.push_back(fill("100", i % 2 == 0 ? time : ""));
    known.push_back(fill("100", i % 3 == 0 ? time : ""));
  }
  const auto begin = std::chrono::steady_clock::now();
  const std::string result = match(incoming, known);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_FALSE(result.empty());
}

}  // namespace
}  // namespace coffer::finance
