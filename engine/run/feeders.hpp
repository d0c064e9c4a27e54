#pragma once
// The medium-voltage grid: substations, feeders, ties, and which transformer hangs where; from the tables of a folder
// or made up by a rule.

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/population.hpp"
#include "models/electricity/medium_voltage/feeder_season.hpp"
#include "models/electricity/medium_voltage/mv_network.hpp"

namespace hearthgrid::run {

struct Substation {
  std::string name;
  double rated_kv = 10.0, busbar_pu = 1.0;
  electricity::SubstationUnits units;
};

/// A section as it was given.
struct FeederLine {
  std::string name, conductor;
  int feeder = 0;  ///< of a tie: that of its first end
  double length_km = 0.0;
  bool tie = false;
  bool switched = false;           ///< a switch can open it
  electricity::MvLine electrical;  ///< its ends are nodes of the feeder; a tie's are nothing
};

struct FeederLoad {
  int transformer = 0, node = 0;
};

struct Feeder {
  std::string name;
  int substation = 0;
  std::vector<std::string> nodes;  ///< node 0 has the name of the substation
  electricity::MvNetwork network;
  std::vector<int> lines;  ///< per line of the network: its index in FeederGrid::lines
  std::vector<FeederLoad> loads;
  int site = 0;  ///< whose weather it stands in: that of its first transformer
};

/// A line that stands open between two feeders.
struct FeederTie {
  int line = 0;
  int feeder[2] = {0, 0};
  int node[2] = {0, 0};
};

/// In order of name, so that rows of tables may stand in any order.
struct FeederGrid {
  bool synthesised = false;
  double low_voltage_pu = 0.93;
  std::vector<Substation> substations;
  std::vector<Feeder> feeders;
  std::vector<FeederLine> lines;
  std::vector<FeederTie> ties;
  std::vector<int> transformer_feeder;  ///< per transformer of the population

  [[nodiscard]] bool empty() const { return feeders.empty(); }
};

/// Empty where the scenario asks for no feeders. Refuses with their rows: sections without length or impedance, unknown
/// conductors and nodes, loops, islands, feeders without a substation, sections that join feeders, transformers that
/// hang nowhere.
[[nodiscard]] FeederGrid build_feeders(const io::Settings& electricity, const PopulationTables& tables,
                                       const Population& population, const std::vector<int>& village_site,
                                       ProblemList& problems);

/// The part of it that reads the tables, and the part that makes feeders up.
void read_feeders(const io::Settings& electricity, const PopulationTables& tables, const Population& population,
                  FeederGrid& grid, ProblemList& problems);
void make_up_feeders(const io::Settings& electricity, const Population& population, FeederGrid& grid,
                     ProblemList& problems);

/// A section of a conductor of the catalogue at a temperature.
[[nodiscard]] electricity::MvLine line_of(const std::string& conductor, double length_km, double conductor_temp_c);

}  // namespace hearthgrid::run
