// Limits of loading: what may be carried for good, what a season spends above, and when a pick-up gets there.
#include "models/electricity/loading_limits.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/electricity/mounting.hpp"
#include "models/electricity/pickup.hpp"
#include "models/electricity/transformer_season.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr std::array AMBIENT_C = {-25.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0};
constexpr double ANY_OIL_C = 1e3;

// Worked out by another program, to three decimals.
TEST(ContinuousLoad, IsThatOfTheReferenceTable) {
  constexpr std::array AT_98 = {1.347, 1.312, 1.238, 1.162, 1.083, 1.000, 0.912};
  constexpr std::array AT_120 = {1.498, 1.464, 1.396, 1.326, 1.253, 1.178, 1.099};
  constexpr std::array AT_98_R5 = {1.367, 1.330, 1.253, 1.172, 1.088, 1.000, 0.906};
  for (size_t i = 0; i < AMBIENT_C.size(); ++i) {
    const double s13 = 4520.0 / 410.0, air = AMBIENT_C[i];
    EXPECT_NEAR(continuous_load_pu(DISTRIBUTION_ONAN, s13, air, ANY_OIL_C, 98.0), AT_98[i], 5.1e-4) << air;
    EXPECT_NEAR(continuous_load_pu(DISTRIBUTION_ONAN, s13, air, 105.0, 120.0), AT_120[i], 5.1e-4) << air;
    EXPECT_NEAR(continuous_load_pu(DISTRIBUTION_ONAN, 5.0, air, ANY_OIL_C, 98.0), AT_98_R5[i], 5.1e-4) << air;
  }
}

// Examples 1 and 2 of RateTransformer b879d3b: a flat load whose ageing takes 24 hours a day, 28.925 and 29.669 MVA of
// 25; its highest top oil and hot spot are reckoned at another ambient temperature.
TEST(ContinuousLoad, IsThatOfRateTransformersExamples) {
  ThermalClass thermal = POWER_ONAN;
  thermal.oil_rise_k = 35.4;
  thermal.hot_spot_rise_k = 1.3 * 14.8;
  for (const auto& [x, mva, oil_c] : {std::tuple(1.0, 28.925, 71.61), std::tuple(0.8, 29.669, 70.83)}) {
    thermal.x = x;
    const double load = continuous_load_pu(thermal, 23.305, 27.85, ANY_OIL_C, 98.0);
    EXPECT_NEAR(25.0 * load, mva, 6e-4);
    const ThermalState state = steady_thermal_state(thermal, 23.305, load, 24.72);
    EXPECT_NEAR(state.top_oil_c, oil_c, 6e-3);
    EXPECT_NEAR(state.hot_spot_c(), 94.87, 6e-3);
  }
}

// RateTransformer's tests: 41.6 K at rated losses, R 10.2539, K 0.590069 give 20.23 K.
TEST(ContinuousLoad, UltimateOilRiseIsRateTransformers) {
  ThermalClass thermal = POWER_ONAN;
  thermal.oil_rise_k = 41.6;
  EXPECT_NEAR(ThermalRecursion(thermal, 10.25387597, 1.0).oil_rise_k(0.590068739 * 0.590068739), 20.23, 5e-3);
}

TEST(ContinuousLoad, IsCappedAndFallsToNothing) {
  EXPECT_EQ(continuous_load_pu(DISTRIBUTION_ONAN, 11.0, -40.0, 105.0, 120.0, 1.5), 1.5);
  EXPECT_EQ(continuous_load_pu(DISTRIBUTION_ONAN, 11.0, 121.0, 105.0, 120.0), 0.0);
}

TEST(ContinuousLoad, LaidOutByAmbientIsNearTheExact) {
  const ContinuousLoad laid_out(DISTRIBUTION_ONAN, 11.02, NORMAL_CYCLIC);
  for (double air = -45.0; air <= 50.0; air += 0.7) {
    const double exact = continuous_load_pu(DISTRIBUTION_ONAN, 11.02, air, NORMAL_CYCLIC.top_oil_c,
                                            NORMAL_CYCLIC.hot_spot_c, NORMAL_CYCLIC.load_pu);
    // Where the cap of 1.5 begins the true course has a corner.
    EXPECT_NEAR(laid_out.at(air), exact, exact > 1.45 ? 0.02 : 0.0005) << air;
  }
  EXPECT_EQ(laid_out.at(-60.0), laid_out.at(-45.0));
}

struct Season {
  std::vector<double> kw, ambient_c;
  explicit Season(size_t steps, double load_kw, double air_c = 0.0) : kw(steps, load_kw), ambient_c(steps, air_c) {}
  [[nodiscard]] TransformerSeason assess(const ThermalClass& thermal = DISTRIBUTION_ONAN) const {
    return electricity::assess(kw, std::vector<double>(), ambient_c, type_of("S13", 400.0), thermal, 15.0, 0);
  }
};

// At 0 degC 1.326 is kept for good: 1.3 spends nothing, 1.4 all of its hours, each with 0.074 of 400 kVA too much.
TEST(LoadingLimits, AreSpentAsByHand) {
  const Season below(40, 1.3 * 400.0), above(40, 1.4 * 400.0);
  for (const double hours : below.assess().hours_above_limit) EXPECT_EQ(hours, 0.0);
  const TransformerSeason season = above.assess();
  EXPECT_DOUBLE_EQ(season.hours_above_limit[0], 10.0);
  EXPECT_NEAR(season.kwh_above_limit[0], 10.0 * 400.0 * (1.4 - 1.3256), 2.0);
  EXPECT_DOUBLE_EQ(season.hours_above_limit[1], 0.0);
}

// A quarter of an hour at 1.9 in the cold: no temperature is reached, and the current is above two of the limits.
TEST(LoadingLimits, OfCurrentCountWithoutHeat) {
  Season season(40, 100.0, -20.0);
  season.kw[20] = 1.9 * 400.0;
  const TransformerSeason result = season.assess();
  EXPECT_LT(result.peak_hot_spot_c, 120.0);
  EXPECT_DOUBLE_EQ(result.hours_above_limit[0], 0.25);
  EXPECT_DOUBLE_EQ(result.hours_above_limit[1], 0.25);
  EXPECT_DOUBLE_EQ(result.hours_above_limit[2], 0.0);
  EXPECT_NEAR(result.kwh_above_limit[1],
              0.25 * 400.0 * (1.9 - continuous_load_pu(DISTRIBUTION_ONAN, 4520.0 / 410.0, -20.0, 115.0, 140.0, 1.8)),
              0.1);
}

// Wider limits are never spent for longer.
TEST(LoadingLimits, AreNested) {
  Season season(400, 300.0, 5.0);
  for (size_t k = 0; k < 400; ++k) season.kw[k] = 400.0 * (0.9 + 1.2 * std::sin(0.05 * static_cast<double>(k)));
  for (double& kw : season.kw) kw = std::max(0.0, kw);
  const TransformerSeason result = season.assess();
  EXPECT_GT(result.hours_above_limit[2], 0.0);
  for (size_t i = 1; i < LOADING_LIMITS.size(); ++i) {
    EXPECT_LE(result.hours_above_limit[i], result.hours_above_limit[i - 1]);
    EXPECT_LE(result.kwh_above_limit[i], result.kwh_above_limit[i - 1]);
  }
}

TEST(Mounting, IsKnownByNameWithItsSource) {
  EXPECT_EQ(mounting_names(), (std::vector<std::string>{"pole", "kiosk", "ttm", "ttm_kiosk"}));
  for (const Mounting& mounting : mountings()) EXPECT_FALSE(mounting.thermal->source.empty()) << mounting.name;
  const Season season(200, 400.0);
  const double pole = season.assess(thermal_of_mounting("pole")).peak_hot_spot_c;
  EXPECT_NEAR(season.assess(thermal_of_mounting("kiosk")).peak_hot_spot_c, pole + 10.0, 1e-6);  // at rated losses
  EXPECT_NEAR(season.assess(thermal_of_mounting("ttm")).peak_hot_spot_c, 60.0 + 27.6, 1e-3);
  EXPECT_NEAR(season.assess(thermal_of_mounting("ttm_kiosk")).peak_hot_spot_c, 70.0 + 27.6, 1e-3);
  EXPECT_THROW((void)thermal_of_mounting("cellar"), std::invalid_argument);
}

// A day at 0.4, an hour without power, then 1.7 for good at -10 degC: the oil lags, the winding does not.
Pickup pickup_at(double load_pu) {
  const size_t before = 1440, out = 60, after = 720;
  std::vector<float> kw(before + out + after, 160.0F), kvar(kw.size(), 0.0F), usual(kw.size(), 160.0F);
  for (size_t k = before; k < before + out; ++k) kw[k] = 0.0F;
  for (size_t k = before + out; k < kw.size(); ++k) kw[k] = static_cast<float>(400.0 * load_pu);
  const std::vector<double> ambient_c(kw.size(), -10.0);
  return assess_pickup({kw, kvar, usual, ambient_c, static_cast<int>(before + out)}, type_of("S13", 400.0),
                       DISTRIBUTION_ONAN, 1.0);
}

TEST(MinutesToLimit, AreThoseOfThePlainExponentials) {
  EXPECT_EQ(pickup_at(1.35).minutes_to_limit, -1.0);  // 1.396 is kept for good
  const double ratio = 4520.0 / 410.0;
  const auto oil = [&](double k) { return 55.0 * std::pow((1.0 + ratio * k * k) / (1.0 + ratio), 0.8) - 10.0; };
  const double start = oil(0.0) + (oil(0.4) - oil(0.0)) * std::exp(-60.0 / 180.0);
  const double rise = 23.0 * std::pow(1.7, 1.6), rest = 23.0 * std::pow(0.4, 1.6) * std::exp(-60.0 / 8.0);
  double minute = 0.0;
  const auto hot_spot = [&](double t) {
    return oil(1.7) + (start - oil(1.7)) * std::exp(-t / 180.0) + rise + (rest - rise) * std::exp(-t / 8.0);
  };
  while (hot_spot(minute) <= 120.0) minute += 1.0;
  EXPECT_EQ(pickup_at(1.7).minutes_to_limit, minute);
  EXPECT_GT(minute, 20.0);
  EXPECT_LT(pickup_at(1.9).minutes_to_limit, minute);
}

}  // namespace
}  // namespace hearthgrid::electricity
