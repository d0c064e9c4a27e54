#include "models/uncertainty/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/base/names.hpp"

namespace hearthgrid::uncertainty {
namespace {

constexpr double CUT = 3.0;                    // sigmas
constexpr double Z95_CUT = 1.633186318914487;  // 95 % quantile of the standard normal distribution cut off there

double triangular_quantile(const Distribution& d, double u) {
  const double width = d.high - d.low;
  if (width <= 0.0) return d.central;
  const double below = (d.central - d.low) / width;  // probability of less than the mode
  if (u < below) return d.low + std::sqrt(u * width * (d.central - d.low));
  return d.high - std::sqrt((1.0 - u) * width * (d.high - d.central));
}

// z of the standard normal distribution cut off at 3 on either side.
double cut_normal_quantile(double u) {
  const double p_from = normal_probability(-CUT);
  return std::clamp(normal_quantile(p_from + u * (1.0 - 2.0 * p_from)), -CUT, CUT);
}

double normal_at(const Distribution& d, double z) {
  const double sigma = (z < 0.0 ? d.central - d.low : d.high - d.central) / Z95_CUT, x = d.central + sigma * z;
  return d.low >= 0.0 || d.positive ? std::max(0.0, x) : x;
}

double lognormal_at(const Distribution& d, double z) {
  const double sigma = std::log(z < 0.0 ? d.central / d.low : d.high / d.central) / Z95_CUT;
  return d.central * std::exp(sigma * z);
}

double discrete_quantile(const Distribution& d, double u) {
  const double total = std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
  double reached = 0.0;
  size_t last = 0;
  for (size_t i = 0; i < d.values.size(); ++i) {
    if (d.weights[i] <= 0.0) continue;
    last = i;
    reached += d.weights[i];
    if (u * total < reached) break;
  }
  return d.values[last];
}

std::string discrete_fault(const Distribution& d) {
  if (d.values.empty() || d.values.size() != d.weights.size()) {
    return fmt::format("{} values with {} weights", d.values.size(), d.weights.size());
  }
  for (const double value : d.values) {
    if (!std::isfinite(value)) return fmt::format("a value is {}", value);
  }
  double total = 0.0;
  for (const double weight : d.weights) {
    if (!(weight >= 0.0) || !std::isfinite(weight)) return fmt::format("a weight is {}; it must be 0 or more", weight);
    total += weight;
  }
  return total > 0.0 ? "" : "all weights are 0";
}

}  // namespace

const std::vector<std::string>& distribution_names() {
  static const std::vector<std::string> NAMES = {"triangular", "uniform", "normal", "lognormal", "discrete"};
  return NAMES;
}

std::optional<DistributionKind> distribution_of(std::string_view name) {
  return enum_named<DistributionKind>(name, distribution_names());
}

bool Distribution::fixed() const {
  if (kind != DistributionKind::discrete) return low == high;
  const Support support = support_of(*this);
  return support.low == support.high;
}

std::string fault_of(const Distribution& d) {
  if (d.kind == DistributionKind::discrete) return discrete_fault(d);
  if (!std::isfinite(d.low) || !std::isfinite(d.central) || !std::isfinite(d.high)) {
    return fmt::format("low, central and high are {}, {}, {}", d.low, d.central, d.high);
  }
  if (d.kind == DistributionKind::uniform) {
    return d.low <= d.high ? "" : fmt::format("low and high are not in order: {}, {}", d.low, d.high);
  }
  if (!(d.low <= d.central && d.central <= d.high)) {
    return fmt::format("low, central and high are not in order: {}, {}, {}", d.low, d.central, d.high);
  }
  if (d.kind == DistributionKind::normal && d.positive && !(d.central > 0.0) && d.low < d.high) {
    return fmt::format("a mean of {} for what cannot be negative", d.central);
  }
  if (d.kind == DistributionKind::lognormal && !(d.low > 0.0)) {
    return fmt::format("a lognormal figure is above 0, its low end is {}", d.low);
  }
  return "";
}

double quantile_of(const Distribution& d, double u) {
  if (const std::string fault = fault_of(d); !fault.empty()) throw std::invalid_argument(fault);
  if (!(u > 0.0 && u < 1.0)) throw std::invalid_argument(fmt::format("a quantile of {}; it must be in (0, 1)", u));
  if (d.kind == DistributionKind::discrete) return discrete_quantile(d, u);
  if (d.low == d.high) return d.low;
  switch (d.kind) {
    case DistributionKind::triangular:
      return triangular_quantile(d, u);
    case DistributionKind::uniform:
      return d.low + u * (d.high - d.low);
    case DistributionKind::normal:
      return normal_at(d, cut_normal_quantile(u));
    case DistributionKind::lognormal:
      return lognormal_at(d, cut_normal_quantile(u));
    case DistributionKind::discrete:
      break;
  }
  return d.central;
}

Support support_of(const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::triangular:
    case DistributionKind::uniform:
      return {d.low, d.high};
    case DistributionKind::normal:
      return {normal_at(d, -CUT), normal_at(d, CUT)};
    case DistributionKind::lognormal:
      return {lognormal_at(d, -CUT), lognormal_at(d, CUT)};
    case DistributionKind::discrete:
      break;
  }
  Support support{INFINITY, -INFINITY};
  for (size_t i = 0; i < d.values.size(); ++i) {
    if (d.weights[i] <= 0.0) continue;
    support.low = std::min(support.low, d.values[i]);
    support.high = std::max(support.high, d.values[i]);
  }
  return support;
}

double normal_probability(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

// P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
double normal_quantile(double p) {
  constexpr double A[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double B[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                          -1.328068155288572e+01};
  constexpr double C[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double D[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  constexpr double TAIL = 0.02425;
  if (!(p > 0.0 && p < 1.0)) throw std::invalid_argument(fmt::format("a quantile of {}; it must be in (0, 1)", p));
  const auto tail = [&](double q) {
    return (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5]) /
           ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1.0);
  };
  double z = 0.0;
  if (p < TAIL) {
    z = tail(std::sqrt(-2.0 * std::log(p)));
  } else if (p > 1.0 - TAIL) {
    z = -tail(std::sqrt(-2.0 * std::log1p(-p)));
  } else {
    const double q = p - 0.5, r = q * q;
    z = (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q /
        (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1.0);
  }
  const double error = normal_probability(z) - p;
  const double step = error * std::sqrt(2.0 * std::numbers::pi) * std::exp(0.5 * z * z);
  return z - step / (1.0 + 0.5 * z * step);
}

}  // namespace hearthgrid::uncertainty
