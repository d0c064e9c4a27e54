#pragma once
// Members of an ensemble: the scenario again in another winter, with another draw of its homes.
//
// Member 0 is the main run. Member k > 0 has the EPW file number (k - 1) mod (number of files) of ensemble.epw at the
// scenario's own site, or synthetic winters by a seed drawn from (seed, k), and homes drawn by another such seed; a
// cold wave of the scenario is laid over every winter. Members come one after the other, each on all threads, so that
// memory is that of the main run and one member, whatever their number; of a member only its sums are kept. The gas
// network is the main run's and solved for every member. Not in members: the zoom, outages, flow on feeders, rationing
// of gas, planning.

#include <functional>
#include <string>
#include <vector>

#include "engine/run/member_figures.hpp"

namespace hearthgrid::run {

struct EnsembleOptions {
  int threads = 0;  ///< 0 = all
  int block_transformers = 0;
  std::string instruction_set;
  std::function<bool()> stop;
  std::function<void(int64_t done, int64_t total)> progress;  ///< transformers of all members
  std::string path = {};                                      ///< of the results file
  int64_t gas_memory_bytes = 256'000'000;                     ///< as of GasOptions
};

/// Seeds of a member, 0 the main run's.
[[nodiscard]] uint32_t member_weather_seed(uint32_t seed, int member);
[[nodiscard]] uint32_t member_population_seed(uint32_t seed, int member);

/// What the main run's winter is called.
[[nodiscard]] std::string main_weather(const Scenario& scenario);

/// Simulates the members from 1 on and appends their sums. Throws Interrupted, InputError, and RunError where a draw of
/// homes does not fit the main run's transformers.
void run_members(const Scenario& scenario, const DrawsPlan& plan, const std::vector<MainMix>& main,
                 const EnsembleOptions& options, std::vector<MemberSums>& members);

/// Reads the members' EPW files into Scenario::ensemble_epw, where there are members. Problems: what the files say,
/// another clock than the scenario's, synthetic winters where there is no climate.
void read_ensemble(Scenario& scenario, ProblemList& problems);

}  // namespace hearthgrid::run
