// The shipped archetypes, all envelopes, without and with curtains at every window: the reduction that the engine takes
// against the full layered network (124 to 148 states) over a made-up winter of 120 days with sun, two-day swings, a
// night setback of 5 K and a half-radiant heater.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/io/archetype_file.hpp"
#include "models/dwelling/curtain.hpp"
#include "models/dwelling/reduction_check.hpp"
#include "models/dwelling/step.hpp"

namespace hearthgrid::dwelling {
namespace {

constexpr int STEPS_PER_DAY = 96;
constexpr int DAYS = 120;

Eigen::VectorXd drivers_at(const Dwelling& home, const DriverLayout& layout, double hour) {
  const double day = 2.0 * std::numbers::pi * hour / 24.0;
  const double sun = std::max(0.0, std::sin(day - 0.5 * std::numbers::pi));
  Eigen::VectorXd u = (-3.0 + 6.0 * std::sin(day) + 5.0 * std::sin(day / 3.9) + 6.0 * std::cos(day / DAYS)) *
                      (Eigen::VectorXd::Ones(layout.count) - heat_drivers(layout));
  for (size_t i = 0; i < home.opaque.size(); ++i) {
    if (home.opaque[i].boundary == Boundary::ground) u[layout.sol_air[i]] = 9.0;
    if (home.opaque[i].boundary == Boundary::outdoor) u[layout.sol_air[i]] += 10.0 * sun;
  }
  u[layout.solar] = 4000.0 * sun;
  return u;
}

struct Winter {
  double heat_kwh = 0.0;
  double peak_w = 0.0;
};

/// `closed` holds while there is no sun; it is `open` where there are no covers.
Winter simulate(const Dwelling& home, const ThermalModel& open, const ThermalModel& closed, double limit_w) {
  const StepModel steps[2] = {discretise(open, 900.0), discretise(closed, 900.0)};
  const DriverLayout layout = layout_of(home);
  Eigen::VectorXd state = steady_state(steps[1], drivers_at(home, layout, 0.0), 3000.0, 0.0);
  Winter winter;
  for (int k = 0; k < STEPS_PER_DAY * DAYS; ++k) {
    const double hour = 0.25 * k;
    const double of_day = std::fmod(hour, 24.0);
    const Eigen::VectorXd u = drivers_at(home, layout, hour);
    StepRequest request;
    request.set_point_c = of_day < 6.0 || of_day > 22.0 ? 12.0 : 17.0;
    request.maximum_w = limit_w;
    request.outdoor_temp_c = u[layout.outdoor];
    const StepModel& step = steps[u[layout.solar] > 0.0 ? 0 : 1];
    const StepResult result = step_home(step, {.convective_share = 0.5}, u, request, state);
    if (k < 7 * STEPS_PER_DAY) continue;
    winter.heat_kwh += result.heat_w * 0.25e-3;
    winter.peak_w = std::max(winter.peak_w, result.heat_w);
  }
  return winter;
}

void hold(const Dwelling& home) {
  constexpr double UNLIMITED_W = 1e5;
  const std::vector<Dwelling> covered = covered_dwellings(home);
  const ThermalModel open = full_order(home), closed = covered.empty() ? open : full_order(covered.back());
  const ReducedDwelling reduced = reduce_checked(home);
  const ThermalModel& shut = reduced.covered.empty() ? reduced.model : reduced.covered.back();
  const double capped_w = 22.0 * open.heat_loss_coefficient_w_k();
  const Winter full = simulate(home, open, closed, UNLIMITED_W);
  const Winter small = simulate(home, reduced.model, shut, UNLIMITED_W);
  const double full_kwh = simulate(home, open, closed, capped_w).heat_kwh;
  const double small_kwh = simulate(home, reduced.model, shut, capped_w).heat_kwh;
  fmt::print("| {} | {} | {} | {:+.2f} % | {:+.2f} % | {:+.2f} % |\n", home.name, open.states(), reduced.model.states(),
             100.0 * (small.heat_kwh / full.heat_kwh - 1.0), 100.0 * (small.peak_w / full.peak_w - 1.0),
             100.0 * (small_kwh / full_kwh - 1.0));
  EXPECT_NEAR(small.heat_kwh / full.heat_kwh, 1.0, 0.005) << home.name << reduced.note;
  EXPECT_NEAR(small.peak_w / full.peak_w, 1.0, 0.01) << home.name << reduced.note;
  EXPECT_NEAR(small_kwh / full_kwh, 1.0, 0.005) << home.name;
  if (!reduced.note.empty()) fmt::print("  {}\n", reduced.note);
}

// Every archetype in every envelope, with the states that the engine takes: the winter's heat and the largest quarter
// hour, the worst case for a reduction (unlimited, half radiant, a jump of the set point within one step), and with a
// heater that the morning exhausts.
void hold_all(double curtain_m2kw) {
  ProblemList problems;
  const auto archetypes = io::read_archetypes_file(HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml", problems);
  ASSERT_TRUE(problems.empty());
  fmt::print(
      "| dwelling | layers' states | states | heat | peak after setback | capped: heat |\n|---|---|---|---|---|---|\n");
  for (const auto& archetype : archetypes) {
    for (const auto& [envelope, retrofit] : archetype.envelopes) {
      Dwelling home = with_envelope(archetype, envelope);
      for (Window& window : home.windows) window.night.resistance_m2kw = curtain_m2kw;
      if (curtain_m2kw > 0.0) home.name += fmt::format(", curtains {}", curtain_m2kw);
      hold(home);
    }
  }
}

TEST(ArchetypeReduction, FollowsTheFullNetworkOverAWinter) {
  hold_all(0.0);
}

TEST(ArchetypeReduction, FollowsItWithCurtains) {
  hold_all(0.15);
  hold_all(5.0);
}

}  // namespace
}  // namespace hearthgrid::dwelling
