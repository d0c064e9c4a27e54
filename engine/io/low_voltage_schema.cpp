#include "engine/io/low_voltage_schema.hpp"

#include <fmt/format.h>

#include "models/electricity/low_voltage/lv_branch.hpp"

namespace hearthgrid::io {
namespace {

std::vector<KeySpec> made_up_keys() {
  return {integer("homes_per_line", "1", "Most homes on one line that leaves a transformer.")
              .range(1, 1000)
              .by_default("25")
              .from("assumed"),
          number("pole_spacing_m", "m", "Length of line from pole to pole.")
              .range(1, 1000)
              .by_default("40")
              .from("assumed; spans of 40 to 60 m are usual, unverified"),
          integer("homes_per_pole", "1", "Homes that hang on one pole.").range(1, 100).by_default("2").from("assumed"),
          integer("poles_between_laterals", "1", "Poles of the trunk from one lateral to the next; 0 = no laterals.")
              .range(0, 1000)
              .by_default("3")
              .from("assumed"),
          integer("lateral_poles", "1", "Poles of a lateral.").range(0, 100).by_default("2").from("assumed"),
          number("drop_m", "m", "Length of a service drop that no table gives.")
              .range(0, 1000)
              .by_default("15")
              .from("assumed"),
          text("drop_conductor", "Conductor of drops that name none.").by_default("\"BV-10\"").from("assumed"),
          text("trunk_conductor",
               "Conductor of trunks; if absent the first from JKLYJ-50 on that carries the transformer's rated power, "
               "shared out over its homes.")
              .or_absent(),
          text("lateral_conductor", "Conductor of laterals; by the same rule from JKLYJ-35 on if absent.").or_absent()};
}

}  // namespace

Key low_voltage_key() {
  return text(
             "low_voltage",
             "Whether voltages and losses of the low-voltage networks are worked out: \"screen\" bounds every step and "
             "solves exactly what the bounds leave open, \"exact\" solves every step, \"off\" leaves networks out; "
             "extremes, their times and hours are the same in both.")
      .one_of({"off", "screen", "exact"})
      .by_default("\"off\"");
}

Key network_keys() {
  std::vector<KeySpec> keys = {
      text("lines", "Path of lv_lines.csv; transformers without a line there get a network made up.").or_absent(),
      text("imports", "Path of lv_networks.csv: networks of other tools, each as one transformer's.").or_absent(),
      text("conductors", "Path of lv_conductors.csv, beside the built-in ones.").or_absent(),
      number("source_voltage_pu", "1", "Voltage at the transformers' high side over its rating, where no table says.")
          .range(0.8, 1.2)
          .by_default("1")
          .from("assumed"),
      number("tap_percent", "%", "By how much the tap raises the low-voltage side above 400 V, where no table says.")
          .range(-10, 10)
          .by_default("0")
          .from("taps of +-2 x 2.5 %"),
      text("vector_group", "Windings of transformers that name none.")
          .one_of({"dyn11", "yyn0"})
          .by_default("\"dyn11\""),
      number("yyn0_zero_sequence_share", "1",
             "Zero-sequence impedance of Yyn0 transformers over their rated impedance; of Dyn11 it is the "
             "short-circuit impedance.")
          .range(0, 5)
          .by_default(fmt::format("{}", electricity::YYN0_ZERO_SEQUENCE_SHARE))
          .from("0.3 to 1 is told of three limbs, unverified; makers measure it"),
      text("neutral",
           "Where the neutral is grounded: at the \"transformer\" only, or \"everywhere\" so well that its voltage is "
           "that of earth.")
          .one_of({"transformer", "everywhere"})
          .by_default("\"transformer\""),
      number("grounding_ohm", "ohm",
             "Resistance to earth of the neutral's groundings on its way, on lines that are made up: at the last pole "
             "of each line and at every poles_between_groundings-th; if absent, none but the transformer's.")
          .range(0.1, 1000)
          .or_absent(),
      integer("poles_between_groundings", "1", "Poles from one grounding to the next; 0 = at line ends alone.")
          .range(0, 1000)
          .by_default("5")
          .from("assumed"),
      number("transformer_grounding_ohm", "ohm",
             "Resistance to earth of the transformer's star point; it counts where the neutral is grounded on its way.")
          .range(0.1, 1000)
          .by_default("4")
          .from("4 ohm above 100 kVA, 10 ohm up to that; unverified"),
      number("conductor_temp_c", "degC", "Temperature of the conductors, for their resistance.")
          .range(-40, 90)
          .by_default("20")
          .from("assumed; in winter rather than the 70 degC of ratings"),
      text("phases",
           "Phase of single-phase homes that no table gives: \"in_turn\" along each line, or \"drawn\" by the home's "
           "name.")
          .one_of({"in_turn", "drawn"})
          .by_default("\"in_turn\"")
          .from("assumed; drawn phases are less balanced"),
      number("least_voltage_pu", "1", "Least voltage of a home over 220 V.")
          .range(0.5, 1)
          .by_default("0.9")
          .from("GB/T 12325: 220 V +7/-10 %"),
      number("most_voltage_pu", "1", "Largest voltage of a home over 220 V.")
          .range(1, 1.5)
          .by_default("1.07")
          .from("GB/T 12325: 220 V +7/-10 %"),
      number("unbalance_limit", "1", "Largest negative over positive sequence voltage.")
          .range(0, 0.5)
          .by_default("0.02")
          .from("GB/T 15543: 2 %"),
      number("radius_m", "m", "Length of line from a transformer beyond which `check` says so.")
          .range(10, 10000)
          .by_default("500")
          .from("DL/T 5729, areas of class D, unverified")};
  const std::vector<KeySpec> made_up = made_up_keys();
  keys.insert(keys.end(), made_up.begin(), made_up.end());
  return table("network", "Low-voltage networks: what tables do not give is made up by these.", std::move(keys));
}

std::vector<KeySpec> home_network_columns() {
  return {
      text("lv_node",
           "Node of lv_lines.csv that its drop begins at ('busbar' where a transformer has no lines); of an imported "
           "network, the load or bus it takes.")
          .or_absent(),
      text("phase", "Phase it is connected to; \"ABC\" is three-phase.").one_of({"A", "B", "C", "ABC"}).or_absent(),
      number("drop_m", "m", "Length of its service drop.").range(0, 2000).or_absent(),
      text("drop_conductor", "Conductor of the drop.").or_absent(),
      number("east_m", "m", "Position, with north_m; then lines are made up along the shortest tree.").or_absent(),
      number("north_m", "m", "Position, with east_m.").or_absent()};
}

std::vector<KeySpec> transformer_network_columns() {
  return {text("vector_group", "Windings; the scenario's if empty.").one_of({"dyn11", "yyn0"}).or_absent(),
          number("tap_percent", "%", "By how much its tap raises the low-voltage side; the scenario's if empty.")
              .range(-10, 10)
              .or_absent(),
          number("source_voltage_pu", "1",
                 "Voltage at its high side over its rating, held all season; electricity.network's if empty.")
              .range(0.8, 1.2)
              .or_absent(),
          number("east_m", "m", "Position, with north_m; amid its homes if empty.").or_absent(),
          number("north_m", "m", "Position, with east_m.").or_absent()};
}

const Schema& lv_lines_schema() {
  static const Schema schema{
      .file = "lv_lines.csv",
      .description = "Low-voltage lines, one row each; the lines of a transformer form a tree from its node 'busbar'.",
      .keys = {
          text("transformer", "Transformer that feeds the line."),
          text("line", "Name of the line."),
          text("from_node", "Node at one end; 'busbar' are the transformer's terminals."),
          text("to_node", "Node at the other end."),
          number("length_m", "m", "Length.").range(0, 20000),
          text("conductor", "Conductor, built in or of lv_conductors.csv."),
          integer("circuits", "1", "Circuits in parallel.").range(1, 10).by_default("1"),
          number("grounding_ohm", "ohm", "Resistance to earth of the neutral's grounding at to_node; none if empty.")
              .range(0.1, 1000)
              .or_absent(),
          number("boost", "1",
                 "Of a line regulator at the end that is farther from the transformer: voltage behind it over that "
                 "before it, without loss.")
              .range(0.8, 1.25)
              .by_default("1"),
      }};
  return schema;
}

const Schema& lv_networks_schema() {
  static const Schema schema{
      .file = "lv_networks.csv",
      .description = "Low-voltage networks of other tools; their loads are where homes hang.",
      .keys = {
          text("transformer", "Transformer of transformers.csv that the network stands for.").is_unique(),
          text("path", "File or folder, from the scenario's folder."),
          text("tool", "Which tool wrote it.").one_of({"opendss", "pandapower", "pgm"}),
      }};
  return schema;
}

const Schema& lv_conductors_schema() {
  static const Schema schema{
      .file = "lv_conductors.csv",
      .description = "Conductors of low-voltage lines and drops, beside the built-in ones.",
      .keys = {
          text("conductor", "Name.").is_unique(),
          number("r20_ohm_per_km", "ohm/km", "Resistance of a phase at 20 degC.").range(0.001, 100),
          number("x_ohm_per_km", "ohm/km", "Reactance, positive sequence.").range(0, 10),
          number("neutral_r20_ohm_per_km", "ohm/km", "Resistance of the neutral; as a phase's if empty.")
              .range(0.001, 100)
              .or_absent(),
          number("rating_a", "A", "Current that a phase carries for long.").range(1, 5000),
          number("temp_coefficient_per_k", "1/K", "Rise of resistance.")
              .range(0, 0.01)
              .by_default("0.00403")
              .from("aluminium; copper 0.00393"),
      }};
  return schema;
}

}  // namespace hearthgrid::io
