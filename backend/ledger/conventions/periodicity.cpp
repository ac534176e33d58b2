#include "ledger/conventions/periodicity.hpp"

#include <algorithm>

namespace coffer::ledger {

std::string_view periodicity_name(Periodicity periodicity) {
  switch (periodicity) {
    case Periodicity::None: break;
    case Periodicity::Unknown: return "UNKNOWN";
    case Periodicity::Monthly: return "MONTHLY";
    case Periodicity::Quarterly: return "QUARTERLY";
    case Periodicity::Semiannual: return "SEMIANNUAL";
    case Periodicity::Annual: return "ANNUAL";
  }
  return "NONE";
}

Periodicity compute_periodicity(std::vector<Date> days) {
  if (days.empty()) return Periodicity::None;
  if (days.size() == 1) return Periodicity::Unknown;
  std::ranges::sort(days);
  std::vector<std::int32_t> distances;
  for (std::size_t i = 1; i < days.size(); ++i) distances.push_back(days_between(days[i - 1], days[i]));
  std::ranges::sort(distances);
  const std::int32_t middle = distances[distances.size() / 2];
  if (middle > 270) return Periodicity::Annual;
  if (middle > 130) return Periodicity::Semiannual;
  if (middle > 60) return Periodicity::Quarterly;
  return Periodicity::Monthly;
}

}  // namespace coffer::ledger
