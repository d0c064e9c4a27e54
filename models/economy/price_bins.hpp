#pragma once
// Which bin of the bill a step's electricity is counted in.
//
// Bins are the tariff's bands; under a monthly ladder, those of each calendar month of the season after those of the
// one before. Where day and valley at the same hours of every day are all there is, the two sums that a run keeps
// anyway suffice and `of_step` is empty.

#include <cstdint>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "models/economy/tariff.hpp"

namespace hearthgrid::economy {

struct PriceBins {
  int bins = 2;
  std::vector<uint8_t> of_step;  ///< [season step]; empty: day and valley of TariffSet::is_valley
  std::vector<double> share;     ///< [bin]: of the season's hours
};

/// Bins of the season's steps, each by its start. Throws std::invalid_argument where there are more than
/// MAX_PRICE_BINS.
[[nodiscard]] PriceBins price_bins(const TariffSet& tariff, const TimeAxis& axis);

}  // namespace hearthgrid::economy
