#include "auth/passkeys/passkey_store.hpp"

#include <cassert>
#include <span>

#include "auth/passkeys/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Bytes;
using platform::Digest;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::span<const std::uint8_t> bytes_of(const Digest& digest) { return digest; }

Bytes read_bytes(const platform::Row& row, int column) {
  const auto bytes = row.bytea(column);
  return {bytes.begin(), bytes.end()};
}

std::vector<Passkey> read_passkeys(const platform::Rows& rows) {
  std::vector<Passkey> passkeys;
  for (const auto row : rows) {
    Passkey passkey;
    passkey.id = row.id<PasskeyId>(0);
    passkey.credential_id = read_bytes(row, 1);
    passkey.name = row.text(2);
    passkey.aaguid = row.uuid(3);
    passkey.backup_eligible = row.boolean(4);
    passkey.backed_up = row.boolean(5);
    passkey.transports = row.text_array(6);
    passkey.created_at = row.timestamp(7);
    passkey.last_used_at = row.optional_timestamp(8);
    passkeys.push_back(std::move(passkey));
  }
  return passkeys;
}

Task<bool> changes(UnitOfWork& unit, platform::Statement statement) {
  COFFER_CO_TRY(rows, co_await unit.run(std::move(statement)));
  co_return rows.affected() > 0;
}

}  // namespace

std::string_view passkey_purpose_name(PasskeyPurpose purpose) {
  switch (purpose) {
    case PasskeyPurpose::Register: return "register";
    case PasskeyPurpose::SignIn: return "sign_in";
    case PasskeyPurpose::SecondFactor: return "second_factor";
    case PasskeyPurpose::StepUp: return "step_up";
  }
  return "register";
}

Task<std::vector<Passkey>> PasskeyStore::list(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_passkeys, caller.user)));
  co_return read_passkeys(rows);
}

Task<std::vector<Passkey>> PasskeyStore::list(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_passkeys, unit.caller().user)));
  co_return read_passkeys(rows);
}

Task<std::optional<PasskeyRow>> PasskeyStore::find(UnitOfWork& unit, const Bytes& credential_id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_passkey, unit.caller().user, credential_id)));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  PasskeyRow found;
  found.id = row.id<PasskeyId>(0);
  found.credential.public_key = read_bytes(row, 1);
  found.credential.sign_count = static_cast<std::uint32_t>(row.int64(2));
  found.credential.backup_eligible = row.boolean(3);
  co_return found;
}

Task<bool> PasskeyStore::insert(UnitOfWork& unit, PasskeyId id, const AuthenticatorData& data,
                                const NewPasskey& passkey) {
  assert(data.credential);
  return changes(unit, statement(sql::insert_passkey, id, unit.caller().user, data.credential->id,
                                 data.credential->public_key, std::int64_t{data.sign_count}, data.backup_eligible,
                                 data.backed_up, data.credential->aaguid, passkey.transports, passkey.name));
}

Task<bool> PasskeyStore::use(UnitOfWork& unit, PasskeyId id, const AuthenticatorData& data) {
  return changes(unit,
                 statement(sql::use_passkey, unit.caller().user, id, std::int64_t{data.sign_count}, data.backed_up));
}

Task<bool> PasskeyStore::rename(UnitOfWork& unit, PasskeyId id, std::string name) {
  return changes(unit, statement(sql::rename_passkey, unit.caller().user, id, name));
}

Task<bool> PasskeyStore::remove(UnitOfWork& unit, PasskeyId id) {
  return changes(unit, statement(sql::delete_passkey, unit.caller().user, id));
}

Task<std::optional<UserId>> PasskeyStore::find_owner(const Bytes& credential_id) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_passkey_owner, credential_id)));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().id<UserId>(0);
}

Task<> PasskeyStore::add_challenge(const Caller& caller, Digest hash, PasskeyPurpose purpose,
                                   std::optional<UserId> user) {
  const auto add = [&](UnitOfWork& unit) {
    return unit.run(statement(sql::add_passkey_challenge, bytes_of(hash), passkey_purpose_name(purpose), user,
                              passkey_challenge_seconds));
  };
  COFFER_CO_CHECK(co_await database_.write(caller, add));
  co_return Result<>{};
}

Task<bool> PasskeyStore::take_challenge(const Caller& caller, Digest hash, PasskeyPurpose purpose,
                                        std::optional<UserId> user) {
  const auto take = [&](UnitOfWork& unit) {
    return unit.run(statement(sql::take_passkey_challenge, bytes_of(hash), passkey_purpose_name(purpose), user));
  };
  COFFER_CO_TRY(rows, co_await database_.write(caller, take));
  co_return rows.front().boolean(0);
}

}  // namespace coffer::auth
