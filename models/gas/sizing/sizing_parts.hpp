#pragma once
// A network cut at the regulators that alone feed what lies behind them: each part keeps its limits by itself, since
// such a regulator is to hold its set pressure whatever is drawn (gas_sizing.hpp). Each part so has its own worst
// steps.
//
//   upstream   the regulator, and a stub behind it that draws what the parts behind it draw
//   behind     a supply at the set pressure in the regulator's place
//
// A part that is fed from two sides stays with what feeds it, as what each side gives is not known beforehand. What no
// supply reaches is in no part.

#include <vector>

#include "models/gas/network/gas_network.hpp"

namespace hearthgrid::gas {

struct SizingPart {
  GasNetwork network;  ///< without demands
  /// Index in the whole, by element of the part. The supply in place of a regulator has -1; a stub has its regulator's
  /// outlet.
  std::vector<int> node{}, pipe{}, regulator{}, supply{};
  std::vector<int> feeds{};  ///< by node: the part that a stub stands for, else -1
};

/// Parts stand before those that they feed. Throws InputError for faults of the network.
[[nodiscard]] std::vector<SizingPart> sizing_parts(const GasNetwork& network);

}  // namespace hearthgrid::gas
