// `flow` of a gas network of another tool.

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "engine/base/error.hpp"
#include "engine/io/gas/gaslib_file.hpp"
#include "engine/io/gas/pandapipes_file.hpp"
#include "models/gas/network/gas_flow.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/gas_flow_tables.hpp"
#include "tools/cli/result_table.hpp"

namespace hearthgrid::cli {
namespace {

namespace fs = std::filesystem;

/// ID=NUMBER of an option.
std::map<std::string, double> numbers_by_id(const std::string& option, const std::vector<std::string>& given,
                                            ProblemList& problems) {
  std::map<std::string, double> out;
  for (const std::string& text : given) {
    const size_t equals = text.rfind('=');
    double value = 0.0;
    const char* end = text.data() + text.size();
    const bool read = equals != std::string::npos && equals > 0 &&
                      std::from_chars(text.data() + equals + 1, end, value).ptr == end && value > 0.0;
    if (read) {
      out[text.substr(0, equals)] = value;
    } else {
      problems.add({"", 0, 0, fmt::format("{} {} is no name with a number above 0", option, text),
                    fmt::format("such as {} station_1=1.2", option)});
    }
  }
  return out;
}

gas::GasNetwork read_gaslib_network(const std::string& path, const GasFlowChoices& choices) {
  ProblemList problems;
  io::GasLibOptions options;
  options.held_entry = choices.held_entry;
  if (choices.held_bar > 0.0) options.held_bar = choices.held_bar;
  options.closed_valves.insert(choices.closed.begin(), choices.closed.end());
  options.ratio = numbers_by_id("--ratio", choices.ratios, problems);
  options.outlet_bar = numbers_by_id("--outlet", choices.outlets, problems);
  problems.throw_if_any();
  const std::string nomination =
      choices.nomination.empty() ? fs::path(path).replace_extension(".scn").string() : choices.nomination;
  return io::read_gaslib(path, nomination, options).network;
}

gas::FrictionLaw law_named(const std::string& name) {
  for (const gas::FrictionLaw law : gas::friction_laws()) {
    if (gas::friction_name(law) == name) return law;
  }
  return gas::FrictionLaw::colebrook_white;
}

}  // namespace

int gas_flow(const std::string& tool, const FlowOptions& options) {
  const std::string& path = options.source.path;
  gas::GasNetwork network = tool == "gaslib" ? read_gaslib_network(path, options.gas) : io::read_pandapipes(path);
  if (network.name.empty()) network.name = fs::path(path).stem().string();
  const gas::FrictionLaw law = law_named(options.gas.friction);
  gas::GasFlow flow(std::move(network), {.friction = {.law = law}});
  gas::GasFlowResult result;
  flow.solve(result);
  if (!result.solved()) {
    throw InputError(Problem{path, 0, 0, gas::failure_text(flow.network(), result),
                             "less draw, or a stronger network: wider or shorter pipes, more pressure or capacity"});
  }
  const SolvedGas solved{flow, result, std::string(gas::friction_name(law))};
  fmt::print("{}", gas_flow_text(solved, static_cast<size_t>(options.top)));
  write_result_files(gas_result_tables(solved), gas_result_json(solved), options.csv_folder, options.json_file,
                     options.overwrite);
  return 0;
}

}  // namespace hearthgrid::cli
