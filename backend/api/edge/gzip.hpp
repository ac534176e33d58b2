// Compression of responses.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coffer::api::edge {

// Whether an Accept-Encoding header takes gzip.
[[nodiscard]] bool accepts_gzip(std::optional<std::string_view> accept_encoding);
// JSON, text and the like; not what is compressed already.
[[nodiscard]] bool is_compressible(std::string_view content_type);

// Keeps zlib's memory from one body to the next. Not for two threads at once.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  [[nodiscard]] std::string compress(std::string_view body);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace coffer::api::edge
