#include "models/uncertainty/distribution.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace hearthgrid::uncertainty {
namespace {

using enum DistributionKind;

TEST(Distribution, NormalQuantileIsThatOfTheTables) {
  // Abramowitz and Stegun, table 26.5 (to ten digits), and the median.
  EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.95), 1.6448536270, 1e-9);
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845, 1e-9);
  EXPECT_NEAR(normal_quantile(0.01), -2.3263478740, 1e-9);
  EXPECT_NEAR(normal_quantile(1e-6), -4.7534243088, 1e-8);
}

TEST(Distribution, TriangularFollowsItsTwoParabolas) {
  // low 0, mode 1, high 4: F(1) = 1/4, F(x) = x^2 / 4 below, 1 - (4 - x)^2 / 12 above.
  const auto d = Distribution::triangular(0.0, 1.0, 4.0);
  EXPECT_DOUBLE_EQ(quantile_of(d, 0.25), 1.0);
  EXPECT_DOUBLE_EQ(quantile_of(d, 0.0625), 0.5);
  EXPECT_DOUBLE_EQ(quantile_of(d, 1.0 - 4.0 / 12.0), 2.0);
  // The mode at an end.
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular(0.0, 0.0, 1.0), 0.75), 0.5);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular(0.0, 1.0, 1.0), 0.25), 0.5);
}

TEST(Distribution, NormalAndLognormalMeetTheFiguresTheyAreGivenBy) {
  // Between the cuts F(x) = (Phi(z) - Phi(-3)) / (1 - 2 Phi(-3)), and 0.05 at z = -1.6332: sigma is 2 / 1.6332.
  const Distribution even{normal, 8.0, 10.0, 12.0, {}, {}};
  const double inside = 1.0 - 2.0 * normal_probability(-3.0);
  EXPECT_NEAR(quantile_of(even, (normal_probability(1.0) - normal_probability(-3.0)) / inside), 10.0 + 2.0 / 1.6332,
              1e-4);
  // Arms of unlike length: half of the draws on either side.
  const Distribution uneven{normal, 0.9, 1.0, 1.6, {}, {}};
  EXPECT_NEAR(quantile_of(uneven, 0.05), 0.9, 1e-9);
  EXPECT_NEAR(quantile_of(uneven, 0.5), 1.0, 1e-9);
  EXPECT_NEAR(quantile_of(uneven, 0.95), 1.6, 1e-9);
  EXPECT_NEAR(support_of(uneven).low, 1.0 - 0.1 * 3.0 / 1.6332, 1e-4);
  EXPECT_NEAR(support_of(uneven).high, 1.0 + 0.6 * 3.0 / 1.6332, 1e-3);
  const Distribution skew{lognormal, 0.3, 1.2, 3.0, {}, {}};  // black carbon of raw coal, g/kg
  EXPECT_NEAR(quantile_of(skew, 0.05), 0.3, 1e-9);
  EXPECT_NEAR(quantile_of(skew, 0.5), 1.2, 1e-9);
  EXPECT_NEAR(quantile_of(skew, 0.95), 3.0, 1e-9);
  EXPECT_NEAR(support_of(skew).high, 1.2 * std::pow(2.5, 3.0 / 1.6331863), 1e-5);
}

TEST(Distribution, ANormalFigureThatCannotBeNegativeIsNot) {
  const Distribution d{normal, 0.0, 1.0, 4.0, {}, {}};
  EXPECT_GE(quantile_of(d, 1e-9), 0.0);
  EXPECT_DOUBLE_EQ(support_of(d).low, 0.0);
}

TEST(Distribution, DiscreteGoesByItsWeights) {
  const Distribution d{discrete, 0, 0, 0, {3.0, 1.0, 2.0}, {1.0, 0.0, 3.0}};
  EXPECT_EQ(quantile_of(d, 0.2), 3.0);
  EXPECT_EQ(quantile_of(d, 0.26), 2.0);
  EXPECT_EQ(quantile_of(d, 0.999999), 2.0);
  EXPECT_EQ(support_of(d).low, 2.0);
  EXPECT_EQ(support_of(d).high, 3.0);
}

TEST(Distribution, FaultsAreSaidInWords) {
  EXPECT_EQ(fault_of(Distribution::triangular(1.0, 0.5, 2.0)), "low, central and high are not in order: 1, 0.5, 2");
  EXPECT_NE(fault_of({lognormal, 0.0, 1.0, 2.0, {}, {}}).find("above 0"), std::string::npos);
  EXPECT_NE(fault_of({discrete, 0, 0, 0, {1.0}, {}}), "");
  EXPECT_EQ(fault_of({discrete, 0, 0, 0, {1.0}, {0.0}}), "all weights are 0");
  EXPECT_NE(fault_of({uniform, 0.0, 0.5, INFINITY, {}, {}}), "");
  EXPECT_EQ(fault_of({uniform, 1.2, 1.0, 1.5, {}, {}}), "");  // its central is not used
  EXPECT_EQ(fault_of({uniform, 1.6, 1.0, 1.5, {}, {}}), "low and high are not in order: 1.6, 1.5");
  EXPECT_THROW((void)quantile_of(Distribution::triangular(1.0, 0.5, 2.0), 0.5), std::invalid_argument);
  EXPECT_THROW((void)quantile_of(Distribution::triangular(0.0, 0.5, 2.0), 1.0), std::invalid_argument);
}

// A standard deviation of 0.9 of the central figure: what is above 0 keeps it, what would be below is 0.
TEST(Distribution, ACutDoesNotNarrowANormalFigure) {
  constexpr double Z95 = 1.6448536269514722, SD = 0.9;
  const Distribution d{normal, 1.0 - Z95 * SD, 1.0, 1.0 + Z95 * SD, {}, {}, true};
  EXPECT_EQ(fault_of(d), "");
  EXPECT_DOUBLE_EQ(support_of(d).low, 0.0);
  EXPECT_NEAR(support_of(d).high, 1.0 + 3.0 * SD, 0.01 * 3.0 * SD);
  EXPECT_NEAR(quantile_of(d, 0.95), 1.0 + Z95 * SD, 1e-9);
  EXPECT_NEAR(quantile_of(d, 0.5), 1.0, 1e-9);
  EXPECT_NEAR(quantile_of(d, normal_probability(-1.0)), 1.0 - SD, 0.01);
  EXPECT_EQ(quantile_of(d, 0.1), 0.0);  // z of -1.28
  EXPECT_NE(fault_of({normal, -1.0, 0.0, 1.0, {}, {}, true}), "");
}

// What low, central and high are said to be, with arms of any lengths.
RC_GTEST_PROP(Distribution, NormalAndLognormalQuantilesAreThoseGiven, ()) {
  const double low = *rc::gen::inRange(1, 100) / 10.0, central = low + *rc::gen::inRange(0, 100) / 10.0;
  const double high = central + *rc::gen::inRange(0, 1000) / 10.0;
  for (const DistributionKind kind : {normal, lognormal}) {
    const Distribution d{kind, low, central, high, {}, {}};
    RC_ASSERT(std::abs(quantile_of(d, 0.05) / low - 1.0) < 1e-9);
    RC_ASSERT(std::abs(quantile_of(d, 0.5) / central - 1.0) < 1e-9);
    RC_ASSERT(std::abs(quantile_of(d, 0.95) / high - 1.0) < 1e-9);
  }
}

// Share of the draws in [x, x + width), found by bisection of the quantiles.
double share_between(const Distribution& d, double x, double width) {
  const auto undercut = [&](double figure) {
    double low = 0.0, high = 1.0;
    for (int i = 0; i < 60; ++i) {
      const double mid = 0.5 * (low + high);
      (mid > 0.0 && mid < 1.0 && quantile_of(d, mid) < figure ? low : high) = mid;
    }
    return low;
  };
  return undercut(x + width) - undercut(x);
}

// What a row states as central stays what its distribution makes of it, however skewed.
RC_GTEST_PROP(Distribution, SkewedFiguresKeepTheirCentralOne, ()) {
  const double low = *rc::gen::inRange(1, 100) / 10.0, below = *rc::gen::inRange(0, 100) / 10.0;
  const double above = *rc::gen::inRange(1, 1000) / 10.0, central = low + below, high = central + above;
  // A lognormal figure's median.
  RC_ASSERT(std::abs(quantile_of({lognormal, low, central, high, {}, {}}, 0.5) / central - 1.0) < 1e-9);
  // A triangle's mode: no stretch of the same width holds more draws than one that begins or ends there.
  const auto triangle = Distribution::triangular(low, central, high);
  const double width = 0.02 * (high - low);
  const double at_mode =
      std::max(share_between(triangle, central, width), share_between(triangle, central - width, width));
  for (int i = 0; i < 49; ++i) {
    const double x = low + i * width;
    if (x < central && central < x + width) continue;
    RC_ASSERT(share_between(triangle, x, width) <= at_mode + 1e-9);
  }
  // (central - low) / (high - low) of the draws lie below it: at 0 it is below its own P05.
  RC_ASSERT(std::abs(share_between(triangle, low, below) - below / (high - low)) < 1e-9);
  if (below == 0.0) RC_ASSERT(quantile_of(triangle, 0.05) > central);
}

RC_GTEST_PROP(Distribution, QuantilesRiseAndStayWithinTheSupport, ()) {
  const auto kind = *rc::gen::element(triangular, uniform, normal, lognormal);
  const double low = *rc::gen::inRange(1, 1000) / 100.0, below = *rc::gen::inRange(0, 500) / 100.0;
  const double above = *rc::gen::inRange(0, 500) / 100.0;
  const Distribution d{kind, low, low + below, low + below + above, {}, {}};
  const double u = *rc::gen::inRange(1, 1000) / 1000.0, v = *rc::gen::inRange(1, 1000) / 1000.0;
  const double x = quantile_of(d, std::min(u, v)), y = quantile_of(d, std::max(u, v));
  RC_ASSERT(x <= y);
  const Support support = support_of(d);
  RC_ASSERT(support.low <= x + 1e-12 && y <= support.high + 1e-12);
  RC_ASSERT(d.fixed() == (below + above == 0.0));
}

// The mean of a triangular figure is (low + mode + high) / 3, its variance (a2 + b2 + c2 - ab - ac - bc) / 18.
RC_GTEST_PROP(Distribution, TriangularMomentsAreTheTextbooks, ()) {
  const double a = *rc::gen::inRange(0, 100), b = a + *rc::gen::inRange(0, 100), c = b + *rc::gen::inRange(1, 100);
  const auto d = Distribution::triangular(a, b, c);
  double mean = 0.0, square = 0.0;
  constexpr int N = 20000;
  for (int i = 0; i < N; ++i) {
    const double x = quantile_of(d, (i + 0.5) / N);
    mean += x / N;
    square += x * x / N;
  }
  RC_ASSERT(std::abs(mean - (a + b + c) / 3.0) < 1e-4 * (c - a));
  const double variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0;
  RC_ASSERT(std::abs(square - mean * mean - variance) < 1e-3 * (c - a) * (c - a));
}

}  // namespace
}  // namespace hearthgrid::uncertainty
