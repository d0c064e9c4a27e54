#pragma once
// The homes of one block through a day at the step of their physics: base load, batches of pairs, and what the heaters
// draw by mix and transformer. A block has one for its season, and another one where days are looked at again.

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/batch.hpp"
#include "engine/run/block.hpp"
#include "engine/run/block_electricity.hpp"
#include "engine/run/block_hot_water.hpp"
#include "engine/run/day_tile.hpp"

namespace hearthgrid::run {

/// Sums of one day by mix and transformer of the block, in float64: the heaters' electricity [kW, kvar] and gas [m3/h].
class DaySums {
 public:
  DaySums(int mixes, int transformers, int steps) : transformers_(transformers), steps_(steps) {
    kw.resize(static_cast<size_t>(mixes) * transformers * steps);
    kvar.resize(kw.size());
    gas_m3h.resize(kw.size());
  }
  void clear();
  /// Where the row of a mix and transformer begins.
  [[nodiscard]] size_t at(int mix, int transformer) const {
    return (static_cast<size_t>(mix) * transformers_ + transformer) * steps_;
  }
  std::vector<double> kw, kvar, gas_m3h;

 private:
  int transformers_, steps_;
};

/// A transformer's day beside heaters, by step.
struct BaseRow {
  std::vector<double> kw, kvar;
};

class HomeWatcher;

class BlockHomes {
 public:
  /// Homes of transformers [first, first + count). `outcome` gets what is known of homes and pairs as days end: their
  /// base load, and the season of a pair that another one follows; null where days are only looked at again.
  BlockHomes(const SimulationInputs& inputs, int first_transformer, int count, Simulation* outcome);

  /// Takes over the homes of another step as they stand: rooms, walls, fires.
  void continue_from(const BlockHomes& season);
  /// Lets `watcher` see each home from now on, beside those that do already; null is nobody.
  void watch(HomeWatcher* watcher) {
    if (watcher != nullptr) watchers_.push_back(watcher);
  }

  /// Leaves the sums by mix at 0 from now on, for who watches homes and asks for nothing else.
  void leave_sums() { sums_mixes_ = false; }

  /// Steps all homes through a day of the axis; days come in order.
  void run_day(int day);

  /// Days [first, first + count) at once, and use(day) after each; asks whether to stop before each.
  template <class Use>
  void run_days(int first, int count, Use use) {
    for (int day = first; day < first + count; ++day) {
      if (s_.stop && s_.stop()) throw Interrupted();
      run_day(day);
      use(day);
    }
  }

  /// Of the day that was run last.
  [[nodiscard]] const DaySums& heaters() const { return sums_; }
  /// Other customers of a transformer on that day [kW], by step.
  void other_of(int transformer, std::vector<double>& kw) const;
  /// Base load of its homes and the other customers.
  void base_of(int transformer, BaseRow& base) const;

  /// That and the heaters' load together, of a transformer in a mix [kW, kvar], to rows of steps.
  template <class Real>
  void load_of(int mix, int transformer, const BaseRow& base, Real* kw, Real* kvar) const {
    const size_t from = sums_.at(mix, transformer);
    for (int k = 0; k < per_day_; ++k) {
      kw[k] = static_cast<Real>(base.kw[k] + sums_.kw[from + k]);
      kvar[k] = static_cast<Real>(base.kvar[k] + sums_.kvar[from + k]);
    }
  }

  /// Of the block's transformers; empty without a gas network.
  [[nodiscard]] const std::vector<GasPlace>& gas_places() const { return gas_places_; }
  /// Gas of the homes at one of them on that day [m3/h], by step: heaters, and what those that burn gas cook on.
  [[nodiscard]] const double* gas_at(int mix, int place) const {
    return gas_place_m3h_.data() + (static_cast<size_t>(mix) * gas_places_.size() + place) * per_day_;
  }

  /// Fuel of a row of the inputs' stacks at a transformer on that day [kW], by step; only for a season's block.
  [[nodiscard]] const double* stack_kw(int row, int transformer) const {
    return stack_kw_.data() + (static_cast<size_t>(row) * transformers_ + transformer) * per_day_;
  }

  /// Adds what a home of the block cooks on a day of the axis, if it cooks on gas [m3/h], to a row of steps.
  void add_cooking(int home, double m3_per_kwh, int day, double* m3h) const;

  [[nodiscard]] int homes() const { return homes_; }
  [[nodiscard]] bool burns_gas() const { return burns_gas_; }
  [[nodiscard]] const std::vector<std::unique_ptr<Batch>>& batches() const { return batches_; }

 private:
  void draw_people(int day);
  void warm_rooms();
  void prepare_batches();
  [[nodiscard]] int construction_of(int pair) const;
  void begin_pairs(Batch& batch, int day);
  void hand_over(Batch& batch, int lane, const Pair& pair);
  void count_base_bins();
  void count_heater_bins(const Batch& batch);
  void add_bins(const double* kw, std::vector<float>& kwh, size_t row) const;
  void step_batch(Batch& batch, int day);
  void add_to_mixes(const Batch& batch, int lane, int day);
  void add_to_stack(const Batch& batch, int lane, int mix, int transformer);

  const SimulationInputs& s_;
  Simulation* outcome_;
  std::vector<HomeWatcher*> watchers_;
  const TimeAxis& axis_;
  int first_transformer_, transformers_, per_day_;
  int first_home_ = 0, homes_ = 0, day_ = 0;
  bool burns_gas_ = false, sums_mixes_ = true;
  DaySums sums_;
  std::vector<GasPlace> gas_places_;
  std::vector<int> gas_place_;         // by home
  std::vector<double> gas_place_m3h_;  // [mix][place][step] of the day
  const Stacks* stacks_;               // null where days are only looked at again
  std::vector<double> stack_kw_;       // [row][transformer][step] of the day
  DayTile day_tile_;
  BlockElectricity electricity_;
  std::vector<occupancy::PresenceDay> presence_;  // [home], of the day
  std::vector<Openings> openings_;                // the same
  std::vector<double> indoor_w_;                  // [home][hour] of the day: people, cooking without electricity
  std::vector<uint32_t> awake_hours_;             // per home: bit h is set if somebody is awake at home in hour h
  std::unique_ptr<BlockHotWater> hot_water_;
  std::vector<std::unique_ptr<Batch>> batches_;
  std::map<int, std::pair<Batch*, int>> place_;  // pair -> where it is simulated
};

}  // namespace hearthgrid::run
