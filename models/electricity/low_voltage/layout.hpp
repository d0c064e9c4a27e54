#pragma once
// Where the lines of a transformer run and where its homes hang: given by rows, or made up from positions or counts.

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/low_voltage/conductor.hpp"

namespace hearthgrid::electricity {

/// Name of the node at the transformer's low-voltage terminals.
constexpr const char* BUSBAR = "busbar";

/// Resistance to earth of a neutral that is not grounded.
constexpr double NOT_GROUNDED = std::numeric_limits<double>::infinity();

/// A tree; node 0 is the busbar, parents stand before their children.
struct LvLayout {
  struct Node {
    std::string name;
    int parent = -1;
    double length_m = 0.0;                ///< of the line to the parent
    int conductor = 0;                    ///< index into the conductors
    int circuits = 1;                     ///< in parallel
    int line = -1;                        ///< row that the line was given in; by its number where it was made up
    double grounding_ohm = NOT_GROUNDED;  ///< of the neutral at the node
    double boost = 1.0;                   ///< of a line regulator at the node: its voltage over that at the line's end
  };
  struct Home {
    int node = 0;
    int phase = 0;  ///< 0, 1, 2; 3 = three-phase
    double drop_m = 0.0;
    int drop_conductor = 0;
  };
  std::vector<Node> nodes;
  std::vector<Home> homes;

  /// Whether the neutral is grounded anywhere but at the transformer.
  [[nodiscard]] bool grounded_on_the_way() const;
  /// Length of line from the busbar to the farthest node [m].
  [[nodiscard]] double radius_m() const;
};

/// A line as a table gives it; its ends in any order.
struct LvLineRow {
  std::string from, to;
  double length_m = 0.0;
  int conductor = 0;
  int circuits = 1;
  double grounding_ohm = NOT_GROUNDED;  ///< of the neutral at `to`
  double boost = 1.0;                   ///< of a line regulator at the end that lies farther from the busbar
};

/// What is wrong with a row: `row` is its index.
struct LvFault {
  int row = 0;
  std::string message, advice;
};

/// The tree that rows make from the busbar on; without homes. A loop, an island, a line from a node to itself or
/// without length is a fault, and its row is left out; so is a grounding at the busbar, or a node's second one.
[[nodiscard]] LvLayout layout_of_rows(std::span<const LvLineRow> rows, std::vector<LvFault>& faults);

/// How villages without tables are wired. Defaults are assumed; DL/T 5220 asks for spans of 40 to 60 m between poles of
/// low-voltage lines (unverified).
struct LvRule {
  int homes_per_line = 25;  ///< most homes on one line that leaves the transformer
  double pole_spacing_m = 40.0;
  int homes_per_pole = 2;
  int poles_between_laterals = 3;  ///< of the trunk; 0 = no laterals
  int lateral_poles = 2;
  double drop_m = 15.0;
  int drop_conductor = 0;
  double kva_per_home = 2.0;             ///< what conductors are chosen for
  std::optional<int> trunk, lateral;     ///< conductors; by rule if absent
  std::string least_trunk = "JKLYJ-50";  ///< of the rule
  std::string least_lateral = "JKLYJ-35";
  double grounding_ohm = NOT_GROUNDED;  ///< of the neutral on its way: at the last pole of every line, and
  int poles_between_groundings = 0;     ///< at every so many poles from the transformer; 0 = there alone
};

/// Poles along trunks with laterals, homes in order along them, phases in turn along each line. Conductors by rule: the
/// first section that carries the homes behind it at kva_per_home and 380 V.
[[nodiscard]] LvLayout layout_by_counts(const LvRule& rule, int homes);

/// A place in a plane [m].
struct LvPlace {
  double east_m = 0.0, north_m = 0.0;
};

/// Lines along the shortest tree that joins the transformer and all homes (Prim), a pole at every home; phases in turn
/// along the tree, conductors by rule. Homes on the same spot share a pole.
[[nodiscard]] LvLayout layout_by_positions(const LvRule& rule, LvPlace transformer, std::span<const LvPlace> homes);

}  // namespace hearthgrid::electricity
