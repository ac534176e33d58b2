#include "base/currency_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace coffer {
namespace {

TEST(CurrencyNames, EachCodeIsKnownAndTheyAreInOrder) {
  const auto all = named_currencies();
  EXPECT_GT(all.size(), 150U);
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, [](const NamedCurrency& named) { return named.currency.code(); }));
  for (const auto& named : all) EXPECT_FALSE(named.name.empty()) << named.currency.code();
}

TEST(CurrencyNames, ReplacedCurrenciesAreUnderstoodButNotOffered) {
  const auto mark = parse_currency("DEM");
  ASSERT_TRUE(mark);
  EXPECT_TRUE(
      std::ranges::none_of(named_currencies(), [&](const NamedCurrency& named) { return named.currency == *mark; }));
}

}  // namespace
}  // namespace coffer
