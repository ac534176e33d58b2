// Reads CBOR (RFC 8949) as authenticators write it: definite lengths, shortest forms, no tags and no floating
// point; what exceeds the limits, or holds a key twice, is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace coffer::platform {

struct CborLimits {
  std::size_t depth = 4;
  std::size_t values = 128;
};

enum class CborKind : std::uint8_t { Integer, Bytes, Text, Array, Map, False, True, Null };

struct CborValue {
  CborKind kind = CborKind::Null;
  std::int64_t integer = 0;
  // Of bytes and text; into the buffer that was read.
  std::span<const std::uint8_t> bytes;
  // Of an array; of a map key and value in turn. Keys are integers or text.
  std::vector<CborValue> items;

  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  // Null when this is no map, or has no such key.
  [[nodiscard]] const CborValue* find(std::int64_t key) const;
  [[nodiscard]] const CborValue* find(std::string_view key) const;
};

// The value that `rest` begins with, which is taken off. Nothing, and `rest` as it was, when there is none.
[[nodiscard]] std::optional<CborValue> read_cbor(std::span<const std::uint8_t>& rest, CborLimits limits = {});

}  // namespace coffer::platform
