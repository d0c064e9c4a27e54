#pragma once
// What the homes of one block draw from heaters that also make hot water, day by day. The draws are those that an
// electric tank would get: a home draws the same whatever heats its water.

#include <cstdint>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/home_electricity.hpp"
#include "models/occupancy/hot_water.hpp"

namespace hearthgrid::run {

class BlockHotWater {
 public:
  /// `asked`: by home of the block from `first_home` on, whether any of its heaters makes hot water.
  BlockHotWater(const SimulationInputs& inputs, int first_home, const std::vector<bool>& asked);

  /// One day of the axis. awake_hours[home of the block]: bit h is set if somebody is awake at home in hour h.
  void run_day(int day, const std::vector<uint32_t>& awake_hours);

  /// Of that day, by home of the block; none where no heater makes hot water.
  [[nodiscard]] const std::vector<std::vector<occupancy::WaterDraw>>& draws() const { return draws_; }

 private:
  struct Home {
    int index = 0;  // of the block
    ByDayKind asked_litres{};
  };
  const SimulationInputs& s_;
  int first_home_;
  std::vector<Home> homes_;
  std::vector<std::vector<occupancy::WaterDraw>> draws_;
};

}  // namespace hearthgrid::run
