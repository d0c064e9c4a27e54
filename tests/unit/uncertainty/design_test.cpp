#include "models/uncertainty/design.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

namespace hearthgrid::uncertainty {
namespace {

using Names = std::vector<std::string>;

Names numbered(size_t count) {
  Names names;
  for (size_t i = 0; i < count; ++i) names.push_back("input " + std::to_string(i));
  return names;
}

std::vector<double> column(const Design& design, size_t d) {
  std::vector<double> out;
  for (size_t i = 0; i < design.points; ++i) out.push_back(design.point(i)[d]);
  return out;
}

// How many of `parts` equal strata of (0, 1) hold a point.
size_t strata(const std::vector<double>& u, size_t parts) {
  std::set<size_t> met;
  for (const double x : u) met.insert(static_cast<size_t>(x * static_cast<double>(parts)));
  return met.size();
}

RC_GTEST_PROP(Design, ALatinHypercubeHasOnePointInEachStratum, ()) {
  const auto points = static_cast<size_t>(*rc::gen::inRange(1, 300));
  const auto inputs = static_cast<size_t>(*rc::gen::inRange(1, 6));
  const Design design = latin_hypercube(static_cast<uint32_t>(*rc::gen::inRange(0, 1000)), numbered(inputs), points);
  for (size_t d = 0; d < inputs; ++d) RC_ASSERT(strata(column(design, d), points) == points);
}

TEST(Design, AnInputsLatinHypercubeHangsOnItsNameAlone) {
  const Names some = {"price", "factor", "heat"}, others = {"heat", "another", "price"};
  const Design a = latin_hypercube(7, some, 50), b = latin_hypercube(7, others, 50);
  EXPECT_EQ(column(a, 0), column(b, 2));
  EXPECT_EQ(column(a, 2), column(b, 0));
  EXPECT_NE(column(a, 1), column(b, 1));
}

TEST(Design, CoordinatesOfALatinHypercubeAreNotCorrelated) {
  const Design design = latin_hypercube(3, numbered(8), 1000);
  for (size_t i = 0; i < 8; ++i) {
    for (size_t j = 0; j < i; ++j) {
      double sum = 0.0;
      for (size_t k = 0; k < 1000; ++k) sum += (design.point(k)[i] - 0.5) * (design.point(k)[j] - 0.5);
      EXPECT_LT(std::abs(sum * 12.0 / 1000.0), 4.0 / std::sqrt(1000.0)) << i << " " << j;
    }
  }
}

TEST(Design, SobolPointsAreANetInEveryCoordinate) {
  // 2^k points of a Sobol sequence, shifted digit by digit or not, lie one in each of 2^k strata.
  const Design design = sobol(11, numbered(60), 256);
  for (size_t d = 0; d < 60; ++d) EXPECT_EQ(strata(column(design, d), 256), 256U) << d;
}

TEST(Design, TheFirstTwoSobolCoordinatesAreANetInThePlane) {
  // A (0, 8, 2)-net in base 2: every box of 2^-a by 2^-(8 - a) holds exactly one of 256 points.
  const Design design = sobol(5, numbered(2), 256);
  for (int a = 0; a <= 8; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (size_t i = 0; i < 256; ++i) {
      boxes.insert(
          {static_cast<int>(design.point(i)[0] * (1 << a)), static_cast<int>(design.point(i)[1] * (1 << (8 - a)))});
    }
    EXPECT_EQ(boxes.size(), 256U) << a;
  }
}

TEST(Design, SobolIntegratesBetterThanChance) {
  // prod (1 + (x_i - 1/2)) over eight coordinates integrates to 1; chance would be off by about 0.85 / sqrt(4096) =
  // 0.013.
  const Design design = sobol(2, numbered(8), 4096);
  double sum = 0.0;
  for (size_t i = 0; i < design.points; ++i) {
    double product = 1.0;
    for (const double u : design.point(i)) product *= 0.5 + u;
    sum += product;
  }
  EXPECT_NEAR(sum / 4096.0, 1.0, 0.002);
}

TEST(Design, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const Names names = numbered(4);
  EXPECT_EQ(sobol(1, names, 100).u, sobol(1, names, 100).u);
  EXPECT_NE(sobol(1, names, 100).u, sobol(2, names, 100).u);
  EXPECT_EQ(latin_hypercube(1, names, 100).u, latin_hypercube(1, names, 100).u);
  EXPECT_NE(latin_hypercube(1, names, 100).u, latin_hypercube(2, names, 100).u);
  for (const double u : sobol(1, names, 100).u) EXPECT_TRUE(u > 0.0 && u < 1.0);
}

TEST(Design, RefusesWhatItCannotLayOut) {
  EXPECT_THROW((void)sobol(1, Names{"a", "a"}, 10), std::invalid_argument);
  EXPECT_THROW((void)latin_hypercube(1, Names{"a"}, 0), std::invalid_argument);
  EXPECT_THROW((void)sobol(1, numbered(SOBOL_DIMENSIONS + 1), 2), std::invalid_argument);
  EXPECT_EQ(sobol(1, numbered(SOBOL_DIMENSIONS), 2).dimensions, SOBOL_DIMENSIONS);
}

}  // namespace
}  // namespace hearthgrid::uncertainty
