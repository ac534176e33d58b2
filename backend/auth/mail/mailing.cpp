#include "auth/mail/mailing.hpp"

#include "platform/mail/mail_queue.hpp"

namespace coffer::auth {

platform::Task<> Mailing::send(platform::UnitOfWork& unit, platform::MailAddress to, Letter letter) const {
  auto message = write_letter(std::move(to), letter);
  COFFER_CO_CHECK(co_await platform::enqueue_mail(unit, key_, std::move(message)));
  co_return Result<>{};
}

std::string Mailing::link(std::string_view path, std::string_view token) const {
  return link(path).append("#").append(token);
}

}  // namespace coffer::auth
