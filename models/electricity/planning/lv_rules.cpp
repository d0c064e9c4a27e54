#include "models/electricity/planning/lv_rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/electricity/low_voltage/lv_flow.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace hearthgrid::electricity {
namespace {

/// Node whose phases' voltages lie farthest apart at a step.
size_t widest_node(const LvResults& results, size_t nodes, size_t phases, size_t step) {
  size_t widest = 0;
  double most = -1.0;
  for (size_t n = 0; n < nodes; ++n) {
    double low = std::numeric_limits<double>::max(), high = 0.0;
    for (size_t p = 0; p < phases; ++p) {
      const double pu = results.node_pu[(n * phases + p) * static_cast<size_t>(results.steps) + step];
      low = std::min(low, pu);
      high = std::max(high, pu);
    }
    if (high - low <= most) continue;
    most = high - low;
    widest = n;
  }
  return widest;
}

AreaFlow flow_at(const LvNetwork& network, const LvPlan& plan, const LvResults& results, size_t step) {
  const auto steps = static_cast<size_t>(results.steps);
  const size_t nodes = network.nodes.size();
  AreaFlow flow;
  flow.converged = results.converged[step] != 0;
  flow.home_low_v.assign(network.homes.size(), std::numeric_limits<double>::max());
  flow.home_high_v.assign(network.homes.size(), 0.0);
  flow.branch_a.assign(nodes, 0.0);
  flow.unbalance.assign(nodes, 0.0);
  if (!flow.converged) return flow;
  flow.kw = results.total[LV_P_KW][step];
  flow.kvar = results.total[LV_Q_KVAR][step];
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    const double volts = results.home_pu[c * steps + step] * network.rated_v;
    const auto home = static_cast<size_t>(plan.connections[c].home);
    flow.home_low_v[home] = std::min(flow.home_low_v[home], volts);
    flow.home_high_v[home] = std::max(flow.home_high_v[home], volts);
  }
  for (size_t n = 1; n < nodes; ++n) {
    const double rating_a = network.nodes[n].rating_a;
    if (std::isfinite(rating_a)) flow.branch_a[n] = results.line_loading[n * steps + step] * rating_a;
  }
  const size_t widest = widest_node(results, nodes, static_cast<size_t>(plan.phases), step);
  flow.unbalance[widest] = results.total[LV_UNBALANCE][step];
  return flow;
}

void solve(const LvKernels& kernels, const LvNetwork& network, std::span<const double> kw, std::span<const double> kvar,
           size_t steps, std::vector<AreaFlow>& flows) {
  const LvPlan plan(network);
  const size_t homes = network.homes.size();
  std::vector<double> p(kw.size()), q(kvar.size());  // [home][step]
  for (size_t t = 0; t < steps; ++t) {
    for (size_t h = 0; h < homes; ++h) {
      p[h * steps + t] = kw[t * homes + h];
      q[h * steps + t] = kvar[t * homes + h];
    }
  }
  LvSolveOptions options;
  options.node_voltages = true;
  options.line_loadings = true;
  LvWorkspace workspace;
  LvResults results;
  const LvLoads<double> loads{p.data(), q.data(), static_cast<ptrdiff_t>(steps), static_cast<int>(steps)};
  solve_lv(plan, kernels, loads, options, workspace, results);
  for (size_t t = 0; t < steps; ++t) flows[t] = flow_at(network, plan, results, t);
}

/// Days of an area's homes through the screen.
class SeasonRun {
 public:
  SeasonRun(const LvKernels& kernels, const PlanArea& area, const PlaceLoads& loads)
      : kernels_(kernels), area_(area), loads_(loads), plan_(area.network) {
    // Hours beyond limits are not asked for: limits out of reach leave fewer steps to be solved.
    options_.lowest_pu = 0.0;
    options_.highest_pu = 10.0;
    options_.unbalance_limit = 10.0;
    options_.step_hours = loads.step_min / 60.0;
    out_.kw.resize(static_cast<size_t>(loads.steps()));
    out_.kvar.resize(out_.kw.size());
  }

  AreaSeason run() {
    if (loads_.warm_up_steps > 0) (void)season(0, loads_.warm_up_steps);
    const LvSeasonResult seen = season(loads_.warm_up_steps, loads_.steps());
    lay(seen);
    lay_loading();
    return std::move(out_);
  }

 private:
  /// Steps [first, last); steps of the result count from `first`.
  LvSeasonResult season(int64_t first, int64_t last) {
    const auto per_day = std::max<int64_t>(1, std::llround(1440.0 / loads_.step_min));
    LvSeason season(plan_, kernels_, options_);
    const size_t homes = area_.rows.size();
    std::vector<float> kw(homes * static_cast<size_t>(per_day)), kvar(kw.size()), p(static_cast<size_t>(per_day)), q(p);
    for (int64_t t = first; t < last; t += per_day) {
      const int64_t count = std::min(per_day, last - t);
      for (size_t h = 0; h < homes; ++h) {
        const auto to = static_cast<ptrdiff_t>(h) * per_day;
        const int row = area_.rows[h];
        std::copy_n(loads_.kw[row].begin() + t, count, kw.begin() + to);
        if (!loads_.kvar.empty()) std::copy_n(loads_.kvar[row].begin() + t, count, kvar.begin() + to);
      }
      const LvLoads<float> day{kw.data(), kvar.data(), per_day, static_cast<int>(count)};
      season.add_day(t - first, day, {p.data(), q.data(), nullptr, nullptr}, workspace_);
      std::copy_n(p.begin(), count, out_.kw.begin() + t);
      std::copy_n(q.begin(), count, out_.kvar.begin() + t);
    }
    return season.finish(workspace_);
  }

  void lay(const LvSeasonResult& seen) {
    const int64_t from = loads_.warm_up_steps;
    const auto extreme = [&](const LvExtreme& e, double factor) {
      return e.step < 0 ? Extreme{} : Extreme{e.value * factor, e.step + from};
    };
    out_.extremes = nothing_seen(area_);
    const double volts = area_.network.rated_v;
    for (size_t h = 0; h < seen.homes.size(); ++h) {
      out_.extremes.of(LimitKind::low_voltage)[h] = extreme(seen.homes[h].lowest_pu, volts);
      out_.extremes.of(LimitKind::high_voltage)[h] = extreme(seen.homes[h].highest_pu, volts);
    }
    auto& lines = out_.extremes.of(LimitKind::line_loading);
    for (size_t n = 1; n < lines.size() && seen.loading.step >= 0; ++n) {
      lines[n] = {std::min(seen.line_loading[n], seen.loading.value), seen.loading.step + from};
    }
    if (seen.not_converged > 0) {
      out_.extremes.of(LimitKind::no_solution)[0] = {1.0, seen.first_not_converged + from};
    }
    if (seen.unbalance.step >= 0) lay_unbalance(seen.unbalance.value, seen.unbalance.step + from);
  }

  void lay_unbalance(double value, int64_t step) {
    std::vector<double> kw, kvar;
    for (const int row : area_.rows) {
      kw.push_back(static_cast<double>(loads_.kw[row][step]));
      kvar.push_back(loads_.kvar.empty() ? 0.0 : static_cast<double>(loads_.kvar[row][step]));
    }
    std::vector<AreaFlow> flows(1);
    solve(kernels_, area_.network, kw, kvar, 1, flows);
    const auto widest = std::ranges::max_element(flows[0].unbalance) - flows[0].unbalance.begin();
    out_.extremes.of(LimitKind::unbalance)[widest] = {value, step};
  }

  /// Largest loading of the transformer's quarters: exact flow of those that the series leaves in question.
  void lay_loading() {
    constexpr double SURE_SHARE = 3e-4;  // thrice what a step's load is good to
    std::vector<double> kva;
    const int64_t length = loads_.window_steps();
    for (int64_t t = loads_.warm_up_steps; t < loads_.steps(); t += length) {
      const int64_t end = std::min(loads_.steps(), t + length);
      double kw = 0.0, kvar = 0.0;
      for (int64_t k = t; k < end; ++k) {
        kw += out_.kw[static_cast<size_t>(k)];
        kvar += out_.kvar[static_cast<size_t>(k)];
      }
      kva.push_back(std::hypot(kw, kvar) / static_cast<double>(end - t));
    }
    const double most = *std::ranges::max_element(kva);
    std::vector<int64_t> open;
    for (size_t w = 0; w < kva.size(); ++w) {
      if (kva[w] >= most * (1.0 - SURE_SHARE)) open.push_back(static_cast<int64_t>(w));
    }
    PlanRules rules;
    rules.flow = lv_flow_function(kernels_);
    const auto exact = extremes({{area_}}, loads_, rules, open);
    out_.extremes.of(LimitKind::transformer_loading) = exact[0].of(LimitKind::transformer_loading);
  }

  const LvKernels& kernels_;
  const PlanArea& area_;
  const PlaceLoads& loads_;
  LvPlan plan_;
  LvSeasonOptions options_;
  LvWorkspace workspace_;
  AreaSeason out_;
};

}  // namespace

FlowFunction lv_flow_function(const LvKernels& kernels) {
  return [kernels](const LvNetwork& network, std::span<const double> kw, std::span<const double> kvar, size_t steps,
                   std::vector<AreaFlow>& flows) { solve(kernels, network, kw, kvar, steps, flows); };
}

SeasonFunction lv_season_function(const LvKernels& kernels) {
  return [kernels](const PlanArea& area, const PlaceLoads& loads) { return SeasonRun(kernels, area, loads).run(); };
}

}  // namespace hearthgrid::electricity
