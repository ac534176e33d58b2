#include "auth/identity/user_rules.hpp"

#include <algorithm>
#include <vector>

#include "auth/identity/identity_problems.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::auth {
namespace {

constexpr std::size_t email_bytes = 254;
constexpr std::size_t local_part_bytes = 64;
constexpr std::size_t name_characters = 100;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

std::string_view strip(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7F && c != '@' && c != '<' && c != '>' && c != '"' && c != ',' && c != ';' &&
         c != '\\' && c != '(' && c != ')' && c != '[' && c != ']' && c != ':';
}

bool is_domain(std::string_view domain) {
  if (domain.empty() || domain.front() == '.' || domain.back() == '.' || domain.find("..") != std::string_view::npos)
    return false;
  return std::ranges::all_of(domain, is_plain);
}

bool is_local_part(std::string_view local) {
  if (local.empty() || local.size() > local_part_bytes || local.front() == '.' || local.back() == '.') return false;
  return local.find("..") == std::string_view::npos && std::ranges::all_of(local, is_plain);
}

Result<> verdict(std::vector<FieldError> faults) {
  if (faults.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
              std::move(faults));
}

void check_name(const std::string& name, std::vector<FieldError>& faults) {
  const auto length = count_characters(name);
  if (strip(name).empty() || length > name_characters)
    faults.push_back({"/name", "Give a name of 1 to 100 characters."});
}

void check_locale(const std::string& locale, std::vector<FieldError>& faults) {
  if (!is_locale(locale)) faults.push_back({"/locale", "Give a language tag such as en-GB."});
}

void check_time_zone(const std::string& zone, std::vector<FieldError>& faults) {
  if (!is_time_zone(zone)) faults.push_back({"/time_zone", "Give a time zone such as Europe/Berlin."});
}

}  // namespace

std::optional<std::string> normalize_email(std::string_view text) {
  std::string email(strip(text));
  std::ranges::transform(email, email.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto at = email.find('@');
  if (email.size() > email_bytes || at == std::string::npos) return std::nullopt;
  const std::string_view view = email;
  if (!is_local_part(view.substr(0, at)) || !is_domain(view.substr(at + 1))) return std::nullopt;
  return email;
}

bool is_locale(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, is_lower);
  const auto language = static_cast<std::size_t>(end - text.begin());
  if (language < 2 || language > 3 || text.size() > 35) return false;
  std::string_view rest = text.substr(language);
  while (!rest.empty()) {
    if (rest.front() != '-') return false;
    rest.remove_prefix(1);
    const auto part = rest.substr(0, rest.find('-'));
    if (part.size() < 2 || part.size() > 8 ||
        !std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); }))
      return false;
    rest.remove_prefix(part.size());
  }
  return true;
}

bool is_time_zone(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '/' || text.back() == '/') return false;
  return std::ranges::all_of(
      text, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-' || c == '/'; });
}

Result<> check_new_user(NewUser& user) {
  std::vector<FieldError> faults;
  if (auto email = normalize_email(user.email)) {
    user.email = std::move(*email);
  } else {
    faults.push_back({"/email", "Give an e-mail address such as ada@example.org."});
  }
  const PasswordContext context{.email = user.email, .name = user.name};
  if (auto password = normalize_password(user.password)) {
    platform::wipe(user.password);
    user.password = std::move(*password);
    if (auto fault = find_password_fault(user.password, context, SecondFactor::Absent))
      faults.push_back({"/password", std::move(*fault)});
  } else {
    faults.push_back({"/password", "Choose a password of at most 256 bytes of text."});
  }
  check_name(user.name, faults);
  check_locale(user.locale, faults);
  check_time_zone(user.time_zone, faults);
  return verdict(std::move(faults));
}

Result<> check_user_patch(const UserPatch& patch) {
  std::vector<FieldError> faults;
  if (patch.name) check_name(*patch.name, faults);
  if (patch.locale) check_locale(*patch.locale, faults);
  if (patch.time_zone) check_time_zone(*patch.time_zone, faults);
  return verdict(std::move(faults));
}

}  // namespace coffer::auth
