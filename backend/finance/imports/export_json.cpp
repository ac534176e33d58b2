#include "finance/imports/export_json.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "finance/imports/export_csv.hpp"
#include "finance/imports/file_problems.hpp"
#include "finance/imports/json_cursor.hpp"
#include "finance/imports/party_book.hpp"
#include "finance/imports/party_settings.hpp"

namespace coffer::finance {
namespace {

// Where the API's name differs from the column's.
constexpr std::array<std::pair<Field, std::string_view>, 5> json_names{
    {{Field::Symbol, "instrument_symbol"},
     {Field::NewSymbol, "new_instrument_symbol"},
     {Field::Name, "instrument_name"},
     {Field::Account, "account_name"},
     {Field::CounterAccount, "counter_account_name"}}};

std::string_view json_name(Field field) {
  const auto* found = std::ranges::find(json_names, field, [](const auto& pair) { return pair.first; });
  return found == json_names.end() ? field_name(field) : found->second;
}

std::optional<Field> find_json_field(std::string_view name) {
  const auto* found = std::ranges::find(json_names, name, [](const auto& pair) { return pair.second; });
  if (found != json_names.end()) return found->first;
  // These hold identifiers.
  if (name == "account" || name == "counter_account" || name == "loan") return std::nullopt;
  if (name == "loan_name") return Field::Loan;
  const auto field = parse_field(name);
  if (!field || *field >= Field::Close) return std::nullopt;
  return field;
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"': out.append("\\\""); break;
      case '\\': out.append("\\\\"); break;
      case '\n': out.append("\\n"); break;
      case '\r': out.append("\\r"); break;
      case '\t': out.append("\\t"); break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out.append("\\u00").append(1, digits[static_cast<unsigned char>(c) >> 4]).append(1, digits[c & 15]);
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

bool is_bare(Field field) {
  return field == Field::RatioTo || field == Field::RatioFrom || field == Field::Sequence || field == Field::Realises;
}

constexpr std::size_t most_parties = 100'000;

// The members of one account or instrument, by their names.
using Members = std::unordered_map<std::string, std::string>;
using Parties = std::unordered_map<std::string, Members>;  // by identifier

struct Document {
  std::string format;
  Parties accounts;
  Parties instruments;
  std::vector<JsonRecord> records;
  std::vector<std::string> instrument_of;  // of each record, an identifier or nothing
  std::vector<std::string> new_instrument_of;
};

// Calls `member` with each name of an object; it reads the value.
template <class Member>
Result<void> read_object(JsonCursor& cursor, Member member) {
  COFFER_CHECK(cursor.expect('{'));
  if (cursor.take('}')) return {};
  for (;;) {
    COFFER_TRY(name, cursor.read_string());
    COFFER_CHECK(cursor.expect(':'));
    COFFER_CHECK(member(name));
    if (cursor.take('}')) return {};
    COFFER_CHECK(cursor.expect(','));
  }
}

template <class Item>
Result<void> read_array(JsonCursor& cursor, Item item) {
  COFFER_CHECK(cursor.expect('['));
  if (cursor.take(']')) return {};
  for (;;) {
    COFFER_CHECK(item());
    if (cursor.take(']')) return {};
    COFFER_CHECK(cursor.expect(','));
  }
}

Result<void> read_party(JsonCursor& cursor, Parties& parties) {
  static constexpr std::array<std::string_view, 9> wanted{"id",       "isin", "symbol",     "name",  "kind",
                                                          "currency", "cash", "cost_basis", "shorts"};
  Members members;
  COFFER_CHECK(read_object(cursor, [&](const std::string& name) -> Result<void> {
    if (std::ranges::find(wanted, name) == wanted.end() && name != "price_factor") return cursor.skip_value();
    COFFER_TRY(value, cursor.read_scalar());
    if (value) members.insert_or_assign(name, std::move(*value));
    return {};
  }));
  if (const auto id = members.find("id"); id != members.end()) {
    const std::string key = id->second;
    parties.insert_or_assign(key, std::move(members));
  }
  return {};
}

std::string member(const Members& members, const std::string& name) {
  const auto found = members.find(name);
  return found == members.end() ? std::string() : found->second;
}

Result<void> read_cash_in_lieu(JsonCursor& cursor, JsonRecord& record) {
  if (cursor.peek() != '{') return cursor.skip_value();
  return read_object(cursor, [&](const std::string& name) -> Result<void> {
    if (name != "quantity" && name != "amount") return cursor.skip_value();
    COFFER_TRY(value, cursor.read_scalar());
    const auto field = name == "quantity" ? Field::CashInLieuQuantity : Field::CashInLieuAmount;
    if (std::ranges::find(record.values, field, &FieldText::field) != record.values.end())
      return cursor.refuse("a name stands twice in one object.");
    if (value) record.values.push_back({field, std::nullopt, std::move(*value)});
    return {};
  });
}

Result<void> read_transaction(JsonCursor& cursor, Document& document) {
  JsonRecord record;
  (void)cursor.peek();
  record.line = cursor.line();
  std::string instrument;
  std::string new_instrument;
  COFFER_CHECK(read_object(cursor, [&](const std::string& name) -> Result<void> {
    const auto field = find_json_field(name);
    if (name == "cash_in_lieu") return read_cash_in_lieu(cursor, record);
    const bool is_new = name == "new_instrument";
    if (!field && name != "instrument" && !is_new) return cursor.skip_value();
    COFFER_TRY(value, cursor.read_scalar());
    if (!value || value->empty()) return {};
    if (!field)
      (is_new ? new_instrument : instrument) = std::move(*value);
    else if (std::ranges::find(record.values, *field, &FieldText::field) != record.values.end())
      return cursor.refuse("a name stands twice in one object.");
    else
      record.values.push_back({*field, std::nullopt, std::move(*value)});
    return {};
  }));
  document.records.push_back(std::move(record));
  document.instrument_of.push_back(std::move(instrument));
  document.new_instrument_of.push_back(std::move(new_instrument));
  return {};
}

// A split of an instrument: a fact, which an import takes as it takes one among transactions.
Result<void> read_action(JsonCursor& cursor, Document& document) {
  JsonRecord record;
  (void)cursor.peek();
  record.line = cursor.line();
  std::string instrument;
  COFFER_CHECK(read_object(cursor, [&](const std::string& name) -> Result<void> {
    const auto field = name == "ex_date" ? std::optional(Field::Date) : find_json_field(name);
    const bool known = field == Field::Date || field == Field::Type || field == Field::RatioTo ||
                       field == Field::RatioFrom || field == Field::Note;
    if (!known && name != "instrument") return cursor.skip_value();
    COFFER_TRY(value, cursor.read_scalar());
    if (!value || value->empty()) return {};
    if (known)
      record.values.push_back({*field, std::nullopt, std::move(*value)});
    else
      instrument = std::move(*value);
    return {};
  }));
  document.records.push_back(std::move(record));
  document.instrument_of.push_back(std::move(instrument));
  document.new_instrument_of.emplace_back();
  return {};
}

std::string value_of(const JsonRecord& record, Field field) {
  const auto found = std::ranges::find(record.values, field, &FieldText::field);
  return found == record.values.end() ? std::string() : found->text;
}

// A value that is not understood is left to the import's own guess, as if it were absent.
std::string instrument_settings(const Members& members, std::string_view named) {
  InstrumentReference reference;
  reference.symbol = member(members, "symbol");
  reference.isin = member(members, "isin");
  reference.name = member(members, "name");
  const auto currency = parse_currency(named).value_or(Currency());
  reference.currency = parse_currency(member(members, "currency")).value_or(currency);
  const InstrumentMention mention{reference.symbol, *reference.isin, reference.name, Date(), currency};
  reference.kind = parse_instrument_kind(member(members, "kind")).value_or(guess_instrument_kind(mention));
  const auto factor = parse_decimal(member(members, "price_factor"));
  return instrument_settings_text(reference, factor.value_or(Decimal(1)), currency);
}

std::string account_settings(const Members& members, const Parties& accounts, std::string_view named) {
  Account account;
  const auto currency = parse_currency(named).value_or(Currency());
  account.kind = parse_account_kind(member(members, "kind")).value_or(account.kind);
  account.currency = parse_currency(member(members, "currency")).value_or(currency);
  account.cost_basis = parse_cost_basis(member(members, "cost_basis")).value_or(account.cost_basis);
  account.shorts = member(members, "shorts") == "allowed" ? Shorts::Allowed : Shorts::Refused;
  const std::string cash = member(members, "cash");
  const auto settlement = accounts.find(cash);
  if (cash == "untracked") account.cash.mode = CashKeeping::Mode::Untracked;
  if (settlement == accounts.end()) return account_settings_text(account, {}, currency);
  account.cash.mode = CashKeeping::Mode::Settled;
  return account_settings_text(account, member(settlement->second, "name"), currency);
}

// The cells in which a record names an instrument.
struct InstrumentFields {
  Field symbol, isin, name, settings;
};

void complete_instrument(const Document& document, const std::string& id, JsonRecord& record, InstrumentFields fields) {
  const auto found = document.instruments.find(id);
  if (found == document.instruments.end()) return;
  const auto add = [&](Field field, const std::string& text) {
    if (!text.empty() && std::ranges::find(record.values, field, &FieldText::field) == record.values.end())
      record.values.push_back({field, std::nullopt, text});
  };
  add(fields.symbol, member(found->second, "symbol"));
  add(fields.isin, member(found->second, "isin"));
  add(fields.name, member(found->second, "name"));
  add(fields.settings, instrument_settings(found->second, value_of(record, Field::Currency)));
}

void complete_instruments(Document& document) {
  for (std::size_t i = 0; i < document.records.size(); ++i) {
    auto& record = document.records[i];
    complete_instrument(document, document.instrument_of[i], record,
                        {Field::Symbol, Field::Isin, Field::Name, Field::InstrumentSettings});
    complete_instrument(document, document.new_instrument_of[i], record,
                        {Field::NewSymbol, Field::NewIsin, Field::NewName, Field::NewInstrumentSettings});
  }
}

void complete_accounts(Document& document) {
  Parties by_name;
  for (const auto& [id, account] : document.accounts) by_name.insert_or_assign(member(account, "name"), account);
  for (auto& record : document.records) {
    const auto add = [&](Field named, Field settings) {
      const auto found = by_name.find(value_of(record, named));
      if (found == by_name.end() || !value_of(record, settings).empty()) return;
      std::string text = account_settings(found->second, document.accounts, value_of(record, Field::Currency));
      if (!text.empty()) record.values.push_back({settings, std::nullopt, std::move(text)});
    };
    add(Field::Account, Field::AccountSettings);
    add(Field::CounterAccount, Field::CounterAccountSettings);
    add(Field::Loan, Field::CounterAccountSettings);
  }
}

}  // namespace

void append_transactions_json_begin(std::string& out) {
  out.append("{\"format\":\"").append(transactions_json_format).append("\",\"transactions\":[");
}

void append_transaction_json(std::string& out, const TransactionDraft& draft) {
  char separator = '{';
  const auto append = [&](Field field) {
    const std::string text = field_text(draft, field);
    if (text.empty()) return;
    out.push_back(std::exchange(separator, ','));
    append_json_string(out, field == Field::Loan ? "loan_name" : json_name(field));
    out.push_back(':');
    if (is_bare(field))
      out.append(text);
    else
      append_json_string(out, text);
  };
  std::ranges::for_each(transaction_columns(), append);
  std::ranges::for_each(further_transaction_columns(), append);
  out.push_back('}');
}

void append_transactions_json_end(std::string& out) { out.append("]}\n"); }

Result<std::vector<JsonRecord>> read_transactions_json(std::string_view text, const JsonLimits& limits) {
  JsonCursor cursor(text, {limits.text_bytes, limits.depth});
  Document document;
  COFFER_CHECK(read_object(cursor, [&](const std::string& name) -> Result<void> {
    if (name == "format") {
      COFFER_TRY(format, cursor.read_scalar());
      document.format = std::move(format).value_or(std::string());
      return {};
    }
    if (name == "instruments" || name == "accounts") {
      Parties& parties = name == "accounts" ? document.accounts : document.instruments;
      return read_array(cursor, [&]() -> Result<void> {
        if (parties.size() == most_parties) return cursor.refuse("the file has too many accounts or instruments.");
        return read_party(cursor, parties);
      });
    }
    const bool actions = name == "corporate_actions";
    if (name != "transactions" && !actions) return cursor.skip_value();
    return read_array(cursor, [&]() -> Result<void> {
      if (document.records.size() == limits.rows) return cursor.refuse("the file has too many transactions. Split it.");
      return actions ? read_action(cursor, document) : read_transaction(cursor, document);
    });
  }));
  if (cursor.peek() != 0) return cursor.refuse("text follows the end of the document.");
  if (document.format != transactions_json_format) {
    return fail(ErrorKind::Invalid, problems::unknown_file_layout,
                "This JSON is no export of Coffer's: its format is not " + std::string(transactions_json_format) + ".");
  }
  complete_instruments(document);
  complete_accounts(document);
  return std::move(document.records);
}

Mapping own_transactions_mapping() {
  Mapping mapping;
  mapping.kind = ImportKind::Transactions;
  mapping.dialect = Mapping::Dialect::Coffer;
  for (const auto& fields : {transaction_columns(), further_transaction_columns()}) {
    for (const Field field : fields)
      mapping.columns.push_back({std::string(field_name(field)), ColumnUse::Read, field, {}});
  }
  return mapping;
}

}  // namespace coffer::finance
