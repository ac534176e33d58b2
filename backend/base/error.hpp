// What can go wrong and be met by a caller or a user. Bugs and exhausted memory are exceptions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coffer {

enum class ErrorKind {
  Invalid,          // the input breaks a rule
  Unauthenticated,  // who is asking?
  Forbidden,        // known, but not allowed
  NotFound,         // absent, or someone else's: the two answer alike
  Conflict,         // collides with what is there
  Stale,            // the object changed since it was read
  RateLimited,
  TooLarge,
  Unsupported,
  Unavailable,  // try again later
  Timeout,
  Bug,  // ours
};

// A fault at one place of the input. The pointer is an RFC 6901 JSON pointer into the body, or
// "?name" for a query parameter; the detail says what would make it right.
struct FieldError {
  std::string pointer;
  std::string detail;
  bool operator==(const FieldError&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::Bug;
  // A stable slug, "room/problem", declared in the feature's *_problems.hpp. Points to static text.
  std::string_view problem;
  // For the person who asked: what to do about it. No inner text, no names of tables.
  std::string detail;
  std::vector<FieldError> fields;
  // For the log alone.
  std::string cause;
};

}  // namespace coffer
