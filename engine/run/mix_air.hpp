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

/// What homes use: all that emissions hang on beside the factors and the plants. Draws of factors need no more.
struct AirUse {
  double electricity_kwh = 0.0;   ///< at the meters
  std::map<int, double> fuel_mj;  ///< by technology, lower heating value

  void add(const HomeSeason& season);
};

/// The plants behind a village's meters in a mix.
struct VillagePlants {
  double loss_share = 0.0;  ///< of what is generated, upstream and in the village's own network
  std::array<double, emission::POLLUTANTS> scale = emission::unit_scale();  ///< by the hours of use, over the average
};

/// Per technology: its name in the emission factors (empty: lets out nothing) and its fuel.
struct AirDevices {
  std::vector<std::string> device;
  std::vector<emission::Fuel> fuel;
  std::string plant;
};

[[nodiscard]] AirDevices air_devices(const Scenario& scenario);

/// A use as the emissions' model takes it.
[[nodiscard]] emission::FuelUse fuel_use(const AirDevices& devices, const AirUse& use, const VillagePlants& plants);

class MixAir {
 public:
  /// `plants` by village; empty: no losses, average hours.
  explicit MixAir(const Scenario& scenario, std::vector<VillagePlants> plants = {});

  /// Adds a home's season; homes in canonical order.
  void add_home(int household, const HomeSeason& season);

  [[nodiscard]] EmissionLevels of_village(int village) const;
  /// A home's, at the central factors; its electricity by the hours of its village.
  [[nodiscard]] emission::EmissionResult of_home(int household, const HomeSeason& season) const;

  [[nodiscard]] const AirUse& use_of(int village) const { return use_[village]; }

 private:
  const Scenario& c_;
  AirDevices devices_;
  std::vector<VillagePlants> plants_;  // per village
  std::vector<AirUse> use_;            // per village
};

}  // namespace hearthgrid::run
