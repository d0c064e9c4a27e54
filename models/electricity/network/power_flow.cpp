#include "models/electricity/network/power_flow.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "models/electricity/network/element_faults.hpp"
#include "models/electricity/network/flow_report.hpp"
#include "models/electricity/network/flow_solver.hpp"
#include "models/electricity/network/network_checks.hpp"

namespace hearthgrid::electricity {
namespace {

/// A solution whose currents do not sum to this share of the largest is none.
constexpr double RESIDUAL_LIMIT = 1e-6;

const Network& checked(const Network& network, const PowerFlowOptions& options) {
  if (!(options.tolerance_pu >= 1e-13) || options.max_iterations < 1) {
    throw std::invalid_argument(
        "the tolerance of a power flow must be 1e-13 per unit or more, its iterations 1 or more");
  }
  require_sound(network, {.dead_islands_allowed = options.dead_islands_allowed, .three_phase = options.three_phase});
  return network;
}

}  // namespace

struct PowerFlow::State {
  State(Network given, const PowerFlowOptions& chosen)
      : network(std::move(given)),
        model(flow_model(checked(network, chosen), chosen.three_phase ? 3 : 1)),
        links(network, model.nodes),
        solver(model, chosen) {
    for (const Load& load : network.loads) given_va.push_back(load.va);
  }

  [[nodiscard]] PowerFlowFailure no_convergence(const FlowOutcome& outcome) const;
  [[nodiscard]] PowerFlowFailure no_earth() const;

  Network network;
  FlowModel model;
  LinkFlows links;
  FlowSolver solver;
  std::vector<PhaseValues> given_va;
};

PowerFlowFailure PowerFlow::State::no_convergence(const FlowOutcome& outcome) const {
  double lowest = std::numeric_limits<double>::infinity();
  int worst_node = 0, worst_phase = 0;
  for (int node = 0; node < model.nodes.count; ++node) {
    for (int phase = 0; phase < model.phases; ++phase) {
      const Eigen::Index at = model.at(node, phase);
      const double share = std::abs(outcome.v(at)) / std::abs(solver.no_load_v()(at));
      if (share < lowest) {  // false for what is dead: 0 / 0
        lowest = share;
        worst_node = node;
        worst_phase = phase;
      }
    }
  }
  PowerFlowFailure failure;
  failure.bus = model.nodes.bus[static_cast<size_t>(worst_node)];
  failure.carried_share = outcome.carried_share;
  failure.text = fmt::format(
      "the power flow did not converge: a solution was found up to {:.4f} % of the load, where {} is weakest, at "
      "{:.4f} "
      "of its voltage without load in phase {}",
      100.0 * outcome.carried_share, bus_name(network, failure.bus), lowest, "abc"[worst_phase]);
  return failure;
}

PowerFlowFailure PowerFlow::State::no_earth() const {
  const int bus =
      model.floating.empty() ? model.nodes.bus.front() : model.nodes.bus[static_cast<size_t>(model.floating.front())];
  return {bus, 1.0,
          fmt::format("Kirchhoff's law does not hold at {}: loads between phase and earth need an earthed winding or "
                      "source in their part of the network",
                      bus_name(network, bus))};
}

PowerFlow::PowerFlow(Network network, const PowerFlowOptions& options)
    : state_(std::make_unique<State>(std::move(network), options)) {
  if (!state_->solver.regular()) {
    throw InputError(Problem{"", 0, 0, "the admittances of the network cannot be solved: they are too far apart",
                             "look for impedances of a wrong order of magnitude, or make very short lines links"});
  }
}
PowerFlow::~PowerFlow() = default;
PowerFlow::PowerFlow(PowerFlow&&) noexcept = default;
PowerFlow& PowerFlow::operator=(PowerFlow&&) noexcept = default;

const Network& PowerFlow::network() const {
  return state_->network;
}

PowerFlowResult PowerFlow::solve() {
  return solve(state_->given_va);
}

PowerFlowResult PowerFlow::solve(std::span<const PhaseValues> load_va) {
  if (load_va.size() != state_->network.loads.size()) {
    throw std::invalid_argument("a power flow needs the powers of all loads of its network");
  }
  const auto terms = load_terms(state_->network, state_->model, load_va);
  const FlowOutcome outcome = state_->solver.solve(terms);
  PowerFlowResult result;
  if (outcome.converged) {
    result = flow_report(state_->network, state_->model, state_->links, terms, outcome.v);
    if (!(result.largest_residual < RESIDUAL_LIMIT)) {
      result = PowerFlowResult{};
      result.failure = state_->no_earth();
    }
  } else {
    result.failure = state_->no_convergence(outcome);
  }
  result.iterations = outcome.iterations;
  return result;
}

PowerFlowResult solved_or_throw(PowerFlowResult result) {
  if (result.failure) {
    throw InputError(Problem{"", 0, 0, result.failure->text,
                             "less load, or a stronger network: larger transformers, "
                             "thicker or shorter lines"});
  }
  return result;
}

}  // namespace hearthgrid::electricity
