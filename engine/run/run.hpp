#pragma once
// A whole run: from a loaded scenario to a results file.

#include <functional>
#include <string>

#include "engine/run/load.hpp"

namespace hearthgrid::run {

struct RunRequest {
  std::string out;
  bool overwrite = false;
  int threads = 0;                                                     ///< 0 = all
  int block_transformers = 0;                                          ///< 0 = chosen; a multiple of 32
  std::string instruction_set;                                         ///< empty = the best
  std::function<bool()> stop;                                          ///< asked between blocks
  std::function<void(int64_t done, int64_t total)> progress;           ///< transformers
  std::function<void(int64_t done, int64_t total)> feeder_progress;    ///< feeders of all mixes, after the transformers
  std::function<void(int64_t done, int64_t total)> planning_progress;  ///< transformers and questions of hosting
  std::function<void(int64_t done, int64_t total)> gas_progress;       ///< days of the gas network, of all mixes
  std::function<void(int64_t done, int64_t total)>
      ensemble_progress;                      ///< transformers of all members after the main run
  int64_t gas_memory_bytes = 256'000'000;     ///< homes' gas by node beyond that waits in a file for its mix
  int64_t feeder_memory_bytes = 256'000'000;  ///< transformers' loads beyond that wait in a file for their feeders
};

/// Seconds per phase and what else a person may want to know; written to OUT.run.json beside the results, because it is
/// not the same twice.
struct RunReport {
  double prepare_s = 0.0, simulate_s = 0.0, write_s = 0.0;
  double planning_s = 0.0;     ///< reinforcement and hosting
  double gas_s = 0.0;          ///< flow of the gas network
  double ensemble_s = 0.0;     ///< simulation of the members beside the main run
  double uncertainty_s = 0.0;  ///< draws over accounting and their indices
  double uncertainty_cpu_s = 0.0;
  double simulate_cpu_s = 0.0;  ///< of all threads; what the simulation costs where a machine has other work too
  int64_t households = 0, pairs = 0, home_steps = 0;
  double balance_error = 0.0;
  int threads = 0;
  std::string instruction_set;
  int64_t peak_memory_kib = 0;
  std::vector<std::string> reduction_notes;  ///< see prepare.hpp
};

/// Simulates and writes. Throws Interrupted, RunError, InputError; then no results file is left.
RunReport run_scenario(const Scenario& scenario, const RunRequest& request);

}  // namespace hearthgrid::run
