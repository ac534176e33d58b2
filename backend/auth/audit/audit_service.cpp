#include "auth/audit/audit_service.hpp"

#include "auth/permissions/permissions.hpp"

namespace coffer::auth {

using platform::Task;

namespace {

AuditList cut(std::vector<AuditRecord> found, std::int64_t limit) {
  AuditList list;
  list.items = std::move(found);
  list.next_cursor =
      cut_page(list.items, limit, [](const AuditRecord& record) { return Moment{record.recorded_at, record.id}; });
  return list;
}

}  // namespace

Task<AuditList> AuditService::list_own(const Caller& caller, AuditPage page) {
  COFFER_CO_TRY(before, read_moment_cursor(page.cursor, latest_moment));
  COFFER_CO_TRY(found, co_await store_.list_own(caller, page.object, before, page.limit + 1));
  co_return cut(std::move(found), page.limit);
}

Task<AuditList> AuditService::list_of_household(const Caller& caller, AuditPage page) {
  COFFER_CO_CHECK(require(caller, Permission::ViewAuditLog));
  COFFER_CO_TRY(before, read_moment_cursor(page.cursor, latest_moment));
  COFFER_CO_TRY(found, co_await store_.list_of_household(caller, page.object, before, page.limit + 1));
  co_return cut(std::move(found), page.limit);
}

}  // namespace coffer::auth
