#pragma once
// Networks of OpenDSS: the part of its script language that the IEEE European low-voltage feeder uses.
//
// Understood: Redirect, New/Edit of Circuit, Vsource, LineCode, Line, Transformer (two windings), Load, LoadShape; Set
// of frequency, voltage bases and load multiplier. Monitors, energy meters, bus coordinates, Solve and what prints or
// plots are passed over; everything else is refused with file and line (docs/networks.md has the lists).

#include <string>
#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::io {

struct OpenDssOptions {
  /// A Redirect to a file that is not there is passed over instead of refused, and a load may name a shape that is not
  /// there: for published feeders that come without their profiles.
  bool skip_missing_files = false;
};

/// Reads a script and what it redirects to. Buses exist where an element names them; a bus's rated voltage follows from
/// the source and the transformers, snapped to the nearest of `voltagebases` within 10 %. Loads become constant
/// impedances outside vminpu to vmaxpu, as in OpenDSS. The 1 ppm antifloat reactance of transformers is left out.
/// Throws InputError with file and line for what is not understood, missing or impossible, all at once.
[[nodiscard]] electricity::Network read_opendss(const std::string& path, const OpenDssOptions& options = {});

/// Writes a folder: Master.dss, LineCodes.dss, Lines.dss, Transformers.dss, Loads.dss and, with load shapes,
/// LoadShapes.dss and one CSV file for each. Whole or not at all; an existing folder is refused unless `overwrite`.
/// Returns what the tool cannot hold exactly; InputError names what it cannot hold at all.
std::vector<std::string> write_opendss(const electricity::Network& network, const std::string& folder,
                                       bool overwrite = false);

}  // namespace hearthgrid::io
