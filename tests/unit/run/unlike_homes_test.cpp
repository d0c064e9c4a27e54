// Homes of one archetype that differ in insulation, and homes whose stove draws air.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "models/dwelling/insulation.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double v : values) sum += v;
  return sum;
}

TEST(UnlikeHomes, AreInsulatedAsDrawnAndHeatAccordingly) {
  const ScenarioFolder folder;
  const io::ResultsReader same(folder.run({}, {"households.insulation_spread=0"}));
  const io::ResultsReader unlike(folder.run({}, {"households.insulation_spread=0.3"}));
  for (const double level : same.numbers("construction_conductivity_factor")) EXPECT_EQ(level, 1.0);
  const std::vector<double> levels = unlike.numbers("construction_conductivity_factor");
  EXPECT_EQ(std::set<double>(levels.begin(), levels.end()).size(), 3U);
  const std::vector<double> factor = unlike.numbers("household_conductivity_factor");
  const std::vector<double> of = unlike.numbers("household_construction", 0);
  const std::vector<double> heat = unlike.numbers("household_heat_kwh", 0),
                            plain = same.numbers("household_heat_kwh", 0);
  int better = 0, worse = 0;
  for (size_t h = 0; h < factor.size(); ++h) {
    EXPECT_EQ(levels[static_cast<size_t>(of[h])],
              dwelling::INSULATION_LEVELS[static_cast<size_t>(dwelling::insulation_bin(factor[h]))]);
    // Large homes keep the stove full in this cold fortnight, whatever their walls: four loads of at most 12 kW x tau.
    if (plain[h] <= 0.0 || plain[h] > 1600.0) continue;
    if (factor[h] < 0.85) {
      ++better;
      EXPECT_LT(heat[h], plain[h]) << h;
    }
    if (factor[h] > 1.15) {
      ++worse;
      EXPECT_GT(heat[h], plain[h]) << h;
    }
  }
  EXPECT_GT(better, 10);
  EXPECT_GT(worse, 10);
}

// No construction is added for it, the heat stays, and rooms with more furniture swing less.
TEST(UnlikeHomes, AreFurnishedAsDrawnAtNoConstructionMore) {
  const ScenarioFolder folder;
  const io::ResultsReader same(folder.run({}, {"households.furniture_spread=0"}));
  const io::ResultsReader unlike(folder.run({}, {"households.furniture_spread=0.6"}));
  for (const double factor : same.numbers("household_furniture_factor")) EXPECT_EQ(factor, 1.0);
  const std::vector<double> factors = unlike.numbers("household_furniture_factor");
  EXPECT_NEAR(sum_of(factors) / static_cast<double>(factors.size()), 1.0, 0.1);
  EXPECT_EQ(same.size_of("construction"), unlike.size_of("construction"));
  EXPECT_NEAR(sum_of(unlike.numbers("household_heat_kwh", 1)) / sum_of(same.numbers("household_heat_kwh", 1)), 1.0,
              0.005);
  const std::vector<double> coldest = unlike.numbers("household_min_indoor_c", 0),
                            plain = same.numbers("household_min_indoor_c", 0);
  int full = 0, bare = 0, warmer = 0, colder = 0;
  for (size_t h = 0; h < factors.size(); ++h) {
    EXPECT_NEAR(coldest[h], plain[h], 2.0) << h;
    full += factors[h] > 1.3 ? 1 : 0;
    warmer += factors[h] > 1.3 && coldest[h] > plain[h] ? 1 : 0;
    bare += factors[h] < 0.7 ? 1 : 0;
    colder += factors[h] < 0.7 && coldest[h] < plain[h] ? 1 : 0;
  }
  EXPECT_GT(full, 10);
  EXPECT_GT(bare, 10);
  EXPECT_GT(warmer, 0.9 * full);
  EXPECT_GT(colder, 0.9 * bare);
}

// 75 m3/h at 12 kW are 25 W/K: over a winter some 20 K colder outside than in, about 4 % of the heat goes up the
// chimney with the room's air. The people have learnt that, and their rooms are as warm.
TEST(UnlikeHomes, LoseHeatWithTheAirThatTheirStoveDraws) {
  std::ifstream file(HEARTHGRID_SOURCE_DIR "/models/heater/technologies.toml");
  std::ostringstream text;
  text << file.rdbuf();
  std::string sealed = text.str();
  const std::string drawn = "draught_m3h = { value = 75,";
  const size_t at = sealed.find(drawn);
  ASSERT_NE(at, std::string::npos);
  sealed.replace(at, drawn.size(), "draught_m3h = { value = 0,");
  const ScenarioFolder folder;
  folder.write("sealed.toml", sealed);
  const io::ResultsReader with(folder.run());
  const io::ResultsReader without(folder.run({}, {"technologies.file=\"" + folder.path("sealed.toml") + "\""}));
  const double heat = sum_of(without.numbers("household_heat_kwh", 0));
  const double lost =
      sum_of(with.numbers("household_extra_loss_kwh", 0)) - sum_of(without.numbers("household_extra_loss_kwh", 0));
  EXPECT_GT(lost / heat, 0.02);
  EXPECT_LT(lost / heat, 0.07);
  EXPECT_NEAR(sum_of(with.numbers("household_heat_kwh", 0)) / heat - 1.0, lost / heat, 0.02);
  const std::vector<double> warm = with.numbers("household_mean_indoor_c", 0);
  EXPECT_NEAR(sum_of(warm) / static_cast<double>(warm.size()),
              sum_of(without.numbers("household_mean_indoor_c", 0)) / static_cast<double>(warm.size()), 0.4);
}

}  // namespace
}  // namespace hearthgrid::run
