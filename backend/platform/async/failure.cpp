#include "platform/async/failure.hpp"

#include "base/result.hpp"

namespace coffer::platform {

std::unexpected<Error> fail_deadline() {
  return fail(ErrorKind::Timeout, problems::deadline_passed, "The request took too long. Try again.");
}

std::unexpected<Error> fail_stopped() {
  return fail(ErrorKind::Unavailable, problems::stopped, "The server is restarting. Try again.");
}

std::unexpected<Error> fail_overloaded() {
  return fail(ErrorKind::Unavailable, problems::overloaded, "The server is busy. Try again in a moment.");
}

bool is_stopped(const Error& error) { return error.problem == problems::stopped; }

Error error_of_exception(const std::exception_ptr& exception) {
  Error error;
  error.kind = ErrorKind::Bug;
  error.problem = problems::unexpected;
  error.detail = "Something went wrong on our side.";
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& caught) {
    error.cause = caught.what();
  } catch (...) {
    error.cause = "an exception that is no std::exception";
  }
  return error;
}

}  // namespace coffer::platform
