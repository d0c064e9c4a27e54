#include "engine/run/gas_day_solver.hpp"

#include <algorithm>

namespace hearthgrid::run {
namespace {

constexpr int STRETCH_STEPS = 96;        // solved at once: bounds the memory of days at one minute
constexpr int TRIES = 16;                // of lowering capacities to daily caps by the level of flows
constexpr int MOST_TRIES = 100;          // beyond those by what is left over: a few, down to the flow's own tolerance
constexpr double LEAST_CAPACITY = 1e-9;  // m3/h: the flow wants it above 0
constexpr double CAPACITY_SLACK = 1e-7;  // of a capacity: what is asked for stays below it
constexpr double CAP_AIM = 1e-9;         // of a daily cap: what capacities are lowered to stays below it
constexpr double CAP_ROUNDING = 1e-12;   // of a daily cap

// The level above which flows have to be cut so that their sum is `most`.
double level_of(std::vector<double> flows, double most) {
  std::sort(flows.begin(), flows.end());
  double below = 0.0;
  for (size_t i = 0; i < flows.size(); ++i) {
    const auto above = static_cast<double>(flows.size() - i);
    if (below + above * flows[i] >= most) return std::max(0.0, (most - below) / above);
    below += flows[i];
  }
  return flows.empty() ? most : flows.back();
}

}  // namespace

GasDaySolver::GasDaySolver(const GasFacts& facts)
    : facts_(facts), day_(facts.grid->network, {.friction = {.law = facts.grid->friction}}) {
  for (const GasArea& area : facts.areas) {
    for (const int s : area.supplies) {
      shared_ = shared_ ||
                (area.supplies.size() > 1 && facts.grid->supply[static_cast<size_t>(s)].limits.daily_m3.has_value());
    }
  }
  set_capacities();
}

void GasDaySolver::set_capacities() {
  const auto& supplies = facts_.grid->network.supplies;
  capacity_.assign(supplies.size(), gas::UNLIMITED);
  for (size_t s = 0; s < supplies.size(); ++s) capacity_[s] = supplies[s].capacity_m3h;
  for (const GasArea& area : facts_.areas) {
    if (area.supplies.size() < 2) continue;
    for (const int s : area.supplies) {
      const auto& hourly = facts_.grid->supply[static_cast<size_t>(s)].limits.hourly_m3h;
      double& own = capacity_[static_cast<size_t>(s)];
      if (hourly) own = std::max(LEAST_CAPACITY, std::min(own, *hourly));
    }
  }
  for (size_t s = 0; s < supplies.size(); ++s) day_.set_supply_capacity(static_cast<int>(s), capacity_[s]);
  lowered_ = false;
}

void GasDaySolver::solve(std::span<const float> home_m3h, size_t stride, int64_t first_step, const Take& take) {
  if (lowered_) set_capacities();
  share_out(home_m3h, stride, first_step);
  for (int i = 0; shared_ && i < MOST_TRIES; ++i) {
    std::vector<double> supply_m3h;
    run(home_m3h, stride, first_step, [&](const GasSteps& steps) {
      supply_m3h.insert(supply_m3h.end(), steps.result->supply_m3h.begin(), steps.result->supply_m3h.end());
    });
    if (!lower_capacities(supply_m3h, i >= TRIES)) break;
    keep_capacities();
  }
  run(home_m3h, stride, first_step, take);
}

// Whether some supply gave more than its daily cap; `supply_m3h`: [step][supply]. A supply that is lowered leaves gas
// to the others, which lifts them above theirs, ever less; `evenly` ends that: no step gets more than its part of the
// day.
bool GasDaySolver::lower_capacities(const std::vector<double>& supply_m3h, bool evenly) {
  bool any = false;
  for (const GasArea& area : facts_.areas) {
    for (const int s : area.supplies) {
      const auto& daily = facts_.grid->supply[static_cast<size_t>(s)].limits.daily_m3;
      if (!daily || area.supplies.size() < 2) continue;
      std::vector<double> flows;
      double sum_m3 = 0.0;
      for (size_t at = static_cast<size_t>(s); at < supply_m3h.size(); at += capacity_.size()) {
        flows.push_back(std::max(0.0, supply_m3h[at]));
        sum_m3 += flows.back() * facts_.step_h;
      }
      double& own = capacity_[static_cast<size_t>(s)];
      if (sum_m3 <= *daily * (1.0 + CAP_ROUNDING) || own <= LEAST_CAPACITY) continue;
      const double aim_m3 = *daily * (1.0 - CAP_AIM);
      double level_m3h = level_of(std::move(flows), aim_m3 / facts_.step_h);
      // A flow may stand above its capacity by the solver's tolerance; the next lowering turns it into a capped one.
      if (evenly) level_m3h = std::min({level_m3h, aim_m3 / 24.0, own * aim_m3 / sum_m3});
      own = std::max(LEAST_CAPACITY, std::min(own, level_m3h));
      day_.set_supply_capacity(s, own);
      any = true;
    }
  }
  lowered_ = lowered_ || any;
  return any;
}

// The day's draws by area and class against the caps.
void GasDaySolver::share_out(std::span<const float> home_m3h, size_t stride, int64_t first_step) {
  if (!facts_.capped) return;
  const GasGrid& grid = *facts_.grid;
  const auto steps = static_cast<size_t>(facts_.steps_per_day), classes = static_cast<size_t>(facts_.classes);
  gas::CurtailmentDraws& draws = draws_;
  draws.classes = facts_.classes;
  draws.step_min = facts_.step_minutes;
  draws.draw_m3h.assign(facts_.areas.size() * classes * steps, 0.0);
  const auto row = [&](int area, int of_class) {
    return draws.draw_m3h.data() + (static_cast<size_t>(area) * classes + static_cast<size_t>(of_class)) * steps;
  };
  for (size_t i = 0; i < facts_.home_nodes.size(); ++i) {
    const int area = facts_.area_of[static_cast<size_t>(facts_.home_nodes[i])];
    if (area < 0) continue;
    double* to = row(area, facts_.home_class);
    const float* from = home_m3h.data() + i * stride + first_step;
    for (size_t k = 0; k < steps; ++k) to[k] += static_cast<double>(from[k]);
  }
  for (size_t u = 0; u < grid.users.size(); ++u) {
    const int area = facts_.area_of[static_cast<size_t>(grid.users[u].node)];
    if (area < 0) continue;
    double* to = row(area, facts_.user_class[u]);
    for (size_t k = 0; k < steps; ++k) to[k] += draw_of(grid.users[u], k, steps);
  }
  std::vector<gas::SupplyLimits> limits;
  for (const GasArea& area : facts_.areas) limits.push_back(area.limits);
  shares_ = gas::curtail(draws, limits, grid.county);
  keep_capacities();
}

double GasDaySolver::capacity_of(const GasArea& area) const {
  double sum_m3h = 0.0;
  for (const int s : area.supplies) sum_m3h += capacity_[static_cast<size_t>(s)];
  return sum_m3h;
}

// Within an hour draws go up and down: where they are more than an area's supplies give at a moment, the first in the
// order go short there too, before the pipes tell who does.
void GasDaySolver::keep_capacities() {
  if (!facts_.capped) return;
  const auto steps = static_cast<size_t>(facts_.steps_per_day), classes = static_cast<size_t>(facts_.classes);
  step_share_.resize(facts_.areas.size() * classes * steps);
  for (size_t area = 0; area < facts_.areas.size(); ++area) {
    const double capacity_m3h = capacity_of(facts_.areas[area]) * (1.0 - CAPACITY_SLACK);
    for (size_t k = 0; k < steps; ++k) {
      double left_m3h = capacity_m3h;
      for (size_t c = classes; c-- > 0;) {
        const size_t at = (area * classes + c) * steps + k;
        double of = shares_.at(area, static_cast<int>(c), static_cast<int>(k * 24 / steps));
        const double draw_m3h = of * draws_.draw_m3h[at];
        if (draw_m3h > left_m3h) of *= left_m3h / draw_m3h;
        left_m3h = std::max(0.0, left_m3h - draw_m3h);
        step_share_[at] = of;
      }
    }
  }
}

double GasDaySolver::share(int area, int of_class, int step_of_day) const {
  if (!facts_.capped) return 1.0;
  const auto row = static_cast<size_t>(area) * static_cast<size_t>(facts_.classes) + static_cast<size_t>(of_class);
  return step_share_[row * static_cast<size_t>(facts_.steps_per_day) + static_cast<size_t>(step_of_day)];
}

// `count` steps of the day from `from` on, into wanted_ and asked_.
void GasDaySolver::fill(std::span<const float> home_m3h, size_t stride, int64_t first_step, int from, int count) {
  const GasGrid& grid = *facts_.grid;
  const size_t nodes = grid.network.nodes.size();
  wanted_.assign(static_cast<size_t>(count) * nodes, 0.0);
  asked_.assign(wanted_.size(), 0.0);
  const auto add = [&](int node, int of_class, int k, double m3h) {
    const size_t at = static_cast<size_t>(k) * nodes + static_cast<size_t>(node);
    const int area = facts_.area_of[static_cast<size_t>(node)];
    wanted_[at] += m3h;
    asked_[at] += area < 0 ? m3h : m3h * share(area, of_class, from + k);
  };
  for (size_t i = 0; i < facts_.home_nodes.size(); ++i) {
    const float* draws = home_m3h.data() + i * stride + first_step + from;
    for (int k = 0; k < count; ++k) add(facts_.home_nodes[i], facts_.home_class, k, static_cast<double>(draws[k]));
  }
  for (size_t u = 0; u < grid.users.size(); ++u) {
    const GasUser& user = grid.users[u];
    for (int k = 0; k < count; ++k) {
      const double m3h = draw_of(user, static_cast<size_t>(from + k), static_cast<size_t>(facts_.steps_per_day));
      add(user.node, facts_.user_class[u], k, m3h);
    }
  }
}

void GasDaySolver::run(std::span<const float> home_m3h, size_t stride, int64_t first_step, const Take& take) {
  for (int from = 0; from < facts_.steps_per_day; from += STRETCH_STEPS) {
    fill(home_m3h, stride, first_step, from, std::min(STRETCH_STEPS, facts_.steps_per_day - from));
    day_.solve(asked_, result_);
    take({first_step + from, wanted_, asked_, &result_});
  }
}

}  // namespace hearthgrid::run
