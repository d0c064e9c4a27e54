#include "engine/run/gas_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hearthgrid::run {
namespace {

constexpr double SERVICE_SLACK_PA = 1e-3;  // as in models/gas/network/gas_day.cpp
constexpr double UNSERVED_M3H = 1e-6;      // less is rounding of the solution

void merge_high(GasExtreme& high, const GasExtreme& later) {
  if (later.step >= 0) high.raise(later.value, later.step);
}
void merge_low(GasExtreme& low, const GasExtreme& later) {
  if (later.step >= 0) low.lower(later.value, later.step);
}

constexpr size_t TIERS = static_cast<size_t>(gas::PressureTier::high) + 1;

void merge_packs(std::vector<gas::TierPack>& packs, const std::vector<gas::TierPack>& later) {
  for (size_t t = 0; t < packs.size(); ++t) {
    if (later[t].length_m == 0.0) continue;
    if (packs[t].length_m == 0.0) {
      packs[t] = later[t];
      continue;
    }
    packs[t].length_m = std::max(packs[t].length_m, later[t].length_m);
    packs[t].least_m3 = std::min(packs[t].least_m3, later[t].least_m3);
    packs[t].most_m3 = std::max(packs[t].most_m3, later[t].most_m3);
  }
}

class Counter {
 public:
  Counter(const GasFacts& facts, const GasSteps& steps, GasFigures& out)
      : f_(facts), network_(facts.grid->network), in_(steps), r_(*steps.result), out_(out) {}

  void count(int step, std::span<double> unserved) {
    step_ = static_cast<size_t>(step);
    at_ = in_.first + step;
    ++out_.steps;
    count_demand(unserved);
    bool any = false;
    for (int area = 0; area < r_.areas; ++area) {
      const gas::GasStepOutcome& outcome = r_.at(step, area);
      if (outcome.solved()) {
        note_lowest(outcome);
        continue;
      }
      any = true;
      note_failure(static_cast<size_t>(area), outcome);
    }
    out_.steps_unsolved += any ? 1 : 0;
    count_pressures();
    count_flows();
  }

 private:
  // Of an area at the step. Where no supply reaches, nothing flows, and that is known.
  [[nodiscard]] bool unsolved(int area) const { return area >= 0 && !r_.at(static_cast<int>(step_), area).solved(); }
  [[nodiscard]] bool unsolved_at(int node) const { return unsolved(f_.area_of[static_cast<size_t>(node)]); }

  void count_demand(std::span<double> unserved) {
    const size_t row = step_ * network_.nodes.size();
    bool any = false;
    for (size_t n = 0; n < network_.nodes.size(); ++n) {
      unserved[n] = 0.0;
      const double wanted = in_.wanted_m3h[row + n];
      if (wanted == 0.0) continue;
      GasNodeFigures& node = out_.nodes[n];
      node.peak_m3h.raise(wanted, at_);
      node.wanted_m3 += wanted * f_.step_h;
      out_.wanted_m3 += wanted * f_.step_h;
      const int area = f_.area_of[n];
      const bool reached = area >= 0;
      if (unsolved(area)) {
        ++node.steps_unsolved;
        out_.unsolved_m3 += wanted * f_.step_h;
        out_.areas[static_cast<size_t>(area)].unsolved_m3 += wanted * f_.step_h;
        continue;
      }
      const double asked = reached ? in_.asked_m3h[row + n] : 0.0, served = reached ? r_.served_m3h[row + n] : 0.0;
      out_.served_m3 += served * f_.step_h;
      if (reached) {
        out_.capped_m3 += (wanted - asked) * f_.step_h;
        out_.short_m3 += (asked - served) * f_.step_h;
      } else {
        out_.unreached_m3 += wanted * f_.step_h;
      }
      unserved[n] = std::max(0.0, wanted - served);
      node.unserved_m3 += unserved[n] * f_.step_h;
      if (unserved[n] <= UNSERVED_M3H) continue;
      ++node.steps_unserved;
      any = true;
    }
    out_.steps_unserved += any ? 1 : 0;
  }

  void note_lowest(const gas::GasStepOutcome& outcome) {
    if (outcome.lowest_node == gas::NO_NODE) return;
    if (out_.lowest_pa.step >= 0 && outcome.lowest_pa >= out_.lowest_pa.value) return;
    out_.lowest_pa = {outcome.lowest_pa, at_};
    out_.lowest_node = outcome.lowest_node;
  }

  void note_failure(size_t area, const gas::GasStepOutcome& outcome) {
    GasAreaFigures& own = out_.areas[area];
    ++own.steps_unsolved;
    if (own.first_failed < 0) {
      own.first_failed = at_;
      own.first_failure = outcome;
    }
    if (outcome.node != gas::NO_NODE) ++out_.nodes[static_cast<size_t>(outcome.node)].failures;
    if (outcome.device < 0) return;
    const auto device = static_cast<size_t>(outcome.device);
    if (outcome.device_kind == gas::DeviceKind::regulator) ++out_.regulators[device].failures;
    if (outcome.device_kind == gas::DeviceKind::supply) ++out_.supplies[device].failures;
  }

  void count_pressures() {
    const size_t row = step_ * network_.nodes.size();
    for (size_t n = 0; n < network_.nodes.size(); ++n) {
      if (f_.area_of[n] < 0 || unsolved(f_.area_of[n])) continue;
      const double pa = r_.pressure_pa[row + n], service = network_.nodes[n].service_pa;
      out_.nodes[n].lowest_pa.lower(pa, at_);
      out_.nodes[n].highest_pa.raise(pa, at_);
      if (f_.burner_limit_pa[n] > 0.0 && pa > f_.burner_limit_pa[n]) ++out_.nodes[n].steps_above_burners;
      if (service > 0.0 && pa < service - SERVICE_SLACK_PA) ++out_.nodes[n].steps_below_service;
    }
  }

  void count_flows() {
    const size_t nodes = step_ * network_.nodes.size();
    for (size_t p = 0; p < network_.pipes.size(); ++p) {
      const gas::GasPipe& pipe = network_.pipes[p];
      if (unsolved_at(pipe.from)) continue;
      const double m3h = r_.pipe_m3h[step_ * network_.pipes.size() + p];
      out_.pipes[p].peak_m3h.raise(std::abs(m3h), at_);
      if (f_.area_of[static_cast<size_t>(pipe.from)] < 0 || !pipe.in_service) continue;
      const double from_pa = r_.pressure_pa[nodes + static_cast<size_t>(pipe.from)],
                   to_pa = r_.pressure_pa[nodes + static_cast<size_t>(pipe.to)];
      out_.pipes[p].velocity_m_s.raise(f_.velocity_m_s(static_cast<int>(p), m3h, from_pa, to_pa), at_);
    }
    for (size_t i = 0; i < network_.regulators.size(); ++i) {
      if (unsolved_at(network_.regulators[i].to)) continue;
      const size_t at = step_ * network_.regulators.size() + i;
      out_.regulators[i].peak_m3h.raise(r_.regulator_m3h[at], at_);
      out_.regulators[i].steps_saturated += r_.regulator_state[at] == gas::DeviceState::saturated ? 1 : 0;
      out_.regulators[i].steps_open += r_.regulator_state[at] == gas::DeviceState::open ? 1 : 0;
    }
    for (size_t i = 0; i < network_.supplies.size(); ++i) {
      if (unsolved_at(network_.supplies[i].node)) continue;
      const size_t at = step_ * network_.supplies.size() + i;
      out_.supplies[i].peak_m3h.raise(r_.supply_m3h[at], at_);
      out_.supplies[i].steps_saturated += r_.supply_state[at] == gas::DeviceState::saturated ? 1 : 0;
      out_.supplied_m3 += r_.supply_m3h[at] * f_.step_h;
    }
  }

  const GasFacts& f_;
  const gas::GasNetwork& network_;
  const GasSteps& in_;
  const gas::GasDayResult& r_;
  GasFigures& out_;
  size_t step_ = 0;
  int64_t at_ = 0;
};

}  // namespace

GasFigures::GasFigures(const GasFacts& facts)
    : nodes(facts.grid->network.nodes.size()),
      pipes(facts.grid->network.pipes.size()),
      regulators(facts.grid->network.regulators.size()),
      supplies(facts.grid->network.supplies.size()),
      areas(facts.areas.size()),
      packs(TIERS) {}

void GasFigures::add(const GasFigures& later) {
  for (size_t n = 0; n < nodes.size(); ++n) {
    GasNodeFigures& own = nodes[n];
    const GasNodeFigures& next = later.nodes[n];
    merge_low(own.lowest_pa, next.lowest_pa);
    merge_high(own.highest_pa, next.highest_pa);
    merge_high(own.peak_m3h, next.peak_m3h);
    own.wanted_m3 += next.wanted_m3;
    own.unserved_m3 += next.unserved_m3;
    own.steps_below_service += next.steps_below_service;
    own.steps_unserved += next.steps_unserved;
    own.steps_above_burners += next.steps_above_burners;
    own.steps_unsolved += next.steps_unsolved;
    own.failures += next.failures;
  }
  for (size_t p = 0; p < pipes.size(); ++p) {
    merge_high(pipes[p].peak_m3h, later.pipes[p].peak_m3h);
    merge_high(pipes[p].velocity_m_s, later.pipes[p].velocity_m_s);
  }
  for (size_t i = 0; i < regulators.size(); ++i) {
    merge_high(regulators[i].peak_m3h, later.regulators[i].peak_m3h);
    regulators[i].steps_saturated += later.regulators[i].steps_saturated;
    regulators[i].steps_open += later.regulators[i].steps_open;
    regulators[i].failures += later.regulators[i].failures;
  }
  for (size_t i = 0; i < supplies.size(); ++i) {
    merge_high(supplies[i].peak_m3h, later.supplies[i].peak_m3h);
    supplies[i].steps_saturated += later.supplies[i].steps_saturated;
    supplies[i].failures += later.supplies[i].failures;
  }
  if (later.lowest_pa.step >= 0 && (lowest_pa.step < 0 || later.lowest_pa.value < lowest_pa.value)) {
    lowest_pa = later.lowest_pa;
    lowest_node = later.lowest_node;
  }
  merge_packs(packs, later.packs);
  peak_served_m3h = std::max(peak_served_m3h, later.peak_served_m3h);
  wanted_m3 += later.wanted_m3;
  supplied_m3 += later.supplied_m3;
  served_m3 += later.served_m3;
  capped_m3 += later.capped_m3;
  short_m3 += later.short_m3;
  unreached_m3 += later.unreached_m3;
  unsolved_m3 += later.unsolved_m3;
  steps += later.steps;
  steps_unserved += later.steps_unserved;
  steps_unsolved += later.steps_unsolved;
  for (size_t a = 0; a < areas.size(); ++a) {
    areas[a].steps_unsolved += later.areas[a].steps_unsolved;
    areas[a].unsolved_m3 += later.areas[a].unsolved_m3;
    if (areas[a].first_failed >= 0) continue;
    areas[a].first_failed = later.areas[a].first_failed;
    areas[a].first_failure = later.areas[a].first_failure;
  }
}

void GasFigures::move(int64_t later_steps) {
  lowest_pa.move(later_steps);
  for (GasNodeFigures& node : nodes) {
    node.lowest_pa.move(later_steps);
    node.peak_m3h.move(later_steps);
  }
  for (GasPipeFigures& pipe : pipes) {
    pipe.peak_m3h.move(later_steps);
    pipe.velocity_m_s.move(later_steps);
  }
  for (GasRegulatorFigures& regulator : regulators) regulator.peak_m3h.move(later_steps);
  for (GasSupplyFigures& supply : supplies) supply.peak_m3h.move(later_steps);
  for (GasAreaFigures& area : areas) area.first_failed += area.first_failed < 0 ? 0 : later_steps;
}

int64_t GasFigures::first_failed() const {
  int64_t first = -1;
  for (const GasAreaFigures& area : areas) {
    if (area.first_failed >= 0 && (first < 0 || area.first_failed < first)) first = area.first_failed;
  }
  return first;
}

std::string gas_failure_text(const gas::GasNetwork& network, const gas::GasStepOutcome& outcome) {
  gas::GasFlowResult result;
  result.status = outcome.status;
  result.node = outcome.node;
  result.device = outcome.device;
  result.device_kind = outcome.device_kind;
  result.missing_m3h = outcome.missing_m3h;
  return gas::failure_text(network, result);
}

std::vector<std::string> gas_failure_texts(const GasFacts& facts, const GasFigures& figures) {
  std::vector<std::string> texts;
  for (size_t a = 0; a < figures.areas.size(); ++a) {
    const GasAreaFigures& area = figures.areas[a];
    if (area.first_failed < 0) continue;
    const gas::GasNetwork& network = facts.grid->network;
    std::string text = gas_failure_text(network, area.first_failure);
    if (figures.areas.size() > 1) {
      const std::string& supply = network.supplies[static_cast<size_t>(facts.areas[a].supplies.front())].name;
      const double hours = static_cast<double>(area.steps_unsolved) * facts.step_h;
      text = fmt::format("in the part that supply '{}' feeds ({:.6g} h): {}", supply, hours, text);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

void keep_pack(const gas::LinePack& pack, GasFigures& figures) {
  for (const gas::TierPack& tier : pack.tiers()) figures.packs[static_cast<size_t>(tier.tier)] = tier;
}

void count_steps(const GasFacts& facts, const GasSteps& steps, GasFigures& figures, gas::LinePack& pack,
                 std::vector<double>& unserved_m3h) {
  const size_t nodes = facts.grid->network.nodes.size();
  unserved_m3h.resize(static_cast<size_t>(steps.result->steps) * nodes);
  Counter counter(facts, steps, figures);
  std::vector<bool> unknown;
  for (int step = 0; step < steps.result->steps; ++step) {
    const size_t row = static_cast<size_t>(step) * nodes;
    counter.count(step, std::span<double>(unserved_m3h).subspan(row, nodes));
    unknown.clear();
    for (int area = 0; area < steps.result->areas; ++area) unknown.push_back(!steps.result->at(step, area).solved());
    double served_m3h = 0.0;
    for (size_t n = 0; n < nodes; ++n) served_m3h += steps.result->served_m3h[row + n];
    figures.peak_served_m3h = std::max(figures.peak_served_m3h, served_m3h);
    pack.add(std::span<const double>(steps.result->pressure_pa).subspan(row, nodes), served_m3h, unknown);
  }
}

}  // namespace hearthgrid::run
