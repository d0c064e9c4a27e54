#include "models/uncertainty/return_level.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/random.hpp"

namespace hearthgrid::uncertainty {
namespace {

// x(F) = mu - beta ln(-ln F)
double gumbel(double mu, double beta, double probability) {
  return mu - beta * std::log(-std::log(probability));
}

TEST(ReturnLevel, IsTheQuantileOfTheYear) {
  const Gumbel law{100.0, 10.0};
  EXPECT_NEAR(law.return_level(100.0), 100.0 + 10.0 * 4.600149, 1e-4);  // -ln(-ln 0.99) = 4.600149
  EXPECT_NEAR(law.return_level(2.0), 100.0 + 10.0 * 0.366513, 1e-4);
  for (const double years : {1.5, 5.0, 20.0, 1000.0}) {
    EXPECT_NEAR(law.return_period(law.return_level(years)), years, 1e-6 * years);
  }
  EXPECT_EQ(law.return_period(1e6), 1e6);
  EXPECT_THROW((void)law.return_level(1.0), std::invalid_argument);
}

TEST(ReturnLevel, FitsTheLawThatItsFiguresComeFrom) {
  std::vector<double> evenly;
  for (int i = 0; i < 2000; ++i) evenly.push_back(gumbel(-12.0, 2.5, (i + 0.5) / 2000.0));
  const auto law = fit_gumbel(evenly);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->location, -12.0, 0.01);
  EXPECT_NEAR(law->scale, 2.5, 0.01);
}

TEST(ReturnLevel, LMomentsOfFiveFiguresByHand) {
  // 1 2 3 4 10: b0 = 4, b1 = (0 + 2 + 6 + 12 + 40) / 20 = 3, lambda2 = 2: beta = 2 / ln 2, mu = 4 - 0.5772 beta.
  const std::vector<double> figures = {10, 1, 3, 2, 4};
  const auto law = fit_gumbel(figures);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->scale, 2.0 / std::log(2.0), 1e-12);
  EXPECT_NEAR(law->location, 4.0 - 0.5772156649 * 2.0 / std::log(2.0), 1e-9);
}

TEST(ReturnLevel, TwentyWintersEstimateTheTwentyYearWinterWithoutBias) {
  double sum = 0.0;
  constexpr int COUNTIES = 2000;
  for (int k = 0; k < COUNTIES; ++k) {
    std::vector<double> winters;
    for (uint32_t i = 0; i < 20; ++i) {
      winters.push_back(
          gumbel(50.0, 5.0, uniform(random_words(3, Stream::ensemble, static_cast<uint64_t>(k), i, 0)[0])));
    }
    sum += fit_gumbel(winters)->return_level(20.0);
  }
  EXPECT_NEAR(sum / COUNTIES, gumbel(50.0, 5.0, 0.95), 0.3);
}

TEST(ReturnLevel, FewWintersGiveNone) {
  EXPECT_FALSE(fit_gumbel(std::vector<double>{1, 2, 3, 4}));
  const auto same = fit_gumbel(std::vector<double>{3, 3, 3, 3, 3});
  ASSERT_TRUE(same);
  EXPECT_DOUBLE_EQ(same->return_level(50.0), 3.0);
}

}  // namespace
}  // namespace hearthgrid::uncertainty
