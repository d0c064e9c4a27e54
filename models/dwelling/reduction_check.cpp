#include "models/dwelling/reduction_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "models/dwelling/curtain.hpp"
#include "models/dwelling/dense_algebra.hpp"
#include "models/dwelling/step_model.hpp"

namespace hearthgrid::dwelling {
namespace {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double STEP_S = 900.0;
constexpr int STEPS_PER_DAY = 96, DAYS = 10, SETTLED_DAYS = 3;
constexpr double DAY_SET_POINT_C = 17.0, NIGHT_SET_POINT_C = 12.0, FROST_C = -5.0;
constexpr double CONVECTIVE_SHARE = 0.5;
constexpr double UNLIMITED_W = 1e7;

// The ten days' drivers are made of three: outdoor temperature, ground, sun (1 = noon).
enum Source : int { OUTDOOR, GROUND, SUN, SOURCES };

MatrixXd sources_of(const Dwelling& dwelling, const DriverLayout& layout) {
  constexpr double SUN_W_M2 = 500.0, ABSORBED_W_M2 = 40.0, SOL_AIR_K = 10.0;
  MatrixXd sources = MatrixXd::Zero(layout.count, SOURCES);
  sources.col(OUTDOOR) = VectorXd::Ones(layout.count) - heat_drivers(layout);
  for (size_t i = 0; i < dwelling.opaque.size(); ++i) {
    if (dwelling.opaque[i].boundary == Boundary::outdoor) sources(layout.sol_air[i], SUN) = SOL_AIR_K;
    if (dwelling.opaque[i].boundary == Boundary::ground) {
      sources(layout.sol_air[i], OUTDOOR) = 0.0;
      sources(layout.sol_air[i], GROUND) = 1.0;
    }
  }
  for (size_t i = 0; i < dwelling.windows.size(); ++i) {
    const Window& window = dwelling.windows[i];
    if (window.outer_zone) continue;
    sources(layout.solar_of(window.zone), SUN) += SUN_W_M2 * window.area_m2;
    sources(layout.absorbed_outer[i], SUN) = ABSORBED_W_M2 * window.area_m2;
    sources(layout.absorbed_inner[i], SUN) = ABSORBED_W_M2 * window.area_m2;
  }
  return sources;
}

Eigen::Vector3d weather_at(int step) {
  constexpr double GROUND_C = 9.0;
  const double day = 2.0 * std::numbers::pi * step / STEPS_PER_DAY;
  const double sun = std::max(0.0, std::sin(day - 0.5 * std::numbers::pi));
  return {-3.0 + 6.0 * std::sin(day) + 5.0 * std::sin(day / 3.9), GROUND_C, sun};
}

double set_point_c(int step) {
  const int of_day = step % STEPS_PER_DAY;
  return of_day < 6 * 4 || of_day >= 22 * 4 ? NIGHT_SET_POINT_C : DAY_SET_POINT_C;
}

// A network at quarter hours: s' = phi s + drive v + heat q, the air is air . s. A whole network stands in its modes,
// where phi is a diagonal.
struct Stepped {
  MatrixXd phi;
  ArrayXd decay;  // instead of phi where it is not empty
  MatrixXd drive;
  VectorXd heat;
  Eigen::RowVectorXd air;
  MatrixXd modes;  // W times the states of a whole network = modes times its state here

  void step(const Eigen::Vector3d& weather, VectorXd& state) const {
    if (decay.size() > 0) {
      state = (decay * state.array()).matrix() + drive * weather;
    } else {
      state = phi * state + drive * weather;
    }
  }
};

Stepped of_reduced(const ThermalModel& model, const MatrixXd& sources) {
  const StepModel step = discretise(model, STEP_S);
  Stepped out;
  out.phi = step.phi;
  out.drive = step.gamma * sources;
  out.heat = CONVECTIVE_SHARE * step.gamma_convective + (1.0 - CONVECTIVE_SHARE) * step.gamma_radiant;
  out.air = Eigen::RowVectorXd::Unit(step.states, step.states - 1);
  return out;
}

// With W the square root of the capacities, W A W^-1 is symmetric; every mode steps by itself.
Stepped of_full(const ThermalModel& model, const MatrixXd& sources) {
  const VectorXd w = model.stored.cwiseSqrt();
  const MatrixXd symmetric = w.asDiagonal() * model.a * w.cwiseInverse().asDiagonal();
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(0.5 * (symmetric + symmetric.transpose()));
  const ArrayXd rate = solver.eigenvalues().array();
  const MatrixXd into = solver.eigenvectors().transpose() * w.asDiagonal();
  Stepped out;
  out.decay = (rate * STEP_S).exp();
  const ArrayXd reach = (out.decay - 1.0) / rate;
  out.drive = reach.matrix().asDiagonal() * (into * (model.b * sources));
  const VectorXd heat = CONVECTIVE_SHARE * model.b_convective + (1.0 - CONVECTIVE_SHARE) * model.b_radiant;
  out.heat = (reach * (into * heat).array()).matrix();
  out.air = (w.cwiseInverse().asDiagonal() * solver.eigenvectors()).row(model.states() - 1);
  out.modes = solver.eigenvectors();
  return out;
}

// A home whose covers, if it has any, are closed while there is no sun.
struct Home {
  Stepped open;
  std::optional<Stepped> closed;
  MatrixXd turn;  // the closed network's state by the open one's; empty where they are the same
};

Home home_of(Stepped open, std::optional<Stepped> closed) {
  Home out{std::move(open), std::move(closed), {}};
  if (out.closed && out.open.modes.size() > 0) out.turn = out.closed->modes.transpose() * out.open.modes;
  return out;
}

struct TenDays {
  double heat_j = 0.0, peak_w = 0.0;
};

// The state that the first step's weather and `heat_w` keep.
VectorXd steady(const Stepped& home, double heat_w) {
  const VectorXd grown = home.drive * weather_at(0) + home.heat * heat_w;
  if (home.decay.size() > 0) return (grown.array() / (1.0 - home.decay)).matrix();
  return (MatrixXd::Identity(home.phi.rows(), home.phi.cols()) - home.phi).partialPivLu().solve(grown);
}

TenDays simulate(const Home& home, double start_w, double limit_w) {
  const auto network = [&](int step) -> const Stepped& {
    return home.closed && weather_at(step)[SUN] <= 0.0 ? *home.closed : home.open;
  };
  VectorXd state = steady(network(0), start_w);
  TenDays out;
  for (int k = 0; k < DAYS * STEPS_PER_DAY; ++k) {
    const Stepped& now = network(k);
    if (k > 0 && &now != &network(k - 1) && home.turn.size() > 0) {
      state = &now == &home.open ? VectorXd(home.turn.transpose() * state) : VectorXd(home.turn * state);
    }
    now.step(weather_at(k), state);
    const double heat_w = std::clamp((set_point_c(k) - now.air.dot(state)) / now.air.dot(now.heat), 0.0, limit_w);
    state += now.heat * heat_w;
    if (k < SETTLED_DAYS * STEPS_PER_DAY) continue;
    out.heat_j += heat_w * STEP_S;
    out.peak_w = std::max(out.peak_w, heat_w);
  }
  return out;
}

double error_of(double reduced, double full) {
  return full > 0.0 ? reduced / full - 1.0 : 0.0;
}

// The two heaters' ten days.
struct Both {
  TenDays unlimited, limited;
};

Both simulate_both(const Home& home, double loss_w_k) {
  const double hold_w = loss_w_k * (NIGHT_SET_POINT_C - weather_at(0)[OUTDOOR]);
  return {simulate(home, hold_w, UNLIMITED_W), simulate(home, hold_w, loss_w_k * (DAY_SET_POINT_C - FROST_C))};
}

double larger(double a, double b) {
  return std::abs(a) > std::abs(b) ? a : b;
}

// The whole network on the ten days, to hold several reductions against.
class Reference {
 public:
  explicit Reference(const Dwelling& dwelling) : sources_(sources_of(dwelling, layout_of(dwelling))) {
    const ThermalModel full = full_order(dwelling);
    loss_w_k_ = full.heat_loss_coefficient_w_k();
    const std::vector<Dwelling> covered = covered_dwellings(dwelling);
    std::optional<Stepped> closed;
    if (!covered.empty()) closed = of_full(full_order(covered.back()), sources_);
    full_ = simulate_both(home_of(of_full(full, sources_), std::move(closed)), loss_w_k_);
  }
  [[nodiscard]] ReductionError error(const ReducedDwelling& reduced) const {
    std::optional<Stepped> closed;
    if (!reduced.covered.empty()) closed = of_reduced(reduced.covered.back(), sources_);
    const Both now = simulate_both(home_of(of_reduced(reduced.model, sources_), std::move(closed)), loss_w_k_);
    return {larger(error_of(now.unlimited.heat_j, full_.unlimited.heat_j),
                   error_of(now.limited.heat_j, full_.limited.heat_j)),
            larger(error_of(now.unlimited.peak_w, full_.unlimited.peak_w),
                   error_of(now.limited.peak_w, full_.limited.peak_w))};
  }

 private:
  MatrixXd sources_;
  double loss_w_k_ = 0.0;
  Both full_;
};

bool accepted(const ReductionError& error) {
  return std::abs(error.heat) <= MOST_HEAT_ERROR && std::abs(error.peak) <= MOST_PEAK_ERROR;
}

// How far beyond what is accepted, to choose the better of two.
double badness(const ReductionError& error) {
  return std::max(std::abs(error.heat) / MOST_HEAT_ERROR, std::abs(error.peak) / MOST_PEAK_ERROR);
}

std::string shortfall(const ReductionError& error) {
  return fmt::format("heat {:+.2f} %, peak {:+.2f} %", 100.0 * error.heat, 100.0 * error.peak);
}

}  // namespace

ReductionError reduction_error(const Dwelling& dwelling, const ReducedDwelling& reduced) {
  return Reference(dwelling).error(reduced);
}

ReducedDwelling reduce_checked(const Dwelling& dwelling, int states, int most) {
  const Reference reference(dwelling);
  ReducedDwelling best = reduce(dwelling, states, most);
  best.error = reference.error(best);
  if (accepted(*best.error)) return best;
  const std::string missed = fmt::format("{}: {} states miss the layered network ({})", dwelling.name,
                                         best.model.states(), shortfall(*best.error));
  int tried = best.model.states();
  while (!accepted(*best.error) && tried < most) {
    ReducedDwelling next = reduce(dwelling, tried + 1, most);
    if (next.model.states() == tried) break;
    tried = next.model.states();
    next.error = reference.error(next);
    if (badness(*next.error) < badness(*best.error)) best = std::move(next);
  }
  best.note = fmt::format("{}; {} taken ({})", missed, best.model.states(), shortfall(*best.error));
  if (!accepted(*best.error)) best.note += fmt::format(", the best of up to {}: not within the limits", tried);
  return best;
}

}  // namespace hearthgrid::dwelling
