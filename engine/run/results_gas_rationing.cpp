#include "engine/run/results_gas_rationing.hpp"

#include <algorithm>
#include <array>

namespace hearthgrid::run {
namespace {

struct HomeFigure {
  const char* variable;
  float RationedHome::*value;
};
constexpr std::array BY_HOME = {HomeFigure{"household_gas_short_hours", &RationedHome::hours_short},
                                HomeFigure{"household_gas_missing_m3", &RationedHome::missing_m3},
                                HomeFigure{"household_gas_short_min_indoor_c", &RationedHome::lowest_c},
                                HomeFigure{"household_gas_short_mean_indoor_c", &RationedHome::mean_c},
                                HomeFigure{"household_gas_short_hours_below_14", &RationedHome::hours_below_14},
                                HomeFigure{"household_gas_short_hours_below_10", &RationedHome::hours_below_10}};

}  // namespace

void GasRationingResults::take(const GasRationing& mix, size_t homes) {
  Row row{.rounds = mix.rounds, .homes = static_cast<double>(mix.homes.size())};
  row.longest_hours = mix.longest_hours();
  row.missing_m3 = mix.missing_m3();
  row.residual_m3 = mix.residual_m3;
  row.unused_m3 = mix.unused_m3;
  row.unsolved_m3 = mix.unsolved_m3;
  row.lowest_c = mix.lowest_c();
  row.median_lowest_c = mix.median_lowest_c();
  by_home_.resize(BY_HOME.size());
  for (auto& values : by_home_) values.resize(values.size() + homes, 0.0F);
  const size_t first = homes * rows_.size();
  for (const RationedHome& home : mix.homes) {
    row.home_hours += static_cast<double>(home.hours_short);
    row.below_14 += home.hours_below_14 > 0.0F ? 1.0 : 0.0;
    row.below_10 += home.hours_below_10 > 0.0F ? 1.0 : 0.0;
    for (size_t i = 0; i < BY_HOME.size(); ++i) {
      by_home_[i][first + static_cast<size_t>(home.household)] = home.*BY_HOME[i].value;
    }
  }
  rows_.push_back(row);
}

void GasRationingResults::repeat(int mix, size_t homes) {
  rows_.push_back(rows_[static_cast<size_t>(mix)]);
  for (auto& values : by_home_) {
    const size_t from = homes * static_cast<size_t>(mix), to = values.size();
    values.resize(to + homes);
    std::copy_n(values.begin() + static_cast<ptrdiff_t>(from), homes, values.begin() + static_cast<ptrdiff_t>(to));
  }
}

void GasRationingResults::finish() {
  const bool any = std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.rounds > 0; });
  if (!any) return;
  const auto write = [&](const char* variable, auto value) {
    std::vector<double> values;
    for (const Row& row : rows_) values.push_back(static_cast<double>(value(row)));
    file_.write(variable, values);
  };
  write("gas_short_rounds", [](const Row& row) { return row.rounds; });
  write("gas_short_homes", [](const Row& row) { return row.homes; });
  write("gas_short_longest_hours", [](const Row& row) { return row.longest_hours; });
  write("gas_short_home_hours", [](const Row& row) { return row.home_hours; });
  write("gas_short_missing_m3", [](const Row& row) { return row.missing_m3; });
  write("gas_short_residual_m3", [](const Row& row) { return row.residual_m3; });
  write("gas_short_unsolved_m3", [](const Row& row) { return row.unsolved_m3; });
  write("gas_short_unused_m3", [](const Row& row) { return row.unused_m3; });
  write("gas_short_min_indoor_c", [](const Row& row) { return row.lowest_c; });
  write("gas_short_median_min_indoor_c", [](const Row& row) { return row.median_lowest_c; });
  write("gas_short_homes_below_14", [](const Row& row) { return row.below_14; });
  write("gas_short_homes_below_10", [](const Row& row) { return row.below_10; });
  for (size_t i = 0; i < BY_HOME.size(); ++i) {
    const std::vector<double> values(by_home_[i].begin(), by_home_[i].end());
    file_.write(BY_HOME[i].variable, values);
  }
}

}  // namespace hearthgrid::run
