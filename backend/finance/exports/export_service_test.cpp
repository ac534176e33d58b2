#include "finance/exports/export_service.hpp"

#include <map>

#include "finance/imports/import_test_world.hpp"
#include "finance/reports/report_service.hpp"
#include "finance/transactions/field_rules.hpp"

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
  ReportService reports{database, random, pool, clock};

  // "10 for 100": units and their cost in the currency of the household, by symbol; "" the realized gain of all.
  std::map<std::string, std::string> holdings(const Caller& as) {
    ReportDay on;
    on.on = Date::of(2024, 12, 31);
    const auto report = run(reports.list_holdings(as, WholeHousehold{}, on));
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    std::map<std::string, std::string> found;
    if (!report) return found;
    const auto text = [](const std::optional<Decimal>& value) {
      return value ? format_decimal(trim(*value)) : std::string("unknown");
    };
    for (const auto& item : report->items)
      found[item.instrument.symbol] = text(item.quantity) + " for " + text(item.cost_basis);
    found[""] = text(report->totals.realized_gain);
    return found;
  }
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

// Every type that the other file has not, with figures of transaction_types_test.cpp.
constexpr std::string_view rare =
    "date,type,symbol,name,quantity,price,amount,currency,tax,account,counter_account,ratio_to,ratio_from,arrival,fee_"
    "quantity,fee_price,new_symbol,new_name,new_quantity,new_price,cost_share,rights,cash_in_lieu_quantity,cash_in_"
    "lieu_amount\r\n"
    "2024-01-01,deposit,,,,,100000,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-01-03,buy,OLD,,10,10,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-01,return_of_capital,OLD,,,,20,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-02,stock_dividend,OLD,,2,,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-03,reward,OLD,,1,9,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-04,symbol_change,OLD,,,,,EUR,,Depot,,,,,,,RENAMED,,,,,,,\r\n"
    "2024-01-03,buy,PARENT,,102,50,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-06-03,spin_off,PARENT,,,,,EUR,,Depot,,1,4,,,,CHILD,,,,0.2,,0.5,21\r\n"
    "2024-01-03,buy,TARGET,,100,35,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-01,merger,TARGET,,,,1000,EUR,,Depot,,1,2,,,,BUYER,,,60,,,,\r\n"
    "2024-01-03,buy,SHARE,,100,10,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-01,rights,SHARE,,,,,EUR,,Depot,,1,1,,,,RIGHT,,,,0.072,,,\r\n"
    "2024-02-05,rights,RIGHT,,80,,160,EUR,,Depot,,,,,,,SHARE,,20,,,exercise,,\r\n"
    "2024-02-06,sell,RIGHT,,20,0.9,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-01-03,buy,ONE,,2,20000,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-01,swap,ONE,,1,,30000,EUR,,Depot,,,,,,,OTHER,,10,,,,,\r\n"
    "2024-01-03,buy,HALF,,5,15,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-03-01,split,HALF,,,,,EUR,,Depot,,3,2,,,,,,,,,,0.5,6\r\n"
    "2024-01-03,buy,COIN,,2,2000,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-02-01,transfer,COIN,,1,,,EUR,,Depot,,,,pending,0.0005,4000,,,,,,,,\r\n"
    "2024-07-01,valuation,,,,,250000,EUR,,House,,,,,,,,,,,,,,\r\n"
    "2024-07-02,balance,,,,,10,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-02,balance,SHARE,,120,,,EUR,,Depot,,,,,,,,,,,,,,\r\n"
    "2024-07-03,interest_charge,,,,,3,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-04,income,,,,,7,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-05,expense,,,,,2,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-06,fee_refund,,,,,1,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-07,tax,,,,,4,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-08,tax_refund,,,,,5,EUR,,Giro,,,,,,,,,,,,,,\r\n"
    "2024-07-09,delivery_out,RENAMED,,3,,,EUR,,Depot,,,,,,,,,,,,,,\r\n";

TEST_F(ExportWorld, every_type_reads_back_to_equal_figures) {
  // RENAMED: 12 for 80 and 1 for 9, of which 3 go for 20.
  const std::map<std::string, std::string> by_hand{
      {"RENAMED", "10 for 69"},  {"PARENT", "102 for 4080"},  {"CHILD", "25 for 1000"},
      {"BUYER", "50 for 2625"},  {"SHARE", "120 for 1145.6"}, {"ONE", "1 for 20000"},
      {"OTHER", "10 for 30000"}, {"HALF", "7 for 70"},        {"COIN", "1.9995 for 3999"}};
  const Import first = upload(std::string(everything));
  commit(first.id);
  const Import import = upload(std::string(rare));
  for (const auto& row : rows_of(import.id, RowState::Error))
    ADD_FAILURE() << row.number << ": " << row.errors.at(0).detail;
  EXPECT_EQ(commit(import.id).of(RowState::Committed), 30);
  for (const auto& [symbol, holding] : by_hand) EXPECT_EQ(holdings(caller)[symbol], holding) << symbol;
  EXPECT_EQ(stored("SELECT count(DISTINCT type) FROM finance.transaction_revisions WHERE household_id = $1",
                   {household.id.text()}),
            std::to_string(type_rules().size()))
      << "one of every type";
  const auto csv = run(exports.export_transactions_csv(caller, {}));
  ASSERT_TRUE(csv) << csv.error().cause;
  const auto other = import_elsewhere(*csv, "coffer-transactions.csv");
  EXPECT_EQ(figures(other.id).cash, figures(household.id).cash);
  EXPECT_EQ(figures(other.id), figures(household.id));
  EXPECT_EQ(holdings(testkit::owner_of(other)), holdings(caller));
  EXPECT_EQ(upload(*csv).counts.of(RowState::Duplicate), 47) << "the household's own export adds nothing";
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
