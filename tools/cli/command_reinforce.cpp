// `hearthgrid reinforce`: the tables of a scenario's grid as the cheapest measures of a mix make it.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "engine/base/counted.hpp"
#include "engine/base/error.hpp"
#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/network/network_write.hpp"
#include "engine/run/load.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/reinforced_tables.hpp"
#include "engine/run/set_up.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {
namespace {

int mix_of(const run::Scenario& scenario, const std::string& name) {
  const std::vector<std::string> names = names_of(scenario.plan.mixes);
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw InputError(
        Problem{"", 0, 0, fmt::format("the scenario has no mix '{}'", name), advice_for_unknown(name, names)});
  }
  return static_cast<int>(found - names.begin());
}

// For a shell, whatever the path has in it.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

// The words that run the scenario with the tables; paths hold wherever it is typed.
std::string run_command(const ReinforceOptions& options, const run::ReinforcedTables& tables) {
  std::string command = "hearthgrid run " + quoted(options.scenario);
  for (const std::string& entry : options.set) command += " --set " + quoted(entry);
  for (const auto& [key, file] : tables.keys) {
    const std::string path = (std::filesystem::absolute(options.out) / file).lexically_normal().string();
    std::string value;
    for (const char c : path) value += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    command += " \\\n  --set " + quoted(fmt::format("{}=\"{}\"", key, value));
  }
  return command;
}

}  // namespace

int reinforce(const ReinforceOptions& options) {
  const run::Scenario scenario = run::load_scenario(options.scenario, options.set);
  const int mix = mix_of(scenario, options.mix);
  const std::vector<weather::HourlyWeather> hours = run::load_hours(scenario);
  const run::Physics physics = run::prepare_season(scenario, hours);
  const run::Simulation simulation = run::set_up(scenario, physics, "", [] { return interrupted(); });
  Progress progress(std::cerr, "planning", static_cast<int64_t>(scenario.population.transformers.size()),
                    progress_style(options.quiet));
  const run::ReinforcedTables tables = run::reinforced_tables(
      scenario, simulation, mix,
      {options.threads, [] { return interrupted(); }, [&](int64_t done, int64_t) { progress.update(done); }});
  progress.finish();
  std::vector<io::TextFile> files;
  for (const auto& [name, text] : tables.files) files.push_back({name, text});
  io::write_whole_folder(options.out, files, options.overwrite);
  if (options.quiet) return 0;
  fmt::print("{} of {} mended for {:.0f} CNY; tables in {}\n", tables.mended,
             counted(scenario.population.transformers, "transformer"), tables.cost_cny, options.out);
  for (const std::string& note : tables.notes) fmt::print("{}\n", folded("note: " + note, TABLE_WIDTH));
  fmt::print("\n{}\n", run_command(options, tables));
  return 0;
}

}  // namespace hearthgrid::cli
