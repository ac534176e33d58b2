#include "auth/paging/moment_cursor.hpp"

#include <array>
#include <cstring>

#include "platform/crypto/digest.hpp"

namespace coffer::auth {
namespace {

constexpr std::size_t encoded_bytes = 8 + 16;

}  // namespace

std::string make_moment_cursor(const Moment& moment) {
  std::array<std::uint8_t, encoded_bytes> bytes{};
  auto rest = static_cast<std::uint64_t>(moment.at.micros);
  for (std::size_t i = 8; i-- > 0; rest >>= 8) bytes[i] = static_cast<std::uint8_t>(rest);
  std::memcpy(bytes.data() + 8, moment.id.bytes.data(), 16);
  return platform::to_base64url(bytes);
}

Result<Moment> read_moment_cursor(const std::optional<std::string>& cursor, Moment first) {
  if (!cursor) return first;
  const auto bytes = platform::from_base64url(*cursor);
  // Bounded to what a timestamp of PostgreSQL holds: 56 bits of microseconds end in the year 4253.
  if (!bytes || bytes->size() != encoded_bytes || (*bytes)[0] != 0) {
    return fail(ErrorKind::Invalid, problems::bad_cursor, "Take `cursor` from `next_cursor` of the page before.",
                {FieldError{"?cursor", "Take it from `next_cursor` of the page before."}});
  }
  std::uint64_t micros = 0;
  for (std::size_t i = 0; i < 8; ++i) micros = (micros << 8) | (*bytes)[i];
  Moment moment;
  moment.at = Timestamp{static_cast<std::int64_t>(micros)};
  std::memcpy(moment.id.bytes.data(), bytes->data() + 8, 16);
  return moment;
}

}  // namespace coffer::auth
