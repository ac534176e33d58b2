#include "platform/config/config.hpp"

#include <unistd.h>

#include <toml++/toml.h>
#include <charconv>

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace coffer::platform {
namespace {

constexpr std::string_view file_variable = "COFFER_CONFIG_FILE";
constexpr std::string_view test_prefix = "COFFER_TEST_";  // of the test programs, not of the binary

// A value before it is checked: its text, or its whole number, and where it stands.
struct Given {
  std::string place;
  std::variant<std::string, std::int64_t> value;
};

class Loader {
 public:
  Result<Config> load(const ConfigSources& sources) {
    read_file(sources);
    read_names(sources.environment);
    Config config;
    for (const auto& setting : config_table()) {
      const auto given = given_.find(setting.key);
      if (const auto* kind = std::get_if<TextSetting>(&setting.kind)) {
        setting.text(config) = given == given_.end() ? std::string(kind->initial) : text_of(given->second, *kind);
      } else {
        const auto& integer = std::get<IntegerSetting>(setting.kind);
        setting.integer(config) = given == given_.end() ? integer.initial : integer_of(given->second, integer);
      }
    }
    if (faults_.empty()) return config;
    return fail(ErrorKind::Invalid, problems::invalid_config, "Correct the settings named in errors.",
                std::move(faults_));
  }

 private:
  void refuse(std::string place, std::string detail) { faults_.push_back({std::move(place), std::move(detail)}); }

  void read_names(const std::map<std::string, std::string>& environment) {
    std::map<std::string, std::string_view, std::less<>> keys;
    for (const auto& setting : config_table()) keys.emplace(setting.environment_name(), setting.key);
    for (const auto& [name, value] : environment) {
      if (name == file_variable || name.starts_with(test_prefix) || !name.starts_with("COFFER_")) continue;
      const auto known = keys.find(name);
      if (known == keys.end()) {
        refuse(name, "No setting has this name.");
      } else {
        given_.insert_or_assign(known->second, Given{name, value});
      }
    }
  }

  void read_file(const ConfigSources& sources) {
    auto file = sources.file;
    if (const auto named = sources.environment.find(std::string(file_variable));
        !file && named != sources.environment.end()) {
      file = named->second;
    }
    if (!file) return;
    try {
      const auto table = toml::parse_file(file->string());
      read_table(table, "", file->filename().string());
    } catch (const toml::parse_error& error) {
      refuse(file->filename().string() + ":" + std::to_string(error.source().begin.line),
             std::string(error.description()));
    }
  }

  void read_table(const toml::table& table, const std::string& prefix, const std::string& file) {
    for (const auto& [name, node] : table) {
      const auto key = prefix + std::string(name.str());
      const auto place = file + ":" + std::to_string(node.source().begin.line) + " " + key;
      if (const auto* inner = node.as_table()) {
        read_table(*inner, key + ".", file);
        continue;
      }
      const auto& settings = config_table();
      const auto known = std::ranges::find(settings, std::string_view(key), &Setting<Config>::key);
      if (known == settings.end()) {
        refuse(place, "No setting has this name.");
      } else if (const auto* text = node.as_string()) {
        given_.insert_or_assign(known->key, Given{place, text->get()});
      } else if (const auto* whole = node.as_integer()) {
        given_.insert_or_assign(known->key, Given{place, whole->get()});
      } else {
        refuse(place, "Must be a string or a whole number.");
      }
    }
  }

  std::string text_of(const Given& given, const TextSetting& setting) {
    const auto* text = std::get_if<std::string>(&given.value);
    if (text == nullptr) {
      refuse(given.place, "Must be a string.");
      return {};
    }
    if (text->size() > setting.max_bytes) {
      refuse(given.place, "Must be at most " + std::to_string(setting.max_bytes) + " bytes long.");
    }
    if (!setting.words.empty() && std::ranges::find(setting.words, *text) == setting.words.end()) {
      std::string sentence = "Must be one of:";
      for (const auto word : setting.words) sentence.append(" ").append(word).append(",");
      sentence.back() = '.';
      refuse(given.place, std::move(sentence));
    }
    return *text;
  }

  std::int64_t integer_of(const Given& given, const IntegerSetting& setting) {
    std::int64_t value = 0;
    if (const auto* text = std::get_if<std::string>(&given.value)) {
      const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
      if (error != std::errc{} || end != text->data() + text->size() || text->empty()) {
        refuse(given.place, "Must be a whole number.");
        return setting.initial;
      }
    } else {
      value = std::get<std::int64_t>(given.value);
    }
    if (value < setting.min || value > setting.max) {
      refuse(given.place,
             "Must be between " + std::to_string(setting.min) + " and " + std::to_string(setting.max) + ".");
    }
    return value;
  }

  std::map<std::string_view, Given> given_;
  std::vector<FieldError> faults_;
};

[[nodiscard]] std::string quote(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

std::map<std::string, std::string> read_environment() {
  std::map<std::string, std::string> out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view pair(*entry);
    const auto equals = pair.find('=');
    if (!pair.starts_with("COFFER_") || equals == std::string_view::npos) continue;
    out.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return out;
}

Result<Config> load_config(const ConfigSources& sources) { return Loader().load(sources); }

std::string print_config(const Config& config) {
  auto copy = config;
  std::string out;
  for (const auto& setting : config_table()) {
    std::string value;
    if (const auto* kind = std::get_if<TextSetting>(&setting.kind)) {
      const auto& text = setting.text(copy);
      value = kind->secrecy == Secrecy::Secret && !text.empty() ? "***" : quote(text);
    } else {
      value = std::to_string(setting.integer(copy));
    }
    out.append(setting.key).append(" = ").append(value).append("  # ").append(setting.sentence).append("\n");
  }
  return out;
}

std::string print_env_example() {
  std::string out = "# Every setting with its default. Set what differs.\n";
  for (const auto& setting : config_table()) {
    std::string value;
    std::string limits;
    if (const auto* kind = std::get_if<TextSetting>(&setting.kind)) {
      value = kind->initial;
      for (const auto word : kind->words) limits.append(limits.empty() ? " One of " : ", ").append(word);
      if (!limits.empty()) limits += '.';
    } else {
      const auto& integer = std::get<IntegerSetting>(setting.kind);
      value = std::to_string(integer.initial);
      limits = " From " + std::to_string(integer.min) + " to " + std::to_string(integer.max) + ".";
    }
    out.append("\n# ").append(setting.sentence).append(limits).append("\n");
    out.append("#").append(setting.environment_name()).append("=").append(value).append("\n");
  }
  return out;
}

}  // namespace coffer::platform
