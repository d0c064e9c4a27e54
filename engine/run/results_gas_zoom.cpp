#include "engine/run/results_gas_zoom.hpp"

#include <algorithm>

#include "engine/run/zoom.hpp"

namespace hearthgrid::run {
namespace {

constexpr int QUARTER_MIN = 15;

// Means of `per` steps each.
std::vector<float> means_of(const std::vector<float>& draws, size_t per) {
  std::vector<float> means(draws.size() / per);
  for (size_t i = 0; i < means.size(); ++i) {
    double sum = 0.0;
    for (size_t k = 0; k < per; ++k) sum += static_cast<double>(draws[i * per + k]);
    means[i] = static_cast<float>(sum / static_cast<double>(per));
  }
  return means;
}

}  // namespace

GasZoomResults::GasZoomResults(const Simulation& simulation, io::ResultsWriter& file, const std::string& path,
                               const GasOptions& options)
    : s_(simulation),
      file_(file),
      draws_(*simulation.gas, *simulation.population, static_cast<int>(simulation.plan->mixes.size()),
             simulation.zoom->steps, path, options.memory_bytes),
      steps_(*simulation.gas, draws_.nodes(), simulation.zoom->step_minutes),
      quarters_(*simulation.gas, draws_.nodes(), QUARTER_MIN) {}

int64_t GasZoomResults::days() const {
  return 2 * int64_t{s_.zoom->steps / steps_.steps_per_day};
}

void GasZoomResults::take(const BlockResult& block) {
  draws_.take(block, block.zoom.gas_place_m3h);
}

void GasZoomResults::solve(int mix, const GasPassOptions& pass) {
  std::vector<float> draws;
  draws_.read(mix, draws);
  Mix& out = mixes_.emplace_back();
  out.steps = solve_gas(steps_, draws, s_.zoom->steps, pass).figures;
  const int per = QUARTER_MIN / s_.zoom->step_minutes;
  draws = means_of(draws, static_cast<size_t>(per));
  out.quarters = solve_gas(quarters_, draws, s_.zoom->steps / per, pass).figures;
}

void GasZoomResults::finish() {
  write_mixes();
  const auto time_of = [&](const GasExtreme& e) {
    return e.step < 0 ? 0.0 : static_cast<double>(s_.zoom->minute_of(static_cast<int>(e.step)));
  };
  std::vector<double> lowest, time, quarter, below, peak, peak_quarter;
  for (const Mix& mix : mixes_) {
    for (size_t n = 0; n < mix.steps.nodes.size(); ++n) {
      const GasNodeFigures& node = mix.steps.nodes[n];
      lowest.push_back(node.lowest_pa.value);
      time.push_back(time_of(node.lowest_pa));
      quarter.push_back(mix.quarters.nodes[n].lowest_pa.value);
      below.push_back(static_cast<double>(node.steps_below_service * s_.zoom->step_minutes));
    }
    for (size_t i = 0; i < mix.steps.regulators.size(); ++i) {
      peak.push_back(mix.steps.regulators[i].peak_m3h.value);
      peak_quarter.push_back(mix.quarters.regulators[i].peak_m3h.value);
    }
  }
  file_.write("gas_node_zoom_min_pressure_pa", lowest);
  file_.write("gas_node_zoom_min_pressure_time", time);
  file_.write("gas_node_zoom_min_pressure_15min_pa", quarter);
  file_.write("gas_node_zoom_minutes_below_service", below);
  file_.write("gas_regulator_zoom_peak_m3h", peak);
  file_.write("gas_regulator_zoom_peak_15min_m3h", peak_quarter);
}

void GasZoomResults::write_mixes() {
  std::vector<double> lowest, time, node, quarter, drop, unserved, unsolved;
  for (const Mix& mix : mixes_) {
    const GasFigures& f = mix.steps;
    lowest.push_back(f.lowest_pa.value);
    time.push_back(f.lowest_pa.step < 0 ? 0.0
                                        : static_cast<double>(s_.zoom->minute_of(static_cast<int>(f.lowest_pa.step))));
    node.push_back(f.lowest_node);
    quarter.push_back(mix.quarters.lowest_pa.value);
    drop.push_back(0.0);
    for (size_t n = 0; n < f.nodes.size(); ++n) {
      const GasExtreme &one = f.nodes[n].lowest_pa, &other = mix.quarters.nodes[n].lowest_pa;
      if (one.step >= 0 && other.step >= 0) drop.back() = std::max(drop.back(), other.value - one.value);
    }
    unserved.push_back(static_cast<double>(f.steps_unserved * s_.zoom->step_minutes));
    unsolved.push_back(static_cast<double>(f.steps_unsolved * s_.zoom->step_minutes));
  }
  file_.write("gas_zoom_min_pressure_pa", lowest);
  file_.write("gas_zoom_min_pressure_time", time);
  file_.write("gas_zoom_min_pressure_node", node);
  file_.write("gas_zoom_min_pressure_15min_pa", quarter);
  file_.write("gas_zoom_largest_drop_pa", drop);
  file_.write("gas_zoom_minutes_unserved", unserved);
  file_.write("gas_zoom_minutes_unsolved", unsolved);
}

}  // namespace hearthgrid::run
