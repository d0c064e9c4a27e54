#pragma once
// Low voltage of one block: each day's homes through the lines of their transformer, in every mix, then forgotten.
//
// Transformers whose homes stand alike in two mixes are looked at once. Losses of lines and drops come to the
// transformer's load, warm-up included; extremes and hours are the season's.

#include <memory>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/block_homes.hpp"
#include "engine/run/home_loads.hpp"
#include "engine/run/low_voltage.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace hearthgrid::run {

class BlockLowVoltage {
 public:
  /// Does nothing where the scenario has no low-voltage flow.
  BlockLowVoltage(const Simulation& simulation, int first_transformer, int count);

  [[nodiscard]] bool on() const { return loads_ != nullptr; }
  /// Whoever has to see the homes' electricity; null where it is off.
  [[nodiscard]] HomeWatcher* watcher() { return loads_.get(); }

  /// The day that was run last. Adds losses to the transformers' rows of the day: load_kw[row(mix, transformer)] is the
  /// first step of it.
  template <class Row>
  void add_day(int day, const BlockHomes& homes, Row row) {
    for (int t = 0; on() && t < transformers_; ++t) {
      for (int mix = 0; mix < mixes_; ++mix) {
        flow(day, mix, t, homes);
        const auto [kw, kvar] = row(mix, t);
        const float *p = p_kw_.data() + at_of_day(mix), *q = q_kvar_.data() + at_of_day(mix);
        for (int k = 0; k < per_day_; ++k) {
          kw[k] = p[k];
          kvar[k] = q[k];
        }
      }
    }
  }

  /// Solves what is owed: [mix][transformer]; empty where it is off.
  [[nodiscard]] std::vector<LvTransformerSeason> finish();

 private:
  struct Unit {
    electricity::LvNetwork network;
    std::unique_ptr<electricity::LvPlan> plan;
    std::vector<std::unique_ptr<electricity::LvSeason>> seasons, warm_up;  // per mix; null where alike another
  };
  void flow(int day, int mix, int t, const BlockHomes& homes);
  [[nodiscard]] size_t at_of_day(int mix) const { return static_cast<size_t>(mix) * per_day_; }

  const Simulation& s_;
  const TimeAxis& axis_;
  int transformers_, mixes_, per_day_;
  std::unique_ptr<HomeLoads> loads_;
  std::vector<Unit> units_;
  electricity::LvSeasonOptions options_;
  electricity::LvWorkspace workspace_;
  std::vector<double> home_kw_, home_kvar_, other_kw_;
  std::vector<float> p_kw_, q_kvar_;  // [mix][step] of the transformer's day
};

}  // namespace hearthgrid::run
