#include "models/dwelling/insulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/dwelling/thermal_model.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

TEST(Insulation, LevelsStandAConstantRatioApartAndTheNearestIsTaken) {
  EXPECT_NEAR(INSULATION_LEVELS[1] / INSULATION_LEVELS[0], INSULATION_LEVELS[2] / INSULATION_LEVELS[1], 1e-3);
  for (int bin = 0; bin < INSULATION_BINS; ++bin) EXPECT_EQ(insulation_bin(INSULATION_LEVELS[bin]), bin);
  EXPECT_EQ(insulation_bin(0.3), 0);
  EXPECT_EQ(insulation_bin(0.93), 1);
  EXPECT_EQ(insulation_bin(1.08), 1);
  EXPECT_EQ(insulation_bin(1.09), 2);
}

// One wall between two films: 1/H falls by what the layers' resistance falls; by hand R/m instead of R.
TEST(Insulation, ScalesTheResistanceOfWallsAndLeavesWindowsAlone) {
  const Dwelling box = bestest::box(false, false);
  const Dwelling better = with_conductivity(box, 0.5);
  const std::vector<double> before = element_conductances(box), after = element_conductances(better);
  for (size_t i = 0; i < box.opaque.size(); ++i) {
    if (box.opaque[i].is_floor) {
      EXPECT_EQ(after[i], before[i]);
      continue;
    }
    double resistance = 0.0;
    for (const Layer& layer : box.opaque[i].layers) resistance += layer.resistance();
    const double films = box.opaque[i].area_m2 / before[i] - resistance;
    EXPECT_NEAR(after[i], box.opaque[i].area_m2 / (films + 2.0 * resistance), 1e-9) << box.opaque[i].name;
  }
  for (size_t i = box.opaque.size(); i < before.size(); ++i) EXPECT_EQ(after[i], before[i]);
}

TEST(Insulation, SlopeGivesTheSteadyLossOfAHomeInsideTheBin) {
  const Dwelling box = bestest::box(false, false);
  const double loss = full_order(box).heat_loss_coefficient_w_k();
  const double slope = loss_per_log_conductivity_w_k(box);
  for (const double factor : {0.93, 1.07}) {
    const double exact = full_order(with_conductivity(box, factor)).heat_loss_coefficient_w_k();
    EXPECT_NEAR(loss + slope * std::log(factor), exact, 0.002 * loss);
    EXPECT_GT(std::abs(exact - loss), 0.01 * loss);
  }
}

}  // namespace
}  // namespace hearthgrid::dwelling
