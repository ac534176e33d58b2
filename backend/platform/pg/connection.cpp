#include "platform/pg/connection.hpp"

#include <libpq-fe.h>

#include <array>
#include <utility>

#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

using std::chrono::steady_clock;

namespace {

// More requests than this wait on our side, where one that is given up costs the server nothing.
constexpr std::size_t most_in_flight = 512;

std::string server_name(std::uint64_t number) { return "c" + std::to_string(number); }

}  // namespace

void PgRequest::reset_for_repetition() {
  rows.clear();
  error.reset();
  sent = false;
  done = false;
  aborted = false;
  alone = true;
}

void PgRequest::reset() {
  reset_for_repetition();
  waiter = nullptr;
}

Connection::Connection(Loop& loop, PgHandle handle, const Observer* observe)
    : loop_(loop), handle_(std::move(handle)), observe_(observe), last_answer_(steady_clock::now()) {
  PQsetnonblocking(handle_.get(), 1);
  PQenterPipelineMode(handle_.get());
  watcher_.emplace(loop_, PQsocket(handle_.get()));
  watch();
}

Connection::~Connection() {
  close("closed");
  loop_.cancel_turn_end(*this);
}

bool Connection::is_clean() const {
  return is_open() && load() == 0 && expected_.empty() && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

void Connection::submit(std::shared_ptr<PgRequest> request) {
  request->queued_at = steady_clock::now();
  if (!is_open()) {
    give_up(*request, error_lost("closed before"));
    return;
  }
  pending_.push_back(std::move(request));
  loop_.ask_turn_end(*this);
}

void Connection::at_turn_end() {
  bool open_batch = false;
  while (is_open() && !pending_.empty() && in_flight_ < most_in_flight) {
    const auto request = std::move(pending_.front());
    pending_.pop_front();
    if (request->done) continue;
    if (request->alone && open_batch && !send_sync(nullptr)) return;
    if (in_flight_ == 0) last_answer_ = steady_clock::now();
    if (!send(request)) return;
    if (request->alone && !send_sync(request)) return;
    open_batch = !request->alone;
  }
  if (!is_open() || (open_batch && !send_sync(nullptr))) return;
  push_out();
}

bool Connection::send(const std::shared_ptr<PgRequest>& request) {
  request->sent = true;
  ++in_flight_;
  for (std::size_t i = 0; i < request->statements.size(); ++i) {
    if (!send_statement(request, i)) {
      // Those of its statements that were queued are in expected_ and end with close().
      close(PQerrorMessage(handle_.get()));
      give_up(*request, error_lost("could not send"));
      return false;
    }
  }
  return true;
}

bool Connection::send_prepare(const std::shared_ptr<PgRequest>& request, std::size_t index) {
  const auto& query = request->statements[index].query;
  Prepared prepared;
  prepared.text = query.text;
  prepared.number = next_prepared_++;
  prepared.sender = request.get();
  const auto name = server_name(prepared.number);
  if (PQsendPrepare(handle_.get(), name.c_str(), prepared.text.c_str(), 0, nullptr) == 0) return false;
  expected_.push_back({Step::Prepare, request, index, prepared.number, false});
  prepared_.insert_or_assign(query.text.data(), std::move(prepared));
  return true;
}

// Texts are found by address; the comparison keeps two that had one address in turn apart. A preparation
// still on its way may fail: one that is repeated alone then prepares for itself, or it would fail too.
bool Connection::may_rely_on(const Prepared& prepared, const PgRequest& request, std::size_t index) const {
  return prepared.text == request.statements[index].query.text &&
         (prepared.ready || !request.alone || prepared.sender == &request);
}

void Connection::confirm_prepared(const Expected& expected) {
  const auto found = prepared_.find(expected.request->statements[expected.index].query.text.data());
  if (found == prepared_.end() || found->second.number != expected.prepared) return;
  found->second.ready = true;
  found->second.sender = nullptr;
}

void Connection::forget_prepared(const Expected& expected) {
  const auto found = prepared_.find(expected.request->statements[expected.index].query.text.data());
  if (found != prepared_.end() && found->second.number == expected.prepared) prepared_.erase(found);
}

bool Connection::send_statement(const std::shared_ptr<PgRequest>& request, std::size_t index) {
  const auto& [query, params] = request->statements[index];
  auto found = prepared_.find(query.text.data());
  if (found == prepared_.end() || !may_rely_on(found->second, *request, index)) {
    if (!send_prepare(request, index)) return false;
    found = prepared_.find(query.text.data());
  }
  const auto number = found->second.number;
  constexpr std::size_t few = 16;
  std::array<const char*, few> few_values;
  std::array<int, few> few_sizes;
  std::array<int, few> few_formats;
  std::vector<const char*> many_values;
  std::vector<int> many_sizes;
  std::vector<int> many_formats;
  const char** values = few_values.data();
  int* sizes = few_sizes.data();
  int* formats = few_formats.data();
  const auto count = params.values_.size();
  if (count > few) {
    many_values.resize(count);
    many_sizes.resize(count);
    many_formats.resize(count);
    values = many_values.data();
    sizes = many_sizes.data();
    formats = many_formats.data();
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto& value = params.values_[i];
    values[i] = value.size < 0 ? nullptr : params.buffer_.data() + value.offset;
    sizes[i] = value.size;
    formats[i] = value.binary;
  }
  const auto name = server_name(number);
  if (PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(count), values, sizes, formats, 0) == 0) {
    return false;
  }
  expected_.push_back({Step::Query, request, index, number, false});
  return true;
}

bool Connection::send_sync(std::shared_ptr<PgRequest> ends) {
  if (PQpipelineSync(handle_.get()) == 0) {
    close(PQerrorMessage(handle_.get()));
    return false;
  }
  expected_.push_back({Step::Sync, std::move(ends), 0, 0, false});
  return true;
}

void Connection::push_out() {
  if (!is_open()) return;
  const int state = PQflush(handle_.get());
  if (state < 0) {
    close(PQerrorMessage(handle_.get()));
  } else if (state > 0) {
    watcher_->when_writable([this] { push_out(); });
  }
}

void Connection::watch() {
  watcher_->when_readable([this] { on_readable(); });
}

void Connection::on_readable() {
  const bool alive = PQconsumeInput(handle_.get()) == 1;
  last_answer_ = steady_clock::now();
  take_results();
  if (!ending_.empty()) close(ending_);
  if (!is_open()) return;
  while (PGnotify* notify = PQnotifies(handle_.get())) {
    if (on_notification) on_notification(notify->relname, notify->extra);
    PQfreemem(notify);
  }
  if (!alive || PQstatus(handle_.get()) != CONNECTION_OK) {
    close(PQerrorMessage(handle_.get()));
    return;
  }
  if (!pending_.empty()) loop_.ask_turn_end(*this);
  watch();
}

void Connection::take_results() {
  while (!expected_.empty() && PQisBusy(handle_.get()) == 0) {
    auto& expected = expected_.front();
    pg_result* result = PQgetResult(handle_.get());
    if (result == nullptr) {
      // A NULL ends the results of one statement. Without a result before it there is nothing to take yet.
      if (!expected.answered) return;
      const auto ended = std::move(expected);
      expected_.pop_front();
      if (ended.step == Step::Query && ended.index + 1 == ended.request->statements.size()) {
        if (!ended.request->alone) end_of_request(ended.request);
      }
    } else if (expected.step == Step::Sync) {
      // A server that goes away says so in place of the Sync's answer.
      const Rows answer(result);
      if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
        close(PQresultErrorMessage(result));
        return;
      }
      const auto ended = std::move(expected);
      expected_.pop_front();
      if (ended.request) end_of_request(ended.request);
    } else {
      take_result(expected, result);
    }
  }
}

void Connection::take_result(Expected& expected, pg_result* result) {
  expected.answered = true;
  auto& request = *expected.request;
  // Takes the result over, whatever becomes of it.
  Rows rows(result);
  switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
      if (expected.step == Step::Prepare) confirm_prepared(expected);
      if (expected.step == Step::Query && expected.index >= request.preamble && !request.done) {
        observe(request, expected.index, rows.affected(), std::nullopt);
        request.rows.push_back(std::move(rows));
      }
      return;
    case PGRES_PIPELINE_ABORTED:
      if (expected.step == Step::Prepare) forget_prepared(expected);
      if (!request.error) request.aborted = true;
      return;
    default: take_error(expected, result);
  }
}

void Connection::take_error(Expected& expected, const pg_result* result) {
  auto& request = *expected.request;
  const auto& query = request.statements[expected.index].query;
  Error error = error_of_result(result, query.name);
  const auto state = sqlstate_of(error);
  if (expected.step == Step::Prepare) forget_prepared(expected);
  // The statement is gone with an earlier batch, or its plan with an altered table: prepare it anew.
  if (state == "26000" || state == "0A000") {
    forget_prepared(expected);
    if (!request.alone) {
      request.aborted = true;
      return;
    }
  }
  observe(request, expected.index, 0, error.kind);
  // FATAL: the end of the stream follows, but perhaps not in this turn, and nobody shall queue here until then.
  if (is_lost(error)) ending_ = error.cause;
  if (!request.error && !request.done) request.error = std::move(error);
}

void Connection::end_of_request(const std::shared_ptr<PgRequest>& request) {
  --in_flight_;
  if (request->done) return;
  if (!request->error && request->aborted && !request->alone) {
    request->reset_for_repetition();
    pending_.push_back(request);
    loop_.ask_turn_end(*this);
    return;
  }
  finish(*request);
}

void Connection::finish(PgRequest& request) {
  request.done = true;
  if (const auto waiter = std::exchange(request.waiter, nullptr)) loop_.resume_here(waiter);
}

void Connection::give_up(PgRequest& request, Error error) {
  if (request.done) return;
  if (!request.error) request.error = std::move(error);
  finish(request);
}

void Connection::sweep(steady_clock::time_point now, std::chrono::milliseconds silence) {
  const auto check = [&](const std::shared_ptr<PgRequest>& request) {
    if (!request || request->done) return;
    if (request->stop.stop_requested()) {
      give_up(*request, fail_stopped().error());
    } else if (request->deadline.point() <= now) {
      give_up(*request, fail_database_timeout(request->statements.back().query.name).error());
    }
  };
  for (const auto& request : pending_) check(request);
  for (const auto& expected : expected_) check(expected.request);
  if (in_flight_ > 0 && now - last_answer_ > silence) close("no answer from the server");
}

void Connection::close(std::string_view cause) {
  if (!is_open()) return;
  const Error error = error_lost(cause);
  watcher_->release();
  handle_.reset();
  // The results that came before the end have been taken; what is left is lost.
  const auto pending = std::exchange(pending_, {});
  const auto expected = std::exchange(expected_, {});
  in_flight_ = 0;
  for (const auto& step : expected) {
    if (step.request) give_up(*step.request, error);
  }
  for (const auto& request : pending) give_up(*request, error);
  if (on_closed) on_closed();
}

void Connection::observe(const PgRequest& request, std::size_t index, std::int64_t rows,
                         std::optional<ErrorKind> error) const {
  if (observe_ == nullptr || !*observe_) return;
  StatementObservation observation;
  observation.query = request.statements[index].query.name;
  observation.duration = steady_clock::now() - request.queued_at;
  observation.rows = rows;
  observation.error = error;
  (*observe_)(observation);
}

}  // namespace coffer::platform
