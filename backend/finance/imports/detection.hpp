// How a file is written: what can be told from the text, and where it cannot be told for certain.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "finance/imports/cell_text.hpp"
#include "finance/imports/mapping.hpp"

namespace coffer::finance {

enum class Certainty { Given, Detected, Ambiguous };

template <class T>
struct Guess {
  T value{};
  Certainty certainty = Certainty::Detected;
  [[nodiscard]] bool is_ambiguous() const { return certainty == Certainty::Ambiguous; }
};

// One of , ; tab |. The first records decide, headers that Coffer knows before all else.
[[nodiscard]] Guess<char> detect_delimiter(std::string_view text);

enum class HeaderChoice { Present, Absent };

struct Header {
  // Records before the first row of data: an account statement's title and the header itself.
  std::size_t skipped_records = 0;
  std::vector<std::string> names;  // "Column 3" where there is no header
  Guess<HeaderChoice> choice;
};

// Refuses a file without a record.
[[nodiscard]] Result<Header> detect_header(std::string_view text, char delimiter, std::optional<HeaderChoice> choice);

// Whether the file writes costs as they reduce the cash ("-4.95") or as amounts.
enum class CostSign { Positive, Negative };

struct Conventions {
  Guess<DecimalMark> decimal_mark;
  Guess<DateFormat> date_format;
  CostSign cost_sign = CostSign::Positive;
};

struct ConventionChoices {
  std::optional<DecimalMark> decimal_mark;
  std::optional<DateFormat> date_format;
};

// Reads the columns that the mapping calls numbers and dates.
[[nodiscard]] Conventions detect_conventions(std::string_view text, char delimiter, const Header& header,
                                             const Mapping& mapping, const ConventionChoices& choices);

}  // namespace coffer::finance
