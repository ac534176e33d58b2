#include "platform/config/config.hpp"

namespace coffer::platform {
namespace {

#define COFFER_MEMBER(type, path) [](Config& config) -> type& { return config.path; }
#define COFFER_TEXT(path, sentence, ...) \
  Setting<Config> { #path, sentence, TextSetting{__VA_ARGS__}, COFFER_MEMBER(std::string, path), nullptr }
#define COFFER_INTEGER(path, sentence, ...) \
  Setting<Config> { #path, sentence, IntegerSetting{__VA_ARGS__}, nullptr, COFFER_MEMBER(std::int64_t, path) }

constexpr std::int64_t mebibyte = 1 << 20;

std::vector<Setting<Config>> make_table() {
  return {
      COFFER_TEXT(server.address, "Address that the API listens on.", .initial = "127.0.0.1", .max_bytes = 64),
      COFFER_INTEGER(server.port, "Port that the API listens on.", .initial = 8081, .min = 0, .max = 65535),
      COFFER_INTEGER(server.metrics_port, "Port of /metrics on loopback.", .initial = 9464, .min = 0, .max = 65535),
      COFFER_INTEGER(server.threads, "I/O threads; 0 is one per core.", .initial = 0, .min = 0, .max = 256),
      COFFER_TEXT(server.public_origin, "What browsers see. Cookies are Secure when it begins with https.",
                  .initial = "http://localhost:8080", .max_bytes = 256),
      COFFER_TEXT(server.trusted_proxies, "Addresses whose X-Forwarded-For is believed, separated by commas.",
                  .initial = "127.0.0.1,::1"),
      COFFER_TEXT(server.allowed_origins,
                  "Other origins whose pages may call the API with tokens, separated by commas.", .initial = ""),
      COFFER_INTEGER(server.connections, "Most open connections.", .initial = 10'000, .min = 1, .max = 1'000'000),
      COFFER_INTEGER(server.connections_per_address, "Most open connections of one address, trusted proxies apart.",
                     .initial = 256, .min = 1, .max = 1'000'000),
      COFFER_INTEGER(server.header_bytes, "Largest request head.", .initial = 16'384, .min = 1'024, .max = 262'144),
      COFFER_INTEGER(server.header_timeout_ms, "Time for a request head to arrive.", .initial = 10'000, .min = 100,
                     .max = 600'000),
      COFFER_INTEGER(server.body_timeout_ms, "Time for a request body to arrive.", .initial = 60'000, .min = 100,
                     .max = 3'600'000),
      COFFER_INTEGER(server.idle_timeout_ms, "Time that a connection may rest between requests.", .initial = 75'000,
                     .min = 100, .max = 3'600'000),
      COFFER_INTEGER(server.write_timeout_ms, "Time for a response to be taken.", .initial = 60'000, .min = 100,
                     .max = 3'600'000),
      COFFER_INTEGER(server.request_timeout_ms, "Deadline of a request's work.", .initial = 30'000, .min = 100,
                     .max = 600'000),
      COFFER_INTEGER(server.shutdown_timeout_ms, "Time for requests in flight to finish when the server stops.",
                     .initial = 20'000, .min = 0, .max = 600'000),
      COFFER_INTEGER(server.buffered_body_bytes, "Memory for request bodies, all together.", .initial = 512 * mebibyte,
                     .min = mebibyte, .max = 1'048'576 * mebibyte),
      COFFER_INTEGER(server.in_flight, "Requests in flight beyond which more are refused.", .initial = 2'000, .min = 1,
                     .max = 1'000'000),
      COFFER_INTEGER(server.queue_delay_ms, "Lag of an I/O thread beyond which requests are refused.", .initial = 500,
                     .min = 10, .max = 60'000),
      COFFER_INTEGER(server.requests_per_minute, "Requests of one person, or of one address without a session.",
                     .initial = 1'200, .min = 1, .max = 10'000'000),
      COFFER_INTEGER(server.sign_ins_per_minute, "Sign-ins and sign-ups of one address.", .initial = 20, .min = 1,
                     .max = 10'000'000),

      COFFER_TEXT(database.api_url, "Connection of the API's role, a libpq string.", .initial = "",
                  .secrecy = Secrecy::Secret),
      COFFER_TEXT(database.worker_url, "Connection of the worker's role.", .initial = "", .secrecy = Secrecy::Secret),
      COFFER_TEXT(database.owner_url, "Connection of the owner's role, for migrations alone.", .initial = "",
                  .secrecy = Secrecy::Secret),
      COFFER_INTEGER(database.shared_connections, "Pipelined connections for reads, per I/O thread.", .initial = 2,
                     .min = 1, .max = 16),
      COFFER_INTEGER(database.exclusive_connections, "Connections for transactions, per I/O thread.", .initial = 8,
                     .min = 1, .max = 256),
      COFFER_INTEGER(database.connect_timeout_ms, "Time for a connection to be made.", .initial = 5'000, .min = 100,
                     .max = 60'000),
      COFFER_INTEGER(database.statement_timeout_ms, "Time for one statement.", .initial = 30'000, .min = 100,
                     .max = 3'600'000),
      COFFER_INTEGER(database.wait_timeout_ms, "Time to wait for a free connection.", .initial = 5'000, .min = 10,
                     .max = 60'000),

      COFFER_TEXT(redis.url, "Redis, redis://host:port/0 or a socket's path; empty for none.", .initial = "",
                  .secrecy = Secrecy::Secret),

      COFFER_TEXT(objects.folder, "Folder of the object store.", .initial = "objects"),
      COFFER_TEXT(objects.master_key_file, "File with the key that opens the objects' keys.", .initial = "objects.key"),
      COFFER_INTEGER(objects.object_bytes, "Largest object.", .initial = 1'024 * mebibyte, .min = mebibyte,
                     .max = 1'048'576 * mebibyte),

      COFFER_TEXT(password.pepper, "Mixed into each password; losing it loses all of them.", .initial = "",
                  .max_bytes = 256, .secrecy = Secrecy::Secret),
      COFFER_TEXT(password.former_peppers,
                  "Peppers of earlier hashes, newest first, separated by commas; `none` for hashes made without one.",
                  .initial = "", .secrecy = Secrecy::Secret),
      COFFER_INTEGER(password.memory_kib, "Memory of one Argon2id hash.", .initial = 19'456, .min = 19'456,
                     .max = 1'048'576),
      COFFER_INTEGER(password.passes, "Passes of Argon2id.", .initial = 2, .min = 2, .max = 64),
      COFFER_INTEGER(password.threads, "Threads that hash passwords.", .initial = 2, .min = 1, .max = 64),
      COFFER_INTEGER(password.queue, "Passwords that may wait; more are refused.", .initial = 32, .min = 1,
                     .max = 10'000),

      COFFER_INTEGER(session.idle_hours, "A session ends after this long without a request.", .initial = 168, .min = 1,
                     .max = 8'760),
      COFFER_INTEGER(session.lifetime_hours, "A session ends after this long in any case.", .initial = 720, .min = 1,
                     .max = 8'760),
      COFFER_INTEGER(session.history_days, "Attempts to sign in are kept for this long.", .initial = 365, .min = 30,
                     .max = 3'650),

      COFFER_INTEGER(compute.threads, "Threads for valuations; 0 is one per core.", .initial = 0, .min = 0, .max = 256),
      COFFER_INTEGER(compute.queue, "Valuations that may wait; more are refused.", .initial = 256, .min = 1,
                     .max = 100'000),

      COFFER_INTEGER(worker.concurrency, "Jobs that one worker runs at a time.", .initial = 4, .min = 1, .max = 256),
      COFFER_INTEGER(worker.poll_ms, "Longest time between looks at the queue.", .initial = 1'000, .min = 10,
                     .max = 60'000),
      COFFER_INTEGER(worker.lease_seconds, "A job without a sign of life for this long is taken over.", .initial = 60,
                     .min = 5, .max = 3'600),
      COFFER_INTEGER(worker.attempts, "Attempts before a job is given up.", .initial = 5, .min = 1, .max = 100),

      COFFER_INTEGER(imports.file_bytes, "Largest file of an import.", .initial = 64 * mebibyte, .min = 1'024,
                     .max = 1'024 * mebibyte),
      COFFER_INTEGER(imports.rows, "Most rows of an import.", .initial = 1'000'000, .min = 1, .max = 100'000'000),

      COFFER_TEXT(mail.smtp_host, "Mail server; empty for none: mails then lie in mail.outbox.", .initial = "",
                  .max_bytes = 253),
      COFFER_INTEGER(mail.smtp_port, "Port of the mail server.", .initial = 587, .min = 1, .max = 65535),
      COFFER_TEXT(mail.smtp_security, "How the way to the mail server is encrypted; none for loopback alone.",
                  .initial = "starttls", .words = {"starttls", "tls", "none"}),
      COFFER_TEXT(mail.smtp_username, "Login at the mail server; empty for none.", .initial = "", .max_bytes = 256),
      COFFER_TEXT(mail.smtp_password, "Password at the mail server.", .initial = "", .max_bytes = 1024,
                  .secrecy = Secrecy::Secret),
      COFFER_TEXT(mail.smtp_ca_file, "Authorities that the mail server's certificate may have; empty for the system's.",
                  .initial = ""),
      COFFER_INTEGER(mail.smtp_timeout_ms, "Time for one mail to be taken.", .initial = 30'000, .min = 100,
                     .max = 600'000),
      COFFER_TEXT(mail.sender, "Address that mails come from.", .initial = "coffer@localhost", .max_bytes = 254),
      COFFER_TEXT(mail.sender_name, "Name that mails come from.", .initial = "Coffer", .max_bytes = 100),
      COFFER_TEXT(mail.outbox, "Folder of mails where there is no mail server.", .initial = "outbox"),

      COFFER_TEXT(log.level, "Least level that is written.", .initial = "info",
                  .words = {"debug", "info", "warn", "error", "off"}),
      COFFER_TEXT(log.path, "File that log lines are appended to; empty for standard error.", .initial = ""),
  };
}

#undef COFFER_INTEGER
#undef COFFER_TEXT
#undef COFFER_MEMBER

}  // namespace

const std::vector<Setting<Config>>& config_table() {
  static const auto table = make_table();
  return table;
}

}  // namespace coffer::platform
