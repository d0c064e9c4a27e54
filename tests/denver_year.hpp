#pragma once
// A year of ASHRAE Standard 140's weather (Denver TMY3) at 15 minutes, and a home in it on an ideal thermostat.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "engine/io/epw.hpp"
#include "models/dwelling/drivers.hpp"
#include "models/dwelling/step.hpp"
#include "models/weather/step_weather.hpp"
#include "models/weather/tilted.hpp"
#include "tests/bestest.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::bestest {

struct Range {
  double low;
  double high;
};

/// A year of Denver at 15 minutes after a month of warm-up.
struct Site {
  weather::StepWeather weather;
  std::vector<Plane> planes;
  std::vector<std::vector<PlaneIrradiance>> irradiance;

  [[nodiscard]] dwelling::SiteDrivers drivers() const {
    dwelling::SiteDrivers site{.outdoor_temp_c = weather.outdoor_temp_c,
                               .horizontal_infrared_w_m2 = weather.horizontal_infrared_w_m2,
                               .ground_temp_c = 10.0,
                               .substeps = weather.substeps,
                               .planes = {}};
    for (size_t i = 0; i < planes.size(); ++i) site.planes.emplace_back(planes[i], irradiance[i]);
    return site;
  }
};

inline const Site* denver() {
  static const std::optional<Site> site = []() -> std::optional<Site> {
    const auto folder = reference_data();
    if (!folder) return std::nullopt;
    ProblemList problems;
    const auto year = io::read_epw_file(*folder + "/weather/drivers/WD600.epw", problems);
    problems.throw_if_any();
    TimeAxis axis;
    axis.first_day = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
    axis.season_days = 365;
    axis.warm_up_days = 31;
    axis.step_minutes = 15;
    axis.utc_offset_h = -7.0;
    Site made;
    made.weather = weather::to_steps(weather::season_of_year(year, axis), axis);
    made.planes = dwelling::planes_of(box(false, false));
    for (const Plane& plane : made.planes)
      made.irradiance.push_back(weather::plane_irradiance(made.weather, plane, 0.2));
    return made;
  }();
  return site ? &*site : nullptr;
}

/// Set point at the end of a step: 20 degC; with setback 10 degC from 23 to 7 h and a linear ramp until 8 h.
inline double set_point_c(bool setback, double end_hour) {
  if (!setback || (end_hour >= 8.0 && end_hour <= 23.0)) return 20.0;
  return end_hour > 7.0 && end_hour < 8.0 ? 10.0 + 10.0 * (end_hour - 7.0) : 10.0;
}

struct Year {
  std::vector<double> heat_w;  ///< positive heating, negative cooling
  std::vector<double> air_c;
};

/// One year; `held` = thermostat 20/27 degC, unlimited, to the air.
inline Year simulate(const dwelling::StepModel& model, const Eigen::MatrixXd& drivers, const TimeAxis& axis, bool held,
                     bool setback) {
  constexpr double UNLIMITED_W = 1e6;
  constexpr double COOLING_C = 27.0;
  Eigen::VectorXd state = dwelling::steady_state(model, drivers.leftCols(96).rowwise().mean(), 2000.0, 0.0);
  Year year;
  for (int k = 0; k < axis.steps(); ++k) {
    const double end_hour = 0.25 * (k % axis.steps_per_day() + 1);
    dwelling::StepRequest request;
    request.set_point_c = set_point_c(setback, end_hour);
    request.maximum_w = held ? UNLIMITED_W : 0.0;
    request.convective_gain_w = 80.0;
    request.radiant_gain_w = 120.0;
    const Eigen::VectorXd before = state;
    dwelling::StepResult result = dwelling::step_home(model, {}, drivers.col(k), request, state);
    if (held && result.air_temp_c > COOLING_C) {
      state = before;
      request.set_point_c = COOLING_C;
      request.minimum_w = -UNLIMITED_W;
      request.maximum_w = 0.0;
      result = dwelling::step_home(model, {}, drivers.col(k), request, state);
    }
    if (k < axis.warm_up_steps()) continue;
    year.heat_w.push_back(result.heat_w);
    year.air_c.push_back(result.air_temp_c);
  }
  return year;
}

inline double sum_mwh(const std::vector<double>& heat_w, double sign) {
  return std::accumulate(heat_w.begin(), heat_w.end(), 0.0,
                         [sign](double sum, double w) { return sum + std::max(0.0, sign * w) * 0.25e-6; });
}

/// Largest hourly mean of the heating [kW].
inline double hourly_peak_kw(const std::vector<double>& heat_w) {
  double peak = 0.0;
  for (size_t k = 0; k + 4 <= heat_w.size(); k += 4) {
    double hour = 0.0;
    for (size_t i = k; i < k + 4; ++i) hour += std::max(0.0, heat_w[i]) / 4000.0;
    peak = std::max(peak, hour);
  }
  return peak;
}

inline void expect_in(double value, const Range& range, const std::string& what) {
  EXPECT_GE(value, range.low) << what;
  EXPECT_LE(value, range.high) << what;
}

inline std::string shown(double value, const Range& range) {
  return fmt::format("{:.3f} ({:.3f}-{:.3f})", value, range.low, range.high);
}

}  // namespace hearthgrid::bestest
