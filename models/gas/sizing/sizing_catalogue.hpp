#pragma once
// Pipes and regulators that can be bought, with prices: the editable catalogue. The default figures are gas_works.toml,
// which engine/io/gas/works_file.hpp reads.

#include <string>
#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

struct PricedPipe {
  std::string name;
  double inner_diameter_m = 0.0;
  double roughness_m = 1e-5;
  double cny_per_m = 0.0;  ///< laid, in place of the one that lies there
  std::string status, source;
};

struct PricedRegulator {
  std::string name;
  RegulatorKind kind = RegulatorKind::district;
  double capacity_m3h = 0.0;  ///< at 20 degC and 101.325 kPa
  double cny = 0.0;           ///< in place of the one that stands there
  std::string status, source;
};

struct SizingCatalogue {
  std::vector<PricedPipe> pipes;
  std::vector<PricedRegulator> regulators;
};

}  // namespace hearthgrid::gas
