// Every route of the REST face in one list.
#pragma once

#include "api/rest/api_key_routes.hpp"
#include "api/rest/audit_routes.hpp"
#include "api/rest/auth_routes.hpp"
#include "api/rest/deletion_routes.hpp"
#include "api/rest/email_routes.hpp"
#include "api/rest/factor_parts.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/household_routes.hpp"
#include "api/rest/import_parts.hpp"
#include "api/rest/me_routes.hpp"
#include "api/rest/people_routes.hpp"
#include "api/rest/profile_routes.hpp"
#include "api/rest/recovery_routes.hpp"
#include "api/rest/session_routes.hpp"
#include "api/rest/sharing_routes.hpp"
#include "api/rest/token_routes.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; what they refer to outlives the router.
struct RestParts {
  AuthParts auth;
  EmailParts email;
  RecoveryParts recovery;
  DeletionParts deletion;
  ProfileParts profile;
  FactorParts factors;
  MeParts me;
  SessionParts sessions;
  AuditParts audit;
  PeopleParts people;
  TokenParts tokens;
  ApiKeyParts api_keys;
  HouseholdParts households;
  SharingParts sharing;
  FinanceParts finance;
  ImportParts imports;
  JobParts jobs;
  ExportParts exports;
};

void add_rest_routes(platform::Router& router, const RestParts& parts);

}  // namespace coffer::api::rest
