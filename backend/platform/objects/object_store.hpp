// Bytes by identifier, encrypted at rest. What an object is and who may see it stands in PostgreSQL.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/async/loop.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/master_key.hpp"

namespace coffer::platform {

struct StoredObject {
  ObjectId object;
  std::uint64_t size = 0;  // of the plain bytes
  Digest sha256{};         // of the plain bytes
};

// Fills the span from its start and says how much; 0 is the end. Called on a pool thread.
using ObjectSource = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;
// Takes the next piece. Called on a pool thread. Every piece is authentic; only the end of a get
// without an error says that the object is whole.
using ObjectSink = std::function<Result<>(std::span<const std::uint8_t>)>;

class ObjectStore {
 public:
  virtual ~ObjectStore() = default;
  // After success the object survives a power cut; after an error there is nothing of it. An id is
  // written once: Conflict when it exists.
  [[nodiscard]] virtual Task<StoredObject> put(ObjectId object, std::string bytes) = 0;
  [[nodiscard]] virtual Task<StoredObject> put(ObjectId object, ObjectSource source) = 0;
  // NotFound when absent; Bug when damaged.
  [[nodiscard]] virtual Task<std::string> get(ObjectId object) = 0;
  [[nodiscard]] virtual Task<std::uint64_t> get(ObjectId object, ObjectSink sink) = 0;
  // An absent object is removed already.
  [[nodiscard]] virtual Task<> remove(ObjectId object) = 0;
};

struct LocalObjectSettings {
  std::filesystem::path folder;
  std::size_t threads = 2;
  std::size_t queue = 64;
  std::uint64_t object_bytes = 1ULL << 30;
};

// A folder on a local disk. Checks at once that the folder can be written.
[[nodiscard]] Result<std::unique_ptr<ObjectStore>> open_local_objects(LocalObjectSettings settings,
                                                                      std::shared_ptr<const MasterKey> master_key);

namespace problems {
inline constexpr std::string_view object_absent = "objects/absent";
inline constexpr std::string_view object_exists = "objects/exists";
inline constexpr std::string_view object_damaged = "objects/damaged";
inline constexpr std::string_view object_too_large = "objects/too-large";
inline constexpr std::string_view object_store_failed = "objects/unavailable";
}  // namespace problems

}  // namespace coffer::platform
