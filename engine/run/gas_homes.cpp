// Which home hangs on which node of the gas network, and who burns gas and hangs nowhere.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "engine/base/suggest.hpp"
#include "engine/run/gas_build.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {
namespace {

class Hanging {
 public:
  Hanging(const GasTables& tables, const PopulationTables& homes, const Population& population, GasDraft& draft,
          ProblemList& problems)
      : tables_(tables), homes_(homes), population_(population), draft_(draft), problems_(problems) {
    for (size_t v = 0; v < population.villages.size(); ++v) {
      village_index_.emplace(population.villages[v].name, static_cast<int>(v));
      village_names_.push_back(population.villages[v].name);
    }
    for (size_t h = 0; h < population.households.size(); ++h) {
      home_index_.emplace(population.households[h].name, static_cast<int>(h));
    }
    for (const gas::GasNode& node : draft.grid.network.nodes) node_names_.push_back(node.name);
    of_village_.resize(population.villages.size());
    of_home_.assign(population.households.size(), gas::NO_NODE);
  }

  void run() {
    take_nodes();
    take_villages();
    take_homes_table();
    take_households();
    share_out();
  }

 private:
  void problem(const io::Table& table, int row, const char* column, std::string message, std::string advice) {
    problems_.add(table.problem(row, column, std::move(message), std::move(advice)));
  }

  int village_of(const io::Table& table, int row, const std::string& name) {
    const auto found = village_index_.find(name);
    if (found != village_index_.end()) return found->second;
    problem(table, row, "village", fmt::format("unknown village '{}'", name), advice_for_unknown(name, village_names_));
    return -1;
  }

  int node_of(const io::Table& table, int row, const char* column) {
    const std::string& name = table.text(row, column);
    const int node = draft_.node(name);
    if (node == gas::NO_NODE) {
      problem(table, row, column, fmt::format("unknown node '{}'", name), advice_for_unknown(name, node_names_));
    }
    return node;
  }

  // A village is told of in one table.
  void add_to_village(const io::Table& table, int row, const char* column, int village, int node) {
    Nodes& nodes = of_village_[static_cast<size_t>(village)];
    const std::string& name = village_names_[static_cast<size_t>(village)];
    if (nodes.table != nullptr && nodes.table != &table) {
      problem(table, row, column, fmt::format("the homes of '{}' hang already by {}", name, nodes.table->file()),
              "say it in one of the two");
      return;
    }
    nodes.table = &table;
    if (std::find(nodes.nodes.begin(), nodes.nodes.end(), node) != nodes.nodes.end()) {
      problem(table, row, column, fmt::format("village '{}' and this node stand there twice", name),
              "take one of the rows out");
      return;
    }
    nodes.nodes.push_back(node);
  }

  void take_nodes() {
    for (const auto& [name, nodes] : draft_.villages) {
      for (const int node : nodes) {
        const GasDraft::Row& at = draft_.rows.at(draft_.grid.network.nodes[static_cast<size_t>(node)].origin);
        const int village = village_of(*at.table, at.row, name);
        if (village >= 0) add_to_village(*at.table, at.row, "village", village, node);
      }
    }
  }

  void take_villages() {
    for (int row = 0; homes_.villages && row < homes_.villages->rows(); ++row) {
      const io::Table& table = *homes_.villages;
      if (table.text(row, "gas_node").empty()) continue;
      const auto village = village_index_.find(table.text(row, "village"));
      const int node = node_of(table, row, "gas_node");
      if (node == gas::NO_NODE || village == village_index_.end()) continue;
      add_to_village(table, row, "gas_node", village->second, node);
    }
  }

  void take_homes_table() {
    for (int row = 0; tables_.homes && row < tables_.homes->rows(); ++row) {
      const io::Table& table = *tables_.homes;
      const std::string &village = table.text(row, "village"), &household = table.text(row, "household");
      const int node = node_of(table, row, "node");
      if (village.empty() == household.empty()) {
        problem(table, row, village.empty() ? "village" : "household",
                village.empty() ? "the row names neither a village nor a home" : "the row names a village and a home",
                "give one of the two");
        continue;
      }
      if (!village.empty()) {
        const int v = village_of(table, row, village);
        if (v >= 0 && node != gas::NO_NODE) add_to_village(table, row, "village", v, node);
        continue;
      }
      const auto home = home_index_.find(household);
      if (home == home_index_.end()) {
        problem(table, row, "household", fmt::format("unknown household '{}'", household),
                "name a home of households.csv, or one that is synthesised: village-0001 and so on");
      } else if (node != gas::NO_NODE) {
        hang(table, row, "household", home->second, node);
      }
    }
  }

  void take_households() {
    for (int row = 0; homes_.households && row < homes_.households->rows(); ++row) {
      const io::Table& table = *homes_.households;
      if (table.text(row, "gas_node").empty()) continue;
      const auto home = home_index_.find(table.text(row, "household"));
      const int node = node_of(table, row, "gas_node");
      if (home != home_index_.end() && node != gas::NO_NODE) hang(table, row, "gas_node", home->second, node);
    }
  }

  void hang(const io::Table& table, int row, const char* column, int home, int node) {
    int& at = of_home_[static_cast<size_t>(home)];
    if (at != gas::NO_NODE) {
      problem(table, row, column,
              fmt::format("'{}' hangs already on '{}'", population_.households[static_cast<size_t>(home)].name,
                          node_names_[static_cast<size_t>(at)]),
              "say it once");
      return;
    }
    at = node;
  }

  // Evenly over the nodes of a village, both in their own order; homes with a node of their own aside.
  void share_out() {
    std::vector<std::vector<int>> rest(of_village_.size());
    for (size_t h = 0; h < of_home_.size(); ++h) {
      if (of_home_[h] != gas::NO_NODE) continue;
      rest[static_cast<size_t>(population_.households[h].village)].push_back(static_cast<int>(h));
    }
    for (size_t v = 0; v < rest.size(); ++v) {
      std::vector<int>& nodes = of_village_[v].nodes;
      std::sort(nodes.begin(), nodes.end());
      for (size_t i = 0; i < rest[v].size() && !nodes.empty(); ++i) {
        of_home_[static_cast<size_t>(rest[v][i])] = nodes[i * nodes.size() / rest[v].size()];
      }
    }
    draft_.grid.household_node = std::move(of_home_);
  }

  struct Nodes {
    const io::Table* table = nullptr;
    std::vector<int> nodes;
  };
  const GasTables& tables_;
  const PopulationTables& homes_;
  const Population& population_;
  GasDraft& draft_;
  ProblemList& problems_;
  std::unordered_map<std::string, int> village_index_, home_index_;
  std::vector<std::string> village_names_, node_names_;
  std::vector<Nodes> of_village_;
  std::vector<int> of_home_;
};

bool burns_gas(const heater::Technology& technology, const Option& option) {
  if (technology.carrier == heater::Carrier::gas) return true;
  const double backup_w = option.backup_w < 0.0 ? technology.backup_w : option.backup_w;
  return technology.backup_carrier == heater::Carrier::gas && backup_w > 0.0;
}

}  // namespace

void hang_homes_on_gas(const GasTables& tables, const PopulationTables& homes, const Population& population,
                       GasDraft& draft, ProblemList& problems) {
  Hanging(tables, homes, population, draft, problems).run();
}

void check_gas_homes(const Scenario& scenario, ProblemList& problems) {
  if (scenario.gas.empty()) return;
  constexpr size_t NAMED = 3;
  std::vector<int> loose;
  for (const Pair& pair : scenario.plan.pairs) {
    if (scenario.gas.household_node[static_cast<size_t>(pair.household)] != gas::NO_NODE) continue;
    const Option& option = scenario.plan.options[static_cast<size_t>(pair.option)];
    if (option.technology < 0) continue;
    if (!burns_gas(scenario.technologies[static_cast<size_t>(option.technology)], option)) continue;
    if (loose.empty() || loose.back() != pair.household) loose.push_back(pair.household);
  }
  if (loose.empty()) return;
  std::string names;
  for (size_t i = 0; i < std::min(NAMED, loose.size()); ++i) {
    names +=
        fmt::format("{}'{}'", i == 0 ? "" : ", ", scenario.population.households[static_cast<size_t>(loose[i])].name);
  }
  if (loose.size() > NAMED) names += fmt::format(" and {} more homes", loose.size() - NAMED);
  const bool many = loose.size() > 1;
  problems.add(scenario.settings.table("gas").problem(
      "network",
      fmt::format("{} {} gas in some mix and {} on no node of the gas network", names, many ? "burn" : "burns",
                  many ? "hang" : "hangs"),
      "name the node in households.csv or villages.csv (gas_node), nodes.csv (village) or gas_homes.csv"));
}

}  // namespace hearthgrid::run
