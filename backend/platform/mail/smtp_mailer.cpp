#include <curl/curl.h>

#include <atomic>
#include <cstring>
#include <mutex>

#include "platform/async/compute_pool.hpp"
#include "platform/mail/mailer.hpp"
#include "platform/mail/mime.hpp"

namespace coffer::platform {
namespace {

struct EasyDelete {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDelete>;
using List = std::unique_ptr<curl_slist, EasyDelete>;

// What a transfer reads from, and whether it got that far.
struct Transfer {
  const std::string& mime;
  const std::atomic<bool>& stopping;
  std::size_t sent = 0;
};

std::size_t read_mime(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto length = std::min(size * count, transfer.mime.size() - transfer.sent);
  std::memcpy(buffer, transfer.mime.data() + transfer.sent, length);
  transfer.sent += length;
  return length;
}

int stop_when_asked(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(user)->stopping ? 1 : 0;
}

Error unavailable(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::mail_server_unavailable;
  error.detail = "The mail server could not be reached or does not take mail now.";
  error.cause = std::move(cause);
  return error;
}

// 530, 534, 535 and 538 refuse us, not the mail: that is mended in the settings.
bool refuses_login(long reply) { return reply == 530 || reply == 534 || reply == 535 || reply == 538; }

// curl's own sentence and the reply's number; never its text, which may repeat the address.
Error error_of(CURLcode code, long reply, const Transfer& transfer) {
  auto cause = std::string(curl_easy_strerror(code)) + ", reply " + std::to_string(reply);
  if (code == CURLE_OPERATION_TIMEDOUT) {
    auto error = unavailable(std::move(cause));
    error.kind = ErrorKind::Timeout;
    return error;
  }
  const bool of_the_mail = code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && transfer.sent > 0);
  if (!of_the_mail || reply < 500 || reply > 599 || refuses_login(reply)) return unavailable(std::move(cause));
  Error error;
  error.kind = ErrorKind::Invalid;
  error.problem = problems::mail_refused;
  error.detail = "The mail server refused the mail for good (" + std::to_string(reply) + ").";
  error.cause = std::move(cause);
  return error;
}

std::string url_of(const SmtpSettings& settings) {
  std::string url = settings.security == SmtpSecurity::Tls ? "smtps://" : "smtp://";
  const bool ipv6 = settings.host.find(':') != std::string::npos;
  url.append(ipv6 ? "[" + settings.host + "]" : settings.host).append(":").append(std::to_string(settings.port));
  // What we call ourselves in EHLO: the sender's domain.
  return url.append("/").append(settings.sender.email.substr(settings.sender.email.find('@') + 1));
}

void set_connection(CURL* curl, const SmtpSettings& settings) {
  curl_easy_setopt(curl, CURLOPT_URL, url_of(settings).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  const bool encrypted = settings.security != SmtpSecurity::Plaintext;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!settings.ca_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  if (!settings.username.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.username.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings.password.c_str());
  }
}

Result<> transfer_mail(const SmtpSettings& settings, const std::string& recipient, const std::string& mime,
                       const std::atomic<bool>& stopping) {
  const Easy curl(curl_easy_init());
  const auto to = "<" + recipient + ">";
  const auto from = "<" + settings.sender.email + ">";
  const List recipients(curl_slist_append(nullptr, to.c_str()));
  if (!curl || !recipients) throw std::bad_alloc();
  Transfer transfer{mime, stopping};
  set_connection(curl.get(), settings);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mime.size()));
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_mime);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, stop_when_asked);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  const auto code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {};
  long reply = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  return fail(error_of(code, reply, transfer));
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(SmtpSettings settings, const Clock& clock)
      : settings_(std::make_shared<const SmtpSettings>(std::move(settings))),
        clock_(clock),
        threads_({.threads = settings_->threads, .queue = settings_->queue}) {}
  // A transfer under way is cut off: its job is tried again.
  ~SmtpMailer() override { *stopping_ = true; }
  SmtpMailer(const SmtpMailer&) = delete;
  SmtpMailer& operator=(const SmtpMailer&) = delete;

  [[nodiscard]] Task<> send(MailMessage message) override {
    COFFER_CO_TRY(mime, compose_mime(message, settings_->sender, clock_.now()));
    auto work = [settings = settings_, stopping = stopping_, to = message.to.email, mime = std::move(mime)] {
      return transfer_mail(*settings, to, mime, *stopping);
    };
    auto task = threads_.run(std::move(work));
    co_return co_await task;
  }

 private:
  std::shared_ptr<const SmtpSettings> settings_;
  std::shared_ptr<std::atomic<bool>> stopping_ = std::make_shared<std::atomic<bool>>(false);
  const Clock& clock_;
  ComputePool threads_;
};

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

Result<std::unique_ptr<Mailer>> open_smtp(SmtpSettings settings, const Clock& clock) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  if (!is_mail_address(settings.sender.email)) {
    return fail(ErrorKind::Invalid, problems::mail_misconfigured, "Give the sender of mails an address (mail.sender).");
  }
  if (settings.security == SmtpSecurity::Plaintext && !is_loopback(settings.host)) {
    return fail(ErrorKind::Invalid, problems::mail_misconfigured,
                "Mail is sent without encryption to this machine alone: set mail.smtp_security to starttls or tls.");
  }
  return std::make_unique<SmtpMailer>(std::move(settings), clock);
}

}  // namespace coffer::platform
