#pragma once
// The keys of appliances.toml. Internal to engine/io.

#include <array>
#include <string>
#include <vector>

#include "models/occupancy/appliances.hpp"
#include "models/occupancy/hot_water.hpp"

namespace hearthgrid::io {

/// One `key = { low = ..., high = ..., source = "...", status = "..." }` of an appliance.
struct SpanField {
  std::string key;
  occupancy::Span occupancy::ApplianceSpec::*span;
  std::string unit;
  double maximum;
  std::string description;
};
[[nodiscard]] const std::vector<SpanField>& span_fields();

/// In the order of CookingFuel, WaterSource and DrawKind.
inline constexpr std::array<const char*, occupancy::COOKING_FUELS> COOKING_KEYS = {"electricity", "gas", "stove"};
inline constexpr std::array<const char*, occupancy::WATER_SOURCES> WATER_KEYS = {"electric_storage", "solar", "gas",
                                                                                 "pot"};
inline constexpr std::array<const char*, occupancy::DRAW_KINDS> DRAW_KEYS = {"small", "medium", "bath", "shower"};

}  // namespace hearthgrid::io
