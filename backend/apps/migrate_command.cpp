#include <cstdio>

#include "apps/commands.hpp"
#include "platform/migrate/migrator.hpp"

namespace coffer::apps {

int run_migrate(const platform::Config& config) {
  if (config.database.owner_url.empty()) {
    std::fprintf(stderr, "Give the owner's connection in COFFER_DATABASE_OWNER_URL.\n");
    return 1;
  }
  platform::Migrator migrator(config.database.owner_url, platform::embedded_migrations());
  const auto report = migrator.migrate();
  if (!report) {
    std::fprintf(stderr, "%s\n%s\n", report.error().detail.c_str(), report.error().cause.c_str());
    return 1;
  }
  for (const auto& name : report->applied) std::printf("applied %s\n", name.c_str());
  for (const auto& name : report->unknown) std::printf("known to a newer program: %s\n", name.c_str());
  std::printf("schema %s\n", platform::schema_version(platform::embedded_migrations()).c_str());
  return 0;
}

int run_config(const platform::Config& config) {
  std::fputs(platform::print_config(config).c_str(), stdout);
  return 0;
}

}  // namespace coffer::apps
