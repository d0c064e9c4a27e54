#pragma once
// What a plan changes: the low-voltage areas of a place, each a transformer with its network, and who hangs where.
//
// A place starts as one area. Measures (measure.hpp) make a new design of it; nodes and homes keep the numbers that
// they had before any measure, so that measures can be put together in any set.

#include <cstdint>
#include <string>
#include <vector>

#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// One transformer and what it feeds.
struct PlanArea {
  std::string name;
  TransformerType transformer;
  LvNetwork network;
  std::vector<int> rows;      ///< [home of the network] its row in the loads of the place
  std::vector<int> node_ids;  ///< [node of the network] its number in the place as it stood
};

struct Design {
  std::vector<PlanArea> areas;  ///< the first one has the transformer that stood there
};

/// A place as it stands: home i is row i, node i is number i.
[[nodiscard]] Design as_it_stands(std::string name, TransformerType transformer, LvNetwork network);

/// Branch of a transformer between a stiff 10 kV side and its low-voltage terminals [ohm per phase at low voltage],
/// from load loss and short-circuit voltage. Zero sequence is as positive sequence, which holds for Dyn11; for Yyn0 and
/// for what stands before the transformer the caller adds its own. `rated_v` is phase to neutral.
[[nodiscard]] LvImpedance dyn11_branch(const TransformerType& transformer, double rated_v);

/// A branch of four wires whose currents sum to zero: z_phase on the diagonal and z_neutral everywhere.
[[nodiscard]] LvImpedance four_wire_branch(std::complex<double> z_phase_ohm, std::complex<double> z_neutral_ohm);

/// Nodes of the subtree at a node, itself first; ascending.
[[nodiscard]] std::vector<int> subtree(const LvNetwork& network, int node);
/// Length of line from the first node to a node [m].
[[nodiscard]] double path_length_m(const LvNetwork& network, int node);
/// Resistance of a phase from behind the first node's branch to each node, that branch included [ohm].
[[nodiscard]] std::vector<double> path_resistance_ohm(const LvNetwork& network);
/// Index of the node with a number in an area, -1 if it is not there.
[[nodiscard]] int find_node(const PlanArea& area, int node_id);

/// Nodes of a line that are strung together: a trunk from the transformer to its end, or all of a lateral.
struct LineGroup {
  std::string name;
  std::vector<int> nodes;  ///< whose branches are meant; ascending
  double length_m = 0.0;
  int feeder = 0;  ///< the child of the first node that it hangs on
  bool trunk = false;
};

/// All branches but the first node's: by line that leaves the transformer, its trunk (the way to the farthest node),
/// then its laterals from the transformer outwards.
[[nodiscard]] std::vector<LineGroup> line_groups(const LvNetwork& network);

}  // namespace hearthgrid::electricity
