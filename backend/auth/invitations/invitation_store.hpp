// Invitations in PostgreSQL. Of a token only the SHA-256 is stored.
#pragma once

#include <optional>
#include <vector>

#include "auth/invitations/invitation.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct InvitationRow {
  InvitationId id;
  HouseholdId household;
  NewInvitation invitation;
  platform::Digest token_hash;
  Timestamp expires_at;
};

struct FoundOffer {
  InvitationOffer offer;
  bool is_for_caller = false;  // by the address
};

class InvitationStore {
 public:
  explicit InvitationStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<Invitation>> list(const Caller& caller, HouseholdId household, Moment after,
                                               std::int64_t limit);
  platform::Task<std::optional<Invitation>> find(platform::UnitOfWork& unit, HouseholdId household, InvitationId id);

  struct Standing {
    std::int64_t sent_within_a_day = 0;
    bool is_member = false;
  };
  platform::Task<Standing> standing(platform::UnitOfWork& unit, HouseholdId household, const std::string& email);
  // How many of the granted objects are not of the household.
  platform::Task<std::int64_t> count_strangers(platform::UnitOfWork& unit, HouseholdId household,
                                               const std::vector<InvitedGrant>& grants);
  // Open invitations to the same address end.
  platform::Task<> insert(platform::UnitOfWork& unit, const InvitationRow& row);
  // False where it is not open.
  platform::Task<bool> withdraw(platform::UnitOfWork& unit, HouseholdId household, InvitationId id);

  platform::Task<std::optional<FoundOffer>> find_offer(const Caller& caller, const platform::Digest& token_hash);
  platform::Task<std::optional<FoundOffer>> find_offer(platform::UnitOfWork& unit, const platform::Digest& token_hash);
  // Nothing where the token invites nobody any more, or another address.
  platform::Task<std::optional<HouseholdId>> accept(platform::UnitOfWork& unit, const platform::Digest& token_hash,
                                                    MembershipId membership);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
