// The transactions of a case of another program's conventions, one by one.
#pragma once

#include <functional>

#include "finance/cases/case_reader.hpp"
#include "ledger/conventions/bookings.hpp"

namespace coffer::finance {

struct BookingNames {
  // Places by name; an absent name is no place.
  std::function<ledger::AccountIndex(const CaseReader&, std::string_view key)> account;
  std::function<ledger::AccountIndex(const CaseReader&, std::string_view key)> portfolio;
  std::function<ledger::InstrumentIndex(const CaseReader&, std::string_view key)> instrument;
  // Of amounts without one: that of the instrument, else of the report.
  std::function<Currency(ledger::InstrumentIndex)> currency;
};

[[nodiscard]] std::vector<ledger::Booking> decode_bookings(const std::vector<CaseReader>& rows,
                                                           const BookingNames& names, ledger::TrailRecorder* recorder);

}  // namespace coffer::finance
