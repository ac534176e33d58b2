// A transaction on a leased connection; inside platform/pg alone.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "platform/pg/pool.hpp"

namespace coffer::platform {

class ExclusiveTransaction final : public Transaction {
 public:
  // `opening` is BEGIN and the caller; they travel with the first statement.
  ExclusiveTransaction(Connection& connection, std::vector<Statement> opening, Deadline deadline,
                       std::function<void()> watch_deadlines)
      : connection_(connection),
        opening_(std::move(opening)),
        deadline_(deadline),
        watch_deadlines_(std::move(watch_deadlines)) {}

  Task<Rows> run(Statement statement) override;
  Task<std::vector<Rows>> run_all(std::vector<Statement> statements) override;

  Task<> commit(std::vector<Statement> trailing);
  // Never fails: what cannot be rolled back is closed.
  Task<> roll_back();
  // The first error that the database gave, or lost connection.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  [[nodiscard]] std::shared_ptr<PgRequest> make_request(std::vector<Statement> statements);
  Task<> perform(std::shared_ptr<PgRequest> request);

  Connection& connection_;
  std::vector<Statement> opening_;
  Deadline deadline_;
  std::function<void()> watch_deadlines_;
  std::optional<Error> error_;
  bool begun_ = false;
  bool busy_ = false;
};

}  // namespace coffer::platform
