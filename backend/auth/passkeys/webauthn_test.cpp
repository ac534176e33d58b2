#include "auth/passkeys/webauthn.hpp"

#include <gtest/gtest.h>

#include "auth/passkeys/webauthn_test_vectors.hpp"

namespace coffer::auth {
namespace {

const RelyingParty party{"coffer.example", "https://coffer.example"};

struct WebAuthnTest : testing::Test {
  std::vector<PasskeyVector> vectors = read_passkey_vectors();

  static Result<AuthenticatorData> enrol(const PasskeyVector& vector) {
    return verify_registration(vector.registration, party, UserVerification::Required);
  }
  static StoredCredential credential_of(const PasskeyVector& vector) {
    const auto data = enrol(vector);
    EXPECT_TRUE(data) << data.error().cause;
    return {data->credential->public_key, data->sign_count, data->backup_eligible};
  }
  static bool accepts(const StoredCredential& stored, const AssertionAnswer& answer,
                      UserVerification verification = UserVerification::Required) {
    return verify_assertion(answer, stored, party, verification).has_value();
  }
};

TEST_F(WebAuthnTest, RegistrationsAndAssertionsOfEachAlgorithmAreAccepted) {
  for (const auto& vector : vectors) {
    EXPECT_EQ(find_challenge(vector.registration.client_data), vector.challenge);
    const auto data = enrol(vector);
    ASSERT_TRUE(data) << vector.kind << ": " << data.error().cause;
    EXPECT_EQ(data->credential->id, vector.assertions[0].answer.credential_id);
    EXPECT_EQ(data->backup_eligible, vector.eligible);
    EXPECT_EQ(data->backed_up, vector.eligible);
    auto stored = credential_of(vector);
    for (const auto& assertion : vector.assertions) {
      const auto verified = verify_assertion(assertion.answer, stored, party, UserVerification::Required);
      ASSERT_TRUE(verified) << vector.kind << ": " << verified.error().cause;
      stored.sign_count = verified->sign_count;
    }
  }
}

TEST_F(WebAuthnTest, WhatIsSignedRightButMeantForOthersIsRefused) {
  for (const auto& vector : vectors) {
    const auto stored = credential_of(vector);
    EXPECT_EQ(vector.wrong.size(), 6U);
    for (const auto& [name, assertion] : vector.wrong)
      EXPECT_FALSE(accepts(stored, assertion.answer, UserVerification::Preferred)) << name;
    EXPECT_FALSE(accepts(stored, vector.unverified.answer));
    EXPECT_TRUE(accepts(stored, vector.unverified.answer, UserVerification::Preferred));
  }
}

TEST_F(WebAuthnTest, AnotherKeyDoesNotVerify) {
  for (const auto& vector : vectors) {
    for (const auto& other : vectors) {
      if (&other == &vector) continue;
      auto stored = credential_of(other);
      stored.backup_eligible = vector.eligible;
      stored.sign_count = 0;
      EXPECT_FALSE(accepts(stored, vector.assertions[0].answer)) << vector.kind << " by " << other.kind;
    }
  }
}

TEST_F(WebAuthnTest, ACounterThatDoesNotRiseTellsOfACopy) {
  auto stored = credential_of(vectors[0]);
  EXPECT_EQ(stored.sign_count, 1U);
  EXPECT_TRUE(accepts(stored, vectors[0].assertions[0].answer));
  for (const std::uint32_t count : {2U, 3U, 0xFFFFFFFFU}) {
    stored.sign_count = count;
    EXPECT_FALSE(accepts(stored, vectors[0].assertions[0].answer)) << count;
  }
}

// Every single bit of what is signed, and of the signature.
TEST_F(WebAuthnTest, EveryFlippedBitIsFound) {
  for (const auto* vector : {&vectors[0], &vectors[1]}) {
    const auto stored = credential_of(*vector);
    for (const auto field :
         {&AssertionAnswer::client_data, &AssertionAnswer::authenticator_data, &AssertionAnswer::signature}) {
      auto answer = vector->assertions[0].answer;
      auto& bytes = answer.*field;
      for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(accepts(stored, answer, UserVerification::Preferred)) << bit;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
      }
      EXPECT_TRUE(accepts(stored, answer));
    }
  }
}

TEST_F(WebAuthnTest, EveryCutIsRefused) {
  for (const auto& vector : vectors) {
    auto cut = vector.registration;
    while (!cut.attestation_object.empty()) {
      cut.attestation_object.pop_back();
      EXPECT_FALSE(verify_registration(cut, party, UserVerification::Preferred));
    }
    const auto stored = credential_of(vector);
    auto answer = vector.assertions[0].answer;
    answer.authenticator_data.push_back(0);
    EXPECT_FALSE(accepts(stored, answer));
    auto longer = vector.registration;
    longer.attestation_object.push_back(0);
    EXPECT_FALSE(verify_registration(longer, party, UserVerification::Preferred));
  }
}

// With self-attestation the registration itself is signed.
TEST_F(WebAuthnTest, ASelfAttestationIsVerified) {
  auto registration = vectors[3].registration;
  const std::string before(registration.client_data.begin(), registration.client_data.end());
  ASSERT_TRUE(verify_registration(registration, party, UserVerification::Required));
  registration.client_data.push_back(' ');
  const auto refused = verify_registration(registration, party, UserVerification::Required);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause, "an attestation with a wrong signature");
}

TEST_F(WebAuthnTest, ARegistrationForAnotherSiteIsRefused) {
  for (const auto& vector : vectors) {
    const RelyingParty other_origin{"coffer.example", "https://evil.example"};
    const RelyingParty other_id{"evil.example", "https://coffer.example"};
    EXPECT_FALSE(verify_registration(vector.registration, other_origin, UserVerification::Preferred));
    EXPECT_FALSE(verify_registration(vector.registration, other_id, UserVerification::Preferred));
    RegistrationAnswer swapped = vector.registration;
    swapped.client_data = vector.assertions[0].answer.client_data;
    EXPECT_FALSE(verify_registration(swapped, party, UserVerification::Preferred));
  }
}

TEST(RelyingParty, IsTheHostOfTheOrigin) {
  EXPECT_EQ(relying_party_of("https://coffer.example").id, "coffer.example");
  EXPECT_EQ(relying_party_of("http://localhost:8080").id, "localhost");
  EXPECT_EQ(relying_party_of("http://localhost:8080").origin, "http://localhost:8080");
}

TEST(CoseKey, WhatIsNoKeyIsRefused) {
  const std::string zeros(64, '0');
  const std::string p256 = "a5010203262001215820" + zeros + "225820" + zeros;  // not on the curve
  const std::string short_key = "a401010327200621581f" + zeros.substr(2);
  for (const std::string& hex : {p256, short_key, std::string("a201020326"), std::string("a0"), std::string("80")}) {
    const auto bytes = platform::from_hex(hex);
    ASSERT_TRUE(bytes) << hex;
    EXPECT_FALSE(parse_cose_key(*bytes)) << hex;
  }
}

}  // namespace
}  // namespace coffer::auth
