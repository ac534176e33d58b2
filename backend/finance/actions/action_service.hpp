// What people do with the corporate actions of an instrument: one is told once, books every account of the household
// that holds the instrument, and is changed and taken back as a whole.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account_service.hpp"
#include "finance/actions/action_preview.hpp"
#include "finance/actions/action_store.hpp"
#include "finance/instruments/instrument_store.hpp"
#include "finance/reports/book_loader.hpp"
#include "finance/transactions/transaction_writer.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

// Changes the terms that stand into the next ones.
using ActionEdit = std::function<void(ActionTerms&)>;

struct NewAction {
  ActionTerms terms;  // without a currency: that of the instrument
  std::vector<AccountTerms> accounts;
};

struct ActionChange {
  ActionEdit edit;
  std::vector<AccountTerms> accounts;
};

struct KeptAction {
  RecordedAction action;
  enum class Novelty { New, Known } novelty = Novelty::New;
};

class ActionService {
 public:
  // `books` is that of the reports.
  ActionService(platform::Database& database, platform::Random& random, platform::ComputePool& pool, BookLoader& books)
      : store_(database, random),
        instruments_(database, random),
        transactions_(database),
        writer_(database, random),
        grants_(database, random),
        books_(books),
        pool_(pool),
        random_(random) {}

  platform::Task<Page<RecordedAction>> list_actions(const Caller& caller, InstrumentId instrument, PageRequest page);
  platform::Task<RecordedAction> get_action(const Caller& caller, InstrumentId instrument, Uuid action);

  // Works out what an action books, by the book of now; recorded by create_action or update_action, which say Conflict
  // where the book has changed meanwhile.
  platform::Task<ActionPlan> plan_action(const Caller& caller, NewAction action);
  platform::Task<ActionPlan> plan_change(const Caller& caller, InstrumentId instrument, Uuid action,
                                         ActionChange change);
  platform::Task<ActionPreview> preview_action(const Caller& caller, ActionPlan plan);

  // A split that is known with the same ratio is answered with; any other that is known is a conflict.
  platform::Task<KeptAction> create_action(const Caller& caller, platform::UnitOfWork& unit, ActionPlan plan);
  platform::Task<RecordedAction> update_action(const Caller& caller, platform::UnitOfWork& unit, ActionPlan plan,
                                               VersionCheck check);
  platform::Task<> remove_action(const Caller& caller, platform::UnitOfWork& unit, InstrumentId instrument, Uuid action,
                                 VersionCheck check);

 private:
  platform::Task<ActionPlan> plan(const Caller& caller, ActionTerms terms, std::vector<AccountTerms> given,
                                  std::optional<CorporateActionRow> instead_of);
  platform::Task<> require_same_book(platform::UnitOfWork& unit, std::int64_t version);
  // The action under its lock.
  platform::Task<CorporateActionRow> lock(platform::UnitOfWork& unit, InstrumentId instrument, Uuid action,
                                          VersionCheck check);
  platform::Task<std::vector<PlannedRevision>> plan_rows(platform::UnitOfWork& unit,
                                                         std::vector<TransactionFields> bookings,
                                                         std::vector<TransactionId> booked);
  platform::Task<> write(platform::UnitOfWork& unit, std::vector<PlannedRevision> rows, NewChange change);
  // Records the row by the plan, in place of its earlier revision.
  platform::Task<> tell(platform::UnitOfWork& unit, ActionPlan plan, CorporateActionRow row, NewChange change);
  platform::Task<RecordedAction> complete(const Caller& caller, CorporateActionRow row);
  platform::Task<RecordedAction> show(platform::UnitOfWork& unit, InstrumentId instrument, Uuid action);

  ActionStore store_;
  InstrumentStore instruments_;
  TransactionStore transactions_;
  TransactionWriter writer_;
  auth::GrantService grants_;
  BookLoader& books_;
  platform::ComputePool& pool_;
  platform::Random& random_;
};

}  // namespace coffer::finance
