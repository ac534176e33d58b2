// By what the instruments of a file were found, and where a person may know better.
#include <algorithm>
#include <array>

#include "finance/imports/cell_text.hpp"
#include "finance/imports/party_book.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::string_view, 5> way_names{"isin", "symbol", "name", "new", "chosen"};

// Nothing recorded has a longer name.
std::string_view cut(std::string_view text) {
  constexpr std::size_t longest = 200;
  text = trim_cell(text);
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string_view match_way_name(MatchWay way) { return way_names[static_cast<std::size_t>(way)]; }

std::optional<MatchWay> parse_match_way(std::string_view name) {
  const auto* found = std::ranges::find(way_names, name);
  if (found == way_names.end()) return std::nullopt;
  return static_cast<MatchWay>(found - way_names.begin());
}

std::string mention_key(std::string_view symbol, std::string_view isin, std::string_view name) {
  constexpr char separator = '\x1f';
  return to_capitals(cut(isin)) + separator + to_capitals(cut(symbol)) + separator + to_capitals(cut(name));
}

std::expected<InstrumentId, RowError> PartyBook::identify(const InstrumentMention& mention, const std::string& key,
                                                          MatchWay& way) {
  const auto choice = choices_.find(key);
  // One that was removed meanwhile is no choice any more.
  if (choice != choices_.end() && (!choice->second || instruments_.contains(*choice->second))) {
    way = MatchWay::Chosen;
    return choice->second ? std::expected<InstrumentId, RowError>(*choice->second) : make_chosen(mention, key);
  }
  const auto found = find_mentioned(mention);
  if (!found) return make_instrument(mention);
  complete(found->id, mention);
  way = instruments_.at(found->id).missing ? MatchWay::Created : found->way;
  return found->id;
}

std::expected<InstrumentId, RowError> PartyBook::make_chosen(const InstrumentMention& mention, const std::string& key) {
  if (const auto made = made_by_choice_.find(key); made != made_by_choice_.end()) return made->second;
  auto id = make_instrument(mention);
  if (id) made_by_choice_.emplace(key, *id);
  return id;
}

std::optional<InstrumentId> PartyBook::find_made(const InstrumentChoice& choice) const {
  const auto made = made_by_choice_.find(mention_key(choice.symbol, choice.isin, choice.name));
  return made == made_by_choice_.end() ? std::nullopt : std::optional(made->second);
}

void PartyBook::note_match(const InstrumentMention& mention, const std::string& key, Found found) {
  const auto [place, added] = noted_.try_emplace(key, matches_.size());
  if (!added) {
    if (place->second < matches_.size()) ++matches_[place->second].rows;
    return;
  }
  if (matches_.size() == most_matches) {
    place->second = most_matches;
    return;
  }
  InstrumentMatch match;
  match.symbol = cut(mention.symbol);
  match.isin = cut(mention.isin);
  match.name = cut(mention.name);
  match.rows = 1;
  match.way = found.way;
  if (!instruments_.at(found.id).missing) match.instrument = found.id;
  match.candidates = list_candidates(mention);
  switch (found.way) {
    case MatchWay::Isin: match.unsure = is_contested(isins_, mention.isin, mention.on); break;
    case MatchWay::Symbol: match.unsure = is_contested(symbols_, mention.symbol, mention.on); break;
    case MatchWay::Name: match.unsure = is_contested(names_, mention.name, mention.on); break;
    case MatchWay::Created: match.unsure = !match.candidates.empty(); break;
    case MatchWay::Chosen: break;
  }
  matches_.push_back(std::move(match));
}

// A name that passed from one to another belongs to whoever had it on the day; two who got it at once share it.
bool PartyBook::is_contested(const Names& names, std::string_view value, Date on) const {
  const auto found = names.find(to_capitals(value));
  if (found == names.end()) return false;
  const auto taken = find_named(names, value, on);
  const auto holds = [&](const auto& holder) { return holder.second == *taken; };
  const Date from = std::ranges::find_if(found->second, holds)->first;
  return std::ranges::any_of(found->second, [&](const auto& holder) {
    return holder.second != *taken && holder.first == from && !instruments_.at(holder.second).missing;
  });
}

std::vector<InstrumentCandidate> PartyBook::list_candidates(const InstrumentMention& mention) const {
  std::vector<InstrumentCandidate> candidates;
  const auto add = [&](const Names& names, std::string_view value, bool InstrumentCandidate::* reason) {
    const auto found = names.find(to_capitals(value));
    if (value.empty() || found == names.end()) return;
    for (const auto& [from, id] : found->second) {
      if (instruments_.at(id).missing) continue;
      auto candidate = std::ranges::find(candidates, id, &InstrumentCandidate::instrument);
      if (candidate == candidates.end()) candidate = candidates.insert(candidates.end(), InstrumentCandidate{id});
      (*candidate).*reason = true;
    }
  };
  add(isins_, mention.isin, &InstrumentCandidate::by_isin);
  add(symbols_, mention.symbol, &InstrumentCandidate::by_symbol);
  add(names_, mention.name, &InstrumentCandidate::by_name);
  constexpr std::size_t most_candidates = 20;
  if (candidates.size() > most_candidates) candidates.resize(most_candidates);
  return candidates;
}

}  // namespace coffer::finance
