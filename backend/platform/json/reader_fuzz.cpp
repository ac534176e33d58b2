#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "platform/json/reader.hpp"

// What the reader accepts and writes again reads to the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using coffer::platform::JsonDocument;
  auto document = JsonDocument::parse({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  auto object = document->object();
  (void)object.optional("amount").money();
  (void)object.optional("ids").ids<coffer::AccountId>();
  (void)document->finish();
  const auto once = document->value().to_json();
  auto again = JsonDocument::parse(once, {.bytes = once.size()});
  if (!again || again->value().to_json() != once) std::abort();
  return 0;
}
