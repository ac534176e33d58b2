#include "finance/imports/import_service.hpp"

#include "finance/imports/import_problems.hpp"
#include "finance/imports/import_test_world.hpp"

namespace coffer::finance {
namespace {

using ImportServiceTest = ImportWorld;

constexpr std::string_view header =
    "date,type,symbol,isin,name,quantity,price,amount,currency,fee,account,external_id,note\n";

std::string file(std::initializer_list<std::string_view> rows) {
  std::string text(header);
  for (const auto row : rows) text.append(row).append("\n");
  return text;
}

const std::string three_rows =
    file({"2024-01-02,deposit,,,,,,1000,EUR,,Depot,,", "2024-01-03,buy,SAP,DE0007164600,SAP SE,2,150,300,EUR,,Depot,,",
          "2024-05-15,dividend,SAP,DE0007164600,SAP SE,,,4.40,EUR,,Depot,,"});

std::int64_t of(const ImportCounts& counts, RowState state) { return counts.of(state); }

TEST_F(ImportServiceTest, previews_before_anything_counts) {
  const Import import = upload(three_rows);
  EXPECT_EQ(import.state, ImportState::Staged);
  EXPECT_EQ(of(import.counts, RowState::New), 3);
  EXPECT_EQ(import.new_accounts, std::vector<std::string>{"Depot"});
  EXPECT_EQ(import.new_instruments, std::vector<std::string>{"SAP"});
  EXPECT_EQ(import.plan.mapping.kind, ImportKind::Transactions);
  EXPECT_EQ(import.columns.at(3).field, Field::Isin);
  EXPECT_EQ(transactions(), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM finance.accounts"), "0");
  const auto rows = rows_of(import.id);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[1].values.at(2).text, "SAP");
}

TEST_F(ImportServiceTest, a_commit_says_how_far_it_is) {
  const Import import = upload(three_rows);
  std::vector<std::pair<std::int64_t, std::int64_t>> told;
  const auto note = [&](std::int64_t done, std::int64_t total) { told.emplace_back(done, total); };
  ASSERT_TRUE(
      write(caller, [&](platform::UnitOfWork& unit) { return imports.commit(caller, unit, import.id, {1, 2}, note); }));
  // Three judged; two of them booked; three to be marked.
  EXPECT_EQ(told, (std::vector<std::pair<std::int64_t, std::int64_t>>{{3, 8}, {5, 8}}));
}

TEST_F(ImportServiceTest, commits_in_one_go_and_knows_the_file_afterwards) {
  const Import import = upload(three_rows);
  EXPECT_EQ(of(commit(import.id), RowState::Committed), 3);
  EXPECT_EQ(transactions(), "3");
  EXPECT_EQ(stored("SELECT name || kind || currency FROM finance.accounts"), "DepotbrokerageEUR");
  EXPECT_EQ(stored("SELECT sum(quantity) FROM finance.postings WHERE ledger = 'P'"), "2.000000000000000000");
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'finance.import.commit' AND actor_id = $1",
                   {caller.user.text()}),
            "1");
  EXPECT_EQ(stored("SELECT payload->>'recorded' || (payload->>'earliest_date') FROM jobs.outbox WHERE event = "
                   "'import.committed'"),
            "32024-01-02");
  const auto row = rows_of(import.id, RowState::Committed).at(1);
  ASSERT_TRUE(row.transaction);
  EXPECT_EQ(stored("SELECT import_row FROM finance.transactions WHERE id = $1", {row.transaction->text()}), "2");

  const Import again = upload(three_rows);
  EXPECT_EQ(of(again.counts, RowState::Duplicate), 3);
  EXPECT_EQ(rows_of(again.id).at(1).transaction, row.transaction);
  EXPECT_EQ(of(commit(again.id), RowState::Committed), 0);
  EXPECT_EQ(transactions(), "3");
}

TEST_F(ImportServiceTest, two_previews_of_one_file_add_it_once) {
  const Import first = upload(three_rows);
  const Import second = upload(three_rows);
  commit(first.id);
  EXPECT_EQ(of(commit(second.id), RowState::Duplicate), 3);
  EXPECT_EQ(transactions(), "3");
}

TEST_F(ImportServiceTest, overlapping_exports_add_what_is_new_and_two_equal_fills_stay_two) {
  const std::string fill = "2024-01-03,buy,SAP,,,1,150,150,EUR,,Depot,,";
  EXPECT_EQ(of(import_all(file({fill, fill})), RowState::Committed), 2);
  const Import longer = upload(file({fill, fill, fill, "2024-01-04,buy,SAP,,,1,151,151,EUR,,Depot,,"}));
  EXPECT_EQ(of(longer.counts, RowState::Duplicate), 2);
  EXPECT_EQ(of(longer.counts, RowState::New), 2);
  commit(longer.id);
  EXPECT_EQ(transactions(), "4");
}

TEST_F(ImportServiceTest, a_transaction_entered_by_hand_is_found) {
  const auto account = testkit::add_account(administrator, household.id, {.name = "Giro"});
  testkit::add_deposit(administrator, household.id, account, {.date = "2024-01-02", .amount = "1000"});
  const auto name = stored("SELECT name FROM finance.accounts WHERE id = $1", {account.text()});
  const Import import = upload("date,type,amount,currency,account\n2024-01-02,deposit,1000.00,EUR," + name +
                               "\n2024-01-02,deposit,1000,EUR," + account.text() + "\n");
  EXPECT_EQ(of(import.counts, RowState::Duplicate), 1);
  EXPECT_EQ(of(import.counts, RowState::New), 1);
}

TEST_F(ImportServiceTest, a_duplicate_is_taken_when_it_is_named) {
  import_all(three_rows);
  const Import again = upload(three_rows);
  EXPECT_EQ(of(commit(again.id, {1}), RowState::Committed), 1);
  EXPECT_EQ(transactions(), "4");
  const Import third = upload(three_rows);
  ASSERT_TRUE(mend(third.id, 3, {.values = {}, .choice = RowChoice::Take}));
  EXPECT_EQ(of(commit(third.id), RowState::Committed), 1);
  EXPECT_EQ(transactions(), "5");
}

TEST_F(ImportServiceTest, what_the_source_corrects_becomes_a_revision_and_what_a_person_edited_stays) {
  const auto text = [](std::string_view amount) {
    return file({"2024-01-02,deposit,,,,,," + std::string(amount) + ",EUR,,Depot,A-1,"});
  };
  import_all(text("10"));
  const Import corrected = upload(text("11"));
  ASSERT_EQ(of(corrected.counts, RowState::Changed), 1);
  const auto change = rows_of(corrected.id).at(0).changes.at(0);
  EXPECT_EQ(change.field + *change.before + *change.after, "amount1011");
  commit(corrected.id);
  EXPECT_EQ(transactions(), "1");
  EXPECT_EQ(stored("SELECT revision || ':' || trim_scale(amount) FROM finance.transaction_revisions WHERE "
                   "superseded_at IS NULL"),
            "2:11");
  EXPECT_EQ(of(upload(text("11")).counts, RowState::Duplicate), 1);

  TransactionService service(database, random, clock);
  const auto id = *parse_id<TransactionId>(stored("SELECT id FROM finance.transactions"));
  const auto edit = [](TransactionFields& fields) { fields.amount = Decimal(12); };
  ASSERT_TRUE(write(caller, [&](platform::UnitOfWork& unit) {
    return service.update_transaction(caller, unit, id, edit, std::nullopt, any_version());
  }));
  EXPECT_EQ(of(upload(text("11")).counts, RowState::Duplicate), 1);
  EXPECT_EQ(of(upload(text("12")).counts, RowState::Duplicate), 1);
  EXPECT_EQ(of(upload(text("13")).counts, RowState::Changed), 1);
}

TEST_F(ImportServiceTest, an_edited_transaction_without_identifier_is_not_brought_again) {
  const std::string text = file({"2024-01-02,deposit,,,,,,10,EUR,,Depot,,"});
  import_all(text);
  TransactionService service(database, random, clock);
  const auto id = *parse_id<TransactionId>(stored("SELECT id FROM finance.transactions"));
  const auto edit = [](TransactionFields& fields) { fields.amount = Decimal(12); };
  ASSERT_TRUE(write(caller, [&](platform::UnitOfWork& unit) {
    return service.update_transaction(caller, unit, id, edit, std::nullopt, any_version());
  }));
  EXPECT_EQ(of(upload(text).counts, RowState::Duplicate), 1);
}

TEST_F(ImportServiceTest, a_bad_row_is_kept_mended_and_committed_later) {
  const Import import =
      upload(file({"2024-01-02,deposit,,,,,,10,EUR,,Depot,,", "2024-02-30,deposit,,,,,,20,EUR,,Depot,,",
                   "2024-01-02,buy,SAP,,,1,-5,5,EUR,,Depot,,"}));
  EXPECT_EQ(of(import.counts, RowState::Error), 2);
  EXPECT_EQ(rows_of(import.id, RowState::Error).at(0).errors.at(0).field, Field::Date);
  const auto counts = commit(import.id);
  EXPECT_EQ(of(counts, RowState::Committed), 1);
  EXPECT_EQ(of(counts, RowState::Error), 2);
  const auto kept = rows_of(import.id, RowState::Error);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_FALSE(kept[0].errors.empty());
  EXPECT_FALSE(kept[1].errors.empty());

  const auto mended = mend(import.id, 2, {.values = {{Field::Date, std::nullopt, "2024-02-29"}}, .choice = {}});
  ASSERT_TRUE(mended) << mended.error().detail;
  EXPECT_EQ(mended->state, RowState::New);
  EXPECT_TRUE(mended->mended);
  EXPECT_EQ(of(run(imports.get_import(caller, import.id))->counts, RowState::New), 1);
  EXPECT_EQ(of(commit(import.id), RowState::Committed), 2);
  EXPECT_EQ(transactions(), "2");
  EXPECT_FALSE(mend(import.id, 2, {.values = {}, .choice = RowChoice::Skip}));
}

TEST_F(ImportServiceTest, a_skipped_row_is_left_out_and_can_be_taken_again) {
  const Import import = upload(three_rows);
  EXPECT_EQ(mend(import.id, 3, {.values = {}, .choice = RowChoice::Skip})->state, RowState::Skipped);
  EXPECT_EQ(of(commit(import.id), RowState::Committed), 2);
  EXPECT_EQ(mend(import.id, 3, {.values = {}, .choice = RowChoice::Take})->state, RowState::New);
  EXPECT_EQ(of(commit(import.id), RowState::Committed), 3);
}

TEST_F(ImportServiceTest, a_new_reading_keeps_what_was_mended) {
  const Import import = upload("datum;typ;betrag\n02.01.2024;Einzahlung;1.000\n03.01.2024;wat;5,00\n");
  EXPECT_EQ(of(import.counts, RowState::Error), 2) << "no account is named";
  ASSERT_TRUE(mend(import.id, 2, {.values = {{Field::Type, std::nullopt, "deposit"}}, .choice = {}}));
  ImportChange change;
  const auto account = testkit::add_account(administrator, household.id);
  change.account = std::optional(account);
  change.options.emplace().currency = *parse_currency("EUR");
  change.options->decimal_mark = DecimalMark::Comma;
  const auto changed = write(caller, [&](platform::UnitOfWork& unit) {
    return imports.update_import(caller, unit, import.id, change, any_version());
  });
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(of(changed->counts, RowState::New), 2);
  EXPECT_EQ(changed->choices.account, account);
  EXPECT_GT(changed->version, import.version);
  commit(import.id);
  EXPECT_EQ(stored("SELECT trim_scale(sum(amount)) FROM finance.transaction_revisions"), "1005");
  EXPECT_FALSE(write(caller, [&](platform::UnitOfWork& unit) {
    return imports.update_import(caller, unit, import.id, change, any_version());
  }));
}

TEST_F(ImportServiceTest, nothing_is_written_when_the_commit_fails_in_its_middle) {
  const Import import = upload(three_rows);
  testkit::run(administrator,
               "CREATE FUNCTION public.stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
               "IF NEW.ledger = 'I' THEN RAISE EXCEPTION 'a fault'; END IF; RETURN NEW; END $$");
  testkit::run(
      administrator,
      "CREATE TRIGGER stumble BEFORE INSERT ON finance.postings FOR EACH ROW EXECUTE FUNCTION public.stumble()");
  EXPECT_FALSE(try_commit(import.id));
  for (const auto* table : {"finance.transactions", "finance.postings", "finance.accounts", "finance.instruments"}) {
    EXPECT_EQ(stored(std::string("SELECT count(*) FROM ") + table), "0") << table;
  }
  EXPECT_EQ(run(imports.get_import(caller, import.id))->state, ImportState::Staged);
  testkit::run(administrator, "DROP TRIGGER stumble ON finance.postings");
  EXPECT_EQ(of(commit(import.id), RowState::Committed), 3);
}

TEST_F(ImportServiceTest, a_batch_is_taken_back_whole_and_can_be_brought_again) {
  const auto text = [](std::string_view amount) {
    return file({"2024-01-02,deposit,,,,,," + std::string(amount) + ",EUR,,Depot,A-1,"});
  };
  import_all(text("10"));
  const Import import =
      upload(file({"2024-01-02,deposit,,,,,,11,EUR,,Depot,A-1,", "2024-01-03,buy,SAP,,,2,5,10,EUR,,Depot,,",
                   "2024-01-05,split,SAP,,,,,,EUR,,Depot,,"})
                 .replace(0, header.size(), header));
  commit(import.id);
  const auto counts = revert(import.id);
  EXPECT_EQ(of(counts, RowState::Reverted), 2);
  EXPECT_EQ(transactions(), "1");
  EXPECT_EQ(stored("SELECT revision || ':' || trim_scale(amount) FROM finance.transaction_revisions WHERE "
                   "superseded_at IS NULL AND NOT deleted"),
            "3:10");
  EXPECT_EQ(stored("SELECT trim_scale(sum(p.amount)) FROM finance.postings p JOIN finance.transaction_revisions r "
                   "USING (household_id, transaction_id, revision) "
                   "WHERE r.superseded_at IS NULL AND NOT r.deleted AND p.ledger = 'C'"),
            "10");
  EXPECT_EQ(run(imports.get_import(caller, import.id))->state, ImportState::Reverted);
  EXPECT_FALSE(try_commit(import.id));
  EXPECT_EQ(of(upload("date,type,symbol,quantity,price,amount,currency,account\n2024-01-03,buy,SAP,2,5,10,EUR,Depot\n")
                   .counts,
               RowState::New),
            1);
}

TEST_F(ImportServiceTest, a_split_is_one_fact_however_many_accounts_report_it) {
  const std::string text =
      "date,type,symbol,quantity,price,currency,account,ratio_to,ratio_from\n"
      "2024-01-02,buy,NVDA,1,1000,USD,A,,\n2024-01-02,buy,NVDA,1,1000,USD,B,,\n"
      "2024-06-10,split,NVDA,,,,A,10,1\n2024-06-10,split,NVDA,,,,B,10,1\n";
  const Import import = upload(text);
  EXPECT_EQ(of(import.counts, RowState::New), 3);
  EXPECT_EQ(of(import.counts, RowState::Duplicate), 1);
  commit(import.id);
  EXPECT_EQ(stored("SELECT ratio_to || ':' || ratio_from || source FROM finance.corporate_actions"), "10:1import");
  EXPECT_EQ(transactions(), "2");
  revert(import.id);
  EXPECT_EQ(stored("SELECT count(*) FROM finance.corporate_actions WHERE withdrawn_at IS NULL"), "0");
}

TEST_F(ImportServiceTest, instruments_are_found_by_isin_then_symbol_and_share_classes_stay_apart) {
  import_all(file({"2024-01-02,buy,GOOG,US02079K1079,Alphabet Inc,1,100,100,USD,,Depot,,",
                   "2024-01-02,buy,GOOGL,US02079K3059,Alphabet Inc,1,100,100,USD,,Depot,,"}));
  EXPECT_EQ(stored("SELECT count(*) FROM finance.instruments"), "2");
  const Import next =
      upload(file({"2024-01-03,buy,,US02079K3059,,1,100,100,USD,,Depot,,",
                   "2024-01-03,buy,GOOG,,,1,100,100,USD,,Depot,,", "2024-01-03,buy,goog,,,2,100,200,USD,,Depot,,",
                   "2024-01-03,buy,,,Fonds 1,2,100,200,EUR,,Depot,,", "2024-01-03,buy,VOD,,,100,72,72,GBP,,Depot,,"}));
  EXPECT_EQ(next.new_instruments, (std::vector<std::string>{"Fonds 1", "VOD"}));
  commit(next.id);
  EXPECT_EQ(stored("SELECT count(*) FROM finance.instruments"), "4");
  EXPECT_EQ(stored("SELECT trim_scale(f.factor) FROM finance.price_factors f JOIN finance.instrument_names n USING "
                   "(instrument_id) WHERE n.value = 'VOD' AND n.kind = 'symbol'"),
            "0.01");
  EXPECT_EQ(stored("SELECT i.kind FROM finance.instruments i JOIN finance.instrument_names n ON n.instrument_id = i.id "
                   "WHERE n.value = 'Fonds 1' AND n.kind = 'name'"),
            "fund");
}

TEST_F(ImportServiceTest, unknown_names_are_refused_when_asked) {
  ImportChoices choices;
  choices.options.missing_instruments = Missing::Refuse;
  const Import import = upload(three_rows, choices);
  EXPECT_EQ(of(import.counts, RowState::New), 1);
  EXPECT_EQ(of(import.counts, RowState::Error), 2);
  EXPECT_TRUE(rows_of(import.id, RowState::Error).at(0).errors.at(0).detail.contains("SAP"));
}

TEST_F(ImportServiceTest, prices_are_recorded_unadjusted_and_compared) {
  testkit::run(administrator, "SELECT 1");
  import_all("date,symbol,ratio_to,ratio_from,currency\n2020-08-31,AAPL,4,1,\n", [] {
    ImportChoices choices;
    choices.kind = ImportKind::CorporateActions;
    choices.options.currency = *parse_currency("USD");
    return choices;
  }());
  ImportChoices choices;
  choices.options.adjustment = PriceAdjustment::Split;
  const std::string text = "symbol,date,close,currency\nAAPL,2020-08-28,125,USD\nAAPL,2020-08-31,129,USD\n";
  EXPECT_EQ(of(import_all(text, choices), RowState::Committed), 2);
  EXPECT_EQ(stored("SELECT string_agg(trim_scale(close)::text, ' ' ORDER BY price_date) FROM finance.prices"),
            "500 129");
  EXPECT_EQ(of(upload(text, choices).counts, RowState::Duplicate), 2);
  const Import changed = upload("symbol,date,close\nAAPL,2020-08-31,129.5\nAAPL,2020-08-31,130\nAAPL,2020-09-01,131\n");
  EXPECT_EQ(of(changed.counts, RowState::Changed), 1);
  EXPECT_EQ(of(changed.counts, RowState::Error), 1);
  commit(changed.id);
  EXPECT_EQ(stored("SELECT count(*) FROM finance.prices"), "4");
  revert(changed.id);
  EXPECT_EQ(stored("SELECT count(*) FROM finance.prices WHERE withdrawn_at IS NULL"), "2");
}

TEST_F(ImportServiceTest, the_rates_of_the_ecb_and_a_price_file_load_as_they_are) {
  const auto rates = read_sample("fx_ecb_eur_daily.csv");
  const auto prices = read_sample("prices_usd_raw/AAPL.csv");
  const auto actions = read_sample("corporate_actions_usd.csv");
  if (!rates || !prices || !actions) GTEST_SKIP() << "the sample data is not there";
  const Import fx = upload(*rates, {}, "fx_ecb_eur_daily.csv");
  EXPECT_EQ(fx.plan.mapping.kind, ImportKind::Fx);
  EXPECT_EQ(of(fx.counts, RowState::Error), 0);
  const auto recorded = of(commit(fx.id), RowState::Committed);
  EXPECT_GT(recorded, 80'000);
  EXPECT_EQ(stored("SELECT trim_scale(rate) FROM finance.fx_rates WHERE from_currency = 'EUR' AND to_currency = 'USD' "
                   "AND rate_date = '1999-01-04'"),
            "1.1789");
  EXPECT_EQ(of(upload(*rates, {}, "fx_ecb_eur_daily.csv").counts, RowState::Duplicate), recorded);

  ImportChoices choices;
  choices.options.currency = *parse_currency("USD");
  const Import aapl = upload(*prices, choices, "AAPL.csv");
  EXPECT_EQ(aapl.plan.mapping.kind, ImportKind::Prices);
  EXPECT_EQ(of(aapl.counts, RowState::Error), 0);
  EXPECT_EQ(aapl.new_instruments, std::vector<std::string>{"AAPL"});
  EXPECT_GT(of(commit(aapl.id), RowState::Committed), 1'000);
  const Import splits = upload(*actions, choices);
  EXPECT_EQ(splits.plan.mapping.kind, ImportKind::CorporateActions);
  EXPECT_GT(of(splits.counts, RowState::New), 0);
  EXPECT_EQ(of(splits.counts, RowState::Error), 0);
  commit(splits.id);
  EXPECT_EQ(stored("SELECT string_agg(ratio_to || ':' || ratio_from, ' ' ORDER BY effective_on) FROM "
                   "finance.corporate_actions a "
                   "JOIN finance.instrument_names n USING (instrument_id) WHERE n.value = 'AAPL' AND n.kind = 'symbol'")
                .contains("7:1"),
            true);
}

TEST_F(ImportServiceTest, a_file_that_cannot_be_read_leaves_nothing) {
  const auto refused = try_upload(std::string("\0\1\2", 3));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(stored("SELECT count(*) FROM documents.objects"), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM finance.imports"), "0");
  EXPECT_TRUE(std::filesystem::is_empty(folder / "objects") || stored("SELECT 1") == "1");
}

TEST_F(ImportServiceTest, a_draft_can_be_thrown_away_and_a_committed_import_cannot) {
  const Import draft = upload(three_rows);
  const auto remove = [&](ImportId id) {
    return write(caller,
                 [&](platform::UnitOfWork& unit) { return imports.remove_import(caller, unit, id, any_version()); });
  };
  EXPECT_TRUE(remove(draft.id));
  EXPECT_FALSE(run(imports.get_import(caller, draft.id)));
  EXPECT_EQ(stored("SELECT count(*) FROM finance.import_rows"), "0");
  EXPECT_FALSE(run(objects->get(draft.object)));
  const Import kept = upload(three_rows);
  commit(kept.id);
  const auto refused = remove(kept.id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::import_state);
}

TEST_F(ImportServiceTest, another_household_sees_nothing_of_it) {
  const Import import = upload(three_rows);
  const auto other = testkit::add_household(administrator);
  const Caller stranger = testkit::owner_of(other);
  PageRequest page;
  EXPECT_EQ(run(imports.get_import(stranger, import.id)).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(run(imports.list_rows(stranger, import.id, std::nullopt, page)).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(run(imports.list_imports(stranger, page))->items.empty());
  const auto as_stranger = [&](auto work) { return write(stranger, work).error().kind; };
  EXPECT_EQ(as_stranger([&](platform::UnitOfWork& unit) {
              return imports.update_row(stranger, unit, import.id, 1, {.values = {}, .choice = RowChoice::Skip});
            }),
            ErrorKind::NotFound);
  EXPECT_EQ(as_stranger([&](platform::UnitOfWork& unit) {
              return imports.request_commit(stranger, unit, import.id, {}, any_version());
            }),
            ErrorKind::NotFound);
  EXPECT_EQ(as_stranger([&](platform::UnitOfWork& unit) {
              return imports.remove_import(stranger, unit, import.id, any_version());
            }),
            ErrorKind::NotFound);
  ImportChoices choices;
  choices.account = testkit::add_account(administrator, household.id);
  NewImport given{"file.csv", three_rows, choices};
  EXPECT_EQ(as_stranger([&](platform::UnitOfWork& unit) { return imports.create_import(stranger, unit, given); }),
            ErrorKind::Invalid);
}

TEST_F(ImportServiceTest, a_viewer_looks_and_does_not_import) {
  const Import import = upload(three_rows);
  const auto viewer =
      testkit::person(testkit::add_member(administrator, household.id), {{household.id, Role::Viewer, false}});
  EXPECT_TRUE(run(imports.get_import(viewer, import.id)));
  const auto refused = write(viewer, [&](platform::UnitOfWork& unit) {
    return imports.request_commit(viewer, unit, import.id, {}, any_version());
  });
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
}

TEST_F(ImportServiceTest, a_command_asks_first_and_then_commits) {
  FileImport given{"file.csv", "date,type,amount,currency\n2024-01-02,deposit,10,EUR\n2024-01-02,deposit,x,EUR\n",
                   "Sparbuch", std::nullopt};
  std::int64_t asked = 0;
  const auto declined = run(imports.run_file(caller, given, [&](const Import& import) {
    asked = of(import.counts, RowState::New);
    return false;
  }));
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(declined->state, ImportState::Staged);
  EXPECT_EQ(transactions(), "0");
  const auto done = run(imports.run_file(caller, given, [](const Import&) { return true; }));
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->state, ImportState::Committed);
  EXPECT_EQ(of(done->counts, RowState::Error), 1);
  EXPECT_EQ(stored("SELECT name FROM finance.accounts"), "Sparbuch");
}

}  // namespace
}  // namespace coffer::finance
