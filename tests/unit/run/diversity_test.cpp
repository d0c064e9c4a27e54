// Diversity of a run: which homes, which days, and that a results file's figures behave as such figures must.

#include "engine/run/diversity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

TEST(TemperatureBins, HoldEachDayOnceBesideTheSeasonAndTheColdest) {
  const std::vector<double> day_mean_c = {6.0, 5.0, 0.0, -0.1, -15.0, -27.5, -20.0, -20.1, 4.9};
  const auto bins = temperature_bins(day_mean_c);
  const std::vector<std::string> names = {"season",  "below -20", "-20 to -15", "-15 to -10", "-10 to -5",
                                          "-5 to 0", "0 to 5",    "above 5",    "coldest day"};
  const std::vector<std::vector<int>> days = {
      {0, 1, 2, 3, 4, 5, 6, 7, 8}, {5, 7}, {6}, {4}, {}, {3}, {2, 8}, {0, 1}, {5}};
  ASSERT_EQ(bins.size(), names.size());
  for (size_t i = 0; i < bins.size(); ++i) {
    EXPECT_EQ(bins[i].name, names[i]);
    EXPECT_EQ(bins[i].days, days[i]) << names[i];
  }
  EXPECT_EQ(bins[0].low_c, -27.5);
  EXPECT_EQ(bins[0].high_c, 6.0);
  EXPECT_EQ(bins[1].low_c, -27.5);
  EXPECT_EQ(bins[7].high_c, 10.0);
  EXPECT_DOUBLE_EQ(bins[1].mean_outdoor_c, -23.8);
  EXPECT_DOUBLE_EQ(bins[4].mean_outdoor_c, -7.5);  // no days: the middle
  EXPECT_EQ(bins[8].mean_outdoor_c, -27.5);
}

TEST(TemperatureBins, CountyDaysAreMeansOverItsHomes) {
  Physics physics;
  physics.axis.season_days = 2;
  physics.axis.warm_up_days = 1;
  physics.axis.step_minutes = 720;
  physics.sites.resize(2);
  physics.sites[0].steps.outdoor_temp_c = {99, 99, -2, 2, -10, -6};
  physics.sites[1].steps.outdoor_temp_c = {99, 99, 4, 4, -20, -20};
  Population population;
  for (const int village : {0, 0, 0, 1}) {
    Household home;
    home.village = village;
    population.households.push_back(home);
  }
  SimulationInputs inputs;
  inputs.physics = &physics;
  inputs.population = &population;
  inputs.village_site = {0, 1};
  const auto means = county_day_means_c(inputs);
  ASSERT_EQ(means.size(), 2U);
  EXPECT_DOUBLE_EQ(means[0], 0.75 * 0.0 + 0.25 * 4.0);
  EXPECT_DOUBLE_EQ(means[1], 0.75 * -8.0 + 0.25 * -20.0);
}

TEST(Diversity, ShortStepsBecomeQuarterHours) {
  EXPECT_EQ(by_quarter_hour({1, 2, 6, 0, 0, 3}, 5), (std::vector<float>{3, 1}));
  EXPECT_EQ(by_quarter_hour({1, 2}, 15), (std::vector<float>{1, 2}));
  EXPECT_EQ(by_quarter_hour({1, 2}, 60), (std::vector<float>{1, 2}));
  EXPECT_EQ(by_quarter_hour({1, 2}, 10), (std::vector<float>{1, 2}));
}

TEST(Diversity, DesignatedAreTheLowestHashesThatAreLivedIn) {
  Population population;
  for (int h = 0; h < 700; ++h) {
    Household home;
    home.hash = stable_hash("home " + std::to_string(h));
    home.traits.vacant = h % 10 == 0;
    population.households.push_back(home);
  }
  const auto marks = designated_homes(population);
  EXPECT_EQ(std::count(marks.begin(), marks.end(), true), 512);
  uint64_t most = 0, least_left = ~uint64_t{0};
  for (size_t h = 0; h < marks.size(); ++h) {
    const Household& home = population.households[h];
    EXPECT_FALSE(marks[h] && home.traits.vacant);
    if (marks[h]) most = std::max(most, home.hash);
    if (!marks[h] && !home.traits.vacant) least_left = std::min(least_left, home.hash);
  }
  EXPECT_LT(most, least_left);
}

// The small county: 300 homes, of which 120 convert to heat pumps and 90 to gas.
TEST(Diversity, OfARunFallsWithHomesAndHasItsBandAround) {
  const ScenarioFolder folder;
  const io::ResultsReader reader(folder.run());
  const auto groups = reader.texts("technology_group"), bins = reader.texts("temperature_bin");
  const auto homes = reader.numbers("technology_group_homes"), sizes = reader.numbers("group_size");
  const auto days = reader.numbers("temperature_bin_days");
  // Insulated homes convert inside the season; whole winters of theirs are simulated beside it.
  EXPECT_EQ(groups, (std::vector<std::string>{"ashp_water", "ashp_water, basic", "coal_stove", "gas_boiler"}));
  EXPECT_EQ(days.front(), 14.0);
  EXPECT_EQ(days.back(), 1.0);
  double in_bins = 0.0;
  for (size_t b = 1; b + 1 < days.size(); ++b) in_bins += days[b];
  EXPECT_EQ(in_bins, 14.0);
  const auto admd = reader.numbers("admd_kw"), low = reader.numbers("admd_p05_kw"),
             high = reader.numbers("admd_p95_kw");
  const auto factor = reader.numbers("coincidence_factor");
  for (size_t g = 0; g < groups.size(); ++g) {
    for (size_t n = 0; n < sizes.size(); ++n) {
      for (size_t b = 0; b < bins.size(); ++b) {
        const size_t i = (g * sizes.size() + n) * bins.size() + b;
        const bool there = sizes[n] <= homes[g] && days[b] > 0.0;
        EXPECT_EQ(admd[i] > 0.0, there) << groups[g] << " " << sizes[n] << " " << bins[b];
        if (!there) continue;
        EXPECT_LE(low[i], admd[i]);
        EXPECT_GE(high[i], admd[i]);
        EXPECT_LE(factor[i], 1.0 + 1e-12);
        if (n == 0) {
          EXPECT_EQ(factor[i], 1.0);
          continue;
        }
        // Not all homes stand in groups of every size, so a step between sizes may rise a little, ten times may not.
        const size_t last = i - bins.size(), tenth = i - std::min<size_t>(n, 3) * bins.size();
        EXPECT_LT(factor[i], 1.05 * factor[last]);
        EXPECT_LT(admd[i], 1.05 * admd[last]);
        EXPECT_LT(factor[i], factor[tenth]);
        EXPECT_LT(admd[i], admd[tenth]);
      }
    }
  }
}

}  // namespace
}  // namespace hearthgrid::run
