// The mail that announces a sign-in on a device not seen before.
#pragma once

#include <string>

#include "auth/mail/letter.hpp"

namespace coffer::auth {

struct NewDevice {
  std::string user_agent;
  std::string network_address;
};

// `sessions_url` leads to where sessions are listed and ended.
[[nodiscard]] Letter write_new_device_letter(const NewDevice& device, std::string sessions_url);

}  // namespace coffer::auth
