#pragma once
// The low-voltage network of one transformer: a tree of three-phase lines with a neutral, homes on its nodes.
//
// Voltages are phase to neutral. Each branch is a 3 x 3 impedance matrix between phase currents and phase-to-neutral
// voltages; that is exact for
//   - lines given by sequence impedances or by a phase matrix (neutral reduced, grounded everywhere), and
//   - four wires whose neutral is grounded at the transformer only: with I_n = -(I_a + I_b + I_c),
//       Z' = Z_pp - Z_pn 1^T - 1 Z_np + Z_nn 1 1^T.
// A neutral that is grounded through resistances on its way has a conductor of its own (`neutral`).

#include <array>
#include <complex>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace hearthgrid::electricity {

/// One branch between a node and its parent: all its length. Symmetric.
struct LvImpedance {
  std::array<std::array<std::complex<double>, 3>, 3> phase_ohm{};
};

/// A wire of its own for the neutral of a branch, where it is grounded on the way.
struct LvNeutral {
  std::array<std::complex<double>, 3> mutual_ohm{};  ///< to the phases
  std::complex<double> self_ohm;
};

struct LvNode {
  std::string name;
  int parent = -1;     ///< index of an earlier node; -1 for the first, the transformer's low-voltage terminals
  LvImpedance branch;  ///< to the parent; of the first node: the transformer and what stands before it
  std::optional<LvNeutral> neutral;  ///< then phase_ohm holds the phases' own matrix against earth
  double grounding_ohm = std::numeric_limits<double>::infinity();  ///< of the neutral at this node
  double rating_a = std::numeric_limits<double>::infinity();       ///< of a phase conductor of the branch
  double boost = 1.0;  ///< of a line regulator at the node: its voltage over that at the branch's end, without loss
  double length_m = 0.0;
  int line = -1;  ///< row of the caller's table that the branch is of; -1 = the transformer
};

/// Where a home hangs: its node, its phase and its own service drop (both conductors of a single phase's).
struct LvHome {
  int node = 0;
  int8_t phase = 0;               ///< 0, 1, 2; 3 = all three, a third of its power in each
  std::complex<double> drop_ohm;  ///< loop impedance of the drop: phase and neutral together; of one phase of three
};

/// A tree, parents before children. Loads are constant power.
struct LvNetwork {
  double no_load_v = 230.94;  ///< phase to neutral behind the first node's branch, all phases alike, 120 degrees apart
  double rated_v = 230.94;    ///< what "per unit" means: 400 V / sqrt(3)
  std::vector<LvNode> nodes;
  std::vector<LvHome> homes;
};

}  // namespace hearthgrid::electricity
