// Quantiles of the factors' distributions.

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/base/fast_math.hpp"
#include "models/emission/factors.hpp"

namespace hearthgrid::emission {

namespace {

constexpr double FARTHEST = 4.0;                      // standard deviations
constexpr double OF_95_PERCENT = 1.9599639845400545;  // standard deviations on each side

double ratio_of(double numerator, double denominator) {
  return numerator / denominator;
}

// Of the tails of PPND7, by r = sqrt(-ln(tail)).
double tail_deviation(double tail) {
  double r = std::sqrt(-fast_log(tail));
  if (r <= 5.0) {
    r -= 1.6;
    return ratio_of(((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777,
                    (0.12021132975 * r + 0.73700164250) * r + 1.0);
  }
  r -= 5.0;
  return ratio_of(((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150,
                  (0.012258202635 * r + 0.24197894225) * r + 1.0);
}

// Inverse of the standard normal distribution: PPND7 of Wichura (1988), Applied Statistics 37, algorithm AS 241; seven
// digits.
double normal_deviation(double quantile) {
  const double q = quantile - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * ratio_of(((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179,
                        ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0);
  }
  const double tail = std::min(quantile, 1.0 - quantile);
  if (tail <= 0.0) {
    return q < 0.0 ? -FARTHEST : FARTHEST;
  }
  const double deviation = std::min(tail_deviation(tail), FARTHEST);
  return q < 0.0 ? -deviation : deviation;
}

double triangular_at(const Factor& f, double quantile) {
  const double width = f.high - f.low;
  if (width <= 0.0) {
    return f.central;
  }
  const double below = (f.central - f.low) / width;
  if (quantile <= below) {
    return f.low + std::sqrt(quantile * width * (f.central - f.low));
  }
  return f.high - std::sqrt((1.0 - quantile) * width * (f.high - f.central));
}

double normal_at(const Factor& f, double quantile) {
  const double z = normal_deviation(quantile);
  return std::max(0.0, f.central + z * (z < 0.0 ? f.central - f.low : f.high - f.central));
}

double lognormal_at(const Factor& f, double quantile) {
  const double z = normal_deviation(quantile) / OF_95_PERCENT;
  const double log_ratio = z < 0.0 ? fast_log(f.central / f.low) : fast_log(f.high / f.central);
  return f.central * fast_exp(z * log_ratio);
}

}  // namespace

double value_at(const Factor& factor, double quantile) {
  if (!(quantile >= 0.0 && quantile <= 1.0)) {
    throw std::invalid_argument(fmt::format("a quantile is {}; it must be in [0, 1]", quantile));
  }
  switch (factor.distribution) {
    case Distribution::triangular:
      return triangular_at(factor, quantile);
    case Distribution::uniform:
      return factor.low + quantile * (factor.high - factor.low);
    case Distribution::normal:
      return normal_at(factor, quantile);
    case Distribution::lognormal:
      break;
  }
  return lognormal_at(factor, quantile);
}

}  // namespace hearthgrid::emission
