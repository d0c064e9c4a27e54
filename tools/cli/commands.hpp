#pragma once
// The commands of the program as plain functions. Each returns the exit code: 0 done, 1 failed while running, 2 the
// input is wrong, 130 interrupted; or throws InputError, RunError or Interrupted, which main() turns into 2, 1 and 130.

#include <cstdint>
#include <string>
#include <vector>

namespace hearthgrid::cli {

struct RunOptions {
  std::string scenario;
  std::string out;  ///< results file; empty = beside the scenario, named after it
  int threads = 0;  ///< 0 = all the processor has
  bool overwrite = false;
  bool quiet = false;
  std::vector<std::string> set;  ///< "key.path=value"
};
/// Checks, simulates, writes the results and prints the comparison of mixes.
int run(const RunOptions& options);

struct CheckOptions {
  std::string scenario;
  std::vector<std::string> set;
};
/// Prints every problem of the inputs and a summary of what would run.
int check(const CheckOptions& options);

struct ShowOptions {
  std::string file;
  std::string table = "mixes";
  std::string mix;        ///< empty = all
  std::string household;  ///< a home to show instead of a table
  int top = 0;            ///< 0 = all rows
  bool csv = false;
};
/// Prints one table of a results file.
int show(const ShowOptions& options);

struct CompareOptions {
  std::vector<std::string> files;
  bool csv = false;
};
/// Prints the mixes of several results files side by side.
int compare(const CompareOptions& options);
/// The table of mixes that `run` ends with; the same as `show`.
void print_mixes(const std::string& results_path);

struct DescribeOptions {
  std::string key;              ///< a key, a column or a file; empty = everything; "dwelling" = how to describe one
  std::string format = "text";  ///< or "md"
  std::string name;             ///< after "dwelling": the archetype to show
  std::string archetypes;       ///< archetype file to take it from; empty = the built-in one
};
/// Prints what scenario keys and table columns mean.
int describe(const DescribeOptions& options);
/// Prints how to describe a dwelling (an archetype file that works), or an archetype with every envelope: its parts,
/// their U-values and losses, how fast it cools.
int describe_dwelling(const DescribeOptions& options);

struct ExportOptions {
  std::string scenario;
  std::string transformer;  ///< empty = the first
  std::string mix;          ///< empty = the first
  std::string to;           ///< opendss, pandapower, pgm
  std::string out;
  bool overwrite = false;
  std::vector<std::string> set;  ///< "key.path=value"
};
/// Writes a transformer's low-voltage network with its homes' loads for another tool.
int export_network(const ExportOptions& options);

struct ReinforceOptions {
  std::string scenario;
  std::string mix;
  std::string out;  ///< folder
  int threads = 0;  ///< 0 = all the processor has
  bool overwrite = false;
  bool quiet = false;
  std::vector<std::string> set;  ///< "key.path=value"
};
/// Plans the measures of a mix and writes the tables of the grid with them; prints how to run the scenario on these.
int reinforce(const ReinforceOptions& options);

struct NewOptions {
  std::string folder;
  std::string from;  ///< an example scenario to copy; empty = a small commented one
};
/// Writes a scenario to start from into a new folder.
int create_scenario(const NewOptions& options);

/// A network of another tool and how to read it.
struct NetworkSource {
  std::string path;                 ///< file or folder
  std::string from;                 ///< pandapower, pgm, opendss, pandapipes or gaslib; empty = guessed
  std::string trafo_model = "t";    ///< of pandapower: "t" or "pi"
  double frequency_hz = 50.0;       ///< of power-grid-model, whose files do not say
  bool skip_missing_files = false;  ///< of OpenDSS: what a script redirects to and is not there
};

/// Of gas: the law of friction, and what GasLib's files leave to whoever runs the network (gaslib_file.hpp).
struct GasFlowChoices {
  std::string friction;              ///< empty: Colebrook and White
  std::string nomination;            ///< GasLib's .scn; empty: beside the network, with its name
  std::string held_entry;            ///< whose pressure is held; empty: the largest
  double held_bar = 0.0;             ///< absolute; 0: its largest
  std::vector<std::string> closed;   ///< valves
  std::vector<std::string> ratios;   ///< STATION=RATIO
  std::vector<std::string> outlets;  ///< STATION=BAR
};

struct FlowOptions {
  NetworkSource source;
  GasFlowChoices gas;
  int phases = 0;  ///< 1 or 3; 0 = 3 if any load is asymmetric
  int top = 5;     ///< rows of each printed table
  bool dead_islands_allowed = false;
  std::string csv_folder, json_file;  ///< where to write all results; empty = not
  bool overwrite = false;
};
/// Solves an imported network and prints its voltages, loadings and losses; of gas its pressures and speeds.
int flow(const FlowOptions& options);
/// The same of a gas network of `tool`, pandapipes or gaslib.
int gas_flow(const std::string& tool, const FlowOptions& options);

struct ConvertOptions {
  NetworkSource source;
  std::string to;   ///< pandapower, pgm or opendss
  std::string out;  ///< file or folder
  bool overwrite = false;
};
/// Writes an imported network for another tool and says what that tool cannot hold exactly.
int convert(const ConvertOptions& options);

/// Prints a summary of an EPW file.
int weather_describe(const std::string& epw_path);
/// Writes a synthetic year of a built-in climate as EPW.
int weather_synthesise(const std::string& site, uint32_t seed, const std::string& out_path);

}  // namespace hearthgrid::cli
