#include "auth/profiles/profile.hpp"

#include "auth/identity/identity_problems.hpp"
#include "auth/identity/user_rules.hpp"

namespace coffer::auth {

std::optional<std::string_view> find_picture_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return std::nullopt;
}

Result<> check_profile_patch(ProfilePatch& patch) {
  UserPatch plain;
  plain.name = patch.name;
  plain.locale = patch.locale;
  plain.time_zone = patch.time_zone;
  std::vector<FieldError> faults;
  if (auto checked = check_user_patch(plain); !checked) faults = std::move(checked).error().fields;
  if (patch.avatar) {
    const auto type = find_picture_type(patch.avatar->bytes);
    if (!type || patch.avatar->bytes.size() > avatar_bytes_most) {
      faults.push_back({"/avatar", "Give a PNG, JPEG or WebP picture of at most 64 KiB."});
    } else {
      patch.avatar->media_type = *type;
    }
  }
  if (faults.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
              std::move(faults));
}

}  // namespace coffer::auth
