#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "platform/config/config.hpp"

namespace coffer::platform {
namespace {

class ConfigFile {
 public:
  explicit ConfigFile(std::string_view text)
      : path_(std::filesystem::temp_directory_path() / "coffer_config_test.toml") {
    std::ofstream(path_) << text;
  }
  ~ConfigFile() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::vector<std::string> places(const ConfigSources& sources) {
  const auto config = load_config(sources);
  std::vector<std::string> out;
  if (config) return out;
  for (const auto& fault : config.error().fields) out.push_back(fault.pointer);
  return out;
}

TEST(Config, DefaultsAreWithinTheirLimits) {
  const auto config = load_config({});
  ASSERT_TRUE(config);
  EXPECT_EQ(config->server.port, 8081);
  std::map<std::string, std::string> all;
  for (const auto& setting : config_table()) {
    if (const auto* integer = std::get_if<IntegerSetting>(&setting.kind)) {
      all[setting.environment_name()] = std::to_string(integer->initial);
    }
  }
  EXPECT_TRUE(places({.environment = all, .file = {}}).empty());
}

TEST(Config, KeysAreUniqueAndDescribed) {
  std::set<std::string> names;
  for (const auto& setting : config_table()) {
    EXPECT_TRUE(names.insert(setting.environment_name()).second) << setting.key;
    EXPECT_TRUE(setting.sentence.ends_with('.')) << setting.key;
    EXPECT_NE(setting.text == nullptr, setting.integer == nullptr) << setting.key;
  }
}

TEST(Config, TheEnvironmentWinsOverTheFile) {
  const ConfigFile file("[server]\nport = 9000\naddress = \"0.0.0.0\"\n");
  const auto config = load_config({.environment = {{"COFFER_SERVER_PORT", "9001"}}, .file = file.path()});
  ASSERT_TRUE(config);
  EXPECT_EQ(config->server.port, 9001);
  EXPECT_EQ(config->server.address, "0.0.0.0");
  const auto named = load_config({.environment = {{"COFFER_CONFIG_FILE", file.path().string()}}, .file = {}});
  ASSERT_TRUE(named);
  EXPECT_EQ(named->server.port, 9000);
}

TEST(Config, ReportsEveryFaultWithItsPlace) {
  const ConfigFile file("[server]\nport = \"many\"\nheader_bytes = 1.5\nunknown = 1\n[log]\nlevel = \"loud\"\n");
  const ConfigSources sources{.environment = {{"COFFER_SERVER_THREADS", "-1"},
                                              {"COFFER_NONSENSE", "x"},
                                              {"COFFER_PASSWORD_PASSES", ""},
                                              {"COFFER_TEST_PG", "ignored"},
                                              {"PATH", "/bin"}},
                              .file = file.path()};
  auto found = places(sources);
  std::ranges::sort(found);
  const std::vector<std::string> expected{"COFFER_NONSENSE",
                                          "COFFER_PASSWORD_PASSES",
                                          "COFFER_SERVER_THREADS",
                                          "coffer_config_test.toml:2 server.port",
                                          "coffer_config_test.toml:3 server.header_bytes",
                                          "coffer_config_test.toml:4 server.unknown",
                                          "coffer_config_test.toml:6 log.level"};
  EXPECT_EQ(found, expected);
}

TEST(Config, NamesTheLineOfBrokenToml) {
  const ConfigFile file("[server]\nport = = 1\n");
  EXPECT_EQ(places({.environment = {}, .file = file.path()}), std::vector<std::string>{"coffer_config_test.toml:2"});
}

TEST(Config, PrintingMasksSecrets) {
  const auto config = load_config(
      {.environment = {{"COFFER_PASSWORD_PEPPER", "hot"}, {"COFFER_DATABASE_API_URL", "password=x"}}, .file = {}});
  const auto text = print_config(*config);
  EXPECT_EQ(text.find("hot"), std::string::npos);
  EXPECT_EQ(text.find("password=x"), std::string::npos);
  EXPECT_NE(text.find("password.pepper = ***"), std::string::npos);
  EXPECT_NE(text.find("server.port = 8081"), std::string::npos);
  EXPECT_NE(print_env_example().find("#COFFER_SERVER_PORT=8081"), std::string::npos);
}

}  // namespace
}  // namespace coffer::platform
