// The history of what people did.
#pragma once

#include "auth/audit/audit_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct AuditParts {
  auth::AuditService& audit;
};

void add_audit_routes(platform::Router& router, AuditParts parts);

}  // namespace coffer::api::rest
