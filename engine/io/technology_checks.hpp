#pragma once
// What an entry of technologies.toml, inherited numbers included, still lacks or contradicts.

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "models/heater/technology_registry.hpp"

namespace hearthgrid::io {

/// Fills numbers that are not given with the loader's defaults; carriers that the model cannot use, missing numbers,
/// water outside the model's limits or a heat pump's table, and keys without effect are problems.
void complete_technology(const Settings& entry, const heater::HeaterModel& model, heater::Technology& technology,
                         ProblemList& problems);

}  // namespace hearthgrid::io
