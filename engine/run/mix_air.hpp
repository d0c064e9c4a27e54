#pragma once
// What a mix lets into the air, village by village: homes' use is summed, then turned into kilograms.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/run/load.hpp"
#include "engine/run/season.hpp"
#include "models/emission/emissions.hpp"

namespace hearthgrid::run {

using EmissionLevels = std::array<emission::EmissionResult, emission::LEVELS>;

class MixAir {
 public:
  explicit MixAir(const Scenario& scenario);

  /// Adds a home's season; homes in canonical order.
  void add_home(int household, const HomeSeason& season);

  [[nodiscard]] EmissionLevels of_village(int village) const;

 private:
  struct Use {
    double electricity_kwh = 0.0;
    std::map<int, double> fuel_mj;  // by technology
  };

  const Scenario& c_;
  std::string plant_;
  std::vector<std::string> device_;  // per technology: its name in the emission factors
  std::vector<Use> use_;             // per village
};

}  // namespace hearthgrid::run
