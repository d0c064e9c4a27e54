// Reactive power of a home's base load from what it owns.
#include "models/occupancy/power_factor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/base/power_factor.hpp"
#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

using Kwh = std::array<double, APPLIANCES>;

const MeanUse& year() {
  static const MeanUse once = mean_use(date(2021, 7, 1), SiteInputs{});
  return once;
}

double sum_of(const Kwh& kwh) {
  return std::accumulate(kwh.begin(), kwh.end(), 0.0);
}

TEST(PowerFactor, IsTheCosineOfTheAngleWhoseTangentItHas) {
  EXPECT_DOUBLE_EQ(tan_of_power_factor(0.8), 0.75);
  EXPECT_DOUBLE_EQ(tan_of_power_factor(1.0), 0.0);
  EXPECT_DOUBLE_EQ(power_factor_of_tan(0.75), 0.8);
  for (double factor = 0.5; factor <= 1.0; factor += 0.01) {
    EXPECT_NEAR(std::cos(std::atan(tan_of_power_factor(factor))), factor, 1e-12);
  }
}

// By hand: a refrigerator of 100 W that runs 0.3 of the time at 0.8, and a router of 10 W at 1: 30 W and 10 W, 22.5
// var.
TEST(PowerFactor, OfARefrigeratorAndARouterByHand) {
  HomeAppliances home;
  const auto refrigerator = static_cast<size_t>(Appliance::refrigerator);
  const auto router = static_cast<size_t>(Appliance::router);
  home.owned = 1U << refrigerator | 1U << router;
  home.watts[refrigerator] = 100;
  home.period_minute[0] = 50.0;
  home.duty[0] = 0.3;
  home.standby_w = home.own_standby_w[router] = 10;
  People people;
  people.kwh_follows_use = true;
  const AwakeChance awake = always_awake();
  BaseLoadLanes lanes;
  const HomeUse use{&people, &home, &awake, 0.0};
  set_lane(lanes, 0, use, home_name(1), year());
  const Kwh kwh = expected_appliance_kwh(lanes, 0, use, year());
  EXPECT_NEAR(kwh[refrigerator], 0.72, 1e-4);
  EXPECT_NEAR(kwh[router], 0.24, 1e-4);
  ApplianceSet set;
  set[Appliance::refrigerator].power_factor = 0.8;
  EXPECT_NEAR(base_tan_phi(set, kwh), 22.5 / 40.0, 1e-12);
  set[Appliance::router].power_factor = 0.8;
  EXPECT_NEAR(base_tan_phi(set, kwh), 0.75, 1e-12);
  EXPECT_EQ(base_tan_phi(set, {}), 0.0);
}

// Homes as they come and pushed to both ends of their habits, with hot water drawn.
TEST(PowerFactor, EnergiesByApplianceComeToTheHomes) {
  const ApplianceSet& set = built_in_equipment().appliances;
  for (const double factor : {0.5, 1.0, 2.0, 6.0}) {
    for (int h = 0; h < 100; ++h) {
      People people = draw_people(3, home_name(h), PeopleInputs{});
      const HomeAppliances owned = draw_appliances(set, 3, home_name(h));
      const AwakeChance awake = awake_chance(people, presence());
      const double own_kwh = owned.owns(Appliance::water_heater) ? 0.8 : 0.0;
      const HomeUse use{&people, &owned, &awake, own_kwh};
      people.yearly_kwh *= factor;
      BaseLoadLanes lanes;
      set_lane(lanes, 0, use, home_name(h), year());
      const Kwh kwh = expected_appliance_kwh(lanes, 0, use, year());
      const double all_kwh = expected_day_kwh(lanes, 0, year(), awake) + lanes.scale[0] * own_kwh;
      EXPECT_NEAR(sum_of(kwh), all_kwh, 1e-12 * all_kwh);
      // An appliance's share is what the home's expectation loses without it.
      for (size_t a = 0; a < SWITCHED; ++a) {
        BaseLoadLanes without = lanes;
        without.watts[a][0] = 0.0F;
        without.standby_w[0] = 0.0F;
        BaseLoadLanes silent = lanes;
        silent.standby_w[0] = 0.0F;
        const double lost = expected_day_kwh(silent, 0, year(), awake) - expected_day_kwh(without, 0, year(), awake);
        const double standby_kwh = owned.standby_w > 0 ? lanes.scale[0] * 0.024 * year().level * lanes.standby_w[0] *
                                                             owned.own_standby_w[a] / owned.standby_w
                                                       : 0.0;
        EXPECT_NEAR(kwh[a], lost + standby_kwh, 1e-12 * all_kwh) << APPLIANCE_NAMES[a];
      }
    }
  }
}

// Reactive power of all together is the sum of each alone with the others at 1.
TEST(PowerFactor, ReactivePowersAddUp) {
  const ApplianceSet& set = built_in_equipment().appliances;
  double lowest = 1.0, highest = 0.0;
  for (const Group& group : make_groups(4, 7)) {
    for (int lane = 0; lane < LANES; ++lane) {
      const auto i = static_cast<size_t>(lane);
      const HomeUse use{&group.people[i], &group.owned[i], &group.awake[i], 0.0};
      const Kwh kwh = expected_appliance_kwh(group.lanes, lane, use, year());
      double kvarh = 0.0;
      for (size_t a = 0; a < APPLIANCES; ++a) {
        ApplianceSet alone;
        alone.spec[a].power_factor = set.spec[a].power_factor;
        kvarh += base_tan_phi(alone, kwh) * sum_of(kwh);
      }
      EXPECT_NEAR(base_tan_phi(set, kwh) * sum_of(kwh), kvarh, 1e-12 * sum_of(kwh));
      const double factor = power_factor_of_tan(base_tan_phi(set, kwh));
      lowest = std::min(lowest, factor);
      highest = std::max(highest, factor);
    }
  }
  // No home lies outside its appliances, and homes differ.
  EXPECT_GT(lowest, 0.8);
  EXPECT_LE(highest, 1.0);
  EXPECT_GT(highest - lowest, 0.02);
}

}  // namespace
}  // namespace hearthgrid::occupancy
