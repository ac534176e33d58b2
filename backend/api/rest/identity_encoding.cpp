#include "api/rest/identity_encoding.hpp"

#include "auth/permissions/permissions.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;

std::string encode_me(const auth::Me& me) {
  JsonWriter json;
  json.begin_object()
      .field("id", me.user.id)
      .field("email", me.user.email)
      .field("name", me.user.name)
      .field("locale", me.user.locale)
      .field("time_zone", me.user.time_zone)
      .field("theme", auth::theme_name(me.user.theme));
  json.array_field("households");
  for (const auto& household : me.households) {
    json.begin_object()
        .field("id", household.id)
        .field("name", household.name)
        .field("currency", household.currency)
        .field("role", auth::role_name(household.role))
        .field("sight", household.narrowed ? "granted" : "whole")
        .array_field("permissions");
    const CallerHousehold seen{household.id, household.role, household.narrowed};
    for (const auto permission : auth::all_permissions) {
      if (auth::allows(seen, permission)) json.value(auth::permission_name(permission));
    }
    json.end_array().end_object();
  }
  json.end_array()
      .field("created_at", me.user.created_at)
      .field("updated_at", me.user.updated_at)
      .field("version", me.user.version)
      .end_object();
  return json.take();
}

void append_household(JsonWriter& json, const auth::Household& household) {
  json.begin_object()
      .field("id", household.id)
      .field("name", household.name)
      .field("currency", household.currency)
      .field("role", auth::role_name(household.role))
      .field("created_at", household.created_at)
      .end_object();
}

std::string encode_household(const auth::Household& household) {
  JsonWriter json;
  append_household(json, household);
  return json.take();
}

std::string encode_households(const auth::HouseholdList& list) {
  JsonWriter json;
  json.begin_object().array_field("items");
  for (const auto& household : list.items) append_household(json, household);
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  return json.take();
}

}  // namespace coffer::api::rest
