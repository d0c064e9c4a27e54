// `hearthgrid export`: the low-voltage network of one transformer with its homes' loads, for another tool.

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/counted.hpp"
#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "engine/run/load.hpp"
#include "engine/run/low_voltage_export.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {
namespace {

// Index of a name; the only one, or the first, where none is given.
template <class List>
int index_of(const List& list, const std::string& name, const char* what) {
  if (name.empty()) return 0;
  std::vector<std::string> names;
  for (const auto& entry : list) names.push_back(entry.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw InputError(
        Problem{"", 0, 0, fmt::format("the scenario has no {} '{}'", what, name), advice_for_unknown(name, names)});
  }
  return static_cast<int>(found - names.begin());
}

std::vector<std::string> write(const electricity::Network& network, const ExportOptions& options) {
  if (options.to == "opendss") return io::write_opendss(network, options.out, options.overwrite);
  if (options.to == "pandapower") return io::write_pandapower(network, options.out, options.overwrite);
  return io::write_pgm(network, options.out, options.overwrite);
}

}  // namespace

int export_network(const ExportOptions& options) {
  const run::Scenario scenario = run::load_scenario(options.scenario, options.set);
  const int transformer = index_of(scenario.population.transformers, options.transformer, "transformer");
  const int mix = index_of(scenario.plan.mixes, options.mix, "mix");
  const std::vector<weather::HourlyWeather> hours = run::load_hours(scenario);
  const run::Physics physics = run::prepare_season(scenario, hours);
  const run::Simulation simulation = run::set_up(scenario, physics, "", [] { return interrupted(); });
  const electricity::Network network = run::export_network(simulation, scenario.low_voltage, transformer, mix);
  const std::vector<std::string> notes = write(network, options);
  fmt::print("{}: {}, {}, {} with their shapes in {}\n", network.name, counted(network.buses, "bus", "buses"),
             counted(network.lines, "line"), counted(network.loads, "load"), options.out);
  for (const std::string& note : notes) fmt::print("{}", folded("note: " + note, TABLE_WIDTH) + "\n");
  return 0;
}

}  // namespace hearthgrid::cli
