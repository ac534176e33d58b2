// A mail before it is put into its wire form.
#pragma once

#include <string>

namespace coffer::platform {

struct MailAddress {
  std::string email;  // "ada@example.org"
  std::string name;   // may be empty
};

// One recipient: nobody learns who else is written to.
struct MailMessage {
  // The same for every attempt: receivers drop what they have.
  std::string id;
  MailAddress to;
  std::string subject;
  // The two bodies say the same.
  std::string text;  // UTF-8, lines end in \n
  std::string html;  // UTF-8, whole document
};

}  // namespace coffer::platform
