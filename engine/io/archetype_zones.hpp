#pragma once
// Buffer zones, thermal bridges and film coefficients of an archetype file.

#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/key.hpp"
#include "engine/io/settings.hpp"
#include "models/dwelling/construction.hpp"

namespace hearthgrid::io {

[[nodiscard]] std::vector<KeySpec> zone_keys();
[[nodiscard]] std::vector<KeySpec> bridge_keys();
[[nodiscard]] std::vector<KeySpec> film_keys();  ///< of a set of one's own; left out: the calibrated figures

/// Zones of an archetype; a name given twice, or "home", is a problem.
[[nodiscard]] std::vector<dwelling::Zone> read_zones(const Settings& archetype, ProblemList& problems);
/// Thermal bridges at the key "bridge" of an archetype or an envelope. In an envelope one without length takes that of
/// its namesake in `known`.
[[nodiscard]] std::vector<dwelling::ThermalBridge> read_bridges(const Settings& table,
                                                                const std::vector<dwelling::ThermalBridge>& known,
                                                                ProblemList& problems);
[[nodiscard]] dwelling::Films read_films(const Settings& table);

/// The space that the text at `key` names: 0 for "home". Another word is a problem.
[[nodiscard]] int read_space(const Settings& table, const std::string& key, const std::vector<dwelling::Zone>& zones,
                             ProblemList& problems);

/// A space without a face, or without a way for heat to leave it, is a problem at the archetype.
void check_spaces(const dwelling::Dwelling& home, const Settings& archetype, ProblemList& problems);

}  // namespace hearthgrid::io
