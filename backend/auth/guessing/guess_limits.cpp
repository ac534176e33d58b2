#include "auth/guessing/guess_limits.hpp"

#include <arpa/inet.h>

#include <array>

#include "auth/identity/user_rules.hpp"

namespace coffer::auth {

using platform::Task;

namespace {

constexpr std::size_t longest_email = 254;

void add_counter(Counters& counters, std::string_view kind, const std::string& subject, const GuessBound& bound) {
  counters.kinds.emplace_back(kind);
  counters.keys.push_back(platform::to_hex(platform::sha256(std::string(kind) + ":" + subject)));
  counters.free.push_back(bound.free);
  counters.longest_seconds.push_back(bound.longest_seconds);
}

}  // namespace

std::string network_of(std::string_view network_address) {
  const std::string text(network_address);
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    return platform::to_hex(std::span<const std::uint8_t>(bytes.data(), 3));
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
    return platform::to_hex(std::span<const std::uint8_t>(bytes.data() + 12, 3));
  }
  return platform::to_hex(std::span<const std::uint8_t>(bytes.data(), 6));
}

Task<SignInAttempt> GuessLimits::begin(const Caller& anonymous, std::string email,
                                       std::optional<std::string> device_token) {
  const std::string account = normalize_email(email).value_or(email.substr(0, longest_email));
  bool known = false;
  if (device_token) {
    COFFER_CO_TRY(answer, co_await devices_.is_known(account, *device_token));
    known = answer;
  }
  Counters counters;
  if (known) {
    add_counter(counters, "device", *device_token + ":" + account, settings_.device);
  } else {
    add_counter(counters, "account", account, settings_.account);
    add_counter(counters, "address", anonymous.network_address, settings_.address);
    add_counter(counters, "network", network_of(anonymous.network_address), settings_.network);
  }
  SignInAttempt attempt;
  attempt.kinds = counters.kinds;
  attempt.keys = counters.keys;
  COFFER_CO_TRY(wait, co_await store_.begin(anonymous, std::move(counters), clock_.now()));
  attempt.wait_seconds = wait;
  co_return attempt;
}

Task<> GuessLimits::pass_password(const Caller& anonymous, SignInAttempt attempt) {
  SignInAttempt around;
  for (std::size_t i = 0; i < attempt.kinds.size(); ++i) {
    if (attempt.kinds[i] != "address" && attempt.kinds[i] != "network") continue;
    around.kinds.push_back(attempt.kinds[i]);
    around.keys.push_back(attempt.keys[i]);
  }
  co_return co_await store_.end(anonymous, std::move(around.kinds), std::move(around.keys));
}

Task<> GuessLimits::succeed(const Caller& anonymous, const SignInAttempt& attempt) {
  co_return co_await store_.end(anonymous, attempt.kinds, attempt.keys);
}

}  // namespace coffer::auth
