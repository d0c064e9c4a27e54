// The rows of the results table about how homes' peaks combine.

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

using Names = std::vector<std::string>;
using enum ResultType;
using enum ResultStorage;

const Names GROUP{"technology_group", "group_size", "temperature_bin"};
const Names KVA{"kva_group", "kva_homes"};
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
      {"kva_group_homes", {"kva_group"}, int32, whole, "1", "designated homes of the group; numbers above have zeros", "", "", {}},
      {"kva_per_home", KVA, float64, whole, "kV A",
       "rated power per home at which their quarter hour stays within electricity.loading_limit, at the homes' power factor over the season; mean of groups", "", "", {}},
      {"kva_per_home_p05", KVA, float64, whole, "kV A", "the same, 5 % of groups lie below" + band, "", "", {}},
      {"kva_per_home_p95", KVA, float64, whole, "kV A", "the same, 95 % of groups lie below" + band, "", "", {}},
      {"kva_admd_kw", KVA, float64, whole, "kW", "peak of so many homes over their number, in the whole season", "time: maximum", "", {}},
      {"kva_coincidence", KVA, float64, whole, "1", "the same over the mean of the homes' own peaks", "", "", {}},
      {"kva_standard_kva", KVA, float64, whole, "kV A",
       "smallest size of transformer_series for so many homes at the 95 % value; 0 = none is large enough", "", "", {}},
  };
}
// clang-format on

}  // namespace hearthgrid::io
