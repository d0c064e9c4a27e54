#pragma once
// Power plants' factors by region and year: the official CO2 figure, and other pollutants in its proportion.
//
//   factor(p) = factor of coal plants(p) * CO2 of the grid / CO2 of fossil plants
// since what is not fossil lets out next to nothing; assumed. Coal plants are the set's "electricity_fossil", with
// ultra-low emissions by default. An operating and build margin (CDM/CCER) are weighed: w OM + (1 - w) BM.

#include <optional>
#include <string>
#include <vector>

#include "models/emission/factors.hpp"

namespace hearthgrid::emission {

enum class GridKind { average, operating_margin, build_margin };

/// "average", "operating_margin", "build_margin" in the order of GridKind.
[[nodiscard]] const std::vector<std::string>& grid_kind_names();

/// A row of models/emission/grid_years.csv.
struct GridFactor {
  std::string region;  ///< "north", "shanxi", "fossil"
  int year = 0;
  GridKind kind = GridKind::average;
  double co2_g_per_kwh = 0.0;
  std::string status, source;
};

/// What of the table is asked for.
struct PlantChoice {
  std::string region;
  int year = 0;
  std::optional<double> operating_margin_weight;  ///< [0, 1]; none: the average
};

/// Years that the table has of a region in that kind (for margins: both of them), ascending.
[[nodiscard]] std::vector<int> years_of(const std::vector<GridFactor>& table, const std::string& region, bool margins);

/// Adds the rows of a choice to the factors and returns the plants' name: "electricity_north_2023", or
/// "electricity_north_2019_margin". The CO2 of an average is one figure; of margins, low and high lie as far from it as
/// the nearer of the two does, so that a margin alone is one figure and even weights span both.
/// Throws std::invalid_argument if the table lacks the choice or the factors have no "electricity_fossil", or that lets
/// out no CO2.
std::string add_plants(FactorSet& factors, const std::vector<GridFactor>& table, const PlantChoice& choice);

}  // namespace hearthgrid::emission
