#include "auth/factors/factor.hpp"

#include <array>
#include <utility>

namespace coffer::auth {
namespace {

constexpr std::array<std::pair<Proof, std::string_view>, 4> proofs{{
    {Proof::Password, "password"},
    {Proof::Totp, "totp"},
    {Proof::RecoveryCode, "recovery_code"},
    {Proof::Passkey, "passkey"},
}};

constexpr std::size_t code_characters = 24;
constexpr std::size_t code_group = 6;

// RFC 3986: everything but the unreserved characters.
std::string encode_percent(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "-._~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || unreserved.contains(c)) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

}  // namespace

std::string_view proof_name(Proof proof) {
  for (const auto& [value, name] : proofs) {
    if (value == proof) return name;
  }
  return "password";
}

Proof parse_proof(std::string_view name) {
  for (const auto& [value, word] : proofs) {
    if (word == name) return value;
  }
  return Proof::Password;
}

std::vector<Proof> ways_of_proof(const Factors& factors) {
  if (!factors.has_second_factor()) return {Proof::Password};
  std::vector<Proof> ways;
  if (factors.passkeys > 0) ways.push_back(Proof::Passkey);
  if (factors.totp_since) ways.push_back(Proof::Totp);
  if (factors.recovery_codes_left > 0) ways.push_back(Proof::RecoveryCode);
  return ways;
}

std::string format_recovery_code(std::string_view base32) {
  std::string out;
  for (std::size_t i = 0; i < base32.size(); ++i) {
    if (i > 0 && i % code_group == 0) out += '-';
    out += base32[i];
  }
  return out;
}

std::optional<std::string> normalize_recovery_code(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!((upper >= 'A' && upper <= 'Z') || (upper >= '2' && upper <= '7'))) return std::nullopt;
    code += upper;
  }
  if (code.size() != code_characters) return std::nullopt;
  return code;
}

std::string make_otpauth_url(std::string_view email, std::string_view seed) {
  return "otpauth://totp/Coffer:" + encode_percent(email) + "?secret=" + std::string(seed) +
         "&issuer=Coffer&algorithm=SHA1&digits=6&period=30";
}

}  // namespace coffer::auth
