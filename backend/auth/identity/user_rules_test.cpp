#include "auth/identity/user_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace coffer::auth {
namespace {

NewUser acceptable() {
  NewUser user;
  user.email = "ada@example.org";
  user.password = "fifteen letters";
  user.name = "Ada";
  return user;
}

std::string fault_of(NewUser user) {
  const auto checked = check_new_user(user);
  return checked ? "" : checked.error().fields.at(0).pointer;
}

TEST(UserRules, AnAddressIsLoweredAndStripped) {
  EXPECT_EQ(normalize_email("  Ada.Byron+coffer@Example.ORG "), "ada.byron+coffer@example.org");
  EXPECT_EQ(normalize_email("a@localhost"), "a@localhost");
}

TEST(UserRules, WhatCannotBeAnAddressIsRefused) {
  for (const std::string_view text : {"", "@", "a@", "@b", "a b@c", "a@b@c", "a@.b", "a@b.", "a..b@c", ".a@b", "a.@b",
                                      "a@b..c", "<a@b>", "a\n@b", "a,b@c", "a@b c"}) {
    EXPECT_FALSE(normalize_email(text)) << text;
  }
  EXPECT_FALSE(normalize_email(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(normalize_email("a@" + std::string(253, 'b')));
}

TEST(UserRules, ThePasswordIsNormalisedAndHeldToTheRulesForOneAlone) {
  auto user = acceptable();
  user.password = "fourteen chars";
  EXPECT_EQ(fault_of(user), "/password");
  user.password = std::string(257, 'x');
  EXPECT_EQ(fault_of(user), "/password");
  user.password = "ada@example.org ada";
  EXPECT_EQ(fault_of(user), "/password");
  user.password = "cafe\u0301 vat oxen lumbar";
  EXPECT_TRUE(check_new_user(user));
  EXPECT_EQ(user.password, "caf\u00e9 vat oxen lumbar");
}

TEST(UserRules, NamesLocalesAndZones) {
  auto user = acceptable();
  user.name = "   ";
  EXPECT_EQ(fault_of(user), "/name");
  user.name = std::string(101, 'a');
  EXPECT_EQ(fault_of(user), "/name");
  EXPECT_TRUE(is_locale("en"));
  EXPECT_TRUE(is_locale("pt-BR"));
  EXPECT_TRUE(is_locale("zh-Hant-TW"));
  for (const std::string_view text : {"", "e", "EN", "en-", "en--GB", "en_GB", "english", "en-GB-"})
    EXPECT_FALSE(is_locale(text)) << text;
  EXPECT_TRUE(is_time_zone("Europe/Berlin"));
  EXPECT_TRUE(is_time_zone("Etc/GMT+5"));
  for (const std::string_view text : {"", "/Berlin", "Europe/", "Europe Berlin", "../etc"})
    EXPECT_FALSE(is_time_zone(text)) << text;
}

TEST(UserRules, AllFaultsAreReportedTogether) {
  NewUser user;
  user.locale = "?";
  user.time_zone = "?";
  const auto checked = check_new_user(user);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().fields.size(), 5U);
}

}  // namespace
}  // namespace coffer::auth
