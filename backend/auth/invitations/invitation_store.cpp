#include "auth/invitations/invitation_store.hpp"

#include "auth/invitations/sql.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

InvitationState parse_state(std::string_view name) {
  for (const auto state : {InvitationState::Accepted, InvitationState::Withdrawn, InvitationState::Expired}) {
    if (invitation_state_name(state) == name) return state;
  }
  return InvitationState::Open;
}

Sight sight_of(bool narrowed) { return narrowed ? Sight::Granted : Sight::Whole; }

Invitation read_invitation(const platform::Row& row) {
  Invitation invitation;
  invitation.id = row.id<InvitationId>(0);
  invitation.email = row.text(1);
  invitation.role = parse_role(row.view(2)).value_or(Role::Viewer);
  invitation.sight = sight_of(row.boolean(3));
  invitation.created_at = row.timestamp(4);
  invitation.expires_at = row.timestamp(5);
  invitation.state = parse_state(row.view(6));
  return invitation;
}

std::string encode_grants(const std::vector<InvitedGrant>& grants) {
  platform::JsonWriter json;
  json.begin_array();
  for (const auto& grant : grants) {
    json.begin_object();
    if (const auto* account = std::get_if<AccountId>(&grant.object)) json.field("account", *account);
    if (const auto* portfolio = std::get_if<PortfolioId>(&grant.object)) json.field("portfolio", *portfolio);
    json.field("access", access_name(grant.access)).end_object();
  }
  json.end_array();
  return json.take();
}

platform::Statement find_offer_statement(const platform::Digest& token_hash, UserId user) {
  return statement(sql::find_offer, std::span<const std::uint8_t>(token_hash), user);
}

std::optional<FoundOffer> read_offer(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = *rows.begin();
  FoundOffer found;
  found.offer.household = row.id<HouseholdId>(0);
  found.offer.household_name = row.text(1);
  found.offer.inviter_name = row.text(2);
  found.offer.email = row.text(3);
  found.offer.role = parse_role(row.view(4)).value_or(Role::Viewer);
  found.offer.sight = sight_of(row.boolean(5));
  found.offer.expires_at = row.timestamp(6);
  found.is_for_caller = row.boolean(7);
  return found;
}

}  // namespace

std::string_view invitation_state_name(InvitationState state) {
  switch (state) {
    case InvitationState::Open: return "open";
    case InvitationState::Accepted: return "accepted";
    case InvitationState::Withdrawn: return "withdrawn";
    case InvitationState::Expired: return "expired";
  }
  return "expired";
}

Task<std::vector<Invitation>> InvitationStore::list(const Caller& caller, HouseholdId household, Moment after,
                                                    std::int64_t limit) {
  COFFER_CO_TRY(
      rows, co_await database_.read(caller, statement(sql::list_invitations, household, after.at, after.id, limit)));
  std::vector<Invitation> invitations;
  for (const auto row : rows) invitations.push_back(read_invitation(row));
  co_return invitations;
}

Task<std::optional<Invitation>> InvitationStore::find(UnitOfWork& unit, HouseholdId household, InvitationId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_invitation, household, id)));
  if (rows.empty()) co_return std::nullopt;
  co_return read_invitation(*rows.begin());
}

Task<InvitationStore::Standing> InvitationStore::standing(UnitOfWork& unit, HouseholdId household,
                                                          const std::string& email) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_invitations, household, email)));
  const auto row = *rows.begin();
  Standing standing;
  standing.sent_within_a_day = row.int64(0);
  standing.is_member = row.boolean(1);
  co_return standing;
}

Task<std::int64_t> InvitationStore::count_strangers(UnitOfWork& unit, HouseholdId household,
                                                    const std::vector<InvitedGrant>& grants) {
  std::vector<AccountId> accounts;
  std::vector<PortfolioId> portfolios;
  for (const auto& grant : grants) {
    if (const auto* account = std::get_if<AccountId>(&grant.object)) accounts.push_back(*account);
    if (const auto* portfolio = std::get_if<PortfolioId>(&grant.object)) portfolios.push_back(*portfolio);
  }
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_strangers, household, accounts, portfolios)));
  co_return (*rows.begin()).int64(0);
}

Task<> InvitationStore::insert(UnitOfWork& unit, const InvitationRow& row) {
  const auto& invitation = row.invitation;
  auto query = statement(sql::insert_invitation, row.household, row.id, invitation.email, role_name(invitation.role),
                         invitation.sight == Sight::Granted, encode_grants(invitation.grants),
                         std::span<const std::uint8_t>(row.token_hash), unit.caller().user, row.expires_at);
  COFFER_CO_CHECK(co_await unit.run(std::move(query)));
  co_return Result<>{};
}

Task<bool> InvitationStore::withdraw(UnitOfWork& unit, HouseholdId household, InvitationId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::withdraw_invitation, household, id)));
  co_return !rows.empty();
}

Task<std::optional<FoundOffer>> InvitationStore::find_offer(const Caller& caller, const platform::Digest& token_hash) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, find_offer_statement(token_hash, caller.user)));
  co_return read_offer(rows);
}

Task<std::optional<FoundOffer>> InvitationStore::find_offer(UnitOfWork& unit, const platform::Digest& token_hash) {
  COFFER_CO_TRY(rows, co_await unit.run(find_offer_statement(token_hash, unit.caller().user)));
  co_return read_offer(rows);
}

Task<std::optional<HouseholdId>> InvitationStore::accept(UnitOfWork& unit, const platform::Digest& token_hash,
                                                         MembershipId membership) {
  auto query = statement(sql::accept_invitation, std::span<const std::uint8_t>(token_hash), membership);
  COFFER_CO_TRY(rows, co_await unit.run(std::move(query)));
  co_return (*rows.begin()).optional_id<HouseholdId>(0);
}

}  // namespace coffer::auth
