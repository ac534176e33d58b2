// The words that sources use for kinds of transactions.
#include <array>
#include <unordered_map>

#include "finance/imports/mapping.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {
namespace {

// Those of the core.
const auto type_names = [] {
  std::array<std::string_view, static_cast<std::size_t>(ledger::TransactionType::Balance) + 1> names;
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = ledger::transaction_type_name(static_cast<ledger::TransactionType>(i));
  return names;
}();

struct Words {
  std::string_view type;
  std::string_view words;
};

constexpr Words broker_words[] = {
    {"buy",
     "buy|bought|b|bot|purchase|purchased|kauf|kaufen|wertpapierkauf|ankauf|erwerb|market buy|limit buy|stop buy|"
     "buy to open|buy to cover|buy to close|you bought|reinvestment buy|reinvest shares|reinvestment|wiederanlage|"
     "sparplan|sparplanausfuehrung|savings plan|kauf sparplan|order buy|trade buy|buy order|zeichnung|subscription"},
    {"sell",
     "sell|sold|s|sld|sale|verkauf|verkaufen|wertpapierverkauf|market sell|limit sell|stop sell|sell to close|"
     "sell to open|sell short|you sold|order sell|trade sell|sell order|redemption|rueckzahlung|tilgung wertpapier|"
     "write off|ausbuchung wertlos"},
    {"dividend",
     "dividend|dividends|div|cash dividend|qualified dividend|ordinary dividend|dividend cash|dividende|dividenden|"
     "dividendenzahlung|dividendengutschrift|ertrag|ertraegnis|ausschuettung|distribution|payout|dividend payment|"
     "dividend received|non qualified div|pr yr cash div|kapitalertrag|ertragsgutschrift"},
    {"interest",
     "interest|zinsen|zins|zinsgutschrift|habenzinsen|credit interest|interest received|interest income|"
     "bank interest|interest payment|interest on cash|zinszahlung|coupon|kupon|bond interest|lending interest"},
    {"interest_charge",
     "interest charge|zinsbelastung|sollzinsen|margin interest|debit interest|interest paid|"
     "broker interest paid|debitzinsen"},
    {"income", "income|einnahme|einnahmen|miete|rent|mieteinnahme|other income|sonstiger ertrag"},
    {"expense", "expense|ausgabe|ausgaben|aufwand|other expense"},
    {"fee",
     "fee|fees|gebuehr|gebuehren|commission|custody fee|depotgebuehr|account fee|management fee|service fee|adr fee|"
     "adr mgmt fee|kontofuehrung|provision|entgelt|kosten|spesen|charge"},
    {"fee_refund",
     "fee refund|gebuehrenerstattung|gebuehrenrueckerstattung|fee rebate|fee reversal|erstattung gebuehren"},
    {"tax",
     "tax|taxes|steuer|steuern|withholding tax|quellensteuer|foreign tax paid|nra tax adj|vorabpauschale|"
     "kapitalertragsteuer|steuerbelastung"},
    {"tax_refund",
     "tax refund|steuerrueckerstattung|steuererstattung|steuergutschrift|steuerausgleich|tax adjustment|"
     "steuerliche optimierung"},
    {"deposit",
     "deposit|deposits|einlage|einzahlung|einzahlungen|gutschrift|contribution|cash in|funds received|"
     "electronic funds transfer|ach deposit|wire received|wire in|bank transfer in|money in|top up|"
     "ueberweisung eingang|deposit cash|lastschrifteinzug|moneylink deposit"},
    {"withdrawal",
     "withdrawal|withdrawals|withdraw|entnahme|auszahlung|auszahlungen|cash out|disbursement|wire sent|wire out|"
     "bank transfer out|money out|ueberweisung ausgang|ach withdrawal"},
    {"cash_transfer", "cash transfer|umbuchung|uebertrag|kontouebertrag|internal transfer|journal|umbuchung ausgang"},
    {"fx_exchange",
     "fx exchange|currency exchange|forex|fx|fx trade|currency conversion|waehrungstausch|waehrungswechsel|"
     "devisengeschaeft|conversion|exchange"},
    {"transfer", "transfer|depotuebertrag|securities transfer|share transfer|wertpapieruebertrag|umbuchung wertpapier"},
    {"delivery_in",
     "delivery in|einlieferung|delivery inbound|transfer in|securities transferred in|eingang wertpapiere|"
     "einbuchung|acats in|deposit securities|depoteingang"},
    {"delivery_out",
     "delivery out|auslieferung|delivery outbound|transfer out|securities transferred out|ausgang wertpapiere|"
     "ausbuchung|acats out|withdrawal securities|depotausgang"},
    {"split", "split|stock split|aktiensplit|forward split|reverse split|share split|splitt|reverse stock split"},
    {"stock_dividend", "stock dividend|stockdividende|bonus shares|bonusaktien|gratisaktien|berichtigungsaktien"},
    {"spin_off", "spin off|spinoff|abspaltung"},
    {"merger", "merger|fusion|verschmelzung|cash merger|stock merger|takeover|uebernahme"},
    {"rights", "rights|rights issue|bezugsrecht|bezugsrechte"},
    {"return_of_capital", "return of capital|kapitalrueckzahlung|capital return|kapitalherabsetzung"},
    {"symbol_change", "symbol change|name change|ticker change|umbenennung|isin change"},
    {"reward", "reward|rewards|staking|staking reward|airdrop|bonus|praemie|earn|learning reward"},
    {"swap", "swap|convert|umtausch|tausch"},
    {"loan_draw", "loan draw|kreditauszahlung|darlehensauszahlung|drawdown"},
    {"loan_repayment", "loan repayment|loan payment|tilgung|kreditrate|darlehensrate|mortgage payment|rate"},
    {"valuation", "valuation|bewertung|marktwert|appraisal"},
    {"balance", "balance|saldo|kontostand"},
};

using Index = std::unordered_map<std::string, std::string_view>;

Index make_index() {
  Index index;
  for (const Words& entry : broker_words) {
    std::string_view words = entry.words;
    while (!words.empty()) {
      const std::size_t end = words.find('|');
      index.insert_or_assign(std::string(words.substr(0, end)), entry.type);
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
  }
  for (const std::string_view name : type_names) index.insert_or_assign(fold_words(name), name);
  return index;
}

}  // namespace

std::span<const std::string_view> transaction_type_names() { return type_names; }

std::optional<std::string_view> recognise_type(std::string_view word) {
  static const Index index = make_index();
  const auto found = index.find(fold_words(word));
  if (found == index.end()) return std::nullopt;
  return found->second;
}

}  // namespace coffer::finance
