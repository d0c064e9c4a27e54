#pragma once
// The low-voltage networks of one block, ready to be solved, and what its homes put on them day by day.

#include <boost/align/aligned_allocator.hpp>
#include <memory>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/block_homes.hpp"
#include "engine/run/home_loads.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace hearthgrid::run {

class BlockNetworks {
 public:
  /// Of transformers [first, first + count), for days at the step of `inputs`, which it reads from and which must
  /// outlive it. Null where the scenario has no low-voltage flow.
  [[nodiscard]] static std::unique_ptr<BlockNetworks> of(const SimulationInputs& inputs, int first_transformer,
                                                         int count);
  BlockNetworks(const SimulationInputs& inputs, int first_transformer, int count);

  /// Has to see the homes' electricity of each day.
  [[nodiscard]] HomeWatcher* watcher() { return &loads_; }
  /// Loads of a transformer's homes in a mix and, last, of its other customers, of the day that was seen last. They
  /// hold until the next call; rows may be written on.
  struct Loads {
    float *kw = nullptr, *kvar = nullptr;  ///< [home][step]
    int homes = 0, steps = 0;
  };
  [[nodiscard]] Loads loads_of(int mix, int transformer, const BlockHomes& homes);
  /// The first mix in which the transformer's homes stand as in `mix` on all days.
  [[nodiscard]] int first_alike(int mix, int transformer) const { return loads_.first_alike(mix, transformer); }

  [[nodiscard]] int transformers() const { return static_cast<int>(units_.size()); }
  [[nodiscard]] int mixes() const { return mixes_; }
  [[nodiscard]] int steps_per_day() const { return per_day_; }
  [[nodiscard]] const electricity::LvPlan& plan(int transformer) const { return *units_[transformer]; }
  [[nodiscard]] double rated_kva(int transformer) const {
    return s_.population->transformers[static_cast<size_t>(first_transformer_ + transformer)].rated_kva;
  }
  /// The same network with its source at LOW_SOURCE times its voltage; null where it is imported.
  [[nodiscard]] std::unique_ptr<electricity::LvPlan> plan_at_low_source(int transformer) const;
  [[nodiscard]] const electricity::LvKernels& kernels() const { return s_.kernel->low_voltage; }
  [[nodiscard]] const electricity::LvSeasonOptions& options() const { return options_; }
  [[nodiscard]] electricity::LvWorkspace& workspace() { return workspace_; }

 private:
  const SimulationInputs& s_;
  int first_transformer_, mixes_, per_day_;
  HomeLoads loads_;
  std::vector<std::unique_ptr<electricity::LvPlan>> units_;
  electricity::LvSeasonOptions options_;
  electricity::LvWorkspace workspace_;
  // On cache lines, so that the low-voltage kernels read them where they are.
  std::vector<float, boost::alignment::aligned_allocator<float, 64>> home_kw_, home_kvar_;
  std::vector<double> other_kw_;
};

}  // namespace hearthgrid::run
