#include "finance/demo/sample_catalogue.hpp"

#include <utility>

namespace coffer::finance {
namespace {

Uuid numbered(std::size_t place) {
  Uuid uuid;
  uuid.bytes.back() = static_cast<std::uint8_t>(place + 1);
  return uuid;
}

struct Described {
  SampleAccount place;
  std::string_view name;
  AccountKind kind;
  Date opened_on = sample_first_day;
};

OpenedAccount open(const Described& described) {
  OpenedAccount opened;
  opened.id = sample_id(described.place);
  opened.account.name = described.name;
  opened.account.kind = described.kind;
  opened.account.currency = sample_euro();
  opened.account.institution = "Sample Bank";
  opened.account.opened_on = described.opened_on;
  return opened;
}

struct Listed {
  SampleInstrument place;
  std::string_view symbol;
  std::string_view name;
  InstrumentKind kind;
  AssetClass asset_class;
  std::string_view region;
  std::string_view sector;
};

using enum SampleInstrument;

constexpr Listed listed[] = {
    {World, "SMPL-A", "Sample World ETF", InstrumentKind::Etf, AssetClass::Equity, "World", "Broad market"},
    {Bonds, "SMPL-B", "Sample Euro Bond Fund", InstrumentKind::Fund, AssetClass::Bond, "Europe", "Government bonds"},
    {Utility, "SMPL-C", "Sample Utility Share", InstrumentKind::Stock, AssetClass::Equity, "Europe", "Utilities"},
    {SmallCompanies, "SMPL-D", "Sample Small Companies ETF", InstrumentKind::Etf, AssetClass::Equity, "Europe",
     "Broad market"},
    {Gold, "SMPL-E", "Sample Gold Certificate", InstrumentKind::Commodity, AssetClass::Commodity, "World",
     "Precious metals"},
    {Software, "SMPL-F", "Sample Software Share", InstrumentKind::Stock, AssetClass::Equity, "North America",
     "Information technology"},
    {Consumer, "SMPL-G", "Sample Consumer Share", InstrumentKind::Stock, AssetClass::Equity, "North America",
     "Consumer staples"},
    {Chips, "SMPL-H", "Sample Chip Share", InstrumentKind::Stock, AssetClass::Equity, "North America",
     "Information technology"},
    {Health, "SMPL-I", "Sample Health Share", InstrumentKind::Stock, AssetClass::Equity, "North America",
     "Health care"},
    {Home, "SMPL-HOME", "Sample house with garden", InstrumentKind::Property, AssetClass::Property, "Europe",
     "Residential"},
};

}  // namespace

AccountId sample_id(SampleAccount account) { return {numbered(static_cast<std::size_t>(account))}; }
InstrumentId sample_id(SampleInstrument instrument) { return {numbered(static_cast<std::size_t>(instrument))}; }

Currency sample_euro() { return parse_currency("EUR").value(); }
Currency sample_dollar() { return parse_currency("USD").value(); }

Currency sample_currency(SampleInstrument instrument) {
  const bool american = instrument == Software || instrument == Consumer || instrument == Chips || instrument == Health;
  return american ? sample_dollar() : sample_euro();
}

std::vector<OpenedAccount> sample_accounts() {
  auto current = open({SampleAccount::Current, "Current account (sample)", AccountKind::Bank});
  auto savings = open({SampleAccount::Savings, "Savings account (sample)", AccountKind::Savings});
  auto euro = open({SampleAccount::EuroBrokerage, "Euro brokerage (sample)", AccountKind::Brokerage});
  euro.account.institution = "Sample Broker";
  auto dollar = open({SampleAccount::DollarBrokerage, "Dollar brokerage (sample)", AccountKind::Brokerage});
  dollar.account.institution = "Sample Broker";
  dollar.account.currency = sample_dollar();
  dollar.account.cost_basis = CostBasis::Average;
  auto home = open({SampleAccount::Home, "House (sample)", AccountKind::Property, sample_home_bought_on});
  home.account.institution.reset();
  home.account.cash = {CashKeeping::Mode::Settled, current.id};
  auto mortgage = open({SampleAccount::Mortgage, "Mortgage (sample)", AccountKind::Loan, sample_home_bought_on});

  std::vector<OpenedAccount> accounts;
  for (auto* opened : {&current, &savings, &euro, &dollar, &home, &mortgage}) accounts.push_back(std::move(*opened));
  return accounts;
}

std::vector<NewInstrument> sample_instruments() {
  std::vector<NewInstrument> instruments;
  for (const auto& each : listed) {
    NewInstrument instrument;
    instrument.id = sample_id(each.place);
    instrument.symbol = each.symbol;
    instrument.name = std::string(each.name);
    instrument.kind = each.kind;
    instrument.currency = sample_currency(each.place);
    instrument.asset_class = each.asset_class;
    instrument.region = std::string(each.region);
    instrument.sector = std::string(each.sector);
    instruments.push_back(std::move(instrument));
  }
  return instruments;
}

std::vector<NewSplit> sample_splits() {
  return {{sample_id(Software), Date::of(2020, 8, 31), 4, 1}, {sample_id(Chips), Date::of(2024, 6, 10), 3, 1}};
}

}  // namespace coffer::finance
