// The settings of the binary, read once and constant from then on.
//
// One table (config/table.cpp) declares each: key, kind, limits, default, sentence, secret or not.
// `server.port` is COFFER_SERVER_PORT in the environment and port under [server] in the TOML file;
// the environment wins. No other file reads the environment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/config/setting.hpp"

namespace coffer::platform {

struct Config {
  struct {
    std::string address;
    std::int64_t port = 0;
    std::int64_t metrics_port = 0;
    std::int64_t threads = 0;  // 0: one per core
    std::string public_origin;
    std::int64_t connections = 0;
    std::int64_t connections_per_address = 0;
    std::string trusted_proxies;
    std::string allowed_origins;
    std::int64_t header_bytes = 0;
    std::int64_t header_timeout_ms = 0;
    std::int64_t body_timeout_ms = 0;
    std::int64_t idle_timeout_ms = 0;
    std::int64_t write_timeout_ms = 0;
    std::int64_t request_timeout_ms = 0;
    std::int64_t shutdown_timeout_ms = 0;
    std::int64_t buffered_body_bytes = 0;
    std::int64_t in_flight = 0;
    std::int64_t queue_delay_ms = 0;
    std::int64_t requests_per_minute = 0;
    std::int64_t sign_ins_per_minute = 0;
  } server;
  struct {
    std::string api_url;
    std::string worker_url;
    std::string owner_url;
    std::int64_t shared_connections = 0;
    std::int64_t exclusive_connections = 0;
    std::int64_t connect_timeout_ms = 0;
    std::int64_t statement_timeout_ms = 0;
    std::int64_t wait_timeout_ms = 0;
  } database;
  struct {
    std::string url;  // empty: no Redis
  } redis;
  struct {
    std::string folder;
    std::string master_key_file;
    std::int64_t object_bytes = 0;
  } objects;
  struct {
    std::string pepper;
    std::string former_peppers;
    std::int64_t memory_kib = 0;
    std::int64_t passes = 0;
    std::int64_t threads = 0;
    std::int64_t queue = 0;
  } password;
  struct {
    std::int64_t idle_hours = 0;
    std::int64_t lifetime_hours = 0;
    std::int64_t history_days = 0;
  } session;
  struct {
    std::int64_t threads = 0;
    std::int64_t queue = 0;
  } compute;
  struct {
    std::int64_t concurrency = 0;
    std::int64_t poll_ms = 0;
    std::int64_t lease_seconds = 0;
    std::int64_t attempts = 0;
  } worker;
  struct {
    std::int64_t file_bytes = 0;
    std::int64_t rows = 0;
  } imports;
  struct {
    std::string smtp_host;  // empty: mails lie in the outbox folder
    std::int64_t smtp_port = 0;
    std::string smtp_security;
    std::string smtp_username;
    std::string smtp_password;
    std::string smtp_ca_file;
    std::int64_t smtp_timeout_ms = 0;
    std::string sender;
    std::string sender_name;
    std::string outbox;
  } mail;
  struct {
    std::string level;
    std::string path;
  } log;
};

// The names and values of the process environment that begin with COFFER_.
[[nodiscard]] std::map<std::string, std::string> read_environment();

struct ConfigSources {
  std::map<std::string, std::string> environment;
  std::optional<std::filesystem::path> file;  // else COFFER_CONFIG_FILE, else none
};

// Invalid with every fault at once; each pointer is the place: "COFFER_SERVER_PORT" or
// "coffer.toml:12 server.port". Names that no setting has are faults.
[[nodiscard]] Result<Config> load_config(const ConfigSources& sources);

[[nodiscard]] const std::vector<Setting<Config>>& config_table();

// One line per setting: key, effective value ("***" for a secret that is set), and its sentence.
[[nodiscard]] std::string print_config(const Config& config);
// The text of .env.example.
[[nodiscard]] std::string print_env_example();

namespace problems {
inline constexpr std::string_view invalid_config = "config/invalid";
}  // namespace problems

}  // namespace coffer::platform
