#pragma once
// One register of steps on its way through the exact kernel: loads in, results out, Newton's method for what is slow.

#include <cstddef>

#include "models/electricity/low_voltage/lv_flow.hpp"

namespace hearthgrid::electricity {

class LvRegister {
 public:
  /// Takes its arrays from `workspace`, which it must have for itself; what `plan`, `kernels` and `options` name must
  /// outlive it.
  LvRegister(const LvPlan& plan, const LvKernels& kernels, const LvSolveOptions& options, LvWorkspace& workspace);
  [[nodiscard]] int width() const { return kernels_.width; }
  /// Lane 0 gets step `first` of the loads, and so on for `count` lanes; the others get none.
  template <class Real>
  void set_steps(const LvLoads<Real>& loads, int first, int count);
  /// One lane's loads: kw[home * stride].
  void set_lane(int lane, const double* kw, const double* kvar, ptrdiff_t stride = 1);
  void solve();
  [[nodiscard]] bool converged(int lane) const { return moved_[lane] <= options_.tolerance; }
  [[nodiscard]] double home_pu(int connection, int lane) const { return home_pu_[connection * width() + lane]; }
  [[nodiscard]] double node_pu(int row, int lane) const { return node_pu_[row * width() + lane]; }
  [[nodiscard]] const double* node_pu() const { return node_pu_; }  ///< [row * width + lane]
  [[nodiscard]] double line_loading(int node, int lane) const { return line_loading_[node * width() + lane]; }
  [[nodiscard]] double total(LvTotal which, int lane) const { return totals_[which * width() + lane]; }
  [[nodiscard]] double phase_a(int phase, int lane) const { return phase_a_[phase * width() + lane]; }
  [[nodiscard]] double sweeps(int lane) const { return sweeps_[lane]; }

 private:
  void finish_slow_lanes();
  const LvPlan& plan_;
  const LvKernels& kernels_;
  const LvSolveOptions& options_;
  LvPlanView view_;
  LvTile tile_;
  double *kw_ = nullptr, *kvar_ = nullptr, *u_re_ = nullptr, *u_im_ = nullptr, *moved_ = nullptr, *sweeps_ = nullptr;
  double *home_pu_ = nullptr, *node_pu_ = nullptr, *line_loading_ = nullptr, *totals_ = nullptr, *phase_a_ = nullptr;
};

}  // namespace hearthgrid::electricity
