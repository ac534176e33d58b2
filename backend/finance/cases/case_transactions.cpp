#include "finance/cases/case_transactions.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace coffer::finance {
namespace {

using ledger::Transaction;
using ledger::TransactionDetail;
using ledger::TransactionType;

struct TypeName {
  TransactionType type;
  bool departs = false;
  bool arrives = false;
};

std::optional<TypeName> parse_type(std::string name) {
  if (name == "TRANSFER_OUT") return TypeName{.type = TransactionType::Transfer, .departs = true};
  if (name == "TRANSFER_IN") return TypeName{.type = TransactionType::Transfer, .arrives = true};
  if (name == "CASH_TRANSFER_OUT") return TypeName{.type = TransactionType::CashTransfer, .departs = true};
  if (name == "CASH_TRANSFER_IN") return TypeName{.type = TransactionType::CashTransfer, .arrives = true};
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto type = ledger::parse_transaction_type(name);
  if (!type) return std::nullopt;
  return TypeName{.type = *type};
}

// The rate of the booking; without another word it is between its currency and the instrument's.
void read_fx(const CaseReader& row, Currency of_instrument, Transaction& transaction) {
  const auto fx = row.object("fx");
  if (!fx) return;
  fx->allow_only({"amount", "currency", "instrument_amount", "instrument_currency", "rate", "rate_eur_usd"});
  const Currency priced_in = fx->currency("instrument_currency").value_or(of_instrument);
  if (priced_in.is_empty()) return fx->refuse("instrument_currency", "Name the currency of the price.");
  if (priced_in == transaction.currency) return;
  ledger::RecordedFx read{.priced_in = priced_in,
                          .rate = fx->decimal("rate"),
                          .gross = fx->decimal("amount"),
                          .priced_gross = fx->decimal("instrument_amount")};
  if (const auto dollars = fx->decimal("rate_eur_usd"); dollars && !read.rate) {
    const bool buys_dollars = priced_in.code() == "USD" && transaction.currency.code() == "EUR";
    const bool buys_euros = priced_in.code() == "EUR" && transaction.currency.code() == "USD";
    if (!dollars->is_positive() || !(buys_dollars || buys_euros))
      return fx->refuse("rate_eur_usd", "Above zero, between EUR and USD.");
    read.rate = buys_euros ? *dollars : divide(1, *dollars);
  }
  transaction.detail.edit().fx = read;
}

void read_settlement(const CaseReader& row, Transaction& transaction) {
  const auto settled = row.object("settled");
  if (!settled) return;
  ledger::Settlement read;
  read.amount = settled->decimal("amount").value_or(Decimal());
  read.currency = settled->currency("currency").value_or(Currency());
  read.rate = settled->decimal("rate");
  read.rate_from = settled->currency("rate_from").value_or(Currency());
  read.rate_to = settled->currency("rate_to").value_or(Currency());
  if (!settled->has("amount")) settled->refuse("amount", "Give the amount that arrived.");
  transaction.detail.edit().settled = read;
}

void read_action(const CaseReader& row, const CaseNames& names, Transaction& transaction) {
  const bool has_detail = std::ranges::any_of(
      std::array<std::string_view, 11>{"new_symbol", "ratio_to", "ratio_from", "cost_share", "cash_in_lieu",
                                       "cash_per_share", "new_price", "new_quantity", "action", "cost", "cost_date"},
      [&](std::string_view key) { return row.has(key); });
  if (!has_detail) return;
  TransactionDetail& detail = transaction.detail.edit();
  if (row.has("new_symbol")) detail.new_instrument = names.instrument(row, "new_symbol");
  detail.ratio_to = row.decimal("ratio_to");
  detail.ratio_from = row.decimal("ratio_from");
  detail.cost_share = row.decimal("cost_share");
  detail.cash_per_share = row.decimal("cash_per_share");
  detail.new_price = row.decimal("new_price");
  detail.new_quantity = row.decimal("new_quantity");
  detail.cost = row.decimal("cost");
  detail.cost_date = row.date("cost_date");
  if (const auto paid = row.object("cash_in_lieu")) {
    paid->allow_only({"symbol", "quantity", "price", "amount"});
    detail.cash_in_lieu = ledger::CashInLieu{.quantity = paid->decimal("quantity").value_or(Decimal()),
                                             .price = paid->decimal("price"),
                                             .amount = paid->decimal("amount").value_or(Decimal())};
  }
  if (const auto action = row.text("action")) {
    if (*action == "exercise")
      detail.rights_action = ledger::RightsAction::Exercise;
    else if (*action != "grant")
      row.refuse("action", "Write grant or exercise.");
  }
}

void read_rest(const CaseReader& row, Transaction& transaction) {
  if (row.has("accrued")) transaction.detail.edit().accrued = row.decimal("accrued").value_or(Decimal());
  if (row.has("principal")) transaction.detail.edit().principal = row.decimal("principal");
  if (row.has("interest")) transaction.detail.edit().interest = row.decimal("interest");
  if (row.has("fee_quantity")) transaction.detail.edit().fee_quantity = row.decimal("fee_quantity").value_or(Decimal());
  if (row.has("fee_price")) transaction.detail.edit().fee_price = row.decimal("fee_price");
  if (row.has("counter_amount")) transaction.detail.edit().counter_amount = row.decimal("counter_amount");
  if (row.has("counter_currency"))
    transaction.detail.edit().counter_currency = row.currency("counter_currency").value_or(Currency());
  if (row.has("arrival_date")) transaction.detail.edit().arrival_date = row.date("arrival_date");
  if (const auto category = row.text("category")) {
    using enum ledger::IncomeCategory;
    transaction.detail.edit().category = *category == "rent" ? Rent : *category == "reward" ? Reward : Other;
  }
}

Transaction read_row(const CaseReader& row, const CaseNames& names, TransactionType type, std::size_t number) {
  row.allow_only({"date",         "time",         "type",       "symbol",       "quantity",       "price",
                  "amount",       "currency",     "fee",        "tax",          "account",        "counter_account",
                  "loan",         "link",         "sequence",   "fx",           "settled",        "accrued",
                  "category",     "cost",         "cost_date",  "fee_quantity", "fee_price",      "ratio_to",
                  "ratio_from",   "cash_in_lieu", "new_symbol", "cost_share",   "cash_per_share", "new_price",
                  "action",       "new_quantity", "principal",  "interest",     "counter_amount", "counter_currency",
                  "arrival_date", "note"});
  Transaction transaction;
  transaction.type = type;
  if (const auto date = row.date("date")) {
    transaction.date = *date;
  } else if (!row.has("date")) {
    row.refuse("date", "Give the date.");
  }
  transaction.time = row.time("time");
  transaction.sequence =
      row.has("sequence") ? row.integer("sequence") : std::optional(static_cast<std::int64_t>(number));
  if (row.has("account")) transaction.account = names.account(row, "account");
  if (row.has("counter_account")) transaction.counter_account = names.account(row, "counter_account");
  if (row.has("loan")) transaction.counter_account = names.account(row, "loan");
  if (row.has("symbol")) transaction.instrument = names.instrument(row, "symbol");
  const Currency of_instrument = names.currency(transaction.instrument);
  const bool has_money = row.has("price") || row.has("amount");
  transaction.currency = row.currency("currency").value_or(has_money ? of_instrument : Currency());
  transaction.quantity = row.decimal("quantity");
  transaction.price = row.decimal("price");
  transaction.amount = row.decimal("amount");
  transaction.fee = row.decimal("fee").value_or(Decimal());
  transaction.tax = row.decimal("tax").value_or(Decimal());
  read_fx(row, of_instrument, transaction);
  read_settlement(row, transaction);
  read_action(row, names, transaction);
  read_rest(row, transaction);
  return transaction;
}

struct Departure {
  std::size_t place = 0;
  std::string link;
};

bool belong_together(const Transaction& out, const std::string& out_link, const Transaction& in,
                     const std::string& in_link) {
  if (!out_link.empty() || !in_link.empty()) return out_link == in_link;
  const bool names_receiver = out.counter_account.is_set() && out.counter_account == in.account;
  if (out.type == TransactionType::CashTransfer && in.type == out.type && names_receiver && out.date == in.date &&
      out.currency != in.currency)
    return true;
  return out.type == in.type && out.date == in.date && out.instrument == in.instrument && out.quantity == in.quantity &&
         out.amount == in.amount && out.currency == in.currency;
}

}  // namespace

std::vector<Transaction> decode_transactions(const std::vector<CaseReader>& rows, const CaseNames& names) {
  std::vector<Transaction> transactions;
  std::vector<Departure> departures;
  struct Arrived {
    Transaction side;
    std::string link;
    const CaseReader* row;
  };
  std::vector<Arrived> arrivals;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CaseReader& row = rows[i];
    const auto name = row.text("type");
    const auto type = name ? parse_type(*name) : std::nullopt;
    if (!type) {
      row.refuse("type", "No such transaction type.");
      continue;
    }
    Transaction transaction = read_row(row, names, type->type, i);
    const std::string link = row.text("link").value_or("");
    if (type->arrives) {
      arrivals.push_back({std::move(transaction), link, &row});
      continue;
    }
    if (type->departs) {
      transaction.detail.edit().arrival = ledger::Arrival::Pending;
      departures.push_back({transactions.size(), link});
    }
    transactions.push_back(std::move(transaction));
  }
  for (const Arrived& arrived : arrivals) {
    const auto found = std::ranges::find_if(departures, [&](const Departure& departure) {
      return belong_together(transactions[departure.place], departure.link, arrived.side, arrived.link);
    });
    if (found == departures.end()) {
      arrived.row->refuse("link", "This arrival has no departure.");
      continue;
    }
    Transaction& out = transactions[found->place];
    out.counter_account = arrived.side.account;
    TransactionDetail& detail = out.detail.edit();
    detail.arrival = ledger::Arrival::Arrived;
    detail.arrival_date = arrived.side.date;
    if (arrived.side.amount && arrived.side.currency != out.currency) {
      detail.counter_amount = arrived.side.amount;
      detail.counter_currency = arrived.side.currency;
    }
    departures.erase(found);
  }
  return transactions;
}

}  // namespace coffer::finance
