// Storages by area: against those of single networks, by hand, and that nobody is short with them.
#include "models/gas/area_storage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

constexpr int HOURS = 5 * 24;

// [area][hour], with cold days and peaks.
std::vector<double> draws(int areas, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<double> out;
  for (int a = 0; a < areas; ++a) {
    for (int k = 0; k < HOURS; ++k) {
      const double day = 8.0 + 4.0 * static_cast<double>((random() >> 4) % 100) / 100.0;
      out.push_back(day * (1.0 + 0.5 * std::sin(0.2618 * k + a)) * (k / 24 == 2 ? 1.4 : 1.0));
    }
  }
  return out;
}

std::span<const double> area(const std::vector<double>& draws, size_t a) {
  return std::span<const double>(draws).subspan(a * HOURS, HOURS);
}

// One area has more than it needs, the other lacks 2 m3/h in six hours of each day: together they lack nothing.
TEST(AreaStorage, ASurplusDoesNotHideAnothersGap) {
  std::vector<double> draw(2 * 48, 10.0);
  for (size_t k = 0; k < 48; ++k) draw[48 + k] = k % 24 >= 6 && k % 24 < 12 ? 14.0 : 8.0;
  const std::vector<SupplyLimits> limits = {{.hourly_m3h = 500.0, .daily_m3 = {}},
                                            {.hourly_m3h = 12.0, .daily_m3 = {}}};
  const auto needs = size_area_storages(draw, 60.0, limits, {});
  EXPECT_EQ(needs[0].volume_m3, 0.0);
  EXPECT_DOUBLE_EQ(needs[1].volume_m3, 12.0);
  EXPECT_DOUBLE_EQ(needs[1].send_out_m3h, 2.0);
  EXPECT_DOUBLE_EQ(needs[1].season.sent_out_m3, 24.0);
  EXPECT_DOUBLE_EQ(needs[1].season.refilled_m3, 24.0);
  EXPECT_EQ(needs[1].season.days_used, 2);
}

TEST(AreaStorage, WithoutACapOnAllEachIsThatOfItsOwn) {
  const std::vector<double> draw = draws(3, 1);
  const std::vector<SupplyLimits> limits = {{.hourly_m3h = 14.0, .daily_m3 = {}},
                                            {.hourly_m3h = {}, .daily_m3 = 245.0},
                                            {.hourly_m3h = 13.0, .daily_m3 = 250.0}};
  const auto needs = size_area_storages(draw, 60.0, limits, {});
  for (size_t a = 0; a < 3; ++a) {
    const StorageNeed own = size_storage(area(draw, a), 60.0, limits[a], {});
    ASSERT_GT(own.volume_m3, 1.0);
    EXPECT_NEAR(needs[a].volume_m3, own.volume_m3, 1e-9);
    EXPECT_NEAR(needs[a].send_out_m3h, own.send_out_m3h, 1e-9);
    EXPECT_NEAR(needs[a].season.sent_out_m3, own.season.sent_out_m3, 1e-9);
    EXPECT_NEAR(needs[a].season.refilled_m3, own.season.refilled_m3, 1e-9);
    EXPECT_EQ(needs[a].season.days_used, own.season.days_used);
    EXPECT_NEAR(needs[a].season.largest_day_m3, own.season.largest_day_m3, 1e-9);
  }
}

TEST(AreaStorage, OneAreaHasTheTighterOfItsCapsAndThoseOfAll) {
  const std::vector<double> draw = draws(1, 2);
  const std::vector<SupplyLimits> own = {{.hourly_m3h = 15.0, .daily_m3 = 300.0}};
  const auto needs = size_area_storages(draw, 60.0, own, {.hourly_m3h = 20.0, .daily_m3 = 240.0});
  const StorageNeed merged = size_storage(draw, 60.0, {.hourly_m3h = 15.0, .daily_m3 = 240.0}, {});
  EXPECT_NEAR(needs[0].volume_m3, merged.volume_m3, 1e-9);
  EXPECT_NEAR(needs[0].send_out_m3h, merged.send_out_m3h, 1e-9);
}

// Areas under one contract: send-out in each hour as if they were one, shared out; volumes at least as much.
TEST(AreaStorage, ACapOnAllAsksForWhatItAsksOfOne) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const std::vector<double> draw = draws(3, seed);
    std::vector<double> together(HOURS, 0.0);
    for (size_t k = 0; k < draw.size(); ++k) together[k % HOURS] += draw[k];
    const SupplyLimits all{.hourly_m3h = 38.0, .daily_m3 = 720.0};
    const StorageNeed one = size_storage(together, 60.0, all, {});
    const auto needs = size_area_storages(draw, 60.0, std::vector<SupplyLimits>(3), all);
    double volume = 0.0, sent = 0.0;
    for (const StorageNeed& need : needs) {
      volume += need.volume_m3;
      sent += need.season.sent_out_m3;
    }
    ASSERT_GT(one.volume_m3, 1.0);
    EXPECT_NEAR(sent, one.season.sent_out_m3, 1e-7);
    EXPECT_GE(volume, one.volume_m3 - 1e-7);
    EXPECT_LE(volume, 1.5 * one.volume_m3);
  }
}

// What the areas draw from the network besides: within every cap, in each hour and on each day, own and together.
TEST(AreaStorage, WithThemNoCapIsExceeded) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    const std::vector<double> draw = draws(3, seed);
    const std::vector<SupplyLimits> limits = {
        {.hourly_m3h = 13.0, .daily_m3 = {}}, {.hourly_m3h = {}, .daily_m3 = 240.0}, {}};
    const SupplyLimits all{.hourly_m3h = 37.0, .daily_m3 = 730.0};
    const auto needs = size_area_storages(draw, 60.0, limits, all);
    for (int day = 0; day < HOURS / 24; ++day) {
      double all_day = 0.0;
      std::vector<double> own_day(3, 0.0);
      for (int t = 24 * day; t < 24 * day + 24; ++t) {
        double all_hour = 0.0;
        for (size_t a = 0; a < 3; ++a) {
          const double sent = needs[a].season.send_out_m3h[static_cast<size_t>(t)];
          const double piped = area(draw, a)[static_cast<size_t>(t)] - sent;
          EXPECT_GE(sent, -1e-12);
          EXPECT_GE(piped, -1e-9);
          EXPECT_LE(piped, limits[a].hourly_m3h.value_or(UNLIMITED) + 1e-9);
          all_hour += piped;
          own_day[a] += piped;
        }
        EXPECT_LE(all_hour, 37.0 + 1e-9);
        all_day += all_hour;
      }
      EXPECT_LE(all_day, 730.0 + 1e-6);
      EXPECT_LE(own_day[1], 240.0 + 1e-6);
    }
    for (const StorageNeed& need : needs) {
      EXPECT_NEAR(need.season.sent_out_m3, need.season.refilled_m3 + need.season.last_missing_m3, 1e-7);
      EXPECT_LE(need.season.last_missing_m3, need.volume_m3 + 1e-9);
    }
  }
}

TEST(AreaStorage, RefusesDrawsThatDoNotFit) {
  const std::vector<double> draw(49, 1.0);
  EXPECT_THROW((void)size_area_storages(draw, 60.0, std::vector<SupplyLimits>(2), {}), std::invalid_argument);
  EXPECT_THROW((void)size_area_storages(draw, 60.0, {}, {}), std::invalid_argument);
  EXPECT_THROW((void)size_area_storages(draw, 7.0, std::vector<SupplyLimits>(1), {}), std::invalid_argument);
  EXPECT_TRUE(size_area_storages({}, 60.0, {}, {.hourly_m3h = 1.0, .daily_m3 = {}}).empty());
}

}  // namespace
}  // namespace hearthgrid::gas
