#include "models/uncertainty/design.hpp"

#include <boost/random/sobol.hpp>

#include <numeric>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "engine/base/random.hpp"

namespace hearthgrid::uncertainty {
namespace {

constexpr uint32_t ORDER = 0, WITHIN = 1, SHIFT = 2;  // draws of Stream::design

void check(std::span<const std::string> inputs, size_t points) {
  if (points == 0 || points > 0x7fffffff) throw std::invalid_argument(fmt::format("a design of {} points", points));
  const std::set<std::string> distinct(inputs.begin(), inputs.end());
  if (distinct.size() != inputs.size()) throw std::invalid_argument("two inputs of a design have one name");
}

// Fisher and Yates; the words' modulus is off by less than points / 2^32.
std::vector<uint32_t> random_order(uint32_t seed, uint64_t name, size_t points) {
  std::vector<uint32_t> order(points);
  std::iota(order.begin(), order.end(), 0U);
  for (size_t i = points; i-- > 1;) {
    const uint32_t word = random_words(seed, Stream::design, name, static_cast<uint32_t>(i), ORDER)[0];
    std::swap(order[i], order[word % (i + 1)]);
  }
  return order;
}

}  // namespace

Design latin_hypercube(uint32_t seed, std::span<const std::string> inputs, size_t points) {
  check(inputs, points);
  Design design{points, inputs.size(), std::vector<double>(points * inputs.size())};
  for (size_t d = 0; d < inputs.size(); ++d) {
    const uint64_t name = stable_hash(inputs[d]);
    const std::vector<uint32_t> order = random_order(seed, name, points);
    for (size_t i = 0; i < points; ++i) {
      const double within = uniform(random_words(seed, Stream::design, name, static_cast<uint32_t>(i), WITHIN)[0]);
      design.u[i * inputs.size() + d] = (order[i] + within) / static_cast<double>(points);
    }
  }
  return design;
}

Design sobol(uint32_t seed, std::span<const std::string> inputs, size_t points) {
  check(inputs, points);
  if (inputs.size() > SOBOL_DIMENSIONS) {
    throw std::invalid_argument(
        fmt::format("a Sobol sequence of {} coordinates; there are {}", inputs.size(), SOBOL_DIMENSIONS));
  }
  Design design{points, inputs.size(), std::vector<double>(points * inputs.size())};
  if (inputs.empty()) return design;
  std::vector<uint32_t> shift;
  for (const std::string& input : inputs) {
    shift.push_back(random_words(seed, Stream::design, stable_hash(input), 0, SHIFT)[0]);
  }
  boost::random::sobol_engine<uint32_t, 32> sequence(inputs.size());
  // Boost's sequence begins with its second point; the origin in front keeps 2^k points a net.
  for (size_t d = 0; d < inputs.size(); ++d) design.u[d] = uniform(shift[d]);
  for (size_t i = 1; i < points; ++i) {
    for (size_t d = 0; d < inputs.size(); ++d) {
      design.u[i * inputs.size() + d] = uniform(static_cast<uint32_t>(sequence()) ^ shift[d]);
    }
  }
  return design;
}

}  // namespace hearthgrid::uncertainty
