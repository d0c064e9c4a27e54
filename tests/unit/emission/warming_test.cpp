// CO2 equivalents by hand, and what is not in them.

#include <gtest/gtest.h>

#include "engine/io/factor_file.hpp"
#include "engine/io/gwp_file.hpp"
#include "models/emission/warming.hpp"

namespace hearthgrid::emission {
namespace {

constexpr int OVER_20 = 0, OVER_100 = 1;

const WarmingPotentials& potentials() {
  static const WarmingPotentials TABLE = [] {
    ProblemList problems;
    const WarmingPotentials read = io::read_gwp(HEARTHGRID_SOURCE_DIR "/models/emission/gwp.csv", problems);
    problems.throw_if_any();
    return read;
  }();
  return TABLE;
}

void put(EmissionResult& result, Where where, Pollutant pollutant, double kg) {
  result.kg[static_cast<size_t>(where)][static_cast<size_t>(pollutant)] = kg;
}

// AR6: fossil methane 82.5 and 29.8, non-fossil 79.7 and 27.0, nitrous oxide 273 both.
TEST(Warming, CountsMethaneByWhereItGetsOut) {
  EmissionResult kg;
  put(kg, Where::stove, Pollutant::co2, 100.0);
  put(kg, Where::stove, Pollutant::ch4, 2.0);
  put(kg, Where::stove, Pollutant::n2o, 0.1);
  put(kg, Where::upstream, Pollutant::ch4, 3.0);
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials(), Where::stove, OVER_100), 100.0 + 54.0 + 27.3, 1e-9);
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials(), Where::upstream, OVER_100), 89.4, 1e-9);
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials(), OVER_20), 100.0 + 159.4 + 27.3 + 247.5, 1e-9);
}

TEST(Warming, LeavesOutWhatIsReportedApart) {
  EmissionResult kg;
  for (const Pollutant pollutant : {Pollutant::co2_biogenic, Pollutant::bc, Pollutant::oc, Pollutant::co,
                                    Pollutant::nmvoc, Pollutant::nox, Pollutant::so2, Pollutant::pm25}) {
    put(kg, Where::stove, pollutant, 1000.0);
  }
  EXPECT_EQ(co2_equivalent_kg(kg, potentials(), OVER_20), 0.0);
  EXPECT_EQ(co2_equivalent_kg(kg, potentials(), OVER_100), 0.0);
}

// The source gives 21.7 g CO2e/MJ from well to city gate and no gases: it counts once, in none of them.
TEST(Warming, UpstreamGasCountsOnceAndInNoGas) {
  ProblemList problems;
  const FactorSet factors = io::read_factors(HEARTHGRID_SOURCE_DIR "/models/emission/emission_factors.csv", problems);
  problems.throw_if_any();
  const FuelUse gas{{{"gas_boiler", Fuel::gas, 1000.0}}, 0.0, 0.0, "electricity_north"};
  const EmissionResult kg = emissions_of(factors, gas, Level::central);
  EXPECT_NEAR(kg.at(Where::upstream, Pollutant::co2e_unsplit), 21.7, 1e-9);
  EXPECT_EQ(kg.at(Where::upstream, Pollutant::co2), 0.0);
  EXPECT_EQ(kg.at(Where::upstream, Pollutant::ch4), 0.0);
  for (const int horizon : {OVER_20, OVER_100}) {
    EXPECT_NEAR(co2_equivalent_kg(kg, potentials(), Where::upstream, horizon), 21.7, 1e-9);
  }
}

TEST(Warming, OnlySupplyChainsMayGiveEquivalents) {
  FactorSet set;
  Factor row;
  row.device = "coal_stove";
  row.pollutant = Pollutant::co2e_unsplit;
  EXPECT_THROW(set.add(row), std::invalid_argument);
  row.where = Where::upstream;
  EXPECT_NO_THROW(set.add(row));
}

}  // namespace
}  // namespace hearthgrid::emission
