// The services of one process, in the order of construction; taken down in reverse.
#pragma once

#include <memory>

#include "auth/audit/audit_service.hpp"
#include "auth/deletion/deletion_service.hpp"
#include "auth/devices/device_service.hpp"
#include "auth/email/email_service.hpp"
#include "auth/factors/factor_service.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/grants/grant_service.hpp"
#include "auth/guessing/guess_limits.hpp"
#include "auth/households/household_service.hpp"
#include "auth/identity/identity_service.hpp"
#include "auth/invitations/invitation_service.hpp"
#include "auth/keys/api_key_service.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/members/member_service.hpp"
#include "auth/passkeys/passkey_service.hpp"
#include "auth/passwords/password_service.hpp"
#include "auth/passwords/recovery_service.hpp"
#include "auth/people/people_service.hpp"
#include "auth/profiles/profile_service.hpp"
#include "auth/sessions/caller_cache.hpp"
#include "auth/sessions/session_service.hpp"
#include "auth/tokens/token_service.hpp"
#include "finance/accounts/account_service.hpp"
#include "finance/actions/action_service.hpp"
#include "finance/exports/export_service.hpp"
#include "finance/imports/import_service.hpp"
#include "finance/instruments/instrument_service.hpp"
#include "finance/market/market_service.hpp"
#include "finance/portfolios/portfolio_service.hpp"
#include "finance/previews/preview_service.hpp"
#include "finance/reports/report_service.hpp"
#include "finance/transactions/bulk_edit_service.hpp"
#include "finance/transactions/change_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "finance/transactions/transfer_service.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/random.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/master_key.hpp"
#include "platform/crypto/password_hasher.hpp"
#include "platform/objects/object_store.hpp"
#include "platform/pg/database.hpp"
#include "platform/queue.hpp"
#include "platform/redis/redis.hpp"

namespace coffer::apps {

enum class Process { Api, Worker, Command };

class Services {
 public:
  // Unavailable when the object store cannot be opened, Invalid when no database is configured.
  [[nodiscard]] static Result<std::unique_ptr<Services>> open(const platform::Config& config, Process process);
  ~Services();
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  // Whether the database answers and has this program's schema.
  platform::Task<> check_ready();

 private:
  // What can fail to open.
  struct Opened {
    std::shared_ptr<const platform::MasterKey> key;
    std::unique_ptr<platform::ObjectStore> objects;
    std::optional<platform::RedisOptions> redis;
  };
  Services(const platform::Config& config, Process process, Opened opened);

 public:
  platform::SystemClock clock;
  platform::SystemRandom random;
  platform::LoopGroup loops;
  platform::ComputePool pool;
  platform::PasswordHasher passwords;
  std::shared_ptr<const platform::MasterKey> key;
  std::unique_ptr<platform::ObjectStore> objects;
  platform::Database database;
  platform::Queue queue;
  // Null where no Redis is configured.
  std::unique_ptr<platform::Redis> redis;
  std::unique_ptr<auth::CallerCache> callers;

  auth::IdentityService identity;
  auth::SessionService sessions;
  auth::HouseholdService households;
  auth::Mailing mailing;
  auth::DeviceService devices;
  auth::ProofService proofs;
  auth::StepUpService step_up;
  auth::EmailService email;
  auth::ApiKeyService api_keys;
  auth::RecoveryService recovery;
  auth::DeletionService deletions;
  auth::ProfileService profiles;
  auth::FactorService factors;
  auth::SecondFactorService second_factor;
  auth::PasskeyService passkeys;
  auth::PasswordService password_changes;
  auth::GuessLimits guess_limits;
  auth::SigningKeys signing_keys;
  auth::TokenService tokens;
  auth::AuditService audit;
  auth::PeopleService people;
  auth::MemberService members;
  auth::GrantService grants;
  auth::InvitationService invitations;
  finance::AccountService accounts;
  finance::InstrumentService instruments;
  finance::MarketService market;
  finance::TransactionService transactions;
  finance::PortfolioService portfolios;
  finance::ReportService reports;
  finance::PreviewService previews;
  finance::ChangeService changes;
  finance::BulkEditService bulk_edits;
  finance::TransferService transfers;
  finance::ActionService actions;
  finance::ImportService imports;
  finance::ImportProfileService import_profiles;
  finance::ExportService exports;
};

}  // namespace coffer::apps
