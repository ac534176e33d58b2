#include "platform/log/log.hpp"

#include <spdlog/spdlog.h>

#include <array>

#include "platform/clock/clock.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/buffered_sink.hpp"

namespace coffer::platform {
namespace {

constexpr std::array<std::string_view, 5> level_words{"debug", "info", "warn", "error", "off"};
constexpr std::array<std::string_view, 12> kind_words{"invalid",     "unauthenticated", "forbidden",    "not_found",
                                                      "conflict",    "stale",           "rate_limited", "too_large",
                                                      "unsupported", "unavailable",     "timeout",      "bug"};

[[nodiscard]] spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Warn: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
    case LogLevel::Off: break;
  }
  return spdlog::level::off;
}

struct Output {
  explicit Output(const LogSettings& settings)
      : sink(std::make_shared<BufferedSink>(settings.path)),
        logger(std::make_shared<spdlog::logger>("coffer", sink)),
        service(settings.service) {
    logger->set_level(spdlog_level(settings.level));
    logger->flush_on(spdlog::level::warn);
  }
  std::shared_ptr<BufferedSink> sink;
  std::shared_ptr<spdlog::logger> logger;
  std::string service;
};

Output& output() {
  static Output instance{LogSettings{}};
  return instance;
}

void append_value(JsonWriter& line, const LogField::Value& value) {
  std::visit(
      [&]<class T>(const T& content) {
        if constexpr (std::same_as<T, double>) {
          line.value(Ratio{content});
        } else {
          line.value(content);
        }
      },
      value);
}

}  // namespace

std::optional<LogLevel> parse_log_level(std::string_view word) {
  for (std::size_t i = 0; i < level_words.size(); ++i) {
    if (level_words[i] == word) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

void start_log(const LogSettings& settings) { output() = Output(settings); }

void flush_log() { output().logger->flush(); }
bool log_enabled(LogLevel level) { return output().logger->should_log(spdlog_level(level)); }

void log(LogLevel level, std::string_view event, std::span<const LogField> fields) {
  if (!log_enabled(level)) return;
  JsonWriter line(384);
  line.begin_object();
  line.field("time", SystemClock().now());
  line.field("level", level_words[static_cast<std::size_t>(level)]);
  line.field("event", event);
  if (!output().service.empty()) line.field("service", output().service);
  for (const auto& field : fields) {
    line.key(field.name);
    append_value(line, field.value);
  }
  line.end_object();
  output().logger->log(spdlog_level(level), spdlog::string_view_t(line.take()));
}

void log_failure(LogLevel level, std::string_view event, const Error& error, LogFields fields) {
  std::vector<LogField> all(fields);
  all.emplace_back("kind", kind_words[static_cast<std::size_t>(error.kind)]);
  all.emplace_back("problem", error.problem);
  if (!error.cause.empty()) all.emplace_back("cause", error.cause);
  log(level, event, std::span<const LogField>(all));
}

LogCapture::LogCapture() : level_before_(output().logger->level()) {
  output().sink->start_capture();
  output().logger->set_level(spdlog::level::debug);
}
LogCapture::~LogCapture() {
  output().logger->set_level(static_cast<spdlog::level::level_enum>(level_before_));
  output().sink->end_capture();
}
std::string LogCapture::text() const { return output().sink->captured(); }

}  // namespace coffer::platform
