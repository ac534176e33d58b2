// What the tests of this room stand on: a real database and the services over it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "auth/devices/device_service.hpp"
#include "auth/guessing/guess_limits.hpp"
#include "auth/households/household_service.hpp"
#include "auth/identity/identity_service.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/sessions/session_service.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"
#include "platform/crypto/master_key.hpp"
#include "platform/crypto/password_hasher.hpp"
#include "platform/pg/database.hpp"
#include "testkit/database.hpp"
#include "testkit/process.hpp"

namespace coffer::auth {

inline constexpr std::string_view good_password = "correct horse battery staple";

inline platform::PasswordSettings quick_passwords() {
  platform::PasswordSettings settings;
  settings.memory_kib = 1024;
  settings.passes = 1;
  settings.threads = 1;
  return settings;
}

inline platform::DatabaseOptions options_for(const testkit::TestDatabase& database) {
  platform::DatabaseOptions options;
  options.conninfo = database.conninfo(testkit::As::Api);
  return options;
}

struct AuthWorld : testing::Test {
  testkit::TestDatabase storage;
  platform::BlockingConnection administrator = storage.connect(testkit::As::Administrator);
  platform::SystemClock clock;
  platform::SystemRandom random{clock};
  platform::LoopGroup loops{1};
  platform::Database database{options_for(storage), loops.all(), random};
  platform::PasswordHasher passwords{quick_passwords()};
  SessionService sessions{database, clock, random, SessionSettings{}};
  IdentityService identity{database, passwords, random};
  HouseholdService households{database, random};
  DeviceService devices{database, random};
  GuessLimits limits{database, clock, devices};
  std::unique_ptr<platform::MasterKey> master_key = make_master_key();
  Mailing mailing{*master_key, "https://coffer.example"};

  ~AuthWorld() override { (void)run(database.close()); }

  static std::unique_ptr<platform::MasterKey> make_master_key() {
    const testkit::TemporaryFolder folder;
    const auto file = folder.path() / "key";
    EXPECT_TRUE(platform::create_master_key_file(file));
    return std::move(*platform::open_master_key_file(file));
  }
  template <class T>
  Result<T> run(platform::Task<T> task) {
    return platform::run_to_end(loops.at(0), std::move(task));
  }
  template <class Function>
  auto write(const Caller& caller, Function function) {
    return run(database.write(caller, std::move(function)));
  }

  static Caller stranger() {
    Caller caller;
    caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    caller.network_address = "192.0.2.7";
    return caller;
  }
  static NewUser ada() {
    NewUser user;
    user.email = "ada@example.org";
    user.password = good_password;
    user.name = "Ada Byron";
    user.currency = *parse_currency("GBP");
    return user;
  }
  static Credentials credentials(std::string email, std::string password) {
    Credentials both;
    both.email = std::move(email);
    both.password = std::move(password);
    return both;
  }

  struct SignedUp {
    Caller caller;
    Me me;
  };
  SignedUp sign_up(NewUser user = ada()) {
    auto plan = run(identity.prepare_sign_up(stranger(), std::move(user)));
    EXPECT_TRUE(plan) << plan.error().detail;
    auto me = write(plan->caller, [&](platform::UnitOfWork& unit) { return identity.sign_up(unit, *plan); });
    EXPECT_TRUE(me) << me.error().cause;
    return SignedUp{plan->caller, *me};
  }
  StartedSession start_session(const Caller& caller) {
    NewSession session;
    session.user_agent = "test";
    auto started = write(caller, [&](platform::UnitOfWork& unit) { return sessions.start_session(unit, session); });
    EXPECT_TRUE(started) << started.error().cause;
    return *started;
  }
  std::string stored(const std::string& statement, const platform::TextParams& params = {}) {
    return testkit::value(administrator, statement, params);
  }
};

}  // namespace coffer::auth
