#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "auth/devices/device_service.hpp"

namespace coffer::auth {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// The first that is found counts: browsers name those that they are compatible with behind themselves.
constexpr std::array<Sign, 11> browsers{{{"Edg/", "Edge"},
                                         {"EdgA/", "Edge"},
                                         {"OPR/", "Opera"},
                                         {"SamsungBrowser/", "Samsung Internet"},
                                         {"FxiOS/", "Firefox"},
                                         {"Firefox/", "Firefox"},
                                         {"CriOS/", "Chrome"},
                                         {"Chromium/", "Chromium"},
                                         {"Chrome/", "Chrome"},
                                         {"Safari/", "Safari"},
                                         {"curl/", "curl"}}};
constexpr std::array<Sign, 7> systems{{{"iPhone", "iPhone"},
                                       {"iPad", "iPad"},
                                       {"Android", "Android"},
                                       {"Windows", "Windows"},
                                       {"CrOS", "ChromeOS"},
                                       {"Mac OS X", "macOS"},
                                       {"Linux", "Linux"}}};

template <std::size_t N>
std::string_view find_sign(const std::array<Sign, N>& signs, std::string_view text) {
  for (const auto& [sign, name] : signs) {
    if (text.find(sign) != std::string_view::npos) return name;
  }
  return {};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "okhttp" of "okhttp/4.12.0": what programs of one's own call themselves.
std::string_view product_of(std::string_view user_agent) {
  constexpr std::size_t longest = 40;
  const auto end = std::ranges::find_if_not(user_agent, is_letter);
  const auto length = static_cast<std::size_t>(end - user_agent.begin());
  return length <= longest ? user_agent.substr(0, length) : std::string_view{};
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  std::string_view browser = find_sign(browsers, user_agent);
  if (browser.empty() && !user_agent.starts_with("Mozilla/")) browser = product_of(user_agent);
  const std::string_view system = find_sign(systems, user_agent);
  if (browser.empty()) return system.empty() ? "Unknown device" : std::string(system);
  std::string name(browser);
  if (!system.empty()) name.append(" on ").append(system);
  return name;
}

}  // namespace coffer::auth
