#include "models/weather/climate_fit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::weather {

namespace {

constexpr std::array<int, 12> MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

// Mean excess of a day's maximum and minimum over the published ones, per (day-to-day change)^2 / range; fitted to the
// generator's own statistics over 200 winters of each climate.
constexpr double TREND_IN_MAXIMUM = 0.06;
constexpr double TREND_IN_MINIMUM = 0.16;

/// Covariance at lag j of a profile that is laid down at random instants.
template <typename Profile>
double overlap(const Profile& profile, size_t lag) {
  double sum = 0.0;
  for (size_t k = 0; k + lag < profile.size(); ++k) sum += profile[k] * profile[k + lag];
  return sum;
}

/// Covariance at lag 0 or 1 of day means of an AR(1) process of unit variance sampled at noon.
double smoothed_covariance(double phi, int lag) {
  double sum = 0.0;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      sum += DAY_MEAN_OF_NOONS[i] * DAY_MEAN_OF_NOONS[j] * fast_pow(phi, std::abs(i - j + lag));
    }
  }
  return sum;
}

/// The point in [low, high] where the rising function reaches the target (bisection; an end if it does not).
template <typename Function>
double solve_rising(Function f, double target, double low, double high) {
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (f(middle) < target ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

void fit_anomaly(double sd_k, double lag1, MonthFit& fit) {
  double wave_variance = 0.0;
  double wave_covariance = 0.0;
  if (fit.wave_chance_per_day > 0.0) {
    std::vector<double> smoothed(WAVE_PROFILE.size() + 2, 0.0);
    for (size_t k = 0; k < WAVE_PROFILE.size(); ++k) {
      for (size_t i = 0; i < 3; ++i) smoothed[k + i] += WAVE_PROFILE[k] * DAY_MEAN_OF_NOONS[i];
    }
    const double mean = 0.5 * (WAVE_MIN_DEPTH_K + WAVE_MAX_DEPTH_K);
    const double width = WAVE_MAX_DEPTH_K - WAVE_MIN_DEPTH_K;
    const double square = mean * mean + width * width / 12.0;
    const double p = fit.wave_chance_per_day * fast_pow(1.0 - fit.wave_chance_per_day, WAVE_PAUSE_DAYS);
    const double strength = p * (square - p * mean * mean);
    wave_variance = strength * overlap(smoothed, 0);
    wave_covariance = strength * overlap(smoothed, 1);
  }
  const double variance = sd_k * sd_k - wave_variance;
  const double lag = (lag1 * sd_k * sd_k - wave_covariance) / variance;
  const auto smoothed_lag = [](double phi) { return smoothed_covariance(phi, 1) / smoothed_covariance(phi, 0); };
  fit.anomaly_lag1 = solve_rising(smoothed_lag, lag, 0.0, 0.98);
  fit.anomaly_sd_k = std::sqrt(variance / smoothed_covariance(fit.anomaly_lag1, 0));
}

/// The course at the ends of the hours by the site's own sun: 0 to 1.
std::array<double, 24> local_course(double longitude_deg) {
  const double later_h = (DIURNAL_LONGITUDE_DEG - longitude_deg) / 15.0;
  std::array<double, 24> course{};
  for (int h = 0; h < 24; ++h) {
    const double at = h - later_h + 24.0;
    const int below = static_cast<int>(at);
    const double share = at - below;
    course[h] = (1.0 - share) * DIURNAL_COURSE[below % 24] + share * DIURNAL_COURSE[(below + 1) % 24];
  }
  const auto [low, high] = std::minmax_element(course.begin(), course.end());
  const double minimum = *low;
  const double range = *high - *low;
  for (double& value : course) value = (value - minimum) / range;
  return course;
}

void fit_course(const std::array<double, 24>& local, double mean_share, MonthFit& fit) {
  const auto raised = [&](double power) {
    double mean = 0.0;
    for (int h = 0; h < 24; ++h) {
      fit.course[h] = fast_pow(local[h], power);
      mean += fit.course[h] / 24.0;
    }
    return mean;
  };
  const double inverse = solve_rising([&](double q) { return raised(1.0 / q); }, mean_share, 0.2, 5.0);
  const double mean = raised(1.0 / inverse);
  for (double& value : fit.course) value -= mean;
}

void keep_monthly_means(const Monthly& means, ClimateFit& fit) {
  fit.node_c = means;
  for (int iteration = 0; iteration < 50; ++iteration) {
    int day = 0;
    std::array<double, 12> correction{};
    for (int m = 0; m < 12; ++m) {
      double mean = 0.0;
      for (int d = 0; d < MONTH_DAYS[m]; ++d) mean += fit.seasonal_c(day++) / MONTH_DAYS[m];
      correction[m] = means[m] - mean;
    }
    for (int m = 0; m < 12; ++m) fit.node_c[m] += correction[m];
  }
}

}  // namespace

double ClimateFit::seasonal_c(double day_of_year) const {
  constexpr std::array<double, 13> MIDDLE = {15.0,  44.5,  74.0,  104.5, 135.0, 165.5, 196.0,
                                             227.0, 257.5, 288.0, 318.5, 349.0, 380.0};
  const double day = day_of_year < MIDDLE[0] ? day_of_year + 365.0 : day_of_year;
  int m = 0;
  while (m < 11 && day >= MIDDLE[m + 1]) ++m;
  const double share = (day - MIDDLE[m]) / (MIDDLE[m + 1] - MIDDLE[m]);
  return node_c[m] + share * (node_c[(m + 1) % 12] - node_c[m]);
}

ClimateFit fit_climate(const ClimateNormals& normals) {
  ClimateFit fit;
  keep_monthly_means(normals.mean_c, fit);
  const std::array<double, 24> local = local_course(normals.site.longitude_deg);
  for (int m = 0; m < 12; ++m) {
    MonthFit& month = fit.month[m];
    const bool winter = m <= 2 || m >= 10;
    month.wave_chance_per_day = winter ? WAVE_CHANCE_PER_DAY : 0.0;
    const double sd_k = SPREAD_OVER_TYPICAL_YEAR * normals.daily_sd_k[m];
    const double published_range_k = normals.mean_max_c[m] - normals.mean_min_c[m];
    // The way from one day to the next widens a day's own range, mostly downwards at its ends.
    const double trend_k = 2.0 * sd_k * sd_k * (1.0 - normals.daily_lag1[m]) / published_range_k;
    month.range_k = published_range_k - (TREND_IN_MAXIMUM + TREND_IN_MINIMUM) * trend_k;
    const double above_minimum_k = normals.mean_c[m] - normals.mean_min_c[m] - TREND_IN_MINIMUM * trend_k;
    fit_anomaly(sd_k, normals.daily_lag1[m], month);
    fit_course(local, above_minimum_k / month.range_k, month);
  }
  return fit;
}

}  // namespace hearthgrid::weather
