#include "testkit/smtp_server.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "testkit/repository.hpp"

namespace coffer::testkit {
namespace {

std::vector<std::string> arguments_for(const std::filesystem::path& folder, SmtpEncryption encryption,
                                       SmtpLogin login) {
  std::vector<std::string> arguments{"/usr/bin/python3", (repository() / "backend/testkit/smtp_server.py").string(),
                                     folder.string(), "--security"};
  arguments.emplace_back(encryption == SmtpEncryption::None       ? "none"
                         : encryption == SmtpEncryption::StartTls ? "starttls"
                                                                  : "tls");
  if (login != SmtpLogin::None) {
    arguments.emplace_back("--auth");
    arguments.emplace_back(login == SmtpLogin::Plain ? "plain" : "login");
  }
  return arguments;
}

}  // namespace

SmtpServer::SmtpServer(SmtpEncryption encryption, SmtpLogin login) {
  std::string pattern = (std::filesystem::temp_directory_path() / "coffer-smtp-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the SMTP server");
  folder_ = pattern;
  auto arguments = arguments_for(folder_, encryption, login);
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int input[2];
  int output[2];
  if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(input[0], STDIN_FILENO);
    ::dup2(output[1], STDOUT_FILENO);
    ::execvp(argv[0], argv.data());
    ::_exit(127);
  }
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  std::string line;
  for (char c = 0; ::read(output[0], &c, 1) == 1 && c != '\n';) line += c;
  ::close(output[0]);
  if (line.empty()) throw std::runtime_error("the SMTP server did not start: is python3-aiosmtpd installed?");
  port_ = static_cast<std::uint16_t>(std::stoi(line));
}

SmtpServer::~SmtpServer() {
  ::close(input_);
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> SmtpServer::mails() const {
  std::vector<std::string> mails;
  std::ifstream file(folder_ / "mails");
  for (std::string line; std::getline(file, line);) mails.push_back(line);
  return mails;
}

}  // namespace coffer::testkit
