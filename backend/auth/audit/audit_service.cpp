#include "auth/audit/audit_service.hpp"

#include "auth/permissions/permissions.hpp"

namespace coffer::auth {

using platform::Task;

namespace {

// Of one record more than the page holds, which says that there is a next page.
AuditList cut(std::vector<AuditRecord> found, std::int64_t limit) {
  AuditList list;
  list.items = std::move(found);
  if (std::ssize(list.items) > limit) {
    list.items.resize(static_cast<std::size_t>(limit));
    list.next_cursor = make_moment_cursor({list.items.back().recorded_at, list.items.back().id});
  }
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
