#pragma once
// How a distribution transformer stands, as far as it decides how warm it gets.

#include <string>
#include <string_view>
#include <vector>

#include "models/electricity/thermal_class.hpp"

namespace hearthgrid::electricity {

/// One way of standing: a thermal class, whose status and source hold for it.
struct Mounting {
  std::string_view name;
  const ThermalClass* thermal = nullptr;
};

/// pole: outdoors, 55 and 23 K of IEC 60076-7. kiosk: the same in a box that is 10 K warmer at rated losses
/// (unverified). ttm: transformer-thermal-model's cautious rises in the open, ttm_kiosk: with its surcharge.
[[nodiscard]] const std::vector<Mounting>& mountings();
[[nodiscard]] std::vector<std::string> mounting_names();

/// Throws std::invalid_argument for a name that mounting_names() does not have.
[[nodiscard]] const ThermalClass& thermal_of_mounting(std::string_view name);

}  // namespace hearthgrid::electricity
