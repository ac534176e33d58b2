#include "auth/factors/factor_service.hpp"

#include <array>

#include "auth/factors/factor_problems.hpp"
#include "platform/crypto/envelope.hpp"
#include "platform/crypto/totp.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

// RFC 4226, 4: the length of the digest.
constexpr std::size_t seed_bytes = 20;

void audit(UnitOfWork& unit, std::string_view action) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  unit.audit(std::move(entry));
}

std::unexpected<Error> nothing_to_confirm() {
  return fail(ErrorKind::NotFound, problems::totp_absent, "There are no one-time codes set up here.");
}

}  // namespace

Task<Factors> FactorService::get_factors(const Caller& caller) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(caller));
  co_return stored ? stored->factors : Factors{};
}

Task<Factors> FactorService::get_factors(UnitOfWork& unit) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  co_return stored ? stored->factors : Factors{};
}

Task<TotpEnrolment> FactorService::begin_totp(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::AddFactor));
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  std::array<std::uint8_t, seed_bytes> seed{};
  random_.fill(seed);
  TotpRow row;
  row.id = random_.id<TotpId>();
  TotpEnrolment enrolment;
  enrolment.seed = platform::to_base32(seed);
  auto sealed = platform::seal_secret(keys_, seed, totp_identity(row.id, unit.caller().user));
  platform::wipe(seed);
  if (!sealed) co_return fail(std::move(sealed).error());
  row.sealed_seed = std::move(*sealed);
  COFFER_CO_TRY(inserted, co_await store_.insert_totp(unit, row));
  if (!inserted)
    co_return fail(ErrorKind::Conflict, problems::totp_exists,
                   "One-time codes are set up already: remove them first to use another application.");
  enrolment.otpauth_url = make_otpauth_url(stored->email, enrolment.seed);
  audit(unit, "auth.totp.begin");
  co_return enrolment;
}

Task<std::vector<std::string>> FactorService::confirm_totp(UnitOfWork& unit, std::string code) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::AddFactor));
  COFFER_CO_TRY(row, co_await store_.find_totp(unit));
  if (!row || row->confirmed) co_return nothing_to_confirm();
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  auto step = co_await proofs_.find_step(*row, unit.caller().user, std::move(code));
  if (!step && step.error().problem == problems::wrong_proof)
    co_return fail(
        ErrorKind::Invalid, problems::wrong_code, "The code does not fit.",
        {FieldError{"/code", "Give the code that the application shows now; check the time of its device."}});
  if (!step) co_return fail(std::move(step).error());
  COFFER_CO_TRY(confirmed, co_await store_.confirm_totp(unit, row->id, *step));
  if (!confirmed) co_return nothing_to_confirm();
  audit(unit, "auth.totp.confirm");
  if (stored->factors.has_second_factor()) co_return std::vector<std::string>{};
  co_return co_await begin_recovery(unit);
}

Task<> FactorService::remove_totp(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::RemoveFactor));
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  if (!stored || !stored->factors.totp_since) co_return nothing_to_confirm();
  Factors left = stored->factors;
  left.totp_since.reset();
  COFFER_CO_CHECK(co_await check_removal(left));
  COFFER_CO_TRY(removed, co_await store_.delete_totp(unit));
  if (!removed) co_return nothing_to_confirm();
  if (!left.has_second_factor()) COFFER_CO_CHECK(co_await end_recovery(unit));
  audit(unit, "auth.totp.remove");
  co_return Result<>{};
}

Task<std::vector<std::string>> FactorService::renew_recovery_codes(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::RenewRecoveryCodes));
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  if (!stored || !stored->factors.has_second_factor())
    co_return fail(ErrorKind::Conflict, problems::no_second_factor,
                   "Recovery codes stand in for a second factor: set one up first.");
  co_return co_await begin_recovery(unit);
}

Task<std::vector<std::string>> FactorService::begin_recovery(UnitOfWork& unit) {
  std::vector<std::string> codes;
  std::vector<platform::Digest> hashes;
  for (std::size_t i = 0; i < recovery_code_count; ++i) {
    std::array<std::uint8_t, recovery_code_bytes> raw{};
    random_.fill(raw);
    const auto code = platform::to_base32(raw);
    hashes.push_back(platform::sha256(code));
    codes.push_back(format_recovery_code(code));
  }
  COFFER_CO_CHECK(co_await store_.replace_recovery_codes(unit, std::move(hashes)));
  audit(unit, "auth.recovery_codes.renew");
  co_return codes;
}

Task<> FactorService::check_removal(const Factors& left) {
  if (left.password_is_short && !left.has_second_factor())
    co_return fail(ErrorKind::Conflict, problems::password_needs_factor,
                   "Your password has fewer than 15 characters and does not stand alone: choose a longer one first.");
  co_return Result<>{};
}

Task<> FactorService::end_recovery(UnitOfWork& unit) { return store_.delete_recovery_codes(unit); }

}  // namespace coffer::auth
