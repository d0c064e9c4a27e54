// A slab after ISO 13370 in a run: the ground under it is that of the day of the year.

#include <gtest/gtest.h>

#include "engine/run/physics.hpp"
#include "models/dwelling/ground_slab.hpp"
#include "models/weather/climate.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::run {
namespace {

dwelling::Dwelling home_on_a_slab() {
  dwelling::Dwelling home = bestest::box(true, false);
  dwelling::OpaqueElement& floor = home.opaque.back();
  floor.boundary = dwelling::Boundary::ground;
  floor.layers = {{"concrete", 0.1, 1.5, 2300, 920}};
  floor.slab = dwelling::GroundSlab{.exposed_perimeter_m = 28.0};
  return home;
}

/// One day of weather from `day` on.
SiteWeather one_day(std::chrono::sys_days day, double ground_c, double swing_k) {
  TimeAxis axis;
  axis.first_day = day;
  axis.season_days = 1;
  axis.warm_up_days = 0;
  SiteWeather site = prepare_site(weather::to_steps(weather::synthesise("yanggao", 3, axis), axis), ground_c);
  site.yearly_swing_k = swing_k;
  return site;
}

TEST(Slab, LiesOnTheGroundOfTheDay) {
  const dwelling::Dwelling home = home_on_a_slab();
  const dwelling::GroundCoupling ground = dwelling::ground_coupling(home.opaque.back());
  const dwelling::YearlyCourse year{.mean_c = 9.0, .swing_k = 15.0, .coldest_day = 15.0};
  const std::vector<std::pair<std::chrono::sys_days, double>> days = {
      {std::chrono::sys_days{std::chrono::year{2021} / 11 / 15}, 319.0},
      {std::chrono::sys_days{std::chrono::year{2022} / 2 / 9}, 40.0}};
  for (const auto& [day, number] : days) {
    const Construction swinging = prepare_construction(home, one_day(day, 9.0, 15.0));
    const double under_c = dwelling::virtual_ground_temp_c(ground, year, number);
    const Construction constant = prepare_construction(home, one_day(day, under_c, 0.0));
    EXPECT_EQ(swinging.driver, constant.driver) << number;
    EXPECT_NE(swinging.driver, prepare_construction(home, one_day(day, 9.0, 0.0)).driver);
  }
  EXPECT_LT(dwelling::virtual_ground_temp_c(ground, year, 40.0), 3.0) << "coldest some 25 days after mid-January";
}

}  // namespace
}  // namespace hearthgrid::run
