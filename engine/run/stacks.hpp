#pragma once
// Which mix burns fuel in which heaters: the rows of what is kept of fuel by the hour, for months and the villages'
// air.

#include <vector>

#include "engine/run/plan.hpp"
#include "models/heater/technology.hpp"

namespace hearthgrid::run {

struct Stacks {
  struct Row {
    int mix = 0;
    int technology = 0;
  };
  std::vector<Row> rows;    ///< by mix, then technology
  std::vector<int> row_of;  ///< [mix][technology]; -1: burns nothing there
  int technologies = 0;
  int bin_minutes = 60;  ///< fuel and electricity are kept as means of this time; whole steps, divides the hour

  [[nodiscard]] int row(int mix, int technology) const {
    return row_of[static_cast<size_t>(mix) * static_cast<size_t>(technologies) + static_cast<size_t>(technology)];
  }
  [[nodiscard]] int bins_per_day() const { return 24 * 60 / bin_minutes; }
};

/// Of a plan's mixes: heaters that burn something in any home, at the season's end or before it converted.
[[nodiscard]] Stacks stacks_of(const Plan& plan, const std::vector<heater::Technology>& technologies, int bin_minutes);

}  // namespace hearthgrid::run
