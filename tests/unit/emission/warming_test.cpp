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
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials().at(OVER_100), Where::stove), 100.0 + 54.0 + 27.3, 1e-9);
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials().at(OVER_100), Where::upstream), 89.4, 1e-9);
  EXPECT_NEAR(co2_equivalent_kg(kg, potentials().at(OVER_20)), 100.0 + 159.4 + 27.3 + 247.5, 1e-9);
}

TEST(Warming, LeavesOutWhatIsReportedApart) {
  EmissionResult kg;
  for (const Pollutant pollutant : {Pollutant::co2_biogenic, Pollutant::bc, Pollutant::oc, Pollutant::co,
                                    Pollutant::nmvoc, Pollutant::nox, Pollutant::so2, Pollutant::pm25}) {
    put(kg, Where::stove, pollutant, 1000.0);
  }
  EXPECT_EQ(co2_equivalent_kg(kg, potentials().at(OVER_20)), 0.0);
  EXPECT_EQ(co2_equivalent_kg(kg, potentials().at(OVER_100)), 0.0);
}

// AR6 gives +-11 to methane over 100 years, +-130 to nitrous oxide: 0.5 x 16, 27, 38 and 0.01 x 143, 273, 403.
TEST(Warming, RangesOfThePotentialsAreTheirs) {
  EmissionResult kg;
  put(kg, Where::plant, Pollutant::ch4, 0.5);
  put(kg, Where::plant, Pollutant::n2o, 0.01);
  const auto at = [&](Level level) { return co2_equivalent_kg(kg, potentials().at(OVER_100, level)); };
  EXPECT_NEAR(at(Level::low), 8.0 + 1.43, 1e-9);
  EXPECT_NEAR(at(Level::central), 13.5 + 2.73, 1e-9);
  EXPECT_NEAR(at(Level::high), 19.0 + 4.03, 1e-9);
  EXPECT_FALSE(potentials().source[OVER_20][0].empty());
}

// What is uncertain of methane is the same whether it is fossil or not: both move by 3, and none below 0.
TEST(Warming, MethaneMovesAsOne) {
  const GasPotentials more = moved(potentials().at(OVER_100), 32.8, 300.0),
                      none = moved({29.8, 27.0, 273.0}, 1.0, -5.0);
  EXPECT_NEAR(more[0], 32.8, 1e-12);
  EXPECT_NEAR(more[1], 30.0, 1e-12);
  EXPECT_EQ(more[2], 300.0);
  EXPECT_EQ(none, (GasPotentials{1.0, 0.0, 0.0}));
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
    EXPECT_NEAR(co2_equivalent_kg(kg, potentials().at(horizon), Where::upstream), 21.7, 1e-9);
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
