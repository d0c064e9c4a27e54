#include "engine/base/fast_math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace hearthgrid {
namespace {

double relative_error(double value, double expected) {
  return std::abs(value - expected) / std::abs(expected);
}

TEST(FastMath, ExpAgreesWithTheLibrary) {
  double worst = 0.0;
  for (double x = -700.0; x < 700.0; x += 0.00317) worst = std::max(worst, relative_error(fast_exp(x), std::exp(x)));
  for (double x = -1.0; x < 1.0; x += 1.7e-6) worst = std::max(worst, relative_error(fast_exp(x), std::exp(x)));
  EXPECT_LT(worst, 4e-16);
}

TEST(FastMath, ExpAtItsEnds) {
  EXPECT_EQ(fast_exp(0.0), 1.0);
  EXPECT_EQ(fast_exp(-1e300), fast_exp(-708.0));
  EXPECT_EQ(fast_exp(1e300), fast_exp(709.0));
  EXPECT_GT(fast_exp(-708.0), 0.0);
  EXPECT_TRUE(std::isfinite(fast_exp(709.0)));
  EXPECT_TRUE(std::isnan(fast_exp(std::nan(""))));
}

TEST(FastMath, LogAgreesWithTheLibrary) {
  double worst = 0.0;
  for (double x = 1e-300; x < 1e300; x *= 1.00173) worst = std::max(worst, relative_error(fast_log(x), std::log(x)));
  for (double x = 0.5; x < 2.0; x += 1.3e-6) {
    if (std::abs(x - 1.0) > 1e-12) worst = std::max(worst, relative_error(fast_log(x), std::log(x)));
  }
  EXPECT_LT(worst, 4e-16);
  EXPECT_EQ(fast_log(1.0), 0.0);
}

TEST(FastMath, LogKeepsItsDigitsNextToOne) {
  for (int bits = 8; bits < 52; ++bits) {
    const double x = 1.0 + std::ldexp(1.0, -bits);
    EXPECT_LT(relative_error(fast_log(x), std::log(x)), 4e-16) << bits;
  }
}

TEST(FastMath, PowAgreesWithTheLibrary) {
  double worst = 0.0;
  for (const double y : {0.5, 0.65, 0.8, 1.3, 1.6, 2.0, -1.7}) {
    for (double x = 1e-4; x < 1e4; x *= 1.0007) {
      worst = std::max(worst, relative_error(fast_pow(x, y), std::pow(x, y)));
    }
  }
  EXPECT_LT(worst, 1e-14);
  EXPECT_EQ(fast_pow(0.0, 0.8), 0.0);
  EXPECT_EQ(fast_pow(0.0, 0.0), 1.0);
  EXPECT_EQ(fast_pow(1.0, 1.6), 1.0);
}

TEST(FastMath, ALoopInVectorRegistersGivesTheSameBits) {
  std::vector<double> x(1003);
  std::vector<double> together(x.size());
  for (size_t i = 0; i < x.size(); ++i) x[i] = 0.001 + 0.0031 * static_cast<double>(i);
  for (size_t i = 0; i < x.size(); ++i) together[i] = fast_pow(x[i], 0.8);
  for (size_t i = 0; i < x.size(); ++i) {
    const volatile double alone = x[i];
    EXPECT_EQ(together[i], fast_pow(alone, 0.8));
  }
}

}  // namespace
}  // namespace hearthgrid
