// The command line: what the words mean, which command they call, and which exit code an error becomes.
// The only file that includes CLI11.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>
#include <system_error>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "models/gas/network/friction.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/interrupt.hpp"

namespace hearthgrid::cli {
namespace {

constexpr int DONE = 0;
constexpr int FAILED = 1;
constexpr int WRONG_INPUT = 2;
constexpr int INTERRUPTED = 130;
constexpr int64_t MOST_ROWS = 1'000'000'000;
constexpr int HELP_COLUMN = 24;  // where the explanations begin; a line has 80

/// Whole numbers of a range. CLI11's own range takes fractions for them, and prints its bounds with all their digits.
CLI::Validator whole_number(int64_t least, int64_t most) {
  const auto check = [least, most](const std::string& word) -> std::string {
    int64_t number = 0;
    const char* end = word.data() + word.size();
    const auto [stop, fault] = std::from_chars(word.data(), end, number);
    if (fault == std::errc() && stop == end && number >= least && number <= most) return "";
    return fmt::format("'{}' is no whole number from {} to {}", word, least, most);
  };
  return {check, ""};
}

CLI::Validator positive_number() {
  const auto check = [](const std::string& word) -> std::string {
    double number = 0.0;
    const char* end = word.data() + word.size();
    const auto [stop, fault] = std::from_chars(word.data(), end, number);
    if (fault == std::errc() && stop == end && number > 0.0 && std::isfinite(number)) return "";
    return fmt::format("'{}' is no number above 0", word);
  };
  return {check, ""};
}

/// What to do once the words are read; empty if no command was given.
using Action = std::function<int()>;

void add_run(CLI::App& app, Action& action, RunOptions& options) {
  CLI::App* command = app.add_subcommand("run", "Check, simulate, write the results and compare the mixes");
  command->add_option("scenario", options.scenario, "Scenario file")->required()->type_name("SCENARIO.toml");
  command->add_option("-o,--output", options.out, "Results file; results-NAME.h5 if left out")->type_name("FILE.h5");
  command->add_option("--threads", options.threads, "Threads; all if left out")
      ->check(whole_number(1, 4096))
      ->type_name("N");
  command->add_flag("--overwrite", options.overwrite, "Replace a results file that is there");
  command->add_flag("--quiet", options.quiet, "Print nothing but problems");
  command->add_option("--set", options.set, "Change a setting of the scenario")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->callback([&] { action = [&] { return run(options); }; });
}

void add_export(CLI::App& app, Action& action, ExportOptions& options) {
  CLI::App* command = app.add_subcommand("export", "Write a transformer's lines and loads for another tool");
  command->add_option("scenario", options.scenario, "Scenario file")->required()->type_name("SCENARIO.toml");
  command->add_option("--transformer", options.transformer, "Transformer; the first if left out")->type_name("NAME");
  command->add_option("--mix", options.mix, "Mix; the first if left out")->type_name("MIX");
  command->add_option("--to", options.to, "opendss (a folder), pandapower (a folder or .json) or pgm (.json)")
      ->required()
      ->check(CLI::IsMember({"opendss", "pandapower", "pgm"}))
      ->type_name("TOOL");
  command->add_option("-o,--output", options.out, "Where to")->required()->type_name("PATH");
  command->add_flag("--overwrite", options.overwrite, "Replace what is there");
  command->add_option("--set", options.set, "Change a setting of the scenario")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->callback([&] { action = [&] { return export_network(options); }; });
}

void add_reinforce(CLI::App& app, Action& action, ReinforceOptions& options) {
  CLI::App* command = app.add_subcommand("reinforce", "Write the grid's tables with a mix's cheapest measures");
  command->add_option("scenario", options.scenario, "Scenario file")->required()->type_name("SCENARIO.toml");
  command->add_option("--mix", options.mix, "Mix that the grid is to carry")->required()->type_name("MIX");
  command->add_option("-o,--output", options.out, "Folder to make")->required()->type_name("DIR");
  command->add_option("--threads", options.threads, "Threads; all if left out")
      ->check(whole_number(1, 4096))
      ->type_name("N");
  command->add_flag("--overwrite", options.overwrite, "Replace what is there");
  command->add_flag("--quiet", options.quiet, "Print nothing but problems");
  command->add_option("--set", options.set, "Change a setting of the scenario")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->callback([&] { action = [&] { return reinforce(options); }; });
}

void add_check(CLI::App& app, Action& action, CheckOptions& options) {
  CLI::App* command = app.add_subcommand("check", "Report every problem of the inputs and what would run");
  command->add_option("scenario", options.scenario, "Scenario file")->required()->type_name("SCENARIO.toml");
  command->add_option("--set", options.set, "Change a setting of the scenario")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command->callback([&] { action = [&] { return check(options); }; });
}

void add_describe(CLI::App& app, Action& action, DescribeOptions& options) {
  CLI::App* command = app.add_subcommand("describe", "Explain scenario keys and table columns");
  command->add_option("key", options.key,
                      "A key, a column or a file; everything if left\nout; \"dwelling\" for how to describe one");
  command->add_option("name", options.name, "After \"dwelling\": the archetype to show");
  command->add_option("--archetypes", options.archetypes, "Archetype file to take it from")->type_name("FILE.toml");
  command->add_option("--format", options.format, "text or md")->check(CLI::IsMember({"text", "md"}));
  command->callback([&] { action = [&] { return describe(options); }; });
}

void add_new(CLI::App& app, Action& action, NewOptions& options) {
  CLI::App* command = app.add_subcommand("new", "Write a scenario to start from");
  command->add_option("folder", options.folder, "The folder to make")->required()->type_name("DIR");
  command->add_option("--from", options.from, "Copy this example scenario instead")->type_name("NAME");
  command->callback([&] { action = [&] { return create_scenario(options); }; });
}

void add_show(CLI::App& app, Action& action, ShowOptions& options) {
  CLI::App* command = app.add_subcommand("show", "Print a table of a results file");
  command->add_option("file", options.file, "Results file")->required()->type_name("FILE.h5");
  command
      ->add_option("--table", options.table,
                   "mixes, transformers, villages, households, named,\n"
                   "sizing, diversity, gas, emissions, village_emissions,\n"
                   "month_emissions, air, money, zoom, pickup,\n"
                   "voltage, kva, reinforcement, hosting, gas_pipes,\n"
                   "gas_regulators, gas_supplies, gas_line_pack,\n"
                   "gas_profile, gas_sizing, gas_planning, gas_storage,\n"
                   "gas_simultaneity, village_gas, fairness,\n"
                   "fairness_villages, abatement, abatement_curve,\n"
                   "progress, progress_villages, uncertainty, drivers,\n"
                   "inputs or members; mixes if left out")
      ->type_name("TABLE");
  command->add_option("--household", options.household, "One home in full instead of a table")->type_name("ID");
  command->add_option("--mix", options.mix, "Only this mix")->type_name("NAME");
  command->add_option("--top", options.top, "Only the first N rows")->check(whole_number(1, MOST_ROWS))->type_name("N");
  command->add_flag("--csv", options.csv, "Print CSV instead of an aligned table");
  command->callback([&] { action = [&] { return show(options); }; });
}

void add_compare(CLI::App& app, Action& action, CompareOptions& options) {
  CLI::App* command = app.add_subcommand("compare", "Print the mixes of several results files side by side");
  command->add_option("files", options.files, "Results files")->required()->type_name("FILE.h5");
  command->add_flag("--csv", options.csv, "Print CSV instead of an aligned table");
  command->callback([&] { action = [&] { return compare(options); }; });
}

struct WeatherOptions {
  std::string epw;
  std::string site;
  uint32_t seed = 1;
  std::string out;
};

void add_weather(CLI::App& app, Action& action, WeatherOptions& options) {
  CLI::App* weather = app.add_subcommand("weather", "Look at weather files and make weather");
  weather->require_subcommand(1);
  CLI::App* look = weather->add_subcommand("describe", "Summarise an EPW file and what is odd in it");
  look->add_option("file", options.epw, "Weather file")->required()->type_name("FILE.epw");
  look->callback([&] { action = [&] { return weather_describe(options.epw); }; });
  CLI::App* make = weather->add_subcommand("synthesise", "Write a synthetic year of a built-in climate as EPW");
  make->add_option("site", options.site, "Name of the climate, such as yanggao")->required()->type_name("SITE");
  make->add_option("--seed", options.seed, "Another seed, another year")
      ->check(whole_number(0, std::numeric_limits<uint32_t>::max()))
      ->capture_default_str()
      ->type_name("N");
  make->add_option("-o,--output", options.out, "File to write")->required()->type_name("FILE.epw");
  make->callback([&] { action = [&] { return weather_synthesise(options.site, options.seed, options.out); }; });
}

void add_network_source(CLI::App* command, NetworkSource& source, const std::vector<std::string>& tools) {
  command->add_option("path", source.path, "File or folder of the network")->required()->type_name("PATH");
  command->add_option("--from", source.from, fmt::format("{};\nguessed if left out", fmt::join(tools, ", ")))
      ->check(CLI::IsMember(tools).description(""))
      ->type_name("TOOL");
  command->add_option("--trafo-model", source.trafo_model, "pandapower's place of the no-load shunt: t or pi")
      ->check(CLI::IsMember({"t", "pi"}).description(""))
      ->capture_default_str()
      ->type_name("MODEL");
  command->add_option("--frequency", source.frequency_hz, "Hz of a power-grid-model network")
      ->check(CLI::Range(1.0, 1000.0).description(""))
      ->capture_default_str()
      ->type_name("HZ");
  command->add_flag("--skip-missing", source.skip_missing_files, "Read an OpenDSS script without files that it\nlacks");
}

void add_gas_choices(CLI::App* command, GasFlowChoices& gas) {
  std::vector<std::string> laws;
  for (const gas::FrictionLaw law : gas::friction_laws()) laws.emplace_back(gas::friction_name(law));
  command->add_option("--friction", gas.friction, "Law of friction of gas; colebrook_white if left out")
      ->check(CLI::IsMember(laws).description(""))
      ->type_name("LAW");
  command->add_option("--nomination", gas.nomination, "GasLib's .scn; that beside the network if left out")
      ->type_name("FILE");
  command->add_option("--held-entry", gas.held_entry, "GasLib's entry whose pressure is held")->type_name("ID");
  command->add_option("--held-bar", gas.held_bar, "That pressure, absolute")
      ->check(positive_number())
      ->type_name("BAR");
  command->add_option("--closed", gas.closed, "A valve of GasLib that is closed; may be repeated")->type_name("ID");
  command->add_option("--ratio", gas.ratios, "Pressure ratio of a station of GasLib; may be\nrepeated")
      ->type_name("ID=RATIO");
  command->add_option("--outlet", gas.outlets, "Outlet of a station or control valve of GasLib,\nabsolute bar")
      ->type_name("ID=BAR");
}

void add_flow(CLI::App& app, Action& action, FlowOptions& options) {
  CLI::App* command = app.add_subcommand("flow", "Solve a network of another tool");
  add_network_source(command, options.source, {"pandapower", "pgm", "opendss", "pandapipes", "gaslib"});
  add_gas_choices(command, options.gas);
  command->add_option("--phases", options.phases, "1 symmetric, 3 three-phase; 3 if left out and\na load is asymmetric")
      ->check(CLI::IsMember({"1", "3"}).description(""))
      ->type_name("N");
  command->add_option("--top", options.top, "Rows of each printed table")
      ->check(whole_number(1, MOST_ROWS))
      ->capture_default_str()
      ->type_name("N");
  command->add_flag("--allow-islands", options.dead_islands_allowed, "Buses without a source stand at 0 V");
  command->add_option("--csv", options.csv_folder, "Write all results into this folder")->type_name("DIR");
  command->add_option("--json", options.json_file, "Write all results into this file")->type_name("FILE");
  command->add_flag("--overwrite", options.overwrite, "Replace results that are there");
  command->callback([&] { action = [&] { return flow(options); }; });
}

void add_convert(CLI::App& app, Action& action, ConvertOptions& options) {
  CLI::App* command = app.add_subcommand("convert", "Write a network of one tool for another");
  add_network_source(command, options.source, {"pandapower", "pgm", "opendss"});
  command->add_option("--to", options.to, "pandapower, pgm or opendss")
      ->required()
      ->check(CLI::IsMember({"pandapower", "pgm", "opendss"}).description(""))
      ->type_name("TOOL");
  command->add_option("-o,--output", options.out, "File or folder to write")->required()->type_name("OUT");
  command->add_flag("--overwrite", options.overwrite, "Replace what is there");
  command->callback([&] { action = [&] { return convert(options); }; });
}

/// Names of the commands below `app`.
std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

/// The innermost command that was given.
const CLI::App& innermost(const CLI::App& app) {
  const auto given = app.get_subcommands();
  return given.empty() ? app : innermost(*given.front());
}

/// CLI11 only says that a word was not expected; a person wants to know which option was meant.
[[noreturn]] void refuse_extra_words(const CLI::App& app) {
  std::vector<std::string> options;
  for (const CLI::Option* option : innermost(app).get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  std::vector<Problem> problems;
  for (const std::string& word : app.remaining(true)) {
    const bool option = word.starts_with('-');
    problems.push_back({"", 0, 0, fmt::format("{} '{}'", option ? "unknown option" : "one word too many:", word),
                        option ? advice_for_unknown(word, options) : "names with spaces in them need quotes"});
  }
  throw InputError(std::move(problems));
}

/// CLI11 only says that a word was not expected; a person wants to know which command was meant.
void refuse_unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* level = &app;
  for (const std::string& word : words) {
    const std::vector<std::string> names = command_names(*level);
    if (names.empty() || word.starts_with('-')) return;
    if (std::find(names.begin(), names.end(), word) == names.end()) {
      throw InputError(Problem{"", 0, 0, "unknown command '" + word + "'", advice_for_unknown(word, names)});
    }
    level = level->get_subcommand(word);
  }
}

int run_program(int argc, char** argv) {
  CLI::App app("What a county's grids, air and budgets see when it gives up its coal stoves", "hearthgrid");
  app.get_formatter()->column_width(HELP_COLUMN);
  app.set_version_flag("--version", "hearthgrid " HEARTHGRID_VERSION);
  app.require_subcommand(0, 1);
  app.footer("Exit code: 0 done, 1 failed while running, 2 wrong input, 130 interrupted.");
  Action action;
  RunOptions run_options;
  CheckOptions check_options;
  DescribeOptions describe_options;
  NewOptions new_options;
  ShowOptions show_options;
  CompareOptions compare_options;
  ExportOptions export_options;
  ReinforceOptions reinforce_options;
  WeatherOptions weather_options;
  FlowOptions flow_options;
  ConvertOptions convert_options;
  add_run(app, action, run_options);
  add_check(app, action, check_options);
  add_show(app, action, show_options);
  add_compare(app, action, compare_options);
  add_export(app, action, export_options);
  add_reinforce(app, action, reinforce_options);
  add_describe(app, action, describe_options);
  add_new(app, action, new_options);
  add_weather(app, action, weather_options);
  add_flow(app, action, flow_options);
  add_convert(app, action, convert_options);

  refuse_unknown_command(app, {argv + 1, argv + argc});
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    refuse_extra_words(app);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? DONE : WRONG_INPUT;
  }
  if (!action) {
    fmt::print("{}", app.help());
    return DONE;
  }
  watch_for_interrupt();
  const int code = action();
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    throw RunError("cannot write to standard output; is its disk full?");
  }
  return code;
}

/// Says it where errors go, and never throws itself: the disk that standard error is written to may be full too.
void say(const std::string& text) {
  std::fputs((text + "\n").c_str(), stderr);
}

int report(const InputError& error) {
  const size_t count = error.problems().size();
  say(fmt::format("{}\n{} problem{}", error.what(), count, count == 1 ? "" : "s"));
  return WRONG_INPUT;
}

}  // namespace
}  // namespace hearthgrid::cli

int main(int argc, char** argv) {
  using namespace hearthgrid;  // NOLINT(google-build-using-namespace): three catches
  try {
    return cli::run_program(argc, argv);
  } catch (const InputError& error) {
    return cli::report(error);
  } catch (const Interrupted&) {
    cli::say("interrupted; nothing was written");
    return cli::INTERRUPTED;
  } catch (const RunError& error) {
    cli::say(fmt::format("hearthgrid: {}", error.what()));
    return cli::FAILED;
  } catch (const std::exception& error) {
    cli::say(fmt::format("hearthgrid: {} (this is a fault of the program)", error.what()));
    return cli::FAILED;
  }
}
