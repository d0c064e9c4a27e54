#include "engine/io/scenario_gas_keys.hpp"

#include <fmt/format.h>

#include "models/gas/gas_mixture.hpp"
#include "models/gas/network/friction.hpp"
#include "models/gas/network/village_network.hpp"

namespace hearthgrid::io {
namespace {

// What stations decide is in no GasLib file.
Key gaslib_key() {
  Key stations = table_list(
      "stations", "Compressor stations and control valves that do not hold their largest outlet pressure.",
      {text("name", "Its id in the .net file."),
       number("ratio", "1", "Ratio of absolute pressures that a compressor station holds.").range(1, 100).or_absent(),
       number("outlet_bar", "bar", "Absolute pressure that it holds at its outlet.").range(1, 1000).or_absent()});
  return table("gaslib", "What a GasLib network leaves open; pressures are absolute as there.",
               {text("held_entry", "Entry whose pressure is held; that of the largest flow if absent.").or_absent(),
                number("held_bar", "bar", "Pressure that it holds; its largest if absent.").range(1, 1000).or_absent(),
                texts("closed_valves", "Valves that are closed, by id; all others are open.").by_default("[]"),
                std::move(stations).or_absent()})
      .or_absent();
}

std::vector<KeySpec> network_file_keys() {
  return {text("network",
               "The gas network: a folder of own tables (nodes.csv, pipes.csv, supplies.csv and so on), a folder of "
               "pandapipes tables (junction.csv and so on), a pandapipes JSON file, or a GasLib .net file.")
              .or_absent(),
          text("nomination", "Path of the GasLib nomination (.scn) that goes with a .net file.").or_absent(),
          gaslib_key(),
          text("homes", "Path of gas_homes.csv: which village or home hangs on which node of the network.").or_absent(),
          flag("keep_demands", "Whether an imported network's own demands draw beside the homes, day and night alike.")
              .by_default("true"),
          text("demand_type", "Type of an imported network's demands whose own is not in curtailment_order.")
              .by_default("\"industry\"")
              .from("assumed")};
}

std::vector<KeySpec> fluid_keys() {
  std::vector<std::string> laws;
  for (const gas::FrictionLaw law : gas::friction_laws()) laws.emplace_back(gas::friction_name(law));
  std::vector<KeySpec> shares;
  for (const gas::GasComponent& component : gas::gas_components()) {
    shares.push_back(number(std::string(component.name), "1", fmt::format("Share of {} by volume.", component.name))
                         .range(0, 1)
                         .or_absent());
  }
  return {
      text("friction", "Law of friction in pipes.")
          .one_of(laws)
          .by_default("\"colebrook_white\"")
          .from("GB 50028-2006: 64 / Re, then Colebrook and White"),
      table("composition",
            "What the gas is made of; if absent, natural gas of 0.725 kg/m3 at 0 degC (unverified), or an imported "
            "network's own gas.",
            std::move(shares))
          .or_absent(),
      number("hydrogen_share", "1", "Share of hydrogen by volume that is put into the composition.")
          .range(0, 1)
          .by_default("0"),
      number("gas_temp_c", "degC", "Temperature of the gas in the pipes; an imported network's own if absent, or 5.")
          .range(-40, 60)
          .or_absent()
          .from("assumed: ground in winter"),
      text("compressibility", "How far the gas departs from an ideal one; an imported network's own if absent.")
          .one_of({"ideal", "linear", "cnga"})
          .or_absent()
          .from("ideal: usual in China below 1.2 to 1.6 MPa (textbooks)")};
}

std::vector<KeySpec> demand_keys() {
  return {
      number("service_pressure_pa", "Pa",
             "Gauge pressure at a node of homes from which they draw what they want, where nodes.csv does not say; "
             "0: whatever the pressure.")
          .range(0, 1e6)
          .by_default("2000")
          .from("rated pressure of natural-gas appliances, a textbook's"),
      number("minimum_pressure_pa", "Pa",
             "Gauge pressure at a node of homes below which they draw nothing, where nodes.csv does not say.")
          .range(0, 1e6)
          .by_default("1500")
          .from("appliances of 2000 Pa work from 1500 to 3000 Pa, a textbook's"),
      flag("cooking",
           "Whether homes whose heater burns gas and that cook on gas take that from the network too; it is in no "
           "home's "
           "gas, bill or emissions, where the bottles of the others are not either.")
          .by_default("true"),
      texts("curtailment_order",
            "Types of users, the first to go short first; \"households\" is among them, and the type of every user.")
          .by_default(R"(["industry", "commercial", "households"])")
          .from("usual order, unverified"),
      text("works",
           "Path of gas_works.toml: pipes and regulators with their prices, limits to plan with; a built-in one if "
           "absent.")
          .or_absent(),
      integer("rationing_rounds", "1",
              "How often homes that get less gas than they want are simulated again with what they get; 0: never.")
          .range(0, 20)
          .by_default("4")
          .from("each round mends what the one before left; the rest is told"),
      number("hourly_cap_m3h", "m3/h", "Most gas of all supplies in an hour, at 20 degC and 101.325 kPa.")
          .at_least(0)
          .or_absent(),
      number("daily_cap_m3", "m3", "Most gas of all supplies in a day, at 20 degC and 101.325 kPa.")
          .at_least(0)
          .or_absent()};
}

std::vector<KeySpec> shape_keys(const gas::VillageNetworkRule& rule) {
  const std::string tangshan = "Tangshan 2017: 1668 boxes, some 4000 km of pipe in villages, 50 000 boilers";
  return {
      integer("homes_per_station", "1", "Homes that one station and its trunks serve, about.")
          .range(1, 1e6)
          .by_default(fmt::format("{}", rule.homes_per_station))
          .from("assumed"),
      number("detour", "1", "Length of a trunk over the great circle between villages, where villages.csv has places.")
          .range(1, 10)
          .by_default(fmt::format("{}", rule.detour))
          .from("assumed"),
      number("trunk_m", "m", "Length of trunk from village to village, where villages.csv has no places.")
          .range(1, 1e5)
          .by_default(fmt::format("{}", rule.trunk_m))
          .from("assumed"),
      integer("villages_per_chain", "1", "Villages on one trunk, where villages.csv has no places.")
          .range(1, 1000)
          .by_default(fmt::format("{}", rule.villages_per_chain))
          .from("assumed"),
      number("pipe_per_home_m", "m", "Pipe in a village for each of its homes.")
          .range(1, 10000)
          .by_default(fmt::format("{}", rule.pipe_per_home_m))
          .from(tangshan),
      number("service_share", "1", "Share of it that is the homes' own lines, which are not in the network.")
          .range(0, 0.95)
          .by_default(fmt::format("{}", rule.service_share))
          .from("assumed"),
      number("medium_share", "1", "Share of it that lies before the regulator boxes; above 0.")
          .range(0, 0.95)
          .by_default(fmt::format("{}", rule.medium_share))
          .from("assumed"),
      integer("homes_per_box", "1", "Most homes behind one regulator box.")
          .range(1, 10000)
          .by_default(fmt::format("{}", rule.homes_per_box))
          .from(tangshan),
      integer("boxes_per_line", "1", "Most boxes on one medium-pressure line of a village.")
          .range(1, 1000)
          .by_default(fmt::format("{}", rule.boxes_per_line))
          .from("assumed"),
      integer("branches_per_box", "1", "Low-pressure branches of a box.")
          .range(1, 100)
          .by_default(fmt::format("{}", rule.branches_per_box))
          .from("assumed"),
      integer("homes_per_node", "1", "Homes that hang on one node of a branch.")
          .range(1, 1000)
          .by_default(fmt::format("{}", rule.homes_per_node))
          .from("assumed")};
}

std::vector<KeySpec> size_keys(const gas::VillageNetworkRule& rule) {
  return {number("station_pa", "Pa", "Gauge pressure that stations hold: it is the tier of the trunks.")
              .range(1000, 4e6)
              .by_default(fmt::format("{:.0f}", rule.station_pa))
              .from("assumed: medium A, 0.2 to 0.4 MPa"),
          number("trunk_end_pa", "Pa", "Lowest gauge pressure before a box that trunks are sized for.")
              .range(1000, 4e6)
              .by_default(fmt::format("{:.0f}", rule.trunk_end_pa))
              .from("assumed"),
          number("box_pa", "Pa", "Gauge pressure behind a box.")
              .range(500, 100000)
              .by_default(fmt::format("{:.0f}", rule.box_pa))
              .from("2500 to 3000 Pa, a textbook's"),
          number("low_drop_pa", "Pa", "Drop from a box to its last node that branches are sized for.")
              .range(10, 50000)
              .by_default(fmt::format("{:.0f}", rule.low_drop_pa))
              .from("mains and branches 400 to 900 Pa, a textbook's; then 2050 Pa are left behind 250 Pa of meter and "
                    "indoor pipe"),
          number("box_margin", "1", "Capacity of a box over the design draw of its homes.")
              .range(0.01, 100)
              .by_default(fmt::format("{}", rule.box_margin))
              .from("GB 50028, recalled, unverified"),
          number("draw_per_home_m3h", "m3/h", "Design draw of a home, at 20 degC and 101.325 kPa.")
              .range(0.01, 1000)
              .by_default(fmt::format("{}", rule.draw_m3h))
              .from("boiler of 24 kW at 0.9: 2.75 m3/h at 0 degC"),
          number("simultaneity", "1", "Share of the design draw that all homes have at once.")
              .range(0.01, 1)
              .by_default(fmt::format("{:.1f}", rule.simultaneity))
              .from("planning values 0.85 to 1.0 in a cold snap, unverified"),
          number("low_speed_m_s", "m/s", "Most speed at low pressure.")
              .range(0.1, 50)
              .by_default(fmt::format("{:.1f}", rule.low_speed_m_s))
              .from("5 to 6 m/s, unverified"),
          number("medium_speed_m_s", "m/s", "Most speed before the boxes.")
              .range(0.1, 50)
              .by_default(fmt::format("{:.1f}", rule.medium_speed_m_s))
              .from("a code on gas drainage; 20 m/s elsewhere, unverified"),
          number("fitting_share", "1", "Loss in fittings over the friction at the design draw.")
              .range(0, 5)
              .by_default(fmt::format("{}", rule.fitting_share))
              .from("5 to 10 % outdoors, a textbook's")};
}

Key synthesis_key() {
  const gas::VillageNetworkRule rule;
  std::vector<KeySpec> keys = shape_keys(rule);
  const std::vector<KeySpec> more = size_keys(rule);
  keys.insert(keys.end(), more.begin(), more.end());
  return table("synthesis",
               "A rule that makes up a network, in place of gas.network: stations, trunks to the villages, regulator "
               "boxes, low-pressure branches; {} takes all defaults.",
               std::move(keys));
}

}  // namespace

Key gas_keys() {
  std::vector<KeySpec> keys;
  for (const auto& group : {network_file_keys(), fluid_keys(), demand_keys()}) {
    keys.insert(keys.end(), group.begin(), group.end());
  }
  keys.push_back(synthesis_key().or_absent());
  return table("gas", "The gas network and the limits of its supply.", std::move(keys));
}

}  // namespace hearthgrid::io
