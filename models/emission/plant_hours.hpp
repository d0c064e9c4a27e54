#pragma once
// Power plants' factors by the hour, in place of a year's average: CO2 alone or further pollutants.
//
// Hours are those of a year on the local clock, which repeat from year to year, or absolute ones (UTC). What a use lets
// out is the sum over its hours; the mean factor of the use over the table's (FuelUse::plant_scale) carries it, so that
// low and high keep the table's relative spread.

#include <cstdint>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "models/emission/factors.hpp"

namespace hearthgrid::emission {

struct PlantHours {
  bool of_year = true;                ///< hours of a local year from 0; else hours since 1970-01-01 00:00 UTC
  std::vector<int64_t> hour;          ///< ascending, without gaps
  std::vector<Pollutant> pollutants;  ///< what is given by the hour
  std::vector<double> g_per_kwh;      ///< [hour][pollutants], generated kWh

  [[nodiscard]] bool empty() const { return hour.empty(); }
};

/// Factors at the hours of a season (warm-up left out): [hour of the season][pollutants]. A 29 February that the series
/// of a year does not have repeats the 28th. Where the clock is no whole hours from UTC, an hour takes the one that
/// holds its start. Throws std::invalid_argument where the season has an hour that the series lacks.
[[nodiscard]] std::vector<double> factors_of_season(const PlantHours& hours, const TimeAxis& axis);

}  // namespace hearthgrid::emission
