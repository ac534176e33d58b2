// The routes of the program and the operations of contracts/openapi.yaml are the same.
#include <gmock/gmock.h>

#include "api/edge/health.hpp"
#include "api/rest/contract_comparison.hpp"
#include "api/rest/openapi_document.hpp"
#include "api/rest/rest_routes.hpp"
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

struct AbsentKey final : platform::MasterKey {
  [[nodiscard]] std::string_view name() const override { return "none"; }
  [[nodiscard]] Result<platform::Bytes> wrap(const platform::DataKey&, std::string_view) const override {
    return AbsentObjects::absent();
  }
  [[nodiscard]] Result<platform::DataKey> unwrap(std::string_view, std::span<const std::uint8_t>,
                                                 std::string_view) const override {
    return AbsentObjects::absent();
  }
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
  AbsentKey key;
  auth::Mailing mailing{key, "https://coffer.example"};
  auth::MemberService members{database};
  auth::GrantService grants{database, random};
  auth::InvitationService invitations{database, clock, random, mailing};
  platform::ComputePool pool{platform::ComputePoolLimits{}};
  finance::AccountService accounts{database, random};
  finance::InstrumentService instruments{database, random};
  finance::MarketService market{database, random, clock};
  finance::TransactionService transactions{database, random};
  finance::PortfolioService portfolios{database, random};
  finance::ReportService reports{database, random, pool, clock};
  AbsentObjects objects;
  platform::Queue queue{database};
  finance::ImportService imports{database, objects, pool, random, clock};
  finance::ExportService exports{database, pool, random, clock};
  platform::Router router;

  ListedProgram() {
    api::rest::RestParts parts{
        .auth = {database, identity, sessions, api::edge::CookieScheme::Https},
        .me = {database, identity},
        .households = {database, households},
        .sharing = {database, members, grants, invitations},
        .finance = {database, accounts, instruments, market, transactions, portfolios, reports},
        .imports = {database, imports, queue},
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
