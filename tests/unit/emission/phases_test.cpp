// Factors by phase of firing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "models/emission/emissions.hpp"

namespace hearthgrid::emission {
namespace {

Factor phase_row(Phase phase, double share, double low, double central, double high) {
  Factor f;
  f.device = "coal_stove";
  f.pollutant = Pollutant::pm25;
  f.low = low;
  f.central = central;
  f.high = high;
  f.distribution = Distribution::uniform;
  f.phase = phase;
  f.fuel_share = share;
  return f;
}

FactorSet three_phases() {
  FactorSet set;
  set.add(phase_row(Phase::ignition, 0.1, 1.0, 2.0, 3.0));
  set.add(phase_row(Phase::flaming, 0.6, 0.1, 0.2, 0.3));
  set.add(phase_row(Phase::banked, 0.3, 0.4, 0.5, 0.6));
  return set;
}

// 0.1 x 2.0 + 0.6 x 0.2 + 0.3 x 0.5 = 0.47 g/MJ.
TEST(Phases, FactorIsTheMeanByFuelShares) {
  const FactorSet set = three_phases();
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::central), 0.47, 1e-12);
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::low), 0.1 + 0.06 + 0.12, 1e-12);
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::high), 0.3 + 0.18 + 0.18, 1e-12);
  EXPECT_TRUE(set.incomplete_phases("coal_stove").empty());
  const FactorSet drawn = set.drawn(std::vector<double>{1.0, 0.0, 0.5});
  EXPECT_NEAR(drawn.value("coal_stove", Pollutant::pm25, Level::central), 0.3 + 0.06 + 0.15, 1e-12);
}

TEST(Phases, LackingOnesAndWrongSharesAreKnown) {
  FactorSet set;
  set.add(phase_row(Phase::ignition, 0.5, 1.0, 2.0, 3.0));
  set.add(phase_row(Phase::flaming, 0.5, 0.1, 0.2, 0.3));
  EXPECT_THAT(set.incomplete_phases("coal_stove"), testing::ElementsAre(Pollutant::pm25));
  set.add(phase_row(Phase::banked, 0.3, 0.4, 0.5, 0.6));
  EXPECT_THAT(set.incomplete_phases("coal_stove"), testing::ElementsAre(Pollutant::pm25));
}

TEST(Phases, AndAMeanExcludeEachOther) {
  FactorSet set = three_phases();
  Factor mean = phase_row(Phase::banked, 1.0, 0.1, 0.2, 0.3);
  EXPECT_THROW(set.add(mean), std::invalid_argument);  // banked twice
  mean.phase.reset();
  EXPECT_THROW(set.add(mean), std::invalid_argument);
  mean.pollutant = Pollutant::bc;
  set.add(mean);
  mean.phase = Phase::banked;
  EXPECT_THROW(set.add(mean), std::invalid_argument);
  mean.pollutant = Pollutant::oc;
  mean.fuel_share = 0.0;
  EXPECT_THROW(set.add(mean), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::emission
