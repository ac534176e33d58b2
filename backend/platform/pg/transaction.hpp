// One open transaction on a connection of its own, with the caller set.
#pragma once

#include <vector>

#include "platform/async/task.hpp"
#include "platform/pg/params.hpp"
#include "platform/pg/pg_error.hpp"
#include "platform/pg/rows.hpp"

namespace coffer::platform {

class Connection;

class Transaction {
 public:
  // After an error every further statement fails with it: the transaction is lost.
  virtual Task<Rows> run(Statement statement) = 0;
  // One round trip; stops at the first error.
  virtual Task<std::vector<Rows>> run_all(std::vector<Statement> statements) = 0;

 protected:
  ~Transaction() = default;
};

}  // namespace coffer::platform
