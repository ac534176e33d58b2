#include "finance/cases/booking_trails.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_case.hpp"
#include "finance/cases/booking_figures.hpp"
#include "finance/cases/trail_text.hpp"
#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

// What a figure is called where its last step has no name of its own.
struct NamedFigure {
  std::string_view name;
  ledger::TrailKind kind;
};
constexpr auto named_figures = std::to_array<NamedFigure>({
    {"amount", ledger::TrailKind::CostHeld},
    {"cash", ledger::TrailKind::Cash},
    {"cost_basis", ledger::TrailKind::CostHeld},
    {"dividends", ledger::TrailKind::Dividends},
    {"earnings", ledger::TrailKind::Income},
    {"fees", ledger::TrailKind::Fees},
    {"interest", ledger::TrailKind::Interest},
    {"investment", ledger::TrailKind::RunningCost},
    {"net_cash_flow", ledger::TrailKind::Flows},
    {"profit", ledger::TrailKind::ProfitOfTrade},
    {"profit_gross", ledger::TrailKind::ProfitOfTrade},
    {"quantity", ledger::TrailKind::Units},
    {"realized_gain", ledger::TrailKind::RealizedGain},
    {"realized_gain_gross", ledger::TrailKind::RealizedGain},
    {"realized_gains", ledger::TrailKind::RealizedGain},
    {"realized_gains_forex", ledger::TrailKind::CurrencyGain},
    {"realized_forex_gain", ledger::TrailKind::CurrencyGain},
    {"capital_gains", ledger::TrailKind::UnrealizedGain},
    {"capital_gains_forex", ledger::TrailKind::CurrencyGain},
    {"taxes", ledger::TrailKind::Taxes},
    {"transfers", ledger::TrailKind::Flows},
});

void name_figure(std::string_view name, ledger::TrailNodeIndex node, ledger::TrailRecorder& recorder) {
  const auto named = std::ranges::find(named_figures, name, &NamedFigure::name);
  if (named != named_figures.end()) recorder.name(node, {.kind = named->kind});
}

// A figure that has a trail stands as the number of its node (BookingCase::figure).
void put_trails(const json::value& figure, const std::string& place, ledger::TrailRecorder& recorder,
                const ledger::TrailNames& names, json::object& out) {
  const auto under = [&](std::string_view name) {
    return place.empty() ? std::string(name) : place + "/" + std::string(name);
  };
  if (const auto* members = figure.if_object()) {
    for (const auto& member : *members) put_trails(member.value(), under(member.key()), recorder, names, out);
  } else if (const auto* items = figure.if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i)
      put_trails((*items)[i], under(std::to_string(i)), recorder, names, out);
  } else if (const auto* node = figure.if_uint64()) {
    const auto root = static_cast<ledger::TrailNodeIndex>(*node);
    name_figure(std::string_view(place).substr(place.rfind('/') + 1), root, recorder);
    out[place] = encode_trail(recorder.trail(root), names);
  }
}

}  // namespace

Result<json::object> compute_booking_trails(const json::object& root) {
  ledger::TrailRecorder recorder;
  COFFER_TRY(booked, decode_booking_case(root, &recorder));
  COFFER_TRY(figures, compute_booking_figures(booked));
  json::object out;
  put_trails(figures, "", recorder, {.accounts = booked.accounts, .instruments = booked.symbols}, out);
  return out;
}

}  // namespace coffer::finance
