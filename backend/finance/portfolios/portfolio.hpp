// A saved set of accounts with the currency of its reports. Sets may overlap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace coffer::finance {

enum class PortfolioNature { Chosen, Default };  // the default one always holds all accounts

struct Portfolio {
  PortfolioId id;
  std::string name;
  Currency currency;
  std::vector<AccountId> accounts;
  PortfolioNature nature = PortfolioNature::Chosen;
  Timestamp created_at;
  Timestamp updated_at;
  std::int64_t version = 1;
};

struct NewPortfolio {
  std::string name;
  Currency currency;
  std::vector<AccountId> accounts;
};

struct PortfolioChange {
  std::optional<std::string> name;
  std::optional<Currency> currency;
  std::optional<std::vector<AccountId>> accounts;
};

}  // namespace coffer::finance
