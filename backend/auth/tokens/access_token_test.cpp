// What an access token must be, and a set of attacks on it. Each attack is one change to a token that is
// accepted: without the check that it meets it would be, too.
#include "auth/tokens/access_token.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "platform/json/writer.hpp"

namespace coffer::auth {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t now_seconds = 1'800'000'000;

std::string encode(std::string_view text) { return platform::to_base64url(platform::as_bytes(text)); }

struct AccessTokenTest : testing::Test {
  SigningKey key{"2026-a", {}};
  TokenParties parties{"https://coffer.example", "https://coffer.example/v1"};
  Timestamp now{now_seconds * second};
  AccessClaims claims;

  AccessTokenTest() {
    key.seed.fill(7);
    claims.user = *parse_id<UserId>("0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02");
    claims.session = *parse_id<SessionId>("0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b03");
    claims.id = *parse_uuid("0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b04");
    claims.issued_at = now;
    claims.expires_at = Timestamp{now.micros + 600 * second};
  }
  std::string valid() const { return sign_access_token(key, parties, claims); }
  // "accepted", or the check that refused it.
  std::string outcome(std::string_view token, std::int64_t after_seconds = 0) const {
    const auto find_key = [this](std::string_view id) -> std::optional<platform::Ed25519PublicKey> {
      if (id != key.id) return std::nullopt;
      return platform::ed25519_public_key(key.seed);
    };
    const auto read = read_access_token(token, parties, find_key, Timestamp{now.micros + after_seconds * second});
    if (read) return "accepted";
    EXPECT_EQ(read.error().kind, ErrorKind::Unauthenticated);
    EXPECT_EQ(read.error().problem, problems::bad_token);
    return read.error().cause;
  }
  static std::string default_header() { return R"({"alg":"EdDSA","typ":"at+jwt","kid":"2026-a"})"; }
  std::string payload(std::string_view replaced = "", std::string_view with = "") const {
    std::string text = R"({"iss":"https://coffer.example","aud":"https://coffer.example/v1",)"
                       R"("sub":"0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02","sid":"0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b03",)"
                       R"("jti":"0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b04","client_id":"coffer",)"
                       R"("iat":1800000000,"nbf":1800000000,"exp":1800000600})";
    if (replaced.empty()) return text;
    const auto at = text.find(replaced);
    EXPECT_NE(at, std::string::npos) << replaced;
    return text.replace(at, replaced.size(), with);
  }
  // Signed by our own key, whatever it says: what the signature alone does not keep out.
  std::string signed_as(const std::string& header, const std::string& body) const {
    const std::string text = encode(header) + "." + encode(body);
    return text + "." + platform::to_base64url(platform::sign_ed25519(key.seed, text));
  }
};

TEST_F(AccessTokenTest, OneThatWeSignedIsReadBack) {
  EXPECT_EQ(outcome(valid()), "accepted");
  const auto read = read_access_token(
      valid(), parties, [this](std::string_view) { return platform::ed25519_public_key(key.seed); }, now);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user, claims.user);
  EXPECT_EQ(read->session, claims.session);
  EXPECT_EQ(read->id, claims.id);
  EXPECT_EQ(read->expires_at, claims.expires_at);
  EXPECT_EQ(named_key(valid()), "2026-a");
}

TEST_F(AccessTokenTest, TheTokensOfTheAttacksAreAcceptedUnchanged) {
  EXPECT_EQ(outcome(signed_as(default_header(), payload())), "accepted");
  EXPECT_EQ(signed_as(default_header(), payload()), valid());
}

TEST_F(AccessTokenTest, NoAlgorithm) {
  for (const auto* alg : {"none", "None", "NONE", "nOnE"}) {
    const std::string header = std::string(R"({"alg":")") + alg + R"(","typ":"at+jwt","kid":"2026-a"})";
    EXPECT_EQ(outcome(encode(header) + "." + encode(payload()) + "."), "algorithm") << alg;
    EXPECT_EQ(outcome(signed_as(header, payload())), "algorithm") << alg;
  }
}

TEST_F(AccessTokenTest, ThePublicKeyAsASharedSecret) {
  const auto public_key = platform::ed25519_public_key(key.seed);
  for (const auto* alg : {"HS256", "RS256", "ES256", "Ed25519", "eddsa"}) {
    const std::string header = std::string(R"({"alg":")") + alg + R"(","typ":"at+jwt","kid":"2026-a"})";
    const std::string text = encode(header) + "." + encode(payload());
    const auto mac = platform::hmac_sha256(public_key, text);
    EXPECT_EQ(outcome(text + "." + platform::to_base64url(mac)), "algorithm") << alg;
  }
  // With the right algorithm in the header it is no signature.
  const std::string text = encode(default_header()) + "." + encode(payload());
  EXPECT_EQ(outcome(text + "." + platform::to_base64url(platform::hmac_sha256(public_key, text))), "signature");
}

TEST_F(AccessTokenTest, AnotherAlgorithmAndAnotherCurve) {
  for (const auto* alg : {"ES256K", "ES384", "ES512", "RS512", "PS256", "HS512", "Ed448", "EdDSA "}) {
    const std::string header = std::string(R"({"alg":")") + alg + R"(","typ":"at+jwt","kid":"2026-a"})";
    EXPECT_EQ(outcome(signed_as(header, payload())), "algorithm") << alg;
  }
  EXPECT_EQ(outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt","kid":"2026-a","crv":"Ed448"})", payload())), "header");
  // As long as a signature by P-256, P-384, Ed448, and RSA.
  const auto text = valid().substr(0, valid().rfind('.') + 1);
  for (const std::size_t size : {64U, 96U, 114U, 256U}) {
    EXPECT_EQ(outcome(text + platform::to_base64url(platform::Bytes(size, 1))), "signature") << size;
  }
}

TEST_F(AccessTokenTest, AClaimThatStandsThereTwice) {
  for (const auto* claim :
       {R"("iss":"https://coffer.example")", R"("aud":"https://coffer.example/v1")", R"("nbf":1800000000)",
        R"("exp":1800000600)", R"("sub":"0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02")"}) {
    const std::string twice = std::string(claim) + "," + claim;
    EXPECT_EQ(outcome(signed_as(default_header(), payload(claim, twice))), "payload") << claim;
  }
}

TEST_F(AccessTokenTest, ANameOfAKeyThatIsNoName) {
  for (const auto* kid : {"../../dev/null", "2026-a' OR '1'='1", "/etc/passwd", "https://evil.example/key", "2026-b",
                          "2026-a\\u0000", "2026-A", " 2026-a"}) {
    const std::string header = std::string(R"({"alg":"EdDSA","typ":"at+jwt","kid":")") + kid + R"("})";
    const auto refused = outcome(signed_as(header, payload()));
    EXPECT_TRUE(refused == "key" || refused == "header") << kid << ": " << refused;
  }
  EXPECT_EQ(outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt"})", payload())), "header");
  EXPECT_EQ(outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt","kid":["2026-a"]})", payload())), "header");
  EXPECT_EQ(outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt","kid":""})", payload())), "header");
}

TEST_F(AccessTokenTest, AKeyThatTheTokenBrings) {
  platform::Ed25519Seed own{};
  own.fill(9);
  const auto x = platform::to_base64url(platform::ed25519_public_key(own));
  const std::string jwk = R"({"kty":"OKP","crv":"Ed25519","kid":"2026-a","x":")" + x + R"("})";
  for (const auto& extra :
       {R"("jwk":)" + jwk, std::string(R"("jku":"https://evil.example/jwks.json")"),
        std::string(R"("x5u":"https://evil.example/cert.pem")"), std::string(R"("x5c":["MIIB"])")}) {
    const std::string header = R"({"alg":"EdDSA","typ":"at+jwt","kid":"2026-a",)" + extra + "}";
    const std::string text = encode(header) + "." + encode(payload());
    EXPECT_EQ(outcome(text + "." + platform::to_base64url(platform::sign_ed25519(own, text))), "header") << extra;
    EXPECT_EQ(outcome(signed_as(header, payload())), "header") << extra;
  }
  // The same key without the header: only its name, which is ours.
  const std::string text = encode(default_header()) + "." + encode(payload());
  EXPECT_EQ(outcome(text + "." + platform::to_base64url(platform::sign_ed25519(own, text))), "signature");
}

TEST_F(AccessTokenTest, AnExtensionThatMustBeUnderstood) {
  EXPECT_EQ(
      outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt","kid":"2026-a","crit":["b64"],"b64":false})", payload())),
      "header");
  EXPECT_EQ(outcome(signed_as(R"({"alg":"EdDSA","typ":"at+jwt","kid":"2026-a","alg":"EdDSA"})", payload())), "header")
      << "a member twice";
}

TEST_F(AccessTokenTest, AnotherKindOfToken) {
  for (const auto* type : {"JWT", "jwt", "at+JWT", "dpop+jwt", "id+jwt"}) {
    const std::string header = std::string(R"({"alg":"EdDSA","typ":")") + type + R"(","kid":"2026-a"})";
    EXPECT_EQ(outcome(signed_as(header, payload())), "type") << type;
  }
}

TEST_F(AccessTokenTest, TimesOutOfBounds) {
  EXPECT_EQ(outcome(valid(), 599), "accepted");
  EXPECT_EQ(outcome(valid(), 600), "expired");
  EXPECT_EQ(outcome(valid(), 1'000'000), "expired");
  EXPECT_EQ(outcome(valid(), -5), "accepted") << "the tolerance between clocks";
  EXPECT_EQ(outcome(valid(), -6), "not yet valid");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("nbf":1800000000)", R"("nbf":1800000100)"))),
            "not yet valid");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("iat":1800000000)", R"("iat":1800000100)"))),
            "issued in the future");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("1800000600", "1800000601"))), "lives too long");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("1800000600", "9007199254740993"))), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("1800000600", "1e12"))), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("1800000600", R"("1800000600")"))), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"(,"exp":1800000600)", ""))), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("nbf":1800000000,)", ""))), "payload");
}

TEST_F(AccessTokenTest, AnotherIssuerAndAnotherAudience) {
  EXPECT_EQ(outcome(signed_as(default_header(), payload("https://coffer.example\"", "https://evil.example\""))),
            "issuer");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("https://coffer.example\"", "https://coffer.example/\""))),
            "issuer");
  EXPECT_EQ(outcome(signed_as(default_header(), payload("example/v1", "example/v2"))), "audience");
  EXPECT_EQ(outcome(signed_as(default_header(),
                              payload(R"("https://coffer.example/v1")", R"(["https://coffer.example/v1"])"))),
            "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("aud":"https://coffer.example/v1",)", ""))), "payload");
}

TEST_F(AccessTokenTest, NoSignatureOrAnotherOne) {
  const auto token = valid();
  const auto last_dot = token.rfind('.');
  EXPECT_EQ(outcome(token.substr(0, last_dot + 1)), "signature");
  EXPECT_EQ(outcome(token.substr(0, last_dot)), "form");
  EXPECT_EQ(outcome(token.substr(0, token.size() - 4)), "signature");
  EXPECT_EQ(outcome(token + "AAAA"), "signature");
  EXPECT_EQ(outcome(token + "="), "signature");
  EXPECT_EQ(outcome(token.substr(0, last_dot + 1) + std::string(86, 'A')), "signature");
  for (std::size_t at = last_dot + 1; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(outcome(changed), "signature") << at;
  }
}

TEST_F(AccessTokenTest, AChangedPayload) {
  const auto token = valid();
  const auto first_dot = token.find('.');
  const auto last_dot = token.rfind('.');
  const auto signature = token.substr(last_dot);
  EXPECT_EQ(outcome(token.substr(0, first_dot + 1) + encode(payload("a1b02", "a1b99")) + signature), "signature");
  EXPECT_EQ(outcome(token.substr(0, first_dot + 1) + encode(payload("1800000600", "1800000900")) + signature),
            "signature");
  for (std::size_t at = first_dot + 1; at < last_dot; ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_NE(outcome(changed), "accepted") << at;
  }
}

TEST_F(AccessTokenTest, AFormThatIsNone) {
  EXPECT_EQ(outcome(""), "form");
  EXPECT_EQ(outcome("."), "form");
  EXPECT_EQ(outcome(".."), "header");
  EXPECT_EQ(outcome("a.b.c.d.e"), "form");
  EXPECT_EQ(outcome(valid() + ".x"), "form");
  EXPECT_EQ(outcome(" " + valid()), "header");
  EXPECT_EQ(outcome(std::string(2049, 'A')), "form") << "longer than any of ours";
  EXPECT_EQ(outcome(std::string(1'000'000, '.')), "form");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("coffer")", '"' + std::string(900, 'x') + '"'))), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), "[]")), "payload");
  EXPECT_EQ(outcome(signed_as(default_header(), payload(R"("client_id")", R"("admin":true,"client_id")"))), "payload");
}

}  // namespace
}  // namespace coffer::auth
