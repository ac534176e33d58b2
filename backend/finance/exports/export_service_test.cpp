#include "finance/exports/export_service.hpp"

#include "finance/imports/import_test_world.hpp"

namespace coffer::finance {
namespace {

// Something of every type that a file can bring, with prices in pence, a split, two currencies, and text that must
// survive.
constexpr std::string_view everything =
    "date,time,type,symbol,isin,name,quantity,price,amount,currency,fee,tax,fx_rate,account,counter_account,ratio_to,"
    "ratio_from,external_id,note,"
    "settlement_date,counter_date,counter_amount,counter_currency,cost,cost_date,loan,principal,interest\r\n"
    "2024-01-02,,deposit,,,,,,10000,EUR,,,,Depot,,,,D-1,\"'=1+1, quoted \"\"so\"\"\",,,,,,,,,\r\n"
    "2024-01-03,09:30,buy,SAP,DE0007164600,SAP SE,10,150.5,1509.95,EUR,4.95,,,Depot,,,,,,2024-01-05,,,,,,,,\r\n"
    "2024-01-03,09:30,buy,SAP,DE0007164600,SAP SE,10,150.5,1509.95,EUR,4.95,,,Depot,,,,,,2024-01-05,,,,,,,,\r\n"
    "2024-02-01,,fx_exchange,,,,,,1000,EUR,,,,Depot,,,,,,,,1080,USD,,,,,\r\n"
    "2024-02-02,,buy,VOD,GB00BH4HKS39,Vodafone,100,70,70,GBP,,,,Pence,,,,,,,,,,,,,,\r\n"
    "2024-02-03,10:00:05,buy,AAPL,US0378331005,Apple Inc,4,180,720,USD,,,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-03-01,,split,AAPL,US0378331005,Apple Inc,,,,USD,,,,,,4,1,,,,,,,,,,,\r\n"
    "2024-04-01,,dividend,SAP,DE0007164600,SAP SE,,,16.35,EUR,,5.85,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-04-02,,sell,SAP,DE0007164600,SAP SE,5,160,795.05,EUR,4.95,,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-05-01,,cash_transfer,,,,,,500,EUR,,,,Depot,Giro,,,,,,2024-05-03,,,,,,,\r\n"
    "2024-05-02,,transfer,SAP,DE0007164600,SAP SE,2,,,EUR,,,,Depot,Pence,,,,,,,,,,,,,\r\n"
    "2024-05-03,,delivery_in,AAPL,US0378331005,Apple Inc,1,,,USD,,,,Depot,,,,,,,,,,100,2020-01-02,,,\r\n"
    "2024-06-01,,loan_draw,,,,,,20000,EUR,,,,Giro,,,,,,,,,,,,House,,\r\n"
    "2024-07-01,,loan_repayment,,,,,,300,EUR,,,,Giro,,,,,,,,,,,,House,250,50\r\n"
    "2024-07-02,,interest,,,,,,1.23,EUR,,,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-03,,fee,,,,,,2,EUR,,,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-04,,withdrawal,,,,,,50,EUR,,,,Giro,,,,,,,,,,,,,,\r\n";

struct Figures {
  std::string cash, units, splits, count;
  bool operator==(const Figures&) const = default;
};

struct ExportWorld : ImportWorld {
  Figures figures(HouseholdId id) {
    const auto text = id.text();
    Figures f;
    f.cash = stored(
        "SELECT string_agg(line, ' ' ORDER BY line) FROM (SELECT coalesce(a.name, '-') || p.ledger || "
        "coalesce(p.category, '') || p.currency || trim_scale(sum(p.amount)) "
        "AS line FROM finance.postings p LEFT JOIN finance.accounts a ON a.id = p.account_id WHERE p.household_id = $1 "
        "GROUP BY a.name, p.ledger, p.category, p.currency) AS lines",
        {text});
    f.units = stored(
        "SELECT string_agg(line, ' ' ORDER BY line) FROM (SELECT a.name || n.value || trim_scale(sum(p.quantity)) AS "
        "line FROM finance.postings p "
        "JOIN finance.accounts a ON a.id = p.account_id JOIN finance.instrument_names n ON n.instrument_id = "
        "p.instrument_id AND n.kind = 'symbol' "
        "WHERE p.household_id = $1 AND p.ledger = 'P' GROUP BY a.name, n.value) AS lines",
        {text});
    f.splits = stored(
        "SELECT string_agg(n.value || c.effective_on || c.ratio_to || ':' || c.ratio_from, ' ') FROM "
        "finance.corporate_actions c "
        "JOIN finance.instrument_names n ON n.instrument_id = c.instrument_id AND n.kind = 'symbol' WHERE "
        "c.household_id = $1",
        {text});
    f.count = stored("SELECT count(*) FROM finance.transactions WHERE household_id = $1", {text});
    return f;
  }
  testkit::Household import_elsewhere(const std::string& text, std::string file_name) {
    const testkit::Household other = testkit::add_household(administrator);
    const Caller there = testkit::owner_of(other);
    NewImport given{std::move(file_name), text, {}};
    const auto import =
        write(there, [&](platform::UnitOfWork& unit) { return imports.create_import(there, unit, given); });
    EXPECT_TRUE(import) << import.error().detail << import.error().cause;
    EXPECT_EQ(import->counts.of(RowState::Error), 0);
    const auto counts =
        write(there, [&](platform::UnitOfWork& unit) { return imports.commit(there, unit, import->id, {}); });
    EXPECT_TRUE(counts) << counts.error().detail << counts.error().cause;
    return other;
  }
};

TEST_F(ExportWorld, csv_reads_back_to_equal_figures) {
  const Import import = upload(std::string(everything));
  for (const auto& row : rows_of(import.id, RowState::Error))
    ADD_FAILURE() << row.number << ": " << row.errors.at(0).detail;
  EXPECT_EQ(commit(import.id).of(RowState::Committed), 17);
  const auto csv = run(exports.export_transactions_csv(caller, {}));
  ASSERT_TRUE(csv) << csv.error().cause;
  EXPECT_TRUE(
      csv->starts_with("date,time,type,symbol,isin,name,quantity,price,amount,currency,fee,tax,fx_rate,account,counter_"
                       "account,ratio_to,ratio_from,external_id,note"));
  const Figures here = figures(household.id);
  EXPECT_FALSE(here.units.empty());
  EXPECT_EQ(here.splits, "AAPL2024-03-014:1");
  const auto other = import_elsewhere(*csv, "coffer-transactions.csv");
  EXPECT_EQ(figures(other.id).cash, here.cash);
  EXPECT_EQ(figures(other.id).units, here.units);
  EXPECT_EQ(figures(other.id), here);
  EXPECT_EQ(stored("SELECT string_agg(note, '') FROM finance.transaction_revisions WHERE household_id = $1",
                   {other.id.text()}),
            "=1+1, quoted \"so\"");
  EXPECT_EQ(stored("SELECT string_agg(name || kind, ' ' ORDER BY name) FROM finance.accounts WHERE household_id = $1",
                   {other.id.text()}),
            "Depotbrokerage Girobrokerage Houseloan Pencebrokerage");

  const Import again = upload(*csv);
  EXPECT_EQ(again.counts.of(RowState::Duplicate), 17) << "the household's own export adds nothing";
}

// Cash kept elsewhere or not at all, a cost basis, shorts, bonds in per cent: all of it bears on figures.
constexpr std::string_view settings =
    "date,type,symbol,name,quantity,price,amount,currency,account,counter_account,account_settings,"
    "counter_account_settings,instrument_settings\r\n"
    "2024-01-02,buy,FND,World,10,100,1000,USD,Pension,,kind=pension; currency=EUR; cost_basis=average; "
    "cash=untracked,,kind=fund; currency=GBP\r\n"
    "2024-01-03,buy,BND,Bund 2034,5000,98,4900,EUR,Bonds,,cash=settled; settled_in=Giro,,kind=bond; "
    "price_factor=0.01\r\n"
    "2024-01-04,sell,SAP,SAP,3,150,450,EUR,Shorts,,shorts=allowed,,\r\n"
    "2024-01-05,cash_transfer,,,,,200,EUR,Shorts,Till,,kind=cash,\r\n";

TEST_F(ExportWorld, accounts_and_instruments_come_back_as_they_were) {
  EXPECT_EQ(import_all(std::string(settings)).of(RowState::Committed), 4);
  const auto made = [&](HouseholdId id) {
    return stored(
               "SELECT string_agg(a.name || a.kind || a.currency || a.allows_shorts || m.mode || coalesce(s.name, '') "
               "|| c.method, ' ' ORDER BY a.name) FROM finance.accounts a JOIN finance.account_cash_modes m ON "
               "m.account_id = "
               "a.id LEFT JOIN finance.accounts s ON s.id = m.settlement_account_id JOIN finance.account_cost_bases c "
               "ON "
               "c.account_id = a.id WHERE a.household_id = $1",
               {id.text()}) +
           stored(
               "SELECT string_agg(n.value || i.kind || i.currency || trim_scale(f.factor), ' ' ORDER BY n.value) FROM "
               "finance.instruments i JOIN finance.instrument_names n ON n.instrument_id = i.id AND n.kind = 'symbol' "
               "JOIN finance.price_factors f ON f.instrument_id = i.id WHERE i.household_id = $1",
               {id.text()});
  };
  const auto csv = run(exports.export_transactions_csv(caller, {}));
  ASSERT_TRUE(csv) << csv.error().cause;
  const auto other = import_elsewhere(*csv, "coffer-transactions.csv");
  EXPECT_EQ(made(household.id),
            "BondsbrokerageEURfalsesettledGirofifo GirobrokerageEURfalsetrackedfifo "
            "PensionpensionEURfalseuntrackedaverage ShortsbrokerageEURtruetrackedfifo TillcashEURfalsetrackedfifo"
            "BNDbondEUR0.01 FNDfundGBP1 SAPstockEUR1");
  EXPECT_EQ(made(other.id), made(household.id));
  EXPECT_EQ(figures(other.id), figures(household.id));
}

TEST_F(ExportWorld, an_export_can_be_narrowed_and_another_household_is_not_there) {
  import_all(std::string(everything));
  const auto giro = parse_id<AccountId>(stored("SELECT id FROM finance.accounts WHERE name = 'Giro'"));
  ExportFilter filter;
  filter.account = giro;
  filter.range.from = Date::of(2024, 6, 1);
  const auto exported = run(exports.export_transactions(caller, filter));
  ASSERT_TRUE(exported);
  EXPECT_EQ(exported->transactions.size(), 5U);
  EXPECT_EQ(exported->accounts.size(), 2U);
  const auto other = testkit::add_household(administrator);
  EXPECT_EQ(run(exports.export_transactions(testkit::owner_of(other), filter)).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(run(exports.export_transactions(testkit::owner_of(other), {}))->transactions.empty());
}

}  // namespace
}  // namespace coffer::finance
