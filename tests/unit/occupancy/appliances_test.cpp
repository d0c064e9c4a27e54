#include "models/occupancy/appliances.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 11;
constexpr int HOMES = 20000;

// Shares of a sample of HOMES lie within four standard errors.
void expect_share(int count, double share, const char* what) {
  const double error = std::sqrt(share * (1.0 - share) / HOMES);
  EXPECT_NEAR(count / double{HOMES}, share, 4.0 * error + 1e-12) << what;
}

TEST(Appliances, ownership_cooking_and_hot_water_have_the_shares_of_the_file) {
  const ApplianceSet& set = built_in_equipment().appliances;
  std::array<int, APPLIANCES> owned{};
  std::array<int, COOKING_FUELS> fuel{};
  std::array<int, WATER_SOURCES> water{};
  for (int h = 0; h < HOMES; ++h) {
    const HomeAppliances home = draw_appliances(set, SEED, home_name(h));
    for (int a = 0; a < APPLIANCES; ++a) owned[static_cast<size_t>(a)] += home.owns(static_cast<Appliance>(a)) ? 1 : 0;
    ++fuel[static_cast<size_t>(home.cooking)];
    ++water[static_cast<size_t>(home.water)];
  }
  for (int a = 0; a < APPLIANCES; ++a) {
    expect_share(owned[static_cast<size_t>(a)], set.ownership(static_cast<Appliance>(a)),
                 APPLIANCE_NAMES[static_cast<size_t>(a)].data());
  }
  // The census's three answers over their sum, 1.76.
  expect_share(fuel[0], 0.586 / 1.76, "electricity");
  expect_share(fuel[1], 0.493 / 1.76, "gas");
  expect_share(fuel[2], 0.681 / 1.76, "stove");
  expect_share(water[0], 0.25, "electric storage");
  expect_share(water[3], 0.43, "pot");
}

TEST(Appliances, a_home_has_powers_in_the_span_and_none_of_what_it_does_not_own) {
  const ApplianceSet& set = built_in_equipment().appliances;
  for (int h = 0; h < 2000; ++h) {
    const HomeAppliances home = draw_appliances(set, SEED, home_name(h));
    for (size_t a = 0; a < APPLIANCES; ++a) {
      if (home.owns(static_cast<Appliance>(a))) {
        ASSERT_GE(home.watts[a], set.spec[a].watts.low);
        ASSERT_LE(home.watts[a], set.spec[a].watts.high);
      } else {
        ASSERT_EQ(home.watts[a], 0) << APPLIANCE_NAMES[a];
      }
    }
    ASSERT_EQ(home.owns(Appliance::induction_cooker), home.cooking == CookingFuel::electricity);
    ASSERT_EQ(home.owns(Appliance::water_heater), home.water == WaterSource::electric_storage);
  }
}

// One appliance in all homes, no other: the load is its events and nothing else.
TEST(Appliances, a_home_without_an_appliance_never_runs_it) {
  ApplianceSet only;
  only[Appliance::television] = built_in_equipment().appliances[Appliance::television];
  only[Appliance::television].standby_w = {};
  only[Appliance::television].ownership = 0.5;
  int with = 0;
  for (const Group& group : make_groups(8, SEED, only)) {
    std::array<double, LANES> kwh{};
    for (int d = 0; d < 20; ++d) {
      const auto load_kw = load_day(group, date(2021, 12, 1) + std::chrono::days{d}, SEED, 24);
      for (size_t i = 0; i < load_kw.size(); ++i) kwh[i % LANES] += load_kw[i];
    }
    for (size_t lane = 0; lane < LANES; ++lane) {
      const bool owns = group.owned[lane].owns(Appliance::television);
      with += owns ? 1 : 0;
      EXPECT_EQ(kwh[lane] > 0.0, owns);
    }
  }
  EXPECT_NEAR(with, 64, 23);  // four standard errors of 128 draws
}

// E[factor] = 1 by hand: sum over appliances of ownership times its use over the same sum; here over many homes.
TEST(Appliances, homes_that_own_more_use_more_and_the_mean_stays) {
  const ApplianceSet& set = built_in_equipment().appliances;
  const OwnershipFactor factor(set, 1.5);
  double sum = 0.0, squares = 0.0;
  for (int h = 0; h < HOMES; ++h) {
    const double f = factor(draw_appliances(set, SEED, home_name(h)));
    sum += f / HOMES;
    squares += f * f / HOMES;
  }
  const double deviation = std::sqrt(squares - sum * sum);
  EXPECT_NEAR(sum, 1.0, 4.0 * deviation / std::sqrt(double{HOMES}));
  EXPECT_GT(deviation, 0.15);
  EXPECT_LT(deviation, 0.6);
  HomeAppliances poor, rich;
  poor.owned = 1U << static_cast<unsigned>(Appliance::kitchen_lamp);
  rich.owned = (1U << APPLIANCES) - 1U;
  EXPECT_LT(factor(poor), 0.1);
  EXPECT_GT(factor(rich), 1.5);
}

}  // namespace
}  // namespace hearthgrid::occupancy
