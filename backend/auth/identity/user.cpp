#include "auth/identity/user.hpp"

namespace coffer::auth {

std::string_view theme_name(Theme theme) {
  switch (theme) {
    case Theme::System: return "system";
    case Theme::Light: return "light";
    case Theme::Dark: return "dark";
  }
  return "system";
}

}  // namespace coffer::auth
