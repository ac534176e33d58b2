#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "apps/commands.hpp"

namespace {

using namespace coffer;

int report(const Error& error) {
  std::fprintf(stderr, "%s\n", error.detail.c_str());
  for (const auto& field : error.fields)
    std::fprintf(stderr, "  %s: %s\n", field.pointer.c_str(), field.detail.c_str());
  return 1;
}

// With the settings of the environment and, if named, of a TOML file.
int with_config(const std::string& file, const std::function<int(const platform::Config&)>& run) {
  platform::ConfigSources sources;
  sources.environment = platform::read_environment();
  if (!file.empty()) sources.file = file;
  const auto config = platform::load_config(sources);
  if (!config) return report(config.error());
  return run(*config);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Coffer: what a household owns, what it is worth and how it performed."};
  app.require_subcommand(1);
  std::string config_file;
  app.add_option("--config", config_file, "A TOML file with settings; the environment wins over it");

  int code = 0;
  const auto configured = [&](int (*run)(const platform::Config&)) {
    return [&code, &config_file, run] { code = with_config(config_file, run); };
  };
  app.add_subcommand("api", "Serve the API")->callback(configured(apps::run_api));
  app.add_subcommand("worker", "Run background jobs")->callback(configured(apps::run_worker));
  app.add_subcommand("migrate", "Bring the database to this program's schema")->callback(configured(apps::run_migrate));
  app.add_subcommand("config", "Print every setting with its effective value, secrets masked")
      ->callback(configured(apps::run_config));

  apps::EvaluateArguments evaluate;
  auto* evaluate_command = app.add_subcommand("evaluate", "Compute accounting cases from files, without a database");
  evaluate_command->add_option("files", evaluate.files, "Case files (JSON)")->required();
  evaluate_command->add_flag("--check", evaluate.check, "Compare with what the cases expect");
  evaluate_command->add_flag("--trails", evaluate.trails, "Print how each figure came about instead");
  evaluate_command->callback([&] { code = apps::run_evaluate(evaluate); });

  apps::ImportArguments import;
  auto* import_command = app.add_subcommand("import", "Import a file of transactions, prices or rates");
  import_command->add_option("file", import.file, "The file")->required();
  import_command->add_option("--account", import.account, "Account of rows that name none: its name or id");
  import_command->add_option("--kind", import.kind, "What the file holds")
      ->check(CLI::IsMember({"auto", "transactions", "prices", "fx", "corporate_actions"}));
  import_command->add_option("--as", import.as, "E-mail address of the person for whom it is done")->required();
  import_command->add_flag("--yes", import.yes, "Commit without asking");
  import_command->callback([&] {
    code = with_config(config_file, [&](const platform::Config& config) { return apps::run_import(config, import); });
  });

  auto* admin = app.add_subcommand("admin", "Work for those who run Coffer");
  admin->require_subcommand(1);
  admin->add_subcommand("demo", "Add a household with sample data")->callback(configured(apps::run_demo));

  apps::OfficeArguments office;
  auto* office_command = admin->add_subcommand("office", "Make a person support or administrator, or neither");
  office_command->add_option("email", office.email, "Their address")->required();
  office_command->add_option("role", office.role, "The office")
      ->required()
      ->check(CLI::IsMember({"user", "support", "administrator"}));
  office_command->callback([&] {
    code = with_config(config_file, [&](const platform::Config& config) { return apps::run_office(config, office); });
  });

  CLI11_PARSE(app, argc, argv);
  return code;
}
