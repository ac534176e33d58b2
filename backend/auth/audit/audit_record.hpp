// What was done: by whom, on whose behalf, to what, when and from where. Written with each unit of work
// (platform::AuditEntry) and never changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer::auth {

// Of an object of any kind.
using AuditedId = Id<struct AuditedTag>;

struct AuditRecord {
  Uuid id;
  Timestamp recorded_at;
  std::string action;  // "auth.grant.create", "finance.transaction.update"
  std::optional<HouseholdId> household;
  std::optional<UserId> actor;
  std::optional<std::string>
      actor_name;  // as of leaving for a former member; none for work of the system, or an erased person
  std::optional<std::string> system;  // "job.import"
  std::optional<UserId> on_behalf_of;
  std::optional<std::string> object_kind;
  std::optional<AuditedId> object;
  std::optional<std::string> before;  // JSON objects
  std::optional<std::string> after;
  std::string network_address;
};

struct AuditPage {
  std::optional<AuditedId> object;  // of this one alone
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

struct AuditList {
  std::vector<AuditRecord> items;  // the latest first
  std::optional<std::string> next_cursor;
};

}  // namespace coffer::auth
