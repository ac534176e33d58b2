#include <algorithm>
#include <array>

#include "auth/passkeys/webauthn.hpp"
#include "platform/cbor/cbor_reader.hpp"

namespace coffer::auth {

using platform::CborKind;
using platform::CborValue;

namespace {

// Section 6.1.
constexpr std::size_t hash_size = 32;
constexpr std::size_t head_size = hash_size + 1 + 4;
constexpr std::size_t credential_id_most = 1023;
constexpr std::size_t public_key_most = 2048;
constexpr std::uint8_t flag_present = 0x01;
constexpr std::uint8_t flag_verified = 0x04;
constexpr std::uint8_t flag_backup_eligible = 0x08;
constexpr std::uint8_t flag_backed_up = 0x10;
constexpr std::uint8_t flag_credential = 0x40;
constexpr std::uint8_t flag_extensions = 0x80;

// RFC 9053 and the IANA registry of COSE.
constexpr std::int64_t es256 = -7;
constexpr std::int64_t eddsa = -8;
constexpr std::int64_t rs256 = -257;
constexpr std::array<std::int64_t, 3> algorithms{es256, eddsa, rs256};
constexpr std::int64_t label_kty = 1;
constexpr std::int64_t label_alg = 3;

std::optional<std::int64_t> integer_at(const CborValue& map, std::int64_t label) {
  const auto* value = map.find(label);
  if (value == nullptr || value->kind != CborKind::Integer) return std::nullopt;
  return value->integer;
}

std::span<const std::uint8_t> bytes_at(const CborValue& map, std::int64_t label) {
  const auto* value = map.find(label);
  if (value == nullptr || value->kind != CborKind::Bytes) return {};
  return value->bytes;
}

std::optional<AuthenticatorData::Credential> take_credential(std::span<const std::uint8_t>& rest) {
  constexpr std::size_t fixed = 16 + 2;
  if (rest.size() < fixed) return std::nullopt;
  AuthenticatorData::Credential credential;
  std::ranges::copy(rest.first(16), credential.aaguid.bytes.begin());
  const std::size_t size = static_cast<std::size_t>(rest[16]) << 8U | rest[17];
  rest = rest.subspan(fixed);
  if (size == 0 || size > credential_id_most || size > rest.size()) return std::nullopt;
  credential.id.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
  rest = rest.subspan(size);
  const auto key = rest;
  const auto parsed = platform::read_cbor(rest);
  if (!parsed || parsed->kind != CborKind::Map) return std::nullopt;
  const auto key_size = key.size() - rest.size();
  if (key_size > public_key_most) return std::nullopt;
  credential.public_key.assign(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(key_size));
  return credential;
}

}  // namespace

std::span<const std::int64_t> accepted_algorithms() { return algorithms; }

std::optional<AuthenticatorData> parse_authenticator_data(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < head_size) return std::nullopt;
  AuthenticatorData data;
  std::ranges::copy(bytes.first(hash_size), data.rp_id_hash.begin());
  const std::uint8_t flags = bytes[hash_size];
  data.user_present = (flags & flag_present) != 0;
  data.user_verified = (flags & flag_verified) != 0;
  data.backup_eligible = (flags & flag_backup_eligible) != 0;
  data.backed_up = (flags & flag_backed_up) != 0;
  if (data.backed_up && !data.backup_eligible) return std::nullopt;
  for (std::size_t i = hash_size + 1; i < head_size; ++i) data.sign_count = (data.sign_count << 8U) | bytes[i];
  auto rest = bytes.subspan(head_size);
  if ((flags & flag_credential) != 0) {
    data.credential = take_credential(rest);
    if (!data.credential) return std::nullopt;
  }
  if ((flags & flag_extensions) != 0) {
    const auto extensions = platform::read_cbor(rest);
    if (!extensions || extensions->kind != CborKind::Map) return std::nullopt;
  }
  if (!rest.empty()) return std::nullopt;
  return data;
}

std::optional<platform::PublicKey> parse_cose_key(std::span<const std::uint8_t> bytes) {
  const auto map = platform::read_cbor(bytes);
  if (!map || !bytes.empty()) return std::nullopt;
  const auto type = integer_at(*map, label_kty);
  const auto algorithm = integer_at(*map, label_alg);
  const auto curve = integer_at(*map, -1);
  // Elliptic curve with both coordinates, P-256.
  if (type == 2 && algorithm == es256 && curve == 1)
    return platform::PublicKey::p256(bytes_at(*map, -2), bytes_at(*map, -3));
  // Octet key pair, Ed25519.
  if (type == 1 && algorithm == eddsa && curve == 6) return platform::PublicKey::ed25519(bytes_at(*map, -2));
  // RSA: modulus and exponent.
  if (type == 3 && algorithm == rs256) return platform::PublicKey::rsa(bytes_at(*map, -1), bytes_at(*map, -2));
  return std::nullopt;
}

}  // namespace coffer::auth
