// Which instruments the names in a file stand for, and what a person says of those in doubt.
#include "finance/imports/import_problems.hpp"
#include "finance/imports/import_test_world.hpp"

namespace coffer::finance {
namespace {

struct ImportInstrumentsTest : ImportWorld {
  std::vector<ShownMatch> matches(ImportId id, PageRequest page = {}) {
    auto list = run(imports.list_instruments(caller, id, std::move(page)));
    EXPECT_TRUE(list) << list.error().detail << list.error().cause;
    return list ? std::move(list->items) : std::vector<ShownMatch>{};
  }
  Result<Import> change(const Import& import, ImportChange change) {
    return write(caller, [&](platform::UnitOfWork& unit) {
      return imports.update_import(caller, unit, import.id, change, any_version());
    });
  }
  Import choose(const Import& import, InstrumentChoice choice) {
    ImportChange wanted;
    wanted.instruments.push_back(std::move(choice));
    auto changed = change(import, std::move(wanted));
    if (!changed) throw std::runtime_error(changed.error().detail + changed.error().cause);
    return std::move(*changed);
  }
  InstrumentId called(const std::string& symbol) {
    return parse_id<InstrumentId>(stored("SELECT instrument_id FROM finance.instrument_names WHERE kind = 'symbol' AND "
                                         "value = $1",
                                         {symbol}))
        .value();
  }
  // "GOOG 3": the units that were bought of each, by symbol.
  std::string bought() {
    return stored(
        "SELECT string_agg(line, ', ' ORDER BY line) FROM (SELECT n.value || ' ' || trim_scale(sum(r.quantity)) AS "
        "line "
        "FROM finance.transaction_revisions r JOIN finance.instrument_names n ON n.instrument_id = r.instrument_id AND "
        "n.kind = 'symbol' WHERE r.superseded_at IS NULL AND NOT r.deleted GROUP BY n.value) AS lines");
  }
};

constexpr std::string_view two_classes =
    "date,type,symbol,isin,name,quantity,price,currency,account\n"
    "2024-01-02,buy,GOOG,US02079K1079,Alphabet Inc,1,100,USD,Depot\n"
    "2024-01-02,buy,GOOGL,US02079K3059,Alphabet Inc,1,100,USD,Depot\n";

constexpr std::string_view by_name =
    "Wann,Was,Worin,Stueck,Preis,Geld,Depot\n"
    "2024-02-01,Kauf,Alphabet Inc,2,110,USD,Depot\n"
    "2024-02-02,Kauf,alphabet inc ,3,110,USD,Depot\n"
    "2024-02-02,Kauf,Acme,4,110,USD,Depot\n";

ImportChoices columns_of_by_name() {
  ImportChoices choices;
  choices.kind = ImportKind::Transactions;
  choices.mapping = {{0, Field::Date},  {1, Field::Type},     {2, Field::Name},   {3, Field::Quantity},
                     {4, Field::Price}, {5, Field::Currency}, {6, Field::Account}};
  return choices;
}

TEST_F(ImportInstrumentsTest, say_by_what_they_were_found) {
  import_all(std::string(two_classes));
  const auto import = upload(
      "date,type,symbol,isin,name,quantity,price,currency,account\n"
      "2024-01-03,buy,,US02079K1079,,1,100,USD,Depot\n"
      "2024-01-04,buy,goog,,,1,100,USD,Depot\n"
      "2024-01-05,buy,GOOG,,,1,100,USD,Depot\n"
      "2024-01-06,buy,ACME,,,1,100,USD,Depot\n");
  EXPECT_EQ(import.instruments, 3);
  EXPECT_EQ(import.unsure_instruments, 0);
  const auto found = matches(import.id);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].match.rows, 2) << "case does not make another name";
  EXPECT_EQ(found[0].match.way, MatchWay::Symbol);
  EXPECT_EQ(found[0].instruments.at(0).name, "Alphabet Inc");
  EXPECT_EQ(found[1].match.way, MatchWay::Isin);
  EXPECT_EQ(found[2].match.way, MatchWay::Created);
  EXPECT_FALSE(found[2].match.instrument);
  PageRequest second;
  second.limit = 2;
  const auto first = run(imports.list_instruments(caller, import.id, second));
  second.cursor = first->next_cursor;
  EXPECT_EQ(matches(import.id, second).size(), 1U);
}

TEST_F(ImportInstrumentsTest, a_name_that_two_share_is_chosen_once_for_all_its_rows_and_remembered) {
  import_all(std::string(two_classes));
  auto import = upload(std::string(by_name), columns_of_by_name(), "depot-2024-02.csv");
  EXPECT_EQ(import.unsure_instruments, 1);
  const auto doubted = matches(import.id).at(0);
  EXPECT_EQ(doubted.match.name, "Alphabet Inc");
  EXPECT_EQ(doubted.match.candidates.size(), 2U);
  EXPECT_TRUE(doubted.match.candidates[0].by_name);
  import = choose(import, {"", "", "Alphabet Inc", called("GOOGL")});
  EXPECT_EQ(import.unsure_instruments, 0);
  EXPECT_EQ(matches(import.id).at(0).match.way, MatchWay::Chosen);
  const auto asked = write(caller, [&](platform::UnitOfWork& unit) {
    return imports.request_commit(caller, unit, import.id, {{}, "My depot"}, any_version());
  });
  ASSERT_TRUE(asked) << asked.error().detail;
  commit(import.id);
  EXPECT_EQ(bought(), "Acme 4, GOOG 1, GOOGL 6");

  std::string next(by_name);
  for (auto at = next.find("2024-02"); at != std::string::npos; at = next.find("2024-02"))
    next.replace(at, 7, "2024-03");
  const auto again = upload(next, {}, "depot-2024-03.csv");
  EXPECT_EQ(again.unsure_instruments, 0) << "the profile says which one";
  EXPECT_FALSE(again.suggested_profile) << "nothing that is not kept already";
  commit(again.id);
  EXPECT_EQ(bought(), "Acme 8, GOOG 1, GOOGL 11");
}

TEST_F(ImportInstrumentsTest, another_isin_under_a_known_symbol_is_new_until_somebody_says_otherwise) {
  import_all(std::string(two_classes));
  const std::string text =
      "date,type,symbol,isin,name,quantity,price,currency,account\n"
      "2024-02-02,buy,GOOG,US38259P7069,Google Inc,5,100,USD,Depot\n";
  auto import = upload(text);
  EXPECT_EQ(import.new_instruments, (std::vector<std::string>{"US38259P7069"}));
  EXPECT_EQ(import.unsure_instruments, 1);
  const InstrumentChoice google{"GOOG", "US38259P7069", "Google Inc", called("GOOG")};
  import = choose(import, google);
  EXPECT_TRUE(import.new_instruments.empty());
  ImportChange back;
  back.automatic_instruments.push_back(google);
  import = *change(import, back);
  EXPECT_EQ(import.unsure_instruments, 1);
  import = choose(import, {"GOOG", "US38259P7069", "Google Inc", std::nullopt});
  EXPECT_EQ(import.unsure_instruments, 0) << "a person said that it is a new one";
  commit(import.id);
  EXPECT_EQ(bought(), "GOOG 1, GOOGL 1, US38259P7069 5");
}

TEST_F(ImportInstrumentsTest, what_nobody_sees_cannot_be_chosen) {
  const auto import = upload(std::string(two_classes));
  ImportChange wanted;
  wanted.instruments.push_back({"GOOG", "US02079K1079", "Alphabet Inc", random.id<InstrumentId>()});
  const auto refused = change(import, wanted);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::import_instrument);
  const auto elsewhere = testkit::add_household(administrator);
  EXPECT_EQ(run(imports.list_instruments(testkit::owner_of(elsewhere), import.id, {})).error().kind,
            ErrorKind::NotFound);
}

TEST_F(ImportInstrumentsTest, what_a_swap_brings_is_matched_too) {
  import_all(std::string(two_classes));
  const auto import = upload(
      "date,type,symbol,quantity,new_name,new_quantity,amount,currency,account\n"
      "2024-02-02,swap,GOOG,1,Alphabet Inc,1,120,USD,Depot\n");
  EXPECT_EQ(import.unsure_instruments, 1);
  const auto chosen = choose(import, {"", "", "Alphabet Inc", called("GOOGL")});
  EXPECT_EQ(chosen.counts.of(RowState::New), 1);
  commit(chosen.id);
  EXPECT_EQ(stored("SELECT n.value FROM finance.transaction_revisions r JOIN finance.instrument_names n ON "
                   "n.instrument_id = r.counter_instrument_id AND n.kind = 'symbol'"),
            "GOOGL");
}

TEST_F(ImportInstrumentsTest, rows_without_a_currency_take_that_of_their_account) {
  import_all("date,type,amount,currency,account\n2024-01-02,deposit,100,CHF,Bank\n");
  const auto import = upload("date,type,amount,account\n2024-01-03,deposit,7,Bank\n2024-01-03,deposit,7,Other\n");
  EXPECT_EQ(import.counts.of(RowState::New), 1);
  EXPECT_EQ(rows_of(import.id, RowState::Error).at(0).errors.at(0).field, Field::Currency) << "a new account has none";
  commit(import.id);
  EXPECT_EQ(stored("SELECT string_agg(currency, ' ') FROM finance.transaction_revisions"), "CHF CHF");
}

}  // namespace
}  // namespace coffer::finance
