#pragma once
// Reads what electricity's emissions hang on beside the factors: grids by year (grid_years.csv), plants by the hour
// (plant_hours.csv).

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/schema.hpp"
#include "models/emission/plant_hours.hpp"
#include "models/emission/plants.hpp"

namespace hearthgrid::io {

[[nodiscard]] const Schema& grid_years_schema();
[[nodiscard]] const Schema& plant_hours_schema();

/// Beside what the schema says (an empty source is against it), a problem is: a region, year and kind given twice.
[[nodiscard]] std::vector<emission::GridFactor> read_grid_years(const std::string& path, ProblemList& problems);

/// Hours of a local year (8760 or 8784 from 0 on), or UTC stamps "2022-01-15T07:00Z" an hour apart. A problem is: both
/// or neither in a row, a stamp that cannot be read, an hour that does not follow the one before, a column given in
/// some rows only, a local year of another length.
[[nodiscard]] emission::PlantHours read_plant_hours(const std::string& path, ProblemList& problems);

}  // namespace hearthgrid::io
