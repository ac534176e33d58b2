// How the names of instruments in a file were understood.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finance/imports/import.hpp"
#include "finance/instruments/instrument.hpp"

namespace coffer::finance {

inline constexpr std::size_t most_matches = 10'000;            // of an import
inline constexpr std::size_t most_instrument_choices = 2'000;  // of an import

// By what an instrument was found; Created: it is to be made, Chosen: a person said so.
enum class MatchWay { Isin, Symbol, Name, Created, Chosen };
[[nodiscard]] std::string_view match_way_name(MatchWay way);
[[nodiscard]] std::optional<MatchWay> parse_match_way(std::string_view name);

struct InstrumentCandidate {
  InstrumentId instrument;
  bool by_isin = false;
  bool by_symbol = false;
  bool by_name = false;
};

// All rows that name an instrument in the same way.
struct InstrumentMatch {
  std::string symbol;
  std::string isin;
  std::string name;
  std::int64_t rows = 0;
  MatchWay way = MatchWay::Created;
  // None: the commit makes one. Where a name passed from one to another, that of the first row.
  std::optional<InstrumentId> instrument;
  // Recorded instruments that hold or held one of the names.
  std::vector<InstrumentCandidate> candidates;
  // Several fit as well as the one that was taken, or one fits that was not taken.
  bool unsure = false;
};

// A match with what its instruments are called now.
struct ShownMatch {
  InstrumentMatch match;
  std::vector<InstrumentReference> instruments;  // of the match and its candidates
};

// Equal for names that differ in case and in blanks at the ends alone.
[[nodiscard]] std::string mention_key(std::string_view symbol, std::string_view isin, std::string_view name);

}  // namespace coffer::finance
