#include "auth/audit/audit_store.hpp"

#include "auth/audit/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;

namespace {

AuditRecord read_record(const platform::Row& row) {
  AuditRecord record;
  record.id = row.uuid(0);
  record.recorded_at = row.timestamp(1);
  record.action = row.text(2);
  record.household = row.optional_id<HouseholdId>(3);
  record.actor = row.optional_id<UserId>(4);
  record.actor_name = row.optional_text(5);
  record.system = row.optional_text(6);
  record.on_behalf_of = row.optional_id<UserId>(7);
  record.object_kind = row.optional_text(8);
  record.object = row.optional_id<AuditedId>(9);
  record.before = row.optional_text(10);
  record.after = row.optional_text(11);
  record.network_address = row.text(12);
  return record;
}

Task<std::vector<AuditRecord>> read_records(platform::Database& database, const Caller& caller,
                                            platform::Statement query) {
  COFFER_CO_TRY(rows, co_await database.read(caller, std::move(query)));
  std::vector<AuditRecord> records;
  for (const auto row : rows) records.push_back(read_record(row));
  co_return records;
}

}  // namespace

Task<std::vector<AuditRecord>> AuditStore::list_own(const Caller& caller, std::optional<AuditedId> object,
                                                    Moment before, std::int64_t limit) {
  auto query = statement(sql::list_own_audit_records, caller.user, object, before.at, before.id, limit);
  co_return co_await read_records(database_, caller, std::move(query));
}

Task<std::vector<AuditRecord>> AuditStore::list_of_household(const Caller& caller, std::optional<AuditedId> object,
                                                             Moment before, std::int64_t limit) {
  auto query = statement(sql::list_household_audit_records, caller.household(), object, before.at, before.id, limit);
  co_return co_await read_records(database_, caller, std::move(query));
}

}  // namespace coffer::auth
