// What people do with files of transactions, prices and rates: upload, look, mend, commit, take back.
//
// Reading a file and judging its rows is done again when it is committed, against what is recorded by
// then and under a lock of the household's imports: a preview that has grown old adds nothing twice.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "finance/accounts/account_service.hpp"
#include "finance/imports/import.hpp"
#include "finance/imports/import_booking.hpp"
#include "finance/imports/import_profile_service.hpp"
#include "finance/imports/import_store.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/clock.hpp"
#include "platform/objects/object_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

inline constexpr std::string_view import_commit_job = "import.commit";
inline constexpr std::string_view import_revert_job = "import.revert";

// A file handed over on the command line.
struct FileImport {
  std::string file_name;
  std::string bytes;
  std::string account;  // name or id; empty: the rows name theirs
  std::optional<ImportKind> kind;
};

// Which rows to take: none named, every new and changed one. And the name under which to keep how they are read.
struct CommitRequest {
  std::vector<std::int64_t> rows;
  std::optional<std::string> profile;
};

// What the command says of the file before it is committed, and whether it is to be.
using FileConfirmation = std::function<bool(const Import&)>;

class ImportService {
 public:
  ImportService(platform::Database& database, platform::ObjectStore& objects, platform::ComputePool& pool,
                platform::Random& random, const platform::Clock& clock, StagingLimits limits = {});

  platform::Task<Page<Import>> list_imports(const Caller& caller, PageRequest page);
  platform::Task<Import> get_import(const Caller& caller, ImportId id);
  platform::Task<Page<ImportRow>> list_rows(const Caller& caller, ImportId id, std::optional<RowState> state,
                                            PageRequest page);

  // The instruments that its rows name: those in doubt first, then those of most rows.
  platform::Task<Page<ShownMatch>> list_instruments(const Caller& caller, ImportId id, PageRequest page);

  // Stores the bytes, reads them and stages every row. Invalid or TooLarge, with nothing kept, when
  // the file cannot be read.
  platform::Task<Import> create_import(const Caller& caller, platform::UnitOfWork& unit, NewImport import);
  // Reads the file anew; what a person wrote into rows stays. Conflict unless nothing was committed.
  platform::Task<Import> update_import(const Caller& caller, platform::UnitOfWork& unit, ImportId id,
                                       ImportChange change, VersionCheck check);
  platform::Task<> remove_import(const Caller& caller, platform::UnitOfWork& unit, ImportId id, VersionCheck check);
  platform::Task<ImportRow> update_row(const Caller& caller, platform::UnitOfWork& unit, ImportId id, std::int64_t row,
                                       RowMend mend);

  // The job that will take the rows over; how the file is read is kept where that is asked for.
  platform::Task<JobId> request_commit(const Caller& caller, platform::UnitOfWork& unit, ImportId id,
                                       CommitRequest request, VersionCheck check);
  platform::Task<JobId> request_revert(const Caller& caller, platform::UnitOfWork& unit, ImportId id,
                                       VersionCheck check);

  // What the jobs do, each in one unit. Rows that cannot be taken after all stay listed with their errors.
  platform::Task<ImportCounts> commit(const Caller& caller, platform::UnitOfWork& unit, ImportId id,
                                      std::vector<std::int64_t> rows, ImportProgress progress = {});
  platform::Task<ImportCounts> revert(const Caller& caller, platform::UnitOfWork& unit, ImportId id);

  // Uploads, asks, and commits in this process, in one transaction. The import as it then stands: still
  // staged when the answer was no.
  platform::Task<Import> run_file(const Caller& caller, FileImport file, FileConfirmation confirm);

 private:
  platform::Task<Import> lock(platform::UnitOfWork& unit, ImportId id);
  // Reads the bytes as the import's choices say, and notes how they were read.
  platform::Task<StagedFile> read_file(std::string bytes, Import& import);
  // Judges the rows and puts them in the place of those that were staged before.
  platform::Task<> stage_rows(platform::UnitOfWork& unit, Import& import, StagedFile file,
                              std::vector<ImportRow> mended);
  platform::Task<ImportRow> judge_row(platform::UnitOfWork& unit, Import& import, ImportRow row);
  platform::Task<> check_account(platform::UnitOfWork& unit, const ImportChoices& choices);
  platform::Task<> check_instruments(platform::UnitOfWork& unit, const ImportChange& change, const Import& import);
  platform::Task<JobId> enqueue(platform::UnitOfWork& unit, Import import, ImportState next, std::string_view job,
                                std::string payload);

  platform::Database& database_;
  platform::ObjectStore& objects_;
  platform::ComputePool& pool_;
  platform::Random& random_;
  const platform::Clock& clock_;
  StagingLimits limits_;
  ImportStore store_;
  ImportProfileService profiles_;
  InstrumentStore instruments_;
  KnownStore known_;
  ImportedTransactionStore imported_;
  MarketStore market_;
  ImportBooking booking_;
};

}  // namespace coffer::finance
