#pragma once
// A feeder's season under a mix, and what becomes of it when its head is lost.

#include <span>
#include <vector>

#include "engine/run/feeders.hpp"
#include "engine/run/feeders_store.hpp"
#include "models/electricity/medium_voltage/transfer.hpp"

namespace hearthgrid::run {

/// What all feeders read.
struct FeederInputs {
  const FeederGrid* grid = nullptr;
  const Population* population = nullptr;
  const LowVoltage* low_voltage = nullptr;
  const LoadStore* loads = nullptr;
  std::vector<double> load_loss_factor;        ///< [mix][transformer]
  std::vector<int64_t> lowest_step;            ///< the same: when its homes' voltage is lowest; -1 = never
  std::vector<std::span<const double>> air_c;  ///< per site: of the season's steps
  double step_min = 15.0;
};

/// Voltage at a transformer's high side, over the feeder's rated one; 0 in a step that the feeder cannot carry.
struct HighVoltage {
  double lowest_pu = 0.0;
  int64_t lowest_step = 0;
  double then_pu = 0.0;  ///< at FeederInputs::lowest_step; 0 = never
};

struct SolvedFeeder {
  electricity::FeederSeason season;
  double coincidence = 0.0;  ///< peak of the transformers' sum over the sum of their peaks, active power; 0 of nothing
  double limit_a = 0.0;      ///< of its head, at the air temperature of its peak
  std::vector<double> kw, kvar;       ///< of its head, by step
  std::vector<HighVoltage> voltages;  ///< per load of the feeder
};

[[nodiscard]] SolvedFeeder solve_feeder(const FeederInputs& inputs, int mix, int feeder);

struct FeederN1 {
  electricity::TransferLimit limit = electricity::TransferLimit::no_tie;
  int tie = -1, neighbour = -1;  ///< of the best tie: index of its line, and of the feeder behind it
  double margin_a = 0.0, transferable_a = 0.0, share = 0.0;
  // Over all ties, in whole sections (transfer_split.hpp), at the worst of the same steps and of all neighbours' peaks.
  double split_share = 0.0, not_carried_kva = 0.0;
  int split_ties = 0;
  std::vector<int> load_tie = {};  ///< by load of the feeder: line of the tie that takes it over; -1 = none
};

/// What is known of all feeders and substations of a mix.
struct MixPeaks {
  std::vector<int64_t> feeder_peak_step;
  std::vector<std::vector<float>> substation_kva;  ///< by step
};

/// The feeder is lost at its own peak and at that of the neighbour, the worse of the two; of its ties the one that
/// carries most. What one tie does not carry is parted over all of them.
[[nodiscard]] FeederN1 lose_feeder(const FeederInputs& inputs, int mix, int feeder, const MixPeaks& peaks);

}  // namespace hearthgrid::run
