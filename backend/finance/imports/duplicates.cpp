#include "finance/imports/duplicates.hpp"

#include <string_view>
#include <unordered_map>

#include "finance/imports/export_csv.hpp"

namespace coffer::finance {
namespace {

constexpr char separator = '\x1f';

void append(std::string& key, std::string_view text) { key.append(text).push_back(separator); }
void append(std::string& key, const std::optional<Decimal>& value) {
  append(key, value ? format_decimal(*value) : std::string());
}
void append(std::string& key, const std::optional<std::int64_t>& value) {
  append(key, value ? std::to_string(*value) : std::string());
}
// A cost that is not told is none.
void append_cost(std::string& key, const std::optional<Decimal>& value) {
  append(key, value && !value->is_zero() ? format_decimal(*value) : std::string());
}

// What few events say stands behind its name: those that say nothing of it keep the fingerprint that they had.
void append_action(std::string& key, const TransactionDraft& draft, const FingerprintKeys& keys) {
  const auto add = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) key.append(name).append("=").append(text).push_back(separator);
  };
  add("new", keys.new_instrument);
  for (const Field field : {Field::Arrival, Field::FeeQuantity, Field::FeePrice, Field::NewQuantity, Field::NewPrice,
                            Field::CostShare, Field::Rights, Field::CashInLieuQuantity, Field::CashInLieuAmount})
    add(field_name(field), field_text(draft, field));
}

std::string identity(const Fingerprint& fingerprint) {
  return fingerprint.account + separator + fingerprint.external_id;
}

// Recorded transactions of one kind, oldest first; those taken meanwhile are passed over.
struct Queue {
  std::vector<std::size_t> places;
  std::size_t next = 0;
};

constexpr std::string_view any_time = "*";

class Matcher {
 public:
  Matcher(std::span<const Fingerprint> incoming, std::span<const Fingerprint> known)
      : incoming_(incoming),
        known_(known),
        matches_(incoming.size()),
        decided_(incoming.size()),
        taken_(known.size()) {}

  std::vector<Match> run() {
    match_identities();
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (taken_[i]) continue;
      queues_[key(known_[i], known_[i].time)].places.push_back(i);
      if (!known_[i].time.empty()) queues_[key(known_[i], any_time)].places.push_back(i);
    }
    // Equal times first: a row without one must not take the place of a row that has its own.
    for (std::size_t i = 0; i < incoming_.size(); ++i) match_content(i, incoming_[i].time);
    for (std::size_t i = 0; i < incoming_.size(); ++i)
      match_content(i, incoming_[i].time.empty() ? any_time : std::string_view());
    return std::move(matches_);
  }

 private:
  static std::string key(const Fingerprint& fingerprint, std::string_view time) {
    return key(fingerprint.content, time, fingerprint.external_id.empty() ? 'n' : 'e');
  }

  static std::string key(std::string_view content, std::string_view time, char identified) {
    std::string text;
    text.reserve(content.size() + time.size() + 2);
    text.append(content).append(1, identified).append(1, separator).append(time);
    return text;
  }

  void match_identities() {
    std::unordered_map<std::string, std::size_t> recorded;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (!known_[i].external_id.empty()) recorded.try_emplace(identity(known_[i]), i);
    }
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < incoming_.size(); ++i) {
      if (incoming_[i].external_id.empty()) continue;
      const std::string id = identity(incoming_[i]);
      const auto [earlier, first] = seen.try_emplace(id, i);
      if (!first) {
        const bool same = is_same(incoming_[i], incoming_[earlier->second]);
        decide(i, {same ? RowStatus::Duplicate : RowStatus::Error, std::nullopt, earlier->second});
        continue;
      }
      const auto found = recorded.find(id);
      if (found == recorded.end()) continue;
      taken_[found->second] = true;
      decide(i, {is_same(incoming_[i], known_[found->second]) ? RowStatus::Duplicate : RowStatus::Changed,
                 found->second, std::nullopt});
    }
  }

  void match_content(std::size_t i, std::string_view time) {
    if (decided_[i]) return;
    // A row without an identifier may repeat either kind, and leaves the others to those that have one.
    if (incoming_[i].external_id.empty() && take(i, time, 'e')) return;
    (void)take(i, time, 'n');
  }

  bool take(std::size_t i, std::string_view time, char identified) {
    const auto found = queues_.find(key(incoming_[i].content, time, identified));
    if (found == queues_.end()) return false;
    Queue& queue = found->second;
    while (queue.next < queue.places.size() && taken_[queue.places[queue.next]]) ++queue.next;
    if (queue.next == queue.places.size()) return false;
    const std::size_t place = queue.places[queue.next++];
    taken_[place] = true;
    decide(i, {RowStatus::Duplicate, place, std::nullopt});
    return true;
  }

  static bool is_same(const Fingerprint& a, const Fingerprint& b) {
    return a.content == b.content && (a.time == b.time || a.time.empty() || b.time.empty());
  }

  void decide(std::size_t i, Match match) {
    matches_[i] = match;
    decided_[i] = true;
  }

  std::span<const Fingerprint> incoming_;
  std::span<const Fingerprint> known_;
  std::vector<Match> matches_;
  std::vector<bool> decided_;
  std::vector<bool> taken_;
  std::unordered_map<std::string, Queue> queues_;
};

}  // namespace

Fingerprint make_fingerprint(const TransactionDraft& draft, const FingerprintKeys& keys) {
  Fingerprint fingerprint;
  std::string& key = fingerprint.content;
  key.reserve(128);
  append(key, keys.account);
  append(key, std::to_string(draft.date.days()));
  append(key, draft.type);
  append(key, keys.instrument);
  append(key, draft.quantity);
  append(key, draft.price);
  append(key, draft.amount);
  append(key, draft.currency.code());
  append_cost(key, draft.fee);
  append_cost(key, draft.tax);
  append_cost(key, draft.accrued_interest);
  append(key, draft.fx_rate);
  append(key, keys.counter_account);
  append(key, draft.counter_amount);
  append(key, draft.counter_currency.code());
  append(key, draft.ratio_to);
  append(key, draft.ratio_from);
  append(key, draft.cost);
  append(key, draft.principal);
  append(key, draft.interest);
  append_action(key, draft, keys);
  fingerprint.time = draft.time.value_or(std::string());
  fingerprint.account = keys.account;
  fingerprint.external_id = draft.external_id;
  return fingerprint;
}

Fingerprint make_fingerprint(const TransactionDraft& draft) {
  const std::string& instrument = !draft.isin.empty() ? draft.isin : !draft.symbol.empty() ? draft.symbol : draft.name;
  const std::string& made = !draft.new_isin.empty()     ? draft.new_isin
                            : !draft.new_symbol.empty() ? draft.new_symbol
                                                        : draft.new_name;
  return make_fingerprint(draft, {draft.account, draft.counter_account, instrument, made});
}

std::vector<Match> match_rows(std::span<const Fingerprint> incoming, std::span<const Fingerprint> known) {
  return Matcher(incoming, known).run();
}

}  // namespace coffer::finance
