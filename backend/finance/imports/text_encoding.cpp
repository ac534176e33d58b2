#include "finance/imports/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "finance/imports/csv_reader.hpp"
#include "finance/imports/file_problems.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::pair<Encoding, std::string_view>, 5> names{{{Encoding::Utf8, "utf-8"},
                                                                      {Encoding::Utf16Le, "utf-16le"},
                                                                      {Encoding::Utf16Be, "utf-16be"},
                                                                      {Encoding::Windows1252, "windows-1252"},
                                                                      {Encoding::Iso8859_15, "iso-8859-15"}}};

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_le_mark = "\xFF\xFE";
constexpr std::string_view utf16_be_mark = "\xFE\xFF";
constexpr std::size_t sample_bytes = 64U << 10;

// 0x80 to 0x9F of Windows-1252; 0 where it has no character.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::array<std::pair<unsigned char, char16_t>, 8> iso_8859_15_differs{{{0xA4, 0x20AC},
                                                                                 {0xA6, 0x0160},
                                                                                 {0xA8, 0x0161},
                                                                                 {0xB4, 0x017D},
                                                                                 {0xB8, 0x017E},
                                                                                 {0xBC, 0x0152},
                                                                                 {0xBD, 0x0153},
                                                                                 {0xBE, 0x0178}}};

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::unexpected<Error> refuse(std::string detail) {
  return fail(ErrorKind::Invalid, problems::unreadable_file, detail, {FieldError{"/file", detail}});
}

Result<void> convert_utf16(std::string_view text, Encoding encoding, std::string& out) {
  if (text.size() % 2 != 0) return refuse("The UTF-16 text ends in the middle of a character. Upload the whole file.");
  const std::size_t high = encoding == Encoding::Utf16Be ? 0 : 1;
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>((static_cast<unsigned char>(text[i + high]) << 8) |
                                 static_cast<unsigned char>(text[i + 1 - high]));
  };
  std::size_t line = 1;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    char32_t c = unit(i);
    if (c == '\n') ++line;
    if (c >= 0xD800 && c <= 0xDFFF) {
      const char32_t low = c <= 0xDBFF && i + 2 < text.size() ? unit(i + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) {
        return refuse("Line " + std::to_string(line) + ": the text is not valid UTF-16. Save the file as UTF-8.");
      }
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out, c);
  }
  return {};
}

Result<void> convert_western(std::string_view text, Encoding encoding, std::string& out) {
  std::size_t line = 1;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    char32_t c = value;
    if (value == '\n') ++line;
    if (encoding == Encoding::Windows1252 && value >= 0x80 && value <= 0x9F) {
      c = windows_1252[value - 0x80U];
      if (c == 0)
        return refuse("Line " + std::to_string(line) + ": the text is not Windows-1252. Save the file as UTF-8.");
    }
    if (encoding == Encoding::Iso8859_15) {
      const auto* differs = std::ranges::find(iso_8859_15_differs, value, [](const auto& pair) { return pair.first; });
      if (differs != iso_8859_15_differs.end()) c = differs->second;
    }
    append_utf8(out, c);
  }
  return {};
}

// How many sequences of two bytes and more are well formed, and how many bytes are not.
std::pair<std::size_t, std::size_t> count_utf8(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = 0;
  while (!text.empty()) {
    const std::size_t at = find_invalid_utf8(text);
    const std::string_view valid = text.substr(0, at);
    good += static_cast<std::size_t>(
        std::ranges::count_if(valid, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0xC0; }));
    if (at == std::string_view::npos) break;
    ++bad;
    text.remove_prefix(at + 1);
  }
  return {good, bad};
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string_view encoding_name(Encoding encoding) {
  return std::ranges::find(names, encoding, [](const auto& pair) { return pair.first; })->second;
}

std::optional<Encoding> parse_encoding(std::string_view name) {
  const auto* found = std::ranges::find(names, name, [](const auto& pair) { return pair.second; });
  if (found == names.end()) return std::nullopt;
  return found->first;
}

Encoding detect_encoding(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  if (text.starts_with(utf8_mark)) return Encoding::Utf8;
  if (text.starts_with(utf16_le_mark)) return Encoding::Utf16Le;
  if (text.starts_with(utf16_be_mark)) return Encoding::Utf16Be;
  const std::string_view sample = text.substr(0, sample_bytes);
  if (sample.size() >= 4 && sample.size() % 2 == 0 && sample.contains('\0')) {
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
      if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
    }
    if (even == 0 && odd > sample.size() / 4) return Encoding::Utf16Le;
    if (odd == 0 && even > sample.size() / 4) return Encoding::Utf16Be;
  }
  if (text.contains('\0')) return Encoding::Utf8;  // refused there, with the place
  const auto [good, bad] = count_utf8(text);
  if (bad == 0 || good > bad) return Encoding::Utf8;
  const auto has = [&](auto&& predicate) {
    return std::ranges::any_of(text, [&](char c) { return predicate(static_cast<unsigned char>(c)); });
  };
  const bool has_upper_controls = has([](unsigned char c) { return c >= 0x80 && c <= 0x9F; });
  // 0xA4 is the euro sign in one and a sign nobody uses in the other.
  if (!has_upper_controls && has([](unsigned char c) { return c == 0xA4; })) return Encoding::Iso8859_15;
  return Encoding::Windows1252;
}

Result<std::string_view> decode_text(std::span<const std::byte> bytes, Encoding encoding, std::string& storage) {
  std::string_view text = as_text(bytes);
  storage.clear();
  switch (encoding) {
    case Encoding::Utf8:
      if (text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
      return text;
    case Encoding::Utf16Le:
    case Encoding::Utf16Be:
      if (text.starts_with(encoding == Encoding::Utf16Le ? utf16_le_mark : utf16_be_mark)) text.remove_prefix(2);
      storage.reserve(text.size());
      COFFER_CHECK(convert_utf16(text, encoding, storage));
      return std::string_view(storage);
    case Encoding::Windows1252:
    case Encoding::Iso8859_15:
      storage.reserve(text.size() + text.size() / 8);
      COFFER_CHECK(convert_western(text, encoding, storage));
      return std::string_view(storage);
  }
  return refuse("The encoding is unknown.");
}

}  // namespace coffer::finance
