#include "base/id.hpp"

#include <gtest/gtest.h>

namespace coffer {
namespace {

TEST(Uuid, RoundTripsTheCanonicalForm) {
  const std::string text = "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6";
  const auto uuid = parse_uuid(text);
  ASSERT_TRUE(uuid);
  EXPECT_EQ(uuid->bytes[0], 0x01);
  EXPECT_EQ(uuid->bytes[15], 0xA6);
  EXPECT_EQ(format_uuid(*uuid), text);
  EXPECT_EQ(parse_uuid("0192F3A4-5B6C-7D8E-9FA0-B1C2D3E4F5A6"), uuid);
}

TEST(Uuid, RefusesOtherForms) {
  for (const char* text : {"", "0192f3a45b6c7d8e9fa0b1c2d3e4f5a6", "{0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6}",
                           "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a", "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5ag",
                           "0192f3a45-b6c-7d8e-9fa0-b1c2d3e4f5a6", "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6 "}) {
    EXPECT_FALSE(parse_uuid(text)) << text;
  }
}

TEST(Id, KeepsItsKind) {
  static_assert(!std::is_convertible_v<AccountId, UserId>);
  EXPECT_TRUE(AccountId{}.is_nil());
  const auto id = parse_id<AccountId>("0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6");
  ASSERT_TRUE(id);
  EXPECT_FALSE(id->is_nil());
  EXPECT_EQ(id->text(), "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6");
}

}  // namespace
}  // namespace coffer
