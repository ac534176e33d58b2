// The one key interface: whatever is stored encrypted has a data key of its own, wrapped by a master key
// that this interface hides (a local file here, a key service in the cloud). Files: platform/objects;
// small secrets in rows: platform/crypto/envelope.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::platform {

using DataKey = std::array<std::uint8_t, 32>;

class MasterKey {
 public:
  virtual ~MasterKey() = default;
  // The key that wraps today; at most 64 characters, no secret. It is stored beside what it wrapped.
  [[nodiscard]] virtual std::string_view name() const = 0;
  // The context (table and row, or the object's id) is bound to the wrapped key: it opens for nothing else.
  [[nodiscard]] virtual Result<Bytes> wrap(const DataKey& key, std::string_view context) const = 0;
  // By the key of that name, today's or a former one. Unavailable when there is none, or it does not open.
  [[nodiscard]] virtual Result<DataKey> unwrap(std::string_view key_name, std::span<const std::uint8_t> wrapped,
                                               std::string_view context) const = 0;
};

// A file that only its owner can read (refused otherwise): one key per line, 64 hexadecimal digits each. The
// first wraps; the others (7 at most) open what they wrapped before. To change the key, put a new line on top.
[[nodiscard]] Result<std::unique_ptr<MasterKey>> open_master_key_file(const std::filesystem::path& path);
// Makes the file with a fresh key when there is none.
[[nodiscard]] Result<> create_master_key_file(const std::filesystem::path& path);

namespace problems {
inline constexpr std::string_view master_key_unusable = "keys/master-key";  // Unavailable
}  // namespace problems

}  // namespace coffer::platform
