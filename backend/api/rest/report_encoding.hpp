// The JSON of reports, as contracts/openapi.yaml has it.
#pragma once

#include <string>

#include "finance/reports/explanation.hpp"
#include "finance/reports/report.hpp"

namespace coffer::api::rest {

[[nodiscard]] std::string encode_performance(const finance::PerformanceReport& report);
[[nodiscard]] std::string encode_risk(const finance::RiskReport& report);
[[nodiscard]] std::string encode_contribution(const finance::ContributionReport& report);
[[nodiscard]] std::string encode_returns(const finance::ReturnsReport& report);
[[nodiscard]] std::string encode_trades(const finance::TradesReport& report);
[[nodiscard]] std::string encode_explanation(const finance::Explanation& made);
[[nodiscard]] std::string encode_holdings(const finance::HoldingsReport& report);
[[nodiscard]] std::string encode_allocation(const finance::AllocationReport& report);
[[nodiscard]] std::string encode_income(const finance::IncomeReport& report);
[[nodiscard]] std::string encode_lots(const finance::LotsReport& report);
[[nodiscard]] std::string encode_net_worth(const finance::NetWorthReport& report);

}  // namespace coffer::api::rest
