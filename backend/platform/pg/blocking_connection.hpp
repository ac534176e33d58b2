// One connection whose calls block, for what runs alone: migrations and tests. Servers use Database.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

struct pg_conn;

namespace coffer::platform {

using TextRow = std::vector<std::optional<std::string>>;
using TextParams = std::vector<std::optional<std::string>>;

class BlockingConnection {
 public:
  static Result<BlockingConnection> open(const std::string& conninfo);

  // One statement with parameters in text form; the rows in text form.
  Result<std::vector<TextRow>> run(const std::string& statement, const TextParams& params = {});
  // Several statements at once, without parameters; stops at the first error.
  Result<> run_script(const std::string& script);
  // A block begun by BEGIN is open and unharmed.
  [[nodiscard]] bool in_transaction() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  explicit BlockingConnection(pg_conn* connection) : connection_(connection) {}
  std::unique_ptr<pg_conn, Close> connection_;
};

}  // namespace coffer::platform
