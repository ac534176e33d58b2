#include "finance/instruments/instrument.hpp"

#include <array>
#include <utility>

namespace coffer::finance {
namespace {

struct KindRow {
  std::string_view name;
  InstrumentKind kind;
  AssetClass usual;
};

constexpr std::array<KindRow, 10> kinds{{
    {"stock", InstrumentKind::Stock, AssetClass::Equity},
    {"fund", InstrumentKind::Fund, AssetClass::Mixed},
    {"etf", InstrumentKind::Etf, AssetClass::Equity},
    {"bond", InstrumentKind::Bond, AssetClass::Bond},
    {"crypto", InstrumentKind::Crypto, AssetClass::Crypto},
    {"commodity", InstrumentKind::Commodity, AssetClass::Commodity},
    {"property", InstrumentKind::Property, AssetClass::Property},
    {"right", InstrumentKind::Right, AssetClass::Equity},
    {"index", InstrumentKind::Index, AssetClass::Other},
    {"other", InstrumentKind::Other, AssetClass::Other},
}};

constexpr std::array<std::pair<std::string_view, AssetClass>, 8> classes{{
    {"equity", AssetClass::Equity},
    {"bond", AssetClass::Bond},
    {"cash", AssetClass::Cash},
    {"property", AssetClass::Property},
    {"commodity", AssetClass::Commodity},
    {"crypto", AssetClass::Crypto},
    {"mixed", AssetClass::Mixed},
    {"other", AssetClass::Other},
}};

}  // namespace

std::string_view instrument_kind_name(InstrumentKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }

std::optional<InstrumentKind> parse_instrument_kind(std::string_view name) {
  for (const auto& row : kinds) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

std::string_view asset_class_name(AssetClass asset_class) {
  return classes[static_cast<std::size_t>(asset_class)].first;
}

std::optional<AssetClass> parse_asset_class(std::string_view name) {
  for (const auto& [word, value] : classes) {
    if (word == name) return value;
  }
  return std::nullopt;
}

AssetClass usual_asset_class(InstrumentKind kind) { return kinds[static_cast<std::size_t>(kind)].usual; }

}  // namespace coffer::finance
