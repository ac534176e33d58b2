#include <gtest/gtest.h>

#include "platform/async/loop.hpp"
#include "platform/async/task_group.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::platform {
namespace {

TEST(Digest, MatchesPublishedVectors) {
  EXPECT_EQ(to_hex(sha256(std::string_view("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, case 2.
  EXPECT_EQ(to_hex(hmac_sha256(as_bytes("Jefe"), "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // RFC 4231, case 6: a key longer than a block.
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  Sha256 pieces;
  pieces.add(as_bytes("a"));
  pieces.add(as_bytes("bc"));
  EXPECT_EQ(pieces.finish(), sha256(std::string_view("abc")));
}

TEST(Digest, TextForms) {
  EXPECT_EQ(to_base64url(Bytes{0xfb, 0xff, 0x00}), "-_8A");
  EXPECT_EQ(from_base64url("-_8A"), (Bytes{0xfb, 0xff, 0x00}));
  EXPECT_EQ(from_base64url("-_8A="), std::nullopt);
  EXPECT_EQ(from_base64url("+/8A"), std::nullopt);
  EXPECT_EQ(from_hex("0aFF"), (Bytes{0x0a, 0xff}));
  EXPECT_EQ(from_hex("0a0"), std::nullopt);
  EXPECT_EQ(from_hex("zz"), std::nullopt);
  EXPECT_TRUE(equal_in_constant_time(as_bytes("a"), as_bytes("a")));
  EXPECT_FALSE(equal_in_constant_time(as_bytes("a"), as_bytes("b")));
  EXPECT_FALSE(equal_in_constant_time(as_bytes("a"), as_bytes("ab")));
}

template <class T>
Result<T> run(Task<T> task) {
  Loop loop;
  return run_to_end(loop, std::move(task));
}

TEST(PasswordHasher, KnowsItsOwnHashes) {
  PasswordHasher hasher({});
  const auto hash = run(hasher.hash("correct horse battery"));
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *hash;
  const auto right = run(hasher.verify("correct horse battery", *hash));
  EXPECT_TRUE(right->matches);
  EXPECT_FALSE(right->needs_rehash);
  EXPECT_FALSE(run(hasher.verify("correct horse batterz", *hash))->matches);
  EXPECT_FALSE(run(hasher.verify("correct horse battery", "not a hash"))->matches);
}

TEST(PasswordHasher, AnUnknownPersonMatchesNothing) {
  PasswordHasher hasher({});
  EXPECT_FALSE(run(hasher.verify("decoy", ""))->matches);
}

TEST(PasswordHasher, SaysWhenSettingsHaveGrown) {
  PasswordHasher old({});
  PasswordHasher stronger({.passes = 3});
  const auto hash = run(old.hash("correct horse battery"));
  const auto match = run(stronger.verify("correct horse battery", *hash));
  EXPECT_TRUE(match->matches);
  EXPECT_TRUE(match->needs_rehash);
}

TEST(PasswordHasher, ThePepperMatters) {
  PasswordHasher plain({});
  PasswordHasher peppered({.pepper = "pepper"});
  const auto hash = run(peppered.hash("correct horse battery"));
  EXPECT_TRUE(run(peppered.verify("correct horse battery", *hash))->matches);
  EXPECT_FALSE(run(plain.verify("correct horse battery", *hash))->matches);
}

TEST(PasswordHasher, AnotherPepperTakesOver) {
  const std::string password = "correct horse battery";
  PasswordHasher first({.pepper = "first"});
  PasswordHasher second({.pepper = "second", .former_peppers = {"first"}});
  PasswordHasher third({.pepper = "third", .former_peppers = {"second"}});
  const auto old = run(first.hash(password));
  EXPECT_TRUE(old->starts_with("pepper=")) << *old;
  EXPECT_EQ(old->find("first"), std::string::npos);
  const auto match = run(second.verify(password, *old));
  EXPECT_TRUE(match->matches);
  EXPECT_TRUE(match->needs_rehash);
  EXPECT_FALSE(run(second.verify("correct horse batterz", *old))->matches);
  const auto renewed = run(second.hash(password));
  EXPECT_FALSE(run(second.verify(password, *renewed))->needs_rehash);
  EXPECT_TRUE(run(third.verify(password, *renewed))->matches);
  // The pepper is gone, and with it what it hashed.
  EXPECT_FALSE(run(third.verify(password, *old))->matches);
}

TEST(PasswordHasher, AHashThatNamesNoPepperIsOfTheOldest) {
  const std::string password = "correct horse battery";
  PasswordHasher none({});
  PasswordHasher introduced({.pepper = "pepper", .former_peppers = {""}});
  const auto bare = run(none.hash(password));
  const auto match = run(introduced.verify(password, *bare));
  EXPECT_TRUE(match->matches);
  EXPECT_TRUE(match->needs_rehash);
  PasswordHasher peppered({.pepper = "pepper"});
  auto unnamed = *run(peppered.hash(password));
  unnamed.erase(0, unnamed.find('$'));
  EXPECT_TRUE(run(peppered.verify(password, unnamed))->matches);
  EXPECT_TRUE(run(peppered.verify(password, unnamed))->needs_rehash);
  EXPECT_FALSE(run(introduced.verify(password, unnamed))->matches);
}

Task<> hash_once(PasswordHasher& hasher, int& done, int& refused) {
  auto task = hasher.hash("correct horse battery");
  const auto result = co_await task;
  if (result) ++done;
  if (!result && result.error().kind == ErrorKind::Unavailable) ++refused;
  co_return Result<>{};
}

TEST(PasswordHasher, AFloodMeetsABoundedQueue) {
  PasswordHasher hasher({.threads = 1, .queue = 2});
  Loop loop;
  int done = 0;
  int refused = 0;
  std::vector<Task<>> tasks;
  for (int i = 0; i < 10; ++i) tasks.push_back(hash_once(hasher, done, refused));
  ASSERT_TRUE(run_to_end(loop, when_all(std::move(tasks))));
  EXPECT_EQ(done + refused, 10);
  EXPECT_GE(refused, 7);
  EXPECT_GE(done, 2);
}

TEST(TextForms, NothingIsReadAsNothing) {
  EXPECT_EQ(from_base64url(""), Bytes{});
  EXPECT_EQ(from_base64url(std::string_view{}), Bytes{});
  EXPECT_EQ(from_hex(""), Bytes{});
}

}  // namespace
}  // namespace coffer::platform
