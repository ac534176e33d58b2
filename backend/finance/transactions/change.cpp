#include "finance/transactions/change.hpp"

#include <algorithm>
#include <array>

namespace coffer::finance {
namespace {

constexpr std::array kind_names = {
    std::string_view("record"),  std::string_view("revise"),      std::string_view("remove"),
    std::string_view("restore"), std::string_view("bulk_revise"), std::string_view("bulk_remove"),
    std::string_view("match"),   std::string_view("take_apart"),  std::string_view("undo")};
static_assert(kind_names.size() == static_cast<std::size_t>(ChangeKind::Undo) + 1);

}  // namespace

std::string_view change_kind_name(ChangeKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<ChangeKind> parse_change_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<ChangeKind>(found - kind_names.begin());
}

}  // namespace coffer::finance
