// What the tests of imports and exports stand on: a real database, an object store, and the services.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "finance/exports/export_service.hpp"
#include "finance/imports/import_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "platform/clock/random.hpp"
#include "platform/objects/object_store.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::finance {

inline std::unique_ptr<platform::ObjectStore> open_objects(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  EXPECT_TRUE(platform::create_master_key_file(folder / "key"));
  auto key = platform::open_master_key_file(folder / "key");
  EXPECT_TRUE(key) << key.error().detail;
  platform::LocalObjectSettings settings;
  settings.folder = folder / "objects";
  std::filesystem::create_directories(settings.folder);
  auto objects = platform::open_local_objects(settings, std::move(*key));
  EXPECT_TRUE(objects) << objects.error().detail;
  return std::move(*objects);
}

inline platform::DatabaseOptions options_for(const testkit::TestDatabase& database, testkit::As as) {
  platform::DatabaseOptions options;
  options.conninfo = database.conninfo(as);
  return options;
}

struct ImportWorld : testing::Test {
  testkit::TestDatabase storage;
  platform::BlockingConnection administrator = storage.connect(testkit::As::Administrator);
  testkit::Household household = testkit::add_household(administrator);
  Caller caller = testkit::owner_of(household);
  platform::SystemClock clock;
  platform::SystemRandom random{clock};
  platform::LoopGroup loops{1};
  platform::ComputePool pool{{.threads = 1, .queue = 64}};
  platform::Database database{options_for(storage, testkit::As::Api), loops.all(), random};
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("coffer-imports-" + storage.name());
  std::unique_ptr<platform::ObjectStore> objects = open_objects(folder);
  ImportService imports{database, *objects, pool, random, clock};
  ImportProfileService profiles{database, pool, random};
  ExportService exports{database, pool, random, clock};

  ~ImportWorld() override {
    (void)run(database.close());
    objects.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  template <class T>
  Result<T> run(platform::Task<T> task) {
    return platform::run_to_end(loops.at(0), std::move(task));
  }
  template <class Function>
  auto write(const Caller& as, Function function) {
    return run(database.write(as, std::move(function)));
  }
  static VersionCheck any_version() {
    return [](std::int64_t) { return Result<>{}; };
  }

  Result<Import> try_upload(std::string text, ImportChoices choices = {}, std::string file_name = "file.csv") {
    NewImport given{std::move(file_name), std::move(text), std::move(choices)};
    return write(caller, [&](platform::UnitOfWork& unit) { return imports.create_import(caller, unit, given); });
  }
  Import upload(std::string text, ImportChoices choices = {}, std::string file_name = "file.csv") {
    auto import = try_upload(std::move(text), std::move(choices), std::move(file_name));
    if (!import) throw std::runtime_error(import.error().detail + " " + import.error().cause);
    return std::move(*import);
  }
  Result<ImportCounts> try_commit(ImportId id, std::vector<std::int64_t> rows = {}) {
    return write(caller, [&](platform::UnitOfWork& unit) { return imports.commit(caller, unit, id, rows); });
  }
  ImportCounts commit(ImportId id, std::vector<std::int64_t> rows = {}) {
    auto counts = try_commit(id, std::move(rows));
    if (!counts) throw std::runtime_error(counts.error().detail + " " + counts.error().cause);
    return *counts;
  }
  ImportCounts import_all(std::string text, ImportChoices choices = {}, std::string file_name = "file.csv") {
    return commit(upload(std::move(text), std::move(choices), std::move(file_name)).id);
  }
  ImportCounts revert(ImportId id) {
    auto asked = write(
        caller, [&](platform::UnitOfWork& unit) { return imports.request_revert(caller, unit, id, any_version()); });
    if (!asked) throw std::runtime_error(asked.error().detail);
    auto counts = write(caller, [&](platform::UnitOfWork& unit) { return imports.revert(caller, unit, id); });
    if (!counts) throw std::runtime_error(counts.error().detail + " " + counts.error().cause);
    return *counts;
  }
  Result<ImportRow> mend(ImportId id, std::int64_t row, RowMend mended) {
    return write(caller, [&](platform::UnitOfWork& unit) { return imports.update_row(caller, unit, id, row, mended); });
  }
  std::vector<ImportRow> rows_of(ImportId id, std::optional<RowState> state = std::nullopt) {
    PageRequest page;
    page.limit = 200;
    auto rows = run(imports.list_rows(caller, id, state, page));
    if (!rows) throw std::runtime_error(rows.error().detail);
    return std::move(rows->items);
  }
  std::string stored(const std::string& statement, const platform::TextParams& params = {}) {
    return testkit::value(administrator, statement, params);
  }
  // Active transactions of the household.
  std::string transactions() {
    return stored("SELECT count(*) FROM finance.transactions WHERE household_id = $1 AND deleted_at IS NULL",
                  {household.id.text()});
  }
};

// Real files stand beside the project, in ../shared/data, or where COFFER_SHARED_DATA says.
inline std::optional<std::string> read_sample(const std::string& name) {
  const char* given = std::getenv("COFFER_SHARED_DATA");
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
  const auto samples = given != nullptr ? std::filesystem::path(given) : root / ".." / "shared" / "data";
  std::ifstream stream(samples / name, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace coffer::finance
