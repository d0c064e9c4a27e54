#pragma once
// The heater models: a new technology of a new kind is one .cpp file here and one line in technology_registry.cpp.

#include <functional>
#include <string_view>
#include <vector>

#include "models/heater/coefficients.hpp"
#include "models/heater/performance_map.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::heater {

/// Capacity, input per heat, and what a model adds to always_w and idle_w; coefficients() fills in the rest.
using RowAt = std::function<CoefficientRow(const StepConditions& now)>;

/// The same row whatever the weather.
[[nodiscard]] RowAt constant_row(double capacity_w, double input_per_heat);

/// A map's node with its heat and its input per heat each times a factor.
[[nodiscard]] CoefficientRow map_row(const MapNode& node, double heat_factor, double input_factor);
/// Of a machine that takes its heat from outdoor air, whatever it heats.
[[nodiscard]] RowAt air_source_row(const Technology& technology);

struct HeaterModel {
  std::string_view name;  ///< "air_water_heat_pump"
  HeaterKind kind;
  CurveTemperature curve;
  std::vector<Carrier> carriers;        ///< that it can use
  std::vector<std::string_view> needs;  ///< keys that an entry must give beside those that all must
  RowAt (*prepare)(const Technology&);  ///< does once what does not depend on the weather
};

/// All models, in a fixed order.
[[nodiscard]] const std::vector<HeaterModel>& heater_models();
/// Null if there is none of that name.
[[nodiscard]] const HeaterModel* find_model(std::string_view name);

// One per file of the same name; a storage heater is resistance() into a core, which the kernel keeps.
[[nodiscard]] RowAt air_water_heat_pump(const Technology& technology);
[[nodiscard]] RowAt air_air_heat_pump(const Technology& technology);
[[nodiscard]] RowAt ground_heat_pump(const Technology& technology);
[[nodiscard]] RowAt gas_boiler(const Technology& technology);
[[nodiscard]] RowAt pellet_stove(const Technology& technology);
[[nodiscard]] RowAt pellet_boiler(const Technology& technology);
[[nodiscard]] RowAt village_boiler(const Technology& technology);
[[nodiscard]] RowAt resistance(const Technology& technology);
[[nodiscard]] RowAt coal_stove(const Technology& technology);
[[nodiscard]] RowAt ideal(const Technology& technology);

}  // namespace hearthgrid::heater
