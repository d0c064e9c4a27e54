#pragma once
// Results about medium-voltage feeders and substations: worked out when all blocks have come, because a feeder's
// transformers lie in any of them. Does nothing where the scenario has no feeders.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/feeders_flow.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {

struct FeederOptions {
  int threads = 0;                                            ///< 0 = all
  int64_t memory_bytes = 256'000'000;                         ///< loads beyond that go to a file
  std::function<bool()> stop;                                 ///< asked before each feeder; may be empty
  std::function<void(int64_t done, int64_t total)> progress;  ///< feeders, all mixes; may be empty
};

class FeederResults {
 public:
  /// `path`: of the results file.
  FeederResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file,
                const std::string& path, FeederOptions options);

  void describe();                      ///< names the dimensions, empty where there are no feeders
  void take(const BlockResult& block);  ///< the next block, in order
  void finish();                        ///< throws Interrupted when asked to stop

 private:
  struct Mix {
    std::vector<SolvedFeeder> feeders;  ///< without their series
    std::vector<FeederN1> n1;
    std::vector<electricity::SubstationSeason> substations;
    std::vector<double> substation_coincidence;
    MixPeaks peaks;
  };
  [[nodiscard]] FeederInputs inputs() const;
  void solve(int mix);
  void solve_substation(const FeederInputs& inputs, int mix, int substation, Mix& out);
  void in_parallel(size_t count, const std::function<void(size_t)>& work);
  void write_places();
  void write_feeders();
  void write_substations();
  void write_lines();
  void write_transformers();

  const Scenario& c_;
  const Simulation& s_;
  const FeederGrid& grid_;
  io::ResultsWriter& file_;
  FeederOptions options_;
  std::unique_ptr<LoadStore> loads_;
  std::vector<double> load_loss_factor_;              // [mix][transformer]
  std::vector<int64_t> lowest_step_;                  // the same: of the homes' voltage; -1 = none
  std::vector<double> lowest_pu_, lowest_at_low_pu_;  // the same; 0 = not known
  std::vector<Mix> mixes_;
  std::vector<double> feeder_kw_, feeder_kvar_;  // [mix][feeder][step]; empty where they would be too big
  int64_t done_ = 0;
};

}  // namespace hearthgrid::run
