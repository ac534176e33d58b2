// What a body says of a transaction.
#pragma once

#include <optional>
#include <string>

#include "finance/transactions/bulk_edit_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "platform/http/request.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

struct TransactionPatch {
  finance::TransactionEdit edit;
  std::optional<std::string> reason;
};

struct BulkEdit {
  finance::BulkSelection selection;
  std::optional<finance::TransactionEdit> edit;  // none: removal
  std::optional<std::string> reason;
};

[[nodiscard]] Result<finance::TransactionFields> decode_new_transaction(const platform::Request& request);
[[nodiscard]] Result<TransactionPatch> decode_transaction_patch(const platform::Request& request);
[[nodiscard]] Result<BulkEdit> decode_bulk_edit(const platform::Request& request);

inline constexpr platform::Choice<finance::TransactionType> transaction_types[] = {
    {"buy", finance::TransactionType::Buy},
    {"sell", finance::TransactionType::Sell},
    {"dividend", finance::TransactionType::Dividend},
    {"interest", finance::TransactionType::Interest},
    {"interest_charge", finance::TransactionType::InterestCharge},
    {"income", finance::TransactionType::Income},
    {"expense", finance::TransactionType::Expense},
    {"fee", finance::TransactionType::Fee},
    {"fee_refund", finance::TransactionType::FeeRefund},
    {"tax", finance::TransactionType::Tax},
    {"tax_refund", finance::TransactionType::TaxRefund},
    {"deposit", finance::TransactionType::Deposit},
    {"withdrawal", finance::TransactionType::Withdrawal},
    {"cash_transfer", finance::TransactionType::CashTransfer},
    {"fx_exchange", finance::TransactionType::FxExchange},
    {"transfer", finance::TransactionType::Transfer},
    {"delivery_in", finance::TransactionType::DeliveryIn},
    {"delivery_out", finance::TransactionType::DeliveryOut},
    {"split", finance::TransactionType::Split},
    {"stock_dividend", finance::TransactionType::StockDividend},
    {"spin_off", finance::TransactionType::SpinOff},
    {"merger", finance::TransactionType::Merger},
    {"rights", finance::TransactionType::Rights},
    {"return_of_capital", finance::TransactionType::ReturnOfCapital},
    {"symbol_change", finance::TransactionType::SymbolChange},
    {"reward", finance::TransactionType::Reward},
    {"swap", finance::TransactionType::Swap},
    {"loan_draw", finance::TransactionType::LoanDraw},
    {"loan_repayment", finance::TransactionType::LoanRepayment},
    {"valuation", finance::TransactionType::Valuation},
    {"balance", finance::TransactionType::Balance},
};

}  // namespace coffer::api::rest
