#pragma once
// A small county with a gas network in tables: two villages, a box each, a factory; homes that all burn gas in one mix.

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/io/table_set.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {

inline constexpr const char* GAS_HEAD = R"(format = 1
name = "gas for two villages"
seed = 7
[season]
first_day = 2021-12-20
last_day = 2021-12-21
warm_up_days = 1
[weather]
site = "yanggao"
[households]
villages = "villages.csv"
)";
inline constexpr const char* GAS_MIXES = R"(
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
)";

/// Elements stand in no order.
inline io::Tables gas_tables() {
  return {{"gas/nodes.csv",
           "node,elevation_m,tier,village,service_pressure_pa,minimum_pressure_pa\n"
           "w1,790,,west,,\ngate,800,,,,\ne2,,,east,1900,1400\ne1,,,east,,\ne0,,,,,\nworks,,medium_b,,50000,20000\n"},
          {"gas/pipes.csv",
           "pipe,from_node,to_node,length_m,type,inner_diameter_mm,roughness_mm,loss_coefficient,in_service\n"
           "trunk,gate,e0,2000,PE160 SDR11,,,2.5,\n"
           ",e1,e2,100,,79.2,0.02,,\n"
           "mid,e0,works,500,PE90 SDR11,,,,\n"
           "old,e1,w1,900,PE63 SDR11,,,,false\n"},
          {"gas/regulators.csv",
           "regulator,from_node,to_node,kind,set_pa,minimum_difference_pa,capacity_m3h,in_service\n"
           "west box,e0,w1,wall_mounted,2800,1000,90,\neast box,e0,e1,,3000,,,\n"},
          {"gas/supplies.csv",
           "supply,node,pressure_pa,capacity_m3h,hourly_cap_m3h,daily_cap_m3\ngate station,gate,200000,800,700,9000\n"},
          {"gas/users.csv", "user,node,type,m3h,profile\nworks,works,industry,40,shift\nschool,e2,commercial,5,\n"},
          {"gas/profiles.csv", [] {
             std::string text = "profile,hour,factor\n";
             for (int hour = 23; hour >= 0; --hour) text += fmt::format("shift,{},{}\n", hour, hour < 12 ? 0.5 : 1.5);
             return text;
           }()}};
}

class GasFolder : public ScenarioFolder {
 public:
  explicit GasFolder(const std::string& gas = "network = \"gas\"", const io::Tables& tables = gas_tables())
      : ScenarioFolder(GAS_HEAD + ("[gas]\n" + gas + "\n") + GAS_MIXES) {
    write("villages.csv", "village,households\neast,30\nwest,20\n");
    std::filesystem::create_directories(path("gas"));
    for (const auto& [name, text] : tables) write(name, text);
  }
  [[nodiscard]] GasGrid grid(const std::vector<std::string>& overrides = {}) const { return load(overrides).gas; }
};

/// What loading says after a change of the tables.
template <class Change>
std::string gas_complaint(const Change& change, const std::string& gas = "network = \"gas\"") {
  io::Tables tables = gas_tables();
  change(tables);
  return GasFolder(gas, tables).problems();
}

inline int node_of(const GasGrid& grid, const std::string& name) {
  for (size_t n = 0; n < grid.network.nodes.size(); ++n) {
    if (grid.network.nodes[n].name == name) return static_cast<int>(n);
  }
  return gas::NO_NODE;
}

/// Homes of a node, by the start of their names.
inline int homes_on(const Scenario& scenario, const std::string& node, const std::string& front = "") {
  int count = 0;
  for (size_t h = 0; h < scenario.population.households.size(); ++h) {
    count += scenario.gas.household_node[h] == node_of(scenario.gas, node) &&
             scenario.population.households[h].name.starts_with(front);
  }
  return count;
}

}  // namespace hearthgrid::run
