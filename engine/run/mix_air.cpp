#include "engine/run/mix_air.hpp"

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

MixAir::MixAir(const Scenario& scenario)
    : c_(scenario),
      plant_("electricity_" + scenario.settings.table("electricity").text("carbon")),
      use_(scenario.population.villages.size()) {
  for (const heater::Technology& t : scenario.technologies) {
    heater::Technology burning = t;
    burning.carrier = heater::burnt_carrier(t);
    device_.push_back(name_for(scenario, burning, NameKin::carrier,
                               [&](const std::string& n) { return scenario.factors.has_device(n); }));
  }
}

void MixAir::add_home(int household, const HomeSeason& season) {
  Use& use = use_[c_.population.households[household].village];
  use.electricity_kwh += season.electricity_kwh();
  for (const HomeSeason::Burned& burned : season.burned) {
    if (burned.technology >= 0) use.fuel_mj[burned.technology] += burned.fuel_mj;
  }
}

EmissionLevels MixAir::of_village(int village) const {
  emission::FuelUse use;
  use.plant = plant_;
  use.electricity_kwh = use_[village].electricity_kwh;
  for (const auto& [technology, mj] : use_[village].fuel_mj) {
    const emission::Fuel fuel = burnt_fuel(heater::burnt_carrier(c_.technologies[technology]));
    if (!device_[technology].empty()) use.burned.push_back({device_[technology], fuel, mj});
  }
  EmissionLevels out;
  for (int level = 0; level < emission::LEVELS; ++level) {
    out[level] = emission::emissions_of(c_.factors, use, static_cast<emission::Level>(level));
  }
  return out;
}

}  // namespace hearthgrid::run
