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

// A phase may burn nothing: 0.8 x 0.2 + 0.2 x 0.5 = 0.26 g/MJ.
TEST(Phases, MayBurnNothing) {
  FactorSet set;
  set.add(phase_row(Phase::ignition, 0.0, 1.0, 2.0, 3.0));
  set.add(phase_row(Phase::flaming, 0.8, 0.1, 0.2, 0.3));
  set.add(phase_row(Phase::banked, 0.2, 0.4, 0.5, 0.6));
  EXPECT_TRUE(set.incomplete_phases("coal_stove").empty());
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::central), 0.26, 1e-12);
}

TEST(Phases, LackingOnesAndWrongSharesAreKnown) {
  FactorSet set;
  set.add(phase_row(Phase::ignition, 0.5, 1.0, 2.0, 3.0));
  set.add(phase_row(Phase::flaming, 0.5, 0.1, 0.2, 0.3));
  EXPECT_THAT(set.incomplete_phases("coal_stove"), testing::ElementsAre(Pollutant::pm25));
  set.add(phase_row(Phase::banked, 0.3, 0.4, 0.5, 0.6));
  EXPECT_THAT(set.incomplete_phases("coal_stove"), testing::ElementsAre(Pollutant::pm25));
}

Factor by_firing(Phase phase, double central) {
  Factor f = phase_row(phase, 1.0, 0.5 * central, central, 2.0 * central);
  f.share_by_firing = true;
  return f;
}

// 0.2 x 4 + 0.5 x 1 + 0.3 x 2 = 1.9 g/MJ; rows with a share or a mean of their own keep it.
TEST(Phases, SharesMayFollowTheFiring) {
  FactorSet set;
  for (const auto& [phase, value] : {std::pair(Phase::ignition, 4.0), {Phase::flaming, 1.0}, {Phase::banked, 2.0}}) {
    set.add(by_firing(phase, value));
  }
  Factor soot = phase_row(Phase::flaming, 1.0, 1.0, 2.0, 3.0);
  soot.pollutant = Pollutant::bc;
  soot.phase.reset();
  set.add(soot);
  EXPECT_TRUE(set.incomplete_phases("coal_stove").empty());
  EXPECT_THAT(set.devices_by_firing(), testing::ElementsAre("coal_stove"));
  set.share_by_firing("coal_stove", {0.2, 0.5, 0.3});
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::central), 1.9, 1e-12);
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::high), 3.8, 1e-12);
  EXPECT_EQ(set.value("coal_stove", Pollutant::bc, Level::central), 2.0);
  set.share_by_firing("coal_stove", {0.0, 1.0, 0.0});
  EXPECT_NEAR(set.value("coal_stove", Pollutant::pm25, Level::central), 1.0, 1e-12);
  const FuelUse use{{{"coal_stove", Fuel::coal, 1000.0}}, 0.0, 0.0, "coal_stove"};
  EXPECT_NEAR(amount_of_row(set, use)[1], 1000.0, 1e-9);
  EXPECT_THROW(set.share_by_firing("coal_stove", {0.5, 0.6, 0.0}), std::invalid_argument);
  EXPECT_THROW(set.share_by_firing("coal_stove", {1.5, -0.5, 0.0}), std::invalid_argument);
  EXPECT_THROW(set.share_by_firing("kiln", {0.2, 0.5, 0.3}), std::invalid_argument);
}

TEST(Phases, SharesByFiringAreOfAllPhasesOrNone) {
  FactorSet set;
  set.add(by_firing(Phase::ignition, 4.0));
  set.add(by_firing(Phase::flaming, 1.0));
  EXPECT_THAT(set.incomplete_phases("coal_stove"), testing::ElementsAre(Pollutant::pm25));
  set.add(phase_row(Phase::banked, 1.0, 0.4, 0.5, 0.6));
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
  mean.fuel_share = -0.1;
  EXPECT_THROW(set.add(mean), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::emission
