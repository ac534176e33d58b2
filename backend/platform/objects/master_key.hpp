// Envelope encryption: each object has a data key of its own, wrapped by a master key that this
// interface hides (a local file here, a key service in the cloud).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::platform {

using DataKey = std::array<std::uint8_t, 32>;

class MasterKey {
 public:
  virtual ~MasterKey() = default;
  // Which key wrapped it; at most 64 characters.
  [[nodiscard]] virtual std::string_view name() const = 0;
  // The context (the object's id) is bound to the wrapped key: it opens for no other object.
  [[nodiscard]] virtual Result<Bytes> wrap(const DataKey& key, std::string_view context) const = 0;
  [[nodiscard]] virtual Result<DataKey> unwrap(std::span<const std::uint8_t> wrapped,
                                               std::string_view context) const = 0;
};

// 32 bytes as hexadecimal digits in a file that only its owner can read (refused otherwise).
[[nodiscard]] Result<std::unique_ptr<MasterKey>> open_master_key_file(const std::filesystem::path& path);
// Makes the file with a fresh key when there is none.
[[nodiscard]] Result<> create_master_key_file(const std::filesystem::path& path);

}  // namespace coffer::platform
