#include "finance/cases/case_comparison.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 12> rate_words{"roai",      "irr",     "twr",        "mwr",
                                                      "return",    "percent", "drawdown",   "volatility",
                                                      "deviation", "yield",   "annualized", "periods"};
constexpr std::array<std::string_view, 3> counted_lists{"lots", "disposals", "trades"};

bool contains_any(std::string_view path, const auto& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return path.find(word) != std::string_view::npos; });
}

class Comparer {
 public:
  Comparer(const CaseTolerance& tolerance, const std::vector<std::string>& partial)
      : tolerance_(tolerance), partial_(partial) {}

  void compare(const json::value& expect, const json::value* figure, const std::string& path, Comparison& found) const;

 private:
  void compare_list(const json::array& expect, const json::array& figures, const std::string& path,
                    Comparison& found) const;
  [[nodiscard]] bool is_met(const json::value& expect, const json::value& figure, const std::string& path) const {
    Comparison inner;
    compare(expect, &figure, path, inner);
    return inner.differences.empty();
  }
  [[nodiscard]] bool leaf_is_met(const json::value& expect, const json::value& figure, const std::string& path) const;

  const CaseTolerance& tolerance_;
  const std::vector<std::string>& partial_;
};

std::size_t count_leaves(const json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) count += count_leaves(member.value());
    return count;
  }
  if (const auto* list = value.if_array(); list != nullptr && !list->empty()) {
    for (const json::value& item : *list) count += count_leaves(item);
    return count;
  }
  return 1;
}

// Digits beyond those that a decimal holds decide nothing: the finest comparison is to twelve.
std::optional<Decimal> as_decimal(const json::value& value) {
  if (const auto* string = value.if_string()) {
    const std::string_view text(string->data(), string->size());
    if (auto whole = parse_decimal(text)) return whole;
    const std::size_t point = text.find('.');
    const std::size_t longest = point + 1 + Decimal::max_scale;
    const bool is_long = point != std::string_view::npos && text.size() > longest &&
                         text.find_first_not_of("0123456789", longest) == std::string_view::npos;
    return is_long ? parse_decimal(text.substr(0, longest)) : std::nullopt;
  }
  if (const auto* whole = value.if_int64()) return Decimal(*whole);
  return std::nullopt;
}

bool Comparer::leaf_is_met(const json::value& expect, const json::value& figure, const std::string& path) const {
  const auto wanted = as_decimal(expect);
  const auto given = as_decimal(figure);
  if (!wanted || !given) return expect == figure;
  const std::size_t slash = path.rfind('/');
  const std::string_view name = std::string_view(path).substr(slash == std::string::npos ? 0 : slash + 1);
  const Decimal allowed = contains_any(path, rate_words)                    ? tolerance_.rate
                          : name.find("quantity") != std::string_view::npos ? tolerance_.quantity
                                                                            : tolerance_.money;
  if (allowed.is_zero()) return rescale(*wanted, 12) == rescale(*given, 12);
  return abs(*wanted - *given) <= allowed;
}

void Comparer::compare(const json::value& expect, const json::value* figure, const std::string& path,
                       Comparison& found) const {
  if (figure == nullptr) {
    found.leaves += count_leaves(expect);
    found.differences.push_back(path + ": expected " + json::serialize(expect) + ", nothing was computed");
    return;
  }
  if (const auto* object = expect.if_object()) {
    const auto* figures = figure->if_object();
    if (figures == nullptr) {
      found.leaves += count_leaves(expect);
      found.differences.push_back(path + ": expected an object");
      return;
    }
    for (const auto& member : *object) {
      const std::string key(member.key().data(), member.key().size());
      compare(member.value(), figures->if_contains(member.key()), path.empty() ? key : path + "/" + key, found);
    }
    return;
  }
  if (const auto* list = expect.if_array()) {
    const auto* figures = figure->if_array();
    found.leaves += count_leaves(expect);
    if (figures == nullptr) {
      found.differences.push_back(path + ": expected a list");
    } else {
      compare_list(*list, *figures, path, found);
    }
    return;
  }
  ++found.leaves;
  if (!leaf_is_met(expect, *figure, path))
    found.differences.push_back(path + ": expected " + json::serialize(expect) + ", computed " +
                                json::serialize(*figure));
}

// Each expected item needs a figure of its own; which one is found by augmenting paths, so that the
// order of neither list matters.
void Comparer::compare_list(const json::array& expect, const json::array& figures, const std::string& path,
                            Comparison& found) const {
  const std::size_t slash = path.rfind('/');
  const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
  const bool is_partial =
      std::ranges::find(partial_, name) != partial_.end() || std::ranges::find(partial_, path) != partial_.end();
  if (std::ranges::find(counted_lists, name) != counted_lists.end() && !is_partial && expect.size() != figures.size())
    found.differences.push_back(path + ": expected " + std::to_string(expect.size()) + " items, computed " +
                                json::serialize(figures));
  constexpr std::size_t none = SIZE_MAX;
  std::vector<std::size_t> taken_by(figures.size(), none);
  const auto assign = [&](const auto& self, std::size_t item, std::vector<bool>& seen) -> bool {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (seen[i] || !is_met(expect[item], figures[i], path)) continue;
      seen[i] = true;
      if (taken_by[i] == none || self(self, taken_by[i], seen)) {
        taken_by[i] = item;
        return true;
      }
    }
    return false;
  };
  for (std::size_t item = 0; item < expect.size(); ++item) {
    std::vector<bool> seen(figures.size(), false);
    if (!assign(assign, item, seen))
      found.differences.push_back(path + ": expected " + json::serialize(expect[item]) + " among " +
                                  json::serialize(figures));
  }
}

}  // namespace

Comparison compare_figures(const CaseExpectation& expectation, const json::object& figures) {
  Comparison found;
  const Comparer comparer(expectation.tolerance, expectation.partial);
  for (const auto& member : expectation.figures) {
    const std::string key(member.key().data(), member.key().size());
    comparer.compare(member.value(), figures.if_contains(member.key()), key, found);
  }
  return found;
}

}  // namespace coffer::finance
