#include "models/dwelling/glass.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "engine/base/constants.hpp"
#include "engine/base/fast_math.hpp"

namespace hearthgrid::dwelling {

namespace {

/// Of a gas at 10 degC (EN 673, table 1; from memory).
struct GasProperties {
  double density_kg_m3;
  double viscosity_pa_s;
  double conductivity_w_mk;
  double heat_capacity_j_kgk;
};

GasProperties properties_of(Gas gas) {
  return gas == Gas::argon ? GasProperties{1.699, 2.164e-5, 1.684e-2, 519.0}
                           : GasProperties{1.232, 1.761e-5, 2.496e-2, 1008.0};
}

constexpr double MEAN_K = 283.0;

double gas_conductance(const Gap& gap, double difference_k) {
  const GasProperties gas = properties_of(gap.gas);
  const double s = gap.thickness_m;
  const double grashof = 9.81 * s * s * s * difference_k * gas.density_kg_m3 * gas.density_kg_m3 /
                         (MEAN_K * gas.viscosity_pa_s * gas.viscosity_pa_s);
  const double prandtl = gas.viscosity_pa_s * gas.heat_capacity_j_kgk / gas.conductivity_w_mk;
  const double nusselt = std::max(1.0, 0.035 * fast_pow(grashof * prandtl, 0.38));
  return nusselt * gas.conductivity_w_mk / s;
}

double radiative_conductance(double emissivity_1, double emissivity_2) {
  return 4.0 * STEFAN_BOLTZMANN_W_M2K4 * MEAN_K * MEAN_K * MEAN_K / (1.0 / emissivity_1 + 1.0 / emissivity_2 - 1.0);
}

double after_standard_films(double u_w_m2k) {
  const double resistance = 1.0 / u_w_m2k - STANDARD_INSIDE_M2KW - STANDARD_OUTSIDE_M2KW;
  if (!(resistance > 0.0)) {
    throw std::invalid_argument("window: no glass or frame reaches that U with the standard surface resistances");
  }
  return resistance;
}

/// Resistance between neighbouring panes' middles.
std::vector<double> pane_to_pane(const Glass& glass) {
  const std::vector<double> gaps = gap_conductances(glass);
  std::vector<double> resistances;
  for (size_t i = 0; i < gaps.size(); ++i) {
    const double glass_between = 0.5 * (glass.panes[i].resistance_m2kw + glass.panes[i + 1].resistance_m2kw);
    resistances.push_back(1.0 / gaps[i] + glass_between);
  }
  return resistances;
}

}  // namespace

std::vector<double> gap_conductances(const Glass& glass) {
  constexpr double ALL_GAPS_K = 15.0;
  constexpr int ITERATIONS = 30;  // settles within ten
  if (glass.panes.empty() || glass.gaps.size() + 1 != glass.panes.size()) {
    throw std::invalid_argument("window: there must be one gap less than panes");
  }
  std::vector<double> conductances(glass.gaps.size(), 1.0);
  for (int iteration = 0; iteration < ITERATIONS; ++iteration) {
    double sum = 0.0;
    for (const double conductance : conductances) {
      sum += 1.0 / conductance;
    }
    for (size_t i = 0; i < glass.gaps.size(); ++i) {
      const Gap& gap = glass.gaps[i];
      const double difference_k = ALL_GAPS_K / conductances[i] / sum;
      conductances[i] = gap.conductance_w_m2k > 0.0 ? gap.conductance_w_m2k
                                                    : gas_conductance(gap, difference_k) +
                                                          radiative_conductance(glass.panes[i].back_emissivity,
                                                                                glass.panes[i + 1].front_emissivity);
    }
  }
  return conductances;
}

double core_resistance_m2kw(const Glass& glass) {
  if (glass.catalogue) {
    return after_standard_films(glass.catalogue->u_w_m2k);
  }
  const std::vector<double> between = pane_to_pane(glass);
  return std::accumulate(between.begin(), between.end(), 0.0);
}

std::vector<double> outer_shares(const Glass& glass) {
  const std::vector<double> between = pane_to_pane(glass);
  const double all = std::accumulate(between.begin(), between.end(), 0.0);
  std::vector<double> shares = {1.0};
  double passed = 0.0;
  for (const double resistance : between) {
    passed += resistance;
    shares.push_back(1.0 - passed / all);
  }
  if (shares.size() > 1) {
    shares.back() = 0.0;
  }
  return shares;
}

double standard_u_w_m2k(const Glass& glass) {
  double resistance = STANDARD_INSIDE_M2KW + STANDARD_OUTSIDE_M2KW + core_resistance_m2kw(glass);
  if (!glass.catalogue) {
    resistance += 0.5 * (glass.panes.front().resistance_m2kw + glass.panes.back().resistance_m2kw);
  }
  return 1.0 / resistance;
}

std::vector<WindowPath> paths_of(const Window& window) {
  const double core = core_resistance_m2kw(window.glass) + window.cover_m2kw;
  if (window.frame_u_w_m2k <= 0.0 || window.glazed_share >= 1.0) {
    return {{window.area_m2, core}};
  }
  return {
      {window.area_m2 * window.glazed_share, core},
      {window.area_m2 * (1.0 - window.glazed_share), after_standard_films(window.frame_u_w_m2k) + window.cover_m2kw}};
}

}  // namespace hearthgrid::dwelling
