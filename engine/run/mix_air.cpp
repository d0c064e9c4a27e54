#include "engine/run/mix_air.hpp"

#include <utility>

namespace hearthgrid::run {
namespace {

emission::Fuel burnt_fuel(heater::Carrier carrier) {
  switch (carrier) {
    case heater::Carrier::gas:
      return emission::Fuel::gas;
    case heater::Carrier::pellets:
      return emission::Fuel::pellets;
    case heater::Carrier::wood:
      return emission::Fuel::wood;
    case heater::Carrier::straw:
      return emission::Fuel::straw;
    case heater::Carrier::coal:
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      break;
  }
  return emission::Fuel::coal;
}

}  // namespace

void AirUse::add(const HomeSeason& season) {
  electricity_kwh += season.electricity_kwh();
  for (const HomeSeason::Burned& burned : season.burned) {
    if (burned.technology >= 0) fuel_mj[burned.technology] += burned.fuel_mj;
  }
}

AirDevices air_devices(const Scenario& scenario) {
  AirDevices devices;
  devices.plant = scenario.air.plant;
  for (const heater::Technology& t : scenario.technologies) {
    heater::Technology burning = t;
    burning.carrier = heater::burnt_carrier(t);
    devices.device.push_back(name_for(scenario, burning, NameKin::carrier,
                                      [&](const std::string& n) { return scenario.factors.has_device(n); }));
    devices.fuel.push_back(burnt_fuel(burning.carrier));
  }
  return devices;
}

emission::FuelUse fuel_use(const AirDevices& devices, const AirUse& use, const VillagePlants& plants) {
  emission::FuelUse out;
  out.plant = devices.plant;
  out.electricity_kwh = use.electricity_kwh;
  out.line_loss_share = plants.loss_share;
  out.plant_scale = plants.scale;
  for (const auto& [technology, mj] : use.fuel_mj) {
    if (devices.device[technology].empty()) continue;
    out.burned.push_back({devices.device[technology], devices.fuel[technology], mj});
  }
  return out;
}

MixAir::MixAir(const Scenario& scenario, std::vector<VillagePlants> plants)
    : c_(scenario),
      devices_(air_devices(scenario)),
      plants_(std::move(plants)),
      use_(scenario.population.villages.size()) {
  plants_.resize(use_.size());
}

void MixAir::add_home(int household, const HomeSeason& season) {
  use_[c_.population.households[household].village].add(season);
}

EmissionLevels MixAir::of_village(int village) const {
  const emission::FuelUse use = fuel_use(devices_, use_[village], plants_[village]);
  EmissionLevels out;
  for (int level = 0; level < emission::LEVELS; ++level) {
    out[level] = emission::emissions_of(c_.factors, use, static_cast<emission::Level>(level));
  }
  return out;
}

emission::EmissionResult MixAir::of_home(int household, const HomeSeason& season) const {
  AirUse use;
  use.add(season);
  const VillagePlants& plants = plants_[c_.population.households[household].village];
  return emission::emissions_of(c_.factors, fuel_use(devices_, use, plants), emission::Level::central);
}

}  // namespace hearthgrid::run
