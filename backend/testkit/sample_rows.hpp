// One row for each table of a household, so that what must hold for all tables can be tried on all.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/pg/blocking_connection.hpp"
#include "testkit/builders.hpp"

namespace coffer::testkit {

// Table -> INSERT of one row. In the text {household}, {user}, {membership}, {account}, {instrument}, {portfolio},
// {transaction}, {object} and {import} stand for identifiers of one household, {new} for a fresh one.
[[nodiscard]] const std::map<std::string, std::string>& sample_inserts();

// A household with at least one row in every table of sample_inserts().
class SampleHousehold {
 public:
  explicit SampleHousehold(platform::BlockingConnection& administrator);
  [[nodiscard]] const Household& household() const { return household_; }
  [[nodiscard]] AccountId account() const { return account_; }
  // The table's INSERT with this household's identifiers.
  [[nodiscard]] std::string insert_into(const std::string& table) const;

 private:
  Household household_;
  AccountId account_;
  std::map<std::string, std::string> names_;
};

// Ordinary and partitioned tables with a column household_id, partitions left out, from the catalogue.
[[nodiscard]] std::vector<std::string> household_tables(platform::BlockingConnection& connection);

}  // namespace coffer::testkit
