// Browsers that people have signed in with. A device holds a token of 256 random bits for more than a
// year; it opens nothing, but says that its person was here before: a sign-in without it is announced,
// and guesses made elsewhere do not slow this one down.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "auth/devices/device_store.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

enum class Familiarity : std::uint8_t { Known, New };

struct SightedDevice {
  std::string token;  // to be kept by the device
  Familiarity familiarity = Familiarity::New;
};

class DeviceService {
 public:
  static constexpr std::int64_t max_age_seconds = std::int64_t{400} * 24 * 3600;

  DeviceService(platform::Database& database, platform::Random& random) : random_(random), store_(database) {}

  // The unit's caller, a person, signs in on the device that showed `token` (absent: it showed none).
  platform::Task<SightedDevice> note_sign_in(platform::UnitOfWork& unit, std::optional<std::string> token,
                                             std::string user_agent);
  // Whether the person with this address has signed in on the device before.
  platform::Task<bool> is_known(std::string email, std::string token);

 private:
  platform::Random& random_;
  DeviceStore store_;
};

// "Firefox on Linux"; "Unknown device" where the user agent says nothing.
[[nodiscard]] std::string device_name(std::string_view user_agent);

}  // namespace coffer::auth
