// The file format of an encrypted object:
//   "COFFER\1", size and text of the master key's name, size and bytes of the wrapped data key,
//   the header of an XChaCha20-Poly1305 secretstream, then chunks of 64 KiB, the last one tagged
//   final, so that reordered, missing and appended chunks are all found.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "base/result.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/objects/object_store.hpp"

namespace coffer::platform {

struct SealedSize {
  std::uint64_t bytes = 0;
  Digest sha256{};
};

// Blocking. Writes to an open descriptor; the caller syncs and names the file.
[[nodiscard]] Result<SealedSize> seal_file(int fd, const MasterKey& master_key, std::string_view context,
                                           const ObjectSource& source, std::uint64_t limit);
[[nodiscard]] Result<std::uint64_t> unseal_file(int fd, const MasterKey& master_key, std::string_view context,
                                                const ObjectSink& sink);

}  // namespace coffer::platform
