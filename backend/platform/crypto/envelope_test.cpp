#include "platform/crypto/envelope.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace coffer::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view row = "auth.totp_secrets/0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b01";
constexpr std::string_view seed = "twenty bytes of seed";

struct EnvelopeTest : testing::Test {
  fs::path file = fs::temp_directory_path() / ("coffer-envelope-" + std::to_string(::getpid()));
  ~EnvelopeTest() override { fs::remove(file); }

  std::unique_ptr<MasterKey> keys(const std::string& lines) {
    std::ofstream(file) << lines;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    auto opened = open_master_key_file(file);
    return opened ? std::move(*opened) : nullptr;
  }
  static Bytes seal(const MasterKey& key) {
    auto sealed = seal_secret(key, as_bytes(seed), row);
    EXPECT_TRUE(sealed);
    return *sealed;
  }
  const std::string first = std::string(64, 'a') + "\n";
  const std::string second = std::string(64, 'b') + "\n";
};

TEST_F(EnvelopeTest, WhatWasSealedOpensForItsRowAlone) {
  const auto key = keys(first);
  const auto sealed = seal(*key);
  const auto opened = open_secret(*key, sealed, row);
  ASSERT_TRUE(opened) << opened.error().cause;
  EXPECT_TRUE(std::ranges::equal(*opened, as_bytes(seed)));
  EXPECT_TRUE(std::ranges::search(sealed, as_bytes(seed)).empty());
  const auto elsewhere = open_secret(*key, sealed, "auth.totp_secrets/0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02");
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().problem, problems::secret_damaged);
}

TEST_F(EnvelopeTest, EveryFlippedBitAndEveryCutIsFound) {
  const auto key = keys(first);
  const auto sealed = seal(*key);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto changed = sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_FALSE(open_secret(*key, changed, row)) << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(open_secret(*key, std::span(sealed).first(size), row)) << size;
}

TEST_F(EnvelopeTest, TwoSealsOfOneSecretShareNoKey) {
  const auto key = keys(first);
  const auto one = seal(*key);
  const auto two = seal(*key);
  const auto head = 2 + key->name().size() + 1;
  EXPECT_TRUE(std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(head), two.begin()));
  EXPECT_FALSE(std::equal(one.begin() + static_cast<std::ptrdiff_t>(head), one.end(),
                          two.begin() + static_cast<std::ptrdiff_t>(head)));
}

TEST_F(EnvelopeTest, AFormerKeyOpensAndSaysThatItIsFormer) {
  const auto old = keys(first);
  const auto sealed = seal(*old);
  const auto rotated = keys(second + first);
  EXPECT_NE(rotated->name(), old->name());
  EXPECT_EQ(sealing_key(sealed), old->name());
  EXPECT_TRUE(open_secret(*rotated, sealed, row));
  const auto anew = seal(*rotated);
  EXPECT_EQ(sealing_key(anew), rotated->name());
  const auto without = keys(second);
  const auto refused = open_secret(*without, sealed, row);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(open_secret(*without, anew, row));
}

TEST_F(EnvelopeTest, AKeyFileHasOneToEightWholeLines) {
  EXPECT_FALSE(keys(""));
  EXPECT_FALSE(keys("\n"));
  EXPECT_FALSE(keys(std::string(63, 'a') + "\n"));
  EXPECT_FALSE(keys(first + "\n"));
  std::string many;
  for (int i = 0; i < 8; ++i) many += first;
  EXPECT_TRUE(keys(many));
  EXPECT_FALSE(keys(many + first));
  EXPECT_TRUE(keys(std::string(64, 'a')));
}

}  // namespace
}  // namespace coffer::platform
