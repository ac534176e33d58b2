// LISTEN on a connection of its own, kept up over restarts of the server.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/async/loop.hpp"
#include "platform/pg/database.hpp"

namespace coffer::platform {

struct Notification {
  std::string channel;  // empty: (re)connected, what came in between is lost, look for yourself
  std::string payload;
};

// Runs until its group is stopped. `received` is called on the task's loop and must not block.
Task<> listen(DatabaseOptions options, std::vector<std::string> channels,
              std::function<void(const Notification&)> received);

}  // namespace coffer::platform
