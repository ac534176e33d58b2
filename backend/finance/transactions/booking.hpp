// From a recorded event to the core's transaction and back to stored postings. Pure.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/transactions/transaction.hpp"
#include "ledger/input.hpp"
#include "ledger/posting.hpp"

namespace coffer::finance {

[[nodiscard]] ledger::InstrumentKind to_ledger_kind(InstrumentKind kind);

// Of one that a store's load() has read.
[[nodiscard]] ledger::InstrumentInput to_ledger(const Instrument& instrument);
[[nodiscard]] ledger::CashMode to_ledger_cash(std::string_view mode);
// Choices come in the order of their days; the first holds from the beginning.
void add_cash_choice(ledger::AccountInput& account, ledger::CashChoice choice);

// Accounts and instruments of one computation, numbered densely.
class BookIndex {
 public:
  ledger::AccountIndex add_account(AccountId id, ledger::AccountInput input, Currency currency);
  ledger::InstrumentIndex add_instrument(InstrumentId id, ledger::InstrumentInput input);
  // Transactions whose lots others may choose.
  void add_transaction(TransactionId id, ledger::TransactionIndex place) { transaction_places_.emplace(id, place); }
  void set_account(ledger::AccountIndex place, ledger::AccountInput input) { accounts[place.value] = std::move(input); }

  [[nodiscard]] ledger::AccountIndex account(AccountId id) const;              // unset when unknown
  [[nodiscard]] ledger::InstrumentIndex instrument(InstrumentId id) const;     // unset when unknown
  [[nodiscard]] ledger::TransactionIndex transaction(TransactionId id) const;  // unset when unknown
  [[nodiscard]] bool numbers_transactions() const { return !transaction_places_.empty(); }
  [[nodiscard]] ledger::PostingContext context() const { return {accounts, instruments}; }

  std::vector<ledger::AccountInput> accounts;
  std::vector<ledger::InstrumentInput> instruments;
  std::vector<AccountId> account_ids;
  std::vector<Currency> account_currencies;
  std::vector<InstrumentId> instrument_ids;

 private:
  std::unordered_map<AccountId, std::uint32_t> account_places_;
  std::unordered_map<InstrumentId, std::uint32_t> instrument_places_;
  std::unordered_map<TransactionId, ledger::TransactionIndex> transaction_places_;
};

// Invalid (fields as in the API) when it names what the index has not, or a rate it cannot use. A chosen lot of a
// transaction that the index has not is left out: postings do not depend on it.
[[nodiscard]] Result<ledger::Transaction> to_ledger(const TransactionFields& fields, const BookIndex& index);

// The same as an entry of the whole book: a split holds for every account, whoever reported it.
[[nodiscard]] Result<ledger::Transaction> to_book_entry(const TransactionFields& fields, const BookIndex& index);

// The recorded postings of the event; Invalid with every fault.
[[nodiscard]] Result<std::vector<ledger::Posting>> post(const TransactionFields& fields, const BookIndex& index);

}  // namespace coffer::finance
