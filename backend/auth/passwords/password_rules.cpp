#include "auth/passwords/password_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "auth/passwords/guessed_passwords.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/text/unicode.hpp"

namespace coffer::auth {
namespace {

constexpr std::string_view product = "coffer";
constexpr std::size_t word_least = 4;
constexpr std::size_t context_word_least = 3;
constexpr std::size_t run_least = 3;

constexpr std::array<std::string_view, 9> rows{"abcdefghijklmnopqrstuvwxyz",
                                               "01234567890",
                                               "qwertyuiop",
                                               "asdfghjkl",
                                               "zxcvbnm",
                                               "qwertzuiop",
                                               "azertyuiop",
                                               "1qaz2wsx3edc4",
                                               "qazwsxedcrfv"};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

void add_words(std::string_view text, std::set<std::string>& words) {
  auto folded = platform::fold_case(text).value_or(std::string());
  std::string_view rest = folded;
  while (!rest.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_word_byte) - rest.begin());
    if (end >= context_word_least) words.emplace(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
}

std::set<std::string> context_words(const PasswordContext& context) {
  std::set<std::string> words{std::string(product)};
  add_words(context.name, words);
  add_words(context.email, words);
  if (context.email.size() >= context_word_least) words.emplace(context.email);
  return words;
}

// How long the run of `row` is that `text` begins with, forwards or backwards.
std::size_t run_along(std::string_view text, std::string_view row) {
  const auto at = row.find(text.front());
  if (at == std::string_view::npos) return 0;
  std::size_t forwards = 1;
  while (forwards < text.size() && at + forwards < row.size() && text[forwards] == row[at + forwards]) ++forwards;
  std::size_t backwards = 1;
  while (backwards < text.size() && backwards <= at && text[backwards] == row[at - backwards]) ++backwards;
  return std::max(forwards, backwards);
}

std::size_t run_length(std::string_view text) {
  std::size_t longest = 1;
  while (longest < text.size() && text[longest] == text.front()) ++longest;
  for (const auto row : rows) longest = std::max(longest, run_along(text, row));
  return longest >= run_least ? longest : 0;
}

std::size_t word_length(std::string_view text, const std::set<std::string>& context) {
  std::size_t longest = 0;
  for (const auto& word : context) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  const auto common = guessed_passwords();
  static const std::size_t common_longest = std::ranges::max(common, {}, &std::string_view::size).size();
  for (auto size = std::min(text.size(), common_longest); size > longest && size >= word_least; --size) {
    if (std::ranges::binary_search(common, text.substr(0, size))) return size;
  }
  return longest;
}

std::size_t character_bytes(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

// Different parts, taking the longest known one at each place.
std::size_t count_parts(std::string_view folded, const std::set<std::string>& context) {
  std::set<std::string_view> parts;
  while (!folded.empty()) {
    const auto known = std::max(word_length(folded, context), run_length(folded));
    const auto size = std::max(known, character_bytes(folded));
    parts.insert(folded.substr(0, size));
    folded.remove_prefix(size);
  }
  return parts.size();
}

// "p4$$w0rd" as it is meant.
std::string undo_substitutions(std::string text) {
  constexpr std::string_view written = "013457@$!";
  constexpr std::string_view meant = "oleastasi";
  std::ranges::transform(text, text.begin(), [&](char c) {
    const auto at = written.find(c);
    return at == std::string_view::npos ? c : meant[at];
  });
  return text;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::optional<std::string> normalize_password(std::string_view password) {
  if (password.size() > password_bytes_most) return std::nullopt;
  auto normalized = platform::to_nfkc(password);
  if (normalized && normalized->size() > password_bytes_most) {
    platform::wipe(*normalized);
    return std::nullopt;
  }
  return normalized;
}

std::size_t count_password_parts(std::string_view normalized, const PasswordContext& context) {
  auto folded = platform::fold_case(normalized);
  if (!folded) return 0;
  const auto words = context_words(context);
  auto meant = undo_substitutions(*folded);
  const auto parts = std::min(count_parts(*folded, words), count_parts(meant, words));
  platform::wipe(*folded);
  platform::wipe(meant);
  return parts;
}

std::optional<std::string> find_password_fault(std::string_view normalized, const PasswordContext& context,
                                               SecondFactor factor) {
  const auto length = count_characters(normalized);
  if (factor == SecondFactor::Absent && length < password_characters_alone)
    return "Choose a password of at least 15 characters; a few words in a row do well.";
  if (length < password_characters_with_factor) return "Choose a password of at least 8 characters.";
  if (normalized.size() > password_bytes_most) return "Choose a password of at most 256 bytes.";
  if (count_password_parts(normalized, context) < password_parts_least)
    return "This password is among the first that are guessed: a common one, your name or address, or a pattern. "
           "Choose another; a few words that do not belong together do well.";
  return std::nullopt;
}

bool needs_second_factor(std::string_view normalized) {
  return count_characters(normalized) < password_characters_alone;
}

}  // namespace coffer::auth
