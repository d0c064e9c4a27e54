#include "models/electricity/planning/hosting_orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "engine/base/random.hpp"

namespace hearthgrid::electricity {
namespace {

/// What is known of a home that may convert.
struct Candidate {
  int row = 0;
  int phase = 0;
  std::pair<size_t, int> feeder;  ///< area, first node of its line
  double added_kva = 0.0;         ///< at the peak of all converted
  double added_moment = 0.0;      ///< times the resistance of the way
};

int64_t peak_step(const PlaceLoads& loads, const Conversion& conversion) {
  std::vector<double> total(static_cast<size_t>(loads.steps()));
  for (size_t row = 0; row < loads.kw.size(); ++row) {
    const auto& kw = conversion.kw[row].empty() ? loads.kw[row] : conversion.kw[row];
    for (size_t t = 0; t < total.size(); ++t) total[t] += static_cast<double>(kw[t]);
  }
  return std::max_element(total.begin() + loads.warm_up_steps, total.end()) - total.begin();
}

double added_kva(const PlaceLoads& loads, const Conversion& conversion, int row, int64_t step) {
  const auto added = [&](const auto& before, const auto& after) {
    return before.empty() ? 0.0 : static_cast<double>(after[row][step]) - static_cast<double>(before[row][step]);
  };
  const double kw = added(loads.kw, conversion.kw);
  return std::copysign(std::hypot(kw, added(loads.kvar, conversion.kvar)), kw);
}

std::vector<Candidate> look_at(const Design& design, const PlaceLoads& loads, const Conversion& conversion,
                               std::span<const int> rows) {
  std::vector<Candidate> candidates;
  const int64_t step = peak_step(loads, conversion);
  std::vector<bool> converts(loads.kw.size());
  for (const int row : rows) converts[row] = true;
  for (size_t a = 0; a < design.areas.size(); ++a) {
    const PlanArea& area = design.areas[a];
    const std::vector<double> ohm = path_resistance_ohm(area.network);
    for (size_t h = 0; h < area.rows.size(); ++h) {
      const LvHome& home = area.network.homes[h];
      const int row = area.rows[h];
      if (!converts[row]) continue;
      int feeder = home.node;
      while (feeder > 0 && area.network.nodes[feeder].parent > 0) feeder = area.network.nodes[feeder].parent;
      const double kva = added_kva(loads, conversion, row, step);
      candidates.push_back({row, home.phase, {a, feeder}, kva, kva * ohm[home.node]});
    }
  }
  return candidates;
}

}  // namespace

std::vector<HostingOrder> adversarial_orders(const Design& design, const PlaceLoads& loads,
                                             const Conversion& conversion, std::span<const int> rows) {
  const std::vector<Candidate> candidates = look_at(design, loads, conversion, rows);
  std::vector<HostingOrder> orders;
  const auto add = [&](std::string name, const std::function<bool(const Candidate&)>& leads, bool far) {
    std::vector<Candidate> sorted = candidates;
    std::ranges::sort(sorted, {}, [&](const Candidate& c) {
      return std::tuple(!leads(c), far ? -c.added_moment : -c.added_kva, std::string_view(conversion.homes[c.row]),
                        c.row);
    });
    HostingOrder& order = orders.emplace_back(HostingOrder{std::move(name), {}});
    for (const Candidate& c : sorted) order.rows.push_back(c.row);
  };
  const auto on_phase = [](const Candidate& c, int phase) { return c.phase == phase || c.phase == 3; };

  add(
      "heaviest first", [](const Candidate&) { return true; }, false);
  add(
      "farthest first", [](const Candidate&) { return true; }, true);
  for (int p = 0; p < 3; ++p) {
    add(
        fmt::format("phase {}, farthest first", p + 1), [&](const Candidate& c) { return on_phase(c, p); }, true);
  }
  std::vector<std::pair<size_t, int>> feeders;
  for (const Candidate& c : candidates) feeders.push_back(c.feeder);
  std::ranges::sort(feeders);
  feeders.erase(std::unique(feeders.begin(), feeders.end()), feeders.end());
  for (const auto& feeder : feeders) {
    const std::string& line = design.areas[feeder.first].network.nodes[feeder.second].name;
    const auto on_line = [&](const Candidate& c) { return c.feeder == feeder; };
    add(fmt::format("line to {}, farthest first", line), on_line, true);
    for (int p = 0; p < 3; ++p) {
      add(
          fmt::format("phase {}, line to {}, farthest first", p + 1, line),
          [&](const Candidate& c) { return on_line(c) && on_phase(c, p); }, true);
    }
  }
  return orders;
}

HostingOrder random_order(const Conversion& conversion, std::span<const int> rows, uint32_t seed, uint64_t name_hash,
                          int number) {
  struct Key {
    std::array<uint32_t, 2> drawn;
    std::string_view name;
    int row;
  };
  std::vector<Key> keys;
  for (const int row : rows) {
    // Draw 0 of a home at time 0 is its place in a mix; an order of hosting has its own number and target.
    const auto words = random_words(seed, Stream::mix_order, stable_hash(conversion.homes[row]) ^ name_hash,
                                    static_cast<uint32_t>(number), 2);
    keys.push_back({{words[0], words[1]}, conversion.homes[row], row});
  }
  std::ranges::sort(keys, {}, [](const Key& k) { return std::tie(k.drawn, k.name, k.row); });
  HostingOrder order{fmt::format("random {}", number + 1), {}};
  for (const Key& key : keys) order.rows.push_back(key.row);
  return order;
}

}  // namespace hearthgrid::electricity
