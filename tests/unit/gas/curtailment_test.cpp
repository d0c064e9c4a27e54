#include "models/gas/curtailment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

CurtailmentDraws flat(std::vector<double> by_class, size_t hours) {
  CurtailmentDraws draws{.draw_m3h = {}, .classes = static_cast<int>(by_class.size()), .step_min = 60.0};
  for (const double m3h : by_class) draws.draw_m3h.insert(draws.draw_m3h.end(), hours, m3h);
  return draws;
}

const std::vector<SupplyLimits> FREE(1);

TEST(Curtailment, TheLowestClassGoesShortEvenlyOverTheDay) {
  // 24 h of 10 + 20 m3/h against 600 m3: the first class keeps 120 of its 240 m3.
  const auto result = curtail(flat({10.0, 20.0}, 24), FREE, {.hourly_m3h = {}, .daily_m3 = 600.0});
  for (int hour = 0; hour < 24; ++hour) {
    EXPECT_NEAR(result.at(0, 0, hour), 0.5, 1e-12);
    EXPECT_EQ(result.at(0, 1, hour), 1.0);
  }
  EXPECT_NEAR(result.by_class[0].served_m3, 120.0, 1e-9);
  EXPECT_DOUBLE_EQ(result.by_class[0].hours_short, 24.0);
  EXPECT_NEAR(result.by_class[0].lowest_share, 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(result.by_class[1].served_m3, 480.0);
  EXPECT_EQ(result.by_class[1].hours_short, 0.0);
}

TEST(Curtailment, TheNextClassGoesShortWhenTheLowestHasNothing) {
  const auto result = curtail(flat({10.0, 20.0}, 24), FREE, {.hourly_m3h = {}, .daily_m3 = 240.0});
  EXPECT_EQ(result.by_class[0].served_m3, 0.0);
  EXPECT_NEAR(result.by_class[1].lowest_share, 0.5, 1e-12);
  EXPECT_NEAR(std::accumulate(result.unserved_m3.begin(), result.unserved_m3.end(), 0.0), 720.0 - 240.0, 1e-9);
}

TEST(Curtailment, HoursAboveTheHourlyCapStopAndTheOthersGoOn) {
  // One class: 10 m3/h but 20 in two hours; 15 m3/h and 240 m3 a day. Alone the day would give 240 / 260 to all; the
  // peak hours stop at 15 / 20, and the rest gets (240 - 30) / 220.
  CurtailmentDraws draws = flat({10.0}, 24);
  draws.draw_m3h[7] = draws.draw_m3h[18] = 20.0;
  const auto result = curtail(draws, FREE, {.hourly_m3h = 15.0, .daily_m3 = 240.0});
  EXPECT_NEAR(result.at(0, 0, 7), 0.75, 1e-12);
  EXPECT_NEAR(result.at(0, 0, 18), 0.75, 1e-12);
  EXPECT_NEAR(result.at(0, 0, 0), 210.0 / 220.0, 1e-12);
  EXPECT_NEAR(result.by_class[0].served_m3, 240.0, 1e-9);
}

TEST(Curtailment, AnAreaStopsAtItsOwnCapAndTheOtherTakesTheRest) {
  // Two areas of 10 m3/h, one capped at 4, both together at 12: 4 and 8.
  CurtailmentDraws draws{.draw_m3h = {10.0, 10.0}, .classes = 1, .step_min = 60.0};
  std::vector<SupplyLimits> areas(2);
  areas[0].hourly_m3h = 4.0;
  const auto result = curtail(draws, areas, {.hourly_m3h = 12.0, .daily_m3 = {}});
  EXPECT_NEAR(result.at(0, 0, 0), 0.4, 1e-12);
  EXPECT_NEAR(result.at(1, 0, 0), 0.8, 1e-12);
}

TEST(Curtailment, GasFromAStorageAddsToTheCaps) {
  const std::vector<double> extra(24, 5.0);
  const auto result = curtail(flat({10.0, 20.0}, 24), FREE, {.hourly_m3h = 25.0, .daily_m3 = 600.0}, extra);
  for (const double share : result.share) EXPECT_EQ(share, 1.0);
}

TEST(Curtailment, QuartersOfAnHourShareItsCap) {
  // 4 quarters of 0, 0, 20, 20: a mean of 10 against 8.
  const CurtailmentDraws draws{.draw_m3h = {0.0, 0.0, 20.0, 20.0}, .classes = 1, .step_min = 15.0};
  const auto result = curtail(draws, FREE, {.hourly_m3h = 8.0, .daily_m3 = {}});
  ASSERT_EQ(result.hours, 1);
  EXPECT_NEAR(result.share[0], 0.8, 1e-12);
  EXPECT_NEAR(result.unserved_m3[0], 2.0, 1e-12);
}

TEST(Curtailment, RefusesWhatDoesNotFit) {
  EXPECT_THROW((void)curtail({{1.0, 2.0, 3.0}, 2, 60.0}, FREE, {}), std::invalid_argument);
  EXPECT_THROW((void)curtail({{1.0}, 1, 25.0}, FREE, {}), std::invalid_argument);
  EXPECT_THROW((void)curtail({{-1.0}, 1, 60.0}, FREE, {}), std::invalid_argument);
  EXPECT_THROW((void)curtail({{NAN}, 1, 60.0}, FREE, {}), std::invalid_argument);
  EXPECT_THROW((void)curtail({{1.0}, 1, 60.0}, FREE, {}, std::vector<double>(3)), std::invalid_argument);
}

struct RandomCase {
  CurtailmentDraws draws;
  std::vector<SupplyLimits> areas;
  SupplyLimits all;
  size_t classes, hours, in_hour;

  RandomCase()
      : areas(*rc::gen::inRange(1, 4)),
        classes(*rc::gen::inRange(1, 4)),
        hours(*rc::gen::inRange(20, 52)),
        in_hour(*rc::gen::element(1, 2, 4)) {
    draws.classes = static_cast<int>(classes);
    draws.step_min = 60.0 / static_cast<double>(in_hour);
    draws.draw_m3h.resize(areas.size() * classes * hours * in_hour);
    for (double& m3h : draws.draw_m3h) m3h = std::max(0, *rc::gen::inRange(-4, 21));
    for (SupplyLimits& area : areas) area = caps(8, 200);
    all = caps(20, 600);
  }
  static SupplyLimits caps(int hourly, int daily) {
    SupplyLimits limits;
    if (*rc::gen::inRange(0, 3) > 0) limits.hourly_m3h = *rc::gen::inRange(0, 2 * hourly);
    if (*rc::gen::inRange(0, 3) > 0) limits.daily_m3 = *rc::gen::inRange(0, 2 * daily);
    return limits;
  }
  [[nodiscard]] double wanted_m3(size_t area, size_t of_class, size_t hour) const {
    const double* row = &draws.draw_m3h[(area * classes + of_class) * hours * in_hour + hour * in_hour];
    return std::accumulate(row, row + in_hour, 0.0) / static_cast<double>(in_hour);
  }
};

/// A cap as the caller states it: which cells it is over.
struct Over {
  double cap_m3 = std::numeric_limits<double>::infinity();
  size_t first_area, end_area, first_hour, end_hour;
};

std::vector<Over> caps_of(const RandomCase& c) {
  std::vector<Over> out;
  const auto add = [&](const SupplyLimits& limits, size_t first, size_t end) {
    for (size_t h = 0; limits.hourly_m3h && h < c.hours; ++h) out.push_back({*limits.hourly_m3h, first, end, h, h + 1});
    for (size_t h = 0; limits.daily_m3 && h < c.hours; h += 24) {
      out.push_back({*limits.daily_m3, first, end, h, std::min(h + 24, c.hours)});
    }
  };
  for (size_t a = 0; a < c.areas.size(); ++a) add(c.areas[a], a, a + 1);
  add(c.all, 0, c.areas.size());
  return out;
}

RC_GTEST_PROP(Curtailment, CapsHoldAndOnlyTheLowestUnderAUsedUpCapAreCut, ()) {
  const RandomCase c;
  const auto result = curtail(c.draws, c.areas, c.all);
  const auto share = [&](size_t a, size_t cl, size_t h) {
    return result.at(a, static_cast<int>(cl), static_cast<int>(h));
  };
  const auto caps = caps_of(c);
  std::vector<double> used(caps.size(), 0.0);
  for (size_t i = 0; i < caps.size(); ++i) {
    for (size_t a = caps[i].first_area; a < caps[i].end_area; ++a) {
      for (size_t h = caps[i].first_hour; h < caps[i].end_hour; ++h) {
        for (size_t cl = 0; cl < c.classes; ++cl) used[i] += share(a, cl, h) * c.wanted_m3(a, cl, h);
      }
    }
    RC_ASSERT(used[i] <= caps[i].cap_m3 * (1.0 + 1e-9) + 1e-9);
  }
  // Drawn by classes below `cl` under a cap.
  const auto lower = [&](const Over& cap, size_t cl) {
    double sum = 0.0;
    for (size_t a = cap.first_area; a < cap.end_area; ++a) {
      for (size_t h = cap.first_hour; h < cap.end_hour; ++h) {
        for (size_t below = 0; below < cl; ++below) sum += share(a, below, h) * c.wanted_m3(a, below, h);
      }
    }
    return sum;
  };
  for (size_t a = 0; a < c.areas.size(); ++a) {
    for (size_t cl = 0; cl < c.classes; ++cl) {
      for (size_t h = 0; h < c.hours; ++h) {
        const double s = share(a, cl, h);
        RC_ASSERT(s >= 0.0 && s <= 1.0);
        if (s == 1.0) continue;
        bool justified = false;
        for (size_t i = 0; i < caps.size(); ++i) {
          const Over& cap = caps[i];
          if (a < cap.first_area || a >= cap.end_area || h < cap.first_hour || h >= cap.end_hour) continue;
          justified = justified || (used[i] >= cap.cap_m3 * (1.0 - 1e-9) - 1e-9 && lower(cap, cl) < 1e-9);
        }
        RC_ASSERT(justified);
      }
    }
  }
}

RC_GTEST_PROP(Curtailment, WhatIsNotServedIsCountedOnce, ()) {
  const RandomCase c;
  const auto result = curtail(c.draws, c.areas, c.all);
  double wanted = 0.0, served = 0.0;
  for (const ClassCurtailment& of : result.by_class) {
    wanted += of.wanted_m3;
    served += of.served_m3;
  }
  const double drawn =
      std::accumulate(c.draws.draw_m3h.begin(), c.draws.draw_m3h.end(), 0.0) / static_cast<double>(c.in_hour);
  const double unserved = std::accumulate(result.unserved_m3.begin(), result.unserved_m3.end(), 0.0);
  RC_ASSERT(std::abs(wanted - drawn) < 1e-8);
  RC_ASSERT(std::abs(wanted - served - unserved) < 1e-8);
}

RC_GTEST_PROP(Curtailment, DaysDoNotKnowOfEachOther, ()) {
  const RandomCase c;
  const auto whole = curtail(c.draws, c.areas, c.all);
  CurtailmentDraws first{.draw_m3h = {}, .classes = c.draws.classes, .step_min = c.draws.step_min};
  const size_t hours = std::min<size_t>(24, c.hours);
  for (size_t row = 0; row < c.areas.size() * c.classes; ++row) {
    const auto begin = c.draws.draw_m3h.begin() + static_cast<std::ptrdiff_t>(row * c.hours * c.in_hour);
    first.draw_m3h.insert(first.draw_m3h.end(), begin, begin + static_cast<std::ptrdiff_t>(hours * c.in_hour));
  }
  const auto day = curtail(first, c.areas, c.all);
  for (size_t a = 0; a < c.areas.size(); ++a) {
    for (int cl = 0; cl < c.draws.classes; ++cl) {
      for (int h = 0; h < static_cast<int>(hours); ++h) RC_ASSERT(day.at(a, cl, h) == whole.at(a, cl, h));
    }
  }
}

}  // namespace
}  // namespace hearthgrid::gas
