// JSON lines. `event` is a dotted past tense ("import.finished"); fields are typed.
// Identifiers may be logged; names, amounts, tokens, addresses of people and file names may not.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"
#include "base/id.hpp"

namespace coffer::platform {

enum class LogLevel : std::uint8_t { Debug, Info, Warn, Error, Off };

[[nodiscard]] std::optional<LogLevel> parse_log_level(std::string_view word);

struct LogField {
  using Value = std::variant<std::int64_t, double, bool, std::string_view, Uuid>;
  std::string_view name;
  Value value;

  LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
  LogField(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
  LogField(std::string_view field, const std::string& text) : name(field), value(std::string_view(text)) {}
  template <std::integral Whole>
  LogField(std::string_view field, Whole whole) : name(field) {
    if constexpr (std::same_as<Whole, bool>) {
      value = whole;
    } else {
      value = static_cast<std::int64_t>(whole);
    }
  }
  LogField(std::string_view field, double number) : name(field), value(number) {}
  LogField(std::string_view field, const Uuid& uuid) : name(field), value(uuid) {}
  template <class Tag>
  LogField(std::string_view field, const Id<Tag>& id) : name(field), value(id.uuid) {}
};

using LogFields = std::initializer_list<LogField>;

struct LogSettings {
  LogLevel level = LogLevel::Info;
  std::string path;     // empty: standard error
  std::string service;  // "api", "worker"
};

// Once, before the first thread; lines before it go to standard error.
void start_log(const LogSettings& settings);
// Writes out what is buffered.
void flush_log();
[[nodiscard]] bool log_enabled(LogLevel level);

void log(LogLevel level, std::string_view event, std::span<const LogField> fields);
inline void log(LogLevel level, std::string_view event, LogFields fields) {
  log(level, event, std::span<const LogField>(fields.begin(), fields.size()));
}
inline void log_debug(std::string_view event, LogFields fields = {}) { log(LogLevel::Debug, event, fields); }
inline void log_info(std::string_view event, LogFields fields = {}) { log(LogLevel::Info, event, fields); }
inline void log_warn(std::string_view event, LogFields fields = {}) { log(LogLevel::Warn, event, fields); }
inline void log_error(std::string_view event, LogFields fields = {}) { log(LogLevel::Error, event, fields); }
// The error's problem, kind and cause; never its detail, which may speak of figures.
void log_failure(LogLevel level, std::string_view event, const Error& error, LogFields fields = {});

// Collects the lines of this process while it lives, instead of writing them. For tests.
class LogCapture {
 public:
  LogCapture();
  ~LogCapture();
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;
  [[nodiscard]] std::string text() const;

 private:
  int level_before_;
};

}  // namespace coffer::platform
