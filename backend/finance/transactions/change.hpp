// What a person did to the books at once: one entry of the history, taken back as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {

enum class ChangeKind : std::uint8_t {
  Record,
  Revise,
  Remove,
  Restore,
  BulkRevise,
  BulkRemove,
  Match,
  TakeApart,
  Undo,
};

// The names of the API and of storage: "bulk_revise".
[[nodiscard]] std::string_view change_kind_name(ChangeKind kind);
[[nodiscard]] std::optional<ChangeKind> parse_change_kind(std::string_view name);

struct NewChange {
  std::optional<ChangeId> id{};  // absent: a fresh one
  ChangeKind kind = ChangeKind::Record;
  std::int64_t rows = 1;
  std::optional<std::string> reason;
  std::optional<ChangeId> undoes;
};

enum class Undoable : std::uint8_t { Yes, No };

struct Change {
  ChangeId id;
  ChangeKind kind = ChangeKind::Record;
  std::int64_t rows = 1;
  std::optional<std::string> reason;
  std::optional<UserId> actor;
  std::string actor_name;
  Timestamp recorded_at;
  std::optional<ChangeId> undoes;
  std::optional<ChangeId> undone_by;
  // Of the corporate action that it told, else of the first row.
  std::optional<TransactionId> transaction;  // none: a corporate action
  std::optional<InstrumentId> instrument;
  ledger::TransactionType type = ledger::TransactionType::Deposit;
  Date date;
  Undoable undoable = Undoable::No;  // no row was changed since
};

}  // namespace coffer::finance
