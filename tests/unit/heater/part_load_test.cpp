#include "models/heater/part_load.hpp"

#include <gtest/gtest.h>

namespace hearthgrid::heater {
namespace {

TEST(PartLoad, IsTheFormulaOfEn14825BelowTheSmallestModulation) {
  constexpr double CC = 0.9;
  constexpr double Q_MIN = 0.3;
  for (const double q : {0.01, 0.1, 0.2, 0.3}) {
    const double plr = q / Q_MIN;
    const double cop_over_full = plr / (CC * plr + 1.0 - CC);
    EXPECT_NEAR(q / input_share(q, Q_MIN, CC), cop_over_full, 1e-14) << q;
  }
}

TEST(PartLoad, HandDerived) {
  EXPECT_NEAR(input_share(0.15, 0.3, 0.9), 0.9 * 0.15 + 0.1 * 0.3, 1e-15);  // 0.165 for 0.15 of the heat
  EXPECT_DOUBLE_EQ(input_share(0.6, 0.3, 0.9), 0.6);                        // modulating: as at full load
  EXPECT_EQ(input_share(0.0, 0.3, 0.9), 0.0);                               // off
  EXPECT_DOUBLE_EQ(input_share(0.1, 0.3, 1.0), 0.1);                        // cycling costs nothing
  EXPECT_DOUBLE_EQ(running_share(0.15, 0.3), 0.5);
  EXPECT_EQ(running_share(0.6, 0.3), 1.0);
  EXPECT_EQ(running_share(0.0, 0.0), 0.0);
  EXPECT_EQ(running_share(0.2, 0.0), 1.0);
}

}  // namespace
}  // namespace hearthgrid::heater
