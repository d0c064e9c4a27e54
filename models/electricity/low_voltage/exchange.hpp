#pragma once
// From a transformer's low-voltage network to the networks of other tools, and back.

#include <string>
#include <vector>

#include "models/electricity/low_voltage/lv_network.hpp"
#include "models/electricity/network/network.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::electricity {

/// What a network needs beside its impedances to stand alone.
struct LvStation {
  std::string name;  ///< of the transformer
  TransformerType transformer;
  VectorGroup group = VectorGroup::dyn11;
  double high_v = 10000.0, low_v = 400.0;
  double source_pu = 1.0, tap_percent = 0.0;
  std::vector<std::string> homes;  ///< names, one per home of the network
};

/// Buses "source" (high side), one per node, one per home behind its drop (if it has one); the transformer, lines,
/// drops. Lines have sequence impedances, the drop of a single-phase home is a line of three phases of which it uses
/// one. Loads are to be added by the caller at bus_of_home(). The transformer's no-load loss and current stand at its
/// low side. Throws std::invalid_argument where a branch is not the same for all phases, the neutral has a wire of its
/// own, or a regulator stands: exchange formats have no common word for them.
[[nodiscard]] Network exchange_network(const LvNetwork& network, const LvStation& station);
[[nodiscard]] int bus_of_home(const LvNetwork& network, int home);

/// A network of another tool as one transformer's: homes are its loads.
struct LvImport {
  LvNetwork network;
  std::vector<std::string> homes;  ///< names of the loads, as network.homes
  TransformerType transformer;     ///< series is empty
};

/// Expects one source, one two-winding transformer behind it (directly or by lines and links that are then left out of
/// the voltages), and a tree of closed lines and switches at its low side; loads on one phase or alike on three. Shunts
/// of lines are left out: at 400 V they are below 1e-6. Whatever else the network has is a fault that names the element
/// and where it was read.
struct ImportFault {
  std::string origin, message;
};
[[nodiscard]] LvImport lv_of_network(const Network& network, double rated_v, std::vector<ImportFault>& faults);

}  // namespace hearthgrid::electricity
