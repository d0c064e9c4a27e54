#pragma once
// What is kept of a simulated winter and population for the accounting of draws: sums per mix, village and group of
// homes, peaks with the heaters' part of them, and the ledger as a function of the heat. Nothing of homes or steps.

#include <string>
#include <vector>

#include "engine/run/design_day.hpp"
#include "engine/run/draws_air.hpp"
#include "engine/run/draws_burden.hpp"
#include "engine/run/draws_dust.hpp"
#include "engine/run/draws_feeders.hpp"
#include "engine/run/draws_gas.hpp"
#include "engine/run/draws_money.hpp"
#include "engine/run/draws_plan.hpp"
#include "engine/run/simulate.hpp"

namespace hearthgrid::run {

/// A mix's fuel by carrier, by the group that burns it.
struct CarrierUse {
  std::vector<double> gas_m3, coal_kg, pellet_kg, wood_kg, straw_kg;
};

struct MixSums {
  std::vector<GroupUse> villages;
  GroupUse county;
  CarrierUse carriers;
  UnitPeaks county_kw;                       ///< one unit
  UnitPeaks transformer_kva;                 ///< per transformer
  FeederLoads::Peaks delivered_kw;           ///< per feeder and per substation; empty where there are none
  std::vector<float> transformer_rated_kva;  ///< per transformer
  GasHeadlines gas;                          ///< of the network
  std::vector<double> dust_ug_m3;            ///< per group: the mean resident's own dust over the factor [g/MJ]
  std::vector<MoneyTables> money;            ///< one
  std::vector<BurdenTable> burdens;          ///< one
  double gas_peak_m3h = 0.0, kva_to_add = 0.0, upgrade_cny = 0.0;
  double embodied_co2_kg = 0.0;  ///< of insulation
  int homes_converted = 0, homes_cold = 0, homes_undersized = 0, homes = 0, without_size = 0;
  int homes_saving = 0, homes_relit = 0;  ///< of thrift
};

/// What the main run knows of a mix and members take over: the plan's works, losses before the meters.
struct MainMix {
  NetworkWorks works;                 ///< where it is not planned, members pay for their own transformers
  std::vector<VillagePlants> plants;  ///< by village
  double gas_works_cny = 0.0;
  GasHeadlines gas;  ///< members have their own where they solve the network
};

struct MemberSums {
  std::vector<MixSums> mixes;
  std::string weather;
  uint32_t population_seed = 0;
  uint64_t winter = 0;                                ///< the same for members with the same temperatures throughout
  double coldest_day_c = 0.0, degree_days_k_d = 0.0;  ///< means over the homes
};

/// Gathers them while blocks are taken in order. The simulation names its stacks and keeps the base load.
class MemberFigures {
 public:
  MemberFigures(const Scenario& scenario, const Simulation& simulation, const DrawsPlan& plan);

  void take(const BlockResult& block);
  /// After the last block.
  [[nodiscard]] MemberSums finish(const std::vector<weather::HourlyWeather>& hours, const std::vector<MainMix>& main,
                                  int threads);

 private:
  void take_transformer(const BlockResult& block, int mix, int t);
  void add_homes(int mix, DesignDay& design_day, MixSums& sums, std::vector<int>& group_of_home) const;
  void count_home(const HomeSeason& season, int mix, int household, MixSums& sums) const;
  void add_dust(int mix, MixSums& sums) const;
  void add_home(const HomeSeason& season, int group, int household, MixSums& sums) const;
  void finish_county(int mix, const MainMix& main, MixSums& sums) const;
  [[nodiscard]] NetworkWorks works_of(const MainMix& main, const MixSums& sums) const;

  const Scenario& c_;
  const Simulation& s_;
  const DrawsPlan& plan_;
  DrawnAir air_;
  VillageDust dust_;
  FeederLoads feeders_;
  int mixes_, steps_;
  std::vector<double> county_kw_, county_gas_;  // [mix][step]
  std::vector<double> county_base_kw_;          // [step]
  MemberSums out_;
};

}  // namespace hearthgrid::run
