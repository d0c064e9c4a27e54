#pragma once
// Gas networks of GasLib: a network (.net) and a nomination (.scn), both XML.
//
// Understood: source, sink, innode; pipe, shortPipe, valve, resistor with a drag factor, controlValve,
// compressorStation. Pressures there are absolute; cubic metres are at 0 degC. What stations decide (which valves are
// open, outlet pressures, ratios) is not in these files: options name it. The machines of a compressor station (.cs),
// its inner losses and fuel are passed over.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::io {

struct GasLibOptions {
  /// The entry whose pressure is held, in place of its nominated flow; empty: the first with the largest flow.
  std::string held_entry{};
  std::optional<double> held_bar{};            ///< absolute; its pressureMax if absent
  std::set<std::string> closed_valves{};       ///< by id; all others are open
  std::map<std::string, double> ratio{};       ///< of compressor stations by id
  std::map<std::string, double> outlet_bar{};  ///< of stations and control valves, absolute; pressureOutMax if absent
  double viscosity_pa_s = 1.1e-5;              ///< GasLib has none; assumed, methane's at 10 degC
  std::optional<gas::Compressibility> compressibility{};  ///< CNGA from the gas's density and temperature if absent
};

struct GasLibNetwork {
  gas::GasNetwork network;
  std::vector<double> minimum_bar, maximum_bar;  ///< absolute, by node: the bounds that a solution must keep
};

/// Gas is that of the first source. A nomination's bounds of flow must agree, and its flows balance. Throws InputError
/// with file and line for what is missing, unknown, impossible or not understood, all at once.
[[nodiscard]] GasLibNetwork read_gaslib(const std::string& net_path, const std::string& scn_path,
                                        const GasLibOptions& options = {});

}  // namespace hearthgrid::io
