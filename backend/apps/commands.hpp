// The subcommands of the binary. Each wires the rooms and runs until it is done; none decides anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/config/config.hpp"

namespace coffer::apps {

// Exit codes: 0 done, 1 refused or failed, 2 called wrongly.
int run_api(const platform::Config& config);
int run_worker(const platform::Config& config);
int run_migrate(const platform::Config& config);
int run_config(const platform::Config& config);

struct EvaluateArguments {
  std::vector<std::string> files;
  bool check = false;
  bool trails = false;
};
int run_evaluate(const EvaluateArguments& arguments);

struct ImportArguments {
  std::string file;
  std::string account;
  std::string kind = "auto";
  std::string as;
  bool yes = false;
};
int run_import(const platform::Config& config, const ImportArguments& arguments);

struct OfficeArguments {
  std::string email;
  std::string role;
};
// Gives a person an office among those who run Coffer.
int run_office(const platform::Config& config, const OfficeArguments& arguments);

int run_demo(const platform::Config& config);

}  // namespace coffer::apps
