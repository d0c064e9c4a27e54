#pragma once
// N-1 of a feeder over several ties: it is lost at its head and falls into parts, each fed through a tie of its own.
//
// Sections are what cannot be parted: nodes joined by lines without a switch. Each tie begins at the section where it
// ends and grows by one section at a time. Rule (greedy):
//   of the ties that can still grow, the one whose neighbour's head has the most ampacity left takes its turn;
//   of the free sections next to its part (or, at first, its own) it tries the one with the most load;
//   the section is taken if the flow of the neighbour with all its parts then keeps every limit, else that tie never
//   tries it again.
// The same is done with each tie alone; the outcome that carries most holds, of equal ones that with fewer ties. So
// every part is carried as it is, and what no tie took is not transferable. Another partition may carry more: the rule
// looks for none. Lines inside a part are closed, those between parts and to sections left over are open.

#include <limits>
#include <span>
#include <vector>

#include "models/electricity/medium_voltage/mv_network.hpp"

namespace hearthgrid::electricity {

/// A feeder that may take over, with its own loads at the step [kW, kvar], by node.
struct SplitNeighbour {
  const MvNetwork* network = nullptr;
  std::span<const double> kw, kvar;
  double air_c = 0.0;
  int substation = -1;  ///< index into SplitCase::spare_kva; -1: that of the lost feeder, which gives what it gave
};

struct SplitTie {
  int lost_node = 0, neighbour = 0, neighbour_node = 0;
  MvLine line;  ///< its ends count for nothing
};

/// One step of the lost feeder.
struct SplitCase {
  const MvNetwork* lost = nullptr;
  std::span<const double> kw, kvar;
  std::vector<bool> switched;  ///< by line of the lost feeder: whether it can be opened; if none says so, all can
  std::vector<SplitNeighbour> neighbours;
  std::vector<SplitTie> ties;
  std::vector<double> spare_kva;  ///< left in other substations
  double lowest_pu = 0.93;        ///< voltage that every node must keep
};

struct Split {
  std::vector<int> tie_of_node;  ///< by node of the lost feeder: index into the ties; -1: not carried; the busbar -1
  std::vector<double> tie_kva;   ///< by tie: load of the nodes that it takes over
  double share = 0.0;            ///< of the lost feeder's apparent load, what is carried; 1 of no load
  int ties_used = 0;             ///< that carry a section
};

/// Throws std::invalid_argument where loads do not fit the networks or a tie ends nowhere.
[[nodiscard]] Split split_transfer(const SplitCase& asked);

}  // namespace hearthgrid::electricity
