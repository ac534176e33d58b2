// How one setting is declared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coffer::platform {

enum class Secrecy : std::uint8_t { Open, Secret };

// The words a text may be; none for free text.
struct TextSetting {
  std::string_view initial;
  std::size_t max_bytes = 4096;
  std::vector<std::string_view> words;
  Secrecy secrecy = Secrecy::Open;
};

struct IntegerSetting {
  std::int64_t initial = 0;
  std::int64_t min = INT64_MIN;
  std::int64_t max = INT64_MAX;
};

template <class Struct>
struct Setting {
  std::string_view key;  // "server.port"
  std::string_view sentence;
  std::variant<TextSetting, IntegerSetting> kind;
  std::string& (*text)(Struct&) = nullptr;      // for a TextSetting
  std::int64_t& (*integer)(Struct&) = nullptr;  // for an IntegerSetting

  // COFFER_SERVER_PORT
  [[nodiscard]] std::string environment_name() const {
    std::string name = "COFFER_";
    for (const char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
  }
};

}  // namespace coffer::platform
