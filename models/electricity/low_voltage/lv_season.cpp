#include "models/electricity/low_voltage/lv_season.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <type_traits>

#include "models/electricity/low_voltage/lv_accounts.hpp"
#include "models/electricity/low_voltage/lv_levels.hpp"
#include "models/electricity/low_voltage/lv_sieve.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr float LOSS_TOLERANCE = 9e-4F;  // of the season's losses, which are to be right to 1e-3
constexpr int SWEEPS = 12;

LvSolveOptions solve_options(const LvSeasonOptions& options) {
  LvSolveOptions out;
  out.tolerance = options.tolerance;
  out.line_loadings = true;
  return out;
}

void write(const LvStepSeries& series, int step, double p, double q, double line, double root) {
  if (series.p_kw != nullptr) series.p_kw[step] = static_cast<float>(p);
  if (series.q_kvar != nullptr) series.q_kvar[step] = static_cast<float>(q);
  if (series.line_loss_kw != nullptr) series.line_loss_kw[step] = static_cast<float>(line);
  if (series.root_loss_kw != nullptr) series.root_loss_kw[step] = static_cast<float>(root);
}

template <class Real>
void take_loads(const LvLoads<Real>& loads, int homes, int64_t first_step, int step, LvStepLoads& out) {
  out.step = first_step + step;
  out.kw.resize(homes);
  out.kvar.resize(homes);
  const auto column = [&](const Real* from, double* to) {
    for (int h = 0; h < homes; ++h) to[h] = static_cast<double>(from[h * loads.pitch + step]);
  };
  column(loads.kw, out.kw.data());
  if (loads.kvar != nullptr) {
    column(loads.kvar, out.kvar.data());
  } else {
    std::fill(out.kvar.begin(), out.kvar.end(), 0.0);
  }
}

template <class Real>
LvStepLoads loads_of(const LvLoads<Real>& loads, int homes, int64_t first_step, int step) {
  LvStepLoads out;
  take_loads(loads, homes, first_step, step, out);
  return out;
}

float value(const LvScreenTile& tile, LvScreenOut which, int step) {
  return tile.out[which * static_cast<ptrdiff_t>(tile.steps) + step];
}

// Cache lines for a kernel.
float* aligned(std::vector<float>& room, size_t needed) {
  if (room.size() < needed + 16) room.resize(needed + 16);
  const auto address = reinterpret_cast<uintptr_t>(room.data()) / sizeof(float);
  return room.data() + (16 - address % 16) % 16;
}

}  // namespace

struct LvSeason::State {
  State(const LvPlan& network, const LvKernels& with, const LvSeasonOptions& how);
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
  void point(LvScreenTile& of, float* scratch);
  void copy_series(int steps, const LvStepSeries& series);
  void refine(const std::vector<const LvStepLoads*>& steps, LvWorkspace& workspace);
  template <class Loads, class See>
  void refine_each(size_t count, const Loads& loads, const See& see, LvWorkspace& workspace);
  [[nodiscard]] bool usable(int lane) const;
  void take_refined(LvStepLoads& loads, int lane);
  void refine_open(LvWorkspace& workspace, bool all);
  void refine_candidates(LvWorkspace& workspace);
  bool settle(const LvSifted& sifted);
  template <class Run>
  void exactly(std::vector<LvStepLoads>& steps, bool all, LvWorkspace& workspace, const Run& run);
  void tell(const LvStepLoads& loads, int step, const LvStepSeries& series, const LvRegister& lanes, int lane);
  void learn_exact(const LvRegister& lanes, int lane);
  void finish_screened(LvWorkspace& workspace);
  [[nodiscard]] int lanes() const { return 2 * kernels.width; }
  [[nodiscard]] const float* row(LvScreenOut which) const {  // of the day in work, by step
    return tile.out + static_cast<ptrdiff_t>(which) * tile.steps;
  }

  const LvPlan& plan;
  const LvKernels& kernels;
  const LvSeasonOptions options;
  const LvSolveOptions solve_how;
  const float unsure;  // flags from here: no load, or no losses
  LvAccounts accounts;
  LvCandidates candidates;
  std::unique_ptr<LvSieve> sieve;  // null: every step is solved
  std::vector<LvStepLoads> open;   // whose place among the limits the first look left open
  std::vector<LvStepLoads> owed;   // and that only an exact solve tells
  std::vector<float> line_peak, loss_room;
  std::vector<LvNear> near;
  std::vector<int> near_count;
  LvLevels levels;
  int days = 0;
  LvScreenTile tile, fine;  // of the day in work; of a register that is refined
};

LvSeason::State::State(const LvPlan& network, const LvKernels& with, const LvSeasonOptions& how)
    : plan(network),
      kernels(with),
      options(how),
      solve_how(solve_options(how)),
      unsure(static_cast<float>(options.lowest_only ? LV_UNSETTLED : LV_LOSS_WIDE)),
      accounts(plan, options),
      candidates({plan.homes, options.lowest_only}),
      levels(options.lowest_only ? 0.0 : options.rated_kva) {
  if (options.exact || plan.screen == nullptr || plan.connections.empty() || kernels.screen == nullptr) return;
  sieve = std::make_unique<LvSieve>(plan, options, lanes());
  line_peak.assign(plan.nodes.size() * lanes(), 0.0F);
  loss_room.assign(lanes(), 0.0F);
}

// A tile's arrays behind its loads; its steps are set.
void LvSeason::State::point(LvScreenTile& of, float* scratch) {
  of.scratch = scratch;
  of.out = scratch + lv_screen_scratch(static_cast<int>(plan.connections.size()), static_cast<int>(plan.nodes.size()),
                                       plan.screen->view.group_count, lanes());
  of.square = of.out + static_cast<ptrdiff_t>(LV_OUTS) * of.steps;
  const size_t registers = of.steps / lanes();
  near.resize(std::max(near.size(), plan.connections.size() * registers));
  near_count.resize(std::max(near_count.size(), registers));
  of.near = near.data();
  of.near_count = near_count.data();
  of.line_peak = line_peak.data();
  of.loss_tolerance = options.lowest_only ? 1.0F : LOSS_TOLERANCE;
  of.loss_room = loss_room.data();
  of.sweeps = SWEEPS;
  of.slack = static_cast<float>(4e-8 + 4.0 * options.tolerance);
  sieve->set_thresholds(candidates, of);
}

// The loads in float32, padded to whole registers, and the kernel's own arrays.
template <class Real>
void LvSeason::State::lay_out(const LvLoads<Real>& loads, LvWorkspace& workspace) {
  const long steps = (loads.steps + lanes() - 1) / lanes() * lanes();
  const long homes = plan.homes, count = static_cast<long>(plan.connections.size());
  const long scratch = lv_screen_scratch(static_cast<int>(count), static_cast<int>(plan.nodes.size()),
                                         plan.screen->view.group_count, lanes());
  float* kw = aligned(workspace.single, 2 * homes * steps + scratch + (LV_OUTS + count) * steps);
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
  point(tile, kvar + homes * steps);
}

// At most a register's steps through the screen until rounding is all that is left: results in `fine`.
void LvSeason::State::refine(const std::vector<const LvStepLoads*>& steps, LvWorkspace& workspace) {
  const long homes = plan.homes, count = static_cast<long>(plan.connections.size()), width = lanes();
  const long scratch = lv_screen_scratch(static_cast<int>(count), static_cast<int>(plan.nodes.size()),
                                         plan.screen->view.group_count, lanes());
  float* kw = aligned(workspace.packed, 2 * homes * width + scratch + (LV_OUTS + count) * width);
  float* kvar = kw + homes * width;
  for (long h = 0; h < homes; ++h) {
    for (long l = 0; l < width; ++l) {
      const bool used = l < static_cast<long>(steps.size());
      kw[h * width + l] = used ? static_cast<float>(steps[l]->kw[h]) : 0.0F;
      kvar[h * width + l] = used ? static_cast<float>(steps[l]->kvar[h]) : 0.0F;
    }
  }
  fine.kw = kw;
  fine.kvar = kvar;
  fine.pitch = width;
  fine.steps = static_cast<int>(width);
  fine.refine = true;
  point(fine, kvar + homes * width);
  kernels.screen(plan.screen->view, fine);
}

// Steps 0 to `count`, each loads(step), a register at a time; see(step, lane) then finds it in a lane of `fine`.
template <class Loads, class See>
void LvSeason::State::refine_each(size_t count, const Loads& loads, const See& see, LvWorkspace& workspace) {
  for (size_t first = 0; first < count; first += lanes()) {
    std::vector<const LvStepLoads*> some;
    for (size_t k = first; k < std::min(count, first + lanes()); ++k) some.push_back(&loads(k));
    refine(some, workspace);
    for (size_t l = 0; l < some.size(); ++l) see(first + l, static_cast<int>(l));
  }
}

bool LvSeason::State::usable(int lane) const {
  return value(fine, LV_OUT_FLAGS, lane) < unsure;
}

// Counts the hours of a step that is on one side of every limit for certain; false if it is not.
bool LvSeason::State::settle(const LvSifted& sifted) {
  if (sifted.open) return false;
  if (sifted.beyond || sifted.unbalanced) accounts.settled(sifted.below, sifted.above, sifted.unbalanced);
  return true;
}

void LvSeason::State::learn_exact(const LvRegister& lanes, int lane) {
  const LvExtremes& of = candidates.extremes;
  for (size_t c = 0; c < plan.connections.size(); ++c) {
    const double pu = lanes.home_pu(static_cast<int>(c), lane);
    candidates.learn(of.lowest(plan.connections[c].home), -pu);
    if (!of.lowest_only) candidates.learn(of.highest(plan.connections[c].home), pu);
  }
  candidates.learn(of.unbalance(), lanes.total(LV_UNBALANCE, lane));
  candidates.learn(of.loading(), lanes.total(LV_LOADING, lane));
  candidates.learn(of.neutral(), lanes.total(LV_NEUTRAL_A, lane) / plan.amps);
  candidates.learn(of.phase(), lanes.total(LV_PHASE_A, lane) / plan.amps);
}

// Solves whole registers of steps, or all; `run` sees each.
template <class Run>
void LvSeason::State::exactly(std::vector<LvStepLoads>& steps, bool all, LvWorkspace& workspace, const Run& run) {
  const size_t width = kernels.width;
  if (steps.empty() || (!all && steps.size() < width)) return;
  LvRegister lanes(plan, kernels, solve_how, workspace);
  const std::vector<double> none(plan.homes, 0.0);
  size_t first = 0;
  for (; all ? first < steps.size() : first + width <= steps.size(); first += width) {
    for (size_t l = 0; l < width; ++l) {
      const bool used = first + l < steps.size();
      lanes.set_lane(static_cast<int>(l), used ? steps[first + l].kw.data() : none.data(),
                     used ? steps[first + l].kvar.data() : none.data());
    }
    lanes.solve();
    for (size_t l = 0; l < width && first + l < steps.size(); ++l) {
      ++accounts.result().exact_solves;
      run(steps[first + l], lanes, static_cast<int>(l));
    }
  }
  steps.erase(steps.begin(), steps.begin() + static_cast<ptrdiff_t>(std::min(first, steps.size())));
}

// An exact result of a step of the day: accounts, bests, series.
void LvSeason::State::tell(const LvStepLoads& loads, int step, const LvStepSeries& series, const LvRegister& lanes,
                           int lane) {
  if (accounts.exact(loads.step, lanes, lane)) {
    if (sieve != nullptr) learn_exact(lanes, lane);
    const double line = lanes.total(LV_LOSS_KW, lane), root = lanes.total(LV_ROOT_LOSS_KW, lane);
    accounts.losses(line, root);
    const double p = lanes.total(LV_P_KW, lane), q = lanes.total(LV_Q_KVAR, lane);
    levels.see_exact(std::hypot(p, q));
    write(series, step, p, q, line, root);
    return;
  }
  double p = 0.0, q = 0.0;
  for (int h = 0; h < plan.homes; ++h) p += loads.kw[h], q += loads.kvar[h];
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
    for (int l = 0; l < count; ++l) {
      ++accounts.result().exact_solves;
      const bool there = lanes.converged(l);
      tell(there ? LvStepLoads{first_step + first + l, {}, {}} : loads_of(loads, plan.homes, first_step, first + l),
           first + l, series, lanes, l);
    }
  }
}

// A refined step: its hours and claims, or owed to the exact flow.
void LvSeason::State::take_refined(LvStepLoads& loads, int lane) {
  const LvSifted& sifted = sieve->sift(fine, lane, candidates);
  if (!settle(sifted)) {
    owed.push_back(std::move(loads));
  } else if (!sifted.claims.empty()) {
    candidates.keep({std::move(loads), sifted.claims});
  }
}

// What the first look gives of every step; steps that it could not settle are written over.
void LvSeason::State::copy_series(int steps, const LvStepSeries& series) {
  if (series.p_kw != nullptr) std::copy_n(row(LV_OUT_P), steps, series.p_kw);
  if (series.q_kvar != nullptr) std::copy_n(row(LV_OUT_Q), steps, series.q_kvar);
  if (series.line_loss_kw != nullptr) std::copy_n(row(LV_OUT_LOSS), steps, series.line_loss_kw);
  if (series.root_loss_kw != nullptr) std::copy_n(row(LV_OUT_ROOT_LOSS), steps, series.root_loss_kw);
  const float *flags = row(LV_OUT_FLAGS), *line = row(LV_OUT_LOSS), *root = row(LV_OUT_ROOT_LOSS);
  const auto all = [&](const float* of) { return Eigen::Map<const Eigen::ArrayXf>(of, steps); };
  if (!levels.any_marked() && all(flags).maxCoeff() < unsure) {
    // A day's sums in float32 are right to a millionth.
    accounts.losses(static_cast<double>(all(line).sum()), static_cast<double>(all(root).sum()));
    return;
  }
  double line_sum = 0.0, root_sum = 0.0;
  for (int k = 0; k < steps; ++k) {
    const bool settled = flags[k] < unsure && !levels.marked(k);
    line_sum += settled ? static_cast<double>(line[k]) : 0.0;
    root_sum += settled ? static_cast<double>(root[k]) : 0.0;
  }
  accounts.losses(line_sum, root_sum);
}

template <class Real>
void LvSeason::State::screen_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series,
                                 LvWorkspace& workspace) {
  lay_out(loads, workspace);
  kernels.screen(plan.screen->view, tile);
  const float* flags = row(LV_OUT_FLAGS);
  levels.mark({loads.steps, flags, row(LV_OUT_P), row(LV_OUT_Q), row(LV_OUT_KVA_BOUND)}, unsure);
  copy_series(loads.steps, series);
  std::vector<LvStepLoads> now;  // what is solved at once: the series need it
  if (days == 0) sieve->learn_first(loads.steps, unsure, candidates, tile);
  for (int k = 0; k < loads.steps; ++k) {
    if (levels.marked(k) || flags[k] >= unsure) {
      now.push_back(loads_of(loads, plan.homes, first_step, k));
      continue;
    }
    if (flags[k] == 0.0F) continue;
    if (days == 0 && sieve->quiet(tile, k, candidates)) continue;
    const LvSifted& sifted = sieve->sift(tile, k, candidates);
    if (!settle(sifted)) {
      open.push_back(loads_of(loads, plan.homes, first_step, k));
    } else if (!sifted.claims.empty()) {
      LvCandidate candidate = candidates.reuse();
      candidate.loads.step = first_step + k;
      candidate.claims.assign(sifted.claims.begin(), sifted.claims.end());
      candidates.hold(std::move(candidate));
    }
  }
  candidates.keep_held([&](LvCandidate& candidate) {
    take_loads(loads, plan.homes, first_step, static_cast<int>(candidate.loads.step - first_step), candidate.loads);
  });
  exactly(now, true, workspace, [&](const LvStepLoads& step, const LvRegister& lanes, int lane) {
    tell(step, static_cast<int>(step.step - first_step), series, lanes, lane);
  });
  refine_open(workspace, false);
  candidates.prune_crowd();
  ++days;
}

// Whole registers of steps whose side of a limit is open; all of them at the end. What the refined bounds leave open is
// solved.
void LvSeason::State::refine_open(LvWorkspace& workspace, bool all) {
  const size_t count = all ? open.size() : open.size() / lanes() * lanes();
  const auto see = [&](size_t k, int lane) {
    if (usable(lane)) {
      take_refined(open[k], lane);
    } else {
      owed.push_back(std::move(open[k]));
    }
  };
  refine_each(
      count, [&](size_t k) -> const LvStepLoads& { return open[k]; }, see, workspace);
  open.erase(open.begin(), open.begin() + static_cast<ptrdiff_t>(count));
  exactly(owed, all, workspace, [&](const LvStepLoads& loads, const LvRegister& lanes, int lane) {
    if (accounts.exact(loads.step, lanes, lane)) learn_exact(lanes, lane);
  });
}

// What is still waiting at the end, with the narrowest bounds that the screen can give.
void LvSeason::State::refine_candidates(LvWorkspace& workspace) {
  std::vector<LvCandidate>& waiting = candidates.waiting();
  const auto see = [&](size_t k, int lane) {
    if (!usable(lane)) return;
    const LvSifted& sifted = sieve->sift(fine, lane, candidates);
    if (!sifted.open) waiting[k].claims = sifted.claims;
  };
  refine_each(
      waiting.size(), [&](size_t k) -> const LvStepLoads& { return waiting[k].loads; }, see, workspace);
  candidates.prune();
}

void LvSeason::State::finish_screened(LvWorkspace& workspace) {
  refine_open(workspace, true);
  candidates.prune();
  refine_candidates(workspace);
  std::vector<LvStepLoads> last;
  for (LvCandidate& candidate : candidates.waiting()) last.push_back(std::move(candidate.loads));
  exactly(last, true, workspace, [&](const LvStepLoads& loads, const LvRegister& lanes, int lane) {
    accounts.exact(loads.step, lanes, lane, false);
  });
  for (size_t n = 0; n < plan.nodes.size(); ++n) {
    const float* peak = &line_peak[n * lanes()];
    const double most = std::sqrt(static_cast<double>(*std::max_element(peak, peak + lanes())));
    double& loading = accounts.result().line_loading[plan.node_order[n]];
    loading = std::max(loading, most * plan.nodes[n].inverse_rating);
  }
}

template <class Real>
void LvSeason::State::add_day(int64_t first_step, const LvLoads<Real>& loads, const LvStepSeries& series,
                              LvWorkspace& workspace) {
  accounts.result().steps += loads.steps;
  if (sieve != nullptr) {
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
  if (state_->sieve != nullptr) state_->finish_screened(workspace);
  state_->accounts.close();
  return state_->accounts.result();
}

}  // namespace hearthgrid::electricity
