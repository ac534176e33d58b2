#include "api/rest/rest_routes.hpp"

#include "api/rest/contract_routes.hpp"
#include "api/rest/currency_routes.hpp"

namespace coffer::api::rest {

void add_rest_routes(platform::Router& router, const RestParts& parts) {
  add_contract_routes(router);
  add_currency_routes(router);
  add_auth_routes(router, parts.auth);
  add_email_routes(router, parts.email);
  add_recovery_routes(router, parts.recovery);
  add_deletion_routes(router, parts.deletion);
  add_profile_routes(router, parts.profile);
  add_factor_routes(router, parts.factors);
  add_proof_routes(router, parts.factors);
  add_passkey_routes(router, parts.factors);
  add_me_routes(router, parts.me);
  add_session_routes(router, parts.sessions);
  add_audit_routes(router, parts.audit);
  add_people_routes(router, parts.people);
  add_token_routes(router, parts.tokens);
  add_api_key_routes(router, parts.api_keys);
  add_household_routes(router, parts.households);
  add_member_routes(router, parts.sharing);
  add_grant_routes(router, parts.sharing);
  add_invitation_routes(router, parts.sharing);
  add_account_routes(router, parts.finance);
  add_instrument_routes(router, parts.finance);
  add_action_routes(router, parts.finance);
  add_market_routes(router, parts.finance);
  add_transaction_routes(router, parts.finance);
  add_transaction_type_routes(router);
  add_preview_routes(router, parts.finance);
  add_change_routes(router, parts.finance);
  add_transfer_routes(router, parts.finance);
  add_portfolio_routes(router, parts.finance);
  add_report_routes(router, parts.finance);
  add_import_routes(router, parts.imports);
  add_import_profile_routes(router, parts.imports);
  add_job_routes(router, parts.jobs);
  add_export_routes(router, parts.exports);
}

}  // namespace coffer::api::rest
