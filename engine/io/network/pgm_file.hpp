#pragma once
// Networks of power-grid-model: JSON input (format 1.0) and batches of updates.
//
// Understood: node, line, asym_line, link, transformer, source, sym_load, asym_load, sym_gen, asym_gen, shunt. Sensors
// and faults are passed over (they change no power flow); any other component is refused by name.

#include <string>
#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::io {

struct PgmOptions {
  double frequency_hz = 50.0;  ///< power-grid-model's argument `system_frequency`; not part of its files
};

/// Reads one input data set. Elements are named by their ids unless they carry a "name". Throws InputError with file,
/// component and id for whatever is missing, doubled, out of its valid range or not understood, all at once.
[[nodiscard]] electricity::Network read_pgm(const std::string& path, const PgmOptions& options = {});

/// The same network once for each scenario of a batch of updates (`update_path`, a list of changes by component and
/// id, each from the original input).
[[nodiscard]] std::vector<electricity::Network> read_pgm_batch(const std::string& input_path,
                                                               const std::string& update_path,
                                                               const PgmOptions& options = {});

/// Writes an input data set; ids are kept where all names are numbers of their own, else counted, with each element's
/// name beside its id (power-grid-model passes over attributes it does not know). With load shapes, a batch of updates
/// by step stands in `path` with ".json" replaced by "_update.json". Whole or not at all; an existing file is refused
/// unless `overwrite`. Returns what the tool cannot hold exactly; InputError names what it cannot hold at all.
std::vector<std::string> write_pgm(const electricity::Network& network, const std::string& path,
                                   bool overwrite = false);

}  // namespace hearthgrid::io
