// What the tests of factors stand on: a person, a session, a clock that stands still, a master key.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "auth/factors/factor_problems.hpp"
#include "auth/factors/factor_service.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/passkeys/passkey_service.hpp"
#include "auth/passwords/password_service.hpp"
#include "platform/async/task_group.hpp"
#include "platform/crypto/totp.hpp"

namespace coffer::auth {

inline const std::string first_key = std::string(64, 'a') + "\n";
inline const std::string second_key = std::string(64, 'b') + "\n";

inline std::unique_ptr<platform::MasterKey> open_test_keys(const std::string& lines) {
  namespace fs = std::filesystem;
  const auto file = fs::temp_directory_path() / ("coffer-auth-key-" + std::to_string(::getpid()));
  std::ofstream(file) << lines;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  auto key = platform::open_master_key_file(file);
  fs::remove(file);
  EXPECT_TRUE(key);
  return std::move(*key);
}

// The seed as the person's application has it.
inline platform::Bytes decode_base32(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  platform::Bytes out;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    pending = (pending << 5U) | static_cast<std::uint32_t>(alphabet.find(c));
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::uint8_t>(pending >> bits));
    }
  }
  return out;
}

struct FactorWorld : AuthWorld {
  platform::FixedClock still{Timestamp{1'780'000'000'000'000}};
  std::unique_ptr<platform::MasterKey> keys = open_test_keys(first_key);
  RelyingParty party{"coffer.example", "https://coffer.example"};
  ProofService proofs{database, *keys, passwords, still, party};
  StepUpService step_up{database, proofs, random};
  FactorService factors{database, *keys, proofs, step_up, random};
  SecondFactorService second_factor{database, proofs, random};
  PasskeyService passkeys{database, party, proofs, step_up, factors, random};
  PasswordService password_changes{database, passwords, proofs, step_up, sessions, mailing, random};
  SignedUp person = sign_up();
  std::string token;

  FactorWorld() { sign_in_again(); }

  // A session of the person's, proved by the password just now.
  void sign_in_again() {
    const auto session = start_session(person.caller);
    person.caller.session = session.id;
    token = session.token;
  }
  void make_proof_old() { stored("UPDATE auth.sessions SET proved_at = now() - interval '601 seconds' RETURNING 1"); }
  void prove_by_factor() { stored("UPDATE auth.sessions SET proof = 'totp', proved_at = now() RETURNING 1"); }
  std::string code_at(const platform::Bytes& seed, std::int64_t steps_from_now = 0) const {
    return platform::totp_code(seed, platform::totp_step(still.now()) + steps_from_now);
  }
  void next_step() { still.advance_micros(30'000'000); }

  struct Enrolled {
    platform::Bytes seed;
    std::vector<std::string> recovery_codes;
  };
  Enrolled enrol() {
    auto begun = write(person.caller, [&](platform::UnitOfWork& unit) { return factors.begin_totp(unit); });
    EXPECT_TRUE(begun) << begun.error().detail << begun.error().cause;
    Enrolled enrolled;
    enrolled.seed = decode_base32(begun->seed);
    auto codes = write(person.caller,
                       [&](platform::UnitOfWork& unit) { return factors.confirm_totp(unit, code_at(enrolled.seed)); });
    EXPECT_TRUE(codes) << codes.error().detail << codes.error().cause;
    enrolled.recovery_codes = *codes;
    next_step();
    return enrolled;
  }
  PendingSignIn begin_sign_in() {
    auto pending = write(person.caller, [&](platform::UnitOfWork& unit) { return second_factor.begin(unit); });
    EXPECT_TRUE(pending && *pending);
    return **pending;
  }
  auto prove(const std::string& pending, OfferedProof offered) {
    return run(second_factor.prove(stranger(), pending, std::move(offered), "agent"));
  }
  // As step-up does, without a session.
  Result<Proof> spend(const Caller& caller, OfferedProof offered) {
    auto begun = run(proofs.begin(caller, std::move(offered), PasskeyPurpose::StepUp));
    if (!begun) return fail(std::move(begun).error());
    return write(caller, [&](platform::UnitOfWork& unit) { return proofs.spend(unit, *begun); });
  }
  // How many of twenty at once are accepted.
  int spend_twenty_times(OfferedProof offered) {
    const auto begun = run(proofs.begin(person.caller, std::move(offered), PasskeyPurpose::StepUp));
    EXPECT_TRUE(begun);
    int accepted = 0;
    const auto attempt = [&]() -> platform::Task<> {
      const auto proof = co_await database.write(
          person.caller, [&](platform::UnitOfWork& unit) { return proofs.spend(unit, *begun); });
      if (proof) ++accepted;
      if (!proof) EXPECT_EQ(proof.error().problem, problems::wrong_proof) << proof.error().cause;
      co_return Result<>{};
    };
    std::vector<platform::Task<>> attempts;
    for (int i = 0; i < 20; ++i) attempts.push_back(attempt());
    EXPECT_TRUE(run(platform::when_all(std::move(attempts))));
    return accepted;
  }
  std::string problem_of_proof(const std::string& pending, OfferedProof offered) {
    const auto proved = prove(pending, std::move(offered));
    return proved ? "" : std::string(proved.error().problem);
  }
  std::string audited(const std::string& action) {
    return stored("SELECT count(*) FROM audit.audit_log WHERE action = $1 AND actor_id = $2",
                  {action, person.caller.user.text()});
  }
};

}  // namespace coffer::auth
