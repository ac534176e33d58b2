// What the function of Database::write gets: one transaction with its caller, and what goes with
// it into the same commit: events, jobs, audit entries. These are sent in one batch with COMMIT.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/caller.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/transaction.hpp"

namespace coffer::platform {

// A fact for others, typed by contracts/events/.
struct Event {
  std::string_view type;                 // "finance.transaction.created"
  std::optional<HouseholdId> household;  // none: not of a household
  std::string payload = "{}";            // a JSON object; names what it is about
};

struct JobRequest {
  std::string_view kind;                 // "finance.import.commit"; one file in jobs/
  std::optional<HouseholdId> household;  // none: work of the system
  std::string payload = "{}";            // a JSON object
  int priority = 0;                      // higher first
  int max_attempts = 5;
  std::optional<Timestamp> not_before;
  // At most one waiting job per kind, key and household: a second request answers with the first one's id.
  std::string unique_key;
};

struct AuditEntry {
  std::string_view action;  // "finance.transaction.create"
  std::optional<HouseholdId> household;
  std::string_view object_kind;  // "transaction"
  Uuid object;                   // nil: none
  // JSON objects, empty for none; no secrets.
  std::string before;
  std::string after;
};

class UnitOfWork {
 public:
  // Made by Database::write.
  UnitOfWork(const Caller& caller, Transaction& transaction, Random& random)
      : caller_(caller), transaction_(transaction), random_(random) {}
  UnitOfWork(const UnitOfWork&) = delete;
  UnitOfWork& operator=(const UnitOfWork&) = delete;

  [[nodiscard]] const Caller& caller() const { return caller_; }
  [[nodiscard]] Random& random() { return random_; }
  // Not for several tasks at once.
  Task<Rows> run(Statement statement) { return transaction_.run(std::move(statement)); }
  Task<std::vector<Rows>> run_all(std::vector<Statement> statements) {
    return transaction_.run_all(std::move(statements));
  }

  // Sent with COMMIT; an error of theirs is the unit's.
  void emit(Event event);
  void audit(AuditEntry entry);
  // At once, since the answer names the job. Nil when the unique key is held by a job that the caller does
  // not see.
  Task<JobId> enqueue(JobRequest request);

  // For Database::write alone: the statements for what was emitted and audited.
  [[nodiscard]] std::vector<Statement> take_trailing_statements();
  [[nodiscard]] bool has_events() const { return !events_.empty(); }
  [[nodiscard]] bool has_jobs() const { return has_jobs_; }

 private:
  Statement events_statement();
  Statement audit_statement();

  const Caller& caller_;
  Transaction& transaction_;
  Random& random_;
  std::vector<Event> events_;
  std::vector<AuditEntry> audit_;
  bool has_jobs_ = false;
};

}  // namespace coffer::platform
