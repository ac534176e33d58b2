#include <cstdio>

#include "apps/commands.hpp"
#include "apps/services.hpp"

namespace coffer::apps {
namespace {

int report(const Error& error) {
  std::fprintf(stderr, "%s\n", error.detail.c_str());
  if (!error.cause.empty()) std::fprintf(stderr, "%s\n", error.cause.c_str());
  return 1;
}

}  // namespace

int run_office(const platform::Config& config, const OfficeArguments& arguments) {
  const auto role = auth::parse_system_role(arguments.role);
  if (!role) return 2;
  auto opened = Services::open(config, Process::Command);
  if (!opened) return report(opened.error());
  auto& services = **opened;
  auto& loop = services.loops.at(0);
  if (const auto ready = platform::run_to_end(loop, services.check_ready()); !ready) return report(ready.error());
  const auto person = platform::run_to_end(loop, services.identity.get_caller_by_email(arguments.email));
  if (!person) return report(person.error());
  Caller system;
  system.kind = CallerKind::System;
  system.system = "admin.office";
  const auto appoint = [&](platform::UnitOfWork& unit) { return services.people.appoint(unit, person->user, *role); };
  const auto appointed = platform::run_to_end(loop, services.database.write(system, appoint));
  if (!appointed) return report(appointed.error());
  std::printf("%s is now: %s\n", appointed->email.c_str(), arguments.role.c_str());
  return 0;
}

}  // namespace coffer::apps
