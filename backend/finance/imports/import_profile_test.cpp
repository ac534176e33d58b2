// A file that was mapped by hand once: the next one like it is read by itself.
#include <gmock/gmock.h>

#include "finance/imports/import_problems.hpp"
#include "finance/imports/import_profile.hpp"
#include "finance/imports/import_test_world.hpp"

namespace coffer::finance {
namespace {

using testing::ElementsAre;

std::optional<std::string> signature_of(std::string_view text) {
  return find_signature(std::as_bytes(std::span(text)));
}

// Words that no source uses: only a person can say what they mean, and whether 03/04 is in March or in April.
constexpr std::string_view march =
    "Wann;Was;Worin;Wieviel;Wofuer;Geld\n"
    "03/04/2024;Kauf;SAP;10;150,00;1500,00\n";
constexpr std::string_view april =
    "Wann;Was;Worin;Wieviel;Wofuer;Geld\n"
    "05/04/2024;Kauf;SAP;2;160,50;321,00\n";

ImportChoices mapped_by_hand() {
  ImportChoices choices;
  choices.kind = ImportKind::Transactions;
  choices.account_name = "Depot";
  choices.mapping = {{0, Field::Date},     {1, Field::Type},  {2, Field::Symbol},
                     {3, Field::Quantity}, {4, Field::Price}, {5, Field::Amount}};
  choices.options.date_format = DateFormat::DayMonthYear;
  choices.options.decimal_mark = DecimalMark::Comma;
  choices.options.currency = *parse_currency("EUR");
  return choices;
}

TEST(FileSignature, is_the_same_for_files_of_one_source) {
  EXPECT_EQ(signature_of(march), signature_of(april));
  EXPECT_EQ(signature_of("Date,Type,Amount\n2024-01-02,deposit,5\n"),
            signature_of("\xEF\xBB\xBF"
                         "date, TYPE ,Amount\r\n2025-01-02,deposit,7\r\n"))
      << "marks of the encoding, line ends, blanks and case do not tell sources apart";
}

TEST(FileSignature, differs_by_columns_and_delimiter) {
  EXPECT_NE(signature_of(march), signature_of("Wann;Was;Worin;Wieviel;Geld;Wofuer\n03/04/2024;Kauf;SAP;1;2;3\n"));
  EXPECT_NE(signature_of("Date,Type,Amount\n2024-01-02,deposit,5\n"),
            signature_of("Date;Type;Amount\n2024-01-02;deposit;5\n"));
}

TEST(FileSignature, looks_at_the_values_where_no_column_has_a_name) {
  const auto bank = signature_of("2024-01-02,Rent,-800.00\n2024-01-03,Salary,2500.00\n");
  EXPECT_EQ(bank, signature_of("2024-02-02,Rent,-800.00\n2024-02-03,Bakery,-3.20\n"));
  EXPECT_NE(bank, signature_of("2024-01-02,-800.00,Rent\n2024-01-03,2500.00,Salary\n"));
}

TEST(FileSignature, is_none_of_what_is_no_table) {
  EXPECT_FALSE(signature_of(""));
  EXPECT_FALSE(signature_of(R"({"transactions": []})"));
}

TEST(ProfileName, is_what_the_files_of_a_source_share) {
  EXPECT_EQ(suggest_profile_name("depot-umsaetze-2024.csv"), "depot-umsaetze");
  EXPECT_EQ(suggest_profile_name("C:\\Downloads\\Transactions 2024-03-31 (2).csv"), "Transactions");
  EXPECT_EQ(suggest_profile_name("2024.csv"), "My file");
  EXPECT_EQ(suggest_profile_name("none.csv"), "My file") << "that word means: without a profile";
}

struct ImportProfileTest : ImportWorld {
  Result<JobId> request(const Import& import, CommitRequest request) {
    return write(caller, [&](platform::UnitOfWork& unit) {
      return imports.request_commit(caller, unit, import.id, request, any_version());
    });
  }
  // Commits the rows, and keeps how they are read.
  void commit_and_keep(const Import& import, std::string name) {
    ASSERT_TRUE(request(import, {{}, std::move(name)}));
    commit(import.id);
  }
  std::vector<ImportProfile> kept() {
    auto page = run(profiles.list_profiles(caller, {}));
    EXPECT_TRUE(page) << page.error().detail;
    return std::move(page->items);
  }
  Result<Import> change(const Import& import, ImportChange change) {
    return write(caller, [&](platform::UnitOfWork& unit) {
      return imports.update_import(caller, unit, import.id, change, any_version());
    });
  }
};

TEST_F(ImportProfileTest, the_next_file_of_the_same_shape_is_read_by_it) {
  const auto first = upload(std::string(march), mapped_by_hand(), "umsaetze-2024-03.csv");
  EXPECT_FALSE(first.choices.profile);
  EXPECT_EQ(first.suggested_profile, "umsaetze");
  commit_and_keep(first, "Hausbank");

  const auto second = upload(std::string(april), {}, "umsaetze-2024-04.csv");
  ASSERT_TRUE(second.choices.profile);
  EXPECT_EQ(second.choices.profile->name, "Hausbank");
  EXPECT_EQ(second.choices.profile->way, UsedProfile::Way::Recognised);
  EXPECT_FALSE(second.suggested_profile) << "nothing that is not kept already";
  const auto rows = rows_of(second.id);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].errors.size(), 1U) << "no account: it was named at the upload, and does not belong to the file";
}

TEST_F(ImportProfileTest, rows_are_read_by_its_dates_and_numbers) {
  auto choices = mapped_by_hand();
  choices.account_name.clear();
  choices.account = testkit::add_account(administrator, household.id);
  commit_and_keep(upload(std::string(march), choices), "Hausbank");
  EXPECT_EQ(commit(upload(std::string(april)).id).of(RowState::Committed), 1);
  EXPECT_EQ(stored("SELECT string_agg(trade_date::text, ' ' ORDER BY trade_date) FROM finance.transaction_revisions"),
            "2024-04-03 2024-04-05");
  const auto profile = kept().at(0);
  EXPECT_EQ(profile.reading.account, choices.account);
  EXPECT_EQ(profile.uses, 0) << "a use is counted when a commit is asked for";
  const auto third = upload("Wann;Was;Worin;Wieviel;Wofuer;Geld\n06/04/2024;Kauf;SAP;1;1,00;1,00\n");
  ASSERT_TRUE(request(third, {}));
  EXPECT_EQ(kept().at(0).uses, 1);
}

TEST_F(ImportProfileTest, a_file_with_other_customs_is_not_mistaken_for_it) {
  commit_and_keep(upload("Wann;Was;Geld\n13/04/2024;Einlage;1.500,00\n",
                         [] {
                           auto choices = mapped_by_hand();
                           choices.mapping = {{0, Field::Date}, {1, Field::Type}, {2, Field::Amount}};
                           return choices;
                         }()),
                  "Hausbank");
  EXPECT_TRUE(upload("Wann;Was;Geld\n14/04/2024;Einlage;7.500,00\n").choices.profile);
  EXPECT_FALSE(upload("Wann;Was;Geld\n04/14/2024;Einlage;7,500.00\n").choices.profile)
      << "the month stands first, and the comma splits thousands";
}

TEST_F(ImportProfileTest, what_the_person_says_goes_before_it) {
  auto choices = mapped_by_hand();
  choices.account_name.clear();
  choices.account = testkit::add_account(administrator, household.id);
  commit_and_keep(upload(std::string(march), choices), "Hausbank");
  ImportChoices other;
  other.account = testkit::add_account(administrator, household.id);
  const auto second = upload(std::string(april), other, "april.csv");
  ASSERT_TRUE(second.choices.profile);
  EXPECT_EQ(second.choices.account, other.account);
  EXPECT_EQ(second.suggested_profile, "april") << "of another account: a profile of its own";
  commit_and_keep(second, "Zweites Depot");
  const auto third = upload(std::string(april), choices.account ? ImportChoices{.account = other.account} : other);
  EXPECT_EQ(third.choices.profile->name, "Zweites Depot") << "of two, the one of the account";
  ImportChoices prices;
  prices.kind = ImportKind::Prices;
  EXPECT_FALSE(upload(std::string(april), prices).choices.profile);
}

TEST_F(ImportProfileTest, a_person_reads_the_file_without_it_and_with_it_again) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  auto import = upload(std::string(april));
  auto without = change(import, {.profile = std::optional<ImportProfileId>{}});
  ASSERT_TRUE(without) << without.error().detail;
  EXPECT_FALSE(without->choices.profile);
  EXPECT_TRUE(without->choices.mapping.empty());
  const auto again = change(import, {.profile = std::optional(kept().at(0).id)});
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->choices.profile->way, UsedProfile::Way::Chosen);
  EXPECT_EQ(again->columns[2].field, Field::Symbol);
}

TEST_F(ImportProfileTest, a_changed_reading_is_offered_to_be_kept_anew) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  const auto import = upload(std::string(april));
  ImportChange note;
  note.mapping = {{0, Field::Date},     {1, Field::Note},  {2, Field::Symbol},
                  {3, Field::Quantity}, {4, Field::Price}, {5, Field::Amount}};
  const auto changed = change(import, note);
  ASSERT_TRUE(changed) << changed.error().detail;
  EXPECT_EQ(changed->suggested_profile, "Hausbank");
  ImportChange back;
  back.profile = std::optional(kept().at(0).id);
  EXPECT_FALSE(change(import, back)->suggested_profile);
}

TEST_F(ImportProfileTest, can_be_asked_for_by_name_or_refused) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  const auto ask = [&](std::string_view text, std::string profile) {
    NewImport given{"file.csv", std::string(text), {}, std::move(profile)};
    return write(caller, [&](platform::UnitOfWork& unit) { return imports.create_import(caller, unit, given); });
  };
  EXPECT_EQ(ask(april, "hausbank")->choices.profile->way, UsedProfile::Way::Chosen);
  EXPECT_FALSE(ask(april, "none")->choices.profile);
  EXPECT_EQ(ask(april, "Sparkasse").error().problem, problems::unknown_import_profile);
  EXPECT_EQ(ask("Date,Type,Amount\n2024-01-02,deposit,5\n", "Hausbank").error().problem,
            problems::import_profile_misfit);
}

TEST_F(ImportProfileTest, names_are_taken_once) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  ImportChoices giro;
  giro.account_name = "Giro";
  giro.options.currency = *parse_currency("EUR");
  const auto other = upload("Tag;Vorgang;Betrag\n2024-01-02;Einlage;5,00\n", giro);
  EXPECT_EQ(request(other, {{}, "HAUSBANK"}).error().problem, problems::import_profile_name_taken);
  commit_and_keep(other, "Sparkasse");
  const auto rename = [&](std::string name) {
    const auto id = kept().at(1).id;
    return write(caller, [&](platform::UnitOfWork& unit) {
      return profiles.rename_profile(caller, unit, id, name, any_version());
    });
  };
  EXPECT_EQ(rename("hausbank").error().problem, problems::import_profile_name_taken);
  EXPECT_EQ(rename("None").error().problem, problems::unknown_import_profile);
  EXPECT_EQ(rename("Kasse")->name, "Kasse");
  EXPECT_EQ(
      stored("SELECT string_agg(action, ' ' ORDER BY id) FROM audit.audit_log WHERE object_kind = 'import_profile'"),
      "finance.import_profile.keep finance.import_profile.keep finance.import_profile.rename");
}

TEST_F(ImportProfileTest, is_forgotten) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  const auto id = kept().at(0).id;
  ASSERT_TRUE(write(
      caller, [&](platform::UnitOfWork& unit) { return profiles.remove_profile(caller, unit, id, any_version()); }));
  EXPECT_TRUE(kept().empty());
  EXPECT_FALSE(upload(std::string(april)).choices.profile);
  EXPECT_EQ(run(profiles.get_profile(caller, id)).error().problem, problems::import_profile_not_found);
}

TEST_F(ImportProfileTest, of_an_account_that_is_gone_keeps_the_rest) {
  auto choices = mapped_by_hand();
  choices.account_name.clear();
  choices.account = testkit::add_account(administrator, household.id);
  commit_and_keep(upload(std::string(march), choices), "Hausbank");
  testkit::run(administrator, "UPDATE finance.accounts SET deleted_at = now() WHERE id = $1",
               {choices.account->text()});
  const auto second = upload(std::string(april));
  ASSERT_TRUE(second.choices.profile);
  EXPECT_FALSE(second.choices.account);
  EXPECT_EQ(second.columns[0].field, Field::Date);
}

TEST_F(ImportProfileTest, there_are_no_more_than_the_limit) {
  testkit::run(
      administrator,
      "INSERT INTO finance.import_profiles (household_id, id, name, signature, reading) SELECT $1, "
      "gen_random_uuid(), 'p' || n, encode(sha256('x'), 'hex'), '{\"kind\":\"fx\",\"options\":{},\"columns\":[]}' "
      "FROM generate_series(1, 200) AS n",
      {household.id.text()});
  EXPECT_EQ(request(upload(std::string(march), mapped_by_hand()), {{}, "One more"}).error().problem,
            problems::too_many_import_profiles);
}

TEST_F(ImportProfileTest, coffers_own_form_needs_none) {
  const auto own = upload("date,type,amount,currency,account\n2024-01-02,deposit,5,EUR,Depot\n");
  EXPECT_FALSE(own.suggested_profile);
  EXPECT_EQ(request(own, {{}, "Mine"}).error().problem, problems::nothing_to_keep);
}

TEST_F(ImportProfileTest, belongs_to_one_household_and_to_those_who_import) {
  commit_and_keep(upload(std::string(march), mapped_by_hand()), "Hausbank");
  const auto id = kept().at(0).id;
  const auto others = testkit::add_household(administrator);
  const Caller stranger = testkit::owner_of(others);
  EXPECT_EQ(run(profiles.get_profile(stranger, id)).error().problem, problems::import_profile_not_found);
  EXPECT_TRUE(run(profiles.list_profiles(stranger, {}))->items.empty());
  NewImport given{"file.csv", std::string(april), {}, std::nullopt};
  const auto theirs =
      write(stranger, [&](platform::UnitOfWork& unit) { return imports.create_import(stranger, unit, given); });
  ASSERT_TRUE(theirs) << theirs.error().detail;
  EXPECT_FALSE(theirs->choices.profile);
}

}  // namespace
}  // namespace coffer::finance
