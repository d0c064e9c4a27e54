#include "models/gas/properties.hpp"

#include <gtest/gtest.h>

namespace hearthgrid::gas {
namespace {

TEST(GasVolumes, ConvertBetweenTheReferenceConditions) {
  EXPECT_NEAR(to_normal_m3(1.0), 0.931776, 5e-7);
  EXPECT_NEAR(to_reference_m3(1.0), 1.073220, 5e-7);
  EXPECT_DOUBLE_EQ(to_reference_m3(to_normal_m3(17.0)), 17.0);
  EXPECT_DOUBLE_EQ(to_reference_m3(3.0, 293.15, 202.65), 6.0);
  EXPECT_DOUBLE_EQ(to_reference_m3(1.0, 273.15, 101.325), to_reference_m3(1.0));
}

TEST(GasProperties, EuropeanGasIsConsistentWithItsMolarMass) {
  // M = 16.604 kg/kmol, as the source states; 22.414 m3/kmol at 0 degC and 101.325 kPa; real gas is 0.2 to 0.3 %
  // denser.
  EXPECT_NEAR(EUROPEAN_H_GAS.normal_density_kg_m3(), 16.604 / 22.414, 0.003);
  EXPECT_NEAR(EUROPEAN_H_GAS.density_kg_m3, 0.692, 0.0005);
  EXPECT_NEAR(EUROPEAN_H_GAS.lower_heating_value_kwh_m3(), 9.135, 0.001);
}

TEST(GasProperties, TheHigherValueHoldsTheHeatOfTheVapour) {
  for (const auto& gas : {CHINESE_NATURAL_GAS, EUROPEAN_H_GAS}) {
    const double ratio = gas.higher_heating_value_mj_m3 / gas.lower_heating_value_mj_m3;
    EXPECT_GT(ratio, 1.10) << gas.name;
    EXPECT_LT(ratio, 1.12) << gas.name;
    EXPECT_FALSE(gas.source.empty() || gas.status.empty());
  }
}

TEST(GasDraw, OfAWallHungBoiler) {
  EXPECT_NEAR(draw_m3h(24.0, 0.90, CHINESE_NATURAL_GAS), 2.70, 0.005);
  EXPECT_NEAR(draw_m3h(18.0, 0.90, CHINESE_NATURAL_GAS), 2.03, 0.005);
  EXPECT_DOUBLE_EQ(draw_m3h(0.0, 0.90, CHINESE_NATURAL_GAS), 0.0);
}

}  // namespace
}  // namespace hearthgrid::gas
