#pragma once
// Orders in which homes convert, for hosting capacity: adversarial ones and random ones.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/electricity/planning/hosting.hpp"

namespace hearthgrid::electricity {

struct HostingOrder {
  std::string name;
  std::vector<int> rows;
};

/// See hosting.hpp. `rows` are those that can convert; ties go by name.
[[nodiscard]] std::vector<HostingOrder> adversarial_orders(const Design& design, const PlaceLoads& loads,
                                                           const Conversion& conversion, std::span<const int> rows);

/// A permutation of the rows by random keys of their names.
[[nodiscard]] HostingOrder random_order(const Conversion& conversion, std::span<const int> rows, uint32_t seed,
                                        uint64_t name_hash, int number);

}  // namespace hearthgrid::electricity
