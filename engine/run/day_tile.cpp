#include "engine/run/day_tile.hpp"

#include <algorithm>

namespace hearthgrid::run {
namespace {

constexpr int TURNED = 8;  // steps turned at a time: a cache line of each row

}  // namespace

DayTile::DayTile(int steps_per_day) : steps(steps_per_day) {
  const size_t size = static_cast<size_t>(steps) * LANES;
  for (std::vector<double>* v :
       {&gain, &target, &base, &electric, &input, &heat, &air, &ventilation, &cool_target, &cool, &none, &rows}) {
    v->assign(size, 0.0);
  }
}

void DayTile::lay_down(const double* const* from, const double* factor, int lanes, std::vector<double>& to) const {
  for (int first = 0; first < steps; first += TURNED) {
    const int last = std::min(steps, first + TURNED);
    for (int lane = 0; lane < lanes; ++lane) {
      const double* row_of = from[lane];
      double* out = to.data() + lane;
      for (int k = first; k < last; ++k) out[static_cast<size_t>(k) * LANES] = row_of[k] * factor[lane];
    }
  }
}

void DayTile::pick_up(const std::vector<double>& from, int lanes) {
  for (int first = 0; first < steps; first += TURNED) {
    const int last = std::min(steps, first + TURNED);
    for (int lane = 0; lane < lanes; ++lane) {
      const double* in = from.data() + lane;
      double* row_of = row(lane);
      for (int k = first; k < last; ++k) row_of[k] = in[static_cast<size_t>(k) * LANES];
    }
  }
}

}  // namespace hearthgrid::run
