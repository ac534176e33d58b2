#include "platform/cbor/cbor_reader.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {
namespace {

struct Read {
  Bytes bytes;
  std::optional<CborValue> value;
  std::size_t left = 0;
};

Read read(std::string_view hex) {
  Read out{*from_hex(hex), std::nullopt};
  std::span<const std::uint8_t> rest = out.bytes;
  out.value = read_cbor(rest);
  out.left = rest.size();
  return out;
}

// RFC 8949, appendix A.
TEST(CborReader, MatchesPublishedVectors) {
  EXPECT_EQ(read("00").value->integer, 0);
  EXPECT_EQ(read("17").value->integer, 23);
  EXPECT_EQ(read("1818").value->integer, 24);
  EXPECT_EQ(read("1a000f4240").value->integer, 1'000'000);
  EXPECT_EQ(read("1b000000e8d4a51000").value->integer, 1'000'000'000'000);
  EXPECT_EQ(read("20").value->integer, -1);
  EXPECT_EQ(read("3903e7").value->integer, -1000);
  EXPECT_EQ(read("f4").value->kind, CborKind::False);
  EXPECT_EQ(read("f5").value->kind, CborKind::True);
  EXPECT_EQ(read("f6").value->kind, CborKind::Null);
  EXPECT_EQ(read("4401020304").value->bytes.size(), 4U);
  EXPECT_EQ(read("6449455446").value->text(), "IETF");
  EXPECT_EQ(read("83010203").value->items.size(), 3U);
  const auto map = read("a26161016162820203");
  EXPECT_EQ(map.value->find("a")->integer, 1);
  EXPECT_EQ(map.value->find("b")->items.at(1).integer, 3);
  EXPECT_EQ(map.value->find("c"), nullptr);
  EXPECT_EQ(read("a201020304").value->find(3)->integer, 4);
}

TEST(CborReader, WhatFollowsIsLeft) {
  EXPECT_EQ(read("0102").left, 1U);
  EXPECT_EQ(read("19").left, 1U);
}

TEST(CborReader, WhatAuthenticatorsDoNotWriteIsRefused) {
  for (const std::string_view hex : {"",
                                     "18",
                                     "1817",
                                     "190018",
                                     "1a0000ffff",
                                     "1b00000000ffffffff",
                                     "1bffffffffffffffff",
                                     "3bffffffffffffffff",
                                     "1c",
                                     "5f42010243030405ff",
                                     "9fff",
                                     "bfff",
                                     "c001",
                                     "f93c00",
                                     "fa47c35000",
                                     "f7",
                                     "f0",
                                     "f818",
                                     "ff",
                                     "42ff",
                                     "62c328",          // no UTF-8
                                     "a201010102",      // a key twice
                                     "a2616101616102",  // likewise, text
                                     "a1f501",
                                     "a1410101",         // keys of other kinds
                                     "81818181818100"})  // too deep
    EXPECT_FALSE(read(hex).value) << hex;
}

TEST(CborReader, SizesThatLieAreRefusedBeforeAnythingIsReserved) {
  for (const std::string_view hex :
       {"5affffffff", "7b7fffffffffffffff", "9affffffff", "baffffffff", "9b7fffffffffffffff"})
    EXPECT_FALSE(read(hex).value) << hex;
  EXPECT_FALSE(read("98ff" + std::string(2 * 255, '0')).value);  // more values than allowed
}

}  // namespace
}  // namespace coffer::platform
