#include "auth/devices/device_store.hpp"

#include <span>

#include "auth/devices/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;

namespace {

constexpr std::int64_t devices_kept = 50;

std::span<const std::uint8_t> bytes_of(const platform::Digest& digest) { return digest; }

}  // namespace

Task<NotedDevice> DeviceStore::note(platform::UnitOfWork& unit, Uuid id, platform::Digest token_hash,
                                    std::string user_agent) {
  const UserId user = unit.caller().user;
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::note_device, id, user, bytes_of(token_hash), user_agent)));
  NotedDevice noted{rows.front().uuid(0), rows.front().boolean(1)};
  if (!noted.seen_before) {
    COFFER_CO_CHECK(co_await unit.run(statement(sql::forget_old_devices, user, devices_kept)));
  }
  co_return noted;
}

Task<bool> DeviceStore::is_known(std::string email, platform::Digest token_hash) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::is_known_device, email, bytes_of(token_hash))));
  co_return rows.front().boolean(0);
}

}  // namespace coffer::auth
