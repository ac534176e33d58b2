#include "api/edge/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <new>

namespace coffer::api::edge {

struct Gzip::Stream {
  z_stream zlib{};
};

namespace {

[[nodiscard]] std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "0", "0.", "0.000" refuse; anything else takes.
[[nodiscard]] bool is_refused(std::string_view parameters) {
  const auto equals = parameters.find("q=");
  if (equals == std::string_view::npos) return false;
  const auto weight = trim(parameters.substr(equals + 2));
  return weight.starts_with('0') && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::optional<std::string_view> accept_encoding) {
  if (!accept_encoding) return false;
  auto list = *accept_encoding;
  bool any = false;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    const auto item = trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    const auto coding = trim(item.substr(0, semicolon));
    const bool refused = is_refused(item.substr(semicolon));
    if (coding == "gzip" || coding == "x-gzip") return !refused;
    if (coding == "*") any = !refused;
  }
  return any;
}

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
         content_type.find("xml") != std::string_view::npos || content_type.find("yaml") != std::string_view::npos;
}

Gzip::Gzip() : stream_(std::make_unique<Stream>()) {
  constexpr int level = 4;         // half of level 6's time for a few per cent more bytes
  constexpr int window_bits = 31;  // 15, and 16 for gzip's own header
  if (deflateInit2(&stream_->zlib, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}

Gzip::~Gzip() { deflateEnd(&stream_->zlib); }

std::string Gzip::compress(std::string_view body) {
  auto& zlib = stream_->zlib;
  deflateReset(&zlib);
  std::string out(deflateBound(&zlib, static_cast<uLong>(body.size())), '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // zlib does not write to its input
  zlib.avail_in = static_cast<uInt>(body.size());
  zlib.next_out = reinterpret_cast<Bytef*>(out.data());
  zlib.avail_out = static_cast<uInt>(out.size());
  [[maybe_unused]] const int ended = deflate(&zlib, Z_FINISH);
  assert(ended == Z_STREAM_END && "the bound leaves room");
  out.resize(out.size() - zlib.avail_out);
  return out;
}

}  // namespace coffer::api::edge
