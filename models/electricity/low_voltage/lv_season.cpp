#include "models/electricity/low_voltage/lv_season.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "models/electricity/low_voltage/lv_accounts.hpp"
#include "models/electricity/low_voltage/lv_candidates.hpp"
#include "models/electricity/low_voltage/lv_screen.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr float LOSS_TOLERANCE = 9e-4F;  // of the season's losses, which are to be right to 1e-3
constexpr int SWEEPS = 12;
constexpr double FAR = 3.0;  // a threshold of |u|^2 that nothing passes, or everything

LvSolveOptions solve_options(const LvSeasonOptions& options) {
  LvSolveOptions out;
  out.tolerance = options.tolerance;
  out.line_loadings = true;
  return out;
}

}  // namespace

struct LvSeason::State {
  State(const LvPlan& network, const LvKernels& with, const LvSeasonOptions& how)
      : plan(network),
        kernels(with),
        options(how),
        solve_how(solve_options(how)),
        accounts(plan, options),
        candidates(plan.homes, options.lowest_only) {
    screened = !options.exact && plan.screen != nullptr && !plan.connections.empty() && kernels.screen != nullptr;
    if (screened) line_peak.assign(plan.nodes.size() * 2 * kernels.width, 0.0F);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  template <class Real>
  void add_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series, LvWorkspace& workspace);
  template <class Real>
  void solve_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series, LvWorkspace& workspace);
  template <class Real>
  void screen_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series, LvWorkspace& workspace);
  template <class Real>
  void lay_out(const LvLoads<Real>& loads, LvWorkspace& workspace);
  void set_thresholds();
  template <class Real>
  LvCandidate look(const LvLoads<Real>& loads, int64_t first_step, int step) const;
  template <class Real>
  void solve_now(int64_t first_step, const LvLoads<Real>& loads, const std::vector<int>& steps,
                 const LvStepSeries& series, LvWorkspace& workspace);
  template <class Real>
  void tell(int64_t first_step, const LvLoads<Real>& loads, int step, const LvStepSeries& series,
            const LvRegister& lanes, int lane);
  void learn_exact(const LvRegister& lanes, int lane);
  bool limits_settled(const LvCandidate& seen);
  void take_up(LvCandidate&& seen);
  void solve_owed(LvWorkspace& workspace, bool all);
  void write(const LvStepSeries& series, int step, double p, double q, double line, double root) const;

  const LvPlan& plan;
  const LvKernels& kernels;
  const LvSeasonOptions options;
  const LvSolveOptions solve_how;
  LvAccounts accounts;
  LvCandidates candidates;
  bool screened = false;
  std::vector<LvCandidate> owed;  // whose place among the limits only an exact solve tells
  std::vector<float> line_peak;
  double loss_room = 0.0;
  // of the day in work
  LvScreenTile tile;
  std::vector<float> low, high;
  std::vector<uint8_t> below, above;
};

void LvSeason::State::write(const LvStepSeries& series, int step, double p, double q, double line, double root) const {
  if (series.p_kw != nullptr) series.p_kw[step] = static_cast<float>(p);
  if (series.q_kvar != nullptr) series.q_kvar[step] = static_cast<float>(q);
  if (series.line_loss_kw != nullptr) series.line_loss_kw[step] = static_cast<float>(line);
  if (series.root_loss_kw != nullptr) series.root_loss_kw[step] = static_cast<float>(root);
}

// The loads in float32, padded to whole registers, and the kernel's own arrays.
template <class Real>
void LvSeason::State::lay_out(const LvLoads<Real>& loads, LvWorkspace& workspace) {
  const long lanes = 2L * kernels.width, steps = (loads.steps + lanes - 1) / lanes * lanes;
  const long homes = plan.homes, count = static_cast<long>(plan.connections.size());
  const long scratch = lv_screen_scratch(static_cast<int>(count), static_cast<int>(plan.nodes.size()),
                                         plan.screen->view.group_count, static_cast<int>(lanes));
  const size_t needed = 2 * homes * steps + scratch + (LV_OUTS + count) * steps + 16;
  if (workspace.single.size() < needed) workspace.single.resize(needed);
  const auto address = reinterpret_cast<uintptr_t>(workspace.single.data()) / sizeof(float);
  float* kw = workspace.single.data() + (16 - address % 16) % 16;
  float* kvar = kw + homes * steps;
  const bool in_place = std::is_same_v<Real, float> && loads.kvar != nullptr && steps == loads.steps;
  for (long h = 0; !in_place && h < homes; ++h) {
    const Real* from = loads.kw + h * loads.pitch;
    for (long k = 0; k < steps; ++k) kw[h * steps + k] = k < loads.steps ? static_cast<float>(from[k]) : 0.0F;
    if (loads.kvar == nullptr) {
      std::fill_n(kvar + h * steps, steps, 0.0F);
      continue;
    }
    from = loads.kvar + h * loads.pitch;
    for (long k = 0; k < steps; ++k) kvar[h * steps + k] = k < loads.steps ? static_cast<float>(from[k]) : 0.0F;
  }
  tile.kw = kw;
  tile.kvar = kvar;
  tile.pitch = steps;
  if constexpr (std::is_same_v<Real, float>) {
    if (in_place) tile.kw = loads.kw, tile.kvar = loads.kvar, tile.pitch = loads.pitch;
  }
  tile.steps = static_cast<int>(steps);
  tile.scratch = kvar + homes * steps;
  tile.out = tile.scratch + scratch;
  tile.square = tile.out + LV_OUTS * steps;
  tile.line_peak = line_peak.data();
  tile.loss_tolerance = options.lowest_only ? 1.0F : LOSS_TOLERANCE;
  tile.loss_room = &loss_room;
  tile.sweeps = SWEEPS;
  tile.slack = static_cast<float>(4e-8 + 4.0 * options.tolerance);
}

// A step is looked at where it could pass the best that is known or a limit.
void LvSeason::State::set_thresholds() {
  const std::vector<int>& order = plan.screen->order;
  const double least_pu =
      candidates.lowest.empty() ? HUGE_VAL : *std::min_element(candidates.lowest.begin(), candidates.lowest.end());
  low.resize(order.size());
  high.resize(order.size());
  for (size_t k = 0; k < order.size(); ++k) {
    const LvPlanConnection& connection = plan.connections[order[k]];
    const double home_pu = options.lowest_only ? least_pu : candidates.lowest[connection.home];
    const double below_pu = std::max(home_pu, options.lowest_pu) / connection.to_pu;
    const double most_pu = options.lowest_only ? HUGE_VAL : candidates.highest[connection.home];
    const double above_pu = std::min(most_pu, options.highest_pu) / connection.to_pu;
    low[k] = static_cast<float>(below_pu > 1.25 ? FAR : below_pu * below_pu);
    high[k] = static_cast<float>(above_pu < 0.0 ? -FAR : std::min(above_pu, 1.25) * std::min(above_pu, 1.25));
  }
  tile.low = low.data();
  tile.high = high.data();
  tile.unbalance = static_cast<float>(std::min(candidates.unbalance, options.unbalance_limit));
  tile.loading = static_cast<float>(candidates.loading);
  tile.neutral = static_cast<float>(candidates.neutral);
  tile.phase = static_cast<float>(candidates.phase);
  if (options.lowest_only) tile.unbalance = tile.loading = tile.neutral = tile.phase = 1e30F;
}

template <class Real>
LvCandidate LvSeason::State::look(const LvLoads<Real>& loads, int64_t first_step, int step) const {
  LvCandidate seen;
  seen.step = first_step + step;
  for (int h = 0; h < plan.homes; ++h) {
    seen.kw.push_back(static_cast<double>(loads.kw[h * loads.pitch + step]));
    seen.kvar.push_back(loads.kvar == nullptr ? 0.0 : static_cast<double>(loads.kvar[h * loads.pitch + step]));
  }
  const auto out = [&](LvScreenOut which) {
    return static_cast<double>(tile.out[which * static_cast<ptrdiff_t>(tile.steps) + step]);
  };
  const double bound = out(LV_OUT_BOUND) + 4e-7;
  seen.lowest.assign(plan.homes, {HUGE_VAL, HUGE_VAL});
  seen.highest.assign(plan.homes, {-HUGE_VAL, -HUGE_VAL});
  for (size_t k = 0; k < plan.screen->order.size(); ++k) {
    const LvPlanConnection& connection = plan.connections[plan.screen->order[k]];
    const double u = std::sqrt(static_cast<double>(tile.square[k * tile.steps + step]));
    const double lower = (u - bound) * connection.to_pu, upper = (u + bound) * connection.to_pu;
    LvBounds &lowest = seen.lowest[connection.home], &highest = seen.highest[connection.home];
    lowest = {std::min(lowest.low, lower), std::min(lowest.high, upper)};
    highest = {std::max(highest.low, lower), std::max(highest.high, upper)};
  }
  const auto around = [&](LvScreenOut value, LvScreenOut by) {
    return LvBounds{out(value) - out(by), out(value) + out(by)};
  };
  seen.unbalance = around(LV_OUT_UNBALANCE, LV_OUT_UNBALANCE_BOUND);
  seen.loading = around(LV_OUT_LOADING, LV_OUT_LOADING_BOUND);
  seen.neutral = around(LV_OUT_NEUTRAL, LV_OUT_NEUTRAL_BOUND);
  seen.phase = around(LV_OUT_PHASE, LV_OUT_PHASE_BOUND);
  return seen;
}

// Counts the hours of a step that is on one side of every limit for certain; false if it is not.
bool LvSeason::State::limits_settled(const LvCandidate& seen) {
  below.assign(plan.homes, 0);
  above.assign(plan.homes, 0);
  for (int h = 0; h < plan.homes; ++h) {
    const LvBounds &lowest = seen.lowest[h], &highest = seen.highest[h];
    if (lowest.low < options.lowest_pu && lowest.high >= options.lowest_pu) return false;
    if (highest.low <= options.highest_pu && highest.high > options.highest_pu) return false;
    below[h] = lowest.high < options.lowest_pu ? 1 : 0;
    above[h] = highest.low > options.highest_pu ? 1 : 0;
  }
  if (seen.unbalance.low <= options.unbalance_limit && seen.unbalance.high > options.unbalance_limit) return false;
  accounts.settled(below, above, seen.unbalance.low > options.unbalance_limit);
  return true;
}

void LvSeason::State::take_up(LvCandidate&& seen) {
  if (!limits_settled(seen)) {
    owed.push_back(std::move(seen));
  } else if (candidates.could_be_extreme(seen)) {
    candidates.learn(seen);
    candidates.keep(std::move(seen));
  }
}

void LvSeason::State::learn_exact(const LvRegister& lanes, int lane) {
  LvCandidate seen;
  seen.lowest.assign(plan.homes, {HUGE_VAL, HUGE_VAL});
  seen.highest.assign(plan.homes, {-HUGE_VAL, -HUGE_VAL});
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    const double pu = lanes.home_pu(static_cast<int>(c), lane);
    LvBounds &lowest = seen.lowest[plan.connections[c].home], &highest = seen.highest[plan.connections[c].home];
    lowest.low = lowest.high = std::min(lowest.low, pu);
    highest.low = highest.high = std::max(highest.low, pu);
  }
  const auto certain = [&](LvTotal which, double per) {
    const double value = lanes.total(which, lane) / per;
    return LvBounds{value, value};
  };
  seen.unbalance = certain(LV_UNBALANCE, 1.0);
  seen.loading = certain(LV_LOADING, 1.0);
  seen.neutral = certain(LV_NEUTRAL_A, plan.amps);
  seen.phase = certain(LV_PHASE_A, plan.amps);
  candidates.learn(seen);
}

// Steps whose load or losses the screen could not give.
template <class Real>
void LvSeason::State::solve_now(int64_t first_step, const LvLoads<Real>& loads, const std::vector<int>& steps,
                                const LvStepSeries& series, LvWorkspace& workspace) {
  if (steps.empty()) return;
  LvRegister lanes(plan, kernels, solve_how, workspace);
  std::vector<double> kw(plan.homes), kvar(plan.homes);
  for (size_t first = 0; first < steps.size(); first += lanes.width()) {
    const int count = static_cast<int>(std::min<size_t>(lanes.width(), steps.size() - first));
    for (int l = 0; l < lanes.width(); ++l) {
      const int step = l < count ? steps[first + l] : -1;
      for (int h = 0; h < plan.homes; ++h) {
        kw[h] = step < 0 ? 0.0 : static_cast<double>(loads.kw[h * loads.pitch + step]);
        kvar[h] = step < 0 || loads.kvar == nullptr ? 0.0 : static_cast<double>(loads.kvar[h * loads.pitch + step]);
      }
      lanes.set_lane(l, kw.data(), kvar.data());
    }
    lanes.solve();
    for (int l = 0; l < count; ++l) tell(first_step, loads, steps[first + l], series, lanes, l);
  }
}

// An exact result of a step of the day: accounts, bests, series.
template <class Real>
void LvSeason::State::tell(int64_t first_step, const LvLoads<Real>& loads, int step, const LvStepSeries& series,
                           const LvRegister& lanes, int lane) {
  ++accounts.result().exact_solves;
  if (accounts.exact(first_step + step, lanes, lane)) {
    if (screened) learn_exact(lanes, lane);
    const double line = lanes.total(LV_LOSS_KW, lane), root = lanes.total(LV_ROOT_LOSS_KW, lane);
    accounts.losses(line, root);
    write(series, step, lanes.total(LV_P_KW, lane), lanes.total(LV_Q_KVAR, lane), line, root);
    return;
  }
  double p = 0.0, q = 0.0;
  for (int h = 0; h < plan.homes; ++h) {
    p += static_cast<double>(loads.kw[h * loads.pitch + step]);
    q += loads.kvar == nullptr ? 0.0 : static_cast<double>(loads.kvar[h * loads.pitch + step]);
  }
  write(series, step, std::isfinite(p) ? p : 0.0, std::isfinite(q) ? q : 0.0, 0.0, 0.0);
}

template <class Real>
void LvSeason::State::solve_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series,
                                LvWorkspace& workspace) {
  LvRegister lanes(plan, kernels, solve_how, workspace);
  for (int first = 0; first < loads.steps; first += lanes.width()) {
    const int count = std::min(lanes.width(), loads.steps - first);
    lanes.set_steps(loads, first, count);
    lanes.solve();
    for (int l = 0; l < count; ++l) tell(first_step, loads, first + l, series, lanes, l);
  }
}

template <class Real>
void LvSeason::State::screen_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series,
                                 LvWorkspace& workspace) {
  lay_out(loads, workspace);
  set_thresholds();
  kernels.screen(plan.screen->view, tile);
  std::vector<int> now;
  const int unusable = options.lowest_only ? LV_UNSETTLED : LV_UNSETTLED | LV_LOSS_WIDE;
  const auto out = [&](LvScreenOut which, int step) {
    return tile.out[which * static_cast<ptrdiff_t>(tile.steps) + step];
  };
  for (int k = 0; k < loads.steps; ++k) {
    const int flags = static_cast<int>(out(LV_OUT_FLAGS, k));
    if ((flags & unusable) != 0) {
      now.push_back(k);
      continue;
    }
    const double line = out(LV_OUT_LOSS, k), root = out(LV_OUT_ROOT_LOSS, k);
    accounts.losses(line, root);
    write(series, k, out(LV_OUT_P, k) + line, out(LV_OUT_Q, k) + out(LV_OUT_LOSS_Q, k), line, root);
    if ((flags & LV_EXTREME) != 0) take_up(look(loads, first_step, k));
  }
  solve_now(first_step, loads, now, series, workspace);
  candidates.prune();
  solve_owed(workspace, false);
}

// Whole registers of steps whose side of a limit is open; all of them at the end, and what could still be an extreme.
void LvSeason::State::solve_owed(LvWorkspace& workspace, bool all) {
  const auto run = [&](std::vector<LvCandidate>& steps, bool count_hours) {
    LvRegister lanes(plan, kernels, solve_how, workspace);
    const std::vector<double> none(plan.homes, 0.0);
    size_t first = 0;
    for (; all ? first < steps.size() : first + lanes.width() <= steps.size(); first += lanes.width()) {
      for (int l = 0; l < lanes.width(); ++l) {
        const bool used = first + l < steps.size();
        lanes.set_lane(l, used ? steps[first + l].kw.data() : none.data(),
                       used ? steps[first + l].kvar.data() : none.data());
      }
      lanes.solve();
      for (int l = 0; l < lanes.width() && first + l < steps.size(); ++l) {
        ++accounts.result().exact_solves;
        if (accounts.exact(steps[first + l].step, lanes, l, count_hours)) learn_exact(lanes, l);
      }
    }
    steps.erase(steps.begin(), steps.begin() + static_cast<ptrdiff_t>(std::min(first, steps.size())));
  };
  run(owed, true);
  if (!all) return;
  candidates.prune();
  run(candidates.waiting(), false);
}

template <class Real>
void LvSeason::State::add_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series,
                              LvWorkspace& workspace) {
  accounts.result().steps += loads.steps;
  if (screened) {
    screen_day(first_step, loads, series, workspace);
  } else {
    solve_day(first_step, loads, series, workspace);
  }
}

LvSeason::LvSeason(const LvPlan& plan, const LvKernels& kernels, const LvSeasonOptions& options)
    : state_(std::make_unique<State>(plan, kernels, options)) {}
LvSeason::~LvSeason() = default;
LvSeason::LvSeason(LvSeason&&) noexcept = default;
LvSeason& LvSeason::operator=(LvSeason&&) noexcept = default;

void LvSeason::add_day(int64_t first_step, const LvLoads<double>& loads, const LvStepSeries& series,
                       LvWorkspace& workspace) {
  state_->add_day(first_step, loads, series, workspace);
}

void LvSeason::add_day(int64_t first_step, const LvLoads<float>& loads, const LvStepSeries& series,
                       LvWorkspace& workspace) {
  state_->add_day(first_step, loads, series, workspace);
}

LvSeasonResult LvSeason::finish(LvWorkspace& workspace) {
  State& s = *state_;
  if (s.screened) {
    s.solve_owed(workspace, true);
    const int lanes = 2 * s.kernels.width;
    for (size_t n = 0; n < s.plan.nodes.size(); ++n) {
      float most = 0.0F;
      for (int l = 0; l < lanes; ++l) most = std::max(most, s.line_peak[n * lanes + l]);
      double& loading = s.accounts.result().line_loading[s.plan.node_order[n]];
      loading = std::max(loading, std::sqrt(static_cast<double>(most)) * s.plan.nodes[n].inverse_rating);
    }
  }
  s.accounts.close();
  return s.accounts.result();
}

}  // namespace hearthgrid::electricity
