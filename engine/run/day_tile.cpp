#include "engine/run/day_tile.hpp"

#include "engine/base/vector_clones.hpp"

namespace hearthgrid::run {
namespace {

// Rows of four steps become four rows of lanes in registers; the steps of a day are a multiple of 24.
constexpr int TURNED = 4;
// The attributes stand behind the name: behind the type, clang drops the alignment without a word.
using Four __attribute__((vector_size(TURNED * sizeof(double)), aligned(sizeof(double)), may_alias)) = double;

inline __attribute__((always_inline)) void turn(const Four (&row)[TURNED], Four (&column)[TURNED]) {
  const Four low_01 = __builtin_shufflevector(row[0], row[1], 0, 4, 2, 6);
  const Four high_01 = __builtin_shufflevector(row[0], row[1], 1, 5, 3, 7);
  const Four low_23 = __builtin_shufflevector(row[2], row[3], 0, 4, 2, 6);
  const Four high_23 = __builtin_shufflevector(row[2], row[3], 1, 5, 3, 7);
  column[0] = __builtin_shufflevector(low_01, low_23, 0, 1, 4, 5);
  column[1] = __builtin_shufflevector(high_01, high_23, 0, 1, 4, 5);
  column[2] = __builtin_shufflevector(low_01, low_23, 2, 3, 6, 7);
  column[3] = __builtin_shufflevector(high_01, high_23, 2, 3, 6, 7);
}

// NOLINTNEXTLINE(readability-non-const-parameter): what it returns is written to
inline __attribute__((always_inline)) Four& four(double* at) {
  return *reinterpret_cast<Four*>(at);
}
inline __attribute__((always_inline)) const Four& four(const double* at) {
  return *reinterpret_cast<const Four*>(at);
}

// to[step][lane] = from[lane][step] * factor[lane] for TURNED lanes from `first` on.
HEARTHGRID_VECTOR_CLONES void lay_four(const double* const* from, const double* factor, int first, int steps,
                                       double* to) {
  for (int k = 0; k < steps; k += TURNED) {
    Four row[TURNED], column[TURNED];
    for (int i = 0; i < TURNED; ++i) row[i] = four(from[first + i] + k) * factor[first + i];
    turn(row, column);
    for (int i = 0; i < TURNED; ++i) four(to + static_cast<size_t>(k + i) * LANES + first) = column[i];
  }
}

// rows[lane][step] = from[step][lane] for TURNED lanes from `first` on.
HEARTHGRID_VECTOR_CLONES void pick_four(const double* from, int first, int steps, double* rows) {
  for (int k = 0; k < steps; k += TURNED) {
    Four row[TURNED], column[TURNED];
    for (int i = 0; i < TURNED; ++i) row[i] = four(from + static_cast<size_t>(k + i) * LANES + first);
    turn(row, column);
    for (int i = 0; i < TURNED; ++i) four(rows + static_cast<size_t>(first + i) * steps + k) = column[i];
  }
}

HEARTHGRID_VECTOR_CLONES void add_power(const double* power, double tan_phi, int steps, double* __restrict kw,
                                        double* __restrict kvar) {
  for (int k = 0; k < steps; ++k) {
    kw[k] += power[k];
    kvar[k] += power[k] * tan_phi;
  }
}

HEARTHGRID_VECTOR_CLONES void add_gains(const double* by_hour, const double* per_kw, const double* base_kw, int steps,
                                        double* __restrict gain) {
  for (int k = 0; k < steps; ++k) {
    for (int lane = 0; lane < LANES; ++lane) {
      gain[k * LANES + lane] = by_hour[lane] + per_kw[lane] * base_kw[k * LANES + lane];
    }
  }
}

}  // namespace

DayTile::DayTile(int steps_per_day) : steps(steps_per_day) {
  const size_t size = static_cast<size_t>(steps) * LANES;
  for (std::vector<double>* v : {&gain, &target, &base, &electric, &input, &heat, &air, &ventilation, &cool_target,
                                 &cool, &hot_water, &enabled, &backup_enabled, &backup, &none, &rows}) {
    v->assign(size, 0.0);
  }
  ones.assign(size, 1.0);
}

void DayTile::lay_down(const double* const* from, const double* factor, int lanes, std::vector<double>& to) const {
  const int fours = lanes - lanes % TURNED;
  for (int first = 0; first < fours; first += TURNED) lay_four(from, factor, first, steps, to.data());
  for (int lane = fours; lane < lanes; ++lane) {
    for (int k = 0; k < steps; ++k) to[static_cast<size_t>(k) * LANES + lane] = from[lane][k] * factor[lane];
  }
}

void DayTile::pick_up(const std::vector<double>& from, int lanes) {
  for (int first = 0; first < lanes; first += TURNED) pick_four(from.data(), first, steps, rows.data());
}

void DayTile::add_row(int lane, double tan_phi, double* kw, double* kvar) const {
  add_power(row(lane), tan_phi, steps, kw, kvar);
}

void DayTile::lay_gain(const double (*by_hour)[LANES], const double* per_kw, int per_hour) {
  for (int k = 0; k < steps; k += per_hour) {
    const size_t at = static_cast<size_t>(k) * LANES;
    add_gains(by_hour[k / per_hour], per_kw, base.data() + at, per_hour, gain.data() + at);
  }
}

}  // namespace hearthgrid::run
