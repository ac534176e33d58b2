// Which passwords are accepted (NIST SP 800-63B-4, 3.1.1): long enough, not too long, and not guessed at once.
// There are no rules of composition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coffer::auth {

// Whether the account has a second factor beside the password.
enum class SecondFactor : std::uint8_t { Absent, Present };

inline constexpr std::size_t password_characters_alone = 15;
inline constexpr std::size_t password_characters_with_factor = 8;
inline constexpr std::size_t password_bytes_most = 256;

// Words that a guesser tries first with this person.
struct PasswordContext {
  std::string_view email;
  std::string_view name;
};

// The form in which a password is hashed and verified (NFKC), so that one typed on another keyboard is the same.
// Nothing when it is not text, or longer than the limit before or after.
[[nodiscard]] std::optional<std::string> normalize_password(std::string_view password);

// Of a normalised password: what is wrong with it, as a sentence for the person; nothing when it is accepted.
[[nodiscard]] std::optional<std::string> find_password_fault(std::string_view normalized,
                                                             const PasswordContext& context, SecondFactor factor);
// Whether it is accepted only because of the second factor.
[[nodiscard]] bool needs_second_factor(std::string_view normalized);

// Of how many different parts it is made: a common password, a word of the context, a run of the alphabet, of
// digits or of neighbouring keys, and one repeated character count once each; so does any other character.
[[nodiscard]] std::size_t count_password_parts(std::string_view normalized, const PasswordContext& context);
inline constexpr std::size_t password_parts_least = 4;

// Unicode code points.
[[nodiscard]] std::size_t count_characters(std::string_view text);

}  // namespace coffer::auth
