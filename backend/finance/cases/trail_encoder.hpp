// Trails as JSON, with the names that a case gives to accounts and instruments.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>

#include "ledger/trail.hpp"

namespace coffer::finance {

class TrailEncoder {
 public:
  // Keeps references: the names outlive it.
  TrailEncoder(std::span<const std::string> accounts, std::span<const std::string> symbols)
      : names_{.accounts = accounts, .instruments = symbols} {}

  // {"nodes": [{"op", "kind", "value", "currency", "of" or "input", "digits", ..., "sentence"}], "doubts": [...]}
  [[nodiscard]] boost::json::object encode(const ledger::Trail& trail) const;

 private:
  [[nodiscard]] boost::json::value account(ledger::AccountIndex index) const;
  [[nodiscard]] boost::json::value symbol(ledger::InstrumentIndex index) const;
  [[nodiscard]] boost::json::object encode(const ledger::TrailNode& node) const;
  [[nodiscard]] boost::json::object encode(const ledger::TrailInput& input) const;

  ledger::TrailNames names_;
};

}  // namespace coffer::finance
