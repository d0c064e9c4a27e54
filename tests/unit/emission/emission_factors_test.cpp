// The default factors against figures that other people derived from the same studies.

#include <gmock/gmock.h>

#include "engine/io/factor_file.hpp"
#include "models/emission/emissions.hpp"

namespace hearthgrid::emission {
namespace {

constexpr double MJ_PER_KWH = 3.6;
constexpr double PELLET_LHV_MJ_KG = 16.0;
constexpr double COAL_STOVE_EFFICIENCY = 0.42;  // Li et al. 2016 (Tsinghua)

const FactorSet& factors() {
  static const FactorSet SET = [] {
    ProblemList problems;
    FactorSet set = io::read_factors(HEARTHGRID_SOURCE_DIR "/models/emission/emission_factors.csv", problems);
    problems.throw_if_any();
    return set;
  }();
  return SET;
}

double stove_g_kg(const std::string& device, Pollutant pollutant, double lhv_mj_kg) {
  return factors().value(device, pollutant, Level::central) * lhv_mj_kg;
}

TEST(EmissionFactors, CoverEveryDeviceAndNameTheirSource) {
  for (const char* device : {"coal_stove",
                             "briquette_stove",
                             "gas_boiler",
                             "gas_boiler_condensing",
                             "pellet_stove",
                             "coal_stove_anthracite",
                             "coal_stove_lignite",
                             "semi_coke_stove",
                             "wood_stove",
                             "straw_stove",
                             "village_boiler_coal",
                             "village_boiler_gas",
                             "village_boiler_pellets",
                             "electricity_north",
                             "electricity_shandong",
                             "electricity_shanxi",
                             "electricity_fossil",
                             "upstream_coal",
                             "upstream_gas",
                             "upstream_pellets",
                             "upstream_electricity"}) {
    EXPECT_TRUE(factors().has_device(device)) << device;
  }
  for (const Factor& row : factors().rows()) {
    EXPECT_LE(row.low, row.central) << row.device;
    EXPECT_LE(row.central, row.high) << row.device;
    EXPECT_FALSE(row.source.empty()) << row.device;
    EXPECT_THAT(row.status, testing::AnyOf("measured", "standard", "assumed", "unverified"));
  }
}

// What a row calls its central value lies between the 5 % and 95 % quantile of what it says is drawn: else a run's
// result would lie outside its own band.
TEST(EmissionFactors, CentralValuesLieWithinTheirOwnBands) {
  for (const Factor& row : factors().rows()) {
    const std::string name = row.device + " " + pollutant_names()[static_cast<size_t>(row.pollutant)];
    EXPECT_LE(value_at(row, 0.05), row.central * (1.0 + 1e-6)) << name;
    EXPECT_GE(value_at(row, 0.95), row.central * (1.0 - 1e-6)) << name;
  }
}

TEST(EmissionFactors, OfPelletsAreThoseOfTheYangxinStudyPerKilogram) {
  EXPECT_NEAR(stove_g_kg("pellet_stove", Pollutant::co2_biogenic, PELLET_LHV_MJ_KG), 1650.0, 5.0);
  EXPECT_NEAR(stove_g_kg("pellet_stove", Pollutant::co, PELLET_LHV_MJ_KG), 22.6, 0.05);
  EXPECT_NEAR(stove_g_kg("pellet_stove", Pollutant::nox, PELLET_LHV_MJ_KG), 5.4, 0.05);
  EXPECT_NEAR(stove_g_kg("pellet_stove", Pollutant::pm25, PELLET_LHV_MJ_KG), 2.3, 0.05);
  EXPECT_EQ(factors().value("pellet_stove", Pollutant::co2, Level::high), 0.0);
}

// Soot of lump anthracite 0.007 g/kg (Chen 2009), of bituminous chunk 3.05 g/kg; the inventory of Guiyang burns
// anthracite.
TEST(EmissionFactors, CoalRankIsAnInput) {
  constexpr double ANTHRACITE_MJ_KG = 27.0;
  const std::string anthracite = "coal_stove_anthracite";
  EXPECT_NEAR(stove_g_kg(anthracite, Pollutant::bc, ANTHRACITE_MJ_KG), 0.007, 1e-5);
  EXPECT_NEAR(stove_g_kg(anthracite, Pollutant::oc, ANTHRACITE_MJ_KG), 0.10, 1e-4);
  EXPECT_NEAR(stove_g_kg(anthracite, Pollutant::pm25, ANTHRACITE_MJ_KG), 1.40, 1e-3);
  EXPECT_NEAR(stove_g_kg(anthracite, Pollutant::so2, ANTHRACITE_MJ_KG), 12.5, 0.01);
  EXPECT_GT(factors().value("coal_stove", Pollutant::bc, Level::central),
            100.0 * factors().value(anthracite, Pollutant::bc, Level::central));
  EXPECT_LT(factors().value("coal_stove", Pollutant::co2, Level::central),
            factors().value(anthracite, Pollutant::co2, Level::central));
  EXPECT_LT(factors().value(anthracite, Pollutant::co2, Level::central),
            factors().value("coal_stove_lignite", Pollutant::co2, Level::central));
  EXPECT_NEAR(factors().value("semi_coke_stove", Pollutant::pm25, Level::central) /
                  factors().value("coal_stove", Pollutant::pm25, Level::central),
              0.06, 1e-4);  // 94 % less in the same stove
}

// Shen 2013: wood in Heshun's metal stoves 8.1 to 8.5 g/kg; nine crop residues 8.19 +- 4.27, soot 1.38 +- 0.70 g/kg.
TEST(EmissionFactors, WoodAndStrawAreMeasuredPerKilogramAndTheirCarbonIsBiogenic) {
  EXPECT_NEAR(stove_g_kg("wood_stove", Pollutant::pm25, 16.7), 8.3, 0.01);
  EXPECT_NEAR(stove_g_kg("straw_stove", Pollutant::pm25, 15.0), 8.19, 0.01);
  EXPECT_NEAR(stove_g_kg("straw_stove", Pollutant::bc, 15.0), 1.38, 0.01);
  for (const char* stove : {"wood_stove", "straw_stove", "village_boiler_pellets"}) {
    EXPECT_EQ(factors().value(stove, Pollutant::co2, Level::high), 0.0);
    EXPECT_GE(factors().value(stove, Pollutant::co2_biogenic, Level::central), 100.0);
  }
}

TEST(EmissionFactors, ACubicMetreOfGasGivesTwoKilogramsOfCarbonDioxide) {
  EXPECT_NEAR(stove_g_kg("gas_boiler", Pollutant::co2, 35.5), 1990.0, 5.0);
}

// 1 kWh of heat from a coal stove gives 0.9 to 4.7 g SO2 (2.2 to 12 g/kg coal), by a heat pump of COP 2.5 0.03 g.
TEST(EmissionFactors, SulphurPerHeatOfCoalAndHeatPump) {
  const double coal_mj = MJ_PER_KWH / COAL_STOVE_EFFICIENCY;
  const FuelUse coal{{{"coal_stove", Fuel::coal, coal_mj}}, 0.0, 0.0, "electricity_fossil"};
  const FuelUse heat_pump{{}, 1.0 / 2.5, 0.0, "electricity_fossil"};
  const double low_g = 1000.0 * emissions_of(factors(), coal, Level::low).total(Pollutant::so2);
  const double high_g = 1000.0 * emissions_of(factors(), coal, Level::high).total(Pollutant::so2);
  const double pump_g = 1000.0 * emissions_of(factors(), heat_pump, Level::central).total(Pollutant::so2);
  EXPECT_LE(low_g, 0.9);
  EXPECT_GE(high_g, 4.7);
  EXPECT_NEAR(pump_g, 0.03, 0.001);
}

// Li et al. 2016: an under-fire stove lets out per heat delivered half the CO2, 79 % less PM2.5 and 95 % less black
// carbon.
TEST(EmissionFactors, UnderFireStovePerHeat) {
  const auto ratio = [](Pollutant pollutant) {
    return factors().value("under_fire_stove", pollutant, Level::central) / 0.83 /
           (factors().value("coal_stove", pollutant, Level::central) / COAL_STOVE_EFFICIENCY);
  };
  EXPECT_NEAR(ratio(Pollutant::co2), 0.50, 0.01);
  EXPECT_NEAR(ratio(Pollutant::pm25), 0.21, 0.001);
  EXPECT_NEAR(ratio(Pollutant::bc), 0.05, 0.001);
}

TEST(EmissionFactors, ElectricityIsTheOfficialFigure) {
  EXPECT_DOUBLE_EQ(factors().value("electricity_north", Pollutant::co2, Level::central), 677.6);
  EXPECT_DOUBLE_EQ(factors().value("electricity_north", Pollutant::co2, Level::low), 636.1);
  EXPECT_DOUBLE_EQ(factors().value("electricity_shanxi", Pollutant::co2, Level::central), 709.6);
  EXPECT_DOUBLE_EQ(factors().value("electricity_fossil", Pollutant::co2, Level::central), 832.5);
}

// Fine dust is a part of coarse dust.
TEST(EmissionFactors, FineDustIsPartOfCoarseDust) {
  for (const std::string& device : factors().devices()) {
    for (const Level level : {Level::low, Level::central, Level::high}) {
      EXPECT_LE(factors().value(device, Pollutant::pm25, level),
                factors().value(device, Pollutant::pm10, level) * 1.001)
          << device;
    }
  }
}

// Raw coal's soot lies between 0.004 g/kg (anthracite) and 3.05 g/kg (bituminous chunk; Chen 2005, 2009).
TEST(EmissionFactors, SootOfRawCoalSpansAlmostThreeOrdersOfMagnitudeByRank) {
  const double least = factors().value("coal_stove_anthracite", Pollutant::bc, Level::low) * 27.0;
  const double most = factors().value("coal_stove", Pollutant::bc, Level::high) * 22.0;
  EXPECT_NEAR(least, 0.004, 1e-4);
  EXPECT_NEAR(most, 3.0, 0.01);
  EXPECT_GT(most / least, 700.0);
}

TEST(EmissionFactors, PelletsCanRaiseNitrogenOxidesAgainstCoal) {
  EXPECT_GT(factors().value("pellet_stove", Pollutant::nox, Level::central),
            factors().value("coal_stove", Pollutant::nox, Level::central));
}

TEST(EmissionFactors, CarbonParticlesFitIntoFineDust) {
  for (const std::string& device : factors().devices()) {
    for (const Level level : {Level::low, Level::central, Level::high}) {
      const double carbon =
          factors().value(device, Pollutant::bc, level) + factors().value(device, Pollutant::oc, level);
      if (factors().place(device) != Where::upstream) {
        EXPECT_LE(carbon, factors().value(device, Pollutant::pm25, level) * 1.0001) << device;
      }
    }
  }
}

}  // namespace
}  // namespace hearthgrid::emission
