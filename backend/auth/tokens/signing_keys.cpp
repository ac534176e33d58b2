#include "auth/tokens/signing_keys.hpp"

#include <algorithm>

#include "platform/crypto/envelope.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

// Between two looks for a key that nobody has published: a stranger's token costs no more than that.
constexpr std::int64_t reread_after_micros = 250'000;
constexpr std::size_t id_bytes = 16;

Timestamp later(Timestamp instant, std::chrono::microseconds duration) { return {instant.micros + duration.count()}; }

std::string identity_of(std::string_view key) { return "auth.signing_keys/" + std::string(key); }

Caller key_keeper() {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = "auth.signing_keys";
  return caller;
}

const SigningKeyRow* find_signing(const std::vector<SigningKeyRow>& keys, Timestamp now) {
  const auto found = std::ranges::find_if(
      keys, [now](const SigningKeyRow& key) { return key.signs_from <= now && now < key.signs_until; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace

std::shared_ptr<const SigningKeys::Ring> SigningKeys::remembered() {
  const std::lock_guard lock(mutex_);
  return ring_;
}

Task<std::shared_ptr<const SigningKeys::Ring>> SigningKeys::read_ring() {
  auto ring = std::make_shared<Ring>();
  ring->read_at_micros = platform::monotonic_micros();
  COFFER_CO_TRY(keys, co_await store_.list_keys(clock_.now()));
  ring->keys = std::move(keys);
  const std::lock_guard lock(mutex_);
  ring_ = ring;
  co_return std::shared_ptr<const Ring>(std::move(ring));
}

Task<> SigningKeys::make_key(Timestamp signs_from) {
  platform::Ed25519Seed seed{};
  random_.fill(seed);
  SigningKeyRow key;
  key.id = random_.token(id_bytes);
  key.public_key = platform::ed25519_public_key(seed);
  auto sealed = platform::seal_secret(master_key_, seed, identity_of(key.id));
  platform::wipe(std::span<std::uint8_t>(seed));
  if (!sealed) co_return fail(std::move(sealed).error());
  key.sealed_private_key = std::move(*sealed);
  key.signs_from = signs_from;
  key.signs_until = later(signs_from, settings_.signs_for);
  const Timestamp verifies_until = later(key.signs_until, settings_.published_after);
  const Caller keeper = key_keeper();
  co_return co_await database_.write(keeper, [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_TRY(made, co_await store_.insert_key(unit, key, verifies_until));
    if (!made) co_return Result<>{};
    platform::AuditEntry entry;
    entry.action = "auth.signing_key.create";
    entry.object_kind = "signing_key";
    platform::JsonWriter after(64);
    after.begin_object().field("key", key.id).end_object();
    entry.after = after.take();
    unit.audit(std::move(entry));
    co_return Result<>{};
  });
}

Task<std::shared_ptr<const SigningKeys::Ring>> SigningKeys::get_ring() {
  auto ring = remembered();
  const auto age = ring ? platform::monotonic_micros() - ring->read_at_micros : INT64_MAX;
  const Timestamp now = clock_.now();
  const bool fresh = age < std::chrono::microseconds(settings_.remembered).count();
  if (fresh && find_signing(ring->keys, now) != nullptr) co_return ring;
  COFFER_CO_TRY(read, co_await read_ring());
  const auto* signing = find_signing(read->keys, now);
  if (signing != nullptr && later(now, settings_.published_before) < signing->signs_until) co_return std::move(read);
  const bool has_successor = signing != nullptr && std::ranges::any_of(read->keys, [signing](const SigningKeyRow& key) {
                               return key.signs_from >= signing->signs_until;
                             });
  if (has_successor) co_return std::move(read);
  COFFER_CO_CHECK(co_await make_key(signing != nullptr ? signing->signs_until : now));
  co_return co_await read_ring();
}

Task<SigningKey> SigningKeys::get_signing_key() {
  COFFER_CO_TRY(ring, co_await get_ring());
  const auto* signing = find_signing(ring->keys, clock_.now());
  if (signing == nullptr) {
    co_return fail(ErrorKind::Unavailable, "auth/no-signing-key", "Tokens cannot be signed now. Try again shortly.");
  }
  COFFER_CO_TRY(secret, platform::open_secret(master_key_, signing->sealed_private_key, identity_of(signing->id)));
  SigningKey key;
  key.id = signing->id;
  std::copy_n(secret.begin(), std::min(secret.size(), key.seed.size()), key.seed.begin());
  platform::wipe(std::span<std::uint8_t>(secret));
  co_return key;
}

Task<std::vector<SigningKeyRow>> SigningKeys::list_keys(std::string wanted) {
  auto ring = remembered();
  const auto age = ring ? platform::monotonic_micros() - ring->read_at_micros : INT64_MAX;
  const bool has = ring && std::ranges::any_of(ring->keys, [&](const auto& key) { return key.id == wanted; });
  const bool fresh = age < std::chrono::microseconds(settings_.remembered).count();
  if (!fresh || (!has && age > reread_after_micros)) {
    COFFER_CO_TRY(read, co_await read_ring());
    ring = std::move(read);
  }
  co_return ring->keys;
}

std::string encode_key_set(const std::vector<SigningKeyRow>& keys) {
  platform::JsonWriter json(512);
  json.begin_object().array_field("keys");
  for (const auto& key : keys) {
    json.begin_object()
        .field("kty", "OKP")
        .field("crv", "Ed25519")
        .field("use", "sig")
        .field("alg", "EdDSA")
        .field("kid", key.id)
        .field("x", platform::to_base64url(key.public_key))
        .end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace coffer::auth
