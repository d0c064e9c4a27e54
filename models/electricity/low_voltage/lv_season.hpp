#pragma once
// A winter of one transformer and mix at low voltage: extremes, hours outside the limits, losses, every step's load.
//
// Screen (the default): every step through a float32 flow with a proven bound (lv_screen.hpp); exact flow for the steps
// that could still be an extreme, whose bound straddles a limit, or whose losses the bound leaves too wide. Extremes,
// their steps and the hours are the same bits as with `exact`; a step's load within 1e-4 (of all that is drawn and fed
// in, where homes do both), the season's losses within 0.1 %. Of equal extremes the first step's counts.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/electricity/low_voltage/lv_flow.hpp"

namespace hearthgrid::electricity {

struct LvSeasonOptions {
  bool exact = false;                          ///< solve every step
  bool lowest_only = false;                    ///< screened for lowest_pu and not_converged; the rest says nothing
  double lowest_pu = 0.90, highest_pu = 1.07;  ///< GB/T 12325: +7 / -10 % of 220 V; here of rated_v
  double unbalance_limit = 0.02;               ///< GB/T 15543
  double step_hours = 0.25;
  double tolerance = 1e-8;
  /// Above 0: steps whose apparent power could be the season's largest, or on either side of LOADING_LEVELS
  /// (lv_levels.hpp) of this, are solved exactly too, so that a transformer's peak and its hours above them are the
  /// same bits as with `exact`.
  double rated_kva = 0.0;
};

struct LvExtreme {
  double value = 0.0;
  int64_t step = -1;  ///< -1: no step converged
};

struct LvHomeSeason {
  LvExtreme lowest_pu, highest_pu;  ///< of a three-phase home: over its phases
  double hours_below = 0.0, hours_above = 0.0;
};

struct LvSeasonResult {
  std::vector<LvHomeSeason> homes;
  LvExtreme lowest_pu;  ///< over the homes
  int lowest_home = -1;
  LvExtreme highest_pu;
  int highest_home = -1;
  double hours_below = 0.0, hours_above = 0.0;  ///< any home; a step without a solution is below
  LvExtreme unbalance;
  double hours_unbalanced = 0.0;
  LvExtreme loading;                 ///< largest of the lines
  int loading_node = -1;             ///< index in the network
  std::vector<double> line_loading;  ///< per node of the network, its largest; screened: to 0.1 %
  LvExtreme phase_a;                 ///< at the transformer
  double transformer_loading = 0.0;  ///< phase_a over the first node's rating_a
  LvExtreme neutral_a;
  double line_loss_kwh = 0.0, root_loss_kwh = 0.0;
  int64_t steps = 0, exact_solves = 0, not_converged = 0;
  int64_t first_not_converged = -1;
};

/// What every step gives back. Of a step without a solution: the homes' own load, losses 0.
struct LvStepSeries {
  float* p_kw = nullptr;  ///< at the low-voltage terminals: homes and lines
  float* q_kvar = nullptr;
  float* line_loss_kw = nullptr;
  float* root_loss_kw = nullptr;
};

class LvSeason {
 public:
  /// `plan` and `kernels` must outlive it. A plan without a screen (neutral wires, symmetric form) is solved exactly.
  LvSeason(const LvPlan& plan, const LvKernels& kernels, const LvSeasonOptions& options = {});
  ~LvSeason();
  LvSeason(LvSeason&&) noexcept;
  LvSeason& operator=(LvSeason&&) noexcept;

  /// The steps first_step, first_step + 1, ... ; days must come in order. float32 loads with reactive power, in whole
  /// registers of steps (a multiple of 16) and on cache lines, are read where they are; others are copied.
  /// `series` (any pointer may be null) gets the
  /// values of these steps.
  void add_day(int64_t first_step, const LvLoads<double>& loads, const LvStepSeries& series, LvWorkspace& workspace);
  void add_day(int64_t first_step, const LvLoads<float>& loads, const LvStepSeries& series, LvWorkspace& workspace);
  /// Solves what is still owed. Once.
  [[nodiscard]] LvSeasonResult finish(LvWorkspace& workspace);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hearthgrid::electricity
