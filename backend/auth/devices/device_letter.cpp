#include "auth/devices/device_letter.hpp"

#include "auth/devices/device_service.hpp"

namespace coffer::auth {

Letter write_new_device_letter(const NewDevice& device, std::string sessions_url) {
  Letter letter;
  letter.subject = "New sign-in to Coffer";
  std::string where = device_name(device.user_agent);
  if (!device.network_address.empty()) where += ", network address " + device.network_address;
  letter.paragraphs = {"Someone has signed in to your account on a device that was not used before: " + where + ".",
                       "If it was you, there is nothing to do."};
  letter.button = LetterButton{"See where you are signed in", std::move(sessions_url)};
  letter.closing = {"If it was not you, sign out all other devices there and change your password."};
  return letter;
}

}  // namespace coffer::auth
