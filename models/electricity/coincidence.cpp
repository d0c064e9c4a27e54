#include "models/electricity/coincidence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "engine/base/random.hpp"
#include "engine/base/vector_clones.hpp"

namespace hearthgrid::electricity {
namespace {

HEARTHGRID_VECTOR_CLONES void add_row(double* sum, const float* row, size_t count) {
  for (size_t k = 0; k < count; ++k) sum[k] += static_cast<double>(row[k]);
}

void check(const HomeLoads& loads, std::span<const int> sizes) {
  const size_t steps = loads.homes_kw.empty() ? 0 : loads.homes_kw[0].size();
  const bool alike = std::ranges::all_of(loads.homes_kw, [&](const auto& row) { return row.size() == steps; });
  if (loads.steps_per_day == 0 || steps % loads.steps_per_day != 0 || !alike) {
    throw std::invalid_argument("homes' power does not come in rows of whole days");
  }
  const auto days = static_cast<int>(steps / loads.steps_per_day);
  for (const auto& bin : loads.bins) {
    const auto outside = [&](int day) { return day < 0 || day >= days; };
    if (std::ranges::any_of(bin, outside)) throw std::invalid_argument("a bin has a day that the rows do not have");
  }
  if (!std::ranges::is_sorted(sizes) || (!sizes.empty() && sizes[0] < 1)) {
    throw std::invalid_argument("sizes of groups ascend from one home");
  }
}

// Peaks of groups of homes, day by day, so that a day of all homes stays close to the processor.
class Peaks {
 public:
  explicit Peaks(const HomeLoads& loads)
      : loads_(loads), day_sum_(loads.steps_per_day), bins_(loads.bins.size()), homes_(loads.homes_kw.size()) {
    const size_t steps = homes_ == 0 ? 0 : loads.homes_kw[0].size();
    bins_of_day_.resize(steps / loads.steps_per_day);
    for (size_t bin = 0; bin < bins_; ++bin) {
      for (const int day : loads.bins[bin]) bins_of_day_[day].push_back(bin);
    }
    for (size_t home = 0; home < homes_; ++home) {
      const std::vector<int> alone = {static_cast<int>(home)};
      const std::vector<double> peak = nested({alone}, std::vector<int>{1});
      of_home_.insert(of_home_.end(), peak.begin(), peak.end());
    }
  }

  [[nodiscard]] size_t homes() const { return homes_; }
  [[nodiscard]] size_t bins() const { return bins_; }

  /// Of each order of homes, its first homes' peak by size: [order][size][bin], kW.
  [[nodiscard]] std::vector<double> nested(const std::vector<std::vector<int>>& orders, std::span<const int> sizes) {
    const size_t row = sizes.size() * bins_;
    std::vector<double> peaks(orders.size() * row);
    for (size_t day = 0; day < bins_of_day_.size(); ++day) {
      if (bins_of_day_[day].empty()) continue;
      for (size_t i = 0; i < orders.size(); ++i) raise(day, orders[i], sizes, peaks.data() + i * row);
    }
    return peaks;
  }

  /// Sum of the homes' own peaks, kW.
  [[nodiscard]] double sum_of_peaks(std::span<const int> homes, size_t bin) const {
    double sum = 0.0;
    for (const int home : homes) sum += of_home_[home * bins_ + bin];
    return sum;
  }

 private:
  void raise(size_t day, const std::vector<int>& order, std::span<const int> sizes, double* peaks) {
    std::ranges::fill(day_sum_, 0.0);
    size_t home = 0;
    for (size_t s = 0; s < sizes.size(); ++s) {
      for (; home < static_cast<size_t>(sizes[s]); ++home) {
        const float* row = loads_.homes_kw[order[home]].data() + day * loads_.steps_per_day;
        add_row(day_sum_.data(), row, loads_.steps_per_day);
      }
      const double peak = *std::ranges::max_element(day_sum_);
      for (const size_t bin : bins_of_day_[day]) peaks[s * bins_ + bin] = std::max(peaks[s * bins_ + bin], peak);
    }
  }

  const HomeLoads& loads_;
  std::vector<double> day_sum_;
  std::vector<std::vector<size_t>> bins_of_day_;
  size_t bins_, homes_;
  std::vector<double> of_home_;  // [home][bin]
};

double ratio(double peak_kw, double sum_of_peaks_kw) {
  return sum_of_peaks_kw > 0.0 ? peak_kw / sum_of_peaks_kw : 0.0;
}

// Means over the disjoint groups of one size into [bin].
void lay_means(Peaks& peaks, int size, std::span<Coincidence> results) {
  const size_t groups = peaks.homes() / static_cast<size_t>(size);
  std::vector<std::vector<int>> orders(groups, std::vector<int>(static_cast<size_t>(size)));
  for (size_t g = 0; g < groups; ++g) std::iota(orders[g].begin(), orders[g].end(), static_cast<int>(g) * size);
  const std::vector<int> sizes = {size};
  const std::vector<double> kw = peaks.nested(orders, sizes);
  for (size_t bin = 0; bin < results.size(); ++bin) {
    Coincidence& out = results[bin];
    out.group_size = size;
    out.groups = static_cast<int>(groups);
    for (size_t g = 0; g < groups; ++g) {
      const double peak_kw = kw[g * results.size() + bin];
      out.admd_kw.mean += peak_kw / size;
      out.factor.mean += ratio(peak_kw, peaks.sum_of_peaks(orders[g], bin));
    }
    if (groups == 0) continue;
    out.admd_kw.mean /= static_cast<double>(groups);
    out.factor.mean /= static_cast<double>(groups);
  }
}

// Orders of `length` homes, each home drawn from all.
std::vector<std::vector<int>> drawn_orders(size_t homes, int length, const Resampling& r) {
  std::vector<std::vector<int>> orders(static_cast<size_t>(r.draws));
  for (size_t d = 0; d < orders.size(); ++d) {
    for (int i = 0; i < length; i += 4) {
      const auto words = random_words(r.seed, Stream::resampling, r.name_hash, static_cast<uint32_t>(d), i / 4U);
      for (const uint32_t word : words) {
        orders[d].push_back(static_cast<int>((uint64_t{word} * homes) >> 32U));
      }
    }
  }
  return orders;
}

// The draws' 5 and 95 % quantiles (nearest rank), moved with their mean to the estimate; a coincidence is at most 1.
void lay_band(std::vector<double>& drawn, double most, Spread& out) {
  const double centre = std::accumulate(drawn.begin(), drawn.end(), 0.0) / static_cast<double>(drawn.size());
  std::ranges::sort(drawn);
  const auto quantile = [&](double share) {
    return drawn[static_cast<size_t>(std::lround(share * static_cast<double>(drawn.size() - 1)))];
  };
  out.p05 = std::clamp(out.mean + std::min(0.0, quantile(0.05) - centre), 0.0, most);
  out.p95 = std::clamp(out.mean + std::max(0.0, quantile(0.95) - centre), 0.0, most);
}

void lay_bands(Peaks& peaks, std::span<const int> sizes, const Resampling& r, std::span<Coincidence> results) {
  constexpr double ANY_KW = 1e12;
  const std::vector<std::vector<int>> orders = drawn_orders(peaks.homes(), sizes.back(), r);
  const std::vector<double> kw = peaks.nested(orders, sizes);
  std::vector<double> admd(orders.size()), factor(orders.size());
  for (size_t i = 0; i < results.size(); ++i) {
    Coincidence& out = results[i];
    for (size_t d = 0; d < orders.size(); ++d) {
      const double peak_kw = kw[d * results.size() + i];
      const auto group = std::span(orders[d]).first(static_cast<size_t>(out.group_size));
      admd[d] = peak_kw / out.group_size;
      factor[d] = ratio(peak_kw, peaks.sum_of_peaks(group, i % peaks.bins()));
    }
    lay_band(admd, ANY_KW, out.admd_kw);
    lay_band(factor, 1.0, out.factor);
  }
}

}  // namespace

std::vector<Coincidence> coincidence(const HomeLoads& loads, std::span<const int> group_sizes,
                                     const Resampling& resampling) {
  check(loads, group_sizes);
  Peaks peaks(loads);
  std::vector<Coincidence> results(group_sizes.size() * peaks.bins());
  const auto whole = std::ranges::upper_bound(group_sizes, static_cast<int>(peaks.homes())) - group_sizes.begin();
  for (size_t s = 0; s < group_sizes.size(); ++s) {
    lay_means(peaks, group_sizes[s], std::span(results).subspan(s * peaks.bins(), peaks.bins()));
  }
  const auto held = group_sizes.first(static_cast<size_t>(whole));
  if (held.empty() || resampling.draws < 1) return results;
  lay_bands(peaks, held, resampling, std::span(results).first(held.size() * peaks.bins()));
  return results;
}

}  // namespace hearthgrid::electricity
