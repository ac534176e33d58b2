#include "finance/paging/cursor.hpp"

#include <cstdint>
#include <span>

#include "finance/accounts/account_problems.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::finance {
namespace {

constexpr char separator = '\x1f';

}  // namespace

std::string make_cursor(std::string_view tag, const std::vector<std::string>& parts) {
  std::string text(tag);
  for (const auto& part : parts) {
    text.push_back(separator);
    text += part;
  }
  return platform::to_base64url({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

Result<std::vector<std::string>> read_cursor(std::string_view cursor, std::string_view tag, std::size_t parts) {
  const auto refusal = [] {
    return fail(ErrorKind::Invalid, problems::cursor_malformed, "This cursor does not belong to this list.",
                {{"?cursor", "Take `next_cursor` from the page before, with the same filters, or leave it out."}});
  };
  const auto text = platform::from_base64url(cursor);
  if (!text) return refusal();
  std::vector<std::string> found(1);
  for (const std::uint8_t byte : *text) {
    const char letter = static_cast<char>(byte);
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
