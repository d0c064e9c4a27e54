// Draws of factors against the distributions' own formulas.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <stdexcept>

#include "models/emission/factors.hpp"

namespace hearthgrid::emission {
namespace {

Factor factor(double low, double central, double high, Distribution distribution) {
  Factor f;
  f.device = "stove";
  f.low = low;
  f.central = central;
  f.high = high;
  f.distribution = distribution;
  return f;
}

// Share of a standard normal variable below z.
double normal_share(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

TEST(FactorQuantile, OfATriangleIsItsInverseDistribution) {
  const Factor f = factor(1.0, 2.0, 5.0, Distribution::triangular);
  EXPECT_DOUBLE_EQ(value_at(f, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(value_at(f, 0.25), 2.0);  // (2 - 1) / (5 - 1) lies below the mode
  EXPECT_DOUBLE_EQ(value_at(f, 1.0), 5.0);
  EXPECT_NEAR(value_at(f, 0.5), 5.0 - std::sqrt(0.5 * 4.0 * 3.0), 1e-12);
  EXPECT_DOUBLE_EQ(value_at(factor(3.0, 3.0, 3.0, Distribution::triangular), 0.7), 3.0);
}

TEST(FactorQuantile, OfAUniformFactorIsLinear) {
  EXPECT_DOUBLE_EQ(value_at(factor(1.0, 2.0, 5.0, Distribution::uniform), 0.25), 2.0);
}

// Standard deviations 1 below and 2 above the median.
TEST(FactorQuantile, OfANormalFactorHasItsOwnDeviationOnEachSide) {
  const Factor f = factor(9.0, 10.0, 12.0, Distribution::normal);
  EXPECT_NEAR(value_at(f, normal_share(-1.0)), 9.0, 1e-5);
  EXPECT_NEAR(value_at(f, 0.5), 10.0, 1e-12);
  EXPECT_NEAR(value_at(f, normal_share(1.0)), 12.0, 1e-5);
  EXPECT_NEAR(value_at(f, normal_share(3.5)), 17.0, 1e-4);
  EXPECT_EQ(value_at(factor(0.1, 1.0, 1.9, Distribution::normal), 0.001), 0.0);  // never negative
}

TEST(FactorQuantile, OfALognormalFactorBoundsNinetyFivePercent) {
  const Factor f = factor(0.1, 0.3, 0.9, Distribution::lognormal);
  EXPECT_NEAR(value_at(f, 0.025), 0.1, 1e-6);
  EXPECT_NEAR(value_at(f, 0.5), 0.3, 1e-12);
  EXPECT_NEAR(value_at(f, 0.975), 0.9, 1e-6);
  EXPECT_GT(value_at(f, 0.0), 0.03);
  EXPECT_LT(value_at(f, 1.0), 3.0);
}

TEST(FactorQuantile, RefusesWhatIsNoQuantile) {
  const Factor f = factor(1.0, 2.0, 5.0, Distribution::triangular);
  EXPECT_THROW((void)value_at(f, -0.1), std::invalid_argument);
  EXPECT_THROW((void)value_at(f, std::nan("")), std::invalid_argument);
}

RC_GTEST_PROP(FactorQuantile, NeverFallsAndStaysNotNegative, ()) {
  const auto part = [] { return static_cast<double>(*rc::gen::inRange(1, 1000)) / 1000.0; };
  const double low = part(), central = low + part(), high = central + part();
  const auto distribution = static_cast<Distribution>(*rc::gen::inRange(0, 4));
  const Factor f = factor(low, central, high, distribution);
  double last = 0.0;
  for (int i = 0; i <= 200; ++i) {
    const double value = value_at(f, i / 200.0);
    RC_ASSERT(std::isfinite(value));
    RC_ASSERT(value >= last - 1e-9);
    last = value;
  }
}

TEST(FactorSetDrawn, HoldsEachRowAtItsQuantileOnAllLevels) {
  FactorSet set;
  Factor co2 = factor(1.0, 2.0, 5.0, Distribution::uniform), dust = co2;
  dust.pollutant = Pollutant::pm25;
  set.add(co2);
  set.add(dust);
  const FactorSet drawn = set.drawn(std::vector<double>{0.25, 1.0});
  for (const Level level : {Level::low, Level::central, Level::high}) {
    EXPECT_DOUBLE_EQ(drawn.value("stove", Pollutant::co2, level), 2.0);
    EXPECT_DOUBLE_EQ(drawn.value("stove", Pollutant::pm25, level), 5.0);
  }
  EXPECT_THROW((void)set.drawn(std::vector<double>{0.5}), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::emission
