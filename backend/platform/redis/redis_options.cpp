#include "platform/redis/redis_options.hpp"

#include <charconv>

#include "platform/http/request.hpp"

namespace coffer::platform {
namespace {

std::unexpected<Error> unreadable() {
  return fail(ErrorKind::Invalid, "config/redis-url",
              "Write redis.url as redis://[user:password@]host[:port][/database] or as the path of a socket.");
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stopped == end;
}

bool read_login(std::string_view text, RedisOptions& options) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  auto user = decode_percent(text.substr(0, colon));
  auto password = decode_percent(text.substr(colon + 1));
  if (!user || !password) return false;
  options.user = std::move(*user);
  options.password = std::move(*password);
  return true;
}

}  // namespace

Result<RedisOptions> parse_redis_url(std::string_view url) {
  constexpr std::string_view scheme = "redis://";
  RedisOptions options;
  if (url.starts_with('/')) {
    options.socket = url;
    return options;
  }
  if (!url.starts_with(scheme)) return unreadable();
  url.remove_prefix(scheme.size());
  if (const auto at = url.rfind('@'); at != std::string_view::npos) {
    if (!read_login(url.substr(0, at), options)) return unreadable();
    url.remove_prefix(at + 1);
  }
  if (const auto slash = url.find('/'); slash != std::string_view::npos) {
    const auto database = url.substr(slash + 1);
    if (!database.empty() && (!read_number(database, options.database) || options.database < 0)) return unreadable();
    url = url.substr(0, slash);
  }
  if (const auto colon = url.rfind(':'); colon != std::string_view::npos && !url.ends_with(']')) {
    if (!read_number(url.substr(colon + 1), options.port) || options.port == 0) return unreadable();
    url = url.substr(0, colon);
  }
  if (url.starts_with('[') && url.ends_with(']')) url = url.substr(1, url.size() - 2);
  if (url.empty()) return unreadable();
  options.host = url;
  return options;
}

}  // namespace coffer::platform
