// What a person says of themselves, apart from the account that they sign in to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "base/result.hpp"

namespace coffer::auth {

inline constexpr std::size_t avatar_bytes_most = 64 * 1024;

struct Avatar {
  std::string media_type;  // "image/png", "image/jpeg", "image/webp"
  std::string bytes;
};

struct Profile {
  std::string name;
  std::string locale;
  std::string time_zone;
  Currency base_currency;
  std::optional<Avatar> avatar;
  std::int64_t version = 1;
};

struct ProfilePatch {
  std::optional<std::string> name;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
  std::optional<Currency> base_currency;
  std::optional<Avatar> avatar;
  bool removes_avatar = false;
};

// By the first bytes, not by what somebody says it is: nothing else is ever served as a picture.
[[nodiscard]] std::optional<std::string_view> find_picture_type(std::string_view bytes);
// All faults at once; fills the media type of the avatar.
[[nodiscard]] Result<> check_profile_patch(ProfilePatch& patch);

}  // namespace coffer::auth
