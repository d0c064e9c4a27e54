#include "engine/io/gas_schemas.hpp"

#include <algorithm>

#include "models/gas/network/gas_network.hpp"
#include "models/gas/network/pipe_types.hpp"

namespace hearthgrid::io {
namespace {

constexpr double MOST_PA = 1e8;

Key from_node() {
  return text("from_node", "Node at one end.");
}
Key to_node() {
  return text("to_node", "Node at the other end.");
}
Key in_service() {
  return flag("in_service", "Whether it is used.").by_default("true");
}
Key capacity(const char* sentence) {
  return number("capacity_m3h", "m3/h", sentence).range(0.001, 1e8).or_absent();
}

Schema nodes_table() {
  std::vector<std::string> tiers;
  for (int tier = 1; tier <= static_cast<int>(gas::PressureTier::high); ++tier) {
    tiers.emplace_back(gas::tier_name(static_cast<gas::PressureTier>(tier)));
  }
  return {
      .file = "gas/nodes.csv",
      .description = "One row per node of the gas network; in the folder gas.network.",
      .keys = {
          text("node", "Name of the node.").is_unique(),
          number("elevation_m", "m", "Height above sea level.").range(-500, 6000).by_default("0"),
          text("tier", "Pressure tier that it is built for; that of what feeds it if empty.").one_of(tiers).or_absent(),
          text("village", "Village whose homes hang here, shared out evenly over all nodes that name it.").or_absent(),
          number("service_pressure_pa", "Pa",
                 "Gauge pressure from which its users draw what they want; of nodes with homes the scenario's "
                 "if empty, of others 0: whatever the pressure.")
              .range(0, MOST_PA)
              .or_absent(),
          number("minimum_pressure_pa", "Pa",
                 "Gauge pressure below which they draw nothing; the scenario's, or 0, in the same way.")
              .range(0, MOST_PA)
              .or_absent()}};
}

Schema pipes_table() {
  return {
      .file = "gas/pipes.csv",
      .description = "One row per pipe; in the folder gas.network.",
      .keys = {
          text("pipe", "Name of the pipe; its ends if empty.").or_absent(), from_node(), to_node(),
          number("length_m", "m",
                 "Length, above 0: two ends in one place are one node. 0 only of a fitting with a loss_coefficient.")
              .range(0, 1e6),
          text("type", "Kind of the built-in list, such as \"PE110 SDR11\"; or give inner_diameter_mm.").or_absent(),
          number("inner_diameter_mm", "mm", "Inner diameter; the type's if empty.").range(1, 3000).or_absent(),
          number("roughness_mm", "mm", "Roughness; PE 0.01, steel 0.2 (a Chinese textbook).")
              .range(0, 10)
              .by_default("0.01"),
          number("loss_coefficient", "1", "Sum of the loss coefficients of bends and fittings.")
              .range(0, 1e5)
              .by_default("0"),
          in_service()}};
}

Schema regulators_table() {
  return {.file = "gas/regulators.csv",
          .description = "One row per regulator; in the folder gas.network.",
          .keys = {text("regulator", "Name of the regulator.").is_unique(), text("from_node", "Node at its inlet."),
                   text("to_node", "Node at its outlet."),
                   text("kind", "What it is: a county's station, a district's, or a box on a wall.")
                       .one_of({"station", "district", "wall_mounted"})
                       .by_default("district"),
                   number("set_pa", "Pa", "Gauge pressure that it holds at its outlet.").range(1, MOST_PA),
                   number("minimum_difference_pa", "Pa", "Least fall of pressure over it, fully open.")
                       .range(0, MOST_PA)
                       .by_default("0"),
                   capacity("Most that it lets through; no limit if empty."), in_service()}};
}

Schema valves_table() {
  return {.file = "gas/valves.csv",
          .description = "One row per valve; in the folder gas.network, may be left out.",
          .keys = {text("valve", "Name of the valve.").is_unique(), from_node(), to_node(),
                   flag("open", "Whether it is open.").by_default("true")}};
}

Schema compressors_table() {
  return {
      .file = "gas/compressors.csv",
      .description = "One row per compressor; in the folder gas.network, may be left out.",
      .keys = {text("compressor", "Name of the compressor.").is_unique(), text("from_node", "Node at its inlet."),
               text("to_node", "Node at its outlet."),
               number("ratio", "1", "Ratio of absolute pressures that it holds; or give outlet_pa.")
                   .range(1, 100)
                   .or_absent(),
               number("outlet_pa", "Pa", "Gauge pressure that it holds at its outlet.").range(1, MOST_PA).or_absent(),
               capacity("Most that it lets through; no limit if empty."), in_service()}};
}

Schema supplies_table() {
  return {
      .file = "gas/supplies.csv",
      .description = "One row per place where gas comes in: a gate station, LNG; in the folder gas.network.",
      .keys = {text("supply", "Name of the supply.").is_unique(), text("node", "Node that it feeds."),
               number("pressure_pa", "Pa", "Gauge pressure that it holds there.").range(1, MOST_PA),
               capacity("Most that it gives at any moment; no limit if empty."),
               number("hourly_cap_m3h", "m3/h", "Most that it gives in an hour, by contract.").at_least(0).or_absent(),
               number("daily_cap_m3", "m3", "Most that it gives in a day, by contract.").at_least(0).or_absent(),
               flag("takes_back", "Whether gas may flow back into it.").by_default("false"), in_service()}};
}

Schema users_table() {
  return {.file = "gas/users.csv",
          .description = "One row per user beside the homes; in the folder gas.network, may be left out.",
          .keys = {text("user", "Name of the user.").is_unique(), text("node", "Node that it hangs on."),
                   text("type", "Its place in gas.curtailment_order, such as industry."),
                   number("m3h", "m3/h", "Draw, before its profile, at 20 degC and 101.325 kPa.").range(0, 1e8),
                   text("profile", "Profile of profiles.csv; the same in all hours if empty.").or_absent()}};
}

Schema profiles_table() {
  return {.file = "gas/profiles.csv",
          .description = "Profiles of users over the day, 24 rows each; in the folder gas.network.",
          .keys = {text("profile", "Name of the profile."),
                   integer("hour", "h", "Hour of the local day, 0 = from midnight.").range(0, 23),
                   number("factor", "1", "Draw in it over the user's m3h.").range(0, 1000)}};
}

}  // namespace

const std::vector<Schema>& gas_table_schemas() {
  static const std::vector<Schema> schemas{nodes_table(),       pipes_table(),    regulators_table(), valves_table(),
                                           compressors_table(), supplies_table(), users_table(),      profiles_table()};
  return schemas;
}

const Schema& gas_homes_schema() {
  static const Schema schema{
      .file = "gas_homes.csv",
      .description =
          "Which node of the gas network a village's homes, or a home, hang on; for networks of other tools.",
      .keys = {
          text("village", "Village whose homes hang there, shared out evenly over all nodes of its rows.").or_absent(),
          text("household", "Home that hangs there; instead of a village.").or_absent(),
          text("node", "Node of the network.")}};
  return schema;
}

}  // namespace hearthgrid::io
