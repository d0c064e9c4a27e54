#pragma once
// Electricity beside heating of the homes of one block, day by day: base load, sixteen homes at a time, and what
// electric water heaters take for the day's draws.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/home_electricity.hpp"
#include "models/occupancy/base_load.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/hot_water.hpp"

namespace hearthgrid::run {

class BlockElectricity {
 public:
  /// Homes of transformers [first, first + count). Each home comes to its yearly kWh, and those of a transformer with a
  /// measured load are scaled to its mean. Vacant homes and those on a schedule take nothing.
  BlockElectricity(const SimulationInputs& inputs, int first_transformer, int count);

  /// One day of the axis. awake_hours[home of the block]: bit h is set if somebody is awake at home in hour h.
  void run_day(int day, const std::vector<uint32_t>& awake_hours);

  /// Takes the day's power from homes in outages. What is no heater comes back with the power; what it missed is not
  /// made up for.
  void cut(int day);

  /// Of the day that was run last: [home of the block][step], kW.
  [[nodiscard]] const std::vector<double>& kw() const { return kw_; }
  /// Of that day: [home of the block][hour], heat [W] to the rooms of cooking without electricity, and what tanks lose
  /// beyond the share of all load that warms rooms.
  [[nodiscard]] const std::vector<double>& rooms_w() const { return rooms_w_; }
  /// Of a home of the block, what its burners take [kW] by hour of a day of this kind: 0 unless it cooks on gas. With a
  /// gas network that homes cook on alone.
  [[nodiscard]] const std::array<double, occupancy::HOURS>& hob_kw(int home, occupancy::DayKind kind) const {
    return hob_kw_[static_cast<size_t>(home)][static_cast<size_t>(kind)];
  }
  /// Of that day: [home of the block], the part of kw that heats drawn water, by step in no order.
  [[nodiscard]] const std::vector<std::vector<StepPower>>& water_kw() const { return water_kw_; }
  /// Reactive over active power of a home of the block.
  [[nodiscard]] double tan_phi(int home) const { return tan_phi_[static_cast<size_t>(home)]; }
  /// Adds the day's kWh, and those in valley-tariff hours, to homes[home of the block], and says its tan_phi.
  void add_to(HomeResult* homes) const;

 private:
  struct Group {  // up to sixteen homes of one site
    int site, first_home, homes;
    occupancy::BaseLoadLanes lanes;
  };
  struct Tank {
    int home = 0, group = 0, lane = 0;
    int element_w = 0;
    ByDayKind asked_litres{};  ///< of the year's mean day, by kind of day, if somebody were always awake
    double mean_kwh = 0.0;     ///< drawn on the season's mean day, at scale 1
  };
  using ByHour = std::array<double, occupancy::HOURS>;
  void add_home(int home);
  void add_kitchen(const Household& home, occupancy::CookingFuel fuel, const occupancy::AwakeChance& awake,
                   const occupancy::MeanUse& use);
  void add_tan_phi(int home, const HomeElectricity& own);
  void add_tank_home(int home, const HomeElectricity& own);
  [[nodiscard]] double expected_kw(int home) const;
  void scale_to_measured(int first_transformer, int count);
  void heat_tank(const Tank& tank, int day, uint32_t awake_hours, const ByDayKind& factor);

  const SimulationInputs& s_;
  const TimeAxis& axis_;
  int per_day_, first_home_ = 0, homes_ = 0;
  std::vector<Group> groups_;
  std::vector<std::pair<int, int>> lane_of_;  // home -> group, lane
  std::vector<Tank> tanks_;
  std::vector<int> tank_of_;                                         // home -> tank; -1 = none
  std::vector<std::array<ByHour, occupancy::DAY_KINDS>> kitchen_w_;  // per home, by kind of day
  std::vector<std::array<ByHour, occupancy::DAY_KINDS>> hob_kw_;     // the same, or empty
  std::vector<double> tan_phi_;                                      // per home
  std::vector<double> kw_, tile_, rooms_w_;
  std::vector<std::vector<StepPower>> water_kw_;
  std::vector<uint32_t> awake_;
  std::vector<occupancy::WaterDraw> draws_;
  std::vector<occupancy::Reheat> reheats_;
};

}  // namespace hearthgrid::run
