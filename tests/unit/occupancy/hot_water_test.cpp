// Draws of hot water against the published parameters and statistics of DHWcalc (log files of 200 litres a day at one
// minute, four categories, and the table that its interface prints), and against a second implementation.

#include "models/occupancy/hot_water.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/base/time_axis.hpp"
#include "tests/unit/occupancy/homes.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr uint32_t SEED = 3;
constexpr uint32_t ALWAYS = ~0U;  // somebody is awake in all hours

// DHWcalc's own profile: shares of periods, spread evenly over their half hours.
struct Period {
  int from, to;  // half hours; to may lie past midnight
  double share;
};
std::array<double, HALF_HOURS> spread(std::initializer_list<Period> periods) {
  std::array<double, HALF_HOURS> day{};
  for (const Period& p : periods) {
    for (int i = p.from; i < p.to; ++i) day[static_cast<size_t>(i % HALF_HOURS)] += p.share / (p.to - p.from);
  }
  return day;
}

HotWaterInputs dhwcalc() {
  HotWaterInputs in = built_in_equipment().hot_water;
  in.workday = spread({{44, 61, 2}, {13, 15, 50}, {15, 24, 6}, {24, 26, 16}, {26, 36, 6}, {36, 44, 20}});
  in.restday = spread({{46, 62, 3.8}, {14, 18, 47.5}, {18, 30, 7.1}, {30, 34, 23.8}, {34, 40, 3.6}, {40, 46, 14.3}});
  return in;
}

struct Year {
  std::array<double, DRAW_KINDS> litres{}, draws{};
  std::array<double, HALF_HOURS> workday{};
  double total = 0.0, workday_litres = 0.0, restday_litres = 0.0;
  int workdays = 0, restdays = 0;
};

// So many years of a home of 200 litres a day, no festival.
Year years_of(const HotWater& water, int years) {
  Year sum;
  std::vector<WaterDraw> draws;
  for (int d = 0; d < 365 * years; ++d) {
    const auto day = date(2021, 1, 1) + std::chrono::days{d};
    const DayKind kind = day_kind(day) == DayKind::workday ? DayKind::workday : DayKind::restday;
    const double litres = 200.0 * water.day_factor(kind, day_of_year(day));
    water.day(litres, kind, ALWAYS, SEED, home_name(1), day_number(day), false, draws);
    double day_litres = 0.0;
    for (const WaterDraw& draw : draws) {
      const auto c = static_cast<size_t>(draw.kind);
      sum.litres[c] += draw.litres();
      sum.draws[c] += 1.0;
      day_litres += draw.litres();
      if (kind == DayKind::workday) sum.workday[static_cast<size_t>(draw.start_minute / 30)] += draw.litres();
    }
    sum.total += day_litres;
    (kind == DayKind::workday ? sum.workday_litres : sum.restday_litres) += day_litres;
    ++(kind == DayKind::workday ? sum.workdays : sum.restdays);
  }
  return sum;
}

// DHWcalc's table for 200 litres a day: 28, 12, 0.142 and 2 draws a day.
TEST(HotWater, draws_a_day_are_those_of_dhwcalc) {
  const HotWater water(dhwcalc());
  EXPECT_NEAR(water.mean_draws(DrawKind::small, 200.0), 28.0, 1e-9);
  EXPECT_NEAR(water.mean_draws(DrawKind::medium, 200.0), 12.0, 1e-9);
  EXPECT_NEAR(water.mean_draws(DrawKind::bath, 200.0), 0.142, 1e-3);
  EXPECT_NEAR(water.mean_draws(DrawKind::shower, 200.0), 2.0, 1e-9);
}

TEST(HotWater, thirty_years_have_dhwcalcs_litres_shares_and_weekends) {
  constexpr int YEARS = 30;
  constexpr double DAYS = 365.0 * YEARS;
  const Year year = years_of(HotWater(dhwcalc()), YEARS);
  EXPECT_NEAR(year.total / DAYS, 200.0, 2.0);  // rest days of the festival make it 0.3 % more
  EXPECT_NEAR(year.litres[0] / year.total, 0.14, 0.002);
  EXPECT_NEAR(year.litres[1] / year.total, 0.36, 0.003);
  EXPECT_NEAR(year.litres[2] / year.total, 0.10, 0.01);  // 1560 baths: a standard error of 2.5 %
  EXPECT_NEAR(year.litres[3] / year.total, 0.40, 0.01);
  EXPECT_NEAR(year.restday_litres / year.restdays / (year.workday_litres / year.workdays), 1.2,
              0.04);  // four standard errors
  const auto share = [&](int from, int to) {
    double litres = 0.0;
    for (int i = from; i < to; ++i) litres += year.workday[static_cast<size_t>(i % HALF_HOURS)];
    return litres / year.workday_litres;
  };
  EXPECT_NEAR(share(13, 15), 0.50, 0.015);
  EXPECT_NEAR(share(24, 26), 0.16, 0.012);
  EXPECT_NEAR(share(36, 44), 0.20, 0.012);
  EXPECT_NEAR(share(44, 61), 0.02, 0.005);
}

TEST(HotWater, flows_lie_in_the_published_range_and_have_the_published_mean_and_spread) {
  const HotWater water(dhwcalc());
  std::array<std::vector<double>, DRAW_KINDS> flows;
  std::vector<WaterDraw> draws;
  for (int d = 0; d < 4000; ++d) {
    water.day(200.0, DayKind::workday, ALWAYS, SEED, home_name(2), d, false, draws);
    for (const WaterDraw& draw : draws) flows[static_cast<size_t>(draw.kind)].push_back(60.0 * draw.litre_per_minute);
  }
  const double low[] = {1, 120, 816, 432};
  const double high[] = {300, 600, 864, 528};
  const double mean[] = {60, 360, 840, 480};
  for (size_t c = 0; c < DRAW_KINDS; ++c) {
    const auto [least, most] = std::minmax_element(flows[c].begin(), flows[c].end());
    EXPECT_GE(*least, low[c]) << c;
    EXPECT_LE(*most, high[c]) << c;
    const auto n = static_cast<double>(flows[c].size());
    EXPECT_NEAR(std::accumulate(flows[c].begin(), flows[c].end(), 0.0) / n / mean[c], 1.0, 0.02) << c;
    if (c == 0) continue;
    // A normal cut at two deviations keeps 0.880 of its deviation: sqrt(1 - 4 phi(2) / (2 Phi(2) - 1)).
    double squares = 0.0;
    for (const double f : flows[c]) squares += (f - mean[c]) * (f - mean[c]) / n;
    const double sigma[] = {0, 120, 12, 24};
    EXPECT_NEAR(std::sqrt(squares) / sigma[c], 0.880, 0.03) << c;
  }
}

// Numbers of draws follow Poisson: variance and mean are the same.
TEST(HotWater, numbers_of_draws_vary_as_poisson) {
  const HotWater water(dhwcalc());
  std::vector<WaterDraw> draws;
  constexpr int DAYS = 20000;
  double sum = 0.0, squares = 0.0;
  for (int d = 0; d < DAYS; ++d) {
    water.day(80.0, DayKind::workday, ALWAYS, SEED, home_name(3), d, true, draws);  // baths and showers
    const auto n = static_cast<double>(draws.size());
    sum += n / DAYS;
    squares += n * n / DAYS;
  }
  const double expected = 80.0 * (0.10 / 140.0 + 0.40 / 40.0);
  EXPECT_NEAR(sum, expected, 4.0 * std::sqrt(expected / DAYS));
  EXPECT_NEAR(squares - sum * sum, expected, 0.05);
}

// Written again: counts by multiplying uniform numbers' inverse up to the mean, starts by a walk through the half
// hours.
TEST(HotWater, equals_a_slow_second_implementation) {
  const HotWaterInputs in = dhwcalc();
  const HotWater water(in);
  std::vector<WaterDraw> draws;
  for (int64_t d = 18990; d < 19090; ++d) {
    water.day(75.0, DayKind::restday, ALWAYS, SEED, home_name(4), d, false, draws);
    std::vector<int> starts, slow;
    for (const WaterDraw& draw : draws) starts.push_back(draw.start_minute);
    for (uint32_t c = 0; c < DRAW_KINDS; ++c) {
      const double mean = in.draw[c].volume_share * 75.0 / (in.draw[c].flow_l_h / 60.0 * in.draw[c].duration_minute);
      const double u =
          uniform(random_words(SEED, Stream::hot_water, home_name(4), static_cast<uint32_t>(d), 1024 * c)[0]);
      int count = 0;
      for (double below = std::exp(-mean); below <= u;) {
        ++count;
        below += std::exp(-mean + count * std::log(mean) - std::lgamma(count + 1.0));
      }
      for (int i = 0; i < count; ++i) {
        const auto words = random_words(SEED, Stream::hot_water, home_name(4), static_cast<uint32_t>(d),
                                        1024 * c + 1 + static_cast<uint32_t>(i / 2));
        double point = words[static_cast<size_t>(2 * (i % 2))] * 0x1p-32 *
                       std::accumulate(in.restday.begin(), in.restday.end(), 0.0);
        size_t half_hour = 0;
        while (point >= in.restday[half_hour]) point -= in.restday[half_hour++];
        slow.push_back(static_cast<int>(30.0 * (static_cast<double>(half_hour) + point / in.restday[half_hour])));
      }
    }
    std::sort(slow.begin(), slow.end());
    EXPECT_EQ(starts, slow) << d;
  }
}

TEST(HotWater, tank_only_leaves_out_the_sink_and_changes_nothing_else) {
  const HotWater water(built_in_equipment().hot_water);
  std::vector<WaterDraw> all, tank;
  for (int d = 0; d < 200; ++d) {
    water.day(90.0, DayKind::workday, ALWAYS, SEED, home_name(5), d, false, all);
    water.day(90.0, DayKind::workday, ALWAYS, SEED, home_name(5), d, true, tank);
    std::erase_if(all,
                  [](const WaterDraw& draw) { return draw.kind == DrawKind::small || draw.kind == DrawKind::medium; });
    ASSERT_EQ(all.size(), tank.size());
    for (size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(all[i].start_minute, tank[i].start_minute);
      EXPECT_EQ(all[i].litre_per_minute, tank[i].litre_per_minute);
    }
  }
  EXPECT_NEAR(water.tank_share(), 0.5, 1e-12);
  EXPECT_NEAR(water.kwh_per_litre(), 1.163e-3 * 35.0, 1e-12);
}

TEST(HotWater, a_day_depends_on_seed_home_and_day) {
  const HotWater water(dhwcalc());
  const auto starts = [&](uint32_t seed, uint64_t name, int64_t day) {
    std::vector<WaterDraw> draws;
    water.day(200.0, DayKind::workday, ALWAYS, seed, name, day, false, draws);
    std::vector<int> minutes;
    for (const WaterDraw& draw : draws) minutes.push_back(draw.start_minute);
    return minutes;
  };
  const auto here = starts(1, home_name(1), 5);
  EXPECT_EQ(here, starts(1, home_name(1), 5));
  EXPECT_NE(here, starts(2, home_name(1), 5));
  EXPECT_NE(here, starts(1, home_name(2), 5));
  EXPECT_NE(here, starts(1, home_name(1), 6));
}

// By hand: 40 litres at 35 K are 1.6282 kWh, 58.6 minutes at 1.667 kW (937.8 units of 1/16 minute).
TEST(HotWater, a_tank_is_heated_after_a_shower_one_after_the_other) {
  const double kwh_per_litre = 1.163e-3 * 35.0;
  std::vector<Reheat> reheats;
  reheats_of({{600, 5, 8.0, DrawKind::shower}, {610, 5, 8.0, DrawKind::shower}}, kwh_per_litre, 1667.0, 0.3, reheats);
  ASSERT_EQ(reheats.size(), 2U);
  EXPECT_EQ(reheats[0].start_unit, 600 * 16);
  EXPECT_NEAR(reheats[0].duration_unit, 937.6, 1.0);
  EXPECT_EQ(reheats[1].start_unit, reheats[0].start_unit + reheats[0].duration_unit);
  // Small draws wait for the thermostat, and what is left is made good after the last.
  reheats_of({{60, 1, 3.0, DrawKind::small}, {90, 1, 3.0, DrawKind::small}, {120, 1, 3.0, DrawKind::small}},
             kwh_per_litre, 1667.0, 0.2, reheats);
  ASSERT_EQ(reheats.size(), 2U);
  EXPECT_EQ(reheats[0].start_unit, 90 * 16);
  EXPECT_EQ(reheats[1].start_unit, 120 * 16);
  // More than the element can give in a day: it runs all day and no longer.
  reheats_of({{600, 60, 20.0, DrawKind::bath}}, kwh_per_litre, 100.0, 0.3, reheats);
  ASSERT_EQ(reheats.size(), 1U);
  EXPECT_EQ(reheats[0].duration_unit, 1440 * 16);
}

TEST(HotWater, heating_gives_back_what_was_drawn) {
  const HotWater water(built_in_equipment().hot_water);
  std::vector<WaterDraw> draws;
  std::vector<Reheat> reheats;
  for (int d = 0; d < 500; ++d) {
    water.day(120.0, DayKind::restday, ALWAYS, SEED, home_name(6), d, true, draws);
    double drawn_kwh = 0.0, heated_kwh = 0.0;
    for (const WaterDraw& draw : draws) drawn_kwh += draw.litres() * water.kwh_per_litre();
    reheats_of(draws, water.kwh_per_litre(), 1800.0, 0.3, reheats);
    for (const Reheat& reheat : reheats) heated_kwh += 1.8 * reheat.duration_unit / 960.0;
    ASSERT_NEAR(heated_kwh, drawn_kwh, 0.001 * (1.0 + static_cast<double>(draws.size())));
  }
}

TEST(HotWater, the_mean_factor_of_a_year_is_one_but_for_the_festival) {
  const HotWater water(dhwcalc());
  const auto factor = mean_day_factor(water, Calendar{}, date(2021, 7, 1), 365);
  // 22 festival days, of which 16 would have been work days, at 1.2 instead of 1: 0.9 % of the year, in winter.
  EXPECT_NEAR(factor[0] + factor[1] + factor[2], 1.0 + 16.0 * 0.2 * (7.0 / 7.4) * 1.1 / 365.0, 0.002);
}

// Beyond a mean of 745 exp(-mean) is zero in doubles; the number keeps a Poisson's mean and spread.
TEST(HotWater, many_draws_keep_the_mean_and_spread_of_their_kind) {
  const HotWater water(dhwcalc());
  for (const double mean : {400.0, 740.0, 800.0, 1500.0}) {
    const double litres = 200.0 * mean / water.mean_draws(DrawKind::small, 200.0);
    std::vector<WaterDraw> draws;
    double sum = 0.0, squares = 0.0;
    constexpr int DAYS = 200;
    for (int day = 0; day < DAYS; ++day) {
      water.day(litres, DayKind::workday, ALWAYS, SEED, home_name(1), 18000 + day, false, draws);
      const auto small =
          std::count_if(draws.begin(), draws.end(), [](const auto& d) { return d.kind == DrawKind::small; });
      sum += static_cast<double>(small);
      squares += static_cast<double>(small * small);
    }
    const double found = sum / DAYS, variance = squares / DAYS - found * found;
    EXPECT_NEAR(found, mean, 4.0 * std::sqrt(mean / DAYS)) << mean;
    EXPECT_NEAR(variance / mean, 1.0, 4.0 * std::sqrt(2.0 / DAYS)) << mean;
  }
}

// Draws fall in hours in which somebody is awake, and asking for more by the share of those keeps the litres.
TEST(HotWater, nobody_awake_draws_nothing_and_the_mean_stays) {
  const HotWater water(built_in_equipment().hot_water);
  People people;
  people.persons = people.workers = 2;
  people.returning = 0;
  const AwakeChance awake = awake_chance(people, presence());
  const DayKind kind = DayKind::workday;
  const double share = water.awake_share(kind, awake.hour[0]);
  EXPECT_GT(share, 0.4);
  EXPECT_LT(share, 0.9);  // out by day
  std::vector<WaterDraw> draws;
  double litres = 0.0;
  constexpr int DAYS = 20000;
  for (int d = 0; d < DAYS; ++d) {
    const uint32_t hours = awake_hours(presence_day(people, kind, presence(), SEED, home_name(7), d));
    water.day(60.0 / share, kind, hours, SEED, home_name(7), d, false, draws);
    for (const WaterDraw& draw : draws) {
      ASSERT_NE(hours >> static_cast<unsigned>(draw.start_minute / 60) & 1U, 0U);
      litres += draw.litres();
    }
  }
  EXPECT_NEAR(litres / DAYS, 60.0, 1.5);  // four standard errors of a day's 45 litres come to 1.3
  water.day(60.0, kind, 0U, SEED, home_name(7), 1, false, draws);
  EXPECT_TRUE(draws.empty());
  std::array<double, 24> always{};
  always.fill(1.0);
  EXPECT_NEAR(water.awake_share(DayKind::restday, always), 1.0, 1e-12);
}

}  // namespace
}  // namespace hearthgrid::occupancy
