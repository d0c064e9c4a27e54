#include "models/electricity/planning/rebalancing.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace hearthgrid::electricity {
namespace {

constexpr int8_t THREE = 3;
constexpr double LEAST_GAIN = 1e-12;

/// J over the areas of a design. A column is a sum that should be even over phases: a step's power of an area, or a
/// step's moment of a line.
class Balance {
 public:
  Balance(const Design& design, const PlaceLoads& loads, std::span<const int64_t> steps) {
    int columns = 0;
    for (const PlanArea& area : design.areas) columns = add_area(area, loads, steps, columns);
    sums_.assign(static_cast<size_t>(columns), {});
    scale();
  }

  struct Home {
    int row = 0;
    int8_t phase = -1;  ///< -1: not yet placed
    double weight = 0.0;
    std::vector<int> columns;
    std::vector<double> loads;
  };
  [[nodiscard]] std::vector<Home>& homes() { return homes_; }

  void put(Home& home, int8_t phase) {
    add(home, home.phase, -1.0);
    home.phase = phase;
    add(home, phase, 1.0);
  }

  /// What J would grow by if a home went from its phase to another.
  [[nodiscard]] double growth(const Home& home, int8_t to) const {
    double growth = 0.0;
    for (size_t i = 0; i < home.columns.size(); ++i) {
      const auto& sum = sums_[home.columns[i]];
      const double load = home.loads[i];
      growth += load * (2.0 * sum[to] + load);
      if (home.phase >= 0) growth += load * (load - 2.0 * sum[home.phase]);
    }
    return growth;
  }

 private:
  int add_area(const PlanArea& area, const PlaceLoads& loads, std::span<const int64_t> steps, int columns) {
    const LvNetwork& network = area.network;
    std::vector<double> ohm = path_resistance_ohm(network);
    const double before_ohm = ohm[0];
    std::vector<int> feeder(network.nodes.size(), -1);
    for (size_t n = 1; n < feeder.size(); ++n) {
      const int parent = network.nodes[n].parent;
      feeder[n] = parent == 0 ? static_cast<int>(n) : feeder[parent];
    }
    const auto count = static_cast<int>(steps.size());
    for (size_t h = 0; h < area.rows.size(); ++h) {
      if (network.homes[h].phase == THREE) continue;
      Home home{area.rows[h], network.homes[h].phase, 0.0, {}, {}};
      const int node = network.homes[h].node;
      for (int t = 0; t < count; ++t) {
        const double kw = static_cast<double>(loads.kw[home.row][steps[t]]);
        home.columns.push_back(columns + t);
        home.loads.push_back(kw);
        home.weight = std::max(home.weight, kw * ohm[node]);
        if (feeder[node] < 0) continue;
        home.columns.push_back(columns + count * feeder[node] + t);
        home.loads.push_back(kw * (ohm[node] - before_ohm));
      }
      homes_.push_back(std::move(home));
    }
    area_ends_.emplace_back(columns, count);
    return columns + count * static_cast<int>(network.nodes.size());
  }

  /// Divides powers by their sum over the area, and moments by theirs over all lines of the area.
  void scale() {
    for (Home& home : homes_) add(home, 0, 1.0);
    std::vector<double> total(sums_.size());
    for (size_t a = 0; a < area_ends_.size(); ++a) {
      const auto [first, count] = area_ends_[a];
      const int end = a + 1 < area_ends_.size() ? area_ends_[a + 1].first : static_cast<int>(sums_.size());
      for (int t = 0; t < count; ++t) {
        total[first + t] = sums_[first + t][0];
        double moment = 0.0;
        for (int c = first + count + t; c < end; c += count) moment += sums_[c][0];
        for (int c = first + count + t; c < end; c += count) total[c] = moment;
      }
    }
    std::ranges::fill(sums_, std::array<double, 3>{});
    for (Home& home : homes_) {
      for (size_t i = 0; i < home.loads.size(); ++i) {
        const double of = total[home.columns[i]];
        home.loads[i] = of != 0.0 ? home.loads[i] / of : 0.0;
      }
      add(home, home.phase, 1.0);
    }
  }

  void add(const Home& home, int8_t phase, double sign) {
    if (phase < 0) return;
    for (size_t i = 0; i < home.columns.size(); ++i) sums_[home.columns[i]][phase] += sign * home.loads[i];
  }

  std::vector<Home> homes_;
  std::vector<std::array<double, 3>> sums_;     // [column][phase]
  std::vector<std::pair<int, int>> area_ends_;  // first column and number of steps, by area
};

void place_afresh(Balance& balance) {
  auto& homes = balance.homes();
  std::vector<size_t> order(homes.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](size_t h) { return homes[h].weight; });
  std::vector<int8_t> present;
  for (auto& home : homes) {
    present.push_back(home.phase);
    balance.put(home, -1);
  }
  for (const size_t h : order) {
    int8_t best = present[h];
    for (int8_t p = 0; p < THREE; ++p) {
      if (balance.growth(homes[h], p) < balance.growth(homes[h], best) - LEAST_GAIN) best = p;
    }
    balance.put(homes[h], best);
  }
}

/// The best single move; whether there was one.
bool move_one(Balance& balance) {
  double best = -LEAST_GAIN;
  Balance::Home* mover = nullptr;
  int8_t to = 0;
  for (auto& home : balance.homes()) {
    for (int8_t p = 0; p < THREE; ++p) {
      const double growth = p == home.phase ? 0.0 : balance.growth(home, p);
      if (growth >= best) continue;
      best = growth;
      mover = &home;
      to = p;
    }
  }
  if (mover != nullptr) balance.put(*mover, to);
  return mover != nullptr;
}

/// The best swap of two homes of different phases; whether there was one.
bool swap_two(Balance& balance) {
  auto& homes = balance.homes();
  double best = -LEAST_GAIN;
  size_t one = 0, other = 0;
  for (size_t i = 0; i < homes.size(); ++i) {
    for (size_t j = i + 1; j < homes.size(); ++j) {
      const int8_t a = homes[i].phase, b = homes[j].phase;
      if (a == b) continue;
      double growth = balance.growth(homes[i], b);
      balance.put(homes[i], b);
      growth += balance.growth(homes[j], a);
      balance.put(homes[i], a);
      if (growth >= best) continue;
      best = growth;
      one = i;
      other = j;
    }
  }
  if (other == 0) return false;
  const int8_t a = homes[one].phase, b = homes[other].phase;
  balance.put(homes[one], b);
  balance.put(homes[other], a);
  return true;
}

}  // namespace

std::vector<int8_t> present_phases(const Design& design, size_t rows) {
  std::vector<int8_t> phases(rows, THREE);
  for (const PlanArea& area : design.areas) {
    for (size_t h = 0; h < area.rows.size(); ++h) phases[area.rows[h]] = area.network.homes[h].phase;
  }
  return phases;
}

std::vector<int8_t> balanced_phases(const Design& design, const PlaceLoads& loads, std::span<const int64_t> steps,
                                    Rebalance from) {
  constexpr int MOST_CHANGES = 10000;
  Balance balance(design, loads, steps);
  if (from == Rebalance::afresh) place_afresh(balance);
  for (int i = 0; i < MOST_CHANGES && (move_one(balance) || swap_two(balance)); ++i) {
  }
  std::vector<int8_t> phases = present_phases(design, loads.kw.size());
  for (const auto& home : balance.homes()) phases[home.row] = home.phase;
  return phases;
}

}  // namespace hearthgrid::electricity
