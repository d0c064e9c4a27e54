#include "engine/io/results_schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

namespace hearthgrid::io {

namespace {

template <class Spec>
const Spec& find(const std::vector<Spec>& specs, const std::string& name, const char* kind) {
  const auto found = std::find_if(specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
  if (found == specs.end()) {
    throw std::logic_error(fmt::format("the results schema has no {} '{}'", kind, name));
  }
  return *found;
}

std::string units_cell(const std::string& units) {
  if (units.empty()) {
    return "";
  }
  return units == "@time" ? "minutes since (see time)" : fmt::format("`{}`", units);
}

constexpr const char* HEAD = R"(# The results file

Printed from `engine/io/results_schema.cpp` and `results_variables.cpp`; a test compares the two. Schema `{name}`,
version {version}: the first number changes when something is renamed or removed, the second when something is added.

The file is HDF5 that is also netCDF-4 and follows {conventions}: `xarray.open_dataset`, `ncdump`, h5py and HDFView open it as
it is. It appears under its name only when it is complete. Equal inputs give equal bytes.

- Everything public lies flat in the root group. Every axis has a coordinate variable of its name (a dimension scale).
- `time` is UTC and labels the **start** of a step; `time_bnds` holds start and end, `time_local` the civil time of the
  scenario (no daylight saving). Warm-up days are left out. Powers are means over the step.
- Text is variable-length UTF-8. Numbers are always finite: NaN is refused when the file is written.
- Flags are small integers whose meanings stand in `flag_values` and `flag_meanings`.
- An `..._village`, `..._transformer` or `..._mix` variable is an index from 0 into the coordinate of that name.
- A variable whose dimension is empty (no home refused, no home named) is absent, and so is one that the run did not ask for.
- A home loses through an element of its construction, over a season of H hours, in kWh:
  H/1000 (s (`element_loss_fixed_w` + `element_loss_w_k` T) + `element_loss_per_radiant` R), with T its mean indoor
  temperature, R its `household_radiant_kwh` as a mean power [W], s = `household_heated_area_m2` `household_heated_share` /
  `construction_floor_area_m2`; by air change H/1000 s `construction_air_change_w_k` (T - `construction_mean_outdoor_c`) and
  `household_extra_loss_kwh`. Together this is heat, gains and sun (H/1000 s `construction_sun_w`) but for what walls keep.
- Money is in CNY, which UDUNITS does not know; every other unit parses. Reactive power is in `kV A`.
- Series (mix, transformer, time), and those of the gas network, are chunked 1 x 32 x about 2900 and compressed (shuffle, deflate). Where a file would be
  large they are stored in 16 bits with steps of 0.1 (`scale_factor`, which readers apply) or rounded to 12 bits
  (attribute `_QuantizeBitRoundNumberOfSignificantBits`). All else is stored as computed, in the type given here.

Root attributes: `Conventions`, `schema_name`, `schema_version`, and from the run `title`, `hearthgrid_version`,
`scenario_sha256`, `references` if the scenario names any, `seed`, `instruction_set`, `largest_heat_balance_error`,
`bill_later_year`. Group `/inputs`: the scenario and its tables as text, one each. Group `/diagnostics`, if anything was odd:
`object` and `message`.

## Dimensions

| dimension | coordinate's units | meaning |
|---|---|---|
)";

}  // namespace

const VariableSpec& result_variable(const std::string& name) {
  return find(results_variables(), name, "variable");
}

const DimensionSpec& result_dimension(const std::string& name) {
  return find(results_dimensions(), name, "dimension");
}

std::string to_text(ResultType type) {
  switch (type) {
    case ResultType::float32:
      return "float32";
    case ResultType::float64:
      return "float64";
    case ResultType::int32:
      return "int32";
    case ResultType::int8:
      return "int8";
    case ResultType::text:
      break;
  }
  return "text";
}

std::string results_schema_markdown() {
  std::string out =
      fmt::format(fmt::runtime(HEAD), fmt::arg("name", RESULTS_SCHEMA_NAME),
                  fmt::arg("version", RESULTS_SCHEMA_VERSION), fmt::arg("conventions", RESULTS_CONVENTIONS));
  for (const DimensionSpec& dimension : results_dimensions()) {
    out += fmt::format("| `{}` | {} | {} |\n", dimension.name, units_cell(dimension.units), dimension.long_name);
  }
  out += "\nBeside `time`: `time_bnds` (time, nv) and `time_local` (time), both int32 minutes.\n";
  out += "\n## Variables\n\n| variable | dimensions | type | units | meaning | cell methods | source |\n";
  out += "|---|---|---|---|---|---|---|\n";
  for (const VariableSpec& variable : results_variables()) {
    std::string meaning = variable.long_name;
    if (!variable.flag_meanings.empty()) {
      meaning += fmt::format(" ({})", fmt::join(variable.flag_meanings, ", "));
    }
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", variable.name, fmt::join(variable.dimensions, ", "),
                       to_text(variable.type), units_cell(variable.units), meaning, variable.cell_methods,
                       variable.source);
  }
  return out;
}

}  // namespace hearthgrid::io
