#include "auth/mail/mail_token_store.hpp"

#include <array>
#include <span>

#include "auth/mail/mail_problems.hpp"
#include "auth/mail/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t longest_token = 64;
constexpr std::int64_t window_seconds = 3'600;
constexpr std::int64_t per_address = 5;
constexpr std::int64_t per_person = 10;
constexpr std::int64_t per_network = 30;

constexpr std::array<std::string_view, 4> purpose_names{"verify_email", "reset_password", "confirm_old_email",
                                                        "confirm_new_email"};

std::string_view name_of(MailPurpose purpose) { return purpose_names[static_cast<std::size_t>(purpose)]; }

MailPurpose parse_purpose(std::string_view name) {
  std::size_t index = 0;
  while (index + 1 < purpose_names.size() && purpose_names[index] != name) ++index;
  return static_cast<MailPurpose>(index);
}

std::vector<std::string_view> names_of(const std::vector<MailPurpose>& purposes) {
  std::vector<std::string_view> names;
  for (const auto purpose : purposes) names.push_back(name_of(purpose));
  return names;
}

std::span<const std::uint8_t> bytes_of(const platform::Digest& digest) { return digest; }

}  // namespace

std::vector<MailLimit> mail_limits(const Caller& caller, const std::string& email) {
  std::vector<MailLimit> limits;
  if (!caller.network_address.empty()) limits.push_back({"network:" + caller.network_address, per_network});
  if (!caller.user.is_nil()) limits.push_back({"person:" + caller.user.text(), per_person});
  limits.push_back({"address:" + email, per_address});
  return limits;
}

Task<std::string> MailTokenStore::make(UnitOfWork& unit, NewMailToken token) {
  auto text = unit.random().token();
  const auto hash = platform::sha256(text);
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::insert_mail_token, unit.random().uuid(), unit.caller().user,
                                  name_of(token.purpose), bytes_of(hash), token.email, token.good_seconds)));
  co_return text;
}

Task<std::optional<UserId>> MailTokenStore::find(const std::string& token, std::vector<MailPurpose> purposes) {
  if (token.size() > longest_token) co_return std::nullopt;
  const Caller nobody;
  const auto hash = platform::sha256(token);
  auto query = statement(sql::find_mail_token, bytes_of(hash), names_of(purposes));
  COFFER_CO_TRY(rows, co_await database_.read(nobody, std::move(query)));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().id<UserId>(0);
}

Task<std::optional<UsedMailToken>> MailTokenStore::use(UnitOfWork& unit, const std::string& token,
                                                       std::vector<MailPurpose> purposes) {
  const auto hash = platform::sha256(token);
  auto change = statement(sql::use_mail_token, bytes_of(hash), unit.caller().user, names_of(purposes));
  COFFER_CO_TRY(rows, co_await unit.run(std::move(change)));
  if (rows.empty()) co_return std::nullopt;
  co_return UsedMailToken{parse_purpose(rows.front().view(0)), rows.front().text(1)};
}

Task<> MailTokenStore::make_void(UnitOfWork& unit, std::vector<MailPurpose> purposes) {
  auto change = statement(sql::void_mail_tokens, unit.caller().user, names_of(purposes));
  COFFER_CO_CHECK(co_await unit.run(std::move(change)));
  co_return Result<>{};
}

Task<> MailTokenStore::count_mail(UnitOfWork& unit, std::vector<MailLimit> limits) {
  std::vector<std::string> keys;
  std::vector<std::int64_t> most;
  for (auto& limit : limits) {
    keys.push_back(std::move(limit.key));
    most.push_back(limit.most);
  }
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_mail, keys, most, window_seconds)));
  const auto wait_seconds = rows.front().int32(0);
  if (wait_seconds == 0) co_return Result<>{};
  const auto minutes = std::to_string((wait_seconds + 59) / 60);
  co_return fail(
      ErrorKind::RateLimited, problems::too_many_mails,
      "Too many mails were asked for. Try again in " + minutes + (minutes == "1" ? " minute." : " minutes."));
}

Task<std::int64_t> MailTokenStore::forget_expired(UnitOfWork& unit, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_expired_mail, most)));
  co_return rows.front().int64(0);
}

}  // namespace coffer::auth
