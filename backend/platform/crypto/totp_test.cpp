#include "platform/crypto/totp.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {
namespace {

// RFC 6238, appendix B, SHA-1; the last six of the eight digits printed there.
TEST(Totp, MatchesPublishedVectors) {
  const auto seed = as_bytes("12345678901234567890");
  const auto at = [&](std::int64_t seconds) { return totp_code(seed, totp_step({seconds * 1'000'000})); };
  EXPECT_EQ(at(59), "287082");
  EXPECT_EQ(at(1111111109), "081804");
  EXPECT_EQ(at(1111111111), "050471");
  EXPECT_EQ(at(1234567890), "005924");
  EXPECT_EQ(at(2000000000), "279037");
  EXPECT_EQ(at(20000000000), "353130");
}

// RFC 4648, section 10, without the padding.
TEST(Totp, Base32MatchesPublishedVectors) {
  EXPECT_EQ(to_base32(as_bytes("")), "");
  EXPECT_EQ(to_base32(as_bytes("f")), "MY");
  EXPECT_EQ(to_base32(as_bytes("fo")), "MZXQ");
  EXPECT_EQ(to_base32(as_bytes("foo")), "MZXW6");
  EXPECT_EQ(to_base32(as_bytes("foob")), "MZXW6YQ");
  EXPECT_EQ(to_base32(as_bytes("fooba")), "MZXW6YTB");
  EXPECT_EQ(to_base32(as_bytes("foobar")), "MZXW6YTBOI");
}

}  // namespace
}  // namespace coffer::platform
