#include "finance/imports/import_service.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <unordered_set>

#include "auth/permissions/permissions.hpp"
#include "finance/accounts/account_problems.hpp"
#include "finance/imports/import_problems.hpp"
#include "finance/imports/import_reading.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view match_tag = "import_instruments";

std::unexpected<Error> no_such_import() {
  return fail(ErrorKind::NotFound, problems::import_not_found, "There is no such import.");
}
std::unexpected<Error> no_such_row() {
  return fail(ErrorKind::NotFound, problems::import_row_not_found, "The import has no such row.");
}

bool is_under_way(const Import& import) {
  return import.state == ImportState::Committing || import.state == ImportState::Reverting;
}

std::unexpected<Error> wrong_state(const Import& import, std::string_view wanted) {
  std::string detail = is_under_way(import) ? "A job of this import is under way. Wait until it has ended."
                       : import.state == ImportState::Reverted ? "The import was taken back. Upload the file again."
                                                               : std::string(wanted);
  return fail(ErrorKind::Conflict, problems::import_state, std::move(detail));
}

// Nothing of it counts, and nothing is about to.
bool is_draft(const Import& import) {
  return (import.state == ImportState::Staged || import.state == ImportState::Failed) && !import.committed_at;
}

bool can_be_booked(const Import& import) {
  return import.state == ImportState::Staged || import.state == ImportState::Failed ||
         import.state == ImportState::Committed;
}

void record(UnitOfWork& unit, const Import& import, std::string_view action) {
  platform::JsonWriter detail;
  detail.begin_object()
      .field("import", import.id)
      .field("kind", import_kind_name(import.plan.mapping.kind))
      .field("rows", import.counts.total())
      .field("committed", import.counts.of(RowState::Committed))
      .field("reverted", import.counts.of(RowState::Reverted))
      .end_object();
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "import",
              .object = import.id.uuid,
              .after = detail.take()});
}

std::string rows_payload(ImportId id, const std::vector<std::int64_t>& rows) {
  platform::JsonWriter json;
  json.begin_object().field("import", id).array_field("rows");
  for (const auto row : rows) json.value(row);
  json.end_array().end_object();
  return json.take();
}

std::string committed_event(const Import& import, const Booked& booked) {
  platform::JsonWriter json;
  json.begin_object()
      .field("import", import.id)
      .field("kind", import_kind_name(import.plan.mapping.kind))
      .field("recorded", booked.recorded)
      .field("revised", booked.revised)
      .field("earliest_date", booked.earliest)
      .end_object();
  return json.take();
}

}  // namespace

ImportService::ImportService(platform::Database& database, platform::ObjectStore& objects, platform::ComputePool& pool,
                             platform::Random& random, const platform::Clock& clock, StagingLimits limits)
    : database_(database),
      objects_(objects),
      pool_(pool),
      random_(random),
      clock_(clock),
      limits_(limits),
      store_(database),
      profiles_(database, pool, random),
      instruments_(database, random),
      market_(database),
      booking_(database, pool, random) {}

Task<Page<Import>> ImportService::list_imports(const Caller& caller, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await store_.list(caller, std::move(page));
}

Task<Import> ImportService::get_import(const Caller& caller, ImportId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_import();
  co_return std::move(*found);
}

Task<Page<ImportRow>> ImportService::list_rows(const Caller& caller, ImportId id, std::optional<RowState> state,
                                               PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_import();
  co_return co_await store_.list_rows(caller, id, state, std::move(page));
}

Task<Page<ShownMatch>> ImportService::list_instruments(const Caller& caller, ImportId id, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_import();
  std::size_t begin = 0;
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, match_tag, 1));
    begin = static_cast<std::size_t>(std::strtoul(read.front().c_str(), nullptr, 10));
  }
  COFFER_CO_TRY(matches, co_await store_.list_matches(caller, id));
  const std::size_t end = std::min(matches.size(), begin + static_cast<std::size_t>(page.limit));
  Page<ShownMatch> shown;
  std::unordered_set<InstrumentId> ids;
  for (std::size_t i = begin; i < end; ++i) {
    if (matches[i].instrument) ids.insert(*matches[i].instrument);
    for (const auto& candidate : matches[i].candidates) ids.insert(candidate.instrument);
  }
  COFFER_CO_TRY(known, co_await instruments_.load(caller, {ids.begin(), ids.end()}));
  for (std::size_t i = begin; i < end; ++i) {
    ShownMatch& one = shown.items.emplace_back();
    one.match = std::move(matches[i]);
    for (const auto& instrument : known) {
      const auto is_it = [&](const InstrumentCandidate& each) { return each.instrument == instrument.reference.id; };
      if (one.match.instrument == instrument.reference.id || std::ranges::any_of(one.match.candidates, is_it))
        one.instruments.push_back(instrument.reference);
    }
  }
  if (end < matches.size()) shown.next_cursor = make_cursor(match_tag, {std::to_string(end)});
  co_return shown;
}

Task<Import> ImportService::lock(UnitOfWork& unit, ImportId id) {
  COFFER_CO_TRY(found, co_await store_.lock(unit, id));
  if (!found) co_return no_such_import();
  co_return std::move(*found);
}

Task<> ImportService::check_account(UnitOfWork& unit, const ImportChoices& choices) {
  if (!choices.account) co_return Result<>{};
  COFFER_CO_TRY(known, co_await known_.list_parties(unit, MentionedNames{}));
  const bool found =
      std::ranges::any_of(known.accounts, [&](const KnownAccount& account) { return account.id == *choices.account; });
  if (!found) {
    co_return fail(ErrorKind::Invalid, problems::import_account, "There is no such account.",
                   {{"/account", "Name an account of this household."}});
  }
  co_return Result<>{};
}

Task<> ImportService::check_instruments(UnitOfWork& unit, const ImportChange& change, const Import& import) {
  if (import.choices.instruments.size() > most_instrument_choices) {
    co_return fail(ErrorKind::Invalid, problems::import_instrument, "More than 2,000 instruments are chosen by hand.",
                   {{"/instruments", "Give the instruments in the file an ISIN."}});
  }
  std::vector<InstrumentId> ids;
  for (const auto& choice : change.instruments) {
    if (choice.instrument) ids.push_back(*choice.instrument);
  }
  if (ids.empty()) co_return Result<>{};
  COFFER_CO_TRY(known, co_await instruments_.load(unit, ids));
  for (const auto id : ids) {
    const auto is_it = [&](const Instrument& instrument) { return instrument.reference.id == id; };
    if (std::ranges::any_of(known, is_it)) continue;
    co_return fail(ErrorKind::Invalid, problems::import_instrument, "There is no such instrument.",
                   {{"/instruments", "Choose an instrument that the household sees."}});
  }
  co_return Result<>{};
}

Task<StagedFile> ImportService::read_file(std::string bytes, Import& import) {
  auto staged = co_await pool_.run([bytes = std::move(bytes), options = reading_options(import), limits = limits_] {
    return stage_file(std::as_bytes(std::span(bytes)), options, limits);
  });
  if (!staged) co_return fail(std::move(staged).error());
  note_reading(*staged, import);
  co_return std::move(*staged);
}

Task<> ImportService::stage_rows(UnitOfWork& unit, Import& import, StagedFile file, std::vector<ImportRow> mended) {
  std::map<std::pair<std::int64_t, std::int64_t>, const ImportRow*> before;
  for (const auto& row : mended) before[{row.number, row.line}] = &row;
  std::vector<BatchRow> rows;
  rows.reserve(file.rows.size());
  for (auto& staged : file.rows) {
    rows.push_back(to_batch_row(std::move(staged)));
    const auto found = before.find({rows.back().row.number, rows.back().row.line});
    if (found != before.end()) carry_over(*found->second, rows.back());
  }
  COFFER_CO_TRY(batch, co_await booking_.judge(unit, import, std::move(rows), {}));
  import.counts = batch->count();
  import.new_accounts.clear();
  import.new_instruments.clear();
  note_missing(*batch, import);
  COFFER_CO_CHECK(co_await store_.save_matches(unit, import.id, note_matches(*batch, import)));
  co_return co_await store_.insert_rows(unit, import.id, rows_of(*batch));
}

Task<Import> ImportService::create_import(const Caller& caller, UnitOfWork& unit, NewImport given) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_CHECK(co_await check_account(unit, given.choices));
  Import import;
  import.id = random_.id<ImportId>();
  import.choices = std::move(given.choices);
  import.file_name = std::move(given.file_name);
  import.file_size = static_cast<std::int64_t>(given.bytes.size());
  import.created_at = clock_.now();
  COFFER_CO_CHECK(co_await profiles_.choose(unit, std::move(given.profile), given.bytes, import.choices));
  COFFER_CO_TRY(file, co_await read_file(given.bytes, import));
  COFFER_CO_TRY(suggested, co_await profiles_.suggest(unit, import));
  import.suggested_profile = std::move(suggested);
  COFFER_CO_TRY(object, co_await objects_.put(random_.id<ObjectId>(), std::move(given.bytes)));
  import.object = object.object;
  const auto stage = [&]() -> Task<> {
    COFFER_CO_CHECK(co_await store_.insert_object(unit, object));
    COFFER_CO_CHECK(co_await store_.insert(unit, import));
    COFFER_CO_CHECK(co_await stage_rows(unit, import, std::move(file), {}));
    co_return co_await store_.update(unit, import);
  };
  auto staging = stage();
  if (auto staged = co_await staging; !staged) {
    // What remains of a failed removal is bytes that nothing names.
    (void)co_await objects_.remove(import.object);
    co_return fail(std::move(staged).error());
  }
  record(unit, import, "finance.import.create");
  COFFER_CO_TRY(stored, co_await store_.find(unit, import.id));
  co_return std::move(*stored);
}

Task<Import> ImportService::update_import(const Caller& caller, UnitOfWork& unit, ImportId id, ImportChange change,
                                          VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  COFFER_CO_CHECK(check(import.version));
  if (!is_draft(import))
    co_return wrong_state(import, "Rows of this import are committed: how it is read cannot change any more.");
  COFFER_CO_TRY(bytes, co_await objects_.get(import.object));
  if (change.profile) {
    forget_reading(import);
    const auto asked = *change.profile ? change.profile->value().text() : std::string("none");
    COFFER_CO_CHECK(co_await profiles_.choose(unit, asked, bytes, import.choices));
  }
  apply(change, import);
  COFFER_CO_CHECK(co_await check_account(unit, import.choices));
  COFFER_CO_CHECK(co_await check_instruments(unit, change, import));
  COFFER_CO_TRY(file, co_await read_file(std::move(bytes), import));
  COFFER_CO_TRY(suggested, co_await profiles_.suggest(unit, import));
  import.suggested_profile = std::move(suggested);
  COFFER_CO_TRY(mended, co_await store_.load_rows(unit, id, RowSelection::Mended));
  COFFER_CO_CHECK(co_await store_.delete_rows(unit, id));
  COFFER_CO_CHECK(co_await stage_rows(unit, import, std::move(file), std::move(mended)));
  import.state = ImportState::Staged;
  ++import.version;
  COFFER_CO_CHECK(co_await store_.update(unit, import));
  record(unit, import, "finance.import.update");
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

Task<> ImportService::remove_import(const Caller& caller, UnitOfWork& unit, ImportId id, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  COFFER_CO_CHECK(check(import.version));
  if (!is_draft(import)) co_return wrong_state(import, "Rows of this import are committed. Take them back instead.");
  const ObjectId object = import.object;
  record(unit, import, "finance.import.remove");
  COFFER_CO_CHECK(co_await store_.remove(unit, std::move(import)));
  co_return co_await objects_.remove(object);
}

Task<ImportRow> ImportService::update_row(const Caller& caller, UnitOfWork& unit, ImportId id, std::int64_t number,
                                          RowMend mend) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  if (!can_be_booked(import)) co_return wrong_state(import, "");
  COFFER_CO_TRY(found, co_await store_.find_row(unit, id, number));
  if (!found) co_return no_such_row();
  if (found->state == RowState::Committed || found->state == RowState::Reverted) {
    co_return fail(ErrorKind::Conflict, problems::import_row_settled,
                   "The row is committed. Change the transaction that it became.");
  }
  auto row = std::move(*found);
  if (mend.choice != RowChoice::None) row.choice = mend.choice;
  row.mended = row.mended || !mend.values.empty();
  for (auto& value : mend.values) write_value(row.values, std::move(value));
  if (stays(row)) {
    if (row.unreadable) row.state = row.choice == RowChoice::Skip ? RowState::Skipped : RowState::Error;
  } else {
    COFFER_CO_TRY(judged, co_await judge_row(unit, import, std::move(row)));
    row = std::move(judged);
  }
  COFFER_CO_CHECK(co_await store_.update_row(unit, id, row));
  COFFER_CO_TRY(counts, co_await store_.count_rows(unit, id));
  import.counts = counts;
  ++import.version;
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(import)));
  co_return row;
}

Task<ImportRow> ImportService::judge_row(UnitOfWork& unit, Import& import, ImportRow row) {
  COFFER_CO_TRY(claimed, co_await store_.list_claimed(unit, import.id, row.number));
  std::vector<BatchRow> one;
  one.push_back(to_batch_row(std::move(row)));
  std::unordered_set<TransactionId> own(claimed.begin(), claimed.end());
  COFFER_CO_TRY(batch, co_await booking_.judge(unit, import, std::move(one), std::move(own)));
  note_missing(*batch, import);
  co_return std::move(batch->rows.front().row);
}

Task<JobId> ImportService::enqueue(UnitOfWork& unit, Import import, ImportState next, std::string_view job,
                                   std::string payload) {
  platform::JobRequest request;
  request.kind = job;
  request.household = unit.caller().household();
  request.payload = std::move(payload);
  request.priority = 10;  // somebody waits for it
  COFFER_CO_TRY(id, co_await unit.enqueue(std::move(request)));
  import.state = next;
  import.job = id;
  ++import.version;
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(import)));
  co_return id;
}

Task<JobId> ImportService::request_commit(const Caller& caller, UnitOfWork& unit, ImportId id, CommitRequest request,
                                          VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  COFFER_CO_CHECK(check(import.version));
  if (!can_be_booked(import)) co_return wrong_state(import, "");
  if (request.rows.empty() && import.counts.of(RowState::New) + import.counts.of(RowState::Changed) == 0) {
    co_return fail(ErrorKind::Invalid, problems::nothing_to_import,
                   "No row is new or changed. Mend the rows in error, or name the rows to be taken all the same.");
  }
  if (request.profile) {
    COFFER_CO_TRY(bytes, co_await objects_.get(import.object));
    COFFER_CO_CHECK(co_await profiles_.keep(unit, import, bytes, std::move(*request.profile)));
    import.suggested_profile.reset();
  }
  if (import.choices.profile) COFFER_CO_CHECK(co_await profiles_.note_use(unit, import.choices.profile->id));
  auto payload = rows_payload(id, request.rows);
  co_return co_await enqueue(unit, std::move(import), ImportState::Committing, import_commit_job, std::move(payload));
}

Task<JobId> ImportService::request_revert(const Caller& caller, UnitOfWork& unit, ImportId id, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  COFFER_CO_CHECK(check(import.version));
  if (is_under_way(import) || import.state == ImportState::Reverted || !import.committed_at) {
    co_return wrong_state(import, "Nothing of this import is committed.");
  }
  auto payload = rows_payload(id, {});
  co_return co_await enqueue(unit, std::move(import), ImportState::Reverting, import_revert_job, std::move(payload));
}

Task<ImportCounts> ImportService::commit(const Caller& caller, UnitOfWork& unit, ImportId id,
                                         std::vector<std::int64_t> rows, ImportProgress progress) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_CHECK(co_await store_.lock_household(unit));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  if (import.state != ImportState::Committing && !can_be_booked(import)) co_return wrong_state(import, "");
  COFFER_CO_TRY(written, co_await store_.list_written(unit, id));
  std::unordered_set<TransactionId> own;
  for (const auto& one : written) own.insert(one.transaction);
  COFFER_CO_TRY(open, co_await store_.load_rows(unit, id, RowSelection::Open));
  std::vector<BatchRow> batch_rows;
  batch_rows.reserve(open.size());
  for (auto& row : open) {
    if (!stays(row)) batch_rows.push_back(to_batch_row(std::move(row)));
  }
  COFFER_CO_TRY(batch, co_await booking_.judge(unit, import, std::move(batch_rows), std::move(own)));
  auto places = choose(*batch, std::move(rows));
  // Each row is judged and marked, those taken are booked in between.
  const auto judged = static_cast<std::int64_t>(batch->rows.size());
  const auto taken = static_cast<std::int64_t>(places.size());
  const auto report = [&](std::int64_t booked) {
    if (progress) progress(judged + booked, 2 * judged + taken);
  };
  report(0);
  COFFER_CO_TRY(booked, co_await booking_.book(unit, import, *batch, std::move(places), report));
  settle_new_instruments(*batch, import);
  COFFER_CO_CHECK(co_await store_.update_rows(unit, id, rows_of(*batch)));
  COFFER_CO_TRY(counts, co_await store_.count_rows(unit, id));
  import.counts = counts;
  import.new_accounts.clear();
  import.new_instruments.clear();
  import.state = ImportState::Committed;
  import.committed_at = clock_.now();
  ++import.version;
  record(unit, import, "finance.import.commit");
  unit.emit({.type = "import.committed", .household = caller.household(), .payload = committed_event(import, booked)});
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(import)));
  co_return counts;
}

Task<ImportCounts> ImportService::revert(const Caller& caller, UnitOfWork& unit, ImportId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_CHECK(co_await store_.lock_household(unit));
  COFFER_CO_TRY(import, co_await lock(unit, id));
  if (import.state != ImportState::Reverting)
    co_return wrong_state(import, "Nothing of this import is to be taken back.");
  COFFER_CO_TRY(written, co_await store_.list_written(unit, id));
  std::int64_t removed = 0;
  if (!written.empty()) {
    COFFER_CO_TRY(touched, co_await imported_.take_back(unit, std::move(written), "The import was taken back."));
    removed += touched;
  }
  COFFER_CO_TRY(splits, co_await store_.withdraw_splits(unit, id));
  COFFER_CO_TRY(series, co_await market_.withdraw_import(unit, id));
  removed += splits + series;
  COFFER_CO_CHECK(co_await store_.mark_reverted(unit, id));
  COFFER_CO_TRY(counts, co_await store_.count_rows(unit, id));
  import.counts = counts;
  import.state = ImportState::Reverted;
  ++import.version;
  record(unit, import, "finance.import.revert");
  platform::JsonWriter event;
  event.begin_object().field("import", id).field("removed", removed).null_field("earliest_date").end_object();
  unit.emit({.type = "import.reverted", .household = caller.household(), .payload = event.take()});
  COFFER_CO_CHECK(co_await store_.update(unit, std::move(import)));
  co_return counts;
}

Task<Import> ImportService::run_file(const Caller& caller, FileImport file, FileConfirmation confirm) {
  NewImport given;
  given.file_name = std::move(file.file_name);
  given.bytes = std::move(file.bytes);
  given.choices.kind = file.kind;
  given.choices.account = parse_id<AccountId>(file.account);
  if (!given.choices.account) given.choices.account_name = std::move(file.account);
  const auto upload = [&](UnitOfWork& unit) { return create_import(caller, unit, given); };
  COFFER_CO_TRY(staged, co_await database_.write(caller, upload));
  const auto open = staged.counts.of(RowState::New) + staged.counts.of(RowState::Changed);
  if (!confirm(staged) || open == 0) co_return std::move(staged);
  const auto book = [&](UnitOfWork& unit) { return commit(caller, unit, staged.id, {}); };
  COFFER_CO_CHECK(co_await database_.write(caller, book));
  co_return co_await get_import(caller, staged.id);
}

}  // namespace coffer::finance
