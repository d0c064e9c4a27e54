#pragma once
// N-1 of a feeder: it is lost at its head and hangs on a neighbour through a tie line. How much of its load can the
// neighbour take, and what stops it?

#include <limits>
#include <span>
#include <vector>

#include "models/electricity/medium_voltage/mv_network.hpp"

namespace hearthgrid::electricity {

/// What stops a transfer, in the order in which it is looked for.
enum class TransferLimit { none, no_tie, no_solution, line, voltage, substation };

/// One step. Loads by node [kW, kvar]; node 0 of both networks is a busbar, of which the lost feeder's is left off with
/// the lines at it.
struct TransferCase {
  const MvNetwork* lost = nullptr;
  const MvNetwork* neighbour = nullptr;
  int lost_node = 0, neighbour_node = 0;  ///< where the tie ends
  MvLine tie;                             ///< its ends count for nothing
  std::span<const double> lost_kw, lost_kvar, neighbour_kw, neighbour_kvar;
  double air_c = 0.0;
  double lowest_pu = 0.93;                                     ///< voltage that every node must keep
  double spare_kva = std::numeric_limits<double>::infinity();  ///< left in the neighbour's substation
};

struct Transfer {
  TransferLimit limit = TransferLimit::none;  ///< what stops more; none = all of it can be carried
  double share = 0.0;                         ///< of the lost feeder's load, the same of every transformer, to 1/32768
  double margin_a = 0.0;                      ///< what the neighbour's head could carry beside its own load
  double transferable_a = 0.0;                ///< by which the neighbour's head current rises with `share`
};

/// A part of a feeder behind a fault at its head may be an island of nodes that only the head's line reached: then it
/// is not carried, and counts as without a tie. Throws std::invalid_argument where loads do not fit the networks.
[[nodiscard]] Transfer assess_transfer(const TransferCase& asked);

}  // namespace hearthgrid::electricity
