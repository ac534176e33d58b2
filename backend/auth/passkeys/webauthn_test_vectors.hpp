// What tools/vectors/webauthn.mjs wrote.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "auth/passkeys/webauthn.hpp"
#include "platform/json/reader.hpp"
#include "testkit/repository.hpp"

namespace coffer::auth {

struct VectorAssertion {
  platform::Bytes challenge;
  AssertionAnswer answer;
};

struct PasskeyVector {
  std::string kind;
  bool eligible = false;
  platform::Bytes challenge;
  RegistrationAnswer registration;
  std::vector<VectorAssertion> assertions;
  std::map<std::string, VectorAssertion> wrong;
  VectorAssertion unverified;
};

inline platform::Bytes vector_bytes(platform::JsonObject& object, std::string_view key) {
  auto bytes = platform::from_base64url(object.required(key).text({.max = 20'000}));
  EXPECT_TRUE(bytes) << key;
  return bytes.value_or(platform::Bytes{});
}

inline VectorAssertion vector_assertion(platform::JsonObject object) {
  VectorAssertion assertion;
  assertion.challenge = vector_bytes(object, "challenge");
  assertion.answer.credential_id = vector_bytes(object, "credential_id");
  assertion.answer.client_data = vector_bytes(object, "client_data");
  assertion.answer.authenticator_data = vector_bytes(object, "authenticator_data");
  assertion.answer.signature = vector_bytes(object, "signature");
  return assertion;
}

// ES256, EdDSA, RS256, ES256 with self-attestation, ES256 that is backed up and does not count.
inline std::vector<PasskeyVector> read_passkey_vectors() {
  const auto text = testkit::read_text(testkit::repository() / "backend/auth/passkeys/webauthn_vectors.json");
  auto document = platform::JsonDocument::parse(text);
  EXPECT_TRUE(document);
  auto root = document->object();
  std::vector<PasskeyVector> vectors;
  for (auto object : root.required("passkeys").objects()) {
    PasskeyVector vector;
    vector.kind = object.required("kind").text();
    vector.eligible = object.required("eligible").flag();
    auto registration = *object.required("registration").object();
    vector.challenge = vector_bytes(registration, "challenge");
    vector.registration.client_data = vector_bytes(registration, "client_data");
    vector.registration.attestation_object = vector_bytes(registration, "attestation_object");
    for (const auto& each : object.required("assertions").objects())
      vector.assertions.push_back(vector_assertion(each));
    auto wrong = *object.required("wrong").object();
    for (const auto name : wrong.keys()) vector.wrong.emplace(name, vector_assertion(*wrong.required(name).object()));
    vector.unverified = vector_assertion(*object.required("unverified").object());
    vectors.push_back(std::move(vector));
  }
  EXPECT_EQ(vectors.size(), 5U);
  return vectors;
}

}  // namespace coffer::auth
