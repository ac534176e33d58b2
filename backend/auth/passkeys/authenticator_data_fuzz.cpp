#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "auth/passkeys/webauthn.hpp"

// What is accepted is within its limits; nothing that comes is read beyond its end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coffer::auth;
  const std::span bytes(data, size);
  if (const auto parsed = parse_authenticator_data(bytes)) {
    if (parsed->backed_up && !parsed->backup_eligible) std::abort();
    if (parsed->credential) {
      const auto& credential = *parsed->credential;
      if (credential.id.empty() || credential.id.size() > 1023 || credential.public_key.size() > 2048) std::abort();
      (void)parse_cose_key(credential.public_key);
    }
  }
  (void)parse_cose_key(bytes);
  (void)find_challenge(bytes);
  const RelyingParty party{"coffer.example", "https://coffer.example"};
  RegistrationAnswer registration;
  constexpr char client_data[] = R"({"type":"webauthn.create","challenge":"AAAA","origin":"https://coffer.example"})";
  registration.client_data.assign(client_data, client_data + sizeof client_data - 1);
  registration.attestation_object.assign(bytes.begin(), bytes.end());
  // Self-attestation apart, what nobody signed needs the hash of our name in it.
  (void)verify_registration(registration, party, UserVerification::Preferred);
  return 0;
}
