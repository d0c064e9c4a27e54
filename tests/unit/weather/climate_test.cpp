#include "models/weather/climate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/weather/climate_data.hpp"

namespace hearthgrid::weather {
namespace {

using namespace std::chrono_literals;

constexpr int SEEDS = 200;

/// Sums over days of one calendar month.
struct MonthStatistics {
  double days = 0.0, mean = 0.0, maximum = 0.0, minimum = 0.0, global_mj = 0.0, humidity = 0.0;
};

TimeAxis winter_axis() {
  return {.first_day = std::chrono::sys_days{2021y / 11 / 1}, .season_days = 151, .warm_up_days = 0};
}

std::array<MonthStatistics, 12> statistics_of(const ClimateNormals& normals, const TimeAxis& axis, int seeds) {
  std::array<MonthStatistics, 12> months;
  for (int seed = 1; seed <= seeds; ++seed) {
    const HourlyWeather weather = synthesise(std::string(normals.name), static_cast<uint32_t>(seed), axis);
    for (int d = 0; d < axis.days(); ++d) {
      const int m = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{axis.date(d)}.month())) - 1;
      MonthStatistics& month = months[m];
      const auto first = weather.dry_bulb_c.begin() + 24 * d;
      double mean = 0.0;
      for (int h = 0; h < 24; ++h) {
        mean += first[h] / 24.0;
        month.global_mj += 0.0036 * weather.global_horizontal_w_m2[24 * d + h];
        month.humidity += weather.relative_humidity[24 * d + h] / 24.0;
      }
      month.days += 1.0;
      month.mean += mean;
      month.maximum += *std::max_element(first, first + 24);
      month.minimum += *std::min_element(first, first + 24);
    }
  }
  return months;
}

/// Daily means [seed][day], to take spread and lag about each day's mean over the seeds.
std::vector<std::vector<double>> daily_means(const std::string& climate, const TimeAxis& axis, int seeds) {
  std::vector<std::vector<double>> means(seeds, std::vector<double>(axis.days(), 0.0));
  for (int s = 0; s < seeds; ++s) {
    const HourlyWeather weather = synthesise(climate, static_cast<uint32_t>(s + 1), axis);
    for (int i = 0; i < weather.hours(); ++i) means[s][i / 24] += weather.dry_bulb_c[i] / 24.0;
  }
  return means;
}

class EveryClimate : public testing::TestWithParam<std::string> {
 protected:
  static const ClimateNormals& normals() {
    return *std::find_if(climate_table().begin(), climate_table().end(),
                         [](const ClimateNormals& n) { return n.name == GetParam(); });
  }
};

TEST_P(EveryClimate, KeepsTheNormalsOfTemperatureAndSun) {
  const auto months = statistics_of(normals(), winter_axis(), SEEDS);
  for (const int m : {10, 11, 0, 1, 2}) {
    SCOPED_TRACE(m + 1);
    const MonthStatistics& s = months[m];
    EXPECT_NEAR(s.mean / s.days, normals().mean_c[m], 0.3);
    EXPECT_NEAR(s.maximum / s.days, normals().mean_max_c[m], 0.7);
    EXPECT_NEAR(s.minimum / s.days, normals().mean_min_c[m], 0.7);
    EXPECT_NEAR(s.global_mj / s.days / normals().global_mj_m2_day[m], 1.0, 0.05);
    EXPECT_NEAR(s.humidity / s.days, normals().humidity_mean[m], 0.08);
  }
}

TEST_P(EveryClimate, KeepsTheDailySpreadAndLag) {
  const TimeAxis axis = winter_axis();
  auto means = daily_means(GetParam(), axis, SEEDS);
  std::array<double, 12> square{}, count{}, product{}, pairs{};
  for (int d = 0; d < axis.days(); ++d) {
    double mean = 0.0;
    for (const auto& winter : means) mean += winter[d] / SEEDS;
    for (auto& winter : means) winter[d] -= mean;
    const int m = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{axis.date(d)}.month())) - 1;
    for (const auto& winter : means) {
      square[m] += winter[d] * winter[d];
      count[m] += 1.0;
      if (d == 0) continue;
      product[m] += winter[d] * winter[d - 1];
      pairs[m] += 1.0;
    }
  }
  for (const int m : {10, 11, 0, 1, 2}) {
    SCOPED_TRACE(m + 1);
    const double sd = std::sqrt(square[m] / count[m]);
    const double target = SPREAD_OVER_TYPICAL_YEAR * normals().daily_sd_k[m];
    EXPECT_NEAR(sd / target, 1.0, 0.07);
    EXPECT_NEAR(product[m] / pairs[m] / (sd * sd), normals().daily_lag1[m], 0.08);
  }
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, EveryClimate, testing::ValuesIn(climate_names()),
                         [](const auto& test) { return test.param; });

TEST(Climate, IsAPureFunctionOfSeedAndDay) {
  const TimeAxis early{.first_day = std::chrono::sys_days{2021y / 11 / 15}, .season_days = 121, .warm_up_days = 7};
  const TimeAxis late{.first_day = std::chrono::sys_days{2022y / 1 / 10}, .season_days = 10, .warm_up_days = 3};
  const HourlyWeather a = synthesise("yanggao", 5, early);
  const HourlyWeather b = synthesise("yanggao", 5, late);
  const int shift = 24 * static_cast<int>((late.date(0) - early.date(0)).count());
  for (int i = 0; i < b.hours(); ++i) {
    ASSERT_EQ(a.dry_bulb_c[i + shift], b.dry_bulb_c[i]) << i;
    ASSERT_EQ(a.direct_normal_w_m2[i + shift], b.direct_normal_w_m2[i]) << i;
    ASSERT_EQ(a.horizontal_infrared_w_m2[i + shift], b.horizontal_infrared_w_m2[i]) << i;
    ASSERT_EQ(a.wind_speed_m_s[i + shift], b.wind_speed_m_s[i]) << i;
  }
}

TEST(Climate, DiffersBySeedAndByClimate) {
  const TimeAxis axis{.first_day = std::chrono::sys_days{2022y / 1 / 1}, .season_days = 5, .warm_up_days = 0};
  EXPECT_NE(synthesise("beijing", 1, axis).dry_bulb_c, synthesise("beijing", 2, axis).dry_bulb_c);
  const HourlyWeather a = synthesise("beijing", 1, axis);
  const HourlyWeather b = synthesise("liaocheng", 1, axis);
  EXPECT_GT(std::abs((a.dry_bulb_c[30] - a.dry_bulb_c[54]) - (b.dry_bulb_c[30] - b.dry_bulb_c[54])), 1e-3);
  EXPECT_THROW((void)synthesise("bejing", 1, axis), std::invalid_argument);
}

TEST(Climate, EveryHourIsPhysical) {
  for (const std::string& name : climate_names()) {
    const TimeAxis axis{.first_day = std::chrono::sys_days{2021y / 1 / 1}, .season_days = 365, .warm_up_days = 0};
    const HourlyWeather w = synthesise(name, 3, axis);
    for (int i = 0; i < w.hours(); ++i) {
      ASSERT_TRUE(w.dry_bulb_c[i] > -50.0 && w.dry_bulb_c[i] < 50.0) << name << i;
      ASSERT_LE(w.dew_point_c[i], w.dry_bulb_c[i]);
      ASSERT_TRUE(w.relative_humidity[i] > 0.02 && w.relative_humidity[i] <= 1.0) << name << " " << i;
      ASSERT_TRUE(w.horizontal_infrared_w_m2[i] > 60.0 && w.horizontal_infrared_w_m2[i] < 560.0) << name << " " << i;
      ASSERT_TRUE(w.direct_normal_w_m2[i] >= 0.0 && w.direct_normal_w_m2[i] < 1150.0) << name << " " << i;
      ASSERT_TRUE(w.diffuse_horizontal_w_m2[i] >= 0.0 &&
                  w.diffuse_horizontal_w_m2[i] <= w.global_horizontal_w_m2[i] + 1e-9);
      ASSERT_GE(w.wind_speed_m_s[i], 0.0);
    }
  }
}

TEST(Climate, ColdestHoursComeNearPublishedDesignTemperatures) {
  // ASHRAE heating design 99.6 % (from the headers of the IWEC files). Beijing's is of a warmer period than the normals
  // 1971-2000 that its climate is fitted to (January -2.9 against -3.7 degC), hence colder is allowed.
  const TimeAxis year{.first_day = std::chrono::sys_days{2021y / 7 / 1}, .season_days = 365, .warm_up_days = 0};
  const auto design = [&](const std::string& climate) {
    std::vector<double> hours;
    for (uint32_t seed = 1; seed <= 40; ++seed) {
      const HourlyWeather w = synthesise(climate, seed, year);
      hours.insert(hours.end(), w.dry_bulb_c.begin(), w.dry_bulb_c.end());
    }
    const auto at = hours.begin() + static_cast<std::ptrdiff_t>(hours.size() * 4 / 1000);
    std::nth_element(hours.begin(), at, hours.end());
    return *at;
  };
  EXPECT_NEAR(design("harbin"), -28.4, 1.2);
  EXPECT_NEAR(design("beijing"), -10.8 - 0.8, 1.2);
}

TEST(Climate, ColdWavesDeepenTheColdTail) {
  // Skewness of daily anomalies is negative: cold spells are deeper than warm ones.
  const TimeAxis axis{.first_day = std::chrono::sys_days{2021y / 12 / 1}, .season_days = 90, .warm_up_days = 0};
  const auto means = daily_means("beijing", axis, SEEDS);
  double square = 0.0;
  double cube = 0.0;
  for (int d = 0; d < axis.days(); ++d) {
    double mean = 0.0;
    for (const auto& winter : means) mean += winter[d] / SEEDS;
    for (const auto& winter : means) {
      const double anomaly = winter[d] - mean;
      square += anomaly * anomaly;
      cube += anomaly * anomaly * anomaly;
    }
  }
  const double n = axis.days() * SEEDS;
  EXPECT_LT(cube / n / std::pow(square / n, 1.5), -0.05);
}

TEST(ColdWave, IsAsDeepAsAskedInsideItsDaysAndNothingOutside) {
  const TimeAxis axis{.first_day = std::chrono::sys_days{2022y / 1 / 1}, .season_days = 30, .warm_up_days = 2};
  const HourlyWeather before = synthesise("yanggao", 1, axis);
  HourlyWeather after = before;
  add_cold_wave(after, axis, {.first_day = std::chrono::sys_days{2022y / 1 / 10}, .days = 6, .depth_k = 8.0});
  const int first = 24 * (9 + 2);
  double deepest = 0.0;
  double largest_change = 0.0;
  for (int i = 0; i < before.hours(); ++i) {
    const double drop = before.dry_bulb_c[i] - after.dry_bulb_c[i];
    if (i < first || i >= first + 24 * 6) {
      ASSERT_EQ(drop, 0.0) << i;
    }
    deepest = std::max(deepest, drop);
    if (i > 0) {
      const double drop_before = before.dry_bulb_c[i - 1] - after.dry_bulb_c[i - 1];
      largest_change = std::max(largest_change, std::abs(drop - drop_before));
    }
  }
  EXPECT_NEAR(deepest, 8.0, 1e-12);
  EXPECT_LT(largest_change, 8.0 * 3.1416 / 2.0 / 24.0 + 1e-9);  // the steepest slope of a raised cosine of 24 h
  EXPECT_NEAR(before.dry_bulb_c[first + 72] - after.dry_bulb_c[first + 72], 8.0, 1e-12);
  EXPECT_LT(after.horizontal_infrared_w_m2[first + 72], before.horizontal_infrared_w_m2[first + 72]);
}

}  // namespace
}  // namespace hearthgrid::weather
