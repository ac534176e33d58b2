// Accounting cases from files: what the core makes of them, and whether that is what they expect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace coffer::finance {

// {"id": ..., "file": ..., "figures": {...}} on one line, without a line break: `id` as the case gives
// it, `file` the base name handed in. Refuses a case that is malformed or of an engine that is not known.
[[nodiscard]] Result<std::string> evaluate_case(std::string_view text, std::string_view file_name);

// The same line with "trails" in place of figures: how each figure came about,
// by its place among the figures.
[[nodiscard]] Result<std::string> explain_case(std::string_view text, std::string_view file_name);

struct CaseVerdict {
  std::string id;
  std::size_t leaves = 0;                // of `expect`
  std::vector<std::string> differences;  // one sentence a leaf or list that is not met; empty = met
};

// Compares the figures with `expect` within the case's tolerance.
[[nodiscard]] Result<CaseVerdict> check_case(std::string_view text);

}  // namespace coffer::finance
