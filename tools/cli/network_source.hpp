#pragma once
// Reads a network of another tool, guessing which one wrote it.

#include <string>

#include "models/electricity/network/network.hpp"
#include "tools/cli/commands.hpp"

namespace hearthgrid::cli {

/// "pandapower", "pgm", "opendss", "pandapipes" or "gaslib" by what lies at `path`: a folder with bus.csv, junction.csv
/// or Master.dss, a .dss or .net file, a JSON file by its words. Throws InputError where it cannot tell.
[[nodiscard]] std::string guess_tool(const std::string& path);

/// An electric one. Throws InputError with everything that is wrong or not understood.
[[nodiscard]] electricity::Network read_network(const NetworkSource& source);

}  // namespace hearthgrid::cli
