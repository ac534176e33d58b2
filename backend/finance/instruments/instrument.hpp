// What can be held: an identity with dated names, a price factor and what it is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace coffer::finance {

enum class InstrumentKind { Stock, Fund, Etf, Bond, Crypto, Commodity, Property, Right, Index, Other };
[[nodiscard]] std::string_view instrument_kind_name(InstrumentKind kind);
[[nodiscard]] std::optional<InstrumentKind> parse_instrument_kind(std::string_view name);

enum class AssetClass { Equity, Bond, Cash, Property, Commodity, Crypto, Mixed, Other };
[[nodiscard]] std::string_view asset_class_name(AssetClass asset_class);
[[nodiscard]] std::optional<AssetClass> parse_asset_class(std::string_view name);
// What an instrument of this kind usually is.
[[nodiscard]] AssetClass usual_asset_class(InstrumentKind kind);

// How others name an instrument.
struct InstrumentReference {
  InstrumentId id;
  std::string symbol;
  std::optional<std::string> isin;
  std::string name;
  InstrumentKind kind = InstrumentKind::Stock;
  Currency currency;
};

// The names that hold from a day on; absent: always.
struct InstrumentNames {
  std::string symbol;
  std::optional<std::string> isin;
  std::string name;
  std::optional<Date> from;
};

struct LastPrice {
  Date date;
  Decimal close;  // as quoted
  Currency currency;
};

// Holds from a day on, until the next.
struct DatedPriceFactor {
  Date from;
  Decimal factor = 1;
};

enum class InstrumentScope { Public, Household };

struct Instrument {
  InstrumentReference reference;                // its present names
  Decimal price_factor = 1;                     // quoted price x factor is money of the currency; the present one
  std::vector<DatedPriceFactor> price_factors;  // ascending; only where load() reads them
  std::optional<std::string> exchange;
  AssetClass asset_class = AssetClass::Equity;
  std::optional<std::string> region;
  std::optional<std::string> sector;
  InstrumentScope scope = InstrumentScope::Household;
  std::vector<InstrumentNames> names;  // oldest first; in lists only the present ones
  std::optional<LastPrice> last_price;
  Timestamp created_at;
  Timestamp updated_at;
  std::int64_t version = 1;
};

struct NewInstrument {
  std::optional<InstrumentId> id;  // absent: a fresh one
  std::string symbol;
  std::optional<std::string> isin;
  std::optional<std::string> name;  // absent: the symbol
  InstrumentKind kind = InstrumentKind::Stock;
  Currency currency;
  Decimal price_factor = 1;
  std::optional<std::string> exchange;
  std::optional<AssetClass> asset_class;  // absent: the usual one of the kind
  std::optional<std::string> region;
  std::optional<std::string> sector;
};

// Absent members stay. Changed names and price factors hold from `from`; absent, they correct the present ones.
struct InstrumentChange {
  std::optional<std::string> symbol;
  std::optional<std::optional<std::string>> isin;
  std::optional<std::string> name;
  std::optional<Date> from;
  std::optional<InstrumentKind> kind;
  std::optional<Decimal> price_factor;
  std::optional<std::optional<std::string>> exchange;
  std::optional<AssetClass> asset_class;
  std::optional<std::optional<std::string>> region;
  std::optional<std::optional<std::string>> sector;
};

// A split: ratio_to new units for ratio_from old ones, at the start of the day.
struct CorporateAction {
  Uuid id;
  InstrumentId instrument;
  Date effective_on;
  std::int64_t ratio_to = 1;
  std::int64_t ratio_from = 1;
  std::optional<std::string> note;
  Timestamp recorded_at;
};

}  // namespace coffer::finance
