#include "platform/pg/exclusive_transaction.hpp"

#include <cassert>
#include <iterator>
#include <utility>

#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

namespace {

constexpr Query commit_query{"platform.pg.commit", "COMMIT"};
constexpr Query roll_back_query{"platform.pg.roll_back", "ROLLBACK"};

// A COMMIT under way is waited for longer than its caller would: its outcome matters more than his patience.
constexpr std::chrono::seconds commit_patience{30};
constexpr std::chrono::seconds roll_back_patience{5};

}  // namespace

std::shared_ptr<PgRequest> ExclusiveTransaction::make_request(std::vector<Statement> statements) {
  auto request = std::make_shared<PgRequest>();
  request->alone = true;
  request->deadline = deadline_;
  if (!begun_) {
    request->statements = std::move(opening_);
    request->preamble = request->statements.size();
    begun_ = true;
  }
  request->statements.insert(request->statements.end(), std::make_move_iterator(statements.begin()),
                             std::make_move_iterator(statements.end()));
  return request;
}

Task<> ExclusiveTransaction::perform(std::shared_ptr<PgRequest> request) {
  assert(!busy_);  // one task at a time
  busy_ = true;
  watch_deadlines_();
  connection_.submit(request);
  const Connection::Wait wait{*request};
  co_await wait;
  busy_ = false;
  if (request->error) {
    error_ = *request->error;
    co_return fail(*request->error);
  }
  co_return Result<>{};
}

Task<Rows> ExclusiveTransaction::run(Statement statement) {
  std::vector<Statement> one;
  one.push_back(std::move(statement));
  auto all = co_await run_all(std::move(one));
  if (!all) co_return fail(std::move(all).error());
  co_return std::move(all->front());
}

Task<std::vector<Rows>> ExclusiveTransaction::run_all(std::vector<Statement> statements) {
  if (error_) co_return fail(*error_);
  COFFER_CO_CHECK(check_statements(statements));
  if (statements.empty()) co_return std::vector<Rows>{};
  const TaskContext& context = co_await this_context();
  const auto request = make_request(std::move(statements));
  request->stop = context.stop;
  auto done = co_await perform(request);
  if (!done) {
    // Given up while the server still works on it: nothing more can be said on this connection.
    if (connection_.load() > 0) connection_.close("given up");
    co_return fail(std::move(done).error());
  }
  co_return std::move(request->rows);
}

Task<> ExclusiveTransaction::commit(std::vector<Statement> trailing) {
  if (error_) co_return fail(*error_);
  COFFER_CO_CHECK(check_statements(trailing));
  if (!begun_ && trailing.empty()) co_return Result<>{};
  trailing.push_back(statement(commit_query));
  const auto request = make_request(std::move(trailing));
  request->deadline = Deadline::in(commit_patience);
  auto done = co_await perform(request);
  if (done) co_return Result<>{};
  const bool unanswered = connection_.load() > 0;
  if (unanswered) connection_.close("no answer to COMMIT");
  if (request->sent && (unanswered || is_lost(done.error()))) {
    Error unknown = done.error();
    unknown.kind = ErrorKind::Unavailable;
    unknown.problem = problems::commit_unknown;
    unknown.detail = "The connection broke while saving. Look whether it was saved before you try again.";
    error_ = unknown;
    co_return fail(std::move(unknown));
  }
  co_return std::move(done);
}

Task<> ExclusiveTransaction::roll_back() {
  if (!begun_ || !connection_.is_open()) co_return Result<>{};
  if (connection_.load() > 0) {
    connection_.close("given up");
    co_return Result<>{};
  }
  auto request = std::make_shared<PgRequest>();
  request->alone = true;
  request->deadline = Deadline::in(roll_back_patience);
  request->statements.push_back(statement(roll_back_query));
  const auto kept = error_;
  auto done = co_await perform(request);
  error_ = kept;
  if (!done) connection_.close("not rolled back");
  co_return Result<>{};
}

}  // namespace coffer::platform
