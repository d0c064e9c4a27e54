#include "models/electricity/mounting.hpp"

#include <stdexcept>

namespace hearthgrid::electricity {
namespace {

constexpr ThermalClass BOX_ONAN{
    .name = "box-onan",
    .oil_rise_k = 55.0 + 10.0,
    .status = "unverified",
    .source =
        "distribution-onan with the 10 K that transformer-thermal-model 3d59996 adds for an enclosure, inside the "
        "oil rise, so that it scales with the losses; the standard's own correction was not read"};

}  // namespace

const std::vector<Mounting>& mountings() {
  static const std::vector<Mounting> ALL = {{"pole", &DISTRIBUTION_ONAN},
                                            {"kiosk", &BOX_ONAN},
                                            {"ttm", &DISTRIBUTION_ONAN_CAUTIOUS},
                                            {"ttm_kiosk", &KIOSK_ONAN}};
  return ALL;
}

std::vector<std::string> mounting_names() {
  std::vector<std::string> names;
  for (const Mounting& mounting : mountings()) names.emplace_back(mounting.name);
  return names;
}

const ThermalClass& thermal_of_mounting(std::string_view name) {
  for (const Mounting& mounting : mountings()) {
    if (mounting.name == name) return *mounting.thermal;
  }
  throw std::invalid_argument("unknown mounting of a transformer: " + std::string(name));
}

}  // namespace hearthgrid::electricity
