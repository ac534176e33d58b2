// Imports, their rows and the metadata of the uploaded bytes in PostgreSQL. The state of an import
// whose job came to nothing follows from the job: no one has to be alive to write it.
#pragma once

#include <optional>
#include <vector>

#include "finance/imports/import.hpp"
#include "finance/imports/instrument_match.hpp"
#include "finance/paging/cursor.hpp"
#include "finance/transactions/imported_transaction_store.hpp"
#include "platform/objects/object_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// Which rows a load is about.
enum class RowSelection {
  Open,    // all but committed and reverted ones
  Mended,  // those that a person wrote into or decided about
};

class ImportStore {
 public:
  explicit ImportStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Import>> list(const Caller& caller, PageRequest page);
  platform::Task<std::optional<Import>> find(const Caller& caller, ImportId id);
  platform::Task<std::optional<Import>> find(platform::UnitOfWork& unit, ImportId id);
  // The same, and nobody else changes it before the unit ends.
  platform::Task<std::optional<Import>> lock(platform::UnitOfWork& unit, ImportId id);
  // Until the unit ends no other import of the household is booked or taken back.
  platform::Task<> lock_household(platform::UnitOfWork& unit);
  platform::Task<> insert_object(platform::UnitOfWork& unit, platform::StoredObject object);
  platform::Task<> insert(platform::UnitOfWork& unit, Import import);
  // Everything that may change; import.version is the new one.
  platform::Task<> update(platform::UnitOfWork& unit, Import import);
  platform::Task<> save_matches(platform::UnitOfWork& unit, ImportId id, std::vector<InstrumentMatch> matches);
  platform::Task<std::vector<InstrumentMatch>> list_matches(const Caller& caller, ImportId id);
  // With its rows; the object is marked as removed.
  platform::Task<> remove(platform::UnitOfWork& unit, Import import);
  // Takes back the splits that it brought; how many.
  platform::Task<std::int64_t> withdraw_splits(platform::UnitOfWork& unit, ImportId id);

  platform::Task<Page<ImportRow>> list_rows(const Caller& caller, ImportId id, std::optional<RowState> state,
                                            PageRequest page);
  platform::Task<std::optional<ImportRow>> find_row(platform::UnitOfWork& unit, ImportId id, std::int64_t number);
  // In file order, without errors and changes.
  platform::Task<std::vector<ImportRow>> load_rows(platform::UnitOfWork& unit, ImportId id, RowSelection selection);
  // What its committed rows wrote: each transaction once, with the first revision that they wrote of it.
  platform::Task<std::vector<WrittenRevision>> list_written(platform::UnitOfWork& unit, ImportId id);
  // The transactions that rows of the import stand for or became.
  platform::Task<std::vector<TransactionId>> list_claimed(platform::UnitOfWork& unit, ImportId id,
                                                          std::int64_t but_row);
  platform::Task<> delete_rows(platform::UnitOfWork& unit, ImportId id);
  platform::Task<> insert_rows(platform::UnitOfWork& unit, ImportId id, std::vector<ImportRow> rows);
  // State, errors, decision and transaction of rows that are there.
  platform::Task<> update_rows(platform::UnitOfWork& unit, ImportId id, std::vector<ImportRow> rows);
  // The texts too.
  platform::Task<> update_row(platform::UnitOfWork& unit, ImportId id, ImportRow row);
  platform::Task<> mark_reverted(platform::UnitOfWork& unit, ImportId id);
  platform::Task<ImportCounts> count_rows(platform::UnitOfWork& unit, ImportId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
