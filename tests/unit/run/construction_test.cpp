// What the results say of constructions: parts that sum to the whole, and every home's heat accounted for by element.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

class Constructions : public ::testing::Test {
 protected:
  Constructions() : file_(folder_.run({}, {"season.first_day=2021-11-15", "season.last_day=2022-03-15"})) {}
  [[nodiscard]] std::vector<double> of(const std::string& variable) const { return file_.numbers(variable); }
  [[nodiscard]] std::vector<double> of(const std::string& variable, size_t mix) const {
    return file_.numbers(variable, mix);
  }
  ScenarioFolder folder_;
  io::ResultsReader file_;
};

TEST_F(Constructions, ElementsAndAirChangeSumToTheHeatLossCoefficient) {
  std::vector<double> sum = of("construction_air_change_w_k");
  const std::vector<double> owner = of("element_construction"), per_air = of("element_loss_w_k");
  for (size_t e = 0; e < owner.size(); ++e) sum[static_cast<size_t>(owner[e])] += per_air[e];
  const std::vector<double> whole = of("construction_heat_loss_w_k");
  ASSERT_GE(whole.size(), 6U) << "three archetypes, two envelopes";
  for (size_t c = 0; c < whole.size(); ++c) EXPECT_NEAR(sum[c] / whole[c], 1.0, 1e-6) << c;
}

TEST_F(Constructions, ALossPerElementFromTheFileAccountsForEveryHomesHeat) {
  const double hours = 24.0 * 121;
  const std::vector<double> owner = of("element_construction"), fixed = of("element_loss_fixed_w"),
                            per_air = of("element_loss_w_k"), per_radiant = of("element_loss_per_radiant"),
                            floor = of("construction_floor_area_m2"), outdoor = of("construction_mean_outdoor_c"),
                            air_change = of("construction_air_change_w_k"), sun = of("construction_sun_w"),
                            area = of("household_heated_area_m2");
  for (const size_t mix : {0U, 2U}) {
    const std::vector<double> construction = of("household_construction", mix),
                              share = of("household_heated_share", mix), air = of("household_mean_indoor_c", mix),
                              radiant = of("household_radiant_kwh", mix), heat = of("household_heat_kwh", mix),
                              gain = of("household_gain_kwh", mix), extra = of("household_extra_loss_kwh", mix);
    double worst = 0.0;
    for (size_t h = 0; h < area.size(); ++h) {
      const auto c = static_cast<size_t>(construction[h]);
      const double s = area[h] * share[h] / floor[c];
      double lost_w = s * air_change[c] * (air[h] - outdoor[c]) + 1000.0 * extra[h] / hours;
      for (size_t e = 0; e < owner.size(); ++e) {
        if (static_cast<size_t>(owner[e]) != c) continue;
        lost_w += s * (fixed[e] + per_air[e] * air[h]) + per_radiant[e] * 1000.0 * radiant[h] / hours;
      }
      const double brought_w = 1000.0 * (heat[h] + gain[h]) / hours + s * sun[c];
      // Walls and soil hold some 60 kWh more or less per kelvin at the end than at the start: a few per cent of the
      // heat of an empty home, less than one of a heated one.
      EXPECT_LT(std::abs(brought_w - lost_w), 0.06 * brought_w) << h;
      if (heat[h] > 0.0) worst = std::max(worst, std::abs(brought_w - lost_w) / brought_w);
    }
    EXPECT_LT(worst, 0.015);
    EXPECT_GT(worst, 0.0);
  }
}

TEST_F(Constructions, AHomeThatIsInsulatedInsideTheSeasonHasNoConstructionOfItsOwn) {
  const size_t mix = static_cast<size_t>(mix_index(file_.texts("mix"), "at new year"));
  const std::vector<double> construction = of("household_construction", mix), envelope = of("household_envelope", mix);
  const std::vector<std::string> names = file_.flag_meanings("household_envelope");
  int insulated = 0;
  for (size_t h = 0; h < construction.size(); ++h) {
    const bool changed = names.at(static_cast<size_t>(envelope[h])) == "basic";
    insulated += changed ? 1 : 0;
    EXPECT_EQ(construction[h] < 0.0, changed) << h;
  }
  EXPECT_GT(insulated, 100);
}

}  // namespace
}  // namespace hearthgrid::run
