#pragma once
// A small gas network for tests: a gate station, a medium-pressure pipe, a regulator box, and two low-pressure nodes
// with homes behind it.

#include <string>
#include <vector>

#include "engine/run/gas_grid.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

inline gas::GasNode gas_node(const std::string& name, gas::PressureTier tier, double service_pa = 0.0) {
  gas::GasNode node;
  node.name = name;
  node.tier = tier;
  node.service_pa = service_pa;
  node.minimum_pa = 0.75 * service_pa;
  return node;
}

inline gas::GasPipe gas_pipe(const std::string& name, int from, int to, double length_m, double bore_mm) {
  gas::GasPipe pipe;
  pipe.name = name;
  pipe.from = from;
  pipe.to = to;
  pipe.length_m = length_m;
  pipe.inner_diameter_m = bore_mm / 1000.0;
  return pipe;
}

inline gas::GasSupply gas_supply(const std::string& name, int node, double pressure_pa) {
  gas::GasSupply supply;
  supply.name = name;
  supply.node = node;
  supply.pressure_pa = pressure_pa;
  return supply;
}

/// Nodes of gas_village().
enum VillageNode : int { GATE, INLET, BOX, NEAR_END, FAR_END };
constexpr double BOX_PA = 2500.0, SERVICE_PA = 2000.0;

/// Without homes: household_node is empty.
inline GasGrid gas_village(double service_pa = SERVICE_PA) {
  using enum gas::PressureTier;
  GasGrid grid;
  grid.network.nodes = {gas_node("gate", medium_a), gas_node("inlet", medium_a), gas_node("box", low),
                        gas_node("near", low, service_pa), gas_node("far", low, service_pa)};
  grid.network.pipes = {gas_pipe("trunk", GATE, INLET, 3000.0, 90.0), gas_pipe("street", BOX, NEAR_END, 150.0, 61.4),
                        gas_pipe("lane", NEAR_END, FAR_END, 200.0, 40.8)};
  gas::GasRegulator box;
  box.name = "box";
  box.from = INLET;
  box.to = BOX;
  box.kind = gas::RegulatorKind::wall_mounted;
  box.set_pa = BOX_PA;
  box.capacity_m3h = 60.0;
  grid.network.regulators = {box};
  grid.network.supplies = {gas_supply("gate", GATE, 200'000.0)};
  grid.supply.resize(1);
  grid.curtailment_order = {"industry", "households"};
  return grid;
}

/// gas_village() wide enough for a small county: every third home hangs at the near end, the others at the far end;
/// homes of a transformer share them.
inline GasGrid gas_village_of(const Population& population) {
  GasGrid grid = gas_village();
  for (gas::GasPipe& pipe : grid.network.pipes) pipe.inner_diameter_m *= 3.0;
  grid.network.regulators[0].capacity_m3h = 2000.0;
  for (size_t h = 0; h < population.households.size(); ++h) {
    grid.household_node.push_back(h % 3 == 0 ? NEAR_END : FAR_END);
  }
  return grid;
}

inline GasUser gas_user(const std::string& name, int node, const std::string& type, double m3h) {
  return {name, node, type, m3h, std::vector<double>(24, 1.0)};
}

}  // namespace hearthgrid::run
