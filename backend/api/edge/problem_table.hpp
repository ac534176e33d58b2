// The one table of what each kind of error means to those outside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "platform/http/response.hpp"
#include "platform/log/log.hpp"

namespace coffer::api::edge {

enum class Retry : std::uint8_t { Never, Later };

struct ProblemRow {
  ErrorKind kind;
  int status;
  std::string_view title;
  std::string_view graphql_code;
  int websocket_code;  // close or error frame
  platform::LogLevel level;
  Retry retry;
};

[[nodiscard]] const ProblemRow& problem_row(ErrorKind kind);

// application/problem+json; `type` is urn:coffer:problem:<room>:<slug>. A Bug shows no detail.
[[nodiscard]] platform::Response problem_response(const Error& error, std::string_view trace_id);
[[nodiscard]] std::string problem_urn(std::string_view slug);

// Refusals of the protocol itself, before any handler: 400, 404, 405, 408, 413, 415, 429, 431, 503...
struct ProtocolProblem {
  int status;
  std::string_view slug;
  std::string_view title;
  std::string_view detail;
};
[[nodiscard]] platform::Response problem_response(const ProtocolProblem& problem, std::string_view trace_id);

namespace protocol {
inline constexpr ProtocolProblem bad_request{400, "request/malformed", "Malformed request",
                                             "The request is not well-formed HTTP."};
inline constexpr ProtocolProblem bad_target{400, "request/malformed-path", "Malformed path",
                                            "The path or query of the request cannot be decoded."};
inline constexpr ProtocolProblem cross_site{
    403, "request/cross-site", "Cross-site request",
    "A request that changes something with a session cookie must come from this site."};
inline constexpr ProtocolProblem not_for_keys{
    403, "request/not-for-keys", "Not for API keys",
    "An API key does not reach its person's own account. Sign in to do this."};
inline constexpr ProtocolProblem not_found{404, "request/not-found", "Not found", "There is nothing here."};
inline constexpr ProtocolProblem method_not_allowed{405, "request/method-not-allowed", "Method not allowed",
                                                    "Use one of the methods in the Allow header."};
inline constexpr ProtocolProblem timed_out{408, "request/timeout", "Request timeout",
                                           "The request did not arrive in time."};
inline constexpr ProtocolProblem length_required{411, "request/length-required", "Length required",
                                                 "Send a Content-Length or a chunked body."};
inline constexpr ProtocolProblem too_large{413, "request/too-large", "Body too large",
                                           "The body is larger than this operation accepts."};
inline constexpr ProtocolProblem target_too_long{414, "request/target-too-long", "Path too long",
                                                 "Shorten the path or query."};
inline constexpr ProtocolProblem unsupported_type{
    415, "request/unsupported-type", "Unsupported media type",
    "Send the body in the media type that this operation documents, without a content encoding."};
inline constexpr ProtocolProblem expectation_failed{417, "request/expectation-failed", "Expectation failed",
                                                    "Only 100-continue can be expected."};
inline constexpr ProtocolProblem rate_limited{429, "request/rate-limited", "Too many requests",
                                              "Wait as long as Retry-After says, then try again."};
inline constexpr ProtocolProblem headers_too_large{431, "request/headers-too-large", "Headers too large",
                                                   "Send fewer or shorter header fields."};
inline constexpr ProtocolProblem overloaded{503, "server/busy", "Busy",
                                            "The server has too much to do. Try again shortly."};
inline constexpr ProtocolProblem stopping{503, "server/stopping", "Stopping",
                                          "The server is stopping. Try again shortly."};
}  // namespace protocol

}  // namespace coffer::api::edge
