#pragma once
// A village's fuel and electricity by the hour, summed transformer by transformer in order, so that sums depend neither
// on blocks nor on threads.

#include <span>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/stacks.hpp"

namespace hearthgrid::run {

class VillageHours {
 public:
  VillageHours(const Stacks& stacks, const TimeAxis& axis, int mixes);

  /// Adds a transformer of a block.
  void add(const BlockResult& block, int transformer);
  void clear();

  /// Means of the bins of Stacks [kW].
  [[nodiscard]] std::span<const double> stack_kw(int row) const { return part(stack_kw_, row); }
  [[nodiscard]] std::span<const double> home_kw(int mix) const { return part(home_kw_, mix); }
  /// Of an hour of the season [kWh].
  [[nodiscard]] double stack_kwh(int row, int hour) const { return of_hour(stack_kw(row), hour); }
  [[nodiscard]] double home_kwh(int mix, int hour) const { return of_hour(home_kw(mix), hour); }

  [[nodiscard]] int hours() const { return static_cast<int>(bins_) / per_hour_; }
  [[nodiscard]] int bins() const { return static_cast<int>(bins_); }

 private:
  [[nodiscard]] std::span<const double> part(const std::vector<double>& of, int row) const {
    return std::span(of).subspan(static_cast<size_t>(row) * bins_, bins_);
  }
  [[nodiscard]] double of_hour(std::span<const double> kw, int hour) const;

  size_t bins_;  // of the season
  int per_hour_;
  std::vector<double> stack_kw_, home_kw_;  // [row or mix][bin]
};

/// Month of the season by day, from 0 (months_of(axis) in home_summary.hpp names them).
[[nodiscard]] std::vector<int> month_of_days(const TimeAxis& axis);

}  // namespace hearthgrid::run
