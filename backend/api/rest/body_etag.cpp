#include "api/rest/body_etag.hpp"

#include <span>

#include "platform/crypto/digest.hpp"
#include "platform/http/response.hpp"

namespace coffer::api::rest {

std::string body_etag(std::string_view body) {
  const auto digest = platform::sha256(body);
  return platform::make_etag(platform::to_base64url(std::span<const std::uint8_t>(digest).first<12>()));
}

}  // namespace coffer::api::rest
