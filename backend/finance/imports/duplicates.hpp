// Which rows of an import are in the books already.
//
// Rows are matched as a multiset: two equal fills of one day match two recorded ones, a third is
// new. A file imported twice therefore adds nothing, and overlapping exports add what is new. Where
// the source gives identifiers, those decide: the same identifier with other content is a change.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

// What makes two records the same event. `content` is everything but time, external id, name, note
// and sequence, with the account and instrument by the keys that the caller resolved them to.
struct Fingerprint {
  std::string content;
  std::string time;  // empty: not told, and then equal to any
  std::string account;
  std::string external_id;  // empty: the source gives none
};

struct FingerprintKeys {
  std::string account;  // an identifier, or the name where there is no such account yet
  std::string counter_account;
  std::string instrument;  // an identifier; else the ISIN, the symbol or the name
  std::string new_instrument;
};

[[nodiscard]] Fingerprint make_fingerprint(const TransactionDraft& draft, const FingerprintKeys& keys);
// With the texts of the draft itself as keys.
[[nodiscard]] Fingerprint make_fingerprint(const TransactionDraft& draft);

struct Match {
  RowStatus status = RowStatus::New;   // New, Duplicate, Changed or Error
  std::optional<std::size_t> known;    // place of the recorded transaction that it repeats or changes
  std::optional<std::size_t> earlier;  // place of the row of the same file that has its identifier
};

// One match for each incoming row, in their order.
[[nodiscard]] std::vector<Match> match_rows(std::span<const Fingerprint> incoming, std::span<const Fingerprint> known);

}  // namespace coffer::finance
