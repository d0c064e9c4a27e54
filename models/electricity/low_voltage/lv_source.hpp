#pragma once
// The lowest voltage of a network's homes when its source stands at another voltage.
//
// With constant powers S, a network at k times the source voltage is the network at its own source with S/k^2, all
// voltages times k: V(k, S) = k V(1, S/k^2). V(1, m S) bends down as the multiple m grows (of one line, per unit,
// V = (1 + sqrt(1 - 4 m z S))/2), and so does the least of several such curves, be it over homes or steps. So the
// lowest voltage lies above the straight lines, over m, between no load, the loads as they are, and those solved at
// LOW_SOURCE, where m = 1/LOW_SOURCE^2. Of networks with unlike phases this is no theorem: a phase that the neutral
// lifts bends the other way. The lowest home is not on one of these; the tests hold the bound against exact flows of
// random networks.

namespace hearthgrid::electricity {

/// Lowest source voltage that the bound reaches down to, over the source's own; a feeder at 0.85 has long failed.
constexpr double LOW_SOURCE = 0.85;

/// Lowest voltages of a network's homes, any unit: without load, and over all steps with the source at its own voltage
/// and at LOW_SOURCE times that. 0 = some step has no solution.
struct LowestVoltages {
  double no_load = 0.0, own = 0.0, at_low = 0.0;
};

/// At least this is the lowest voltage at `source` times the own. 0 = not bounded: `source` below LOW_SOURCE, or below
/// 1 where `at_low` is 0, or `own` is 0.
[[nodiscard]] double lowest_at_source(double source, const LowestVoltages& lowest);

}  // namespace hearthgrid::electricity
