#include "auth/devices/device_service.hpp"

#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = 43;
constexpr std::size_t user_agent_bytes = 256;

// Cut to less than the column holds, at a code point.
std::string cut(std::string text) {
  if (text.size() <= user_agent_bytes) return text;
  std::size_t length = user_agent_bytes;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  text.resize(length);
  return text;
}

}  // namespace

Task<SightedDevice> DeviceService::note_sign_in(UnitOfWork& unit, std::optional<std::string> token,
                                                std::string user_agent) {
  SightedDevice sighted;
  sighted.token = token && token->size() == token_length ? std::move(*token) : random_.token(token_bytes);
  COFFER_CO_TRY(
      noted, co_await store_.note(unit, random_.uuid(), platform::sha256(sighted.token), cut(std::move(user_agent))));
  if (noted.seen_before) {
    sighted.familiarity = Familiarity::Known;
    co_return sighted;
  }
  platform::AuditEntry entry;
  entry.action = "auth.device.add";
  entry.object_kind = "device";
  entry.object = noted.id;
  unit.audit(std::move(entry));
  co_return sighted;
}

Task<bool> DeviceService::is_known(std::string email, std::string token) {
  if (token.size() != token_length) co_return false;
  co_return co_await store_.is_known(std::move(email), platform::sha256(token));
}

}  // namespace coffer::auth
