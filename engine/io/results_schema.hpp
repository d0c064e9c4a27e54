#pragma once
// The one table of what a results file holds: every dimension and every public variable with its type, units and
// meaning. The writer creates variables from it, SCHEMA.md is printed from it, and tests hold files against it. To add
// a variable, add a row in results_variables.cpp.

#include <string>
#include <vector>

namespace hearthgrid::io {

constexpr const char* RESULTS_SCHEMA_NAME = "hearthgrid-results";
constexpr const char* RESULTS_SCHEMA_VERSION = "1.0";  ///< major: breaking; minor: something was added
constexpr const char* RESULTS_CONVENTIONS = "CF-1.12";

enum class ResultType { float32, float64, int32, int8, text };

/// How the writer lays a variable down.
enum class ResultStorage {
  whole,          ///< written in one call
  rows,           ///< range by range of the last dimension, per index of the first (mix)
  series,         ///< (mix, transformer, time) in compressed chunks
  series_of_mix,  ///< (mix, x, time) in such chunks too, mix by mix
};

struct DimensionSpec {
  std::string name;
  std::string units;  ///< of the coordinate where it is a number; empty for names
  std::string long_name;
};

struct VariableSpec {
  std::string name;
  std::vector<std::string> dimensions;  ///< outermost first
  ResultType type = ResultType::float64;
  ResultStorage storage = ResultStorage::whole;
  std::string units;  ///< UDUNITS; "CNY" is the one exception; "@time" = the units of `time`; empty for names and flags
  std::string long_name;
  std::string cell_methods;  ///< CF; empty where none applies
  std::string source;        ///< standard or document behind the figure; empty where it is the model's own
  std::vector<std::string> flag_meanings;  ///< meanings of 0, 1, 2, ... where they never change; else given by the run
};

[[nodiscard]] const std::vector<DimensionSpec>& results_dimensions();
[[nodiscard]] const std::vector<VariableSpec>& results_variables();
/// The part of it about the zoomed days.
[[nodiscard]] std::vector<VariableSpec> zoom_variables();
/// The part of it about how homes' peaks combine.
[[nodiscard]] std::vector<VariableSpec> diversity_variables();
/// The part of it about low voltage.
[[nodiscard]] std::vector<VariableSpec> low_voltage_variables();
/// The part of it about outages.
[[nodiscard]] std::vector<VariableSpec> outage_variables();
/// The part of it about medium-voltage feeders, substations and service connections.
[[nodiscard]] std::vector<VariableSpec> feeder_variables();
/// The part of it about reinforcement and hosting.
[[nodiscard]] std::vector<VariableSpec> planning_variables();
/// The part of it about bands, what drives them, and the members of an ensemble.
[[nodiscard]] std::vector<VariableSpec> uncertainty_variables();
/// The part of it about the gas network.
[[nodiscard]] std::vector<VariableSpec> gas_variables();
[[nodiscard]] std::vector<VariableSpec> gas_rationing_variables();
[[nodiscard]] std::vector<VariableSpec> gas_planning_variables();
/// The part of it about incomes, the cost of what is avoided, and the works' progress.
[[nodiscard]] std::vector<VariableSpec> fairness_variables();
/// The part of it about money.
[[nodiscard]] std::vector<VariableSpec> money_variables();
/// The part of it about the air, sums by village aside.
[[nodiscard]] std::vector<VariableSpec> air_variables();
/// Throws std::logic_error for a name that the table does not hold.
[[nodiscard]] const VariableSpec& result_variable(const std::string& name);
[[nodiscard]] const DimensionSpec& result_dimension(const std::string& name);
[[nodiscard]] std::string to_text(ResultType type);

/// The text of SCHEMA.md.
[[nodiscard]] std::string results_schema_markdown();

}  // namespace hearthgrid::io
