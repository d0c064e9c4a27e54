#pragma once
// The zoom of one block: where a window begins, its homes are taken from the season, run through the window's days at
// the window's step, through the lines where there are any, and forgotten but for their series, peaks and voltages.

#include <memory>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/block_homes.hpp"
#include "engine/run/block_low_voltage.hpp"
#include "engine/run/block_networks.hpp"
#include "engine/run/home_peaks.hpp"
#include "models/electricity/load_statistics.hpp"

namespace hearthgrid::run {

struct Zoom;

class BlockZoom {
 public:
  BlockZoom(const Simulation& simulation, int first_transformer, int count);

  /// Runs the window that begins on `day`, if one does; `season` stands at the end of the day before.
  void look(int day, const BlockHomes& season);

  /// What the windows leave; empty where none were asked for.
  [[nodiscard]] ZoomResult finish();

 private:
  void run(const Zoom& zoom, const BlockHomes& season);
  void append(const Zoom& zoom, const BlockHomes& homes, int first_step);
  void append_places(const BlockHomes& homes, int per_day, int first_step);
  void append_row(const Zoom& zoom, const BlockHomes& homes, int mix, int transformer, int first_step);
  void load_of(const BlockHomes& homes, int mix, int transformer, int first_step);

  const Simulation& s_;
  int first_transformer_, transformers_, mixes_;
  BaseRow base_row_;
  std::vector<double> kw_row_, kvar_row_;
  struct Peaks {
    electricity::WindowPeak quarter, half_hour, hour;
  };
  std::vector<Peaks> peaks_;  // [mix][transformer]
  std::unique_ptr<HomePeaks> home_peaks_;
  std::unique_ptr<BlockNetworks> networks_;            // at the zoom's step; null without low voltage
  std::unique_ptr<BlockLowVoltage> lines_, quarters_;  // step by step, and by means over 15 minutes
  ZoomResult out_;
};

}  // namespace hearthgrid::run
