// The words that sources use for columns.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "finance/imports/mapping.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::string_view, field_count> field_names{"date",
                                                                "time",
                                                                "type",
                                                                "symbol",
                                                                "isin",
                                                                "name",
                                                                "quantity",
                                                                "price",
                                                                "amount",
                                                                "currency",
                                                                "fee",
                                                                "tax",
                                                                "fx_rate",
                                                                "account",
                                                                "counter_account",
                                                                "ratio_to",
                                                                "ratio_from",
                                                                "external_id",
                                                                "note",
                                                                "settlement_date",
                                                                "accrued_interest",
                                                                "counter_date",
                                                                "counter_amount",
                                                                "counter_currency",
                                                                "cost",
                                                                "cost_date",
                                                                "realises",
                                                                "loan",
                                                                "principal",
                                                                "interest",
                                                                "category",
                                                                "sequence",
                                                                "account_settings",
                                                                "counter_account_settings",
                                                                "instrument_settings",
                                                                "arrival",
                                                                "fee_quantity",
                                                                "fee_price",
                                                                "new_symbol",
                                                                "new_isin",
                                                                "new_name",
                                                                "new_instrument_settings",
                                                                "new_quantity",
                                                                "new_price",
                                                                "cost_share",
                                                                "rights",
                                                                "cash_in_lieu_quantity",
                                                                "cash_in_lieu_amount",
                                                                "close",
                                                                "from",
                                                                "to",
                                                                "rate",
                                                                "gross_amount",
                                                                "ratio",
                                                                "dividend_per_share"};

struct Words {
  Field field;
  std::string_view words;  // folded, separated by '|'
};

constexpr Words words_of_all_kinds[] = {
    {Field::Date,
     "date|datum|trade date|tradedate|transaction date|handelsdatum|handelstag|ausfuehrungsdatum|ausfuehrung|"
     "buchungsdatum|buchungstag|booking date|run date|activity date|process date|executed at|datetime|date time|"
     "datum uhrzeit|datum zeit|timestamp|day|tag|ex date|exdate|ex datum"},
    {Field::Symbol, "symbol|ticker|ticker symbol|tickersymbol|tickersymbole|instrument|security|code|wkn|stock"},
    {Field::Isin, "isin|isin code|security id"},
    {Field::Name,
     "name|security name|instrument name|wertpapier|wertpapiername|wertpapierbezeichnung|bezeichnung|company|"
     "titel|product|produkt|asset"},
    {Field::Currency,
     "currency|waehrung|whg|ccy|currency code|buchungswaehrung|currency primary|currencyprimary|"
     "transaction currency|waehrung bruttobetrag"},
};

constexpr Words words_of_transactions[] = {
    {Field::Time, "time|uhrzeit|zeit|trade time|handelszeit|ausfuehrungszeit"},
    {Field::Type,
     "type|typ|action|kind|art|vorgang|transaction type|transactiontype|transaktionstyp|transaktionsart|"
     "transaktion|buchungsart|umsatzart|auftragsart|ordertyp|order type|side|richtung|activity|activity type|"
     "buy sell|kauf verkauf|transaction|geschaeftsart|trans code"},
    {Field::Quantity,
     "quantity|qty|shares|units|stueck|stuecke|stueckzahl|anzahl|menge|anteile|nominale|nominal|"
     "stueck nominale|no of shares|number of shares|num shares|volume|volumen"},
    {Field::Price,
     "price|kurs|unit price|unitprice|preis|price per share|price share|share price|price per unit|"
     "ausfuehrungskurs|ausfuehrungspreis|stueckpreis|einstandskurs|kurs pro stueck|t price|trade price|"
     "price usd|price eur|preis je stueck|execution price"},
    {Field::Amount,
     "amount|betrag|net amount|netamount|nettobetrag|endbetrag|total|gesamt|gesamtbetrag|summe|wert|value|"
     "net cash|proceeds|net proceeds|total amount|settlement amount|buchungsbetrag|amount usd|amount eur|"
     "gesamtpreis|ausmachender betrag|cash amount|netto"},
    {Field::GrossAmount,
     "gross amount|grossamount|gross|brutto|bruttobetrag|kurswert|gross value|principal amount|subtotal"},
    {Field::Fee,
     "fee|fees|commission|commissions|gebuehr|gebuehren|provision|kosten|entgelt|spesen|charges|costs|"
     "brokerage|comm fee|comm in eur|comm in usd|ib commission|fees comm|commission usd|fees usd|"
     "transaction fee|transaction costs|transaktionskosten|gebuehren in eur"},
    {Field::Tax,
     "tax|taxes|steuer|steuern|withholding tax|quellensteuer|tax withheld|taxes withheld|kapitalertragsteuer|"
     "kest|stamp duty|einbehaltene steuer|stamp duty reserve tax"},
    {Field::FxRate,
     "fx rate|fxrate|exchange rate|wechselkurs|devisenkurs|umrechnungskurs|fx|fx rate to base|conversion rate"},
    {Field::Account,
     "account|konto|depot|account name|account number|kontonummer|depotnummer|portfolio|account id|"
     "clientaccountid|kontoname|cash account|securities account|verrechnungskonto"},
    {Field::CounterAccount,
     "counter account|counteraccount|gegenkonto|offset account|to account|zielkonto|transfer account|"
     "other account"},
    {Field::RatioTo, "ratio to|new shares"},
    {Field::RatioFrom, "ratio from|old shares"},
    {Field::Ratio, "ratio|split ratio|verhaeltnis|bezugsverhaeltnis|split"},
    {Field::ExternalId,
     "external id|externalid|id|transaction id|transactionid|trade id|tradeid|order id|orderid|reference|"
     "referenz|order number|ordernummer|auftragsnummer|transaktionsnummer|reference number|uuid|"
     "confirmation number|buchungsnummer"},
    {Field::Note,
     "note|notes|notiz|notizen|comment|comments|kommentar|bemerkung|description|beschreibung|memo|details|"
     "verwendungszweck|buchungstext|text"},
    {Field::SettlementDate,
     "settlement date|settle date|settledate|valuta|valutadatum|wertstellung|value date|"
     "datum valuta"},
    {Field::AccruedInterest, "accrued interest|stueckzinsen|accrued int"},
    {Field::CounterDate, "counter date"},
    {Field::CounterAmount, "counter amount"},
    {Field::CounterCurrency, "counter currency"},
    {Field::Cost, "cost"},
    {Field::CostDate, "cost date"},
    {Field::Realises, "realises"},
    {Field::Loan, "loan"},
    {Field::Principal, "principal"},
    {Field::Interest, "interest"},
    {Field::Category, "category|kategorie"},
    {Field::Sequence, "sequence"},
    {Field::AccountSettings, "account settings"},
    {Field::CounterAccountSettings, "counter account settings"},
    {Field::InstrumentSettings, "instrument settings"},
    {Field::Arrival, "arrival"},
    {Field::FeeQuantity, "fee quantity|fee in units"},
    {Field::FeePrice, "fee price"},
    {Field::NewSymbol, "new symbol|new ticker|neues symbol"},
    {Field::NewIsin, "new isin|neue isin"},
    {Field::NewName, "new name|new instrument|neuer name|neues wertpapier"},
    {Field::NewInstrumentSettings, "new instrument settings"},
    {Field::NewQuantity, "new quantity|received quantity|neue stueckzahl"},
    {Field::NewPrice, "new price|neuer kurs"},
    {Field::CostShare, "cost share|cost allocation|kostenanteil"},
    {Field::Rights, "rights"},
    {Field::CashInLieuQuantity, "cash in lieu quantity"},
    {Field::CashInLieuAmount, "cash in lieu amount|cash in lieu|barausgleich|spitzenausgleich"},
};

constexpr Words words_of_prices[] = {
    {Field::Close,
     "close|price|kurs|schluss|schlusskurs|schlusspreis|close price|closing price|last|last price|letzter|"
     "close last|preis|value|nav|ruecknahmepreis|wert|quote"},
};

constexpr Words words_of_fx[] = {
    {Field::From, "from|from currency|base|base currency|von|basiswaehrung|currency from|source currency"},
    {Field::To, "to|to currency|quote|quote currency|target|target currency|nach|zielwaehrung|currency to|currency"},
    {Field::Rate, "rate|fx rate|exchange rate|close|value|wechselkurs|devisenkurs|kurs|price|obs value"},
};

constexpr Words words_of_actions[] = {
    {Field::Type, "type|kind|action|event|art|typ|action type|corporate action"},
    {Field::Ratio,
     "ratio|split ratio|split|splits|stock splits|split ratio new per old|verhaeltnis|split factor|split coefficient"},
    {Field::RatioTo, "ratio to|new shares|to"},
    {Field::RatioFrom, "ratio from|old shares|from"},
    {Field::DividendPerShare, "dividend per share|dividend|dividends|dividende|dividend amount|cash amount|amount"},
};

constexpr std::string_view unused_words =
    "open|high|low|opening|eroeffnung|hoch|tief|eroeffnungskurs|tageshoch|tagestief|volume|volumen|umsatz|adj "
    "close|adjclose|"
    "adjusted close|adj close price|vwap|previous close|change|veraenderung|change "
    "percent|bid|ask|turnover|exchange|boerse|"
    "handelsplatz|balance|saldo|cash balance|running balance|asset type|asset class|status";

using Index = std::unordered_map<std::string_view, Field>;

template <class Each>
void split_words(std::string_view words, Each each) {
  while (!words.empty()) {
    const std::size_t end = words.find('|');
    each(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
}

void enter(Index& index, std::span<const Words> all) {
  for (const Words& entry : all) {
    split_words(entry.words, [&](std::string_view word) { index.insert_or_assign(word, entry.field); });
  }
}

Index make_index(std::span<const Words> special, std::span<const Words> general) {
  Index index;
  enter(index, general);
  enter(index, special);
  return index;
}

const Index& index_of(ImportKind kind) {
  static const Index transactions = make_index(words_of_transactions, words_of_all_kinds);
  static const Index prices = make_index(words_of_prices, words_of_all_kinds);
  static const Index fx = make_index(words_of_fx, std::span(words_of_all_kinds).first(1));
  static const Index actions = make_index(words_of_actions, words_of_all_kinds);
  switch (kind) {
    case ImportKind::Transactions: return transactions;
    case ImportKind::Prices: return prices;
    case ImportKind::Fx: return fx;
    case ImportKind::CorporateActions: return actions;
  }
  return transactions;
}

}  // namespace

std::string_view field_name(Field field) { return field_names[static_cast<std::size_t>(field)]; }

std::optional<Field> parse_field(std::string_view name) {
  const auto* found = std::ranges::find(field_names, name);
  if (found == field_names.end()) return std::nullopt;
  return static_cast<Field>(found - field_names.begin());
}

bool is_free_text(Field field) {
  switch (field) {
    case Field::Symbol:
    case Field::Isin:
    case Field::Name:
    case Field::Account:
    case Field::CounterAccount:
    case Field::ExternalId:
    case Field::Note:
    case Field::Loan:
    case Field::AccountSettings:
    case Field::CounterAccountSettings:
    case Field::NewSymbol:
    case Field::NewIsin:
    case Field::NewName:
    case Field::Category: return true;
    default: return false;
  }
}

std::string fold_words(std::string_view text) {
  constexpr std::size_t longest = 200;
  constexpr std::pair<std::string_view, std::string_view> umlauts[] = {
      {"ä", "ae"}, {"Ä", "ae"}, {"ö", "oe"}, {"Ö", "oe"}, {"ü", "ue"}, {"Ü", "ue"}, {"ß", "ss"}, {"é", "e"}};
  std::string folded;
  bool gap = false;
  const auto put = [&folded, &gap](std::string_view letters) {
    if (letters.empty()) {
      gap = !folded.empty();
      return;
    }
    if (gap) folded.push_back(' ');
    gap = false;
    folded.append(letters);
  };
  text = text.substr(0, longest);
  while (!text.empty()) {
    const auto* umlaut = std::ranges::find_if(umlauts, [&](const auto& pair) { return text.starts_with(pair.first); });
    if (umlaut != std::end(umlauts)) {
      put(umlaut->second);
      text.remove_prefix(umlaut->first.size());
      continue;
    }
    const char c = text.front();
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
      put({&lower, 1});
    else
      put({});
    text.remove_prefix(1);
  }
  return folded;
}

std::optional<Field> recognise_header(std::string_view header, ImportKind kind) {
  const Index& index = index_of(kind);
  const std::string folded = fold_words(header);
  const auto found = index.find(folded);
  if (found != index.end()) return found->second;
  return std::nullopt;
}

bool is_known_unused_header(std::string_view header) {
  const std::string folded = fold_words(header);
  bool found = false;
  split_words(unused_words, [&](std::string_view word) { found = found || word == folded; });
  return found;
}

}  // namespace coffer::finance
