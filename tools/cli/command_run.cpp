#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <optional>

#include "engine/base/counted.hpp"
#include "engine/run/county_money.hpp"
#include "engine/run/gas_build.hpp"
#include "engine/run/progress_inputs.hpp"
#include "engine/run/run.hpp"
#include "engine/run/supply_chains.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/show_tables.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {
namespace {

std::string results_path(const RunOptions& options) {
  if (!options.out.empty()) return options.out;
  // scenarios/yanggao/scenario.toml -> results-yanggao.h5 here; county.toml -> results-county.h5
  const std::filesystem::path scenario(options.scenario);
  std::string name = scenario.stem().string();
  if (name == "scenario") name = std::filesystem::absolute(scenario).parent_path().filename().string();
  return "results-" + name + ".h5";
}

// Where it is more than a few homes; `check` tells of every one.
void print_electricity_notes(const run::YearlyElectricity& electricity) {
  constexpr int MANY = 100;  // one home in so many
  if (electricity.scaled * MANY < electricity.homes) return;
  for (const std::string& note : run::electricity_notes(electricity)) {
    fmt::print("{}\n", folded("note: " + note, TABLE_WIDTH));
  }
}

}  // namespace

int run(const RunOptions& options) {
  const run::Scenario scenario = run::load_scenario(options.scenario, options.set);
  run::RunRequest request;
  request.out = results_path(options);
  request.overwrite = options.overwrite;
  request.threads = options.threads;
  request.stop = [] { return interrupted(); };
  Progress progress(std::cerr, "simulate", static_cast<int64_t>(scenario.population.transformers.size()),
                    progress_style(options.quiet));
  request.progress = [&](int64_t done, int64_t) { progress.update(done); };
  // Phases that follow, each with a bar of its own from its first word on.
  std::optional<Progress> later;
  std::string phase = "simulate";
  const auto report_of = [&](const char* name) {
    return [&, name](int64_t done, int64_t total) {
      if (phase != name) {
        (later ? *later : progress).finish();
        later.emplace(std::cerr, name, total, progress_style(options.quiet));
        phase = name;
      }
      later->update(done);
    };
  };
  request.feeder_progress = report_of("feeders");
  request.planning_progress = report_of("planning");
  request.gas_progress = report_of("gas");
  request.ensemble_progress = report_of("ensemble");
  const run::RunReport report = run::run_scenario(scenario, request);
  (later ? *later : progress).finish();
  if (options.quiet) return 0;
  print_electricity_notes(scenario.electricity);
  for (const std::string& warning : run::gas_warnings(scenario.gas)) {
    fmt::print("{}\n", folded("note: gas network: " + warning, TABLE_WIDTH));
  }
  for (const std::string& note : run::progress_notes(scenario)) {
    fmt::print("{}\n", folded("note: progress: " + note, TABLE_WIDTH));
  }
  for (const std::string& note : run::earlier_notes(scenario)) {
    fmt::print("{}\n", folded("note: " + note, TABLE_WIDTH));
  }
  for (const std::string& note : run::lacking_chains(scenario)) {
    fmt::print("{}\n", folded("note: emissions: " + note, TABLE_WIDTH));
  }
  const std::string grounding = scenario.low_voltage.grounding_note(scenario.population);
  if (!grounding.empty()) fmt::print("{}\n", folded("note: " + grounding, TABLE_WIDTH));
  print_mixes(request.out);
  fmt::print("\n{}, {} simulated in {}; results in {}\n", counted(report.households, "home"),
             counted(report.pairs, "pair"), duration_text(report.simulate_s), request.out);
  if (!scenario.planning.empty())
    fmt::print("planned in {}; show --table {}\n", duration_text(report.planning_s),
               scenario.planning.reinforcement ? "reinforcement" : "hosting");
  if (report.ensemble_s > 0.0 || report.uncertainty_s > 0.0)
    fmt::print(
        "{}\n",
        folded(fmt::format(
                   "bands reckoned in {}{}; show --table {}", duration_text(report.uncertainty_s),
                   report.ensemble_s > 0.0 ? ", members simulated in " + duration_text(report.ensemble_s) : "",
                   scenario.settings.table("uncertainty").integer("draws") > 0 ? "uncertainty, drivers" : "members"),
               TABLE_WIDTH));
  const std::string pickup = pickup_line(io::ResultsReader(request.out));
  if (!pickup.empty()) fmt::print("{}\n", folded(pickup, TABLE_WIDTH));
  for (const std::string& note : report.reduction_notes) fmt::print("{}", labelled("dwelling", note));
  return 0;
}

}  // namespace hearthgrid::cli
