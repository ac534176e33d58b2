// The finance services that the routes call. Built by the wiring; all outlive the router.
#pragma once

#include "finance/accounts/account_service.hpp"
#include "finance/actions/action_service.hpp"
#include "finance/instruments/instrument_service.hpp"
#include "finance/market/market_service.hpp"
#include "finance/portfolios/portfolio_service.hpp"
#include "finance/previews/preview_service.hpp"
#include "finance/reports/report_service.hpp"
#include "finance/transactions/bulk_edit_service.hpp"
#include "finance/transactions/change_service.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "finance/transactions/transfer_service.hpp"
#include "platform/http/query.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct FinanceParts {
  platform::Database& database;
  finance::AccountService& accounts;
  finance::InstrumentService& instruments;
  finance::MarketService& market;
  finance::TransactionService& transactions;
  finance::PortfolioService& portfolios;
  finance::ReportService& reports;
  finance::PreviewService& previews;
  finance::ChangeService& changes;
  finance::BulkEditService& bulk_edits;
  finance::TransferService& transfers;
  finance::ActionService& actions;
};

// ?limit= and ?cursor= as the services want them.
[[nodiscard]] finance::PageRequest to_page(platform::Page page);
// Against If-Match, under the lock of the object.
[[nodiscard]] finance::VersionCheck version_check(const platform::Request& request, const Uuid& object);
// ?limit=&cursor= and nothing else.
[[nodiscard]] Result<finance::PageRequest> decode_page_alone(const platform::Request& request);
// A longer page, for series.
[[nodiscard]] finance::PageRequest read_series_page(platform::QueryReader& query);

template <class Page, class Encode>
std::string encode_list(const Page& page, const Encode& encode) {
  platform::JsonWriter json(16 * 1024);
  json.begin_object().array_field("items");
  for (const auto& item : page.items) encode(json, item);
  json.end_array().field("next_cursor", page.next_cursor).end_object();
  return json.take();
}

void add_account_routes(platform::Router& router, FinanceParts parts);
void add_instrument_routes(platform::Router& router, FinanceParts parts);
void add_action_routes(platform::Router& router, FinanceParts parts);
void add_market_routes(platform::Router& router, FinanceParts parts);
void add_transaction_routes(platform::Router& router, FinanceParts parts);
void add_transaction_type_routes(platform::Router& router);
void add_preview_routes(platform::Router& router, FinanceParts parts);
void add_change_routes(platform::Router& router, FinanceParts parts);
void add_transfer_routes(platform::Router& router, FinanceParts parts);
void add_portfolio_routes(platform::Router& router, FinanceParts parts);
void add_report_routes(platform::Router& router, FinanceParts parts);

}  // namespace coffer::api::rest
