// LowVoltage: networks of other tools in the place of a transformer's own.
//
// Homes take the loads of the network: by name of the load or its bus where households.csv gives lv_node, else in order
// of name, home by home and load by load. What a load drew there does not count; the home's own power does.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <set>

#include "engine/base/counted.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "engine/run/low_voltage.hpp"

namespace hearthgrid::run {
namespace {

electricity::Network read(const std::string& tool, const std::string& path) {
  if (tool == "opendss") return io::read_opendss(path, {.skip_missing_files = true});
  return tool == "pgm" ? io::read_pgm(path) : io::read_pandapower(path);
}

}  // namespace

void LowVoltage::read_imports(const io::Table& table, const std::string& folder, const Population& population,
                              const LowVoltage* held, ProblemList& problems) {
  std::vector<std::string> names;
  for (const Transformer& unit : population.transformers) names.push_back(unit.name);
  for (int row = 0; row < table.rows(); ++row) {
    const std::string& name = table.text(row, "transformer");
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      problems.add(table.problem(row, "transformer", fmt::format("unknown transformer '{}'", name),
                                 advice_for_unknown(name, names)));
      continue;
    }
    const auto t = static_cast<int>(found - names.begin());
    if (lines_.contains(t)) {
      problems.add(table.problem(row, "transformer", fmt::format("'{}' has lines in lv_lines.csv as well", name),
                                 "give its lines in one of the two"));
      continue;
    }
    const std::string path = (std::filesystem::path(folder) / table.text(row, "path")).string();
    Import import;
    if (held != nullptr) {  // it was right then, and transformers of a table are the same in every draw of homes
      import.network = held->imports_.at(t).network;
      hang_on_import(table, row, population, population.transformers[t], import, problems);
    } else if (read_import(table, row, path, population.transformers[t], import, problems)) {
      hang_on_import(table, row, population, population.transformers[t], import, problems);
    }
    imports_.emplace(t, std::move(import));
  }
}

bool LowVoltage::read_import(const io::Table& table, int row, const std::string& path, const Transformer& unit,
                             Import& import, ProblemList& problems) {
  std::vector<electricity::ImportFault> faults;
  try {
    import.network = electricity::lv_of_network(read(table.text(row, "tool"), path), LV_RATED_V, faults);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) problems.add(problem);
    return false;
  }
  for (const electricity::ImportFault& fault : faults) {
    const std::string where = fault.origin.empty() ? path : fault.origin;
    problems.add(table.problem(row, "path", where + ": " + fault.message, "a transformer's network is one tree"));
  }
  if (!faults.empty()) return false;
  const double kva = import.network.transformer.rated_kva;
  if (std::abs(kva - unit.rated_kva) <= 0.01 * unit.rated_kva) return true;
  problems.add(table.problem(
      row, "path",
      fmt::format("'{}' has {:g} kVA, the transformer of its network {:g}", unit.name, unit.rated_kva, kva),
      "give both the same rated power"));
  return false;
}

void LowVoltage::hang_on_import(const io::Table& table, int row, const Population& population, const Transformer& unit,
                                Import& import, ProblemList& problems) const {
  const std::vector<std::string>& loads = import.network.homes;
  std::vector<size_t> order(loads.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return loads[a] < loads[b]; });
  std::set<size_t> taken;
  const auto of_name = [&](const std::string& name) {
    for (const size_t i : order) {
      const electricity::LvHome& home = import.network.network.homes[i];
      if (loads[i] == name || import.network.network.nodes[home.node].name == name) return i;
    }
    return loads.size();
  };
  std::vector<size_t> place(unit.households, loads.size());
  for (int i = 0; i < unit.households; ++i) {
    const Household& home = population.households[unit.first_household + i];
    const HomePlace* given = place_of(home);
    if (given == nullptr || given->node.empty()) continue;
    place[i] = of_name(given->node);
    if (place[i] == loads.size()) {
      problems.add(table.problem(row, "path",
                                 fmt::format("the network has no load or bus '{}' for '{}'", given->node, home.name),
                                 "see the column lv_node of households.csv"));
    }
    taken.insert(place[i]);
  }
  size_t next = 0;
  for (int i = 0; i < unit.households; ++i) {
    const HomePlace* given = place_of(population.households[unit.first_household + i]);
    if (given != nullptr && !given->node.empty()) continue;
    while (next < order.size() && taken.contains(order[next])) ++next;
    if (next == order.size()) {
      problems.add(table.problem(row, "path",
                                 fmt::format("'{}' has {}, its network {}", unit.name, counted(unit.households, "home"),
                                             counted(loads, "load")),
                                 "each home takes a load; lv_node lets several share one"));
      return;
    }
    place[i] = order[next++];
  }
  for (int i = 0; i < unit.households; ++i) {
    if (place[i] == loads.size()) continue;
    electricity::LvHome home = import.network.network.homes[place[i]];
    const HomePlace* given = place_of(population.households[unit.first_household + i]);
    if (given != nullptr && given->phase >= 0) home.phase = static_cast<int8_t>(given->phase);
    import.homes.push_back(home);
  }
}

electricity::LvLayout LowVoltage::layout_of(const Import& import) {
  electricity::LvLayout layout;
  for (const electricity::LvNode& node : import.network.network.nodes) {
    layout.nodes.push_back({node.name, node.parent, node.length_m, 0, 1, node.line});
  }
  for (const electricity::LvHome& home : import.homes) layout.homes.push_back({home.node, home.phase, 0.0, 0});
  return layout;
}

}  // namespace hearthgrid::run
