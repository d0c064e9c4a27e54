#include "models/electricity/coincidence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/base/random.hpp"

namespace hearthgrid::electricity {
namespace {

using Rows = std::vector<std::vector<float>>;

// Four homes over four days of one step.
const Rows FOUR_HOMES = {{4, 0, 0, 1},   // peak 4
                         {0, 4, 0, 1},   // peak 4
                         {2, 2, 0, 6},   // peak 6
                         {2, 0, 8, 0}};  // peak 8

HomeLoads loads_of(const Rows& rows, size_t steps_per_day, std::vector<std::vector<int>> bins) {
  HomeLoads loads;
  for (const auto& row : rows) loads.homes_kw.emplace_back(row);
  loads.steps_per_day = steps_per_day;
  loads.bins = std::move(bins);
  return loads;
}

std::vector<int> all_days(size_t days) {
  std::vector<int> bin(days);
  std::iota(bin.begin(), bin.end(), 0);
  return bin;
}

// Homes with habits of their own: a level, a daily course, and kettles.
Rows made_up_homes(int homes, size_t days, size_t per_day) {
  Rows rows(static_cast<size_t>(homes));
  for (size_t h = 0; h < rows.size(); ++h) {
    for (size_t t = 0; t < days * per_day; ++t) {
      const auto words = random_words(5, Stream::base_load, h, static_cast<uint32_t>(t), 0);
      const double level = 0.5 + uniform(random_words(5, Stream::people, h, 0, 0)[0]);
      const double course =
          1.0 + 0.3 * std::sin(6.283 * static_cast<double>(t % per_day) / static_cast<double>(per_day));
      rows[h].push_back(static_cast<float>(level * course + (uniform(words[0]) < 0.05 ? 2.0 : 0.0)));
    }
  }
  return rows;
}

TEST(Coincidence, ByHand) {
  const HomeLoads loads = loads_of(FOUR_HOMES, 1, {all_days(4), {1}, {}});
  const std::vector<int> sizes = {1, 2, 3, 4, 5};
  const auto results = coincidence(loads, sizes, {});
  ASSERT_EQ(results.size(), 15U);
  EXPECT_EQ(results[0].groups, 4);
  EXPECT_DOUBLE_EQ(results[0].admd_kw.mean, 5.5);
  EXPECT_DOUBLE_EQ(results[0].factor.mean, 1.0);
  // Of homes drawn one by one, the lowest peak is 4 and the highest 8; their mean is near 5.5.
  EXPECT_NEAR(results[0].admd_kw.p05, 4.0, 0.4);
  EXPECT_NEAR(results[0].admd_kw.p95, 8.0, 0.4);
  EXPECT_DOUBLE_EQ(results[0].factor.p05, 1.0);
  EXPECT_DOUBLE_EQ(results[0].factor.p95, 1.0);
  // Pairs: 4 4 0 2 of 8, and 4 2 8 6 of 14.
  EXPECT_DOUBLE_EQ(results[3].admd_kw.mean, (2.0 + 4.0) / 2.0);
  EXPECT_DOUBLE_EQ(results[3].factor.mean, (4.0 / 8.0 + 8.0 / 14.0) / 2.0);
  // Three: 6 6 0 8 of 14; the fourth home is in no group.
  EXPECT_EQ(results[6].groups, 1);
  EXPECT_DOUBLE_EQ(results[6].factor.mean, 8.0 / 14.0);
  // All: 8 6 8 8 of 22; on the second day alone 6, which is the sum of its homes' peaks of that day.
  EXPECT_DOUBLE_EQ(results[9].admd_kw.mean, 2.0);
  EXPECT_DOUBLE_EQ(results[9].factor.mean, 8.0 / 22.0);
  EXPECT_DOUBLE_EQ(results[10].admd_kw.mean, 1.5);
  EXPECT_DOUBLE_EQ(results[10].factor.mean, 1.0);
  // A bin without days, and a size without homes.
  for (const Coincidence& empty : {results[11], results[12]}) {
    EXPECT_EQ(empty.admd_kw.mean, 0.0);
    EXPECT_EQ(empty.admd_kw.p95, 0.0);
    EXPECT_EQ(empty.factor.mean, 0.0);
  }
  EXPECT_EQ(results[12].groups, 0);
}

TEST(Coincidence, RefusesWhatDoesNotFit) {
  const std::vector<int> one = {1}, zero = {0}, falling = {2, 1};
  const HomeLoads loads = loads_of(FOUR_HOMES, 1, {{0}});
  EXPECT_THROW((void)coincidence(loads_of(FOUR_HOMES, 3, {{0}}), one, {}), std::invalid_argument);
  EXPECT_THROW((void)coincidence(loads_of(FOUR_HOMES, 2, {{2}}), one, {}), std::invalid_argument);
  EXPECT_THROW((void)coincidence(loads_of({{1, 2}, {1}}, 1, {{0}}), one, {}), std::invalid_argument);
  EXPECT_THROW((void)coincidence(loads, zero, {}), std::invalid_argument);
  EXPECT_THROW((void)coincidence(loads, falling, {}), std::invalid_argument);
}

// ADMD(2N) <= ADMD(N) over the same homes, whatever they draw. Where all homes have one and the same own peak, the
// coincidence is the ADMD over that peak, and falls with it.
RC_GTEST_PROP(Coincidence, FallsAsGroupsDouble, ()) {
  Rows rows(16, std::vector<float>(24));
  for (auto& row : rows) {
    for (float& kw : row) kw = static_cast<float>(*rc::gen::inRange(0, 90)) / 10.0F;
    row[static_cast<size_t>(*rc::gen::inRange(0, 24))] = 9.0F;
  }
  const std::vector<int> sizes = {1, 2, 4, 8, 16};
  const auto results = coincidence(loads_of(rows, 6, {all_days(4)}), sizes, {});
  RC_ASSERT(results[0].factor.mean == 1.0);
  for (size_t i = 0; i < results.size(); ++i) {
    const Coincidence& c = results[i];
    RC_ASSERT(i == 0 || c.admd_kw.mean <= results[i - 1].admd_kw.mean + 1e-9);
    RC_ASSERT(i == 0 || c.factor.mean <= results[i - 1].factor.mean + 1e-9);
    RC_ASSERT(c.factor.mean >= 0.0 && c.factor.p95 <= 1.0);
    RC_ASSERT(c.admd_kw.p05 <= c.admd_kw.mean && c.admd_kw.mean <= c.admd_kw.p95);
    RC_ASSERT(c.factor.p05 <= c.factor.mean && c.factor.mean <= c.factor.p95);
  }
}

TEST(Coincidence, OfHomesAlikeIsOne) {
  const Rows rows(10, {1.0F, 2.5F, 0.5F});
  const std::vector<int> sizes = {1, 5, 10};
  for (const auto& result : coincidence(loads_of(rows, 3, {{0}}), sizes, {})) {
    for (const double factor : {result.factor.p05, result.factor.mean, result.factor.p95})
      EXPECT_DOUBLE_EQ(factor, 1.0);
    for (const double kw : {result.admd_kw.p05, result.admd_kw.mean, result.admd_kw.p95}) EXPECT_DOUBLE_EQ(kw, 2.5);
  }
}

// The spread of a mean of N homes falls about as N^(-1/2): from 10 to 90 homes to a third, here within a half.
TEST(Coincidence, BandsNarrowAsGroupsGrow) {
  const Rows rows = made_up_homes(180, 6, 24);
  const std::vector<int> sizes = {1, 10, 30, 90};
  const auto results = coincidence(loads_of(rows, 24, {all_days(6)}), sizes, {.seed = 3, .name_hash = 1});
  double wider = 1e9;
  for (const Coincidence& c : results) {
    const double width = c.admd_kw.p95 - c.admd_kw.p05;
    EXPECT_GT(width, 0.0);
    EXPECT_LT(width, wider);
    wider = width;
  }
  const auto width = [&](size_t i) { return results[i].admd_kw.p95 - results[i].admd_kw.p05; };
  EXPECT_NEAR(width(3) / width(1), 1.0 / 3.0, 0.5 / 3.0);
  EXPECT_LT(results[3].factor.p95 - results[3].factor.p05, results[1].factor.p95 - results[1].factor.p05);
}

// The band of one home is that of the homes' own peaks, drawn often enough.
TEST(Coincidence, BandOfOneHomeIsThatOfItsPeaks) {
  Rows rows;
  for (int h = 1; h <= 100; ++h) rows.push_back({static_cast<float>(h), 0.0F});
  const std::vector<int> one = {1};
  const auto result = coincidence(loads_of(rows, 2, {{0}}), one, {.seed = 9, .name_hash = 4, .draws = 20000})[0];
  EXPECT_DOUBLE_EQ(result.admd_kw.mean, 50.5);
  EXPECT_NEAR(result.admd_kw.p05, 5.5, 1.0);
  EXPECT_NEAR(result.admd_kw.p95, 95.5, 1.0);
}

// Written again as the definition reads: every group summed step by step, every draw a list of homes.
class SlowBand {
 public:
  SlowBand(const HomeLoads& loads, const Resampling& r) : loads_(loads), r_(r) {}

  [[nodiscard]] double peak(const std::vector<size_t>& homes, const std::vector<int>& days) const {
    double most = 0.0;
    for (const int day : days) {
      for (size_t t = day * loads_.steps_per_day; t < (day + 1U) * loads_.steps_per_day; ++t) {
        double sum = 0.0;
        for (const size_t h : homes) sum += loads_.homes_kw[h][t];
        most = std::max(most, sum);
      }
    }
    return most;
  }
  [[nodiscard]] double factor(const std::vector<size_t>& homes, const std::vector<int>& days) const {
    double peaks = 0.0;
    for (const size_t h : homes) peaks += peak({h}, days);
    return peak(homes, days) / peaks;
  }
  [[nodiscard]] std::vector<size_t> drawn(size_t draw, size_t size) const {
    std::vector<size_t> homes;
    for (uint32_t i = 0; i < size; ++i) {
      const auto words = random_words(r_.seed, Stream::resampling, r_.name_hash, static_cast<uint32_t>(draw), i / 4);
      homes.push_back(static_cast<size_t>(words[i % 4] * 0x1p-32 * static_cast<double>(loads_.homes_kw.size())));
    }
    return homes;
  }
  // Quantile of the draws less their mean.
  template <class Figure>
  [[nodiscard]] double off_mean(double share, const Figure& figure) const {
    std::vector<double> values;
    for (size_t d = 0; d < static_cast<size_t>(r_.draws); ++d) values.push_back(figure(d));
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    std::sort(values.begin(), values.end());
    return values[static_cast<size_t>(std::lround(share * static_cast<double>(values.size() - 1)))] - mean;
  }

 private:
  const HomeLoads& loads_;
  Resampling r_;
};

TEST(Coincidence, AsASecondImplementationHasIt) {
  const Rows rows = made_up_homes(23, 5, 8);
  const HomeLoads loads = loads_of(rows, 8, {all_days(5), {1, 3}});
  const Resampling resampling{.seed = 77, .name_hash = 123456789012345ULL, .draws = 60};
  const std::vector<int> sizes = {1, 5, 7, 20};
  const SlowBand slow(loads, resampling);
  const auto results = coincidence(loads, sizes, resampling);
  for (size_t i = 0; i < results.size(); ++i) {
    const auto size = static_cast<size_t>(sizes[i / 2]);
    const std::vector<int>& days = loads.bins[i % 2];
    double admd = 0.0, factor = 0.0;
    const size_t groups = rows.size() / size;
    for (size_t g = 0; g < groups; ++g) {
      std::vector<size_t> homes(size);
      std::iota(homes.begin(), homes.end(), g * size);
      admd += slow.peak(homes, days) / static_cast<double>(size * groups);
      factor += slow.factor(homes, days) / static_cast<double>(groups);
    }
    EXPECT_NEAR(results[i].admd_kw.mean, admd, 1e-9) << i;
    EXPECT_NEAR(results[i].factor.mean, factor, 1e-9) << i;
    const auto kw = [&](size_t d) { return slow.peak(slow.drawn(d, size), days) / static_cast<double>(size); };
    const auto ratio = [&](size_t d) { return slow.factor(slow.drawn(d, size), days); };
    EXPECT_NEAR(results[i].admd_kw.p05, admd + slow.off_mean(0.05, kw), 1e-9) << i;
    EXPECT_NEAR(results[i].admd_kw.p95, admd + slow.off_mean(0.95, kw), 1e-9) << i;
    EXPECT_NEAR(results[i].factor.p05, factor + slow.off_mean(0.05, ratio), 1e-9) << i;
    EXPECT_NEAR(results[i].factor.p95, std::min(1.0, factor + slow.off_mean(0.95, ratio)), 1e-9) << i;
  }
}

TEST(Coincidence, IsAFunctionOfSeedAndName) {
  const Rows rows = made_up_homes(40, 4, 8);
  const HomeLoads loads = loads_of(rows, 8, {all_days(4)});
  const std::vector<int> size = {10};
  const auto p05 = [&](uint32_t seed, uint64_t name) {
    return coincidence(loads, size, {.seed = seed, .name_hash = name})[0].admd_kw.p05;
  };
  EXPECT_EQ(p05(1, 2), p05(1, 2));
  EXPECT_NE(p05(1, 2), p05(2, 2));
  EXPECT_NE(p05(1, 2), p05(1, 3));
}

}  // namespace
}  // namespace hearthgrid::electricity
