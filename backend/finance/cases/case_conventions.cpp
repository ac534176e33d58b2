#include "finance/cases/case_conventions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace coffer::finance {
namespace {

using ledger::Conventions;
using ledger::LotScope;

constexpr std::array<std::pair<std::string_view, Conventions>, 7> presets{
    {{"FIFO", {.lot_order = ledger::LotOrder::OldestFirst}},
     {"LIFO", {.lot_order = ledger::LotOrder::NewestFirst}},
     {"HIFO", {.lot_order = ledger::LotOrder::HighestCostFirst}},
     {"AVERAGE", {.lot_order = ledger::LotOrder::Average}},
     {"STRICT", {.lot_order = ledger::LotOrder::OldestFirst, .ambiguity = ledger::Ambiguity::Refuse}},
     {"STRICT_WITH_SIZE",
      {.lot_order = ledger::LotOrder::OldestFirst, .ambiguity = ledger::Ambiguity::RefuseUnlessSize}},
     {"NONE", {.lot_order = ledger::LotOrder::None}}}};

constexpr std::string_view global_suffix = "ALL";
constexpr std::string_view presets_are =
    "Write FIFO, LIFO, HIFO, AVERAGE, STRICT, STRICT_WITH_SIZE or NONE, or one of them with ALL after it.";

std::optional<Conventions> find_preset(std::string_view name) {
  const auto find = [](std::string_view plain) {
    return std::ranges::find(presets, plain, &std::pair<std::string_view, Conventions>::first);
  };
  if (const auto found = find(name); found != presets.end()) return found->second;
  if (!name.ends_with(global_suffix)) return std::nullopt;
  const auto found = find(name.substr(0, name.size() - global_suffix.size()));
  if (found == presets.end()) return std::nullopt;
  Conventions conventions = found->second;
  conventions.lot_scope = LotScope::Global;
  return conventions;
}

LotScope scope_of(const Conventions& preset, LotKeeping keeping) {
  if (preset.lot_scope == LotScope::Global) return LotScope::Global;
  if (keeping == LotKeeping::UnitLots) return LotScope::PerAccount;
  return preset.lot_order == ledger::LotOrder::Average ? LotScope::Global : LotScope::PerPortfolio;
}

}  // namespace

CaseConventions decode_conventions(const CaseReader& root, const CaseReader& model, LotKeeping keeping,
                                   const std::function<ledger::AccountIndex(const std::string&)>& account) {
  CaseConventions decoded;
  const auto preset = find_preset(root.text("cost_basis").value_or("NONE"));
  if (!preset) root.refuse("cost_basis", std::string(presets_are));
  Conventions& standard = decoded.standard;
  standard = preset.value_or(Conventions());
  standard.lot_scope = scope_of(standard, keeping);
  if (const auto scope = model.text("scope")) {
    if (*scope == "global")
      standard.lot_scope = LotScope::Global;
    else if (*scope != "account" && *scope != "portfolio")
      model.refuse("scope", "Write portfolio, account or global.");
  }
  if (const auto form = model.text("average")) {
    if (*form == "merge")
      standard.average_form = ledger::AverageForm::Merge;
    else if (*form != "pool")
      model.refuse("average", "Write merge or pool.");
  }
  const auto own_methods = model.object("account_methods");
  if (!own_methods) return decoded;
  for (const auto& member : own_methods->raw()) {
    const std::string name(member.key().data(), member.key().size());
    auto own = find_preset(own_methods->text(name).value_or(""));
    if (!own) {
      own_methods->refuse(name, std::string(presets_are));
      continue;
    }
    own->lot_scope = scope_of(*own, keeping);
    own->average_form = standard.average_form;
    decoded.accounts.push_back({.account = account(name), .conventions = *own});
  }
  return decoded;
}

}  // namespace coffer::finance
