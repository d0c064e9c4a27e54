#pragma once
// How the load of a group of homes grows less than its homes: coincidence factor and ADMD by technology, group size and
// outdoor temperature, from at most 512 designated homes (those with the lowest hashes of their names, so that they
// stay the same homes; none that stands empty). Load is a home's whole electricity, in means over the clock's quarter
// hour where steps are shorter.
//
// Memory: 4 B x homes x quarter hours a group, 24 MB for 512 homes and 121 days. Time: 60 million additions a group and
// day of 15-minute steps for the bands, about 0.2 s a group and winter; groups go in parallel.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/run/block.hpp"
#include "engine/run/temperature_bins.hpp"
#include "models/electricity/coincidence.hpp"

namespace hearthgrid::run {

constexpr int DESIGNATED_HOMES = 512;

/// Marks the designated homes of a population.
[[nodiscard]] std::vector<bool> designated_homes(const Population& population);

/// Means over the clock's quarter hours of steps that divide it; longer steps, and such as do not, stay.
[[nodiscard]] std::vector<float> by_quarter_hour(const std::vector<float>& power_kw, int step_minutes);

class Diversity {
 public:
  explicit Diversity(const Simulation& simulation) : s_(simulation) {}

  /// Keeps a home's whole electricity (kW, season steps) under one pair. Pairs that begin inside the season are left
  /// out.
  void keep(const NamedSeries& series);

  /// "ashp_water", "ashp_water, deep": one group of homes per technology and envelope, in order of name.
  [[nodiscard]] std::vector<std::string> groups() const;
  /// How many homes each group has.
  [[nodiscard]] std::vector<double> homes() const;
  [[nodiscard]] static const std::vector<int>& group_sizes();
  /// One group of homes per climate, technology and envelope, "yanggao, ashp_water, deep", in order of name.
  struct ByClimate {
    std::string name;
    std::vector<std::span<const float>> homes_kw;  ///< quarter hours, or steps that are longer
    double power_factor = 1.0;                     ///< of their season together
  };
  [[nodiscard]] std::vector<ByClimate> by_climate(const std::vector<std::string>& site_names) const;

  /// [group][group size][bin]; zeros where there are fewer homes than the size, or no days. Homes stand in the order of
  /// their hashes, so that a group's homes come from anywhere in the county.
  [[nodiscard]] std::vector<electricity::Coincidence> reckon(const std::vector<TemperatureBin>& bins) const;

 private:
  struct Home {
    std::vector<float> kw;
    double kwh = 0.0, kvarh = 0.0;  // over the season
  };
  using Group = std::map<std::pair<uint64_t, int>, Home>;  // by (hash, household)
  const Simulation& s_;
  std::map<std::string, Group> groups_;
};

}  // namespace hearthgrid::run
