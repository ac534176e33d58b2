#include "platform/cbor/cbor_reader.hpp"

#include "platform/json/utf8.hpp"

namespace coffer::platform {
namespace {

enum class Major : std::uint8_t { Unsigned, Negative, Bytes, Text, Array, Map, Tag, Simple };

class Reader {
 public:
  Reader(std::span<const std::uint8_t> rest, CborLimits limits) : rest_(rest), limits_(limits) {}

  bool read(CborValue& out, std::size_t depth) {
    if (depth > limits_.depth || ++values_ > limits_.values) return false;
    Major major{};
    std::uint64_t argument = 0;
    if (!read_head(major, argument)) return false;
    switch (major) {
      case Major::Unsigned:
      case Major::Negative: return read_integer(out, major, argument);
      case Major::Bytes:
      case Major::Text: return read_string(out, major, argument);
      case Major::Array: return read_array(out, argument, depth);
      case Major::Map: return read_map(out, argument, depth);
      case Major::Simple: return read_simple(out, argument);
      case Major::Tag: return false;
    }
    return false;
  }
  [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }

 private:
  bool read_head(Major& major, std::uint64_t& argument) {
    if (rest_.empty()) return false;
    const std::uint8_t first = rest_.front();
    rest_ = rest_.subspan(1);
    major = static_cast<Major>(first >> 5U);
    const unsigned low = first & 31U;
    if (low < 24) {
      argument = low;
      return true;
    }
    if (low > 27) return false;  // reserved, or of indefinite length
    const std::size_t size = std::size_t{1} << (low - 24);
    // Simple values beyond one byte are floating point.
    if (major == Major::Simple || rest_.size() < size) return false;
    for (std::size_t i = 0; i < size; ++i) argument = (argument << 8U) | rest_[i];
    rest_ = rest_.subspan(size);
    constexpr std::uint64_t least[] = {24, 1U << 8U, 1U << 16U, 1ULL << 32U};
    return argument >= least[low - 24];
  }

  static bool read_integer(CborValue& out, Major major, std::uint64_t argument) {
    if (argument > INT64_MAX) return false;
    out.kind = CborKind::Integer;
    out.integer =
        major == Major::Unsigned ? static_cast<std::int64_t>(argument) : -1 - static_cast<std::int64_t>(argument);
    return true;
  }

  bool read_string(CborValue& out, Major major, std::uint64_t size) {
    if (size > rest_.size()) return false;
    out.kind = major == Major::Bytes ? CborKind::Bytes : CborKind::Text;
    out.bytes = rest_.first(size);
    rest_ = rest_.subspan(size);
    return major == Major::Bytes || is_utf8(out.text());
  }

  bool read_array(CborValue& out, std::uint64_t count, std::size_t depth) {
    if (count > limits_.values) return false;
    out.kind = CborKind::Array;
    out.items.resize(count);
    for (auto& item : out.items) {
      if (!read(item, depth + 1)) return false;
    }
    return true;
  }

  bool read_map(CborValue& out, std::uint64_t count, std::size_t depth) {
    if (count > limits_.values / 2) return false;
    out.kind = CborKind::Map;
    out.items.reserve(2 * count);
    for (std::uint64_t i = 0; i < count; ++i) {
      CborValue key;
      CborValue value;
      if (!read(key, depth + 1)) return false;
      if (key.kind == CborKind::Integer ? out.find(key.integer) != nullptr
                                        : key.kind != CborKind::Text || out.find(key.text()) != nullptr)
        return false;
      if (!read(value, depth + 1)) return false;
      out.items.push_back(std::move(key));
      out.items.push_back(std::move(value));
    }
    return true;
  }

  static bool read_simple(CborValue& out, std::uint64_t value) {
    if (value < 20 || value > 22) return false;
    out.kind = value == 20 ? CborKind::False : value == 21 ? CborKind::True : CborKind::Null;
    return true;
  }

  std::span<const std::uint8_t> rest_;
  CborLimits limits_;
  std::size_t values_ = 0;
};

}  // namespace

const CborValue* CborValue::find(std::int64_t key) const {
  for (std::size_t i = 0; kind == CborKind::Map && i + 1 < items.size(); i += 2) {
    if (items[i].kind == CborKind::Integer && items[i].integer == key) return &items[i + 1];
  }
  return nullptr;
}

const CborValue* CborValue::find(std::string_view key) const {
  for (std::size_t i = 0; kind == CborKind::Map && i + 1 < items.size(); i += 2) {
    if (items[i].kind == CborKind::Text && items[i].text() == key) return &items[i + 1];
  }
  return nullptr;
}

std::optional<CborValue> read_cbor(std::span<const std::uint8_t>& rest, CborLimits limits) {
  Reader reader(rest, limits);
  CborValue value;
  if (!reader.read(value, 1)) return std::nullopt;
  rest = reader.rest();
  return value;
}

}  // namespace coffer::platform
