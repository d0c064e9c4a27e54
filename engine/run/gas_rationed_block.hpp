#pragma once
// Homes of a row of transformers day by day, for whoever runs some of them again: what each burns and how warm it is.

#include <span>
#include <vector>

#include "engine/run/block_homes.hpp"
#include "engine/run/home_watcher.hpp"

namespace hearthgrid::run {

/// Steps homes through the season, keeping one day. Homes of many transformers fill the kernel's lanes; which of them
/// are taken together shows in no result.
class HomesByDay : private HomeWatcher {
 public:
  /// `homes`: households whose day is kept, rising, all of transformers [first, first + count). The inputs' plan has
  /// one mix.
  HomesByDay(const SimulationInputs& inputs, int first, int count, std::span<const int> homes);
  HomesByDay(const HomesByDay&) = delete;  // its homes tell it by its place
  HomesByDay& operator=(const HomesByDay&) = delete;

  /// Days of the axis in order.
  void run_day(int day);

  // Of the day run last, by home of those given, by step; 0 in days of the warm-up.
  [[nodiscard]] std::span<const float> m3h(size_t home) const { return row(m3h_, home); }  ///< heater and hob
  [[nodiscard]] std::span<const float> air_c(size_t home) const { return row(air_c_, home); }

 private:
  [[nodiscard]] std::span<const float> row(const std::vector<float>& values, size_t home) const {
    return std::span(values).subspan(home * per_day_, per_day_);
  }
  void take(const HomeLoad& load) override;

  const SimulationInputs& s_;
  BlockHomes block_;
  int first_home_;
  size_t per_day_;
  std::vector<int> place_;  // by home of the transformers: its row, -1 = not kept
  std::vector<float> m3h_, air_c_;
  std::vector<double> cooking_m3h_;
};

}  // namespace hearthgrid::run
