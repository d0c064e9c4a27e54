#pragma once
// What a scenario says of low-voltage networks: the table [electricity.network], lines and conductors.

#include "engine/io/key.hpp"

namespace hearthgrid::io {

/// electricity.low_voltage.
[[nodiscard]] Key low_voltage_key();
/// The table electricity.network.
[[nodiscard]] Key network_keys();
/// Further columns of households.csv and transformers.csv.
[[nodiscard]] std::vector<KeySpec> home_network_columns();
[[nodiscard]] std::vector<KeySpec> transformer_network_columns();

[[nodiscard]] const Schema& lv_lines_schema();
[[nodiscard]] const Schema& lv_conductors_schema();
[[nodiscard]] const Schema& lv_networks_schema();

}  // namespace hearthgrid::io
