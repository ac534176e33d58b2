// The history of what people did: everyone reads their own, owners that of their household.
#pragma once

#include "auth/audit/audit_record.hpp"
#include "auth/audit/audit_store.hpp"

namespace coffer::auth {

class AuditService {
 public:
  explicit AuditService(platform::Database& database) : store_(database) {}

  platform::Task<AuditList> list_own(const Caller& caller, AuditPage page);
  platform::Task<AuditList> list_of_household(const Caller& caller, AuditPage page);

 private:
  AuditStore store_;
};

}  // namespace coffer::auth
