#include "api/rest/sharing_encoding.hpp"

#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

namespace {

void append(JsonWriter& json, const auth::Member& member) {
  json.begin_object()
      .field("id", member.id)
      .field("user", member.user)
      .field("name", member.name)
      .field("email", member.email)
      .field("role", auth::role_name(member.role))
      .field("sight", auth::sight_name(member.sight))
      .field("joined_at", member.joined_at)
      .end_object();
}

void append(JsonWriter& json, const auth::Grant& grant) {
  json.begin_object().field("id", grant.id).field("member", grant.member);
  if (const auto* account = std::get_if<AccountId>(&grant.object)) json.field("account", *account);
  if (const auto* portfolio = std::get_if<PortfolioId>(&grant.object)) json.field("portfolio", *portfolio);
  json.field("access", auth::access_name(grant.access)).field("created_at", grant.created_at).end_object();
}

void append(JsonWriter& json, const auth::Invitation& invitation) {
  json.begin_object()
      .field("id", invitation.id)
      .field("email", invitation.email)
      .field("role", auth::role_name(invitation.role))
      .field("sight", auth::sight_name(invitation.sight))
      .field("state", auth::invitation_state_name(invitation.state))
      .field("created_at", invitation.created_at)
      .field("expires_at", invitation.expires_at)
      .end_object();
}

template <class Item>
std::string encode_one(const Item& item) {
  JsonWriter json;
  append(json, item);
  return json.take();
}

template <class List>
std::string encode_page(const List& list) {
  JsonWriter json;
  json.begin_object().array_field("items");
  for (const auto& item : list.items) append(json, item);
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  return json.take();
}

}  // namespace

auth::GrantObject read_grant_object(platform::JsonObject& object) {
  const auto account = object.optional("account").id<AccountId>();
  const auto portfolio = object.optional("portfolio").id<PortfolioId>();
  if (account.has_value() == portfolio.has_value())
    object.refuse("", "Name an account or a portfolio, one of the two.");
  if (portfolio) return *portfolio;
  return account.value_or(AccountId{});
}

std::string encode_member(const auth::Member& member) { return encode_one(member); }
std::string encode_members(const auth::MemberList& list) { return encode_page(list); }
std::string encode_grant(const auth::Grant& grant) { return encode_one(grant); }
std::string encode_grants(const auth::GrantList& list) { return encode_page(list); }
std::string encode_invitation(const auth::Invitation& invitation) { return encode_one(invitation); }
std::string encode_invitations(const auth::InvitationList& list) { return encode_page(list); }

std::string encode_offer(const auth::InvitationOffer& offer) {
  JsonWriter json;
  json.begin_object()
      .field("household", offer.household)
      .field("household_name", offer.household_name)
      .field("inviter_name", offer.inviter_name)
      .field("role", auth::role_name(offer.role))
      .field("sight", auth::sight_name(offer.sight))
      .field("expires_at", offer.expires_at)
      .end_object();
  return json.take();
}

}  // namespace coffer::api::rest
