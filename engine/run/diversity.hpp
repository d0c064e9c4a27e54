#pragma once
// How the load of a group of homes grows less than its homes: coincidence factor and ADMD by technology and group size,
// from at most 256 designated homes (those with the lowest hashes of their names, so that they stay the
// same homes; none that stands empty).

#include <map>
#include <string>
#include <vector>

#include "engine/run/block.hpp"
#include "models/electricity/coincidence.hpp"

namespace hearthgrid::run {

constexpr int DESIGNATED_HOMES = 256;

/// Marks the designated homes of a population.
[[nodiscard]] std::vector<bool> designated_homes(const Population& population);

class Diversity {
 public:
  explicit Diversity(const Simulation& simulation) : s_(simulation) {}

  /// Keeps a home's whole electricity (kW, season steps) under one pair. Pairs that begin inside the season are left
  /// out.
  void keep(const NamedSeries& series);

  /// "ashp_water", "ashp_water, deep": one group of homes per technology and envelope, in order of name.
  [[nodiscard]] std::vector<std::string> groups() const;
  [[nodiscard]] static const std::vector<int>& group_sizes();
  /// [group][group size]; zeros where there are fewer homes than the size.
  [[nodiscard]] std::vector<electricity::Coincidence> reckon() const;

 private:
  struct Group {
    std::map<int, std::vector<float>> load_kw;  // by household, so that the order is canonical
  };
  const Simulation& s_;
  std::map<std::string, Group> groups_;
};

}  // namespace hearthgrid::run
