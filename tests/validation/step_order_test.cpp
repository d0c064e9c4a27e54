// What the length of the step does to one home's heat and peak, and that no variant of the kernel loses heat. Weather:
// twenty days of Yanggao's January, the drivers sub-sampled as a run does. A shipped home, unlimited heater, 18 degC by
// day and 14 degC by night, each met at the end of a step.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/io/archetype_file.hpp"
#include "engine/run/physics.hpp"
#include "models/dwelling/step.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/humidity.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::run {
namespace {

struct Prepared {
  SiteWeather site;
  Construction construction;
};

Prepared prepare(const char* envelope, int step_minutes) {
  ProblemList problems;
  const auto archetypes = io::read_archetypes_file(HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml", problems);
  problems.throw_if_any();
  const auto found =
      std::find_if(archetypes.begin(), archetypes.end(), [](const auto& a) { return a.name == "brick_370"; });
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2023} / 1 / 3};
  axis.season_days = 20;
  axis.step_minutes = step_minutes;
  Prepared out{prepare_site(weather::to_steps(weather::synthesise("yanggao", 3, axis), axis), 6.0, {}), {}};
  const double air_kg_m3 = weather::indoor_air_kg_m3(out.site.steps.site.elevation_m);
  out.construction = prepare_construction(in_air_of(air_kg_m3, with_envelope(*found, envelope)), out.site);
  return out;
}

struct Winter {
  double heat_kwh = 0.0, peak_kw = 0.0;  // the peak: largest mean over a clock hour
};

// The set point falls and rises over an hour, so that what is asked for does not depend on the step.
double set_point_c(double hour) {
  const double of_day = std::fmod(hour, 24.0);
  const double up = std::clamp(of_day - 6.0, 0.0, 1.0), down = std::clamp(of_day - 22.0, 0.0, 1.0);
  return 14.0 + 4.0 * (up - down);
}

Winter simulate(const Prepared& p) {
  const Construction& c = p.construction;
  const TimeAxis& axis = p.site.steps.axis;
  const int states = c.model.states;
  Eigen::VectorXd state = Eigen::Map<const Eigen::VectorXd>(c.start_state.data(), states);
  dwelling::StepModel model = c.model;
  model.gamma = Eigen::MatrixXd::Identity(states, states);  // the drivers lie in state form already
  model.loss_driver = Eigen::MatrixXd::Zero(2, states);
  model.star_driver = Eigen::RowVectorXd::Zero(states);
  Winter out;
  std::map<int, double> by_hour;
  for (int k = 0; k < axis.steps(); ++k) {
    const Eigen::VectorXd w =
        Eigen::Map<const Eigen::VectorXd>(c.driver.data() + static_cast<std::ptrdiff_t>(k) * states, states);
    dwelling::StepRequest request;
    request.set_point_c = set_point_c((k + 1) * axis.step_hours());
    request.maximum_w = 1e6;
    request.outdoor_temp_c = p.site.steps.outdoor_temp_c[static_cast<size_t>(k)];
    const double extra = c.nominal_air_change_w_k * (c.air_change[static_cast<size_t>(k)] - 1.0);
    const auto step =
        dwelling::step_home(model, {.extra_loss_w_k = extra, .convective_share = 0.65}, w, request, state);
    if (k < axis.warm_up_steps()) continue;
    out.heat_kwh += 1e-3 * axis.step_hours() * step.heat_w;
    by_hour[static_cast<int>(k * axis.step_hours() + 1e-9)] += 1e-3 * axis.step_hours() * step.heat_w;
  }
  for (const auto& [hour, kwh] : by_hour) out.peak_kw = std::max(out.peak_kw, kwh);
  return out;
}

TEST(StepOrder, HeatAndHourlyPeakConvergeAsTheStepShortens) {
  for (const char* envelope : {"none", "deep"}) {
    const Winter exact = simulate(prepare(envelope, 1));
    fmt::print("{}: {:.1f} kWh, largest hour {:.2f} kWh at 1 minute\n| step | heat | largest hour |\n|---|---|---|\n",
               envelope, exact.heat_kwh, exact.peak_kw);
    std::map<int, double> heat, peak;
    for (const int minutes : {60, 30, 15, 10, 5}) {
      const Winter now = simulate(prepare(envelope, minutes));
      heat[minutes] = std::abs(now.heat_kwh / exact.heat_kwh - 1.0);
      peak[minutes] = std::abs(now.peak_kw / exact.peak_kw - 1.0);
      fmt::print("| {} | {:.4f} % | {:.4f} % |\n", minutes, 100.0 * heat[minutes], 100.0 * peak[minutes]);
    }
    const double order = std::log(heat[60] / heat[5]) / std::log(12.0);
    fmt::print("order of the heat between 60 and 5 minutes: {:.2f}\n", order);
    EXPECT_GT(order, 0.8) << envelope;
    EXPECT_LT(heat[15], 1e-4) << envelope;
    EXPECT_TRUE(heat[5] < heat[10] && heat[10] < heat[15] && heat[15] < heat[30] && heat[30] < heat[60]) << envelope;
    EXPECT_LT(peak[15], peak[60]) << envelope;
    EXPECT_LT(peak[15], 0.002) << envelope;
    EXPECT_LT(peak[5], 0.001) << envelope;
  }
}

// What comes in less what goes out and stays, over what comes in.
double balance_error(const Construction& c, const BatchLanes& l, double convective_share,
                     const std::vector<double>& start, int days) {
  const dwelling::StepModel& m = c.model;
  const double heat = l.sum_heat[0] - l.sum_cool[0], gain = l.sum_gain[0];
  const double convective = convective_share * heat + dwelling::GAINS_CONVECTIVE_SHARE * gain + l.sum_extra_air[0];
  const double radiant = (1.0 - convective_share) * heat + (1.0 - dwelling::GAINS_CONVECTIVE_SHARE) * gain;
  double lost = c.driver_loss_j[static_cast<size_t>(days)] + m.loss_convective.sum() * convective +
                m.loss_radiant.sum() * radiant;
  double stored = 0.0;
  for (int i = 0; i < m.states; ++i) {
    lost += m.loss_state.col(i).sum() * l.sum_state[i][0];
    stored += m.stored[i] * (l.state[i][0] - start[static_cast<size_t>(i)]);
  }
  const double sun = c.driver_heat_j[static_cast<size_t>(days)];
  const double brought = m.step_s * (convective + radiant) + sun;
  return std::abs(brought - lost - stored) / (m.step_s * (l.sum_heat[0] + l.sum_cool[0] + gain) + sun);
}

TEST(EnergyBalance, ClosesInEveryVariantWithOpenedWindowsAndCurtains) {
  Prepared p = prepare("none", 15);
  Construction& c = p.construction;
  const TimeAxis& axis = p.site.steps.axis;
  const size_t steps = static_cast<size_t>(axis.steps());
  for (size_t k = 0; k < steps; ++k) c.curtain_w_k[k] = k % 96 < 28 || k % 96 > 76 ? -20.0 : 0.0;
  std::vector<double> gain(steps * LANES), target(gain.size()), vent(gain.size()), cool(gain.size()), none(gain.size());
  std::vector<double> electric(gain.size()), input(gain.size()), ones(gain.size(), 1.0);
  std::vector<heater::CoefficientRow> coefficients(steps);
  for (size_t k = 0; k < steps; ++k) {
    coefficients[k].capacity[0] = 6000.0;
    for (size_t lane = 0; lane < LANES; ++lane) {
      gain[k * LANES + lane] =
          (k % 96 >= 48 && k % 96 < 56 ? 40000.0 : 300.0) + 200.0 * std::sin(0.1 * static_cast<double>(k + lane));
      target[k * LANES + lane] = set_point_c(0.25 * static_cast<double>(k));
      vent[k * LANES + lane] = k % 96 > 28 && k % 96 < 32 ? 150.0 : 0.0;
      cool[k * LANES + lane] = 18.5;
    }
  }
  for (const Control control : {Control::air, Control::operative, Control::prescribed, Control::ideal}) {
    heater::Technology technology;
    technology.convective_share.value = 0.6;
    technology.cycling_degradation.value = 1.0;
    if (control == Control::operative) technology.sensed = heater::SensedTemperature::operative;
    if (control == Control::prescribed) technology.kind = heater::HeaterKind::hand_fired;
    if (control == Control::ideal) technology.kind = heater::HeaterKind::ideal;
    BatchLanes lanes{};
    for (int lane = 0; lane < LANES; ++lane) {
      lanes.air_change_w_k[lane] = 1.3 * c.nominal_air_change_w_k;
      lanes.fixed_w_k[lane] = 12.0 - c.nominal_air_change_w_k;
      lanes.size[lane] = 1.0;
      lanes.cool_w[lane] = 1e9;
      for (int i = 0; i < c.model.states; ++i) lanes.state[i][lane] = c.start_state[static_cast<size_t>(i)];
    }
    const TileDrivers drivers{c.driver.data(),      p.site.steps.outdoor_temp_c.data(),
                              c.air_change.data(),  c.curtain_w_k.data(),
                              c.operative_c.data(), coefficients.data(),
                              none.data()};
    std::vector<double> watts(gain.size(), 2500.0);
    const TileStreams streams{.gain = gain.data(),
                              .target = control == Control::prescribed ? watts.data() : target.data(),
                              .ventilation_w_k = vent.data(),
                              .cool_target = cool.data(),
                              .base_kw = none.data(),
                              .hot_water_w = none.data(),
                              .enabled = ones.data(),
                              .electric_kw = electric.data(),
                              .input_kw = input.data(),
                              .backup_kw = nullptr,
                              .heat_kw = nullptr,
                              .air_c = nullptr,
                              .cool_kw = nullptr};
    kernel().step_tile(batch_model(c, technology), drivers, streams, axis.steps(), true, lanes);
    EXPECT_GT(lanes.sum_heat[0], 0.0);
    if (control == Control::ideal) {
      EXPECT_GT(lanes.sum_cool[0], 0.0);
    }
    EXPECT_LT(balance_error(c, lanes, 0.6, c.start_state, axis.days()), 1e-9) << static_cast<int>(control);
  }
}

}  // namespace
}  // namespace hearthgrid::run
