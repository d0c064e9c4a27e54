#include "engine/run/village_hours.hpp"

#include <algorithm>
#include <chrono>

namespace hearthgrid::run {

VillageHours::VillageHours(const Stacks& stacks, const TimeAxis& axis, int mixes)
    : bins_(static_cast<size_t>(stacks.bins_per_day()) * static_cast<size_t>(axis.season_days)),
      per_hour_(60 / stacks.bin_minutes),
      stack_kw_(stacks.rows.size() * bins_),
      home_kw_(static_cast<size_t>(mixes) * bins_) {}

void VillageHours::add(const BlockResult& block, int transformer) {
  const auto add_rows = [&](const std::vector<float>& from, std::vector<double>& to) {
    for (size_t row = 0; row < to.size() / bins_; ++row) {
      const float* kw = from.data() + (row * block.transformers + transformer) * bins_;
      double* sum = to.data() + row * bins_;
      for (size_t k = 0; k < bins_; ++k) sum[k] += kw[k];
    }
  };
  add_rows(block.stack_kw, stack_kw_);
  add_rows(block.home_kw, home_kw_);
}

void VillageHours::clear() {
  std::fill(stack_kw_.begin(), stack_kw_.end(), 0.0);
  std::fill(home_kw_.begin(), home_kw_.end(), 0.0);
}

double VillageHours::of_hour(std::span<const double> kw, int hour) const {
  double sum = 0.0;
  for (int k = 0; k < per_hour_; ++k) sum += kw[static_cast<size_t>(hour * per_hour_ + k)];
  return sum / per_hour_;
}

std::vector<int> month_of_days(const TimeAxis& axis) {
  std::vector<int> months;
  int month = -1;
  std::chrono::month last{};
  for (int day = 0; day < axis.season_days; ++day) {
    const std::chrono::month now = std::chrono::year_month_day{axis.first_day + std::chrono::days{day}}.month();
    if (day == 0 || now != last) ++month;
    last = now;
    months.push_back(month);
  }
  return months;
}

}  // namespace hearthgrid::run
