#include "finance/accounts/account.hpp"

#include <array>
#include <utility>

namespace coffer::finance {
namespace {

constexpr std::array<std::pair<std::string_view, AccountKind>, 10> kinds{{
    {"brokerage", AccountKind::Brokerage},
    {"bank", AccountKind::Bank},
    {"savings", AccountKind::Savings},
    {"cash", AccountKind::Cash},
    {"credit_card", AccountKind::CreditCard},
    {"pension", AccountKind::Pension},
    {"crypto", AccountKind::Crypto},
    {"property", AccountKind::Property},
    {"loan", AccountKind::Loan},
    {"other", AccountKind::Other},
}};

constexpr std::array<std::pair<std::string_view, CostBasis>, 5> methods{{
    {"fifo", CostBasis::Fifo},
    {"lifo", CostBasis::Lifo},
    {"hifo", CostBasis::Hifo},
    {"average", CostBasis::Average},
    {"chosen", CostBasis::Chosen},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [name, named] : table) {
    if (named == value) return name;
  }
  return {};
}

template <class Table>
auto find_in(const Table& table, std::string_view wanted) -> std::optional<decltype(table.front().second)> {
  for (const auto& [name, named] : table) {
    if (name == wanted) return named;
  }
  return std::nullopt;
}

}  // namespace

std::string_view account_kind_name(AccountKind kind) { return name_in(kinds, kind); }
std::optional<AccountKind> parse_account_kind(std::string_view name) { return find_in(kinds, name); }
std::string_view cost_basis_name(CostBasis method) { return name_in(methods, method); }
std::optional<CostBasis> parse_cost_basis(std::string_view name) { return find_in(methods, name); }

}  // namespace coffer::finance
