#pragma once
// What the lines of six_homes.hpp make of a step's loads, by the flow alone.

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/run/kernel/household_kernel.hpp"
#include "models/electricity/low_voltage/lv_flow.hpp"
#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {

class SixHomesFlow {
 public:
  explicit SixHomesFlow(const SixHomes& village, const std::vector<std::string>& overrides = {})
      : plan_(network_of(village, overrides)) {}

  /// Lowest voltage of each home over 220 V. Series as [home][step] of a results file: what homes draw, and of that
  /// their base load; the heater's power factor is 1. Steps [step, step + mean_of) are taken as their mean.
  [[nodiscard]] std::array<double, 6> home_pu(const std::vector<double>& kw, const std::vector<double>& base_kw,
                                              size_t steps, size_t step, size_t mean_of = 1) const {
    const double tan_phi = std::sqrt(1.0 - 0.95 * 0.95) / 0.95, other_kw = 4.0;
    std::array<double, 7> p{}, q{};
    for (size_t h = 0; h < 6; ++h) {
      for (size_t k = step; k < step + mean_of; ++k) {
        p[h] += kw[h * steps + k] / static_cast<double>(mean_of);
        q[h] += base_kw[h * steps + k] * tan_phi / static_cast<double>(mean_of);
      }
    }
    p[6] = other_kw, q[6] = other_kw * tan_phi;
    electricity::LvWorkspace workspace;
    electricity::LvResults results;
    electricity::solve_lv(plan_, kernel().low_voltage, {p.data(), q.data(), 1, 1}, {}, workspace, results);
    std::array<double, 6> pu{};
    pu.fill(1e9);
    for (size_t c = 0; c < plan_.connections.size(); ++c) {
      const int home = plan_.connections[c].home;
      if (home < 6) pu[home] = std::min(pu[home], results.home_pu[c]);
    }
    return pu;
  }

 private:
  static electricity::LvPlan network_of(const SixHomes& village, std::vector<std::string> overrides) {
    overrides.emplace_back("electricity.low_voltage=exact");
    const Scenario scenario = village.folder.load(overrides);
    return electricity::LvPlan(scenario.low_voltage.network(scenario.population, 0));
  }
  electricity::LvPlan plan_;
};

}  // namespace hearthgrid::run
