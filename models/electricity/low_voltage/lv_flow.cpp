#include "models/electricity/low_voltage/lv_flow.hpp"

#include <algorithm>

#include "models/electricity/low_voltage/lv_register.hpp"

namespace hearthgrid::electricity {
namespace {

void size_results(const LvPlan& plan, const LvSolveOptions& options, int steps, LvResults& out) {
  const auto of = [&](bool wanted, size_t rows) { return wanted ? rows * static_cast<size_t>(steps) : 0; };
  out.steps = steps;
  out.converged.resize(steps);
  out.home_pu.resize(of(options.home_voltages, plan.connections.size()));
  out.node_pu.resize(of(options.node_voltages, plan.nodes.size() * plan.phases));
  out.line_loading.resize(of(options.line_loadings, plan.nodes.size()));
  for (auto& total : out.total) total.resize(of(options.totals, 1));
  out.phase_a.resize(of(options.totals, plan.phases));
}

// One register's results into the matrices; 0 where there is no solution.
void keep(const LvPlan& plan, const LvSolveOptions& options, const LvRegister& lanes, int first, int count,
          LvResults& out) {
  const auto put = [&](std::vector<double>& matrix, size_t row, auto value) {
    double* to = matrix.data() + row * out.steps + first;
    for (int l = 0; l < count; ++l) to[l] = lanes.converged(l) ? value(l) : 0.0;
  };
  for (int l = 0; l < count; ++l) out.converged[first + l] = lanes.converged(l) ? 1 : 0;
  const int connections = static_cast<int>(plan.connections.size()), nodes = static_cast<int>(plan.nodes.size());
  for (int c = 0; options.home_voltages && c < connections; ++c) {
    put(out.home_pu, c, [&](int l) { return lanes.home_pu(c, l); });
  }
  for (int n = 0; n < nodes; ++n) {
    const int own = plan.node_order[n];
    for (int p = 0; options.node_voltages && p < plan.phases; ++p) {
      put(out.node_pu, own * plan.phases + p, [&](int l) { return lanes.node_pu(n * plan.phases + p, l); });
    }
    if (options.line_loadings) put(out.line_loading, own, [&](int l) { return lanes.line_loading(n, l); });
  }
  if (!options.totals) return;
  for (int k = 0; k < LV_TOTALS; ++k) {
    put(out.total[k], 0, [&](int l) {
      const double value = lanes.total(static_cast<LvTotal>(k), l);
      return k == LV_LOADING_NODE && value >= 0.0 ? plan.node_order[static_cast<int>(value)] : value;
    });
  }
  for (int p = 0; p < plan.phases; ++p) put(out.phase_a, p, [&](int l) { return lanes.phase_a(p, l); });
}

}  // namespace

void solve_lv(const LvPlan& plan, const LvKernels& kernels, const LvLoads<double>& loads, const LvSolveOptions& options,
              LvWorkspace& workspace, LvResults& results) {
  size_results(plan, options, loads.steps, results);
  LvRegister lanes(plan, kernels, options, workspace);
  for (int first = 0; first < loads.steps; first += lanes.width()) {
    const int count = std::min(lanes.width(), loads.steps - first);
    lanes.set_steps(loads, first, count);
    lanes.solve();
    keep(plan, options, lanes, first, count, results);
  }
}

}  // namespace hearthgrid::electricity
