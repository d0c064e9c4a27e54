// The tables of a folder of feeders: substations and their medium-voltage lines.

#include "engine/io/key.hpp"
#include "engine/io/scenario_schema.hpp"

namespace hearthgrid::io {

const Schema& substations_schema() {
  static const Schema schema{
      .file = "substations.csv",
      .description = "One row per substation that feeds medium-voltage feeders; in the folder electricity.feeders.",
      .keys = {
          text("substation", "Name of the substation; lines that begin at this name begin at its busbar.").is_unique(),
          integer("transformers", "1", "Number of its transformers, all alike; they share the load.")
              .range(1, 10)
              .by_default("2"),
          number("rated_mva", "MVA", "Rated power of each of them.").range(0.1, 500),
          number("firm_mva", "MVA", "What it carries with one of them lost; the rating of the others if empty.")
              .range(0, 5000)
              .or_absent(),
          number("voltage_pu", "1",
                 "Voltage of its busbar over rated_kv, held by tap changers; unverified planning value, the usual band "
                 "is 1.0 to 1.07.")
              .range(0.8, 1.2)
              .by_default("1.03"),
          number("rated_kv", "kV", "Rated voltage of its feeders.").range(1, 66).by_default("10"),
          number("no_load_loss_kw", "kW", "No-load loss of each transformer; 0.1 % of its rating if empty, unverified.")
              .range(0, 1000)
              .or_absent(),
          number("load_loss_kw", "kW", "Load loss of each at rated load; 0.5 % of its rating if empty, unverified.")
              .range(0, 5000)
              .or_absent(),
      }};
  return schema;
}

const Schema& lines_schema() {
  static const Schema schema{
      .file = "lines.csv",
      .description =
          "One row per section of a medium-voltage line; in the folder electricity.feeders. Nodes are the names at "
          "its ends; a feeder begins at the name of its substation.",
      .keys = {
          text("feeder", "Feeder that the section is of; of an open tie, either of the two."),
          text("line", "Name of the section; its ends if empty.").or_absent(),
          text("from_node", "Node or substation at one end."),
          text("to_node", "Node or substation at the other end."),
          number("length_km", "km", "Length; straight between its ends' places in nodes.csv if empty.")
              .range(0, 200)
              .or_absent(),
          text("conductor", "Conductor of the built-in catalogue, such as JKLYJ-10-120; or give r, x and rating.")
              .or_absent(),
          number("r_ohm_per_km", "ohm/km", "Resistance at the conductor's temperature; the conductor's if empty.")
              .range(0, 50)
              .or_absent(),
          number("x_ohm_per_km", "ohm/km", "Reactance; the conductor's if empty.").range(0, 50).or_absent(),
          number("c_nf_per_km", "nF/km", "Capacitance; the conductor's if empty, or 0.").range(0, 5000).or_absent(),
          number("rating_a", "A",
                 "Largest lasting current; the conductor's if empty. Of a conductor in air it follows the air's "
                 "temperature, without a conductor it does not.")
              .range(1, 10000)
              .or_absent(),
          flag("normally_open", "Whether it is a tie whose switch is open.").by_default("false"),
          flag("switched",
               "Whether a switch can open it, to part its feeder when the head is lost; where no section of a feeder "
               "says so, all can.")
              .by_default("false"),
      }};
  return schema;
}

const Schema& nodes_schema() {
  static const Schema schema{
      .file = "nodes.csv",
      .description =
          "Where nodes of lines.csv and substations stand, for sections without a length; may be left out. In the "
          "folder electricity.feeders.",
      .keys = {
          text("node", "Node of lines.csv, or substation.").is_unique(),
          number("east_m", "m", "Position; the same origin for all."),
          number("north_m", "m", "Position."),
      }};
  return schema;
}

}  // namespace hearthgrid::io
