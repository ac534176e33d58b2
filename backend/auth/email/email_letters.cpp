#include "auth/email/email_letters.hpp"

namespace coffer::auth {

Letter verification_letter(std::string url) {
  Letter letter;
  letter.subject = "Confirm your e-mail address";
  letter.paragraphs = {"An account at Coffer was opened with this address. Confirm that it is yours."};
  letter.button = LetterButton{"Confirm the address", std::move(url)};
  letter.closing = {"The link is good for 24 hours. If it was not you, leave it: the address is then not confirmed."};
  return letter;
}

Letter old_address_letter(const std::string& new_email, std::string url) {
  Letter letter;
  letter.subject = "Confirm the change of your e-mail address";
  letter.paragraphs = {"Your account at Coffer is to go by " + new_email + " from now on.",
                       "Confirm it here, and with the mail to the new address."};
  letter.button = LetterButton{"Confirm the change", std::move(url)};
  letter.closing = {
      "The link is good for 24 hours. If it was not you, do not confirm it, and change your password: somebody is "
      "signed in to your account."};
  return letter;
}

Letter new_address_letter(std::string url) {
  Letter letter;
  letter.subject = "Confirm your new e-mail address";
  letter.paragraphs = {"An account at Coffer is to go by this address. Confirm that it is yours."};
  letter.button = LetterButton{"Confirm the address", std::move(url)};
  letter.closing = {"The link is good for 24 hours. If you know nothing of it, leave it: nothing changes."};
  return letter;
}

Letter address_in_use_letter() {
  Letter letter;
  letter.subject = "Somebody wants to use your e-mail address";
  letter.paragraphs = {
      "Another account at Coffer was to go by this address, which is yours already. Nothing has changed.",
      "If it was you, sign in to the account of this address instead."};
  return letter;
}

Letter address_changed_letter(const std::string& new_email) {
  Letter letter;
  letter.subject = "Your e-mail address was changed";
  letter.paragraphs = {"Your account at Coffer goes by " + new_email + " now."};
  letter.closing = {"If it was not you, write to those who run this Coffer at once."};
  return letter;
}

}  // namespace coffer::auth
