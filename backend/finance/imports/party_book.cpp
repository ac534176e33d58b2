#include "finance/imports/party_book.hpp"

#include <algorithm>
#include <array>

#include "finance/imports/cell_text.hpp"
#include "finance/imports/party_settings.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t longest_account_name = 120;
constexpr std::size_t longest_symbol = 40;
constexpr std::size_t longest_name = 200;
constexpr Currency no_currency{};

std::unexpected<RowError> refuse(Field field, std::string detail) {
  return std::unexpected(RowError{std::nullopt, field, std::move(detail)});
}

// Names of accounts are equal whatever the case of their letters.
std::string fold(std::string_view text) {
  std::string out(trim_cell(text));
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 60;
  std::string out = "\"";
  out.append(text.substr(0, shown));
  while (text.size() > shown && !out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
  return out.append(text.size() > shown ? "…\"" : "\"");
}

bool is_isin(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 12 && is_letter(text[0]) && is_letter(text[1]) && is_digit(text[11]) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || is_digit(c); });
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool has_word(std::string_view name, std::span<const std::string_view> words) {
  const std::string folded = " " + fold_words(name) + " ";
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return folded.contains(" " + std::string(word) + " "); });
}

}  // namespace

std::string to_capitals(std::string_view text) {
  std::string out(trim_cell(text));
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

InstrumentKind guess_instrument_kind(const InstrumentMention& mention) {
  static constexpr std::array<std::string_view, 4> etf_words{"etf", "ucits", "ishares", "spdr"};
  static constexpr std::array<std::string_view, 5> fund_words{"fund", "fonds", "fd", "fds", "sicav"};
  static constexpr std::array<std::string_view, 5> bond_words{"bond", "anleihe", "treasury", "bundesanleihe",
                                                              "pfandbrief"};
  static constexpr std::array<std::string_view, 8> coins{"BTC", "ETH", "SOL", "ADA", "XRP", "DOT", "LTC", "DOGE"};
  if (has_word(mention.name, etf_words)) return InstrumentKind::Etf;
  if (has_word(mention.name, fund_words)) return InstrumentKind::Fund;
  if (has_word(mention.name, bond_words)) return InstrumentKind::Bond;
  std::string symbol = to_capitals(mention.symbol);
  symbol = symbol.substr(0, symbol.find('-'));
  if (mention.isin.empty() && std::ranges::find(coins, symbol) != coins.end()) return InstrumentKind::Crypto;
  return InstrumentKind::Stock;
}

PartyBook::PartyBook(KnownParties known, PartyRules rules, platform::Random& random)
    : known_(std::move(known)), rules_(std::move(rules)), random_(random) {
  for (const auto& account : known_.accounts) {
    accounts_by_name_.try_emplace(fold(account.name), account.id);
    account_currencies_.try_emplace(account.id, account.currency);
  }
  for (const auto& instrument : known_.instruments) {
    instruments_.try_emplace(instrument.id,
                             Entry{instrument.currency, instrument.price_factor, instrument.isins, {}, std::nullopt});
  }
  for (const auto& name : known_.names) {
    Names& names = name.kind == KnownName::Kind::Symbol ? symbols_
                   : name.kind == KnownName::Kind::Isin ? isins_
                                                        : names_;
    names[name.value].emplace_back(name.from, name.instrument);
    if (name.kind == KnownName::Kind::Name) instruments_[name.instrument].name = fold_words(name.value);
  }
  for (const auto& choice : rules_.choices)
    choices_.insert_or_assign(mention_key(choice.symbol, choice.isin, choice.name), choice.instrument);
}

std::expected<AccountId, RowError> PartyBook::find_account(std::string_view named, Use use, Currency currency,
                                                           std::string_view settings) {
  const Field field = use == Use::Loan ? Field::Loan : Field::Account;
  std::string_view name = trim_cell(named);
  if (name.empty()) {
    if (rules_.account) return *rules_.account;
    name = rules_.account_name;
  }
  if (name.empty()) return refuse(field, "The row names no account. Choose the account of the file, or fill it in.");
  if (const auto id = parse_id<AccountId>(name)) {
    if (account_currencies_.contains(*id)) return *id;
    return refuse(field, "There is no such account. Fill in the name of one.");
  }
  const std::string key = fold(name);
  if (const auto found = accounts_by_name_.find(key); found != accounts_by_name_.end()) {
    const AccountId id = found->second;
    if (auto settled = settle(id, settings); !settled) return std::unexpected(std::move(settled).error());
    return id;
  }
  if (rules_.accounts == Missing::Refuse) {
    return refuse(field, "There is no account " + quoted(name) + ". Open it, or correct the name.");
  }
  if (name.size() > longest_account_name || has_control(name)) {
    return refuse(field, "No account can be called so. Fill in a name of at most 120 characters.");
  }
  const Currency held_in = !rules_.currency.is_empty() ? rules_.currency : currency;
  if (held_in.is_empty()) {
    return refuse(Field::Currency,
                  "The account " + quoted(name) +
                      " is new and the row names no currency. Fill it in, or choose the currency of the file.");
  }
  MissingAccount missing;
  missing.id = random_.id<AccountId>();
  missing.account.name = name;
  missing.account.kind = use == Use::Loan ? AccountKind::Loan : AccountKind::Brokerage;
  missing.account.currency = held_in;
  accounts_by_name_.emplace(key, missing.id);
  account_currencies_.emplace(missing.id, held_in);
  const AccountId id = missing.id;
  missing_accounts_.push_back(std::move(missing));
  if (auto settled = settle(id, settings); !settled) return std::unexpected(std::move(settled).error());
  return id;
}

// What exists keeps its own settings.
std::expected<void, RowError> PartyBook::settle(AccountId id, std::string_view settings) {
  if (trim_cell(settings).empty()) return {};
  const auto find = [&] { return std::ranges::find(missing_accounts_, id, &MissingAccount::id); };
  if (find() == missing_accounts_.end()) return {};
  const auto read = parse_account_settings(settings);
  if (!read) {
    return refuse(
        Field::AccountSettings,
        "Write it as kind=bank; currency=EUR; cost_basis=average; shorts=allowed; cash=untracked, or clear it.");
  }
  AccountId settlement;
  if (!read->settled_in.empty()) {
    auto found = find_account(read->settled_in, Use::Assets, find()->account.currency);
    if (!found) return std::unexpected(std::move(found).error());
    if (*found == id)
      return refuse(Field::AccountSettings, "An account cannot be settled in itself. Name another one.");
    settlement = *found;
  }
  NewAccount& account = find()->account;
  if (read->kind) account.kind = *read->kind;
  if (!read->currency.is_empty()) account_currencies_[id] = account.currency = read->currency;
  if (read->cash) account.cash = {*read->cash, settlement};
  if (read->cost_basis) account.cost_basis = *read->cost_basis;
  if (read->shorts) account.shorts = *read->shorts;
  return {};
}

// Of several that had the name by that day, who got it last; the household's own come first in the list.
std::optional<InstrumentId> PartyBook::find_named(const Names& names, std::string_view value, Date on) const {
  if (value.empty()) return std::nullopt;
  const auto found = names.find(to_capitals(value));
  if (found == names.end() || found->second.empty()) return std::nullopt;
  const std::pair<Date, InstrumentId>* best = nullptr;
  for (const auto& candidate : found->second) {
    if (candidate.first <= on && (best == nullptr || candidate.first > best->first)) best = &candidate;
  }
  return best == nullptr ? found->second.front().second : best->second;
}

// A name does not make two ISINs one instrument; it does where both the symbol and the name agree,
// as after a corporate action that changed the ISIN.
bool PartyBook::fits(InstrumentId id, const InstrumentMention& mention) const {
  const Entry& entry = instruments_.at(id);
  if (mention.isin.empty() || entry.isins.empty()) return true;
  if (std::ranges::find(entry.isins, to_capitals(mention.isin)) != entry.isins.end()) return true;
  return !entry.name.empty() && entry.name == fold_words(mention.name);
}

std::optional<PartyBook::Found> PartyBook::find_mentioned(const InstrumentMention& mention) const {
  if (const auto found = find_named(isins_, mention.isin, mention.on)) return Found{*found, MatchWay::Isin};
  if (const auto found = find_named(symbols_, mention.symbol, mention.on); found && fits(*found, mention))
    return Found{*found, MatchWay::Symbol};
  // Two share classes may have one name: it decides only where there is no symbol.
  if (!mention.symbol.empty()) return std::nullopt;
  if (const auto found = find_named(names_, mention.name, mention.on); found && fits(*found, mention))
    return Found{*found, MatchWay::Name};
  return std::nullopt;
}

std::expected<InstrumentId, RowError> PartyBook::find_instrument(const InstrumentMention& mention) {
  const std::string key = mention_key(mention.symbol, mention.isin, mention.name);
  MatchWay way = MatchWay::Created;
  auto id = identify(mention, key, way);
  if (!id) return id;
  note_match(mention, key, {*id, way});
  if (auto settled = settle(*id, mention.settings); !settled) return std::unexpected(std::move(settled).error());
  return id;
}

std::expected<void, RowError> PartyBook::settle(InstrumentId id, std::string_view settings) {
  Entry& entry = instruments_.at(id);
  if (!entry.missing || trim_cell(settings).empty()) return {};
  const auto read = parse_instrument_settings(settings);
  if (!read)
    return refuse(Field::InstrumentSettings, "Write it as kind=etf; currency=USD; price_factor=0.01, or clear it.");
  NewInstrument& made = missing_instruments_[*entry.missing];
  if (read->kind) made.kind = *read->kind;
  if (!read->currency.is_empty()) made.currency = entry.currency = read->currency;
  if (read->price_factor) made.price_factor = entry.price_factor = *read->price_factor;
  return {};
}

// A later row may say more of an instrument that is still to be made.
void PartyBook::complete(InstrumentId id, const InstrumentMention& mention) {
  Entry& entry = instruments_.at(id);
  if (!entry.missing) return;
  NewInstrument& made = missing_instruments_[*entry.missing];
  if (const std::string isin = to_capitals(mention.isin); !made.isin && is_isin(isin)) {
    made.isin = isin;
    entry.isins.push_back(isin);
    isins_[isin].emplace_back(since_ever, id);
  }
  const std::string_view name = trim_cell(mention.name);
  if (!made.name && !name.empty() && name.size() <= longest_name && !has_control(name)) {
    made.name = name;
    made.kind = guess_instrument_kind({made.symbol, mention.isin, name, mention.on, made.currency});
    entry.name = fold_words(name);
    names_[to_capitals(name)].emplace_back(since_ever, id);
  }
}

std::expected<InstrumentId, RowError> PartyBook::make_instrument(const InstrumentMention& mention) {
  const std::string isin = to_capitals(mention.isin);
  std::string symbol(trim_cell(mention.symbol));
  if (!symbol.empty() && symbols_.contains(to_capitals(symbol))) symbol.clear();  // held by another ISIN
  if (symbol.empty()) symbol = isin.empty() ? std::string(trim_cell(mention.name)) : isin;
  if (symbol.empty() && !trim_cell(mention.symbol).empty()) {
    return refuse(Field::Symbol, "Another instrument is called " + quoted(mention.symbol) +
                                     ". Fill in the ISIN or the name of the new one, or choose an existing one.");
  }
  const std::string shown = quoted(symbol);
  if (rules_.instruments == Missing::Refuse) {
    return refuse(Field::Symbol, "There is no instrument " + shown + ". Add it, or correct the name.");
  }
  if (symbol.empty()) return refuse(Field::Symbol, "The row names no instrument. Fill in its symbol, ISIN or name.");
  if (!isin.empty() && !is_isin(isin)) {
    return refuse(
        Field::Isin,
        quoted(isin) +
            " is no ISIN: that is two letters, nine letters or digits and one digit. Correct it, or clear it.");
  }
  if (symbol.size() > longest_symbol || mention.name.size() > longest_name || has_control(symbol) ||
      has_control(mention.name) || symbol.contains("  ")) {
    return refuse(Field::Symbol, "Fill in a symbol of at most 40 characters and a name of at most 200.");
  }
  const Currency currency = !mention.currency.is_empty() ? mention.currency : rules_.currency;
  if (currency.is_empty()) {
    return refuse(Field::Currency,
                  "The instrument " + shown +
                      " is new and the row names no currency. Fill it in, or choose the currency of the file.");
  }
  NewInstrument made;
  made.id = random_.id<InstrumentId>();
  made.symbol = symbol;
  if (!isin.empty()) made.isin = isin;
  if (!trim_cell(mention.name).empty()) made.name = trim_cell(mention.name);
  made.kind = guess_instrument_kind(mention);
  made.currency = currency;
  const InstrumentId id = *made.id;
  Entry entry{currency, 1, {}, fold_words(mention.name), missing_instruments_.size()};
  if (!isin.empty()) entry.isins.push_back(isin);
  instruments_.emplace(id, std::move(entry));
  symbols_[to_capitals(symbol)].emplace_back(since_ever, id);
  if (!isin.empty()) isins_[isin].emplace_back(since_ever, id);
  if (made.name) names_[to_capitals(*made.name)].emplace_back(since_ever, id);
  missing_instruments_.push_back(std::move(made));
  return id;
}

// 2,500 units at 150 for 3,750: quoted in hundredths, as pence are and bonds in per cent.
void PartyBook::note_trade(InstrumentId instrument, const TransactionDraft& trade) {
  const auto found = instruments_.find(instrument);
  if (found == instruments_.end() || !found->second.missing || found->second.price_factor != Decimal(1)) return;
  if (!trade.quantity || !trade.price || !trade.amount || trade.fx_rate || trade.amount->is_zero()) return;
  if (trade.type != "buy" && trade.type != "sell") return;
  const Decimal quoted_gross = abs(multiply(*trade.quantity, *trade.price));
  const Decimal hundredfold = multiply(*trade.amount, Decimal(100));
  const Decimal tolerance = divide(quoted_gross, Decimal(10));
  if (abs(hundredfold - quoted_gross) > tolerance) return;
  const Decimal hundredth = Decimal::from_parts(1, 2);
  found->second.price_factor = hundredth;
  missing_instruments_[*found->second.missing].price_factor = hundredth;
}

Currency PartyBook::account_currency(AccountId id) const {
  const auto found = account_currencies_.find(id);
  return found == account_currencies_.end() ? no_currency : found->second;
}

Currency PartyBook::instrument_currency(InstrumentId id) const { return instruments_.at(id).currency; }
Decimal PartyBook::price_factor(InstrumentId id) const { return instruments_.at(id).price_factor; }

}  // namespace coffer::finance
