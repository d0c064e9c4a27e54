#pragma once
// The outages of one block: its homes are taken from the season a day before the longest begins, run without an outage
// and with each, through the lines where there are any, and forgotten but for what transformers and sockets saw.

#include <memory>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/block_homes.hpp"
#include "engine/run/block_low_voltage.hpp"
#include "engine/run/block_networks.hpp"
#include "engine/run/zoom.hpp"

namespace hearthgrid::run {

struct OutagePlan;

class BlockOutage {
 public:
  BlockOutage(const Simulation& simulation, int first_transformer, int count);

  /// Runs the outages if their days begin on `day`; `season` stands at the end of the day before.
  void look(int day, const BlockHomes& season);

  /// What the outages leave; empty where none were asked for.
  [[nodiscard]] OutageResult finish() { return std::move(out_); }

 private:
  struct Rows {
    std::vector<float> kw, kvar;  // [mix][transformer][step of the days]
  };
  void run(ZoomWindow days, BlockHomes& homes, BlockLowVoltage& lines, Rows& rows);
  void load_of(const BlockHomes& homes, BlockLowVoltage& lines, int64_t first_step, int mix, int transformer,
               Rows& rows);
  [[nodiscard]] BlockLowVoltage course();
  void take_voltages(size_t length, const std::vector<LvTransformerSeason>& found,
                     const std::vector<LvTransformerSeason>& usual);
  void assess(size_t length, const Rows& rows, const Rows& usual);
  void find_lowest(size_t length, const BlockHomes& homes);
  [[nodiscard]] TransformerPickup& at(int mix, int transformer, size_t length);

  const Simulation& s_;
  int first_transformer_, transformers_, mixes_;
  BaseRow base_row_;
  std::unique_ptr<BlockNetworks> networks_;  // at the outage's step; null without low voltage
  OutageResult out_;
};

}  // namespace hearthgrid::run
