#include "models/electricity/network/flow_solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hearthgrid::electricity {
namespace {

/// Voltages move by less than this between two shares of the load, or the way is not followed closely enough.
constexpr double LONGEST_STEP_PU = 0.1;
constexpr double SMALLEST_SHARE = 1e-6;
constexpr int NEWTON_ITERATIONS = 12;
/// Newton's steps shrink to this share at least, or it may be on its way to another solution: one beyond two phases'
/// noses, where the determinant has changed its sign twice. Steps below SMALL_STEP_PU lead to no other solution; they
/// may be rounding, or the way round a bend in a load's law.
constexpr double LARGEST_CONTRACTION = 0.25;
constexpr double SMALL_STEP_PU = 1e-3;
/// Current iteration gains less than this per step: Newton is quicker.
constexpr double SLOW = 0.7;

using RealTriplets = std::vector<Eigen::Triplet<double>>;

/// di = a dx + b conj(dx) in real and imaginary parts.
void add_pair(RealTriplets& entries, int row, int column, Complex a, Complex b) {
  const Complex sum = a + b, difference = a - b;
  entries.emplace_back(2 * row, 2 * column, sum.real());
  entries.emplace_back(2 * row, 2 * column + 1, -difference.imag());
  entries.emplace_back(2 * row + 1, 2 * column, sum.imag());
  entries.emplace_back(2 * row + 1, 2 * column + 1, difference.real());
}

bool finite(const Eigen::VectorXcd& x) {
  return x.allFinite();
}

double largest(const Eigen::VectorXcd& x) {
  return x.size() == 0 ? 0.0 : std::sqrt(x.cwiseAbs2().maxCoeff());
}

}  // namespace

FlowSolver::FlowSolver(const FlowModel& model, const PowerFlowOptions& options) : model_(model), options_(options) {
  std::vector<Eigen::Triplet<Complex>> basis;
  for (int node = 0; node < model.nodes.count; ++node) {
    const auto& part = model.unknowns[static_cast<size_t>(node)];
    for (int column = 0; column < part.count; ++column) {
      for (int phase = 0; phase < model.phases; ++phase) {
        basis.emplace_back(model.at(node, phase), part.first + column, part.basis(phase, column));
      }
    }
  }
  Eigen::SparseMatrix<Complex> t(model.y.rows(), model.unknown_count);
  t.setFromTriplets(basis.begin(), basis.end());
  const Eigen::SparseMatrix<Complex> adjoint = t.adjoint();
  y_ = adjoint * Eigen::SparseMatrix<Complex>(model.y * t);
  y_.makeCompressed();
  held_current_ = adjoint * (model.source_i - model.y * model.held_v);
  for (const LoadPhase& place : model.load_phases) {
    const bool has_unknowns = model.unknowns[static_cast<size_t>(place.node)].count > 0;
    if (has_unknowns) load_nodes_.push_back(place.node);
  }
  std::ranges::sort(load_nodes_);
  load_nodes_.erase(std::unique(load_nodes_.begin(), load_nodes_.end()), load_nodes_.end());

  regular_ = true;
  no_load_x_ = Eigen::VectorXcd::Zero(model.unknown_count);
  if (model.unknown_count > 0) {
    y_factors_.compute(y_);
    regular_ = y_factors_.info() == Eigen::Success;
    if (regular_) no_load_x_ = y_factors_.solve(held_current_);
    regular_ = regular_ && finite(no_load_x_);
  }
  no_load_v_ = voltages(no_load_x_);
}

Eigen::VectorXcd FlowSolver::voltages(const Eigen::VectorXcd& x) const {
  Eigen::VectorXcd v = model_.held_v;
  for (int node = 0; node < model_.nodes.count; ++node) {
    const auto& part = model_.unknowns[static_cast<size_t>(node)];
    if (part.count == model_.phases) {  // free: T is the identity
      v.segment(model_.at(node, 0), part.count) = x.segment(part.first, part.count);
      continue;
    }
    for (int phase = 0; phase < model_.phases; ++phase) {
      for (int column = 0; column < part.count; ++column) {
        v(model_.at(node, phase)) += part.basis(phase, column) * x(part.first + column);
      }
    }
  }
  return v;
}

Eigen::VectorXcd FlowSolver::projected(const Eigen::VectorXcd& node_values) const {
  Eigen::VectorXcd x = Eigen::VectorXcd::Zero(model_.unknown_count);
  for (int node = 0; node < model_.nodes.count; ++node) {
    const auto& part = model_.unknowns[static_cast<size_t>(node)];
    if (part.count == model_.phases) {
      x.segment(part.first, part.count) = node_values.segment(model_.at(node, 0), part.count);
      continue;
    }
    for (int column = 0; column < part.count; ++column) {
      for (int phase = 0; phase < model_.phases; ++phase) {
        x(part.first + column) += std::conj(part.basis(phase, column)) * node_values(model_.at(node, phase));
      }
    }
  }
  return x;
}

FlowOutcome FlowSolver::solve(std::span<const LoadTerm> terms) {
  FlowOutcome outcome;
  Eigen::VectorXcd x = no_load_x_;
  if (options_.method != FlowMethod::newton || x.size() == 0) {
    outcome.converged = iterate_currents(terms, x, outcome.iterations);
    if (outcome.converged || options_.method == FlowMethod::current_iteration) {
      outcome.carried_share = outcome.converged ? 1.0 : 0.0;
      outcome.v = outcome.converged ? voltages(x) : no_load_v_;
      return outcome;
    }
  }
  return along_the_load(terms, outcome.iterations);
}

bool FlowSolver::iterate_currents(std::span<const LoadTerm> terms, Eigen::VectorXcd& x, int& iterations) {
  const bool alone = options_.method == FlowMethod::current_iteration;
  double last_step = 0.0;
  for (int k = 0; k < options_.max_iterations; ++k) {
    const Eigen::VectorXcd currents = projected(load_currents(terms, model_, voltages(x), 1.0));
    const Eigen::VectorXcd next =
        model_.unknown_count > 0 ? Eigen::VectorXcd(y_factors_.solve(held_current_ - currents)) : x;
    ++iterations;
    const double step = largest(next - x);
    if (!finite(next)) return false;
    x = next;
    // What is still to come of a geometric series of steps.
    const double gain = k == 0 ? 0.5 : step / last_step;
    if (step == 0.0 || (gain < 1.0 && step * std::max(1.0, gain / (1.0 - gain)) < options_.tolerance_pu)) return true;
    if (!alone && k > 2 && gain > SLOW) return false;
    last_step = step;
  }
  return false;
}

void FlowSolver::build_jacobian(std::span<const LoadTerm> terms, double share, const Eigen::VectorXcd& v) {
  RealTriplets entries;
  for (Eigen::Index column = 0; column < y_.outerSize(); ++column) {
    for (Eigen::SparseMatrix<Complex>::InnerIterator it(y_, column); it; ++it) {
      add_pair(entries, static_cast<int>(it.row()), static_cast<int>(it.col()), it.value(), 0.0);
    }
  }
  std::vector<Eigen::Matrix3cd> by_v(static_cast<size_t>(model_.nodes.count), Eigen::Matrix3cd::Zero());
  auto by_conjugate = by_v;
  for (const LoadTerm& term : terms) {
    const auto slope = drawn_slope(term, voltage_across(term, model_, v));
    const auto node = static_cast<size_t>(term.place.node);
    const int a = term.place.a, b = term.place.b;
    const auto add = [&](int row, int column, double sign) {
      by_v[node](row, column) += sign * share * slope.by_v;
      by_conjugate[node](row, column) += sign * share * slope.by_conjugate;
    };
    add(a, a, 1.0);
    if (b < 0) continue;
    add(b, b, 1.0);
    add(a, b, -1.0);
    add(b, a, -1.0);
  }
  // Every node that may have loads gets its full block, so that the pattern stays the same.
  for (const int node : load_nodes_) {
    const auto& part = model_.unknowns[static_cast<size_t>(node)];
    const Eigen::Matrix3cd adjoint = part.basis.adjoint();
    const Eigen::Matrix3cd a = adjoint * by_v[static_cast<size_t>(node)] * part.basis;
    const Eigen::Matrix3cd b = adjoint * by_conjugate[static_cast<size_t>(node)] * part.basis.conjugate();
    for (int i = 0; i < part.count; ++i) {
      for (int j = 0; j < part.count; ++j) add_pair(entries, part.first + i, part.first + j, a(i, j), b(i, j));
    }
  }
  jacobian_.resize(2 * model_.unknown_count, 2 * model_.unknown_count);
  jacobian_.setFromTriplets(entries.begin(), entries.end());
  jacobian_.makeCompressed();
  analyse_jacobian();
  jacobian_factors_.factorize(jacobian_);
}

void FlowSolver::analyse_jacobian() {
  if (analysed_) return;
  jacobian_factors_.analyzePattern(jacobian_);
  analysed_ = true;
}

bool FlowSolver::newton(std::span<const LoadTerm> terms, double share, Eigen::VectorXcd& x, int& iterations) {
  Eigen::VectorXd step_parts(2 * x.size());
  double last_step = std::numeric_limits<double>::infinity();
  for (int k = 0; k < NEWTON_ITERATIONS; ++k) {
    const Eigen::VectorXcd v = voltages(x);
    const Eigen::VectorXcd excess = y_ * x - held_current_ + projected(load_currents(terms, model_, v, share));
    if (!finite(excess)) return false;
    build_jacobian(terms, share, v);
    ++iterations;
    // No load has a positive determinant (that of Y, squared in magnitude); it changes sign at the nose.
    if (jacobian_factors_.info() != Eigen::Success || jacobian_factors_.signDeterminant() <= 0.0) return false;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
      step_parts(2 * i) = excess(i).real();
      step_parts(2 * i + 1) = excess(i).imag();
    }
    step_parts = jacobian_factors_.solve(step_parts);
    if (!step_parts.allFinite()) return false;
    double step = 0.0;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
      const Complex dx(step_parts(2 * i), step_parts(2 * i + 1));
      x(i) -= dx;
      step = std::max(step, std::abs(dx));
    }
    if (step < options_.tolerance_pu) return true;
    if (step > 2.0 || (step > SMALL_STEP_PU && step > LARGEST_CONTRACTION * last_step)) return false;
    last_step = step;
  }
  return false;
}

FlowOutcome FlowSolver::along_the_load(std::span<const LoadTerm> terms, int iterations) {
  FlowOutcome outcome;
  outcome.iterations = iterations;
  Eigen::VectorXcd x = no_load_x_;
  double share = 0.0, step = 1.0;
  while (share < 1.0 && step >= SMALLEST_SHARE) {
    const double next_share = std::min(1.0, share + step);
    Eigen::VectorXcd next = x;
    const bool there = newton(terms, next_share, next, outcome.iterations) && largest(next - x) < LONGEST_STEP_PU;
    if (there) {
      x = next;
      share = next_share;
      step *= 2.0;
    } else {
      step *= 0.5;
    }
  }
  outcome.converged = share >= 1.0;
  outcome.carried_share = share;
  outcome.v = voltages(x);
  return outcome;
}

}  // namespace hearthgrid::electricity
