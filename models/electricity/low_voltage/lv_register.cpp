#include "models/electricity/low_voltage/lv_register.hpp"

#include <cmath>
#include <cstdint>

#include "models/electricity/low_voltage/lv_newton.hpp"

namespace hearthgrid::electricity {
namespace {

constexpr size_t LINE = 8;  // float64 in a cache line

// Hands out pieces of one array, each at the beginning of a cache line.
class Pieces {
 public:
  double* take(size_t count) {
    double* out = base_ == nullptr ? nullptr : base_ + used_;
    used_ += (count + LINE - 1) / LINE * LINE;
    return out;
  }
  void lay(std::vector<double>& room) {
    if (room.size() < used_ + LINE) room.resize(used_ + LINE);
    const auto address = reinterpret_cast<uintptr_t>(room.data()) / sizeof(double);
    base_ = room.data() + (LINE - address % LINE) % LINE;
    used_ = 0;
  }

 private:
  double* base_ = nullptr;
  size_t used_ = 0;
};

}  // namespace

LvRegister::LvRegister(const LvPlan& plan, const LvKernels& kernels, const LvSolveOptions& options,
                       LvWorkspace& workspace)
    : plan_(plan), kernels_(kernels), options_(options), view_(plan.view()) {
  const size_t w = kernels.width, c = plan.connections.size(), n = plan.nodes.size(), phases = plan.phases;
  Pieces pieces;
  for (int round = 0; round < 2; ++round) {
    tile_.kw = kw_ = pieces.take(c * w);
    tile_.kvar = kvar_ = pieces.take(c * w);
    tile_.u_re = u_re_ = pieces.take(c * w);
    tile_.u_im = u_im_ = pieces.take(c * w);
    tile_.i = pieces.take(2 * c * w);
    tile_.slot = pieces.take(2 * phases * n * w);
    tile_.neutral = pieces.take(plan.has_neutral ? 2 * n * w : 0);
    tile_.moved = moved_ = pieces.take(w);
    tile_.sweeps = sweeps_ = pieces.take(w);
    if (options.home_voltages) tile_.home_pu = home_pu_ = pieces.take(c * w);
    if (options.node_voltages) tile_.node_pu = node_pu_ = pieces.take(phases * n * w);
    if (options.line_loadings) tile_.line_loading = line_loading_ = pieces.take(n * w);
    if (options.totals) tile_.totals = totals_ = pieces.take(LV_TOTALS * w);
    if (options.totals) tile_.phase_a = phase_a_ = pieces.take(phases * w);
    if (round == 0) pieces.lay(workspace.real);
  }
  tile_.tolerance = options.tolerance;
  tile_.unbalance = options.unbalance;
}

template <class Real>
void LvRegister::set_steps(const LvLoads<Real>& loads, int first, int count) {
  const int w = width();
  for (size_t c = 0; c < plan_.connections.size(); ++c) {
    const LvPlanConnection& connection = plan_.connections[c];
    const Real* kw = loads.kw + connection.home * loads.pitch + first;
    const Real* kvar = loads.kvar == nullptr ? nullptr : loads.kvar + connection.home * loads.pitch + first;
    for (int l = 0; l < count; ++l) {
      kw_[c * w + l] = static_cast<double>(kw[l]) * connection.share;
      kvar_[c * w + l] = kvar == nullptr ? 0.0 : static_cast<double>(kvar[l]) * connection.share;
    }
    for (int l = count; l < w; ++l) kw_[c * w + l] = kvar_[c * w + l] = 0.0;
  }
}
template void LvRegister::set_steps(const LvLoads<double>&, int, int);
template void LvRegister::set_steps(const LvLoads<float>&, int, int);

void LvRegister::set_lane(int lane, const double* kw, const double* kvar, ptrdiff_t stride) {
  for (size_t c = 0; c < plan_.connections.size(); ++c) {
    const LvPlanConnection& connection = plan_.connections[c];
    const ptrdiff_t from = connection.home * stride;
    const size_t to = c * width() + lane;
    kw_[to] = kw[from] * connection.share;
    kvar_[to] = kvar == nullptr ? 0.0 : kvar[from] * connection.share;
  }
}

void LvRegister::solve() {
  const int w = width();
  for (size_t c = 0; c < plan_.connections.size(); ++c) {
    const std::complex<double> e = LvPlan::no_load(plan_.connections[c].phase);
    for (int l = 0; l < w; ++l) u_re_[c * w + l] = e.real(), u_im_[c * w + l] = e.imag();
  }
  for (int l = 0; l < w; ++l) moved_[l] = HUGE_VAL;
  tile_.iterations = options_.sweeps;
  kernels_.solve(view_, tile_);
  finish_slow_lanes();
}

// Slow lanes get their voltages from Newton's method and one pass for the outputs, in which no lane moves.
void LvRegister::finish_slow_lanes() {
  const int w = width();
  bool any_solved = false;
  for (int l = 0; l < w; ++l) {
    if (converged(l)) continue;
    bool solved = false;
    if (options_.newton) {
      std::vector<std::complex<double>> load, voltage;
      for (size_t c = 0; c < plan_.connections.size(); ++c) load.emplace_back(kw_[c * w + l], kvar_[c * w + l]);
      solved = solve_by_newton(plan_, load, options_.tolerance, voltage);
      for (size_t c = 0; solved && c < voltage.size(); ++c) {
        u_re_[c * w + l] = voltage[c].real();
        u_im_[c * w + l] = voltage[c].imag();
      }
    }
    moved_[l] = solved ? 0.0 : HUGE_VAL;
    any_solved = any_solved || solved;
  }
  if (any_solved) {
    tile_.iterations = 0;
    kernels_.solve(view_, tile_);
  }
}

}  // namespace hearthgrid::electricity
