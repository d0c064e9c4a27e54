#pragma once
// Low voltage of one block along one course of days: each day's homes through the lines of their transformer, in every
// mix, then forgotten.
//
// Transformers whose homes stand alike in two mixes are looked at once.

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "engine/run/block_networks.hpp"

namespace hearthgrid::run {

/// Which of a course's steps count, by the numbers that the caller gives them, and how they are looked at.
struct LvCourse {
  int64_t first = 0;  ///< from here on extremes and hours count; before it lines add their losses to loads, no more
  int64_t end = std::numeric_limits<int64_t>::max();  ///< from here on nothing is looked at
  int mean_of = 1;  ///< so many steps are taken as one, at their homes' mean loads; numbers are then of such steps
  bool low_source = false;  ///< also the lowest voltage with the source at LOW_SOURCE (lv_source.hpp)
  bool exact = false;       ///< every step is solved, whatever the scenario says; on few days a screen spares nothing
};

class BlockLowVoltage {
 public:
  /// Does nothing where there are no networks (null); else they must outlive it.
  explicit BlockLowVoltage(BlockNetworks* networks, LvCourse course = {});

  [[nodiscard]] bool on() const { return networks_ != nullptr; }

  /// A transformer's load at its low-voltage terminals by step of the day, losses of lines and drops included. Of a
  /// step without a solution: its homes' load; of steps from the course's end on: 0.
  struct Load {
    const float *kw = nullptr, *kvar = nullptr;
  };
  /// The day that the networks have seen last, whose first step is `first_step`. Mixes of a transformer come in order
  /// on each day. What it returns holds until the next transformer.
  Load run_day(int64_t first_step, int mix, int transformer, const BlockHomes& homes);

  /// Solves what is owed: [mix][transformer]; empty where it is off.
  [[nodiscard]] std::vector<LvTransformerSeason> finish();
  /// Lowest voltages with the low source, 0 where a step has no solution or the network is imported; empty where the
  /// course has none.
  [[nodiscard]] std::vector<double> finish_low_source();

 private:
  using Season = std::unique_ptr<electricity::LvSeason>;  // null where alike another mix
  [[nodiscard]] size_t at(int mix, int transformer) const {
    return static_cast<size_t>(mix) * networks_->transformers() + transformer;
  }
  [[nodiscard]] Season season_of(int mix, int transformer) const;
  void add_low_source();
  electricity::LvLoads<float> means_of(const BlockNetworks::Loads& loads);

  BlockNetworks* networks_;
  LvCourse course_;
  electricity::LvSeasonOptions options_;
  int per_day_ = 0;                                              // of what is looked at
  std::vector<Season> seasons_, before_;                         // [mix][transformer]
  std::vector<std::unique_ptr<electricity::LvPlan>> low_plans_;  // per transformer; null of an imported network
  std::vector<Season> low_;                                      // [mix][transformer]
  std::vector<float> p_kw_, q_kvar_;                             // [mix][step] of the transformer's day
};

}  // namespace hearthgrid::run
