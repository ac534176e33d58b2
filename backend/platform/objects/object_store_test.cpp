#include <gtest/gtest.h>

#include <fstream>

#include "platform/async/loop.hpp"
#include "platform/clock/random.hpp"
#include "platform/objects/object_store.hpp"

namespace coffer::platform {
namespace {

namespace fs = std::filesystem;

class ObjectStoreTest : public ::testing::Test {
 protected:
  ObjectStoreTest() : random_(clock_) {
    folder_ = fs::temp_directory_path() / ("coffer_objects_" + random_.token(8));
    fs::create_directories(folder_);
    EXPECT_TRUE(create_master_key_file(key_file()));
    store_ = open();
  }
  ~ObjectStoreTest() override { fs::remove_all(folder_); }

  [[nodiscard]] fs::path key_file() const { return folder_ / "key"; }
  std::unique_ptr<ObjectStore> open(std::uint64_t limit = 1 << 30) {
    auto key = open_master_key_file(key_file());
    EXPECT_TRUE(key);
    auto store = open_local_objects({.folder = folder_ / "objects", .object_bytes = limit}, std::move(*key));
    EXPECT_TRUE(store);
    return std::move(*store);
  }
  template <class T>
  Result<T> run(Task<T> task) {
    return run_to_end(loop_, std::move(task));
  }
  ObjectId put(const std::string& bytes) {
    const auto id = random_.id<ObjectId>();
    EXPECT_TRUE(run(store_->put(id, bytes)));
    return id;
  }
  [[nodiscard]] fs::path only_file() const {
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "objects")) {
      if (entry.is_regular_file()) return entry.path();
    }
    return {};
  }
  [[nodiscard]] std::string read(const fs::path& path) const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  SystemClock clock_;
  SystemRandom random_;
  Loop loop_;
  fs::path folder_;
  std::unique_ptr<ObjectStore> store_;
};

TEST_F(ObjectStoreTest, GivesBackWhatItGot) {
  for (const std::size_t size : {0UL, 1UL, 65'535UL, 65'536UL, 65'537UL, 300'000UL}) {
    std::string bytes(size, '\0');
    random_.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    const auto id = random_.id<ObjectId>();
    const auto stored = run(store_->put(id, bytes));
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->size, size);
    EXPECT_EQ(stored->sha256, sha256(bytes));
    const auto back = run(store_->get(id));
    ASSERT_TRUE(back) << size;
    EXPECT_EQ(*back, bytes);
  }
}

TEST_F(ObjectStoreTest, KeepsNothingReadable) {
  put("the secret statement of an account");
  EXPECT_EQ(read(only_file()).find("secret"), std::string::npos);
  EXPECT_EQ(fs::status(only_file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(ObjectStoreTest, WritesAnIdOnce) {
  const auto id = put("first");
  EXPECT_EQ(run(store_->put(id, std::string("second"))).error().kind, ErrorKind::Conflict);
  EXPECT_EQ(*run(store_->get(id)), "first");
}

TEST_F(ObjectStoreTest, RemovesAndForgets) {
  const auto id = put("bytes");
  EXPECT_TRUE(run(store_->remove(id)));
  EXPECT_TRUE(run(store_->remove(id)));
  EXPECT_EQ(run(store_->get(id)).error().kind, ErrorKind::NotFound);
}

TEST_F(ObjectStoreTest, FindsEveryKindOfDamage) {
  const auto id = put(std::string(200'000, 'x'));
  const auto path = only_file();
  const auto good = read(path);
  const auto is_refused = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto got = run(store_->get(id));
    return !got && got.error().problem == problems::object_damaged;
  };
  for (const std::size_t at : {0UL, 8UL, 40UL, 100UL, 150UL, 70'000UL, good.size() - 1}) {
    auto bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    EXPECT_TRUE(is_refused(bytes)) << at;
  }
  for (const std::size_t size : {0UL, 5UL, 60UL, 120UL, 70'000UL, good.size() - 1})
    EXPECT_TRUE(is_refused(good.substr(0, size))) << size;
  EXPECT_TRUE(is_refused(good + "x"));
  EXPECT_FALSE(is_refused(good));
}

TEST_F(ObjectStoreTest, AnObjectCannotPassForAnother) {
  put("one");
  const auto path = only_file();
  const auto other = random_.id<ObjectId>();
  const auto name = other.text();
  const auto place = folder_ / "objects" / name.substr(34, 2) / name.substr(32, 2) / name;
  fs::create_directories(place.parent_path());
  fs::copy(path, place);
  EXPECT_FALSE(run(store_->get(other)));
}

TEST_F(ObjectStoreTest, AFailedPutLeavesNothing) {
  auto small = open(100'000);
  const auto id = random_.id<ObjectId>();
  EXPECT_EQ(run(small->put(id, std::string(100'001, 'x'))).error().kind, ErrorKind::TooLarge);
  ObjectSource broken = [](std::span<std::uint8_t>) -> Result<std::size_t> {
    return fail(ErrorKind::Timeout, "test/broken", "The upload ended early.");
  };
  EXPECT_EQ(run(small->put(id, std::move(broken))).error().problem, "test/broken");
  EXPECT_EQ(only_file(), fs::path());
  EXPECT_TRUE(run(small->put(id, std::string("x"))));
}

TEST_F(ObjectStoreTest, AnotherMasterKeyOpensNothing) {
  const auto id = put("bytes");
  fs::remove(key_file());
  ASSERT_TRUE(create_master_key_file(key_file()));
  EXPECT_FALSE(run(open()->get(id)));
}

TEST_F(ObjectStoreTest, TheKeyFileMustBePrivate) {
  fs::permissions(key_file(), fs::perms::group_read, fs::perm_options::add);
  EXPECT_FALSE(open_master_key_file(key_file()));
  EXPECT_FALSE(open_master_key_file(folder_ / "absent"));
  const auto before = read(key_file());
  EXPECT_TRUE(create_master_key_file(key_file()));
  EXPECT_EQ(read(key_file()), before);
}

}  // namespace
}  // namespace coffer::platform
