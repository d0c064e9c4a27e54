// Weather against published references: NREL's solar position example is in unit/weather/solar_test.cpp; here the
// incident solar radiation of ASHRAE Standard 140-2020 (Table B8-13, Denver TMY3, albedo 0.2) and real EPW files.

#include <gtest/gtest.h>

#include <array>
#include <chrono>

#include "engine/io/epw.hpp"
#include "models/weather/step_weather.hpp"
#include "models/weather/tilted.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid {
namespace {

using namespace std::chrono_literals;
using weather::HourlyWeather;
using weather::SkyModel;

/// The file of the reference data, or nothing where the data are not there.
std::optional<HourlyWeather> reference_year(const std::string& file) {
  const auto folder = reference_data();
  if (!folder || !std::filesystem::exists(*folder + "/weather/" + file)) return std::nullopt;
  ProblemList problems;
  HourlyWeather year = io::read_epw_file(*folder + "/weather/" + file, problems);
  for (const Problem& problem : problems.all()) ADD_FAILURE() << problem.text();
  return year;
}

TimeAxis whole_year(const HourlyWeather& year) {
  return {.first_day = std::chrono::sys_days{2021y / 1 / 1},
          .season_days = 365,
          .warm_up_days = 0,
          .step_minutes = 15,
          .utc_offset_h = year.site.utc_offset_h};
}

/// Incident radiation of a year [kWh/m2].
double incident_kwh_m2(const weather::StepWeather& steps, Plane plane, SkyModel model) {
  double sum = 0.0;
  for (const PlaneIrradiance& i : weather::plane_irradiance(steps, plane, 0.2, model)) sum += i.total();
  return sum * steps.axis.step_hours() / steps.substeps / 1000.0;
}

TEST(WeatherValidation, IncidentSolarOfDenverIsInsideTheReferencePrograms) {
  const auto year = reference_year("drivers/WD600.epw");
  if (!year) GTEST_SKIP() << "reference data not found; set HEARTHGRID_REFERENCE_DATA";
  const weather::StepWeather steps = weather::to_steps(*year, whole_year(*year));
  struct Case {
    const char* name;
    Plane plane;
    double low, high;
  };
  constexpr std::array<Case, 5> CASES = {{{"horizontal", {0.0, 180.0}, 1663.0, 1670.0},
                                          {"north", {90.0, 0.0}, 399.0, 477.0},
                                          {"east", {90.0, 90.0}, 1017.0, 1068.0},
                                          {"south", {90.0, 180.0}, 1291.0, 1387.0},
                                          {"west", {90.0, 270.0}, 903.0, 997.0}}};
  for (const Case& c : CASES) {
    const double kwh = incident_kwh_m2(steps, c.plane, SkyModel::perez);
    RecordProperty(c.name, std::to_string(kwh));
    // The horizontal range is +-0.2 %: the global sum here comes from direct and diffuse, not from the file's global.
    const double slack = c.plane.tilt_deg == 0.0 ? 0.01 * c.high : 0.0;
    EXPECT_GE(kwh, c.low - slack) << c.name;
    EXPECT_LE(kwh, c.high + slack) << c.name;
  }
  // Another implementation's sums with the same models; the isotropic sky falls out of the range on the south wall.
  EXPECT_NEAR(incident_kwh_m2(steps, {90.0, 180.0}, SkyModel::perez), 1367.0, 2.0);
  EXPECT_NEAR(incident_kwh_m2(steps, {90.0, 270.0}, SkyModel::perez), 968.0, 2.0);
  EXPECT_NEAR(incident_kwh_m2(steps, {90.0, 180.0}, SkyModel::isotropic), 1282.0, 2.0);
  EXPECT_NEAR(incident_kwh_m2(steps, {90.0, 180.0}, SkyModel::hay_davies), 1321.0, 4.0);
}

TEST(WeatherValidation, RealFilesAreReadWhole) {
  // Season mean of Lanzhou as computed from the file independently; a trap of each file: CSWD's 9999 and 999 fields,
  // DRYCOLD's CR LF, 32 fields and minute 60, TMY3's illuminances of zero, Barrow's polar night.
  const std::array<const char*, 5> files = {"CHN_Gansu.Lanzhou.528890_CSWD.epw", "DRYCOLDTMY.epw",
                                            "USA_CO_Denver.Intl.AP.725650_TMY3.epw", "drivers/700260.epw",
                                            "drivers/722190.epw"};
  for (const char* file : files) {
    const auto year = reference_year(file);
    if (!year) GTEST_SKIP() << "reference data not found; set HEARTHGRID_REFERENCE_DATA";
    EXPECT_EQ(year->hours(), 8760) << file;
  }
  const HourlyWeather lanzhou = *reference_year(files[0]);
  const TimeAxis winter{.first_day = std::chrono::sys_days{2021y / 11 / 15}, .season_days = 121, .warm_up_days = 0};
  double mean = 0.0;
  for (const double temp_c : weather::season_of_year(lanzhou, winter).dry_bulb_c) mean += temp_c / (24.0 * 121.0);
  EXPECT_NEAR(mean, -1.1, 0.06);
}

TEST(WeatherValidation, WeatherDriversOfTheBestestAreMet) {
  // ASHRAE Standard 140's weather-driver case WD100 as published with the test suite: means over the year.
  const auto year = reference_year("drivers/WD100.epw");
  if (!year) GTEST_SKIP() << "reference data not found; set HEARTHGRID_REFERENCE_DATA";
  double dry_bulb = 0.0, dew_point = 0.0, humidity = 0.0;
  for (int i = 0; i < year->hours(); ++i) {
    dry_bulb += year->dry_bulb_c[i] / year->hours();
    dew_point += year->dew_point_c[i] / year->hours();
    humidity += 100.0 * year->relative_humidity[i] / year->hours();
  }
  EXPECT_NEAR(dry_bulb, 10.875, 0.01);
  EXPECT_NEAR(dew_point, -1.066, 0.02);
  EXPECT_NEAR(humidity, 49.62, 0.1);
  const weather::StepWeather steps = weather::to_steps(*year, whole_year(*year));
  EXPECT_NEAR(incident_kwh_m2(steps, {0.0, 180.0}, SkyModel::perez) / 1670.22, 1.0, 0.01);
}

}  // namespace
}  // namespace hearthgrid
