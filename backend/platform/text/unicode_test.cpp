#include "platform/text/unicode.hpp"

#include <gtest/gtest.h>

namespace coffer::platform {
namespace {

TEST(Unicode, OneCharacterHasOneForm) {
  EXPECT_EQ(to_nfkc("e\u0301"), "\u00e9");
  EXPECT_EQ(to_nfkc("\u00e9"), "\u00e9");
  EXPECT_EQ(to_nfkc("\u212b"), "\u00c5");        // angstrom sign
  EXPECT_EQ(to_nfkc("\ufb01sh"), "fish");        // ligature
  EXPECT_EQ(to_nfkc("\uff21\uff11"), "A1");      // full width
  EXPECT_EQ(to_nfkc("\u1100\u1161"), "\uac00");  // Hangul
  EXPECT_EQ(to_nfkc("plain text 123"), "plain text 123");
  EXPECT_EQ(to_nfkc(""), "");
}

TEST(Unicode, CaseIsFolded) {
  EXPECT_EQ(fold_case("PassWord"), "password");
  EXPECT_EQ(fold_case("Stra\u00dfe"), "strasse");
  EXPECT_EQ(fold_case("\u03a3"), fold_case("\u03c2"));  // capital and final sigma
}

TEST(Unicode, WhatIsNotTextIsRefused) {
  EXPECT_EQ(to_nfkc("\xff"), std::nullopt);
  EXPECT_EQ(to_nfkc("\xed\xa0\x80"), std::nullopt);  // a surrogate
  EXPECT_EQ(to_nfkc("\xc0\xaf"), std::nullopt);      // an overlong slash
  EXPECT_EQ(to_nfkc(std::string_view("a\0b", 3)), std::nullopt);
}

}  // namespace
}  // namespace coffer::platform
