#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "ledger/policy.hpp"
#include "ledger/posting.hpp"
#include "ledger/prices.hpp"
#include "ledger/returns.hpp"
#include "ledger/transaction.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {
namespace {

template <class Enum, std::size_t count>
struct Names {
  std::array<std::string_view, count> names;

  [[nodiscard]] std::string_view name(Enum value) const { return names[static_cast<std::size_t>(value)]; }
  [[nodiscard]] std::optional<Enum> find(std::string_view wanted) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (names[i] == wanted) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
};

constexpr Names<TransactionType, 31> transaction_types{{"deposit",
                                                        "withdrawal",
                                                        "cash_transfer",
                                                        "fx_exchange",
                                                        "buy",
                                                        "sell",
                                                        "dividend",
                                                        "interest",
                                                        "interest_charge",
                                                        "income",
                                                        "expense",
                                                        "fee",
                                                        "fee_refund",
                                                        "tax",
                                                        "tax_refund",
                                                        "transfer",
                                                        "delivery_in",
                                                        "delivery_out",
                                                        "split",
                                                        "stock_dividend",
                                                        "spin_off",
                                                        "merger",
                                                        "rights",
                                                        "return_of_capital",
                                                        "symbol_change",
                                                        "reward",
                                                        "swap",
                                                        "loan_draw",
                                                        "loan_repayment",
                                                        "valuation",
                                                        "balance"}};
static_assert(static_cast<std::size_t>(TransactionType::Balance) + 1 == transaction_types.names.size());

constexpr Names<LedgerAccount, 16> ledger_accounts{{"C", "P", "L", "T", "I:dividend", "I:interest", "I:rent",
                                                    "I:reward", "I:other", "E:fee", "E:tax", "E:interest", "E:other",
                                                    "K", "X", "R"}};
static_assert(static_cast<std::size_t>(LedgerAccount::RealizedGain) + 1 == ledger_accounts.names.size());

constexpr Names<CostMethod, 5> cost_methods{{"fifo", "lifo", "hifo", "average", "chosen"}};
constexpr Names<PriceSource, 5> price_sources{{"none", "close", "valuation", "trade", "later_close"}};
constexpr Names<IrrReason, 5> irr_reasons{{"", "several_roots", "no_root", "total_loss", "no_sign_change"}};
constexpr Names<WarningKind, 16> warning_kinds{
    {"missing_price", "estimated_price", "not_valued", "stale_price", "missing_rate", "estimated_rate", "stale_rate",
     "sold_without_lots", "unknown_cost", "price_scale_fault", "large_flow", "earned_without_capital", "open_transfer",
     "valuation_without_holding", "balance_difference", "capital_below_zero"}};
static_assert(static_cast<std::size_t>(WarningKind::CapitalBelowZero) + 1 == warning_kinds.names.size());

}  // namespace

std::string_view transaction_type_name(TransactionType type) { return transaction_types.name(type); }
std::optional<TransactionType> parse_transaction_type(std::string_view name) { return transaction_types.find(name); }
std::string_view ledger_account_name(LedgerAccount ledger) { return ledger_accounts.name(ledger); }
std::optional<LedgerAccount> parse_ledger_account(std::string_view name) { return ledger_accounts.find(name); }
std::string_view cost_method_name(CostMethod method) { return cost_methods.name(method); }
std::optional<CostMethod> parse_cost_method(std::string_view name) { return cost_methods.find(name); }
std::string_view price_source_name(PriceSource source) { return price_sources.name(source); }
std::string_view irr_reason_name(IrrReason reason) { return irr_reasons.name(reason); }
std::string_view warning_kind_name(WarningKind kind) { return warning_kinds.name(kind); }

}  // namespace coffer::ledger
