// Plants by region and year, margins, and by the hour.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "engine/io/factor_file.hpp"
#include "engine/io/plant_file.hpp"
#include "models/emission/emissions.hpp"
#include "models/emission/plant_hours.hpp"
#include "models/emission/plants.hpp"

namespace hearthgrid::emission {
namespace {

using namespace std::chrono;

FactorSet factors() {
  ProblemList problems;
  FactorSet set = io::read_factors(HEARTHGRID_SOURCE_DIR "/models/emission/emission_factors.csv", problems);
  problems.throw_if_any();
  return set;
}

const std::vector<GridFactor>& grids() {
  static const std::vector<GridFactor> TABLE = [] {
    ProblemList problems;
    auto rows = io::read_grid_years(HEARTHGRID_SOURCE_DIR "/models/emission/grid_years.csv", problems);
    problems.throw_if_any();
    return rows;
  }();
  return TABLE;
}

TEST(Plants, CarryTheOfficialFigureOfTheirYear) {
  FactorSet set = factors();
  const std::string north = add_plants(set, grids(), {"north", 2023, {}});
  EXPECT_EQ(north, "electricity_north_2023");
  for (const Level level : {Level::low, Level::central, Level::high}) {
    EXPECT_DOUBLE_EQ(set.value(north, Pollutant::co2, level), 636.1);
  }
  // Other pollutants of coal plants (0.125 g NOx/kWh) times 636.1 / 832.5.
  EXPECT_NEAR(set.value(north, Pollutant::nox, Level::central), 0.125 * 636.1 / 832.5, 1e-12);
  EXPECT_TRUE(set.missing(north).empty());
  EXPECT_THAT(years_of(grids(), "national", false), testing::ElementsAre(2021, 2022, 2023));
  EXPECT_THROW(add_plants(set, grids(), {"north", 1999, {}}), std::invalid_argument);
}

// The rows that the table of factors has without a year are those of 2022.
TEST(Plants, AgreeWithTheTableOfFactors) {
  const FactorSet set = factors();
  for (const char* region : {"north", "northeast", "shandong", "shanxi", "hebei", "beijing", "tianjin",
                             "inner_mongolia", "national", "fossil"}) {
    FactorSet more = set;
    const std::string of_year = add_plants(more, grids(), {region, 2022, {}});
    const std::string plain = std::string("electricity_") + region;
    for (const Pollutant pollutant : {Pollutant::co2, Pollutant::so2, Pollutant::nox, Pollutant::pm10}) {
      const double expected = set.value(plain, pollutant, Level::central);
      EXPECT_NEAR(more.value(of_year, pollutant, Level::central), expected, 1e-3 * expected) << plain;
    }
  }
}

// 0.25 x 941.9 + 0.75 x 481.9 = 596.9.
TEST(Plants, MarginsAreWeighed) {
  FactorSet set = factors();
  const std::string margin = add_plants(set, grids(), {"north", 2019, 0.25});
  EXPECT_NEAR(set.value(margin, Pollutant::co2, Level::central), 596.9, 1e-9);
  EXPECT_NEAR(set.value(margin, Pollutant::co2, Level::low), 481.9, 1e-9);  // 115 below
  EXPECT_NEAR(set.value(margin, Pollutant::co2, Level::high), 711.9, 1e-9);
  FactorSet ends = factors(), even = factors();
  const std::string operating = add_plants(ends, grids(), {"north", 2019, 1.0}),
                    both = add_plants(even, grids(), {"north", 2019, 0.5});
  EXPECT_DOUBLE_EQ(ends.value(operating, Pollutant::co2, Level::low), 941.9);
  EXPECT_DOUBLE_EQ(ends.value(operating, Pollutant::co2, Level::high), 941.9);
  EXPECT_NEAR(even.value(both, Pollutant::co2, Level::low), 481.9, 1e-9);
  EXPECT_NEAR(even.value(both, Pollutant::co2, Level::high), 941.9, 1e-9);
  EXPECT_THAT(years_of(grids(), "north", true), testing::ElementsAre(2019));
  EXPECT_TRUE(years_of(grids(), "shanxi", true).empty());
  EXPECT_THROW(add_plants(set, grids(), {"shanxi", 2022, 0.5}), std::invalid_argument);
}

TEST(Plants, AGridWithoutFossilPlantsLetsOutNothing) {
  FactorSet set = factors();
  const std::string water =
      add_plants(set, {{"water", 2022, GridKind::average, 0.0, "assumed", "a test"}}, {"water", 2022, {}});
  for (int p = 0; p < POLLUTANTS; ++p) {
    EXPECT_EQ(set.value(water, static_cast<Pollutant>(p), Level::high), 0.0) << pollutant_names()[p];
  }
}

TEST(Plants, OfTheHourScaleWhatPlantsLetOutAndNothingElse) {
  const FactorSet set = factors();
  FuelUse use;
  use.electricity_kwh = 1000.0;
  const EmissionResult average = emissions_of(set, use, Level::high);
  use.plant_scale[static_cast<size_t>(Pollutant::co2)] = 1.25;
  const EmissionResult hourly = emissions_of(set, use, Level::high);
  EXPECT_NEAR(hourly.at(Where::plant, Pollutant::co2), 1.25 * average.at(Where::plant, Pollutant::co2), 1e-9);
  EXPECT_EQ(hourly.at(Where::plant, Pollutant::nox), average.at(Where::plant, Pollutant::nox));
  EXPECT_EQ(hourly.at(Where::upstream, Pollutant::ch4), average.at(Where::upstream, Pollutant::ch4));
}

TimeAxis axis_of(sys_days first, int days) {
  TimeAxis axis;
  axis.first_day = first;
  axis.season_days = days;
  return axis;
}

PlantHours year_of_hours(int64_t count) {
  PlantHours hours;
  hours.pollutants = {Pollutant::co2};
  for (int64_t h = 0; h < count; ++h) {
    hours.hour.push_back(h);
    hours.g_per_kwh.push_back(static_cast<double>(h));
  }
  return hours;
}

TEST(PlantHours, OfAYearRunAcrossItsEnd) {
  const auto season = factors_of_season(year_of_hours(8760), axis_of(sys_days{2021y / December / 31}, 2));
  ASSERT_EQ(season.size(), 48u);
  EXPECT_EQ(season[0], 364.0 * 24.0);
  EXPECT_EQ(season[23], 8759.0);
  EXPECT_EQ(season[24], 0.0);
}

TEST(PlantHours, LeapDays) {
  const auto axis = axis_of(sys_days{2024y / February / 28}, 3);
  const auto common = factors_of_season(year_of_hours(8760), axis);
  EXPECT_EQ(common[0], 58.0 * 24.0);
  EXPECT_EQ(common[24], 58.0 * 24.0);  // the 29th is the 28th again
  EXPECT_EQ(common[48], 59.0 * 24.0);
  const auto leap = factors_of_season(year_of_hours(8784), axis_of(sys_days{2023y / February / 28}, 2));
  EXPECT_EQ(leap[0], 58.0 * 24.0);
  EXPECT_EQ(leap[24], 60.0 * 24.0);  // 1 March of a leap year
}

// China's midnight is 16 h UTC of the day before.
TEST(PlantHours, StampsAreUtc) {
  PlantHours hours;
  hours.of_year = false;
  hours.pollutants = {Pollutant::co2};
  const int64_t first = 24 * sys_days{2022y / January / 14}.time_since_epoch().count();
  for (int64_t h = 0; h < 48; ++h) {
    hours.hour.push_back(first + h);
    hours.g_per_kwh.push_back(static_cast<double>(h));
  }
  const auto season = factors_of_season(hours, axis_of(sys_days{2022y / January / 15}, 1));
  EXPECT_EQ(season[0], 16.0);
  EXPECT_EQ(season[23], 39.0);
  EXPECT_THROW((void)factors_of_season(hours, axis_of(sys_days{2022y / January / 15}, 2)), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::emission
