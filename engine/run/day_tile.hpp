#pragma once
// The streams of one batch over one day, [step][lane] as the kernel wants them, and the turn from and to rows by home.
// A block has one tile, which its batches use in turn, so that it stays in the cache.

#include <cstddef>
#include <vector>

#include "engine/run/kernel/household_kernel.hpp"

namespace hearthgrid::run {

struct DayTile {
  explicit DayTile(int steps_per_day);

  int steps;
  std::vector<double> gain, target, base, electric, input, heat, air;  ///< [step][lane], see TileStreams
  std::vector<double> ventilation, cool_target, cool;                  ///< the same; what a batch lays in counts
  std::vector<double> hot_water, enabled, backup_enabled, backup;      ///< the same
  std::vector<double> none, ones;                                      ///< [step][lane], for streams not used
  std::vector<double> rows;                                            ///< [lane][step], for turning

  /// Row of a lane in `rows`.
  [[nodiscard]] double* row(int lane) { return rows.data() + static_cast<size_t>(lane) * steps; }
  [[nodiscard]] const double* row(int lane) const { return rows.data() + static_cast<size_t>(lane) * steps; }

  /// to[step][lane] = from[lane][step] * factor[lane] for the first `lanes` lanes; others keep what they hold.
  void lay_down(const double* const* from, const double* factor, int lanes, std::vector<double>& to) const;
  /// rows[lane][step] = from[step][lane] for the first `lanes` lanes.
  void pick_up(const std::vector<double>& from, int lanes);
  /// kw[step] += row of the lane; kvar[step] += the row * tan_phi.
  void add_row(int lane, double tan_phi, double* kw, double* kvar) const;
  /// gain[step][lane] = by_hour[hour][lane] + per_kw[lane] * base[step][lane].
  void lay_gain(const double (*by_hour)[LANES], const double* per_kw, int per_hour);
};

}  // namespace hearthgrid::run
