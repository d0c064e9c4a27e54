// The rows of the results table about how homes' peaks combine.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names GROUP{"technology_group", "group_size", "temperature_bin"};
const Names BIN{"temperature_bin"};

}  // namespace

// clang-format off
std::vector<VariableSpec> diversity_variables() {
  const std::string band = " (homes drawn with replacement)";
  return {
      {"technology_group_homes", {"technology_group"}, int32, whole, "1",
       "designated homes of the group; sizes above have zeros", "", "", {}},
      {"temperature_bin_days", BIN, int32, whole, "day", "days of the season; bins without any have zeros", "", "",
       {}},
      {"temperature_bin_mean_c", BIN, float64, whole, "degC",
       "outdoor temperature of the bin's days, mean of the county's homes", "time: mean", "", {}},
      {"temperature_bin_bounds_c", {"temperature_bin", "nv"}, float64, whole, "degC",
       "between which daily mean outdoor temperatures the days lie", "", "", {}},
      {"coincidence_factor", GROUP, float64, whole, "1",
       "peak of a group over the sum of its homes' peaks, mean of groups of distinct homes", "", "", {}},
      {"coincidence_factor_p05", GROUP, float64, whole, "1", "the same, 5 % of groups lie below" + band, "", "", {}},
      {"coincidence_factor_p95", GROUP, float64, whole, "1", "the same, 95 % of groups lie below" + band, "", "", {}},
      {"admd_kw", GROUP, float64, whole, "kW",
       "peak of a group over its number of homes, mean of groups of distinct homes; quarter hours, or steps that are "
       "longer", "time: maximum", "", {}},
      {"admd_p05_kw", GROUP, float64, whole, "kW", "the same, 5 % of groups lie below" + band, "time: maximum", "",
       {}},
      {"admd_p95_kw", GROUP, float64, whole, "kW", "the same, 95 % of groups lie below" + band, "time: maximum", "",
       {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
