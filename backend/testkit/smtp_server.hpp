// A real SMTP server (Debian's aiosmtpd) for tests. See smtp_server.py for the recipients that it refuses.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace coffer::testkit {

enum class SmtpEncryption : std::uint8_t { None, StartTls, Tls };
enum class SmtpLogin : std::uint8_t { None, Plain, Login };  // "coffer", "pass wörd"

class SmtpServer {
 public:
  // Listens when made; throws when it cannot be started.
  explicit SmtpServer(SmtpEncryption encryption = SmtpEncryption::None, SmtpLogin login = SmtpLogin::None);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  // On "localhost", for which its certificate is, and 127.0.0.1, for which it is not.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string ca_file() const { return (folder_ / "ca.pem").string(); }
  // What was taken so far, a JSON object each: from, to, subject, text, html, raw (base64), encrypted, user...
  [[nodiscard]] std::vector<std::string> mails() const;

 private:
  std::filesystem::path folder_;
  pid_t process_ = -1;
  int input_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace coffer::testkit
