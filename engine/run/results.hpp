#pragma once
// From finished blocks to the results file: series and transformer figures as they come, the county's sums beside them,
// homes, villages, air and money at the end.

#include <functional>
#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/account.hpp"
#include "engine/run/diversity.hpp"
#include "engine/run/load.hpp"
#include "engine/run/member_figures.hpp"
#include "engine/run/results_air.hpp"
#include "engine/run/results_feeders.hpp"
#include "engine/run/results_gas.hpp"
#include "engine/run/results_low_voltage.hpp"
#include "engine/run/results_outage.hpp"
#include "engine/run/results_planning.hpp"
#include "engine/run/results_zoom.hpp"
#include "engine/run/simulate.hpp"

namespace hearthgrid::run {

class Results {
 public:
  /// Creates the passing file and writes what is known before the simulation.
  Results(const Scenario& scenario, const Simulation& simulation, const std::string& path, bool overwrite,
          const FeederOptions& feeders = {}, const GasOptions& gas = {});

  /// Takes the next block, in order.
  void take(FinishedBlock&& block);

  /// Plans what the scenario asks for, between the last block and finish().
  void plan(const PlanningOptions& options) { planning_.plan(options); }

  /// Solves the gas network of every mix, likewise.
  void solve_gas() { gas_.solve(); }

  /// Writes everything else and gives the file its name. Simulation::pairs and ::homes must be complete. `aside` is
  /// called once what main_mix() tells is known.
  void finish(const std::function<void()>& aside = {});

  /// Works and losses of a mix.
  [[nodiscard]] MainMix main_mix(int mix) const;

  /// For what is worked out beside.
  [[nodiscard]] io::ResultsWriter& file() { return file_; }

  [[nodiscard]] double balance_error() const { return balance_error_; }

 private:
  void describe();
  void write_homes();
  void write_places();
  [[nodiscard]] std::string construction_name(const Construction& c) const;
  void describe_constructions();
  void write_constructions();
  void write_elements();
  void write_household_constructions();
  void begin_blocks();
  void add_to_county(const BlockResult& block);
  void end_village();
  void write_transformers(const BlockResult& block);
  void write_named();
  void write_cooling();
  [[nodiscard]] bool anything_cools() const;
  [[nodiscard]] double embodied_co2_kg(int household, const Option& option) const;
  void write_household_seasons();
  void write_county();
  void write_accounts();
  [[nodiscard]] NetworkWorks works_of(int mix) const;
  void write_refusals();
  void write_diversity();
  void write_kva_rule();
  void write_services();
  void write_sizing();

  const Scenario& c_;
  const Simulation& s_;
  io::ResultsWriter file_;
  int mixes_, steps_;
  std::vector<double> county_kw_, county_gas_;  // [mix][step]
  std::vector<double> village_gas_;             // [mix][step] of the village that is being summed
  std::vector<double> village_gas_series_;      // [mix][village][step]; empty where it would be too big
  int village_ = 0;
  std::vector<double> village_gas_peak_;           // [mix][village]
  std::vector<std::vector<double>> upgrade_cost_;  // [mix][village]
  std::vector<double> service_cost_;               // [mix][village]; empty where no home has a limit
  std::vector<NamedSeries> named_;
  Diversity diversity_;
  ZoomResults zoom_;
  OutageResults outage_;
  LowVoltageResults low_voltage_;
  FeederResults feeders_;
  GasResults gas_;
  PlanningResults planning_;
  AirResults air_;
  double balance_error_ = 0.0;
  int balance_worst_ = -1;
};

}  // namespace hearthgrid::run
