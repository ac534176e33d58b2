#include "auth/passwords/password_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "auth/passwords/guessed_passwords.hpp"

namespace coffer::auth {
namespace {

constexpr PasswordContext ada{.email = "ada.byron@example.org", .name = "Ada Lovelace"};

bool is_accepted(std::string_view password, SecondFactor factor = SecondFactor::Absent) {
  const auto normalized = normalize_password(password);
  return normalized && !find_password_fault(*normalized, ada, factor);
}

TEST(PasswordRules, FifteenCharactersAloneAndEightWithASecondFactor) {
  EXPECT_FALSE(is_accepted("vat oxen lumba"));
  EXPECT_TRUE(is_accepted("vat oxen lumbar"));
  EXPECT_TRUE(is_accepted("vatoxenl", SecondFactor::Present));
  EXPECT_FALSE(is_accepted("vatoxen", SecondFactor::Present));
  EXPECT_TRUE(needs_second_factor("vatoxenl"));
  EXPECT_FALSE(needs_second_factor("vat oxen lumbar"));
}

TEST(PasswordRules, CharactersAreCountedFromBelowAndBytesFromAbove) {
  std::string accents = "vélo à énigme";  // 13 characters, 17 bytes
  EXPECT_FALSE(is_accepted(accents));
  EXPECT_TRUE(is_accepted(accents + "çü"));
  std::string longest;
  while (longest.size() < password_bytes_most) longest += static_cast<char>('a' + longest.size() * 7 % 26);
  EXPECT_TRUE(is_accepted(longest));
  EXPECT_FALSE(is_accepted(longest + "x"));
  // 15 characters that grow by normalisation: U+FDFA becomes 18 characters.
  std::string growing = "vat oxen lumbar";
  for (int i = 0; i < 10; ++i) growing += "\ufdfa";
  EXPECT_FALSE(is_accepted(growing));
}

TEST(PasswordRules, NothingIsAskedOfItsComposition) {
  EXPECT_TRUE(is_accepted("vatoxenlumbarquay"));
  EXPECT_TRUE(is_accepted("VATOXENLUMBARQUAY"));
  EXPECT_TRUE(is_accepted("9274 1830 5561 28"));
  EXPECT_TRUE(is_accepted("            vat oxen"));
  EXPECT_TRUE(is_accepted("正しい馬の電池は山と川のあいだで鳴る"));
}

TEST(PasswordRules, WhatIsTypedDifferentlyIsTheSamePassword) {
  EXPECT_EQ(normalize_password("cafe\u0301 vat oxen lumbar"), normalize_password("caf\u00e9 vat oxen lumbar"));
  EXPECT_FALSE(normalize_password("vat oxen lumbar\xff"));
}

TEST(PasswordRules, CommonPasswordsAndPatternsAreRefused) {
  for (const std::string_view password :
       {"passwordpassword", "Password12345678", "p4$$w0rdP4$$w0rd", "qwertyuiopasdfgh", "aaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopq", "98765432109876543", "123456789012345", "letmeinletmeinletmein", "iloveyou!iloveyou!",
        "sunshine123456789", "1qaz2wsx3edc4rfv", "zxcvbnmasdfghjkl"})
    EXPECT_FALSE(is_accepted(password)) << password;
  for (const std::string_view password : {"password", "sunshine1", "qwerty123", "11111111", "football!"})
    EXPECT_FALSE(is_accepted(password, SecondFactor::Present)) << password;
}

TEST(PasswordRules, WordsOfThePersonAndTheProductAreRefused) {
  for (const std::string_view password : {"ada.byron@example.org", "Lovelace Lovelace", "coffercoffercoffer",
                                          "AdaLovelace123456", "byron-byron-byron", "Coffer123!Coffer123!"})
    EXPECT_FALSE(is_accepted(password)) << password;
  // Nobody else's words.
  const auto other = normalize_password("turingturing alan");
  EXPECT_FALSE(find_password_fault(*other, ada, SecondFactor::Absent));
  const PasswordContext alan{.email = "turing@example.org", .name = "Alan Turing"};
  EXPECT_TRUE(find_password_fault(*other, alan, SecondFactor::Absent));
}

TEST(PasswordRules, AFewWordsInARowAreAccepted) {
  for (const std::string_view password : {"correct horse battery staple", "vat oxen lumbar quay", "my dog ate 9 figs!"})
    EXPECT_TRUE(is_accepted(password)) << password;
}

TEST(PasswordRules, TheListIsSortedAndLarge) {
  const auto words = guessed_passwords();
  EXPECT_GT(words.size(), 3000U);
  EXPECT_TRUE(std::ranges::is_sorted(words));
  EXPECT_TRUE(std::ranges::binary_search(words, "password"));
}

}  // namespace
}  // namespace coffer::auth
