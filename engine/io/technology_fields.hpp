#pragma once
// The numbers that an entry of technologies.toml can hold: one table behind the parser, its messages and `describe`.

#include <optional>
#include <string>
#include <vector>

#include "engine/io/schema.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::io {

/// One `key = { value = ..., source = "...", status = "..." }`.
struct TechnologyField {
  std::string key;
  heater::Sourced heater::Technology::*number;
  std::string unit;
  double minimum, maximum;
  std::optional<double> otherwise;  ///< where it is not given; none = the model or every entry needs it
  bool always_needed;
  std::string description;
};

/// All of them but emitter_w_k, which may be absent.
[[nodiscard]] const std::vector<TechnologyField>& technology_fields();

/// The statuses that a number can have: "measured", "standard", "assumed", "unverified".
[[nodiscard]] const std::vector<std::string>& number_statuses();

/// Schema of a number with its source and status.
[[nodiscard]] KeySpec sourced_number(const std::string& name, const std::string& unit, double minimum, double maximum,
                                     const std::string& description);

}  // namespace hearthgrid::io
