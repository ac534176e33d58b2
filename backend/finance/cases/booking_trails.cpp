#include "finance/cases/booking_trails.hpp"

#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_case.hpp"
#include "finance/cases/booking_figures.hpp"
#include "finance/cases/trail_encoder.hpp"
#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

// A figure that has a trail stands as the number of its node (BookingCase::figure).
void put_trails(const json::value& figure, const std::string& place, const ledger::TrailRecorder& recorder,
                const TrailEncoder& encoder, json::object& out) {
  const auto under = [&](std::string_view name) {
    return place.empty() ? std::string(name) : place + "/" + std::string(name);
  };
  if (const auto* members = figure.if_object()) {
    for (const auto& member : *members) put_trails(member.value(), under(member.key()), recorder, encoder, out);
  } else if (const auto* items = figure.if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i)
      put_trails((*items)[i], under(std::to_string(i)), recorder, encoder, out);
  } else if (const auto* node = figure.if_uint64()) {
    out[place] = encoder.encode(recorder.trail(static_cast<ledger::TrailNodeIndex>(*node)));
  }
}

}  // namespace

Result<json::object> compute_booking_trails(const json::object& root) {
  ledger::TrailRecorder recorder;
  COFFER_TRY(booked, decode_booking_case(root, &recorder));
  COFFER_TRY(figures, compute_booking_figures(booked));
  json::object out;
  put_trails(figures, "", recorder, TrailEncoder(booked.accounts, booked.symbols), out);
  return out;
}

}  // namespace coffer::finance
