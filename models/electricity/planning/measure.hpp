#pragma once
// Measures that mend a low-voltage area: what each does to a design, what it costs and how long it takes.
//
// apply() is pure. A set of measures is applied in the order of MeasureKind, so that its outcome does not depend on the
// order in which it was put together: lines first, then who hangs where, then transformers, regulators, phases, taps.

#include <complex>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/electricity/planning/design.hpp"

namespace hearthgrid::electricity {

enum class MeasureKind {
  larger_conductor,
  feeder_split,
  second_transformer,
  larger_transformer,
  line_regulator,
  phase_rebalancing,
  tap_change
};
[[nodiscard]] const std::vector<std::string>& measure_kind_names();  ///< in the order of MeasureKind

/// What a new line is made of. Four wires of one kind; a neutral of another section has its own resistance.
struct NewLine {
  std::string name;
  std::complex<double> phase_ohm_per_km, neutral_ohm_per_km;
  double rating_a = 0.0;
};

/// Restrings branches. Where a branch has a neutral of its own, phases and neutral keep the mutual impedance they have.
struct LargerConductor {
  std::vector<int> node_ids;
  NewLine line;
};
/// A new line from the transformer to a node: the node leaves its old line and hangs on the new one, which is as long
/// as the way was.
struct FeederSplit {
  int node_id = 0;
  NewLine line;
};
/// A new transformer at a node: the node and all behind it leave the old area; the line that led there is opened.
struct SecondTransformer {
  int node_id = 0;
  TransformerType transformer;
  LvImpedance branch;  ///< of the new transformer and what stands before it
};
/// Exchange of the transformer that stood there.
struct LargerTransformer {
  TransformerType transformer;
  LvImpedance branch;
};
/// Lifts the voltage of a node and of all behind it by a fixed ratio. Nothing happens where the node has become a
/// transformer's terminals.
struct LineRegulator {
  int node_id = 0;
  double boost = 1.05;
};
/// Gives homes new phases, by row of the loads; three-phase homes stay.
struct PhaseRebalancing {
  std::vector<int8_t> phases;
};
/// Off-circuit tap of the transformer that stood there: `share` is added to its low voltage (+0.025: one position). Its
/// impedance, seen from the low side, rises with the square of that voltage, as in network_of().
struct TapChange {
  double share = 0.0;
};

using MeasureAction = std::variant<LargerConductor, FeederSplit, SecondTransformer, LargerTransformer, LineRegulator,
                                   PhaseRebalancing, TapChange>;

struct Measure {
  std::string name;         ///< of its entry in the catalogue
  std::string description;  ///< what is done here
  double cost_cny = 0.0;
  double lead_months = 0.0;
  MeasureAction action;

  [[nodiscard]] MeasureKind kind() const { return static_cast<MeasureKind>(action.index()); }
};

/// The design after one measure. Throws std::invalid_argument for a node that no area has or phases that are none.
[[nodiscard]] Design apply(const Design& design, const Measure& measure);

/// The design after a set of measures, applied in the order of their kinds, within a kind as given.
[[nodiscard]] Design apply_all(const Design& design, std::span<const Measure* const> measures);

}  // namespace hearthgrid::electricity
