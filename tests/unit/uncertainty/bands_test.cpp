#include "models/uncertainty/bands.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "engine/base/random.hpp"
#include "models/uncertainty/design.hpp"
#include "models/uncertainty/distribution.hpp"

namespace hearthgrid::uncertainty {
namespace {

TEST(Bands, QuantilesLieBetweenTheSortedValues) {
  const Band band = band_of({5, 1, 4, 2, 3});  // ranks 0.2, 2 and 3.8 of 1 2 3 4 5
  EXPECT_DOUBLE_EQ(band.p05, 1.2);
  EXPECT_DOUBLE_EQ(band.p50, 3.0);
  EXPECT_DOUBLE_EQ(band.p95, 4.8);
  EXPECT_DOUBLE_EQ(band.mean, 3.0);
  EXPECT_DOUBLE_EQ(band.sd, std::sqrt(2.5));
  // sqrt(5 / 4) = 1.118 ranks to either side.
  EXPECT_NEAR(band.p50_error, std::sqrt(1.25), 1e-12);
}

TEST(Bands, OneValueHasNoWidth) {
  const Band band = band_of({7.0});
  EXPECT_EQ(band.p05, 7.0);
  EXPECT_EQ(band.p95, 7.0);
  EXPECT_EQ(band.sd, 0.0);
  EXPECT_EQ(band.p50_error, 0.0);
}

TEST(Bands, RefusesNothingAndWhatIsNotANumber) {
  EXPECT_THROW((void)band_of({}), std::invalid_argument);
  EXPECT_THROW((void)band_of({1.0, NAN}), std::invalid_argument);
}

RC_GTEST_PROP(Bands, PercentilesAloneAreThoseOfTheBand, ()) {
  auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(rc::gen::inRange(-50, 50)));
  const Band band = band_of(values);
  const auto [p05, p50, p95] = percentiles_of(values);
  RC_ASSERT(std::abs(p05 - band.p05) < 1e-12 && std::abs(p50 - band.p50) < 1e-12 && std::abs(p95 - band.p95) < 1e-12);
}

// The true quantiles of a known distribution lie within two sampling errors of the band's in about 95 of 100 designs.
TEST(Bands, TheirErrorsCoverTheTruth) {
  constexpr int DESIGNS = 1000, DRAWS = 400;
  const Distribution truth{DistributionKind::lognormal, 0.5, 1.0, 2.0, {}, {}};
  int covered[3] = {0, 0, 0};
  for (int k = 0; k < DESIGNS; ++k) {
    std::vector<double> values;
    for (int i = 0; i < DRAWS; ++i) {
      const auto word = random_words(99, Stream::design, 1, static_cast<uint32_t>(i), static_cast<uint32_t>(k))[0];
      values.push_back(quantile_of(truth, uniform(word)));
    }
    const Band band = band_of(values);
    covered[0] += std::abs(band.p05 - quantile_of(truth, 0.05)) <= 2.0 * band.p05_error ? 1 : 0;
    covered[1] += std::abs(band.p50 - quantile_of(truth, 0.50)) <= 2.0 * band.p50_error ? 1 : 0;
    covered[2] += std::abs(band.p95 - quantile_of(truth, 0.95)) <= 2.0 * band.p95_error ? 1 : 0;
  }
  for (const int count : covered) {
    EXPECT_GT(count, 900);
    EXPECT_LT(count, 990);
  }
}

// A band from P05 to P95 of a design holds 90 % of what happens: fresh outcomes of a model of three inputs.
TEST(Bands, HoldNineTenthsOfWhatHappens) {
  const std::vector<std::string> names = {"factor", "heat", "efficiency"};
  const Distribution factor{DistributionKind::lognormal, 0.3, 1.2, 3.0, {}, {}};
  const auto heat = Distribution::triangular(0.8, 1.0, 1.3), efficiency = Distribution::triangular(0.35, 0.42, 0.6);
  const auto model = [&](double u, double v, double w) {
    return quantile_of(factor, u) * quantile_of(heat, v) / quantile_of(efficiency, w);
  };
  const Design design = latin_hypercube(5, names, 1000);
  std::vector<double> values;
  for (size_t i = 0; i < design.points; ++i) {
    const auto u = design.point(i);
    values.push_back(model(u[0], u[1], u[2]));
  }
  const Band band = band_of(values);
  int within = 0;
  constexpr int OUTCOMES = 20000;
  for (int i = 0; i < OUTCOMES; ++i) {
    const auto w = random_words(1234, Stream::design, 2, static_cast<uint32_t>(i), 0);
    const double outcome = model(uniform(w[0]), uniform(w[1]), uniform(w[2]));
    within += outcome >= band.p05 && outcome <= band.p95 ? 1 : 0;
  }
  EXPECT_NEAR(within / static_cast<double>(OUTCOMES), 0.9, 0.02);
}

}  // namespace
}  // namespace hearthgrid::uncertainty
