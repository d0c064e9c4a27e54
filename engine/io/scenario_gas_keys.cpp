#include "engine/io/scenario_gas_keys.hpp"

#include <fmt/format.h>

#include "models/gas/gas_mixture.hpp"
#include "models/gas/network/friction.hpp"

namespace hearthgrid::io {
namespace {

std::vector<KeySpec> network_file_keys() {
  return {text("network",
               "The gas network: a folder of own tables (nodes.csv, pipes.csv, supplies.csv and so on), a folder of "
               "pandapipes tables (junction.csv and so on), a pandapipes JSON file, or a GasLib .net file.")
              .or_absent(),
          text("nomination", "Path of the GasLib nomination (.scn) that goes with a .net file.").or_absent(),
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
      texts("curtailment_order",
            "Types of users, the first to go short first; \"households\" is among them, and the type of every user.")
          .by_default("[\"industry\", \"commercial\", \"households\"]")
          .from("usual order, unverified"),
      number("hourly_cap_m3h", "m3/h", "Most gas of all supplies in an hour, at 20 degC and 101.325 kPa.")
          .at_least(0)
          .or_absent(),
      number("daily_cap_m3", "m3", "Most gas of all supplies in a day, at 20 degC and 101.325 kPa.")
          .at_least(0)
          .or_absent()};
}

}  // namespace

Key gas_keys() {
  std::vector<KeySpec> keys;
  for (const auto& group : {network_file_keys(), fluid_keys(), demand_keys()}) {
    keys.insert(keys.end(), group.begin(), group.end());
  }
  return table("gas", "The gas network and the limits of its supply.", std::move(keys));
}

}  // namespace hearthgrid::io
