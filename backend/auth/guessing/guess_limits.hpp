// How often a password may be guessed: by account, by network address and by network, with a delay that
// doubles. A device on which the person signed in before is counted for itself alone: guesses made
// elsewhere neither slow its person down nor lock them out. Addresses of nobody are counted like others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/devices/device_service.hpp"
#include "auth/guessing/guess_store.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::auth {

struct GuessBound {
  std::int64_t free = 0;             // failures in a row without a delay
  std::int64_t longest_seconds = 0;  // the delay doubles from a second up to this
};

struct GuessSettings {
  GuessBound account{5, 3600};
  GuessBound device{10, 900};
  GuessBound address{30, 900};
  GuessBound network{200, 900};
};

// One attempt, which was counted when it began.
struct SignInAttempt {
  std::vector<std::string> kinds;
  std::vector<std::string> keys;
  std::int64_t wait_seconds = 0;  // more than zero: it may not be made
};

class GuessLimits {
 public:
  GuessLimits(platform::Database& database, const platform::Clock& clock, DeviceService& devices,
              GuessSettings settings = {})
      : clock_(clock), devices_(devices), settings_(settings), store_(database) {}

  // Before the password is looked at. `device_token` is what the device showed, if anything.
  platform::Task<SignInAttempt> begin(const Caller& anonymous, std::string email,
                                      std::optional<std::string> device_token);
  // The password was right, but a second factor is wanted: address and network get back what the attempt cost,
  // the account or device goes on counting.
  platform::Task<> pass_password(const Caller& anonymous, SignInAttempt attempt);
  // The person has signed in.
  platform::Task<> succeed(const Caller& anonymous, const SignInAttempt& attempt);

 private:
  const platform::Clock& clock_;
  DeviceService& devices_;
  GuessSettings settings_;
  GuessStore store_;
};

// The network of an address: the /24 of IPv4, the /48 of IPv6.
[[nodiscard]] std::string network_of(std::string_view network_address);

namespace problems {
inline constexpr std::string_view too_many_guesses = "auth/too-many-guesses";  // RateLimited
}  // namespace problems

}  // namespace coffer::auth
