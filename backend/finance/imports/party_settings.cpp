#include "finance/imports/party_settings.hpp"

#include <array>
#include <utility>

#include "finance/imports/cell_text.hpp"
#include "finance/imports/party_book.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::pair<std::string_view, CashKeeping::Mode>, 3> modes{
    {{"tracked", CashKeeping::Mode::Tracked},
     {"untracked", CashKeeping::Mode::Untracked},
     {"settled", CashKeeping::Mode::Settled}}};
constexpr std::string_view settled_in_key = "settled_in=";

struct Setting {
  std::string_view key;
  std::string_view value;
};

// Takes the first setting off the text; the name of an account goes to the end of it.
std::optional<Setting> take_setting(std::string_view& text) {
  text = trim_cell(text);
  const auto end = text.starts_with(settled_in_key) ? std::string_view::npos : text.find(';');
  const auto part = trim_cell(text.substr(0, end));
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  const auto equals = part.find('=');
  if (equals == std::string_view::npos || equals + 1 == part.size()) return std::nullopt;
  return Setting{part.substr(0, equals), part.substr(equals + 1)};
}

// Whether the value was understood.
template <class T>
bool set(std::optional<T>& into, std::optional<T> value) {
  into = std::move(value);
  return into.has_value();
}

bool set(Currency& into, std::optional<Currency> value) {
  into = value.value_or(Currency());
  return value.has_value();
}

std::optional<CashKeeping::Mode> parse_mode(std::string_view name) {
  for (const auto& [word, mode] : modes) {
    if (word == name) return mode;
  }
  return std::nullopt;
}

bool read(const Setting& setting, AccountSettings& settings) {
  if (setting.key == "kind") return set(settings.kind, parse_account_kind(setting.value));
  if (setting.key == "currency") return set(settings.currency, parse_currency(setting.value));
  if (setting.key == "cash") return set(settings.cash, parse_mode(setting.value));
  if (setting.key == "cost_basis") return set(settings.cost_basis, parse_cost_basis(setting.value));
  if (setting.key == "settled_in") {
    settings.settled_in = setting.value;
    return true;
  }
  if (setting.key != "shorts" || (setting.value != "allowed" && setting.value != "refused")) return false;
  settings.shorts = setting.value == "allowed" ? Shorts::Allowed : Shorts::Refused;
  return true;
}

bool read(const Setting& setting, InstrumentSettings& settings) {
  if (setting.key == "kind") return set(settings.kind, parse_instrument_kind(setting.value));
  if (setting.key == "currency") return set(settings.currency, parse_currency(setting.value));
  if (setting.key != "price_factor") return false;
  const auto factor = parse_decimal(setting.value);
  return factor && factor->is_positive() && set(settings.price_factor, std::optional(*factor));
}

template <class Settings>
std::optional<Settings> parse(std::string_view text) {
  Settings settings;
  do {
    const auto setting = take_setting(text);
    if (!setting || !read(*setting, settings)) return std::nullopt;
  } while (!trim_cell(text).empty());
  return settings;
}

void append(std::string& out, std::string_view key, std::string_view value) {
  if (!out.empty()) out.append("; ");
  out.append(key).append("=").append(value);
}

}  // namespace

std::optional<AccountSettings> parse_account_settings(std::string_view text) {
  auto settings = parse<AccountSettings>(text);
  if (!settings) return settings;
  const bool settled = settings->cash == CashKeeping::Mode::Settled;
  if (settled == settings->settled_in.empty()) return std::nullopt;
  return settings;
}

std::optional<InstrumentSettings> parse_instrument_settings(std::string_view text) {
  return parse<InstrumentSettings>(text);
}

std::string account_settings_text(const Account& account, std::string_view settled_in, Currency named) {
  std::string out;
  if (account.kind != AccountKind::Brokerage) append(out, "kind", account_kind_name(account.kind));
  if (account.currency != named) append(out, "currency", account.currency.code());
  if (account.cost_basis != CostBasis::Fifo) append(out, "cost_basis", cost_basis_name(account.cost_basis));
  if (account.shorts == Shorts::Allowed) append(out, "shorts", "allowed");
  if (account.cash.mode != CashKeeping::Mode::Tracked)
    append(out, "cash", modes[static_cast<std::size_t>(account.cash.mode)].first);
  if (account.cash.mode == CashKeeping::Mode::Settled) append(out, "settled_in", settled_in);
  return out;
}

std::string instrument_settings_text(const InstrumentReference& reference, const Decimal& price_factor,
                                     Currency named) {
  std::string out;
  const InstrumentMention mention{reference.symbol, reference.isin ? std::string_view(*reference.isin) : "",
                                  reference.name, Date(), named};
  if (guess_instrument_kind(mention) != reference.kind) append(out, "kind", instrument_kind_name(reference.kind));
  if (reference.currency != named) append(out, "currency", reference.currency.code());
  if (price_factor != Decimal(1)) append(out, "price_factor", format_decimal(price_factor));
  return out;
}

}  // namespace coffer::finance
