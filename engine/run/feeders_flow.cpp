#include "engine/run/feeders_flow.hpp"

#include <algorithm>
#include <cmath>

#include "engine/run/low_voltage.hpp"
#include "models/electricity/medium_voltage/high_side.hpp"
#include "models/electricity/medium_voltage/transfer_split.hpp"

namespace hearthgrid::run {
namespace {

using electricity::FLOW_LANES;
using electricity::HighSide;

size_t place_of(const FeederInputs& inputs, int mix, int transformer) {
  return static_cast<size_t>(mix) * inputs.population->transformers.size() + static_cast<size_t>(transformer);
}

HighSide high_side(const FeederInputs& inputs, int mix, int transformer) {
  return HighSide(type_of(*inputs.population, inputs.low_voltage, transformer),
                  inputs.load_loss_factor[place_of(inputs, mix, transformer)]);
}

// What the feeder's nodes draw: [node][step].
struct NodeLoads {
  std::vector<double> kw, kvar;
  double sum_of_peaks_kw = 0.0, peak_of_sum_kw = 0.0;
};

NodeLoads node_loads(const FeederInputs& inputs, int mix, const Feeder& feeder) {
  const auto steps = static_cast<size_t>(inputs.loads->steps());
  NodeLoads loads;
  loads.kw.resize(feeder.nodes.size() * steps);
  loads.kvar.resize(feeder.nodes.size() * steps);
  std::vector<float> kw(steps), kvar(steps);
  std::vector<double> sum(steps);
  for (const FeederLoad& load : feeder.loads) {
    inputs.loads->get(mix, load.transformer, 0, kw, kvar);
    const HighSide high = high_side(inputs, mix, load.transformer);
    const size_t row = static_cast<size_t>(load.node) * steps;
    double peak_kw = 0.0;
    for (size_t k = 0; k < steps; ++k) {
      const double own_kw = high.kw(kw[k], kvar[k]);
      loads.kw[row + k] += own_kw;
      loads.kvar[row + k] += high.kvar(kw[k], kvar[k]);
      sum[k] += own_kw;
      peak_kw = std::max(peak_kw, own_kw);
    }
    loads.sum_of_peaks_kw += peak_kw;
  }
  if (!feeder.loads.empty()) loads.peak_of_sum_kw = *std::max_element(sum.begin(), sum.end());
  return loads;
}

// Ampacity of the lines at the busbar together.
double head_limit_a(const electricity::MvNetwork& network, double air_c) {
  double limit_a = 0.0;
  for (const electricity::MvLine& line : network.lines) {
    if (line.from == 0 || line.to == 0) limit_a += 1.0 / std::sqrt(line.loading_squared(1.0, air_c));
  }
  return limit_a;
}

struct StepLoads {
  std::vector<double> kw, kvar;  // by node
};

StepLoads loads_at(const FeederInputs& inputs, int mix, const Feeder& feeder, int step) {
  StepLoads loads{std::vector<double>(feeder.nodes.size()), std::vector<double>(feeder.nodes.size())};
  for (const FeederLoad& load : feeder.loads) {
    float kw = 0.0F, kvar = 0.0F;
    inputs.loads->get(mix, load.transformer, step, {&kw, 1}, {&kvar, 1});
    const HighSide high = high_side(inputs, mix, load.transformer);
    loads.kw[static_cast<size_t>(load.node)] += high.kw(kw, kvar);
    loads.kvar[static_cast<size_t>(load.node)] += high.kvar(kw, kvar);
  }
  return loads;
}

// Looks at the first `count` lanes of a tile, which begin with step `first`.
void watch_voltages(const FeederInputs& inputs, int mix, const Feeder& feeder, const electricity::FlowTile& tile,
                    size_t first, size_t count, std::vector<HighVoltage>& voltages) {
  for (size_t l = 0; l < feeder.loads.size(); ++l) {
    const FeederLoad& load = feeder.loads[l];
    const size_t row = static_cast<size_t>(load.node) * FLOW_LANES;
    const int64_t asked = inputs.lowest_step[place_of(inputs, mix, load.transformer)];
    const auto squared = [&](size_t i) {
      return tile.v_re[row + i] * tile.v_re[row + i] + tile.v_im[row + i] * tile.v_im[row + i];
    };
    size_t least = 0;
    for (size_t i = 1; i < count; ++i) {
      if (squared(i) < squared(least)) least = i;
    }
    HighVoltage& seen = voltages[l];
    const double pu = std::sqrt(squared(least));
    if (first == 0 || pu < seen.lowest_pu) {
      seen.lowest_pu = pu;
      seen.lowest_step = static_cast<int64_t>(first + least);
    }
    const int64_t then = asked - static_cast<int64_t>(first);
    if (then >= 0 && then < static_cast<int64_t>(count)) seen.then_pu = std::sqrt(squared(static_cast<size_t>(then)));
  }
}

electricity::Transfer transfer_at(const FeederInputs& inputs, int mix, const FeederTie& tie, int lost_end, int step,
                                  const MixPeaks& peaks) {
  const FeederGrid& grid = *inputs.grid;
  const Feeder& lost = grid.feeders[static_cast<size_t>(tie.feeder[lost_end])];
  const Feeder& neighbour = grid.feeders[static_cast<size_t>(tie.feeder[1 - lost_end])];
  const StepLoads lost_loads = loads_at(inputs, mix, lost, step), own_loads = loads_at(inputs, mix, neighbour, step);
  electricity::TransferCase asked;
  asked.lost = &lost.network;
  asked.neighbour = &neighbour.network;
  asked.lost_node = tie.node[lost_end];
  asked.neighbour_node = tie.node[1 - lost_end];
  asked.tie = grid.lines[static_cast<size_t>(tie.line)].electrical;
  asked.lost_kw = lost_loads.kw;
  asked.lost_kvar = lost_loads.kvar;
  asked.neighbour_kw = own_loads.kw;
  asked.neighbour_kvar = own_loads.kvar;
  asked.air_c = inputs.air_c[static_cast<size_t>(neighbour.site)][static_cast<size_t>(step)];
  asked.lowest_pu = grid.low_voltage_pu;
  if (lost.substation != neighbour.substation) {
    const electricity::SubstationUnits& units = grid.substations[static_cast<size_t>(neighbour.substation)].units;
    const double used_kva = peaks.substation_kva[static_cast<size_t>(neighbour.substation)][static_cast<size_t>(step)];
    asked.spare_kva = std::max(0.0, units.rated_kva * units.transformers - used_kva);
  }
  return electricity::assess_transfer(asked);
}

/// The ties of a feeder that is lost, and the feeders behind them.
struct LostTies {
  std::vector<int> lines;       // per tie
  std::vector<int> neighbours;  // feeders
  std::vector<electricity::SplitTie> ties;
};

LostTies ties_of(const FeederGrid& grid, int f) {
  LostTies found;
  for (const FeederTie& tie : grid.ties) {
    for (const int end : {0, 1}) {
      const int other = tie.feeder[1 - end];
      const auto kv = [&](int i) { return grid.feeders[static_cast<size_t>(i)].network.rated_kv; };
      if (tie.feeder[end] != f || kv(f) != kv(other)) continue;
      auto known = std::find(found.neighbours.begin(), found.neighbours.end(), other);
      if (known == found.neighbours.end()) known = found.neighbours.insert(known, other);
      found.lines.push_back(tie.line);
      found.ties.push_back({tie.node[end], static_cast<int>(known - found.neighbours.begin()), tie.node[1 - end],
                            grid.lines[static_cast<size_t>(tie.line)].electrical});
    }
  }
  return found;
}

electricity::Split split_at(const FeederInputs& inputs, int mix, int f, const LostTies& ties, int step,
                            const MixPeaks& peaks, double& lost_kva) {
  const FeederGrid& grid = *inputs.grid;
  const Feeder& lost = grid.feeders[static_cast<size_t>(f)];
  electricity::SplitCase asked;
  const StepLoads loads = loads_at(inputs, mix, lost, step);
  lost_kva = 0.0;
  for (size_t n = 1; n < loads.kw.size(); ++n) lost_kva += std::hypot(loads.kw[n], loads.kvar[n]);
  asked.lost = &lost.network;
  asked.kw = loads.kw;
  asked.kvar = loads.kvar;
  for (const int line : lost.lines) asked.switched.push_back(grid.lines[static_cast<size_t>(line)].switched);
  std::vector<StepLoads> own;
  own.reserve(ties.neighbours.size());
  for (const int neighbour : ties.neighbours) {
    const Feeder& feeder = grid.feeders[static_cast<size_t>(neighbour)];
    own.push_back(loads_at(inputs, mix, feeder, step));
    asked.neighbours.push_back({&feeder.network, own.back().kw, own.back().kvar,
                                inputs.air_c[static_cast<size_t>(feeder.site)][static_cast<size_t>(step)],
                                feeder.substation == lost.substation ? -1 : feeder.substation});
  }
  asked.ties = ties.ties;
  for (size_t s = 0; s < grid.substations.size(); ++s) {
    const electricity::SubstationUnits& units = grid.substations[s].units;
    const double used_kva = static_cast<double>(peaks.substation_kva[s][static_cast<size_t>(step)]);
    asked.spare_kva.push_back(std::max(0.0, units.rated_kva * units.transformers - used_kva));
  }
  asked.lowest_pu = grid.low_voltage_pu;
  return electricity::split_transfer(asked);
}

// Where no tie carries all alone: parts of the feeder on all of them.
void part_feeder(const FeederInputs& inputs, int mix, int f, const MixPeaks& peaks, FeederN1& out) {
  const Feeder& lost = inputs.grid->feeders[static_cast<size_t>(f)];
  out.load_tie.assign(lost.loads.size(), out.limit == electricity::TransferLimit::none ? out.tie : -1);
  out.split_share = out.share;
  out.split_ties = 1;
  if (out.limit == electricity::TransferLimit::none) return;
  const LostTies ties = ties_of(*inputs.grid, f);
  std::vector<int> at = ties.neighbours;
  at.insert(at.begin(), f);
  electricity::Split worst;
  worst.share = 2.0;
  for (const int feeder : at) {
    const auto step = static_cast<int>(peaks.feeder_peak_step[static_cast<size_t>(feeder)]);
    double lost_kva = 0.0;
    electricity::Split found = split_at(inputs, mix, f, ties, step, peaks, lost_kva);
    if (found.share >= worst.share) continue;
    out.not_carried_kva = (1.0 - found.share) * lost_kva;
    worst = std::move(found);
  }
  out.split_share = worst.share;
  out.split_ties = worst.ties_used;
  for (size_t i = 0; i < lost.loads.size(); ++i) {
    const int tie = worst.tie_of_node[static_cast<size_t>(lost.loads[i].node)];
    out.load_tie[i] = tie < 0 ? -1 : ties.lines[static_cast<size_t>(tie)];
  }
}

}  // namespace

SolvedFeeder solve_feeder(const FeederInputs& inputs, int mix, int f) {
  const FeederGrid& grid = *inputs.grid;
  const Feeder& feeder = grid.feeders[static_cast<size_t>(f)];
  const auto steps = static_cast<size_t>(inputs.loads->steps());
  const NodeLoads loads = node_loads(inputs, mix, feeder);
  const electricity::MvFlow flow(feeder.network);
  electricity::FlowTile tile(feeder.network);
  electricity::FeederCounter counter(feeder.network, inputs.step_min, grid.low_voltage_pu);
  const std::span<const double> air_c = inputs.air_c[static_cast<size_t>(feeder.site)];
  SolvedFeeder solved;
  solved.voltages.resize(feeder.loads.size());
  solved.kw.resize(steps);
  solved.kvar.resize(steps);
  for (size_t first = 0; first < steps; first += FLOW_LANES) {
    const size_t count = std::min<size_t>(FLOW_LANES, steps - first);
    for (size_t n = 0; n < feeder.nodes.size(); ++n) {
      for (size_t i = 0; i < count; ++i) {
        tile.kw[n * FLOW_LANES + i] = loads.kw[n * steps + first + i];
        tile.kvar[n * FLOW_LANES + i] = loads.kvar[n * steps + first + i];
      }
    }
    flow.solve(tile);  // lanes beyond the last step hold loads of earlier ones
    counter.add(tile, air_c.subspan(first, count));
    watch_voltages(inputs, mix, feeder, tile, first, count, solved.voltages);
    std::copy_n(tile.head_kw.begin(), count, solved.kw.begin() + static_cast<std::ptrdiff_t>(first));
    std::copy_n(tile.head_kvar.begin(), count, solved.kvar.begin() + static_cast<std::ptrdiff_t>(first));
  }
  solved.season = counter.result();
  if (loads.sum_of_peaks_kw > 0.0) solved.coincidence = loads.peak_of_sum_kw / loads.sum_of_peaks_kw;
  solved.limit_a = head_limit_a(feeder.network, air_c[static_cast<size_t>(solved.season.peak_step)]);
  return solved;
}

FeederN1 lose_feeder(const FeederInputs& inputs, int mix, int f, const MixPeaks& peaks) {
  const FeederGrid& grid = *inputs.grid;
  FeederN1 best;
  for (const FeederTie& tie : grid.ties) {
    for (const int end : {0, 1}) {
      if (tie.feeder[end] != f) continue;
      const int other = tie.feeder[1 - end];
      const auto kv = [&](int i) { return grid.feeders[static_cast<size_t>(i)].network.rated_kv; };
      if (kv(f) != kv(other)) continue;
      electricity::Transfer worst;
      worst.share = 2.0;
      for (const int at : {f, other}) {
        const auto step = static_cast<int>(peaks.feeder_peak_step[static_cast<size_t>(at)]);
        const electricity::Transfer found = transfer_at(inputs, mix, tie, end, step, peaks);
        if (found.share < worst.share) worst = found;
      }
      if (best.tie >= 0 && worst.share <= best.share) continue;
      best = {worst.limit, tie.line, other, worst.margin_a, worst.transferable_a, worst.share};
    }
  }
  part_feeder(inputs, mix, f, peaks, best);
  return best;
}

}  // namespace hearthgrid::run
