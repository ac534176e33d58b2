#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "apps/commands.hpp"
#include "apps/services.hpp"

namespace coffer::apps {
namespace {

using finance::RowState;

void print_counts(const finance::Import& import) {
  for (const auto state : {RowState::New, RowState::Duplicate, RowState::Changed, RowState::Error, RowState::Ignored,
                           RowState::Skipped, RowState::Committed}) {
    const auto count = import.counts.of(state);
    if (count > 0 || state == RowState::New || state == RowState::Error) {
      std::printf("%-10s %lld\n", std::string(finance::row_state_name(state)).c_str(), static_cast<long long>(count));
    }
  }
}

bool ask() {
  std::printf("Commit? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

int report(const Error& error) {
  std::fprintf(stderr, "%s\n", error.detail.c_str());
  for (const auto& field : error.fields)
    std::fprintf(stderr, "  %s: %s\n", field.pointer.c_str(), field.detail.c_str());
  return 1;
}

}  // namespace

int run_import(const platform::Config& config, const ImportArguments& arguments) {
  std::ifstream stream(arguments.file, std::ios::binary);
  if (!stream) {
    std::fprintf(stderr, "%s cannot be read.\n", arguments.file.c_str());
    return 1;
  }
  finance::FileImport file;
  file.file_name = std::filesystem::path(arguments.file).filename().string();
  file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
  file.account = arguments.account;
  file.kind = finance::parse_import_kind(arguments.kind);  // "auto": detected

  auto opened = Services::open(config, Process::Command);
  if (!opened) return report(opened.error());
  auto& services = **opened;
  auto& loop = services.loops.at(0);
  const auto caller = platform::run_to_end(loop, services.identity.get_caller_by_email(arguments.as));
  if (!caller) return report(caller.error());
  const auto confirm = [&arguments](const finance::Import& import) {
    print_counts(import);
    return import.counts.of(RowState::New) + import.counts.of(RowState::Changed) > 0 && (arguments.yes || ask());
  };
  const auto import = platform::run_to_end(loop, services.imports.run_file(*caller, std::move(file), confirm));
  if (!import) return report(import.error());
  std::printf("%s\n", import->state == finance::ImportState::Committed ? "committed" : "nothing committed");
  return import->counts.of(RowState::Error) == 0 ? 0 : 1;
}

}  // namespace coffer::apps
