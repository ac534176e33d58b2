#include "auth/passkeys/webauthn.hpp"

#include <algorithm>

#include "auth/factors/factor_problems.hpp"
#include "platform/cbor/cbor_reader.hpp"
#include "platform/json/reader.hpp"

namespace coffer::auth {

using platform::Bytes;
using platform::CborKind;

namespace {

constexpr std::size_t client_data_most = 4 * 1024;
constexpr std::size_t attestation_most = 8 * 1024;

std::unexpected<Error> refuse(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unauthenticated;
  error.problem = problems::wrong_proof;
  error.detail = "This passkey was not accepted. Try again.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

std::string_view text_of(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Members that we do not know are allowed: browsers add some.
struct ClientData {
  std::string type;
  std::string challenge;
  std::string origin;
  bool cross_origin = false;
};

std::optional<ClientData> parse_client_data(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > client_data_most) return std::nullopt;
  auto document = platform::JsonDocument::parse(text_of(bytes));
  if (!document || !document->value().is_object()) return std::nullopt;
  auto object = document->object();
  const auto text = [&](std::string_view key) -> std::optional<std::string> {
    const auto value = object.optional(key).value();
    if (!value || !value->is_text()) return std::nullopt;
    return std::string(value->raw_text());
  };
  const auto type = text("type");
  const auto challenge = text("challenge");
  const auto origin = text("origin");
  if (!type || !challenge || !origin) return std::nullopt;
  ClientData data{*type, *challenge, *origin};
  if (const auto value = object.optional("crossOrigin").value()) data.cross_origin = value->flag().value_or(true);
  return data;
}

Result<> check_client_data(std::span<const std::uint8_t> bytes, std::string_view type, const RelyingParty& party) {
  const auto data = parse_client_data(bytes);
  if (!data) return refuse("the client data is not what browsers write");
  if (data->type != type) return refuse("the client data is of another ceremony");
  if (data->origin != party.origin) return refuse("another origin");
  if (data->cross_origin) return refuse("within another site's page");
  return {};
}

Result<> check_data(const AuthenticatorData& data, const RelyingParty& party, UserVerification verification) {
  if (data.rp_id_hash != platform::sha256(party.id)) return refuse("another relying party");
  if (!data.user_present) return refuse("nobody was present");
  if (verification == UserVerification::Required && !data.user_verified) return refuse("the user was not verified");
  return {};
}

Bytes signed_message(std::span<const std::uint8_t> authenticator_data, std::span<const std::uint8_t> client_data) {
  Bytes message(authenticator_data.begin(), authenticator_data.end());
  const auto hash = platform::sha256(client_data);
  message.insert(message.end(), hash.begin(), hash.end());
  return message;
}

struct Attestation {
  std::string_view format;
  const platform::CborValue* statement = nullptr;
  std::span<const std::uint8_t> data;
};

std::optional<Attestation> find_attestation(const platform::CborValue& object) {
  const auto* format = object.find("fmt");
  const auto* statement = object.find("attStmt");
  const auto* data = object.find("authData");
  if (format == nullptr || statement == nullptr || data == nullptr || format->kind != CborKind::Text ||
      statement->kind != CborKind::Map || data->kind != CborKind::Bytes)
    return std::nullopt;
  return Attestation{format->text(), statement, data->bytes};
}

// Section 8.2, without certificates: signed by the new key itself.
Result<> check_self_attestation(const Attestation& attestation, const AuthenticatorData::Credential& credential,
                                std::span<const std::uint8_t> client_data) {
  const auto* algorithm = attestation.statement->find("alg");
  const auto* signature = attestation.statement->find("sig");
  if (attestation.statement->find("x5c") != nullptr) return refuse("an attestation by others, which was not asked for");
  if (algorithm == nullptr || signature == nullptr || signature->kind != CborKind::Bytes)
    return refuse("an attestation without signature");
  std::span<const std::uint8_t> rest = credential.public_key;
  const auto key_map = platform::read_cbor(rest);
  const auto* key_algorithm = key_map ? key_map->find(3) : nullptr;
  if (key_algorithm == nullptr || algorithm->kind != CborKind::Integer || algorithm->integer != key_algorithm->integer)
    return refuse("an attestation by another algorithm");
  const auto key = parse_cose_key(credential.public_key);
  if (!key || !key->verify(signed_message(attestation.data, client_data), signature->bytes))
    return refuse("an attestation with a wrong signature");
  return {};
}

}  // namespace

RelyingParty relying_party_of(std::string_view public_origin) {
  RelyingParty party;
  party.origin = std::string(public_origin);
  const auto scheme = public_origin.find("://");
  auto host = scheme == std::string_view::npos ? public_origin : public_origin.substr(scheme + 3);
  host = host.substr(0, host.find('/'));
  if (!host.starts_with('[')) host = host.substr(0, host.rfind(':'));
  party.id = std::string(host);
  return party;
}

std::optional<Bytes> find_challenge(std::span<const std::uint8_t> client_data) {
  const auto data = parse_client_data(client_data);
  return data ? platform::from_base64url(data->challenge) : std::nullopt;
}

Result<AuthenticatorData> verify_registration(const RegistrationAnswer& answer, const RelyingParty& party,
                                              UserVerification verification) {
  COFFER_CHECK(check_client_data(answer.client_data, "webauthn.create", party));
  if (answer.attestation_object.size() > attestation_most) return refuse("the attestation is too large");
  std::span<const std::uint8_t> rest = answer.attestation_object;
  const auto object = platform::read_cbor(rest);
  const auto attestation = object && rest.empty() ? find_attestation(*object) : std::nullopt;
  if (!attestation) return refuse("the attestation object is damaged");
  auto data = parse_authenticator_data(attestation->data);
  if (!data || !data->credential) return refuse("the authenticator data is damaged");
  COFFER_CHECK(check_data(*data, party, verification));
  if (!parse_cose_key(data->credential->public_key)) return refuse("a key of no kind that was offered");
  if (attestation->format == "packed") {
    COFFER_CHECK(check_self_attestation(*attestation, *data->credential, answer.client_data));
  } else if (attestation->format != "none" || !attestation->statement->items.empty()) {
    return refuse("an attestation that was not asked for");
  }
  return std::move(*data);
}

Result<AuthenticatorData> verify_assertion(const AssertionAnswer& answer, const StoredCredential& stored,
                                           const RelyingParty& party, UserVerification verification) {
  COFFER_CHECK(check_client_data(answer.client_data, "webauthn.get", party));
  auto data = parse_authenticator_data(answer.authenticator_data);
  if (!data) return refuse("the authenticator data is damaged");
  COFFER_CHECK(check_data(*data, party, verification));
  if (data->backup_eligible != stored.backup_eligible)
    return refuse("the passkey may be backed up, or not, unlike before");
  const auto key = parse_cose_key(stored.public_key);
  if (!key || !key->verify(signed_message(answer.authenticator_data, answer.client_data), answer.signature))
    return refuse("a wrong signature");
  // Section 7.2, step 21: a counter that stands still or runs back tells of a copy.
  if ((data->sign_count != 0 || stored.sign_count != 0) && data->sign_count <= stored.sign_count)
    return refuse("the counter did not rise");
  return std::move(*data);
}

}  // namespace coffer::auth
