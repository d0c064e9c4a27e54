#include "models/gas/gas_mixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

const GasMixture METHANE("methane", {{"methane", 1.0}});
const GasMixture PIPELINE(
    "pipeline gas",
    {{"methane", 0.93}, {"ethane", 0.035}, {"propane", 0.01}, {"nitrogen", 0.01}, {"carbon_dioxide", 0.015}});

TEST(GasMixture, MethaneIsTheReferenceGas12T) {
  // GB/T 13611, 12T: 37.78 and 34.02 MJ/m3 at 15 degC; NIST's density at 0 degC by pandapipes' table, 0.717459.
  EXPECT_NEAR(METHANE.higher_heating_value_mj_m3(288.15), 37.78, 0.03);
  EXPECT_NEAR(METHANE.lower_heating_value_mj_m3(288.15), 34.02, 0.03);
  EXPECT_NEAR(METHANE.normal_density_kg_m3(), 0.717459, 2e-4);
  EXPECT_NEAR(METHANE.viscosity_pa_s(283.15), 1.06e-5, 1e-7);
}

TEST(GasMixture, HydrogenIsNists) {
  const GasMixture hydrogen("hydrogen", {{"hydrogen", 1.0}});
  // 0.08871 kg/m3 at 1 bar; 33.33 kWh/kg (pandapipes' tables).
  EXPECT_NEAR(hydrogen.normal_density_kg_m3(), 0.088710 * 1.01325, 1e-4);
  EXPECT_NEAR(hydrogen.lower_heating_value_mj_m3(273.15) / 3.6 / hydrogen.normal_density_kg_m3(), 33.33, 0.02);
  EXPECT_NEAR(hydrogen.viscosity_pa_s(288.15), 8.69e-6, 2e-8);
}

TEST(GasMixture, PipelineGasByHand) {
  // 0.93 x 16.043 + 0.035 x 30.070 + 0.01 x 44.097 + 0.01 x 28.0134 + 0.015 x 44.010 = 17.3537.
  EXPECT_NEAR(PIPELINE.molar_mass_kg_kmol(), 17.3537, 1e-4);
  // 1 - (0.93 x 0.0490 + 0.035 x 0.1 + 0.01 x 0.1453 + 0.01 x 0.0224 + 0.015 x 0.0819)^2 = 1 - 0.051976^2.
  EXPECT_NEAR(PIPELINE.compressibility_normal(), 1.0 - 0.051976 * 0.051976, 1e-7);
  EXPECT_NEAR(PIPELINE.normal_density_kg_m3(), 17.3537 / 22.4140 / 0.9973, 1e-4);
  // 0.93 x 802.60 + 0.035 x 1428.64 + 0.01 x 2043.11 = 816.85 kJ/mol in 24.055 l x 0.9973.
  EXPECT_NEAR(PIPELINE.lower_heating_value_mj_m3(), 816.85 / 24.0552 / 0.9973, 0.01);
  EXPECT_GT(PIPELINE.viscosity_pa_s(273.15), 0.98 * METHANE.viscosity_pa_s(273.15));
  EXPECT_LT(PIPELINE.viscosity_pa_s(273.15), 1.05 * METHANE.viscosity_pa_s(273.15));
}

TEST(GasMixture, HydrogenMakesLighterGasOfLessHeatByVolume) {
  const GasMixture blend = PIPELINE.with_hydrogen(0.2);
  double sum = 0.0;
  for (const auto& share : blend.shares()) sum += share.mole_share;
  EXPECT_NEAR(sum, 1.0, 1e-12);
  EXPECT_NEAR(blend.molar_mass_kg_kmol(), 0.8 * PIPELINE.molar_mass_kg_kmol() + 0.2 * 2.0159, 1e-9);
  EXPECT_NEAR(blend.lower_heating_value_mj_m3() / PIPELINE.lower_heating_value_mj_m3(), 0.86, 0.01);
  EXPECT_NEAR(blend.wobbe_mj_m3() / PIPELINE.wobbe_mj_m3(), 0.96, 0.02);
  EXPECT_EQ(blend.with_hydrogen(0.1).shares().size(), blend.shares().size());
  EXPECT_THAT(blend.name(), testing::HasSubstr("pipeline gas with 20 % hydrogen"));
}

TEST(GasMixture, FluidsOfItFlow) {
  // The same heat with a fifth of hydrogen takes more gas, and about the same pressure.
  GasNetwork network;
  add_node(network, "a");
  add_node(network, "b");
  add_pipe(network, 0, 1, 2000.0, 0.1308);
  add_supply(network, 0, 2e5);
  double drop[2];
  for (int i = 0; i < 2; ++i) {
    const GasMixture gas = i == 0 ? PIPELINE : PIPELINE.with_hydrogen(0.2);
    network.fluid = gas.fluid(278.15, CompressibilityLaw::linear);
    network.demands.clear();
    add_draw(network, 1, 50000.0 / gas.lower_heating_value_mj_m3());
    drop[i] = 2e5 - solved(network).pressure_pa[1];
  }
  EXPECT_GT(drop[0], 10000.0);
  EXPECT_NEAR(drop[1] / drop[0], 1.12, 0.06);
  EXPECT_NEAR(PIPELINE.fluid(278.15, CompressibilityLaw::linear).compressibility.at(101325.0),
              PIPELINE.compressibility_normal(), 1e-12);
  EXPECT_EQ(PIPELINE.fluid(278.15, CompressibilityLaw::cnga).compressibility.law, CompressibilityLaw::cnga);
}

TEST(GasMixture, RefusesByName) {
  EXPECT_THROW(GasMixture("x", {{"methan", 1.0}}), std::invalid_argument);
  EXPECT_THROW(GasMixture("x", {{"methane", 0.9}}), std::invalid_argument);
  EXPECT_THROW(GasMixture("x", {{"methane", 0.5}, {"methane", 0.5}}), std::invalid_argument);
  EXPECT_THROW(GasMixture("x", {{"methane", 1.1}, {"ethane", -0.1}}), std::invalid_argument);
  EXPECT_THROW((void)METHANE.with_hydrogen(1.5), std::invalid_argument);
}

TEST(Compressibility, LawsByHand) {
  EXPECT_EQ(ideal_gas().at(5e6), 1.0);
  EXPECT_DOUBLE_EQ(linear_compressibility().at(11.01325e5), 1.0 - 0.0022 * 11.01325);
  // GasSteadySim's constants: 1.00300865 and 2.96848838e-8 per Pa.
  const Compressibility cnga = cnga_compressibility(0.65, 288.7);
  EXPECT_NEAR(cnga.b2_per_pa, 2.96848838e-8, 5e-3 * 2.97e-8);
  EXPECT_NEAR(cnga.b1, 1.00300865, 2e-5);
}

TEST(AmbientPressure, IsTheStandardAtmospheres) {
  EXPECT_DOUBLE_EQ(ambient_pressure_pa(0.0), 101325.0);
  EXPECT_NEAR(ambient_pressure_pa(1000.0), 89875.0, 30.0);
}

}  // namespace
}  // namespace hearthgrid::gas
