#pragma once
// Who gets what where a supplier's caps do not cover the draw: caps of the hour and of the day, of each supply area and
// of all areas together, and an order of classes of users.
//
// The day's draw is taken as known ahead, as a gas company's dispatch takes it from its forecast. Classes are served
// from the last to go short to the first. Within a class everybody gets the same share of what he draws, raised
// together from 0: whoever stands under a cap that is used up stops there, the others go on. So the shortfall of a day
// is spread evenly over its hours, hours above the hour's cap get less, and
//   - no cap is exceeded;
//   - where somebody is cut, a cap over him is used up, and no lower class draws anything under that cap;
//   - who stands under no such cap gets all he draws.
// An hour's share holds for all its steps: caps are means of clock hours, as in supply.hpp.
//
// Not modelled: a forecast that errs, contracts for interruptible gas, gas not drawn that is made up for later.

#include <span>
#include <vector>

#include "models/gas/supply.hpp"

namespace hearthgrid::gas {

/// Draws that caps are laid over. Hours and days are those of the clock from the first step on, which is a midnight.
struct CurtailmentDraws {
  std::vector<double> draw_m3h;  ///< [area][class][step], none negative; class 0 goes short first
  int classes = 0;
  double step_min = 60.0;  ///< divides an hour or is one
};

struct ClassCurtailment {
  double wanted_m3 = 0.0, served_m3 = 0.0;
  double hours_short = 0.0;   ///< in which any of its areas is cut
  double lowest_share = 1.0;  ///< of any area and hour with draw
};

struct CurtailmentResult {
  int classes = 0, hours = 0;
  std::vector<double> share;               ///< [area][class][hour]; 1 where nothing is drawn
  std::vector<ClassCurtailment> by_class;  ///< [class]
  std::vector<double> unserved_m3;         ///< [hour], all areas and classes

  [[nodiscard]] double at(size_t area, int of_class, int hour) const {
    return share[(area * static_cast<size_t>(classes) + static_cast<size_t>(of_class)) * static_cast<size_t>(hours) +
                 static_cast<size_t>(hour)];
  }
};

/// `areas`: caps of each, `all`: of the areas together. `extra_m3h`: by hour, what a storage adds to the caps `all` in
/// that hour (and so to its day); may be empty. Throws std::invalid_argument for steps that do not fit an hour, sizes
/// that do not fit each other, and draws that are negative or no numbers.
[[nodiscard]] CurtailmentResult curtail(const CurtailmentDraws& draws, std::span<const SupplyLimits> areas,
                                        const SupplyLimits& all, std::span<const double> extra_m3h = {});

}  // namespace hearthgrid::gas
