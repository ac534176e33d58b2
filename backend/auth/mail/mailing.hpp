// Writes to people: puts a letter into the unit of work, so that it goes out exactly when the unit commits.
#pragma once

#include <string>

#include "auth/mail/letter.hpp"
#include "platform/crypto/master_key.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::auth {

class Mailing {
 public:
  // `public_origin` is what browsers see, "https://coffer.example": links begin with it.
  Mailing(const platform::MasterKey& key, std::string public_origin)
      : key_(key), public_origin_(std::move(public_origin)) {}

  platform::Task<> send(platform::UnitOfWork& unit, platform::MailAddress to, Letter letter) const;
  // https://coffer.example/reset-password#TOKEN: what follows # is never sent to a server, so no log has it.
  [[nodiscard]] std::string link(std::string_view path, std::string_view token) const;
  [[nodiscard]] std::string link(std::string_view path) const { return public_origin_ + std::string(path); }

 private:
  const platform::MasterKey& key_;
  std::string public_origin_;
};

}  // namespace coffer::auth
