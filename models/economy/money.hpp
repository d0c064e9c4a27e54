#pragma once
// Money as whole fen (1 CNY = 100 fen), so that sums come out to the cent, and its division without loss.

#include <cstdint>
#include <span>
#include <vector>

namespace hearthgrid::economy {

using Fen = int64_t;

/// Nearest whole fen, halves away from zero. Throws std::invalid_argument if not finite or beyond 9e16 fen.
[[nodiscard]] Fen fen_of_cny(double cny);
[[nodiscard]] inline double cny_of_fen(Fen fen) {
  return static_cast<double>(fen) / 100.0;
}

/// Divides `total` in proportion to `weights` (they need not add to 1) so that the parts add up to `total` exactly:
/// largest remainder, ties to the earlier part. Throws std::invalid_argument if the weights are negative or all zero.
[[nodiscard]] std::vector<Fen> split(Fen total, std::span<const double> weights);

}  // namespace hearthgrid::economy
