// Lots at unit cost.
#include <boost/json/array.hpp>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/unit_lots.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

json::object lot_figures(const BookingCase& one, const ledger::UnitLot& lot, const ledger::Traced& unit_cost) {
  return json::object{{"symbol", text_of(one.symbol(lot.instrument))},
                      {"account", name_of(one.account(lot.account))},
                      {"quantity", one.figure(lot.quantity)},
                      {"unit_cost", one.figure(unit_cost)},
                      {"currency", text_of(lot.currency.code())},
                      {"lot_date", text_of(lot.date)},
                      {"lot_label", name_of(lot.label)}};
}

}  // namespace

Result<json::object> unit_cost_figures(const BookingCase& one) {
  const ledger::UnitLots found =
      ledger::compute_unit_lots(one.input, one.conventions, one.account_conventions, one.as_of);
  if (found.fault != ledger::LotFault::None)
    return json::object{{"error", text_of(ledger::lot_fault_name(found.fault))}};
  json::array lots;
  for (const ledger::UnitLot& lot : found.lots) lots.push_back(lot_figures(one, lot, lot.unit_cost));
  json::array disposals;
  for (const ledger::UnitDisposal& disposal : found.disposals) {
    json::object item = lot_figures(one, disposal.lot, disposal.unit_cost);
    item["date"] = text_of(disposal.date);
    item["gain"] = one.figure(disposal.gain);
    disposals.push_back(std::move(item));
  }
  json::array costs;
  for (const ledger::TracedMoney& cost : found.cost_of_lots)
    costs.push_back(json::object{{"currency", text_of(cost.currency.code())}, {"amount", one.figure(cost.amount)}});
  return json::object{{"error", nullptr},
                      {"lots", std::move(lots)},
                      {"disposals", std::move(disposals)},
                      {"realized_gain", one.figure(found.realized_gain)},
                      {"cost_basis_by_currency", std::move(costs)}};
}

}  // namespace coffer::finance
