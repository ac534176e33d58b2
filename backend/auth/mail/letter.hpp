// The text of a mail to a person, and how it becomes a message: short, plain, in two bodies that say the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/mail/mail_message.hpp"

namespace coffer::auth {

struct LetterButton {
  std::string label;  // "Confirm the address"
  std::string url;
};

// Paragraphs are plain text; whatever they hold is escaped.
struct Letter {
  std::string subject;
  std::vector<std::string> paragraphs;
  std::optional<LetterButton> button;  // below the paragraphs
  std::vector<std::string> closing;    // below the button: what to do if it was not you
};

[[nodiscard]] platform::MailMessage write_letter(platform::MailAddress to, const Letter& letter);

}  // namespace coffer::auth
