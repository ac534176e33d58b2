#include "finance/imports/import_reading.hpp"

#include <algorithm>
#include <unordered_set>

namespace coffer::finance {
namespace {

constexpr std::size_t most_new_names = 10'000;

template <class T>
void replace(std::optional<T>& into, const std::optional<T>& from) {
  if (from) into = from;
}

void forget_instrument(ImportChoices& choices, const InstrumentChoice& choice) {
  const auto key = mention_key(choice.symbol, choice.isin, choice.name);
  std::erase_if(choices.instruments,
                [&](const InstrumentChoice& each) { return mention_key(each.symbol, each.isin, each.name) == key; });
}

}  // namespace

ReadingOptions reading_options(const Import& import) {
  const auto& given = import.choices.options;
  ReadingOptions options;
  options.encoding = given.encoding;
  options.delimiter = given.delimiter;
  options.header = given.header;
  options.decimal_mark = given.decimal_mark;
  options.date_format = given.date_format;
  options.kind = import.choices.kind;
  options.columns = import.choices.mapping;
  options.symbol = given.symbol;
  options.currency = given.currency;
  options.file_name = import.file_name;
  return options;
}

// What was read, as detected or given.
void note_reading(const StagedFile& file, Import& import) {
  import.plan = file.plan;
  const auto& given = import.choices.options;
  auto& reading = import.reading;
  reading = given;
  reading.encoding = file.encoding.value;
  reading.delimiter = file.delimiter.value;
  reading.header = file.header.value;
  reading.decimal_mark = file.decimal_mark.value;
  reading.date_format = file.date_format.value;
  reading.currency = file.plan.currency;
  reading.symbol = file.plan.symbol;
  reading.adjustment = given.adjustment.value_or(PriceAdjustment::None);
  reading.missing_accounts = given.missing_accounts.value_or(Missing::Create);
  reading.missing_instruments = given.missing_instruments.value_or(Missing::Create);
  import.columns.clear();
  const auto& columns = file.plan.mapping.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ImportColumn column;
    column.name = columns[i].header;
    column.field = columns[i].field;
    if (i < file.samples.size()) column.samples = file.samples[i];
    import.columns.push_back(std::move(column));
  }
}

BatchRow to_batch_row(StagedRow staged) {
  BatchRow row;
  row.is_read = true;
  row.row.number = static_cast<std::int64_t>(staged.number);
  row.row.line = static_cast<std::int64_t>(staged.line);
  row.row.state = to_row_state(staged.status);
  row.row.values = std::move(staged.values);
  row.row.errors = std::move(staged.errors);
  row.row.unreadable = staged.status == RowStatus::Error;
  if (!staged.reason.empty()) row.row.errors.push_back({std::nullopt, std::nullopt, std::move(staged.reason)});
  row.draft = std::move(staged.draft);
  return row;
}

bool stays(const ImportRow& row) { return row.state == RowState::Ignored || (row.unreadable && !row.mended); }

BatchRow to_batch_row(ImportRow stored) {
  BatchRow row;
  row.row = std::move(stored);
  row.row.changes.clear();
  row.row.errors.clear();
  row.row.transaction.reset();
  return row;
}

void write_value(std::vector<FieldText>& values, FieldText text) {
  text.column.reset();
  const auto found = std::ranges::find(values, text.field, &FieldText::field);
  if (found == values.end())
    values.push_back(std::move(text));
  else
    *found = std::move(text);
}

void carry_over(const ImportRow& before, BatchRow& row) {
  row.row.choice = before.choice;
  if (!before.mended) return;
  row.row.mended = true;
  row.is_read = false;
  for (const auto& value : before.values) {
    if (!value.column) write_value(row.row.values, value);
  }
}

std::vector<InstrumentMatch> note_matches(const Batch& batch, Import& import) {
  auto matches = batch.parties->matches();
  std::ranges::stable_sort(matches, std::ranges::greater{},
                           [](const InstrumentMatch& match) { return std::pair(match.unsure, match.rows); });
  import.instruments = static_cast<std::int64_t>(matches.size());
  import.unsure_instruments = std::ranges::count(matches, true, &InstrumentMatch::unsure);
  return matches;
}

void settle_new_instruments(const Batch& batch, Import& import) {
  std::unordered_set<InstrumentId> used;
  for (const auto& row : batch.rows) {
    if (row.row.state != RowState::Committed || !row.parties) continue;
    if (row.parties->instrument) used.insert(*row.parties->instrument);
    if (row.parties->new_instrument) used.insert(*row.parties->new_instrument);
  }
  for (auto& choice : import.choices.instruments) {
    if (choice.instrument) continue;
    if (const auto made = batch.parties->find_made(choice); made && used.contains(*made)) choice.instrument = made;
  }
}

void note_missing(const Batch& batch, Import& import) {
  std::unordered_set<AccountId> accounts;
  std::unordered_set<InstrumentId> instruments;
  for (const auto& row : batch.rows) {
    const bool taken = row.row.state == RowState::New || row.row.state == RowState::Changed;
    if (!taken || !row.parties) continue;
    accounts.insert(row.parties->account);
    if (row.parties->counter_account) accounts.insert(*row.parties->counter_account);
    if (row.parties->instrument) instruments.insert(*row.parties->instrument);
    if (row.parties->new_instrument) instruments.insert(*row.parties->new_instrument);
  }
  for (const auto& missing : batch.parties->missing_accounts()) {
    if (missing.account.cash.mode == CashKeeping::Mode::Settled && accounts.contains(missing.id))
      accounts.insert(missing.account.cash.settlement);
  }
  const auto add = [](std::vector<std::string>& names, const std::string& name) {
    if (names.size() < most_new_names && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const auto& missing : batch.parties->missing_accounts()) {
    if (accounts.contains(missing.id)) add(import.new_accounts, missing.account.name);
  }
  for (const auto& missing : batch.parties->missing_instruments()) {
    if (instruments.contains(*missing.id)) add(import.new_instruments, missing.symbol);
  }
}

std::vector<ImportRow> rows_of(Batch& batch) {
  std::vector<ImportRow> rows;
  rows.reserve(batch.rows.size());
  for (auto& row : batch.rows) rows.push_back(std::move(row.row));
  return rows;
}

std::vector<std::size_t> choose(const Batch& batch, std::vector<std::int64_t> asked) {
  std::ranges::sort(asked);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    const auto& row = batch.rows[i];
    if (std::holds_alternative<std::monostate>(row.entry)) continue;
    const bool open = row.row.state == RowState::New || row.row.state == RowState::Changed;
    const bool named = std::ranges::binary_search(asked, row.row.number);
    if (asked.empty() ? open : named && (open || row.row.state == RowState::Duplicate)) places.push_back(i);
  }
  return places;
}

void forget_reading(Import& import) {
  auto& choices = import.choices;
  choices.kind.reset();
  choices.profile.reset();
  choices.mapping.clear();
  choices.options = {};
  choices.instruments.clear();
}

void apply(const ImportChange& change, Import& import) {
  auto& choices = import.choices;
  replace(choices.kind, change.kind);
  if (change.account) {
    choices.account = *change.account;
    choices.account_name.clear();
  }
  if (change.mapping) choices.mapping = *change.mapping;
  // Columns chosen for one kind mean nothing in another.
  else if (change.kind)
    choices.mapping.clear();
  for (const auto& choice : change.automatic_instruments) forget_instrument(choices, choice);
  for (const auto& choice : change.instruments) {
    forget_instrument(choices, choice);
    choices.instruments.push_back(choice);
  }
  if (!change.options) return;
  const auto& options = *change.options;
  replace(choices.options.delimiter, options.delimiter);
  replace(choices.options.encoding, options.encoding);
  replace(choices.options.decimal_mark, options.decimal_mark);
  replace(choices.options.date_format, options.date_format);
  replace(choices.options.header, options.header);
  if (!options.currency.is_empty()) choices.options.currency = options.currency;
  if (!options.symbol.empty()) choices.options.symbol = options.symbol;
  replace(choices.options.adjustment, options.adjustment);
  replace(choices.options.missing_accounts, options.missing_accounts);
  replace(choices.options.missing_instruments, options.missing_instruments);
}

}  // namespace coffer::finance
