#include "platform/objects/object_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "platform/async/compute_pool.hpp"
#include "platform/objects/sealed_file.hpp"

namespace coffer::platform {
namespace {

[[nodiscard]] std::unexpected<Error> fail_io() {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::object_store_failed;
  error.detail = "The object store cannot be used at the moment.";
  error.cause = std::strerror(errno);
  return fail(std::move(error));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

Result<> sync_folder(const std::filesystem::path& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.is_open() || ::fsync(fd.get()) != 0) return fail_io();
  return {};
}

// The blocking half. Two levels of 256 folders; the last bytes of a UUIDv7 are random, the first are the time.
class ObjectFolder {
 public:
  ObjectFolder(LocalObjectSettings settings, std::shared_ptr<const MasterKey> key)
      : settings_(std::move(settings)), key_(std::move(key)) {}

  Result<StoredObject> put(ObjectId object, const ObjectSource& source) const {
    const auto path = path_of(object);
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return fail_io();
    if (::access(path.c_str(), F_OK) == 0) return fail_exists();
    auto temporary = path;
    temporary += ".part";
    const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.is_open()) return errno == EEXIST ? Result<StoredObject>(fail_exists()) : fail_io();
    auto stored = fill(fd.get(), object, source, path, temporary);
    if (!stored) ::unlink(temporary.c_str());
    return stored;
  }

  Result<std::uint64_t> get(ObjectId object, const ObjectSink& sink) const {
    const Descriptor fd(::open(path_of(object).c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.is_open()) {
      if (errno == ENOENT) return fail(ErrorKind::NotFound, problems::object_absent, "There is no such object.");
      return fail_io();
    }
    return unseal_file(fd.get(), *key_, object.text(), sink);
  }

  Result<> remove(ObjectId object) const {
    const auto path = path_of(object);
    if (::unlink(path.c_str()) != 0) return errno == ENOENT ? Result<>{} : fail_io();
    return sync_folder(path.parent_path());
  }

 private:
  static std::unexpected<Error> fail_exists() {
    return fail(ErrorKind::Conflict, problems::object_exists, "There is an object of this id already.");
  }

  [[nodiscard]] std::filesystem::path path_of(ObjectId object) const {
    const auto name = object.text();
    return settings_.folder / name.substr(34, 2) / name.substr(32, 2) / name;
  }

  Result<StoredObject> fill(int fd, ObjectId object, const ObjectSource& source, const std::filesystem::path& path,
                            const std::filesystem::path& temporary) const {
    COFFER_TRY(sealed, seal_file(fd, *key_, object.text(), source, settings_.object_bytes));
    if (::fsync(fd) != 0) return fail_io();
    // A link, unlike a rename, never replaces what another writer has put there.
    if (::link(temporary.c_str(), path.c_str()) != 0) {
      return errno == EEXIST ? Result<StoredObject>(fail_exists()) : fail_io();
    }
    ::unlink(temporary.c_str());
    COFFER_CHECK(sync_folder(path.parent_path()));
    COFFER_CHECK(sync_folder(path.parent_path().parent_path()));
    COFFER_CHECK(sync_folder(settings_.folder));
    StoredObject stored;
    stored.object = object;
    stored.size = sealed.bytes;
    stored.sha256 = sealed.sha256;
    return stored;
  }

  LocalObjectSettings settings_;
  std::shared_ptr<const MasterKey> key_;
};

class LocalObjectStore final : public ObjectStore {
 public:
  LocalObjectStore(const LocalObjectSettings& settings, std::shared_ptr<const MasterKey> key)
      : folder_(std::make_shared<const ObjectFolder>(settings, std::move(key))),
        threads_({.threads = settings.threads, .queue = settings.queue}) {}

  Task<StoredObject> put(ObjectId object, std::string bytes) override {
    ObjectSource source = [bytes = std::move(bytes), at = std::size_t{0}](std::span<std::uint8_t> out) mutable {
      const auto size = std::min(out.size(), bytes.size() - at);
      if (size > 0) std::memcpy(out.data(), bytes.data() + at, size);
      at += size;
      return Result<std::size_t>(size);
    };
    return put(object, std::move(source));
  }

  Task<StoredObject> put(ObjectId object, ObjectSource source) override {
    auto task =
        threads_.run([folder = folder_, object, source = std::move(source)] { return folder->put(object, source); });
    co_return co_await task;
  }

  Task<std::string> get(ObjectId object) override {
    auto task = threads_.run([folder = folder_, object]() -> Result<std::string> {
      std::string bytes;
      COFFER_CHECK(folder->get(object, [&](std::span<const std::uint8_t> piece) {
        bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        return Result<>{};
      }));
      return bytes;
    });
    co_return co_await task;
  }

  Task<std::uint64_t> get(ObjectId object, ObjectSink sink) override {
    auto task = threads_.run([folder = folder_, object, sink = std::move(sink)] { return folder->get(object, sink); });
    co_return co_await task;
  }

  Task<> remove(ObjectId object) override {
    auto task = threads_.run([folder = folder_, object] { return folder->remove(object); });
    co_return co_await task;
  }

 private:
  std::shared_ptr<const ObjectFolder> folder_;
  ComputePool threads_;
};

}  // namespace

Result<std::unique_ptr<ObjectStore>> open_local_objects(LocalObjectSettings settings,
                                                        std::shared_ptr<const MasterKey> master_key) {
  std::error_code error;
  std::filesystem::create_directories(settings.folder, error);
  if (error || ::access(settings.folder.c_str(), W_OK | X_OK) != 0) {
    Error failure;
    failure.kind = ErrorKind::Unavailable;
    failure.problem = problems::object_store_failed;
    failure.detail = "The folder of the object store cannot be written.";
    failure.cause = error ? error.message() : std::strerror(errno);
    return fail(std::move(failure));
  }
  return std::make_unique<LocalObjectStore>(settings, std::move(master_key));
}

}  // namespace coffer::platform
