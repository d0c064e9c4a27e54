// The CO2 of making and fitting insulation: the archetype's figure by floor area, for homes that a mix insulates.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/names.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

TEST(EmbodiedCo2, IsTheArchetypesByFloorAreaWhereAMixInsulates) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load();
  const io::ResultsReader file(folder.run());
  const std::vector<std::string> mixes = file.texts("mix");
  const size_t mix = static_cast<size_t>(std::find(mixes.begin(), mixes.end(), "at new year") - mixes.begin());
  const std::vector<double> kg = file.numbers("household_embodied_co2_kg", mix);
  const std::vector<double> envelope = file.numbers("household_envelope", mix);
  const std::vector<double> area = file.numbers("household_heated_area_m2");
  int insulated = 0;
  for (size_t h = 0; h < kg.size(); ++h) {
    const Household& home = scenario.population.households[h];
    const auto& archetype = scenario.archetypes[static_cast<size_t>(home.archetype)];
    const std::string& name = scenario.envelopes[static_cast<size_t>(envelope[h])];
    const double wanted =
        name == "none" ? 0.0 : archetype.envelopes.at(name).embodied_kgco2 * area[h] / archetype.base.floor_area_m2;
    EXPECT_NEAR(kg[h], wanted, 1e-3 * wanted) << home.name;
    insulated += kg[h] > 0.0 ? 1 : 0;
  }
  EXPECT_GT(insulated, 20);
  for (const double before : file.numbers("household_embodied_co2_kg", 0)) EXPECT_EQ(before, 0.0);
}

}  // namespace
}  // namespace hearthgrid::run
