#include "finance/cases/booking_figures.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "finance/cases/case_problems.hpp"

namespace coffer::finance {
namespace {

struct Engine {
  std::string_view name;
  Result<boost::json::object> (*figures)(const BookingCase&);
};

constexpr auto engines = std::to_array<Engine>({
    {"annualize", annualize_figures},
    {"average_price", average_price_figures},
    {"dividend_periodicity", periodicity_figures},
    {"dividend_yield", dividend_yield_figures},
    {"fire", fire_figures},
    {"hledger_roi", linked_return_figures},
    {"irr_periodic", periodic_irr_figures},
    {"lots", money_lot_figures},
    {"lots_book", unit_cost_figures},
    {"modified_dietz", modified_dietz_figures},
    {"pp_client_index", cash_index_figures},
    {"pp_period_report", period_statement_figures},
    {"pp_security", instrument_figures},
    {"pp_security_irr", booked_irr_figures},
    {"pp_volatility", instrument_volatility_figures},
    {"risk", risk_figures},
    {"roai", average_investment_figures},
    {"totals", totals_figures},
    {"trades", round_trip_figures},
    {"twr_subperiods", subperiod_figures},
    {"valuation", balance_figures},
    {"xirr", xirr_figures},
    {"xnpv", xnpv_figures},
});

}  // namespace

Result<boost::json::object> compute_booking_figures(const BookingCase& one) {
  const auto engine = std::ranges::find(engines, one.engine, &Engine::name);
  if (engine != engines.end()) {
    try {
      return engine->figures(one);
    } catch (const DecimalOverflow&) {
      return fail(ErrorKind::Invalid, problems::invalid_case, "An amount is too large to compute with.");
    }
  }
  std::string names = "coffer";
  for (const Engine& known : engines) names += ", " + std::string(known.name);
  return fail(ErrorKind::Unsupported, problems::unsupported_case,
              "Engine " + one.engine + " is not known; these are: " + names + ".");
}

}  // namespace coffer::finance
