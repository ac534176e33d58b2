#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "apps/commands.hpp"
#include "finance/cases/cases.hpp"

namespace coffer::apps {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// One line for each case: whether it is met, and what differs.
bool check(const std::string& name, const std::string& text) {
  const auto verdict = finance::check_case(text);
  if (!verdict) {
    std::printf("%-60s refused: %s\n", name.c_str(), verdict.error().detail.c_str());
    return false;
  }
  std::printf("%-60s %s  %zu figures\n", name.c_str(), verdict->differences.empty() ? "met" : "DIFFERS",
              verdict->leaves);
  for (const auto& difference : verdict->differences) std::printf("    %s\n", difference.c_str());
  return verdict->differences.empty();
}

bool print(const std::string& name, const Result<std::string>& line) {
  if (!line) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), line.error().detail.c_str());
    return false;
  }
  std::printf("%s\n", line->c_str());
  return true;
}

}  // namespace

int run_evaluate(const EvaluateArguments& arguments) {
  std::size_t bad = 0;
  for (const auto& path : arguments.files) {
    const auto name = std::filesystem::path(path).filename().string();
    const auto text = read_file(path);
    if (!text) {
      std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
      ++bad;
      continue;
    }
    const bool is_good = arguments.check    ? check(name, *text)
                         : arguments.trails ? print(name, finance::explain_case(*text, name))
                                            : print(name, finance::evaluate_case(*text, name));
    if (!is_good) ++bad;
  }
  if (arguments.check) std::printf("%zu of %zu cases met\n", arguments.files.size() - bad, arguments.files.size());
  return bad == 0 ? 0 : 1;
}

}  // namespace coffer::apps
