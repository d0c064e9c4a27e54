#pragma once
// Seeded designs: points spread evenly over the unit cube, one coordinate per uncertain input.
//
// Latin hypercube (McKay, Beckman, Conover, Technometrics 21 (1979) 239): each coordinate has one point in each of N
// equal strata, in a random order of its own. An input's coordinate hangs on seed, stream and the input's name alone:
// inputs may be added, left out or put in another order without changing the others' draws.
// Sobol (direction numbers of Joe and Kuo 2008, as Boost.Random has them), the origin as first point,
// randomised by a digital shift: every word of a coordinate is xored with one random word of the input's name, so
// that each point is uniform and the sequence's evenness stays (Owen 2003). A coordinate's place in the sequence is its
// place among the inputs.
//
// Random numbers: Philox (engine/base/random.hpp).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hearthgrid::uncertainty {

/// Points of a design in the open unit cube.
struct Design {
  size_t points = 0, dimensions = 0;
  std::vector<double> u;  ///< [point][dimension], each in (0, 1)

  [[nodiscard]] std::span<const double> point(size_t i) const { return {u.data() + i * dimensions, dimensions}; }
};

/// Most coordinates that a Sobol sequence has direction numbers for.
constexpr size_t SOBOL_DIMENSIONS = 3667;

/// Throw std::invalid_argument for no points, for names that are not distinct, and for more coordinates than there are
/// direction numbers for.
[[nodiscard]] Design latin_hypercube(uint32_t seed, std::span<const std::string> inputs, size_t points);
[[nodiscard]] Design sobol(uint32_t seed, std::span<const std::string> inputs, size_t points);

}  // namespace hearthgrid::uncertainty
