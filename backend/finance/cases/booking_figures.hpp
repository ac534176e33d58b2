// The figures of a case of another program's conventions, each family in a file of its own.
#pragma once

#include <boost/json/object.hpp>

#include "base/result.hpp"
#include "finance/cases/booking_case.hpp"

namespace coffer::finance {

// By the case's engine; unsupported for one that is not known.
[[nodiscard]] Result<boost::json::object> compute_booking_figures(const BookingCase& one);

// figures_arithmetic.cpp
[[nodiscard]] Result<boost::json::object> xirr_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> xnpv_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> periodic_irr_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> modified_dietz_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> subperiod_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> annualize_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> fire_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> risk_figures(const BookingCase& one);
// figures_instrument.cpp
[[nodiscard]] Result<boost::json::object> money_lot_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> instrument_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> booked_irr_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> instrument_volatility_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> dividend_yield_figures(const BookingCase& one);
// figures_statement.cpp
[[nodiscard]] Result<boost::json::object> cash_index_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> period_statement_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> round_trip_figures(const BookingCase& one);
// figures_balances.cpp
[[nodiscard]] Result<boost::json::object> periodicity_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> balance_figures(const BookingCase& one);
// figures_unit_cost.cpp
[[nodiscard]] Result<boost::json::object> unit_cost_figures(const BookingCase& one);

// figures_average_cost.cpp
[[nodiscard]] Result<boost::json::object> average_price_figures(const BookingCase& one);
[[nodiscard]] Result<boost::json::object> totals_figures(const BookingCase& one);

// figures_average_investment.cpp
[[nodiscard]] Result<boost::json::object> average_investment_figures(const BookingCase& one);

// figures_linked_return.cpp
[[nodiscard]] Result<boost::json::object> linked_return_figures(const BookingCase& one);

}  // namespace coffer::finance
