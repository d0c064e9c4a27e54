#pragma once
// What a scenario says of the air: warming potentials, the plants behind the meters, the villages' size.

#include <functional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/time_axis.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/population.hpp"
#include "models/emission/factors.hpp"
#include "models/emission/village_air.hpp"
#include "models/emission/warming.hpp"

namespace hearthgrid::run {

struct AirInputs {
  emission::WarmingPotentials gwp;
  std::string plant;                           ///< the plants' name in the factors
  std::vector<emission::Pollutant> hourly;     ///< what plants let out by the hour; empty: the year's average
  std::vector<double> hourly_g_per_kwh;        ///< [hour of the season][hourly]
  double upstream_loss_share = 0.0;            ///< of what is generated
  bool own_losses = true;                      ///< of transformers and lines, on top
  std::vector<emission::AreaSource> villages;  ///< built-up area and height
  double day_limit_ug_m3 = 75.0, year_limit_ug_m3 = 35.0;
  std::vector<emission::Pollutant> series;  ///< that are written by step
};

/// The file that a key names, or a built-in one: file(key, built_in).
using FileOfKey = std::function<std::string(const char* key, const char* built_in)>;

/// Factors of a scenario and what goes with them; plants of a year join the factors. Problems: what the files say, a
/// region or year that the table of grids lacks, an unknown set of plants.
[[nodiscard]] emission::FactorSet read_air(const io::Settings& scenario, const FileOfKey& file, AirInputs& air,
                                           ProblemList& problems);

/// Plants by the hour, where the scenario names any; the axis has the weather's clock. Problems: what the file says,
/// hours that do not cover the season, a pollutant of which the plants' average is 0.
void read_air_hours(const io::Settings& scenario, const TimeAxis& axis, const FileOfKey& file,
                    const emission::FactorSet& factors, AirInputs& air, ProblemList& problems);

/// A problem where the series that outputs.emission_series asks for would take more than 400 MB.
void check_air_series(const io::Settings& scenario, const TimeAxis& axis, const AirInputs& air, size_t mixes,
                      ProblemList& problems);

/// Villages as area sources, by villages.csv or by their number of homes.
[[nodiscard]] std::vector<emission::AreaSource> village_sources(const io::Settings& scenario,
                                                                const PopulationTables& tables,
                                                                const Population& population);

}  // namespace hearthgrid::run
