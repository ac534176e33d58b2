// The checkout that the tests were built from: what is committed, and its tools.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace coffer::testkit {

[[nodiscard]] std::filesystem::path repository();
[[nodiscard]] std::string read_text(const std::filesystem::path& path);
// What tools/NAME prints; throws when it fails.
[[nodiscard]] std::string run_tool(const std::string& name, const std::vector<std::string>& arguments);

}  // namespace coffer::testkit
