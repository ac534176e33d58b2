#include <cstdio>
#include <string_view>

#include "apps/commands.hpp"
#include "apps/services.hpp"
#include "finance/demo/demo_service.hpp"

namespace coffer::apps {
namespace {

constexpr std::string_view demo_email = "demo@coffer.example";
// Known to everyone who reads it: the demo is for trying Coffer out.
constexpr std::string_view demo_password = "coffer demo household";
constexpr std::string_view household_name = "Sample household (demo)";

auth::NewUser demo_user() {
  auth::NewUser user;
  user.email = demo_email;
  user.password = demo_password;
  user.name = "Demo";
  user.currency = finance::sample_euro();
  user.locale = "en-GB";
  user.time_zone = "Europe/Berlin";
  return user;
}

// The person, the household and its data come into being together or not at all.
platform::Task<finance::RecordedSample> make_demo(Services& services) {
  const Caller nobody;
  auto user = demo_user();
  COFFER_CO_TRY(plan, co_await services.identity.prepare_sign_up(nobody, std::move(user)));
  plan.household_name = household_name;
  const auto sample = finance::make_sample_household(finance::last_weekday_before(date_of(services.clock.now())));
  finance::DemoService demo(services.database, services.random);
  auto make = [&](platform::UnitOfWork& unit) -> platform::Task<finance::RecordedSample> {
    COFFER_CO_CHECK(co_await services.identity.sign_up(unit, plan));
    co_return co_await demo.record_sample(plan.caller, unit, sample);
  };
  co_return co_await services.database.write(plan.caller, make);
}

int report(const Error& error) {
  std::fprintf(stderr, "%s\n", error.detail.c_str());
  for (const auto& field : error.fields)
    std::fprintf(stderr, "  %s: %s\n", field.pointer.c_str(), field.detail.c_str());
  if (!error.cause.empty()) std::fprintf(stderr, "%s\n", error.cause.c_str());
  return 1;
}

int print_credentials() {
  std::printf("E-mail: %s\nPassword: %s\n", demo_email.data(), demo_password.data());
  return 0;
}

}  // namespace

int run_demo(const platform::Config& config) {
  auto opened = Services::open(config, Process::Command);
  if (!opened) return report(opened.error());
  auto& services = **opened;
  auto& loop = services.loops.at(0);
  if (const auto ready = platform::run_to_end(loop, services.check_ready()); !ready) return report(ready.error());

  const auto present = platform::run_to_end(loop, services.identity.get_caller_by_email(std::string(demo_email)));
  if (present) {
    std::printf("The sample household exists already.\n");
    return print_credentials();
  }
  if (present.error().kind != ErrorKind::NotFound) return report(present.error());
  const auto made = platform::run_to_end(loop, make_demo(services));
  if (!made) return report(made.error());
  std::printf("%.*s: %lld transactions, %lld prices, %lld exchange rates. All of it is invented.\n",
              static_cast<int>(household_name.size()), household_name.data(),
              static_cast<long long>(made->transactions), static_cast<long long>(made->prices),
              static_cast<long long>(made->rates));
  return print_credentials();
}

}  // namespace coffer::apps
