// Which accounts and instruments the names in a file stand for, and which of them are still to be made. Pure.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "finance/accounts/account.hpp"
#include "finance/imports/import.hpp"
#include "finance/imports/instrument_match.hpp"
#include "finance/instruments/instrument.hpp"
#include "platform/clock/random.hpp"

namespace coffer::finance {

struct KnownAccount {
  AccountId id;
  std::string name;
  Currency currency;
};

// A name that an instrument holds or held from a day on. In capitals.
struct KnownName {
  enum class Kind { Symbol, Isin, Name };
  Kind kind = Kind::Symbol;
  std::string value;
  InstrumentId instrument;
  Date from;
};

struct KnownInstrument {
  InstrumentId id;
  Currency currency;
  Decimal price_factor = 1;
  std::vector<std::string> isins;
};

// What the household knows of the names that the file mentions; its own names before public ones.
struct KnownParties {
  std::vector<KnownAccount> accounts;
  std::vector<KnownName> names;
  std::vector<KnownInstrument> instruments;
};

// How a row names an instrument, and what it says of it besides.
struct InstrumentMention {
  std::string_view symbol;
  std::string_view isin;
  std::string_view name;
  Date on;
  Currency currency;
  std::string_view settings = {};  // of party_settings.hpp, or empty
  bool operator==(const InstrumentMention&) const = default;
};

struct PartyRules {
  std::optional<AccountId> account;  // of rows that name none
  std::string account_name;
  Currency currency;  // of what is made and has none of its own
  Missing accounts = Missing::Create;
  Missing instruments = Missing::Create;
  std::vector<InstrumentChoice> choices;
};

// An account that a commit would open.
struct MissingAccount {
  AccountId id;
  NewAccount account;
};

class PartyBook {
 public:
  // Random outlives the book.
  PartyBook(KnownParties known, PartyRules rules, platform::Random& random);

  enum class Use { Assets, Loan };
  // By id or by name; none: the account of rows that name none.
  // `settings` (party_settings.hpp, or empty) say what an account that is still to be made is like.
  [[nodiscard]] std::expected<AccountId, RowError> find_account(std::string_view named, Use use, Currency currency,
                                                                std::string_view settings = {});
  // As a person chose, else by ISIN, then by symbol, then by name.
  [[nodiscard]] std::expected<InstrumentId, RowError> find_instrument(const InstrumentMention& mention);
  // A trade tells in which unit the price of an instrument that is still to be made is quoted.
  void note_trade(InstrumentId instrument, const TransactionDraft& trade);

  [[nodiscard]] Currency account_currency(AccountId id) const;
  // Of one that is known or to be made.
  [[nodiscard]] Currency instrument_currency(InstrumentId id) const;
  [[nodiscard]] Decimal price_factor(InstrumentId id) const;
  // Those that find_… made up; with identifiers that hold when they are made.
  [[nodiscard]] const std::vector<MissingAccount>& missing_accounts() const { return missing_accounts_; }
  [[nodiscard]] const std::vector<NewInstrument>& missing_instruments() const { return missing_instruments_; }
  // The names that find_instrument was asked for, in that order.
  [[nodiscard]] const std::vector<InstrumentMatch>& matches() const { return matches_; }
  // What find_instrument made up because a person chose a new one for these names.
  [[nodiscard]] std::optional<InstrumentId> find_made(const InstrumentChoice& choice) const;

 private:
  struct Entry {
    Currency currency;
    Decimal price_factor = 1;
    std::vector<std::string> isins;
    std::string name;
    std::optional<std::size_t> missing;  // place among missing_instruments_
  };
  using Names = std::unordered_map<std::string, std::vector<std::pair<Date, InstrumentId>>>;

  [[nodiscard]] std::optional<InstrumentId> find_named(const Names& names, std::string_view value, Date on) const;
  [[nodiscard]] bool fits(InstrumentId id, const InstrumentMention& mention) const;
  struct Found {
    InstrumentId id;
    MatchWay way;
  };
  [[nodiscard]] std::optional<Found> find_mentioned(const InstrumentMention& mention) const;
  [[nodiscard]] std::expected<InstrumentId, RowError> identify(const InstrumentMention& mention, const std::string& key,
                                                               MatchWay& way);
  [[nodiscard]] std::expected<InstrumentId, RowError> make_chosen(const InstrumentMention& mention,
                                                                  const std::string& key);
  void note_match(const InstrumentMention& mention, const std::string& key, Found found);
  [[nodiscard]] bool is_contested(const Names& names, std::string_view value, Date on) const;
  [[nodiscard]] std::vector<InstrumentCandidate> list_candidates(const InstrumentMention& mention) const;
  [[nodiscard]] std::expected<void, RowError> settle(AccountId id, std::string_view settings);
  [[nodiscard]] std::expected<void, RowError> settle(InstrumentId id, std::string_view settings);
  void complete(InstrumentId id, const InstrumentMention& mention);
  [[nodiscard]] std::expected<InstrumentId, RowError> make_instrument(const InstrumentMention& mention);

  KnownParties known_;
  PartyRules rules_;
  platform::Random& random_;
  std::unordered_map<std::string, AccountId> accounts_by_name_;
  std::unordered_map<AccountId, Currency> account_currencies_;
  std::unordered_map<InstrumentId, Entry> instruments_;
  Names symbols_, isins_, names_;
  std::vector<MissingAccount> missing_accounts_;
  std::vector<NewInstrument> missing_instruments_;
  std::unordered_map<std::string, std::optional<InstrumentId>> choices_;
  std::unordered_map<std::string, InstrumentId> made_by_choice_;
  std::unordered_map<std::string, std::size_t> noted_;
  std::vector<InstrumentMatch> matches_;
};

// In capitals, without blanks at the ends; only letters of ASCII change.
[[nodiscard]] std::string to_capitals(std::string_view text);
// What an instrument of these names most likely is.
[[nodiscard]] InstrumentKind guess_instrument_kind(const InstrumentMention& mention);

}  // namespace coffer::finance
