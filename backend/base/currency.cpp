#include <algorithm>
#include <cassert>

#include "base/money.hpp"

namespace coffer {
namespace {

// ISO 4217 by digits of the minor unit. Metals, test codes and bond units are not currencies of an
// account. Those that the euro and redenominations replaced stay: old rates and bookings carry them.
constexpr std::string_view no_minor_unit =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "
    "BEF BYR ESP GRD ITL LUF PTE ROL TRL";
constexpr std::string_view two_digits =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
    "CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
    "SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER "
    "ZAR ZMW ZWG ZWL "
    "ATS CYP DEM EEK FIM FRF IEP LTL LVL MRO MTL NLG SIT SKK STD VEF ZMK";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view four_digits = "CLF UYW";

constexpr std::size_t letters = 26;
constexpr std::int8_t unknown = -1;

constexpr std::size_t place_of(std::string_view code) {
  return (static_cast<std::size_t>(code[0] - 'A') * letters + static_cast<std::size_t>(code[1] - 'A')) * letters +
         static_cast<std::size_t>(code[2] - 'A');
}

using Table = std::array<std::int8_t, letters * letters * letters>;

constexpr void enter(Table& table, std::string_view codes, std::int8_t digits) {
  for (; codes.size() >= 3; codes.remove_prefix(std::min<std::size_t>(codes.size(), 4)))
    table[place_of(codes)] = digits;
}

constexpr Table make_table() {
  Table table{};
  table.fill(unknown);
  enter(table, no_minor_unit, 0);
  enter(table, two_digits, 2);
  enter(table, three_digits, 3);
  enter(table, four_digits, 4);
  return table;
}

constexpr Table minor_digits_of = make_table();

}  // namespace

std::optional<Currency> parse_currency(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  for (const char c : code) {
    if (c < 'A' || c > 'Z') return std::nullopt;
  }
  if (minor_digits_of[place_of(code)] == unknown) return std::nullopt;
  Currency currency;
  std::ranges::copy(code, currency.code_.begin());
  return currency;
}

int Currency::minor_digits() const {
  assert(!is_empty());
  return minor_digits_of[place_of(code())];
}

}  // namespace coffer
