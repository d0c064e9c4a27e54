#pragma once
// Which transformer a home hangs on, and what else hangs there: given by transformers.csv and loads.csv, or sized by a
// rule of kVA and homes per transformer.

#include <string>
#include <unordered_map>
#include <utility>

#include "engine/run/population.hpp"

namespace hearthgrid::run {

/// Homes that households.csv hangs on a transformer: name of the home -> name of the transformer, row of the table.
using GivenTransformers = std::unordered_map<std::string, std::pair<std::string, int>>;

/// Makes the transformers, grouped by village, and sets each home's. Homes without a given one are spread evenly over
/// their village's transformers in order of name.
void place_on_grid(const io::Settings& scenario, const PopulationTables& tables, const GivenTransformers& given,
                   Population& population, ProblemList& problems);

/// Measured loads of transformers (loads.csv), by quarter hour of the day.
void read_other_loads(const PopulationTables& tables, Population& population, ProblemList& problems);

}  // namespace hearthgrid::run
