#include "auth/households/joined_cursor.hpp"

#include "auth/paging/moment_cursor.hpp"

namespace coffer::auth {

std::string make_joined_cursor(const JoinedPlace& place) {
  return make_moment_cursor({place.joined_at, place.membership.uuid});
}

Result<JoinedPlace> read_joined_cursor(const std::optional<std::string>& cursor) {
  const JoinedPlace first;
  COFFER_TRY(moment, read_moment_cursor(cursor, {first.joined_at, first.membership.uuid}));
  JoinedPlace place;
  place.joined_at = moment.at;
  place.membership.uuid = moment.id;
  return place;
}

}  // namespace coffer::auth
