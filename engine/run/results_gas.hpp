#pragma once
// Results about the gas network: flow and pressures of every mix and step, solved when all blocks have come, because a
// node's homes lie in any of them. Does nothing where the scenario has no network.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/draws_gas.hpp"
#include "engine/run/gas_node_draws.hpp"
#include "engine/run/gas_pass.hpp"
#include "engine/run/gas_profile.hpp"
#include "engine/run/load.hpp"
#include "engine/run/results_gas_planning.hpp"
#include "engine/run/results_gas_rationing.hpp"

namespace hearthgrid::run {

struct GasOptions {
  int threads = 0;                                            ///< 0 = all
  int64_t memory_bytes = 256'000'000;                         ///< homes' draws by node beyond that go to a file
  std::function<bool()> stop;                                 ///< asked before each day; may be empty
  std::function<void(int64_t done, int64_t total)> progress;  ///< days of all mixes; may be empty
};

class GasZoomResults;

class GasResults {
 public:
  /// `path`: of the results file.
  GasResults(const Scenario& scenario, const Simulation& simulation, io::ResultsWriter& file, const std::string& path,
             GasOptions options);
  ~GasResults();

  void describe();                      ///< names the dimensions, empty where there is no network
  void take(const BlockResult& block);  ///< the next block, in order
  /// Solves all mixes and writes their series. Throws Interrupted when asked to stop.
  void solve();
  void finish();  ///< writes the rest
  /// Cost of the pipes and regulators that a mix needs beyond what stands there; 0 without a network.
  [[nodiscard]] double works_cny(size_t mix) const { return planning_.works_cny(mix); }
  /// After solve(); zeros without a network.
  [[nodiscard]] GasHeadlines headlines(size_t mix) const {
    return mix < mixes_.size() ? headlines_of(mixes_[mix].figures, grid_) : GasHeadlines{};
  }

 private:
  struct Mix {
    GasFigures figures;
    std::vector<float> unserved_m3h;  ///< [node][step]; empty where all is served, or series are not asked for
    std::vector<GasProfilePoint> profile;
    std::vector<gas::SupplyResult> supplies;
    gas::SupplyResult wanted;                       ///< by all together, against the caps of all supplies
    std::vector<double> hours_at_cap, days_at_cap;  ///< by supply, then of all together
  };
  /// A mix as the network leaves it, kept for those in which all homes stand as in this one.
  struct Solved {
    GasSeason season;
    GasPlanning planning;
    gas::SupplyResult wanted;
  };
  [[nodiscard]] Solved solve_mix(int mix, const GasPassOptions& pass,
                                 const std::function<void(double share)>& progress);
  void keep(int mix, const GasSeason& season);
  void write_places();
  void write_mixes();
  void write_wanted();
  void write_nodes();
  void write_pipes();
  void write_speed_limits();
  void write_regulators();
  void write_supplies();
  void write_profiles();
  void write_packs();
  void write_unsolved();
  void report_oddities();
  void report_high_pressures(size_t mix, const std::vector<double>& homes);
  [[nodiscard]] double time_of(const GasExtreme& extreme) const;

  const Scenario& c_;
  const Simulation& s_;
  const GasGrid& grid_;
  const gas::SupplyLimits limits_;  ///< of all supplies together
  io::ResultsWriter& file_;
  GasOptions options_;
  std::unique_ptr<GasNodeDraws> draws_;
  std::unique_ptr<GasFacts> facts_;
  std::unique_ptr<GasZoomResults> zoom_;
  GasRationingResults rationing_;
  GasPlanningResults planning_;
  bool node_series_ = false, pipe_series_ = false;
  std::vector<Mix> mixes_;
};

}  // namespace hearthgrid::run
