#include "auth/tokens/access_token.hpp"

#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {
namespace {

constexpr std::string_view algorithm = "EdDSA";
constexpr std::string_view token_type = "at+jwt";
constexpr std::string_view client = "coffer";
constexpr std::size_t longest_token = 2048;
constexpr std::int64_t second = 1'000'000;
// Between the clocks of two servers; a token is never accepted after its end.
constexpr std::int64_t clock_tolerance_seconds = 5;
constexpr platform::JsonLimits limits{.bytes = 1536, .depth = 2, .values = 24};

struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signed_text;  // header.payload
};

struct Header {
  std::string algorithm;
  std::string type;
  std::string key;
};

struct Payload {
  std::string issuer;
  std::string audience;
  UserId user;
  SessionId session;
  Uuid id;
  std::int64_t issued_at = 0;
  std::int64_t not_before = 0;
  std::int64_t expires_at = 0;
};

std::unexpected<Error> refuse(std::string_view cause) {
  Error error;
  error.kind = ErrorKind::Unauthenticated;
  error.problem = problems::bad_token;
  error.detail = "The access token is not valid, or not any more: refresh it, or sign in again.";
  error.cause = cause;
  return fail(std::move(error));
}

std::optional<Parts> split(std::string_view token) {
  if (token.size() > longest_token) return std::nullopt;
  const auto first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second_dot = token.find('.', first + 1);
  if (second_dot == std::string_view::npos || token.find('.', second_dot + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  Parts parts;
  parts.header = token.substr(0, first);
  parts.payload = token.substr(first + 1, second_dot - first - 1);
  parts.signature = token.substr(second_dot + 1);
  parts.signed_text = token.substr(0, second_dot);
  return parts;
}

std::optional<std::string> decode(std::string_view part) {
  const auto bytes = platform::from_base64url(part);
  if (!bytes) return std::nullopt;
  return std::string(bytes->begin(), bytes->end());
}

std::string encode(std::string_view text) { return platform::to_base64url(platform::as_bytes(text)); }

// These three members and no other: a key or an address of one ("jwk", "jku", "x5c", "x5u") or an extension
// ("crit") is refused before anything looks at it.
std::optional<Header> read_header(std::string_view part) {
  const auto text = decode(part);
  if (!text) return std::nullopt;
  auto document = platform::JsonDocument::parse(*text, limits);
  if (!document) return std::nullopt;
  auto object = document->object();
  Header header;
  header.algorithm = object.required("alg").text({.max = 16});
  header.type = object.required("typ").text({.max = 16});
  header.key = object.required("kid").text({.min = 1, .max = 64});
  if (!document->finish()) return std::nullopt;
  return header;
}

std::optional<Payload> read_payload(std::string_view part) {
  const auto text = decode(part);
  if (!text) return std::nullopt;
  auto document = platform::JsonDocument::parse(*text, limits);
  if (!document) return std::nullopt;
  auto object = document->object();
  constexpr platform::IntegerRule instant{.min = 0, .max = std::int64_t{1} << 40};
  Payload payload;
  payload.issuer = object.required("iss").text({.max = 256});
  payload.audience = object.required("aud").text({.max = 256});
  payload.user = object.required("sub").id<UserId>();
  payload.session = object.required("sid").id<SessionId>();
  payload.id = object.required("jti").id<Id<struct TokenTag>>().uuid;
  (void)object.required("client_id").text({.max = 64});
  payload.issued_at = object.required("iat").integer(instant);
  payload.not_before = object.required("nbf").integer(instant);
  payload.expires_at = object.required("exp").integer(instant);
  if (!document->finish()) return std::nullopt;
  return payload;
}

std::string_view find_fault(const Payload& payload, const TokenParties& parties, std::int64_t now) {
  if (payload.issuer != parties.issuer) return "issuer";
  if (payload.audience != parties.audience) return "audience";
  if (payload.expires_at <= now) return "expired";
  if (payload.not_before > now + clock_tolerance_seconds) return "not yet valid";
  if (payload.issued_at > now + clock_tolerance_seconds) return "issued in the future";
  if (payload.expires_at - payload.issued_at > access_token_life.count()) return "lives too long";
  return {};
}

}  // namespace

std::string sign_access_token(const SigningKey& key, const TokenParties& parties, const AccessClaims& claims) {
  platform::JsonWriter header(128);
  header.begin_object().field("alg", algorithm).field("typ", token_type).field("kid", key.id).end_object();
  platform::JsonWriter payload(512);
  payload.begin_object()
      .field("iss", parties.issuer)
      .field("aud", parties.audience)
      .field("sub", claims.user)
      .field("sid", claims.session)
      .field("jti", claims.id)
      .field("client_id", client)
      .field("iat", claims.issued_at.micros / second)
      .field("nbf", claims.issued_at.micros / second)
      .field("exp", claims.expires_at.micros / second)
      .end_object();
  std::string token = encode(header.take()) + "." + encode(payload.take());
  const auto signature = platform::sign_ed25519(key.seed, token);
  return token + "." + platform::to_base64url(signature);
}

Result<AccessClaims> read_access_token(std::string_view token, const TokenParties& parties,
                                       const FindVerificationKey& find_key, Timestamp now) {
  const auto parts = split(token);
  if (!parts) return refuse("form");
  const auto header = read_header(parts->header);
  if (!header) return refuse("header");
  if (header->algorithm != algorithm) return refuse("algorithm");
  if (header->type != token_type) return refuse("type");
  const auto key = find_key(header->key);
  if (!key) return refuse("key");
  const auto signature = platform::from_base64url(parts->signature);
  if (!signature || !platform::verify_ed25519(*key, parts->signed_text, *signature)) return refuse("signature");
  const auto payload = read_payload(parts->payload);
  if (!payload) return refuse("payload");
  if (const auto fault = find_fault(*payload, parties, now.micros / second); !fault.empty()) return refuse(fault);
  AccessClaims claims;
  claims.user = payload->user;
  claims.session = payload->session;
  claims.id = payload->id;
  claims.issued_at = Timestamp{payload->issued_at * second};
  claims.expires_at = Timestamp{payload->expires_at * second};
  return claims;
}

std::string named_key(std::string_view token) {
  const auto parts = split(token);
  if (!parts) return {};
  auto header = read_header(parts->header);
  return header ? std::move(header->key) : std::string{};
}

}  // namespace coffer::auth
