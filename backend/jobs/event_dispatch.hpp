// Hands each event of the outbox to those who registered for its type.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "platform/outbox.hpp"

namespace coffer::jobs {

// Works in the unit that marks the events as dispatched: jobs enqueued here exist once per event.
using EventHandler = std::function<platform::Task<>(platform::UnitOfWork&, const platform::OutboxEvent&)>;

// Events of a type that nobody registered for are marked as dispatched alone.
[[nodiscard]] platform::OutboxHandler dispatch_events(std::multimap<std::string, EventHandler> handlers);

}  // namespace coffer::jobs
