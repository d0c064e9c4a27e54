#pragma once
// Networks of pandapower: a folder of its tables as CSV, or its own JSON (`pp.to_json`).
//
// Understood: bus, line, trafo, load, asymmetric_load, sgen, asymmetric_sgen, ext_grid, switch, shunt. Results, costs,
// geodata, measurements, groups and standard types are passed over; any other table with rows in service is refused by
// name, and so are columns that change a flow and are not modelled (docs/networks.md lists both).

#include <string>
#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::io {

struct PandapowerOptions {
  /// pandapower's own argument: where the shunt of no-load losses stands. Not part of its tables.
  electricity::ShuntPlace trafo_model = electricity::ShuntPlace::t;
};

/// Reads `path`, a folder with bus.csv or a JSON file. In MW, kV, km to SI; `scaling`, `parallel` and `df` are worked
/// in, elements out of service are open at both ends or kept as `in_service = false`. External grids hold the positive
/// sequence; 1.1 V^2 / s_sc_max_mva is their impedance in the others, as in pandapower's runpp_3ph. Throws InputError
/// with file and row (or table and index) for what is missing, unknown, impossible or not understood, all at once.
[[nodiscard]] electricity::Network read_pandapower(const std::string& path, const PandapowerOptions& options = {});

/// Writes the network: JSON for a path that ends in ".json", else a folder of CSV tables, with profiles.csv (and
/// profiles in `shape` columns) if it has load shapes. Whole or not at all; an existing `path` is refused with
/// InputError unless `overwrite`. Returns what the tool cannot hold exactly, as sentences, with the size of the
/// difference. InputError names what it cannot hold at all.
std::vector<std::string> write_pandapower(const electricity::Network& network, const std::string& path,
                                          bool overwrite = false);

}  // namespace hearthgrid::io
