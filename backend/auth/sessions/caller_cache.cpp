#include "auth/sessions/caller_cache.hpp"

#include "auth/permissions/permissions.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"
#include "platform/redis/redis.hpp"

namespace coffer::auth {

using platform::Task;

namespace {

constexpr std::size_t mac_length = 64;  // hexadecimal digits
constexpr std::size_t most_distrusted = 10'000;

std::int64_t life_micros() { return std::chrono::microseconds(CallerCache::life).count(); }

std::string encode(const std::string& key, const Caller& caller, Timestamp until) {
  platform::JsonWriter json(512);
  json.begin_object()
      .field("key", key)
      .field("until", until.micros)
      .field("user", caller.user)
      .field("session", caller.session)
      .field("credential", static_cast<int>(caller.credential))
      .field("scope", std::int64_t{caller.scope});
  json.array_field("households");
  for (const auto& household : caller.households) {
    json.begin_object()
        .field("id", household.household)
        .field("role", role_name(household.role))
        .field("narrowed", household.narrowed)
        .end_object();
  }
  json.end_array().end_object();
  return json.take();
}

struct Entry {
  std::string key;
  Timestamp until;
  Caller caller;
};

Result<Entry> decode(std::string_view text) {
  COFFER_TRY(document, platform::JsonDocument::parse(text));
  auto object = document.object();
  Entry entry;
  entry.key = object.required("key").text();
  entry.until.micros = object.required("until").integer();
  entry.caller.kind = CallerKind::Person;
  entry.caller.user = object.required("user").id<UserId>();
  entry.caller.session = object.required("session").id<SessionId>();
  entry.caller.credential = static_cast<Credential>(object.required("credential").integer({.min = 0, .max = 3}));
  entry.caller.scope = static_cast<std::uint32_t>(object.required("scope").integer());
  for (auto item : object.required("households").objects()) {
    CallerHousehold household;
    household.household = item.required("id").id<HouseholdId>();
    household.role = parse_role(item.required("role").text()).value_or(Role::Viewer);
    household.narrowed = item.required("narrowed").flag();
    entry.caller.households.push_back(household);
  }
  COFFER_CHECK(document.finish());
  return entry;
}

}  // namespace

CallerCache::CallerCache(platform::Redis& redis, const platform::Clock& clock, std::string_view secret)
    : redis_(redis),
      clock_(clock),
      mac_key_(platform::hmac_sha256(platform::as_bytes(secret), "coffer caller cache")) {}

std::string CallerCache::seal(const std::string& key, const Caller& caller, Timestamp until) const {
  const std::string text = encode(key, caller, until);
  return platform::to_hex(platform::hmac_sha256(mac_key_, text)) + text;
}

std::optional<Caller> CallerCache::open(const std::string& key, std::string_view entry) const {
  if (entry.size() <= mac_length) return std::nullopt;
  const auto text = entry.substr(mac_length);
  const std::string mac = platform::to_hex(platform::hmac_sha256(mac_key_, text));
  if (!platform::equal_in_constant_time(platform::as_bytes(mac), platform::as_bytes(entry.substr(0, mac_length)))) {
    return std::nullopt;
  }
  auto decoded = decode(text);
  if (!decoded || decoded->key != key) return std::nullopt;
  const auto left = decoded->until.micros - clock_.now().micros;
  if (left <= 0 || left > life_micros()) return std::nullopt;
  return std::move(decoded->caller);
}

Task<Caller> CallerCache::resolve(std::string credential, std::function<Task<Caller>()> look_up) {
  const std::string key = "coffer:caller:" + platform::to_hex(platform::sha256(credential));
  const auto entry = co_await redis_.get(key);
  if (entry && *entry) {
    auto remembered = open(key, **entry);
    if (remembered && is_trusted(remembered->user)) co_return std::move(*remembered);
  }
  // From before the look-up: what it finds is at least as young as this.
  const Timestamp until{clock_.now().micros + life_micros()};
  auto task = look_up();
  COFFER_CO_TRY(caller, co_await task);
  // Not when it is on its end already: a look-up that took long has found what may have changed since.
  if (entry && until.micros - clock_.now().micros > life_micros() / 2) {
    (void)co_await redis_.set_until(key, seal(key, caller, until), until);
  }
  co_return std::move(caller);
}

bool CallerCache::is_trusted(UserId user) {
  const auto now = platform::monotonic_micros();
  const std::lock_guard lock(mutex_);
  if (now < all_distrusted_until_micros_) return false;
  const auto found = distrusted_until_micros_.find(user);
  return found == distrusted_until_micros_.end() || found->second <= now;
}

void CallerCache::distrust(UserId user) {
  const auto now = platform::monotonic_micros();
  const std::lock_guard lock(mutex_);
  if (distrusted_until_micros_.size() >= most_distrusted) {
    std::erase_if(distrusted_until_micros_, [now](const auto& entry) { return entry.second <= now; });
  }
  if (distrusted_until_micros_.size() >= most_distrusted) {
    all_distrusted_until_micros_ = now + 2 * life_micros();
    return;
  }
  distrusted_until_micros_[user] = now + 2 * life_micros();
}

void CallerCache::distrust_all() {
  const std::lock_guard lock(mutex_);
  all_distrusted_until_micros_ = platform::monotonic_micros() + 2 * life_micros();
}

}  // namespace coffer::auth
