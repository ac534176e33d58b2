// The JSON of accounts, instruments, prices, transactions and portfolios, as contracts/openapi.yaml has it.
#pragma once

#include <string>

#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/market/market_service.hpp"
#include "finance/portfolios/portfolio.hpp"
#include "finance/transactions/transaction.hpp"
#include "platform/json/scalars.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

inline constexpr platform::Choice<finance::CostBasis> cost_basis_words[] = {{"fifo", finance::CostBasis::Fifo},
                                                                            {"lifo", finance::CostBasis::Lifo},
                                                                            {"hifo", finance::CostBasis::Hifo},
                                                                            {"average", finance::CostBasis::Average},
                                                                            {"chosen", finance::CostBasis::Chosen}};

void append_account(platform::JsonWriter& json, const finance::Account& account);
void append_ownership(platform::JsonWriter& json, const finance::Ownership& ownership);
void append_instrument(platform::JsonWriter& json, const finance::Instrument& instrument);
void append_reference(platform::JsonWriter& json, const finance::InstrumentReference& reference);
void append_split(platform::JsonWriter& json, const finance::CorporateAction& action);
void append_rate(platform::JsonWriter& json, const finance::RecordedRate& rate);
void append_portfolio(platform::JsonWriter& json, const finance::Portfolio& portfolio);
void append_transaction(platform::JsonWriter& json, const finance::Transaction& transaction);
void append_revision(platform::JsonWriter& json, const finance::TransactionRevision& revision);
[[nodiscard]] std::string encode_prices(const finance::InstrumentPrices& list);
[[nodiscard]] std::string encode_recorded_prices(const finance::RecordedPrices& recorded);

}  // namespace coffer::api::rest
