#include "finance/imports/import.hpp"

#include <algorithm>
#include <numeric>

namespace coffer::finance {
namespace {

constexpr std::array<std::string_view, 6> state_names{"staged",    "committing", "committed",
                                                      "reverting", "reverted",   "failed"};
constexpr std::array<std::string_view, row_state_count> row_state_names{
    "new", "duplicate", "changed", "error", "ignored", "skipped", "committed", "reverted"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto* found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view import_state_name(ImportState state) { return state_names[static_cast<std::size_t>(state)]; }
std::optional<ImportState> parse_import_state(std::string_view name) {
  return find_name<ImportState>(state_names, name);
}

std::string_view row_state_name(RowState state) { return row_state_names[static_cast<std::size_t>(state)]; }
std::optional<RowState> parse_row_state(std::string_view name) { return find_name<RowState>(row_state_names, name); }

RowState to_row_state(RowStatus status) {
  switch (status) {
    case RowStatus::New: return RowState::New;
    case RowStatus::Duplicate: return RowState::Duplicate;
    case RowStatus::Changed: return RowState::Changed;
    case RowStatus::Error: return RowState::Error;
    case RowStatus::Ignored: return RowState::Ignored;
  }
  return RowState::Error;
}

std::int64_t ImportCounts::total() const { return std::accumulate(by_state.begin(), by_state.end(), std::int64_t{0}); }

}  // namespace coffer::finance
