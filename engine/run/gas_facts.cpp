#include "engine/run/gas_facts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "models/gas/network/gas_flow.hpp"
#include "models/gas/network/network_areas.hpp"

namespace hearthgrid::run {
namespace {

// Place in the order of going short; a type that the order does not name goes short last.
int class_of(const std::vector<std::string>& order, const std::string& type) {
  return static_cast<int>(std::find(order.begin(), order.end(), type) - order.begin());
}

// What an area's supplies give at most together: a cap by the hour where each has one; by the day where one has such a
// cap and the others at least a cap by the hour or a capacity, which is one by the day too.
gas::SupplyLimits limits_of(const GasGrid& grid, const GasArea& area) {
  double hourly_m3h = 0.0, daily_m3 = 0.0;
  bool by_day = false;
  for (const int s : area.supplies) {
    const gas::SupplyLimits& caps = grid.supply[static_cast<size_t>(s)].limits;
    const double hour_m3h = caps.hourly_m3h.value_or(gas::UNLIMITED);
    const double most_m3h = std::min(hour_m3h, grid.network.supplies[static_cast<size_t>(s)].capacity_m3h);
    hourly_m3h += hour_m3h;
    daily_m3 += std::min(24.0 * most_m3h, caps.daily_m3.value_or(gas::UNLIMITED));
    by_day = by_day || caps.daily_m3.has_value();
  }
  gas::SupplyLimits limits;
  if (std::isfinite(hourly_m3h)) limits.hourly_m3h = hourly_m3h;
  if (by_day && std::isfinite(daily_m3)) limits.daily_m3 = daily_m3;
  return limits;
}

void find_areas(GasFacts& facts) {
  gas::NetworkAreas areas = gas::network_areas(facts.grid->network);
  facts.areas.resize(static_cast<size_t>(areas.count));
  for (size_t s = 0; s < areas.of_supply.size(); ++s) {
    if (areas.of_supply[s] < 0) continue;
    facts.areas[static_cast<size_t>(areas.of_supply[s])].supplies.push_back(static_cast<int>(s));
  }
  for (GasArea& area : facts.areas) area.limits = limits_of(*facts.grid, area);
  facts.area_of = std::move(areas.of_node);
}

}  // namespace

GasFacts::GasFacts(const GasGrid& gas, std::vector<int> nodes, int minutes)
    : grid(&gas),
      home_nodes(std::move(nodes)),
      step_minutes(minutes),
      steps_per_day(1440 / minutes),
      step_h(minutes / 60.0),
      classes(static_cast<int>(gas.curtailment_order.size()) + 1),
      home_class(class_of(gas.curtailment_order, "households")),
      draws(gas.network.nodes.size()) {
  unreached = gas::GasFlow(gas.network, {.friction = {.law = gas.friction}}).unreached();
  find_areas(*this);
  for (const GasUser& user : gas.users) {
    user_class.push_back(class_of(gas.curtailment_order, user.type));
    draws[static_cast<size_t>(user.node)] = true;
  }
  for (const int node : home_nodes) draws[static_cast<size_t>(node)] = true;
  const auto given = [](const gas::SupplyLimits& limits) { return limits.hourly_m3h || limits.daily_m3; };
  capped = given(gas.county);
  for (size_t s = 0; s < gas.supply.size(); ++s) {
    capped = capped || given(gas.supply[s].limits) || std::isfinite(gas.network.supplies[s].capacity_m3h);
  }
  burner_limit_pa = gas.burner_limit_pa;
  burner_limit_pa.resize(gas.network.nodes.size(), 0.0);
  const gas::GasFluid& fluid = gas.network.fluid;
  for (const gas::GasPipe& pipe : gas.network.pipes) {
    const double area_m2 = std::numbers::pi / 4.0 * pipe.inner_diameter_m * pipe.inner_diameter_m;
    flow_pa.push_back(fluid.reference_density_kg_m3() / 3600.0 / area_m2 / fluid.density_per_pa());
  }
  for (const gas::GasNode& node : gas.network.nodes) ambient_pa.push_back(gas::ambient_pressure_pa(node.elevation_m));
}

double GasFacts::velocity_m_s(int pipe, double m3h, double from_pa, double to_pa) const {
  const auto p = static_cast<size_t>(pipe);
  const gas::GasPipe& own = grid->network.pipes[p];
  const double pressure_pa =
      std::min(from_pa + ambient_pa[static_cast<size_t>(own.from)], to_pa + ambient_pa[static_cast<size_t>(own.to)]);
  return std::abs(m3h) * flow_pa[p] * grid->network.fluid.compressibility.at(pressure_pa) / pressure_pa;
}

}  // namespace hearthgrid::run
