#include "finance/paging/cursor.hpp"

#include <array>
#include <cstdint>

#include "finance/accounts/account_problems.hpp"

namespace coffer::finance {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr char separator = '\x1f';

std::string encode(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out.push_back(alphabet[(bits >> count) & 63U]);
    }
  }
  if (count > 0) out.push_back(alphabet[(bits << (6 - count)) & 63U]);
  return out;
}

std::optional<std::string> decode(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char letter : text) {
    const auto place = alphabet.find(letter);
    if (place == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(place);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>((bits >> count) & 255U));
    }
  }
  return out;
}

}  // namespace

std::string make_cursor(std::string_view tag, const std::vector<std::string>& parts) {
  std::string text(tag);
  for (const auto& part : parts) {
    text.push_back(separator);
    text += part;
  }
  return encode(text);
}

Result<std::vector<std::string>> read_cursor(std::string_view cursor, std::string_view tag, std::size_t parts) {
  const auto refusal = [] {
    return fail(ErrorKind::Invalid, problems::cursor_malformed, "This cursor does not belong to this list.",
                {{"?cursor", "Take `next_cursor` from the page before, with the same filters, or leave it out."}});
  };
  const auto text = decode(cursor);
  if (!text) return refusal();
  std::vector<std::string> found(1);
  for (const char letter : *text) {
    if (letter == separator) {
      found.emplace_back();
    } else {
      found.back().push_back(letter);
    }
  }
  if (found.size() != parts + 1 || found.front() != tag) return refusal();
  found.erase(found.begin());
  return found;
}

}  // namespace coffer::finance
