#pragma once
// Reads a network of another tool, guessing which one wrote it.

#include <string>

#include "models/electricity/network/network.hpp"
#include "tools/cli/commands.hpp"

namespace hearthgrid::cli {

/// "pandapower", "pgm" or "opendss" by what lies at `path`: a folder with bus.csv or Master.dss, a .dss file, a JSON
/// file by its first words. Throws InputError where it cannot tell.
[[nodiscard]] std::string guess_tool(const std::string& path);

/// Throws InputError with everything that is wrong or not understood.
[[nodiscard]] electricity::Network read_network(const NetworkSource& source);

}  // namespace hearthgrid::cli
