#include "finance/cases/case_file.hpp"

#include <algorithm>

#include "finance/cases/case_head.hpp"
#include "finance/cases/case_market.hpp"
#include "finance/cases/case_reader.hpp"
#include "finance/cases/case_transactions.hpp"
#include "ledger/prices.hpp"

namespace coffer::finance {
namespace {

// Ends the name of a cost basis that is one order of lots, or one pool, over all accounts.
constexpr std::string_view over_all_accounts = "ALL";

class Decoder {
 public:
  Decoder(const boost::json::object& root, CaseFaults& faults) : root_(root, "", faults) {}
  CaseFile decode();

 private:
  void decode_model();
  void decode_accounts();
  void decode_instruments();
  void decode_transactions_and_prices();
  void decode_prices();
  void decode_risk();
  void decode_flows();
  [[nodiscard]] std::optional<ledger::CostMethod> method(const CaseReader& reader, std::string_view key) const;
  [[nodiscard]] ledger::AccountIndex account(const CaseReader& reader, std::string_view key);
  [[nodiscard]] ledger::InstrumentIndex instrument(const CaseReader& reader, std::string_view key) const;

  CaseReader root_;
  CaseFile file_;
};

std::optional<ledger::CostMethod> Decoder::method(const CaseReader& reader, std::string_view key) const {
  auto name = reader.text(key);
  if (!name) return std::nullopt;
  if (*name == "NONE") return ledger::CostMethod::Fifo;
  if (key == "cost_basis" && name->ends_with(over_all_accounts)) name->resize(name->size() - over_all_accounts.size());
  std::ranges::transform(*name, name->begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto found = ledger::parse_cost_method(*name);
  if (!found) reader.refuse(key, "Write FIFO, LIFO, HIFO, AVERAGE or CHOSEN.");
  return found;
}

void Decoder::decode_model() {
  const auto model = root_.object("model");
  if (!model) return root_.refuse("model", "Name the engine.");
  if (const auto method_of_case = method(root_, "cost_basis")) file_.policy.cost_method = *method_of_case;
  if (root_.text("cost_basis").value_or("").ends_with(over_all_accounts))
    file_.policy.pool_scope = ledger::PoolScope::Household;
  if (const auto in_cost = model->flag("fees_in_cost"))
    file_.policy.purchase_costs = *in_cost ? ledger::PurchaseCosts::InCost : ledger::PurchaseCosts::Expensed;
  if (const auto annualized = model->flag("annualize_short"))
    file_.policy.short_periods = *annualized ? ledger::ShortPeriods::Annualized : ledger::ShortPeriods::NotAnnualized;
  if (const auto timing = model->text("flow_timing")) {
    if (*timing == "end")
      file_.policy.flow_timing = ledger::FlowTiming::End;
    else if (*timing != "start")
      model->refuse("flow_timing", "Write start or end.");
  }
  if (const auto cash = model->text("merger_cash")) {
    using enum ledger::MergerCash;
    if (*cash == "gain_up_to_cash")
      file_.policy.merger_cash = GainUpToCash;
    else if (*cash == "income")
      file_.policy.merger_cash = Income;
    else if (*cash == "reduces_cost")
      file_.policy.merger_cash = ReducesCost;
    else if (*cash != "proportionate")
      model->refuse("merger_cash", "No such policy.");
  }
  file_.scope = model->text("scope").value_or("household");
  file_.scopes = model->texts("scopes");
  file_.series_dates = model->dates("series_dates");
  file_.postings_of = model->dates("postings_of");
}

void Decoder::decode_accounts() {
  for (const CaseReader& row : root_.objects("accounts")) {
    row.allow_only({"name", "kind", "cash", "settlement", "method", "shorts", "owners"});
    ledger::AccountInput account;
    if (const auto kind = row.text("kind")) {
      if (*kind == "loan")
        account.nature = ledger::AccountNature::Loan;
      else
        row.refuse("kind", "Only loan is special.");
    }
    if (const auto cash = row.text("cash")) {
      if (*cash == "untracked")
        account.cash = ledger::CashMode::Untracked;
      else if (*cash == "settled")
        account.cash = ledger::CashMode::Settled;
      else if (*cash != "tracked")
        row.refuse("cash", "Write tracked, untracked or settled.");
    }
    if (const auto own = method(row, "method"))
      account.methods.push_back({.from = Date::from_days(INT32_MIN), .method = *own});
    if (const auto shorts = row.flag("shorts"))
      account.shorts = *shorts ? ledger::ShortSales::Allowed : ledger::ShortSales::Refused;
    for (const CaseReader& owner : row.objects("owners")) {
      const auto from = owner.date("from");
      const auto own = owner.decimal("own");
      if (!from || !own || own->is_negative() || *own > Decimal(1))
        owner.refuse("own", "Give a day and a share between 0 and 1.");
      else
        account.shares.push_back({.from = *from, .own = *own});
    }
    std::ranges::sort(account.shares, {}, &ledger::OwnershipShare::from);
    file_.account_names.push_back(row.text("name").value_or(""));
    file_.input.accounts.push_back(std::move(account));
  }
  const auto rows = root_.objects("accounts");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& account = file_.input.accounts[i];
    if (account.cash != ledger::CashMode::Settled) continue;
    const auto found = std::ranges::find(file_.account_names, rows[i].text("settlement").value_or(""));
    if (found == file_.account_names.end() || found->empty())
      rows[i].refuse("settlement", "Name the account in which cash is settled.");
    else
      account.settlement =
          ledger::index_of<ledger::AccountIndex>(static_cast<std::size_t>(found - file_.account_names.begin()));
  }
}

void Decoder::decode_instruments() {
  for (const CaseReader& row : root_.objects("instruments")) {
    file_.symbols.push_back(row.text("symbol").value_or(""));
    file_.input.instruments.push_back(decode_instrument(row, file_.base_currency));
  }
}

// Accounts that only transactions name are plain ones.
ledger::AccountIndex Decoder::account(const CaseReader& reader, std::string_view key) {
  const auto name = reader.text(key);
  if (!name) return {};
  const auto found = std::ranges::find(file_.account_names, *name);
  const auto place = static_cast<std::size_t>(found - file_.account_names.begin());
  if (found == file_.account_names.end()) {
    file_.account_names.push_back(*name);
    file_.input.accounts.emplace_back();
  }
  return ledger::index_of<ledger::AccountIndex>(place);
}

ledger::InstrumentIndex Decoder::instrument(const CaseReader& reader, std::string_view key) const {
  const auto symbol = reader.text(key);
  if (!symbol) return {};
  const auto found = std::ranges::find(file_.symbols, *symbol);
  if (found == file_.symbols.end()) {
    reader.refuse(key, "No instrument of that symbol.");
    return {};
  }
  return ledger::index_of<ledger::InstrumentIndex>(static_cast<std::size_t>(found - file_.symbols.begin()));
}

void Decoder::decode_prices() {
  std::vector<std::vector<ledger::Split>> splits(file_.symbols.size());
  for (const ledger::Transaction& transaction : file_.input.transactions) {
    const ledger::TransactionDetail& detail = *transaction.detail;
    if (transaction.type != ledger::TransactionType::Split || !transaction.instrument.is_set() || !detail.ratio_to ||
        !detail.ratio_from)
      continue;
    auto& own = splits[transaction.instrument.value];
    if (std::ranges::find(own, transaction.date, &ledger::Split::date) == own.end())
      own.push_back({transaction.date, *detail.ratio_to, *detail.ratio_from});
  }
  std::vector<std::vector<std::pair<Date, Decimal>>> points(file_.symbols.size());
  for (const CaseReader& row : root_.objects("prices")) {
    const ledger::InstrumentIndex what = instrument(row, "symbol");
    const auto date = row.date("date");
    auto close = row.decimal("close");
    if (!what.is_set() || !date || !close) {
      row.refuse("close", "A price has symbol, date and close.");
      continue;
    }
    if (const auto adjustment = row.text("adjustment")) {
      const auto fetched = row.date("fetched");
      if (*adjustment != "split" || !fetched)
        row.refuse("adjustment", "Only split, with the day it was fetched.");
      else
        close = ledger::unadjust_split_price(*close, *date, *fetched, splits[what.value]);
    }
    points[what.value].emplace_back(*date, *close);
  }
  for (auto& own : points)
    file_.input.prices.push_back(
        std::make_shared<ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(own))));
}

void Decoder::decode_risk() {
  const auto model = root_.object("model");
  if (!model) return;
  if (model->has("benchmark")) file_.benchmark = instrument(*model, "benchmark");
  file_.confidence = model->decimal("confidence");
  std::vector<std::pair<Date, Decimal>> points;
  for (const CaseReader& row : model->objects("riskless")) {
    const auto date = row.date("date");
    const auto rate = row.decimal("rate");
    if (!date || !rate)
      row.refuse("rate", "A riskless rate has date and rate.");
    else
      points.emplace_back(*date, *rate);
  }
  if (!points.empty())
    file_.riskless = std::make_shared<ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(points)));
}

void Decoder::decode_flows() {
  const auto inputs = root_.object("inputs");
  file_.has_cash_flows = !root_.objects("cash_flows").empty();
  for (const CaseReader& row : root_.objects("cash_flows")) {
    const auto date = row.date("date");
    const auto amount = row.decimal("amount");
    if (!date || !amount)
      row.refuse("amount", "A cash flow has date and amount.");
    else
      file_.cash_flows.push_back({*date, *amount});
  }
  if (!inputs) return;
  if (const auto value = inputs->decimal("final_value")) file_.final_value = *value;
  if (const auto total = inputs->decimal("total_return")) file_.total_return = *total;
  file_.days = static_cast<std::int32_t>(inputs->integer("days").value_or(0));
}

CaseFile Decoder::decode() {
  file_.base_currency = root_.currency("base_currency").value_or(Currency());
  decode_model();
  decode_accounts();
  decode_instruments();
  const CaseNames names{
      .account = [this](const CaseReader& reader, std::string_view key) { return account(reader, key); },
      .instrument = [this](const CaseReader& reader, std::string_view key) { return instrument(reader, key); },
      .currency =
          [this](ledger::InstrumentIndex of) {
            return of.is_set() ? file_.input.instruments[of.value].currency : Currency();
          }};
  file_.input.transactions = decode_transactions(root_.objects("transactions"), names);
  decode_prices();
  file_.input.rates = decode_rates(root_);
  decode_risk();
  decode_flows();
  file_.as_of = root_.date("as_of");
  if (const auto period = root_.object("period")) {
    const auto from = period->date("from");
    const auto to = period->date("to");
    if (!from || !to)
      period->refuse("from", "A period has from and to.");
    else
      file_.period = ledger::Period{.from = *from, .to = *to};
  }
  return std::move(file_);
}

}  // namespace

Date last_day(const CaseFile& file) {
  if (file.as_of || file.cash_flows.empty()) return file.as_of.value_or(Date());
  return std::ranges::max(file.cash_flows, {}, &ledger::DatedAmount::date).date;
}

Result<CaseFile> decode_case(const boost::json::object& root) {
  CaseFaults faults;
  CaseFile file = Decoder(root, faults).decode();
  COFFER_CHECK(refuse_faults(faults));
  return file;
}

}  // namespace coffer::finance
