// A home with more or less furniture than its construction, by what the furniture takes up over a step, against a
// construction that has this furniture: ten days at -5 degC with the sun, set back from 20 to 14 degC by night.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/dwelling/reduction.hpp"
#include "models/dwelling/step.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

constexpr double FURNITURE_J_K = 10000.0 * 48.0;  // 10 kJ/m2K on 48 m2

struct TenDays {
  double heat_kwh = 0.0, peak_kw = 0.0, coldest_c = 100.0;
};

TenDays run(const StepModel& model, const DriverLayout& layout, const Home& home, double largest_w) {
  const int per_day = static_cast<int>(std::lround(86400.0 / model.step_s));
  Eigen::VectorXd state = Eigen::VectorXd::Constant(model.states, 15.0);
  TenDays out;
  for (int k = 0; k < 15 * per_day; ++k) {
    const double hour = 24.0 * (k % per_day) / per_day;
    Eigen::VectorXd u = Eigen::VectorXd::Constant(layout.count, -5.0);
    const double sun = std::max(0.0, std::sin(std::numbers::pi * (hour - 7.0) / 10.0));
    for (Eigen::Index i = 0; i < u.size(); ++i) {
      if (model.heat_driver[i] > 0.0) u[i] = 1500.0 * sun;
    }
    StepRequest request;
    request.set_point_c = hour < 6.0 || hour >= 22.0 ? 14.0 : 20.0;
    request.maximum_w = largest_w;
    request.outdoor_temp_c = -5.0;
    const StepResult step = step_home(model, home, u, request, state);
    if (k < 5 * per_day) continue;
    out.heat_kwh += step.heat_w * model.step_s / 3.6e6;
    out.peak_kw = std::max(out.peak_kw, step.heat_w / 1000.0);
    out.coldest_c = std::min(out.coldest_c, step.air_temp_c);
  }
  return out;
}

TEST(Furniture, OfAHomeIsThatOfItsOwnConstruction) {
  fmt::print("{:<7}{:>8}{:>10}{:>12}{:>12}{:>12}\n", "box", "factor", "heater W", "heat %", "peak %", "coldest K");
  for (const bool heavy : {false, true}) {
    Dwelling box = bestest::box(heavy, false);
    box.furniture_j_k = FURNITURE_J_K;
    const ReducedDwelling usual = reduce(box, 5);
    const StepModel model = discretise(usual, 900.0);
    for (const double factor : {0.5, 0.75, 1.5, 2.0}) {
      Dwelling own = box;
      own.furniture_j_k = factor * FURNITURE_J_K;
      const StepModel exact = discretise(with_air_of(own, usual.model, usual.layout), 900.0);
      for (const double largest_w : {5000.0, 1e6}) {
        const Home home{.extra_furniture_j_k = (factor - 1.0) * FURNITURE_J_K};
        const TenDays a = run(model, usual.layout, home, largest_w), b = run(exact, usual.layout, {}, largest_w);
        const double heat = a.heat_kwh / b.heat_kwh - 1.0, peak = a.peak_kw / b.peak_kw - 1.0;
        fmt::print("{:<7}{:>8}{:>10}{:>12.3f}{:>12.2f}{:>12.3f}\n", heavy ? "heavy" : "light", factor, largest_w,
                   100.0 * heat, 100.0 * peak, a.coldest_c - b.coldest_c);
        EXPECT_NEAR(heat, 0.0, 0.0005);
        EXPECT_NEAR(peak, 0.0, 0.015);
        EXPECT_NEAR(a.coldest_c, b.coldest_c, 0.01);
      }
    }
  }
}

}  // namespace
}  // namespace hearthgrid::dwelling
