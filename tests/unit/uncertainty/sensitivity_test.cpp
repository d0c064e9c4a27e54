#include "models/uncertainty/sensitivity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <string>

#include "models/uncertainty/design.hpp"

namespace hearthgrid::uncertainty {
namespace {

using Function = std::function<double(std::span<const double>)>;

// Indices of a function of numbers in (0, 1) at a Sobol design.
Sensitivity indices(const Function& f, size_t inputs, size_t points, uint32_t seed, int bootstraps = 100) {
  std::vector<std::string> names;
  for (size_t i = 0; i < 2 * inputs; ++i) names.push_back("x" + std::to_string(i));
  const Design design = sobol(seed, names, points);
  std::vector<double> a, b;
  std::vector<std::vector<double>> ab(inputs);
  for (size_t k = 0; k < points; ++k) {
    const auto u = design.point(k);
    std::vector<double> x(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(inputs));
    const std::vector<double> y(u.begin() + static_cast<std::ptrdiff_t>(inputs), u.end());
    a.push_back(f(x));
    b.push_back(f(y));
    for (size_t i = 0; i < inputs; ++i) {
      const double kept = x[i];
      x[i] = y[i];
      ab[i].push_back(f(x));
      x[i] = kept;
    }
  }
  Evaluations evaluations{a, b, {ab.begin(), ab.end()}};
  return sensitivity(evaluations, {seed, 0, bootstraps});
}

// Ishigami and Homma 1990 with a = 7, b = 0.1 on (-pi, pi)^3: V = a^2 / 8 + b pi^4 / 5 + b^2 pi^8 / 18 + 1 / 2.
double ishigami(std::span<const double> u) {
  const auto x = [&](size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
  const double s = std::sin(x(1));
  return std::sin(x(0)) + 7.0 * s * s + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(Sensitivity, FindsTheKnownIndicesOfIshigami) {
  const Sensitivity s = indices(ishigami, 3, 8192, 1);
  const double pi4 = std::pow(std::numbers::pi, 4), b = 0.1, a = 7.0;
  const double v1 = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2), v2 = a * a / 8.0, v13 = b * b * pi4 * pi4 * 8.0 / 225.0;
  const double v = v1 + v2 + v13;
  EXPECT_NEAR(v, 13.8446, 1e-3);
  EXPECT_NEAR(s.variance, v, 0.01 * v);
  const double first[] = {v1 / v, v2 / v, 0.0}, total[] = {(v1 + v13) / v, v2 / v, v13 / v};
  EXPECT_NEAR(first[0], 0.3139, 1e-4);  // as printed in Saltelli et al. 2008
  EXPECT_NEAR(total[0], 0.5576, 1e-4);
  EXPECT_NEAR(total[2], 0.2437, 1e-4);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(s.first[i].value, first[i], 0.01) << i;
    EXPECT_NEAR(s.total[i].value, total[i], 0.01) << i;
    EXPECT_LE(s.first[i].p05, s.first[i].value);
    EXPECT_GE(s.first[i].p95, s.first[i].value);
    EXPECT_LE(s.total[i].p05, s.total[i].value);
    EXPECT_GE(s.total[i].p95, s.total[i].value);
  }
}

TEST(Sensitivity, BandsOfMoreThanNineInTenSeedsHoldTheTruth) {
  const double first[] = {0.3139, 0.4424, 0.0}, total[] = {0.5576, 0.4424, 0.2437};
  int held = 0;
  constexpr int SEEDS = 60;
  for (int seed = 0; seed < SEEDS; ++seed) {
    const Sensitivity s = indices(ishigami, 3, 512, static_cast<uint32_t>(seed) + 100);
    for (size_t i = 0; i < 3; ++i) {
      held += s.first[i].p05 <= first[i] && first[i] <= s.first[i].p95 ? 1 : 0;
      held += s.total[i].p05 <= total[i] && total[i] <= s.total[i].p95 ? 1 : 0;
    }
  }
  // Rows of a Sobol sequence are spread more evenly than the bootstrap takes them to be: the bands are wide.
  EXPECT_GT(held, 0.9 * 6 * SEEDS);
}

TEST(Sensitivity, OfASumAreTheSharesOfVariance) {
  // Var(c u) = c^2 / 12: shares 1/14, 4/14, 9/14, and no interaction.
  const Function sum = [](std::span<const double> u) { return 1000.0 + u[0] + 2.0 * u[1] + 3.0 * u[2]; };
  const Sensitivity s = indices(sum, 3, 4096, 3);
  for (size_t i = 0; i < 3; ++i) {
    const double share = static_cast<double>((i + 1) * (i + 1)) / 14.0;
    EXPECT_NEAR(s.first[i].value, share, 0.005);
    EXPECT_NEAR(s.total[i].value, share, 0.005);
  }
}

TEST(Sensitivity, OfAProductLieApart) {
  // f = x1 x2 with x in (-1, 1): means are 0, so neither does anything alone and both do everything together.
  const Function product = [](std::span<const double> u) { return (2.0 * u[0] - 1.0) * (2.0 * u[1] - 1.0); };
  const Sensitivity s = indices(product, 2, 4096, 4);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(s.first[i].value, 0.0, 0.02);
    EXPECT_NEAR(s.total[i].value, 1.0, 0.02);
  }
}

TEST(Sensitivity, FollowsItsInputsInAnyOrder) {
  const Function turned = [](std::span<const double> u) {
    const double back[] = {u[2], u[0], u[1]};
    return ishigami(back);
  };
  const Sensitivity s = indices(ishigami, 3, 4096, 6), t = indices(turned, 3, 4096, 6);
  EXPECT_NEAR(t.total[2].value, s.total[0].value, 0.02);
  EXPECT_NEAR(t.total[0].value, s.total[1].value, 0.02);
  EXPECT_NEAR(t.first[1].value, s.first[2].value, 0.03);
}

TEST(Sensitivity, OfWhatDoesNotVaryIsNothing) {
  const Sensitivity s = indices([](std::span<const double>) { return 3.0; }, 2, 64, 1);
  EXPECT_EQ(s.variance, 0.0);
  EXPECT_EQ(s.total[1].value, 0.0);
  EXPECT_EQ(s.total[1].p95, 0.0);
}

TEST(Sensitivity, RepeatsItselfAndRefusesUnevenDesigns) {
  const Sensitivity s = indices(ishigami, 3, 256, 9), t = indices(ishigami, 3, 256, 9);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(s.first[i].p05, t.first[i].p05);
    EXPECT_EQ(s.total[i].p95, t.total[i].p95);
  }
  const std::vector<double> two = {1.0, 2.0}, three = {1.0, 2.0, 3.0};
  EXPECT_THROW((void)sensitivity({two, three, {}}, {}), std::invalid_argument);
  EXPECT_THROW((void)sensitivity({two, two, {std::span<const double>(three)}}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::uncertainty
