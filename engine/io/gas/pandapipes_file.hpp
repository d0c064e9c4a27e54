#pragma once
// Gas networks of pandapipes: a folder of its tables as CSV with fluid.json, or its own JSON (`pp.to_json`).
//
// Understood: junction, pipe, sink, source, ext_grid, valve, pressure_control, compressor. Results, geodata,
// controllers and standard types are passed over; any other table with rows in service (pumps, flow controls, heat
// exchangers, storage) is refused by name. Tables before 0.14 have a pipe's diameter in metres (diameter_m), later ones
// in millimetres (inner_diameter_mm).

#include <string>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::io {

/// Reads `path`. External grids become supplies without a cap that take gas back; sinks and sources become demands,
/// kg/s by the fluid's density at 0 degC; a pressure control becomes a regulator, ideal as there. The network has one
/// temperature: that of the junctions, which must agree. Density is the fluid's at 273.15 K, viscosity at the network's
/// temperature, compressibility ideal or linear. Throws InputError with file and row (or table and index) for what is
/// missing, unknown, impossible or not understood, all at once.
[[nodiscard]] gas::GasNetwork read_pandapipes(const std::string& path);

}  // namespace hearthgrid::io
