#include "platform/objects/sealed_file.hpp"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace coffer::platform {
namespace {

constexpr std::string_view magic{"COFFER\1", 7};
constexpr std::size_t chunk_size = 64 * 1024;
constexpr std::size_t tag_size = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t stream_header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

[[nodiscard]] std::unexpected<Error> fail_io() {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::object_store_failed;
  error.detail = "The object store cannot be used at the moment.";
  error.cause = std::strerror(errno);
  return fail(std::move(error));
}

[[nodiscard]] std::unexpected<Error> fail_damaged(std::string cause) {
  Error error;
  error.kind = ErrorKind::Bug;
  error.problem = problems::object_damaged;
  error.detail = "The stored object is damaged.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

Result<> write_all(int fd, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return fail_io();
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

// How much of `bytes` there was before the end of the file.
Result<std::size_t> read_up_to(int fd, std::span<std::uint8_t> bytes) {
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto got = ::read(fd, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail_io();
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have;
}

Result<> read_exactly(int fd, std::span<std::uint8_t> bytes) {
  COFFER_TRY(have, read_up_to(fd, bytes));
  if (have != bytes.size()) return fail_damaged("the head is cut");
  return {};
}

Result<Bytes> read_counted(int fd) {
  std::uint8_t size = 0;
  COFFER_CHECK(read_exactly(fd, {&size, 1}));
  Bytes bytes(size);
  COFFER_CHECK(read_exactly(fd, bytes));
  return bytes;
}

Result<> write_counted(int fd, std::span<const std::uint8_t> bytes) {
  const auto size = static_cast<std::uint8_t>(bytes.size());
  COFFER_CHECK(write_all(fd, {&size, 1}));
  return write_all(fd, bytes);
}

// Fills the chunk unless the source ends.
Result<std::size_t> fill_chunk(const ObjectSource& source, std::span<std::uint8_t> chunk) {
  std::size_t have = 0;
  while (have < chunk.size()) {
    COFFER_TRY(got, source(chunk.subspan(have)));
    if (got == 0) break;
    have += got;
  }
  return have;
}

}  // namespace

Result<SealedSize> seal_file(int fd, const MasterKey& master_key, std::string_view context, const ObjectSource& source,
                             std::uint64_t limit) {
  DataKey key;
  crypto_secretstream_xchacha20poly1305_keygen(key.data());
  COFFER_TRY(wrapped, master_key.wrap(key, context));
  COFFER_CHECK(write_all(fd, as_bytes(magic)));
  COFFER_CHECK(write_counted(fd, as_bytes(master_key.name())));
  COFFER_CHECK(write_counted(fd, wrapped));

  crypto_secretstream_xchacha20poly1305_state stream;
  std::array<std::uint8_t, stream_header_size> header{};
  crypto_secretstream_xchacha20poly1305_init_push(&stream, header.data(), key.data());
  wipe(key);
  COFFER_CHECK(write_all(fd, header));

  SealedSize sealed;
  Sha256 digest;
  Bytes chunk(chunk_size);
  Bytes cipher(chunk_size + tag_size);
  for (bool last = false; !last;) {
    COFFER_TRY(size, fill_chunk(source, chunk));
    // A chunk that is not full is the last; an exact multiple ends in an empty one.
    last = size < chunk_size;
    sealed.bytes += size;
    if (sealed.bytes > limit) {
      return fail(ErrorKind::TooLarge, problems::object_too_large, "The object is larger than the store accepts.");
    }
    digest.add({chunk.data(), size});
    const auto tag = static_cast<unsigned char>(last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    crypto_secretstream_xchacha20poly1305_push(&stream, cipher.data(), nullptr, chunk.data(), size, nullptr, 0, tag);
    COFFER_CHECK(write_all(fd, {cipher.data(), size + tag_size}));
  }
  sealed.sha256 = digest.finish();
  return sealed;
}

Result<std::uint64_t> unseal_file(int fd, const MasterKey& master_key, std::string_view context,
                                  const ObjectSink& sink) {
  std::array<std::uint8_t, magic.size()> start{};
  COFFER_CHECK(read_exactly(fd, start));
  if (std::memcmp(start.data(), magic.data(), magic.size()) != 0) return fail_damaged("not an object file");
  COFFER_TRY(key_name, read_counted(fd));
  COFFER_TRY(wrapped, read_counted(fd));
  const std::string name(key_name.begin(), key_name.end());
  const auto opened = master_key.unwrap(name, wrapped, context);
  if (!opened) return fail_damaged("wrapped by key " + name + ": " + opened.error().detail);
  auto key = *opened;
  std::array<std::uint8_t, stream_header_size> header{};
  COFFER_CHECK(read_exactly(fd, header));
  crypto_secretstream_xchacha20poly1305_state stream;
  const bool valid = crypto_secretstream_xchacha20poly1305_init_pull(&stream, header.data(), key.data()) == 0;
  wipe(key);
  if (!valid) return fail_damaged("bad stream header");

  std::uint64_t total = 0;
  Bytes cipher(chunk_size + tag_size);
  Bytes chunk(chunk_size);
  for (bool last = false; !last;) {
    COFFER_TRY(size, read_up_to(fd, cipher));
    unsigned long long plain = 0;
    unsigned char tag = 0;
    if (size < tag_size || crypto_secretstream_xchacha20poly1305_pull(&stream, chunk.data(), &plain, &tag,
                                                                      cipher.data(), size, nullptr, 0) != 0) {
      return fail_damaged("a chunk is not authentic");
    }
    last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (plain > 0) COFFER_CHECK(sink({chunk.data(), static_cast<std::size_t>(plain)}));
    total += plain;
  }
  COFFER_TRY(beyond, read_up_to(fd, std::span(cipher).first(1)));
  if (beyond != 0) return fail_damaged("bytes after the end");
  return total;
}

}  // namespace coffer::platform
