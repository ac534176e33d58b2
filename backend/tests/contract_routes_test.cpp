// The routes of the program and the operations of contracts/openapi.yaml are the same.
#include <gmock/gmock.h>

#include "api/edge/health.hpp"
#include "api/rest/contract_comparison.hpp"
#include "api/rest/openapi_document.hpp"
#include "api/rest/rest_routes.hpp"
#include "auth/mail/mail_test_parts.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"
#include "platform/crypto/password_hasher.hpp"
#include "platform/pg/database.hpp"

namespace coffer::tests {
namespace {

// Nothing here is used: routes are listed, not called, and the database connects when first used.
struct AbsentObjects final : platform::ObjectStore {
  platform::Task<platform::StoredObject> put(ObjectId, std::string) override { co_return absent(); }
  platform::Task<platform::StoredObject> put(ObjectId, platform::ObjectSource) override { co_return absent(); }
  platform::Task<std::string> get(ObjectId) override { co_return absent(); }
  platform::Task<std::uint64_t> get(ObjectId, platform::ObjectSink) override { co_return absent(); }
  platform::Task<> remove(ObjectId) override { co_return absent(); }
  static std::unexpected<Error> absent() { return fail(ErrorKind::NotFound, platform::problems::object_absent, ""); }
};

struct ListedProgram {
  platform::SystemClock clock;
  platform::SystemRandom random{clock};
  platform::LoopGroup loops{1};
  platform::Database database{platform::DatabaseOptions{}, loops.all(), random};
  platform::PasswordHasher passwords{platform::PasswordSettings{}};
  auth::SessionService sessions{database, clock, random, auth::SessionSettings{}};
  auth::IdentityService identity{database, passwords, random};
  auth::HouseholdService households{database, random};
  auth::DeviceService devices{database, random};
  auth::MailTestParts mail{database, passwords, sessions, clock, random};
  auth::DeletionService deletions{database, mail.step_up, mail.mailing};
  auth::ProfileService profiles{database};
  auth::FactorService factors{database, *mail.key, mail.proofs, mail.step_up, random};
  auth::SecondFactorService second_factor{database, mail.proofs, random};
  auth::PasskeyService passkeys{database, auth::RelyingParty{}, mail.proofs, mail.step_up, factors, random};
  auth::PasswordService password_changes{database, passwords,    mail.proofs, mail.step_up,
                                         sessions, mail.mailing, random};
  auth::GuessLimits limits{database, clock, devices};
  auth::SigningKeys signing_keys{database, clock, random, *mail.key};
  auth::TokenService tokens{database, clock, random, signing_keys, auth::TokenParties{}, auth::SessionSettings{}};
  auth::AuditService audit{database};
  auth::PeopleService people{database, mail.step_up};
  auth::MemberService members{database};
  auth::GrantService grants{database, random};
  auth::InvitationService invitations{database, clock, random, mail.mailing};
  platform::ComputePool pool{platform::ComputePoolLimits{}};
  finance::AccountService accounts{database, random};
  finance::InstrumentService instruments{database, random};
  finance::MarketService market{database, random, clock};
  finance::TransactionService transactions{database, random, clock};
  finance::PortfolioService portfolios{database, random};
  finance::ReportService reports{database, random, pool, clock};
  finance::PreviewService previews{database, random, pool, clock, transactions, reports.books()};
  finance::ChangeService changes{database, random};
  finance::ActionService actions{database, random, pool, reports.books()};
  finance::BulkEditService bulk_edits{database, random};
  finance::TransferService transfers{database, random};
  AbsentObjects objects;
  platform::Queue queue{database};
  finance::ImportService imports{database, objects, pool, random, clock};
  finance::ImportProfileService import_profiles{database, pool, random};
  finance::ExportService exports{database, pool, random, clock};
  platform::Router router;

  ListedProgram() {
    const api::rest::EntranceParts entrance{
        database, identity, sessions, devices, limits, mail.mailing, api::edge::CookieScheme::Https};
    api::rest::RestParts parts{
        .auth = {entrance, mail.email, second_factor},
        .email = {database, mail.email},
        .recovery = {database, mail.recovery},
        .deletion = {database, deletions},
        .profile = {database, profiles},
        .factors = {entrance, factors, second_factor, mail.step_up, password_changes, passkeys},
        .me = {database, identity},
        .sessions = {database, sessions},
        .audit = {audit},
        .people = {database, people},
        .tokens = {database, tokens, api::edge::CookieScheme::Https},
        .api_keys = {database, mail.api_keys},
        .households = {database, households},
        .sharing = {database, members, grants, invitations},
        .finance = {database, accounts, instruments, market, transactions, portfolios, reports, previews, changes,
                    bulk_edits, transfers, actions},
        .imports = {database, imports, import_profiles, queue},
        .jobs = {queue},
        .exports = {exports},
    };
    api::rest::add_rest_routes(router, parts);
    api::edge::add_health_routes(router, {});
  }
};

TEST(ContractRoutes, EachRouteIsAnOperationAndTheOtherWayRound) {
  const ListedProgram program;
  const auto differences = api::rest::compare_with_contract(program.router, api::rest::openapi_document());
  ASSERT_TRUE(differences) << differences.error().detail;
  EXPECT_THAT(*differences, testing::IsEmpty());
}

}  // namespace
}  // namespace coffer::tests
