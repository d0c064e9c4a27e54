// Homes that differ from their construction in insulation and air change, by one conductance, against a reduction of
// their own: a winter of 60 days of Yanggao's weather at quarter hours, an ample heater with a night setback.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/io/archetype_file.hpp"
#include "engine/run/physics.hpp"
#include "models/dwelling/insulation.hpp"
#include "models/dwelling/step.hpp"
#include "models/weather/climate.hpp"
#include "models/weather/step_weather.hpp"

namespace hearthgrid::run {
namespace {

struct Winter {
  double heat_kwh = 0.0, peak_w = 0.0;
};

Winter simulate(const Construction& c, const SiteWeather& site, double extra_w_k) {
  const TimeAxis& axis = site.steps.axis;
  const int states = c.model.states;
  Eigen::VectorXd state = Eigen::Map<const Eigen::VectorXd>(c.start_state.data(), states);
  dwelling::StepModel model = c.model;
  model.gamma = Eigen::MatrixXd::Identity(states, states);  // the drivers lie in state form already
  model.loss_driver = Eigen::MatrixXd::Zero(2, states);
  model.star_driver = Eigen::RowVectorXd::Zero(states);
  Winter out;
  for (int k = 0; k < axis.steps(); ++k) {
    const Eigen::VectorXd w =
        Eigen::Map<const Eigen::VectorXd>(c.driver.data() + static_cast<std::ptrdiff_t>(k) * states, states);
    dwelling::StepRequest request;
    request.set_point_c = k % 96 < 24 || k % 96 >= 88 ? 14.0 : 18.0;
    request.maximum_w = 20000.0;
    request.outdoor_temp_c = site.steps.outdoor_temp_c[static_cast<size_t>(k)];
    const double loss = extra_w_k + c.nominal_air_change_w_k * (c.air_change[static_cast<size_t>(k)] - 1.0);
    const auto step = dwelling::step_home(model, {.extra_loss_w_k = loss, .convective_share = 0.65}, w, request, state);
    if (k < axis.warm_up_steps()) continue;
    out.heat_kwh += 0.25e-3 * step.heat_w;
    out.peak_w = std::max(out.peak_w, step.heat_w);
  }
  return out;
}

TEST(InsulationSpread, OfAHomeInsideItsBinIsThatOfItsOwnReduction) {
  ProblemList problems;
  const auto archetypes = io::read_archetypes_file(HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml", problems);
  ASSERT_TRUE(problems.empty());
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2022} / 12 / 1};
  axis.season_days = 60;
  const SiteWeather site = prepare_site(weather::to_steps(weather::synthesise("yanggao", 3, axis), axis), 6.0);
  fmt::print("| dwelling | conductivity | of the bin alone | heat | peak |\n|---|---|---|---|---|\n");
  for (const auto& archetype : archetypes) {
    if (archetype.name != "brick_240" && archetype.name != "brick_370" && archetype.name != "adobe") continue;
    for (const char* envelope : {"none", "deep"}) {
      const dwelling::Dwelling nominal = with_envelope(archetype, envelope);
      for (const double factor : {0.78, 0.85, 0.925, 1.08, 1.09, 1.28}) {
        const int bin = dwelling::insulation_bin(factor);
        const double level = dwelling::INSULATION_LEVELS[bin];
        const Construction near = prepare_construction(dwelling::with_conductivity(nominal, level), site);
        const Construction own = prepare_construction(dwelling::with_conductivity(nominal, factor), site);
        const Winter exact = simulate(own, site, 0.0), bare = simulate(near, site, 0.0);
        const Winter home = simulate(near, site, near.loss_per_log_conductivity_w_k * std::log(factor / level));
        const double heat = home.heat_kwh / exact.heat_kwh - 1.0, peak = home.peak_w / exact.peak_w - 1.0;
        fmt::print("| {}/{} | {} | {:+.2f} % | {:+.2f} % | {:+.2f} % |\n", archetype.name, envelope, factor,
                   100.0 * (bare.heat_kwh / exact.heat_kwh - 1.0), 100.0 * heat, 100.0 * peak);
        EXPECT_NEAR(heat, 0.0, 0.015) << archetype.name << " " << envelope << " " << factor;
        EXPECT_NEAR(peak, 0.0, 0.03) << archetype.name << " " << envelope << " " << factor;
        EXPECT_LE(std::abs(heat), std::abs(bare.heat_kwh / exact.heat_kwh - 1.0) + 1e-6);
      }
    }
  }
}

}  // namespace
}  // namespace hearthgrid::run
