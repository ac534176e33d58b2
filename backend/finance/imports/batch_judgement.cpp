// Whether the rows of a batch are new, known, changed or wrong.
#include <algorithm>
#include <map>
#include <tuple>

#include "finance/imports/batch.hpp"
#include "finance/imports/duplicates.hpp"
#include "finance/imports/export_csv.hpp"
#include "finance/market/adjustment.hpp"
#include "finance/transactions/field_rules.hpp"
#include "finance/transactions/transaction_writer.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::finance {
namespace {

const Decimal first_too_large = Decimal::from_parts(detail::compute_power_of_ten(20), 0);

std::string line_of(const BatchRow& row) { return "line " + std::to_string(row.row.line); }

void report(BatchRow& row, std::optional<Field> field, std::string detail) {
  RowError error{std::nullopt, field, std::move(detail)};
  if (field) {
    const auto value = std::ranges::find(row.row.values, *field, &FieldText::field);
    if (value != row.row.values.end()) error.column = value->column;
  }
  row.row.errors.push_back(std::move(error));
  row.row.state = RowState::Error;
  row.entry = std::monostate{};
}

void report(BatchRow& row, const Error& error) {
  if (error.fields.empty()) return report(row, std::nullopt, error.detail);
  for (const auto& fault : error.fields) report(row, field_at(fault.pointer), fault.detail);
}

Fingerprint fingerprint_of(TransactionFields fields) {
  // Earlier imports recorded them.
  drop_idle_fields(fields);
  FingerprintKeys keys;
  keys.account = fields.account.text();
  if (fields.counter_account) keys.counter_account = fields.counter_account->text();
  if (fields.instrument) keys.instrument = fields.instrument->text();
  if (fields.new_instrument) keys.new_instrument = fields.new_instrument->text();
  Fingerprint fingerprint = make_fingerprint(to_draft(fields), keys);
  fingerprint.content = platform::to_hex(platform::sha256(fingerprint.content));
  return fingerprint;
}

bool is_open(const BatchRow& row) { return row.row.state == RowState::New && row.parties.has_value(); }

class Judge {
 public:
  explicit Judge(Batch& batch) : batch_(batch) {}

  void run() {
    number_days();
    for (auto& row : batch_.rows) {
      if (!is_open(row)) continue;
      try {
        read(row);
      } catch (const DecimalOverflow&) {
        report(row, std::nullopt, "The figures of this row are too large to be computed with. Correct them.");
      }
    }
    match_splits();
    match_transactions();
    match_series<NewPrice>(batch_.known.prices);
    match_series<FxRate>(batch_.known.rates);
    for (auto& row : batch_.rows) apply_choice(row);
  }

 private:
  // The order within the day is that of the file, or the other way round where the latest day comes first.
  void number_days() {
    const TransactionDraft* first = nullptr;
    const TransactionDraft* last = nullptr;
    for (const auto& row : batch_.rows) {
      const auto* draft = std::get_if<TransactionDraft>(&row.draft);
      if (draft == nullptr) continue;
      if (first == nullptr) first = draft;
      last = draft;
    }
    descending_ = first != nullptr && first->date > last->date;
  }

  [[nodiscard]] std::int64_t sequence_of(const BatchRow& row) const {
    const std::int64_t most = batch_.rows.empty() ? 0 : batch_.rows.back().row.number;
    return descending_ ? std::max<std::int64_t>(most - row.row.number, 0) : row.row.number;
  }

  void read(BatchRow& row) {
    if (const auto* draft = std::get_if<TransactionDraft>(&row.draft)) {
      if (is_fact(*draft))
        return read_split(row, draft->date, draft->ratio_to.value_or(0), draft->ratio_from.value_or(1));
      return read_transaction(row, *draft);
    }
    if (const auto* action = std::get_if<CorporateActionDraft>(&row.draft)) {
      return read_split(row, action->date, action->ratio_to, action->ratio_from);
    }
    if (const auto* price = std::get_if<PriceDraft>(&row.draft)) return read_price(row, *price);
    if (const auto* rate = std::get_if<RateDraft>(&row.draft)) {
      if (abs(rate->rate) >= first_too_large)
        return report(row, Field::Rate, "The rate is too large to be recorded. Correct it.");
      row.entry = FxRate{rate->from, rate->to, rate->date, rate->rate};
    }
  }

  void read_transaction(BatchRow& row, const TransactionDraft& draft) {
    if (auto excess = find_excess(draft)) return report(row, excess->field, std::move(excess->detail));
    TransactionFields fields = to_fields(draft, *row.parties);
    if (!fields.sequence) fields.sequence = sequence_of(row);
    if (const auto faults = find_currency_faults(fields, batch_.index); !faults.empty())
      return report(row, field_at(faults.front().pointer), faults.front().detail);
    complete_parts(fields);
    auto postings = post(fields, batch_.index);
    if (!postings) return report(row, postings.error());
    for (const auto& posting : *postings) {
      if (abs(posting.amount) >= first_too_large || abs(posting.quantity) >= first_too_large) {
        return report(row, Field::Amount, "The figures of this row are too large to be recorded. Correct them.");
      }
    }
    complete_amount(fields, batch_.index);
    TransactionEntry entry;
    entry.fields = std::move(fields);
    entry.postings = std::move(*postings);
    row.entry = std::move(entry);
  }

  static void read_split(BatchRow& row, Date on, std::int64_t to, std::int64_t from) {
    constexpr std::int64_t most = 1'000'000'000;
    if (to < 1 || from < 1 || to > most || from > most || to == from) {
      return report(row, Field::RatioTo, "Write how many new units come for how many old ones, such as 4 for 1.");
    }
    row.entry = NewSplit{*row.parties->instrument, on, to, from};
  }

  void read_price(BatchRow& row, const PriceDraft& draft) {
    const InstrumentId instrument = *row.parties->instrument;
    const Currency currency = batch_.parties->instrument_currency(instrument);
    if (!draft.currency.is_empty() && draft.currency != currency) {
      return report(row, Field::Currency,
                    "Prices of this instrument are in " + std::string(currency.code()) +
                        ". Correct the currency, or name the instrument that is quoted in " +
                        std::string(draft.currency.code()) + ".");
    }
    Decimal close = draft.close;
    if (batch_.delivery.adjustment == Adjustment::Split)
      close = unadjust(close, draft.date, batch_.delivery.fetched, splits_of(instrument));
    if (abs(close) >= first_too_large)
      return report(row, Field::Close, "The price is too large to be recorded. Correct it.");
    // As stored.
    if (close.scale() > Decimal::max_scale) close = rescale(close, Decimal::max_scale);
    row.entry = NewPrice{instrument, draft.date, close, currency};
  }

  const std::vector<CorporateAction>& splits_of(InstrumentId instrument) {
    if (splits_.empty()) {
      for (const auto& split : batch_.known.splits) splits_[split.instrument].push_back(split);
    }
    return splits_[instrument];
  }

  static std::optional<NewSplit> split_of(const BatchEntry& entry) {
    if (const auto* split = std::get_if<NewSplit>(&entry)) return *split;
    const auto* told = std::get_if<TransactionEntry>(&entry);
    if (told == nullptr || told->fields.type != TransactionType::Split) return std::nullopt;
    return NewSplit{*told->fields.instrument, told->fields.date, *told->fields.ratio_to, *told->fields.ratio_from};
  }

  // A split is one fact, however many accounts report it.
  void match_splits() {
    std::map<std::pair<InstrumentId, Date>, std::pair<std::int64_t, std::int64_t>> facts;
    for (const auto& split : batch_.known.splits)
      facts[{split.instrument, split.effective_on}] = {split.ratio_to, split.ratio_from};
    for (auto& row : batch_.rows) {
      const auto split = split_of(row.entry);
      if (!split) continue;
      const auto [fact, added] =
          facts.try_emplace({split->instrument, split->effective_on}, split->ratio_to, split->ratio_from);
      if (added) continue;
      const auto& [to, from] = fact->second;
      const bool is_same = to * split->ratio_from == from * split->ratio_to;
      // One that paid a fraction in cash says more than the fact.
      if (is_same && std::holds_alternative<NewSplit>(row.entry))
        row.row.state = RowState::Duplicate;
      else if (!is_same)
        report(row, Field::RatioTo,
               "Another split of this day is known: " + std::to_string(to) + " for " + std::to_string(from) +
                   ". Correct one of them.");
    }
  }

  void match_transactions();
  void match_edited(std::span<const std::size_t> places, std::span<const Fingerprint> incoming,
                    std::vector<Match>& matches, std::span<const Fingerprint> known);
  void describe_change(BatchRow& row, const KnownTransaction& known);

  static auto key_of(const NewPrice& price) { return std::tuple(price.instrument, price.date); }
  static auto key_of(const FxRate& rate) { return std::tuple(rate.from, rate.to, rate.on); }
  static const Decimal& value_of(const NewPrice& price) { return price.close; }
  static const Decimal& value_of(const FxRate& rate) { return rate.rate; }
  static constexpr Field field_of_value(const NewPrice&) { return Field::Close; }
  static constexpr Field field_of_value(const FxRate&) { return Field::Rate; }

  // One value for each day: equal to what is recorded, another one, or the first.
  template <class Point>
  void match_series(const std::vector<Point>& recorded) {
    using Key = decltype(key_of(std::declval<const Point&>()));
    std::map<Key, Decimal> known;
    for (const auto& point : recorded) known.emplace_hint(known.end(), key_of(point), value_of(point));
    std::map<Key, std::size_t> seen;
    for (std::size_t i = 0; i < batch_.rows.size(); ++i) {
      auto& row = batch_.rows[i];
      const auto* point = std::get_if<Point>(&row.entry);
      if (point == nullptr) continue;
      if (row.row.choice != RowChoice::Skip) {
        const auto [earlier, first] = seen.try_emplace(key_of(*point), i);
        if (!first) {
          const auto& other = batch_.rows[earlier->second];
          if (value_of(std::get<Point>(other.entry)) == value_of(*point))
            row.row.state = RowState::Duplicate;
          else
            report(row, field_of_value(*point),
                   "This day stands on " + line_of(other) + " with another value. Skip one of the two.");
          continue;
        }
      }
      const auto found = known.find(key_of(*point));
      if (found == known.end()) continue;
      if (found->second == value_of(*point)) {
        row.row.state = RowState::Duplicate;
      } else {
        row.row.state = RowState::Changed;
        row.row.changes = {{std::string(field_name(field_of_value(*point))), format_decimal(found->second),
                            format_decimal(value_of(*point))}};
      }
    }
  }

  static void apply_choice(BatchRow& row) {
    const RowState state = row.row.state;
    const bool open = state == RowState::New || state == RowState::Changed || state == RowState::Duplicate;
    if (row.row.choice == RowChoice::Skip && (open || state == RowState::Error)) row.row.state = RowState::Skipped;
    if (row.row.choice == RowChoice::Take && state == RowState::Duplicate) row.row.state = RowState::New;
  }

  Batch& batch_;
  bool descending_ = false;
  std::map<InstrumentId, std::vector<CorporateAction>> splits_;
};

void Judge::match_transactions() {
  std::vector<std::size_t> places;
  std::vector<Fingerprint> incoming;
  for (std::size_t i = 0; i < batch_.rows.size(); ++i) {
    auto* entry = std::get_if<TransactionEntry>(&batch_.rows[i].entry);
    // One that is skipped still stands for what it repeats, but claims no identifier.
    if (entry == nullptr || (batch_.rows[i].row.choice == RowChoice::Skip && entry->fields.external_id)) continue;
    places.push_back(i);
    incoming.push_back(fingerprint_of(entry->fields));
    entry->fingerprint = incoming.back().content;
  }
  if (places.empty()) return;
  auto& recorded = batch_.known.transactions;
  std::erase_if(recorded, [&](const KnownTransaction& known) { return batch_.own.contains(known.id); });
  std::vector<Fingerprint> known;
  known.reserve(recorded.size());
  for (const auto& transaction : recorded) known.push_back(fingerprint_of(transaction.fields));
  auto matches = match_rows(incoming, known);
  match_edited(places, incoming, matches, known);
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& row = batch_.rows[places[i]];
    const Match& match = matches[i];
    std::get<TransactionEntry>(row.entry).known = match.known;
    row.row.state = to_row_state(match.status);
    if (match.known) row.row.transaction = recorded[*match.known].id;
    if (match.status == RowStatus::Changed) describe_change(row, recorded[*match.known]);
    if (match.status == RowStatus::Error) {
      report(row, Field::ExternalId,
             "The identifier stands on " + line_of(batch_.rows[places[*match.earlier]]) +
                 " with another content. Clear it, or skip one of the two.");
    }
  }
}

// A transaction that a person edited is still what its source said: it is not brought again, and what
// its source says unchanged does not undo the edit.
void Judge::match_edited(std::span<const std::size_t> places, std::span<const Fingerprint> incoming,
                         std::vector<Match>& matches, std::span<const Fingerprint> known) {
  const auto& recorded = batch_.known.transactions;
  const auto is_edited = [&](std::size_t place) {
    return !recorded[place].source.empty() && recorded[place].source != known[place].content;
  };
  std::vector<bool> taken(recorded.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!matches[i].known) continue;
    taken[*matches[i].known] = true;
    const bool unchanged_at_source =
        matches[i].status == RowStatus::Changed && recorded[*matches[i].known].source == incoming[i].content;
    if (unchanged_at_source) matches[i].status = RowStatus::Duplicate;
  }
  std::vector<std::size_t> edited;
  std::vector<Fingerprint> sources;
  for (std::size_t place = 0; place < recorded.size(); ++place) {
    if (taken[place] || !is_edited(place)) continue;
    edited.push_back(place);
    sources.push_back(known[place]);
    sources.back().content = recorded[place].source;
  }
  if (edited.empty()) return;
  std::vector<std::size_t> open;
  std::vector<Fingerprint> rest;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (matches[i].status != RowStatus::New) continue;
    open.push_back(i);
    rest.push_back(incoming[i]);
  }
  const auto again = match_rows(rest, sources);
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (again[i].status == RowStatus::Duplicate && again[i].known)
      matches[open[i]] = {RowStatus::Duplicate, edited[*again[i].known], std::nullopt};
  }
}

void Judge::describe_change(BatchRow& row, const KnownTransaction& known) {
  auto& fields = std::get<TransactionEntry>(row.entry).fields;
  // What only a person can have said stays.
  if (!fields.note) fields.note = known.fields.note;
  if (!fields.category) fields.category = known.fields.category;
  const TransactionDraft before = to_draft(known.fields);
  const TransactionDraft after = to_draft(fields);
  row.row.changes.clear();
  const auto compare = [&](Field field) {
    if (field == Field::Sequence || field == Field::Realises) return;
    std::string was = field_text(before, field);
    std::string is = field_text(after, field);
    if (was == is) return;
    const auto shown = [](std::string text) {
      return text.empty() ? std::optional<std::string>() : std::optional(std::move(text));
    };
    row.row.changes.push_back({std::string(field_name(field)), shown(std::move(was)), shown(std::move(is))});
  };
  std::ranges::for_each(transaction_columns(), compare);
  std::ranges::for_each(further_transaction_columns(), compare);
}

}  // namespace

void judge_rows(Batch& batch) { Judge(batch).run(); }

}  // namespace coffer::finance
