// The encoding of an uploaded file, and its text as UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace coffer::finance {

enum class Encoding { Utf8, Utf16Le, Utf16Be, Windows1252, Iso8859_15 };

// "utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15".
[[nodiscard]] std::string_view encoding_name(Encoding encoding);
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view name);

// By its byte order mark; else UTF-8 when it is that, or mostly that; else one of the two Western
// encodings. UTF-16 without a mark is told by its NUL bytes.
[[nodiscard]] Encoding detect_encoding(std::span<const std::byte> bytes);

// The text without a byte order mark. UTF-8 is a view of `bytes`; everything else is converted into
// `storage`. Whether UTF-8 is well formed is for the reader of the records, which knows the place.
[[nodiscard]] Result<std::string_view> decode_text(std::span<const std::byte> bytes, Encoding encoding,
                                                   std::string& storage);

// One character, which is no surrogate.
void append_utf8(std::string& out, char32_t character);

}  // namespace coffer::finance
