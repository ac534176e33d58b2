#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "api/edge/multipart.hpp"

// The first line is the content type, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line = std::min(input.find('\n'), input.size());
  const auto body = input.substr(std::min(line + 1, input.size()));
  const auto form = coffer::api::edge::Form::parse(input.substr(0, line), body);
  if (!form) return 0;
  for (const auto& part : form->parts()) {
    const bool inside =
        part.content.empty() ||
        (part.content.data() >= body.data() && part.content.data() + part.content.size() <= body.data() + body.size());
    if (!inside || part.name.empty()) std::abort();
  }
  return 0;
}
