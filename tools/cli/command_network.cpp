// `flow` and `convert`: networks of other tools.

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/counted.hpp"
#include "engine/base/error.hpp"
#include "engine/io/network/network_write.hpp"
#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pgm_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/flow_tables.hpp"
#include "tools/cli/network_source.hpp"
#include "tools/cli/result_table.hpp"

namespace hearthgrid::cli {

int flow(const FlowOptions& options) {
  const std::string tool = options.source.from.empty() ? guess_tool(options.source.path) : options.source.from;
  if (tool == "pandapipes" || tool == "gaslib") return gas_flow(tool, options);
  electricity::Network network = read_network(options.source);
  const bool asymmetric = std::any_of(network.loads.begin(), network.loads.end(),
                                      [](const electricity::Load& load) { return !load.symmetric; });
  const bool three_phase = options.phases == 3 || (options.phases == 0 && asymmetric);
  electricity::PowerFlow power_flow(std::move(network),
                                    {.three_phase = three_phase, .dead_islands_allowed = options.dead_islands_allowed});
  const electricity::PowerFlowResult result = electricity::solved_or_throw(power_flow.solve());
  const SolvedNetwork solved{power_flow.network(), result, three_phase};
  fmt::print("{}", flow_text(solved, static_cast<size_t>(options.top)));
  write_result_files(result_tables(solved), result_json(solved), options.csv_folder, options.json_file,
                     options.overwrite);
  return 0;
}

int convert(const ConvertOptions& options) {
  const electricity::Network network = read_network(options.source);
  std::vector<std::string> notes;
  if (options.to == "pandapower") {
    notes = io::write_pandapower(network, options.out, options.overwrite);
  } else if (options.to == "pgm") {
    notes = io::write_pgm(network, options.out, options.overwrite);
  } else {
    notes = io::write_opendss(network, options.out, options.overwrite);
  }
  fmt::print("{}: {}, {}, {}, {}, {}\n", options.out, counted(network.buses, "bus", "buses"),
             counted(network.lines, "line"), counted(network.transformers, "transformer"),
             counted(network.loads, "load"), counted(network.shapes, "load shape"));
  for (const std::string& note : notes) {
    std::string text = folded(note, TABLE_WIDTH - 4);
    for (size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
      text.insert(at + 1, "    ");
    fmt::print("  - {}\n", text);
  }
  return 0;
}

}  // namespace hearthgrid::cli
