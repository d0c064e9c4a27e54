#pragma once
// From what a scenario says of gas to its GasGrid.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/io/settings.hpp"
#include "engine/run/gas_grid.hpp"
#include "engine/run/gas_tables.hpp"
#include "engine/run/population.hpp"

namespace hearthgrid::run {

struct Scenario;

/// Empty where the scenario asks for no gas network. Refuses with their rows: names of no node, elements without size,
/// everything that gas::network_faults finds, users whose type has no place in the order of curtailment, homes that
/// hang in two places.
[[nodiscard]] GasGrid build_gas_grid(const io::Settings& gas, const std::string& folder, const GasTables& tables,
                                     const PopulationTables& homes, const Population& population,
                                     ProblemList& problems);

/// With a network, homes that burn gas in some mix and hang nowhere are a problem that names them.
void check_gas_homes(const Scenario& scenario, ProblemList& problems);

/// What `hearthgrid check` says of the network, its warnings last; empty without one.
[[nodiscard]] std::vector<std::string> gas_notes(const GasGrid& grid);

/// What may be wrong with it and can be told before anything is solved: nodes that no supply reaches, homes behind a
/// pressure that their burners do not bear.
[[nodiscard]] std::vector<std::string> gas_warnings(const GasGrid& grid);

/// A network under construction.
struct GasDraft {
  struct Row {
    const io::Table* table = nullptr;
    int row = 0;
    std::string column;
  };
  GasGrid grid;
  std::map<std::string, Row> rows;                            ///< by an element's origin
  std::map<std::string, std::vector<int>> villages;           ///< nodes that name a village, by its name
  std::vector<std::optional<double>> service_pa, minimum_pa;  ///< per node, where its table says so

  /// Index of a node by name; NO_NODE if there is none.
  [[nodiscard]] int node(const std::string& name) const;
  /// Once the network stands: indices, and room for what its nodes and supplies have beside it.
  void index_nodes();
  std::map<std::string, int> node_index;
};

/// Parts of build_gas_grid: a network from own tables, from other tools' files, made up.
void read_gas_network(const GasTables& tables, GasDraft& draft, ProblemList& problems);
void import_gas_network(const io::Settings& gas, const std::string& folder, const GasTables& tables, GasDraft& draft,
                        ProblemList& problems);
/// Made up, with its homes; for the gas that the draft's network has.
void make_up_gas_network(const io::Settings& synthesis, const PopulationTables& homes, const Population& population,
                         GasDraft& draft, ProblemList& problems);

/// Which home hangs where, from nodes.csv, villages.csv, households.csv and gas_homes.csv.
void hang_homes_on_gas(const GasTables& tables, const PopulationTables& homes, const Population& population,
                       GasDraft& draft, ProblemList& problems);

}  // namespace hearthgrid::run
