// Leaving. A person asks, may change their mind until the day, and is then erased by a job.
//
// Who is the last owner of a household with other members cannot leave: first somebody else becomes owner, or the
// others go. A household in which the person is alone goes with them, whole. What other households recorded (who
// entered a transaction) keeps naming a person without name and address; the audit log stays as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/deletion/deletion_store.hpp"
#include "auth/factors/step_up_service.hpp"
#include "auth/identity/identity_store.hpp"
#include "auth/mail/mailing.hpp"

namespace coffer::auth {

inline constexpr std::string_view account_deletion_job = "auth.account.delete";
inline constexpr std::string_view object_removal_job = "objects.remove";
inline constexpr std::int64_t deletion_delay_seconds = 14 * 24 * 3'600;

struct DeletionOrder {
  DeletionId deletion;
  Caller person;  // as the caller of a unit of the system's work
};

class DeletionService {
 public:
  DeletionService(platform::Database& database, StepUpService& step_up, const Mailing& mailing)
      : step_up_(step_up), mailing_(mailing), people_(database), store_(database) {}

  // Wants step-up. Conflict for the last owner of a household with other members, and when it is asked for already.
  platform::Task<Deletion> request(platform::UnitOfWork& unit);
  // NotFound when none is under way, as for the next.
  platform::Task<Deletion> get_deletion(const Caller& caller);
  platform::Task<> cancel(platform::UnitOfWork& unit);

  // Of the job: none when the person is gone already.
  platform::Task<std::optional<DeletionOrder>> find_order(std::string_view payload);
  // Erases, with a job for the stored objects and a last mail; or does nothing when it was cancelled. A last owner
  // stays, and is told.
  platform::Task<> carry_out(platform::UnitOfWork& unit, const DeletionOrder& order);

 private:
  StepUpService& step_up_;
  const Mailing& mailing_;
  IdentityStore people_;
  DeletionStore store_;
};

}  // namespace coffer::auth
