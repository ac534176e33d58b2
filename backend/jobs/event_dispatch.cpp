#include "jobs/event_dispatch.hpp"

#include <memory>
#include <utility>

namespace coffer::jobs {

using platform::OutboxEvent;
using platform::Task;
using platform::UnitOfWork;

platform::OutboxHandler dispatch_events(std::multimap<std::string, EventHandler> handlers) {
  auto shared = std::make_shared<const std::multimap<std::string, EventHandler>>(std::move(handlers));
  return [shared](UnitOfWork& unit, const std::vector<OutboxEvent>& events) -> Task<> {
    // The coroutine has its own hold of the handlers, whatever becomes of the function.
    const auto held = shared;
    for (const auto& event : events) {
      const auto [first, last] = held->equal_range(event.type);
      for (auto handler = first; handler != last; ++handler) {
        auto handling = handler->second(unit, event);
        COFFER_CO_CHECK(co_await handling);
      }
    }
    co_return Result<>{};
  };
}

}  // namespace coffer::jobs
