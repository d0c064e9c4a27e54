#pragma once
// One named home's time series of a results file, summed by month and searched for peaks.

#include <optional>
#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

struct SeriesPeak {
  double value = 0.0;
  std::string when;  ///< local time of the start of the step or hour
};

struct HomeSeries {
  std::vector<std::string> months;                ///< "2022-01", those that the season touches
  std::vector<double> month_heat_kwh;             ///< heat delivered in each
  SeriesPeak heat_step_kw, heat_hour_kw;          ///< largest mean over a step and over a full clock hour
  SeriesPeak electric_step_kw, electric_hour_kw;  ///< the same of all electricity
  SeriesPeak coldest_c;                           ///< lowest indoor air at the end of a step
};

/// Nothing if the scenario did not ask for the home's series (households.series_of).
[[nodiscard]] std::optional<HomeSeries> home_series(const io::ResultsReader& reader, const std::string& household,
                                                    size_t mix);

}  // namespace hearthgrid::cli
