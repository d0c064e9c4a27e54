#pragma once
// A flow of the tests' own, and small places made by a seed.

#include <cmath>
#include <complex>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "models/electricity/planning/limits.hpp"
#include "models/electricity/planning/measure_catalogue.hpp"

namespace hearthgrid::electricity {

/// Backward and forward sweep of one step, phase by phase, no more than the definitions of lv_network.hpp.
inline AreaFlow sweep(const LvNetwork& network, std::span<const double> kw, std::span<const double> kvar) {
  using C = std::complex<double>;
  const size_t nodes = network.nodes.size(), homes = network.homes.size();
  std::vector<std::array<C, 3>> v(nodes), j(nodes);
  std::array<C, 3> source;
  for (size_t p = 0; p < 3; ++p) {
    source[p] = std::polar(network.no_load_v, -2.0 * std::numbers::pi / 3.0 * static_cast<double>(p));
  }
  for (auto& node : v) node = source;
  std::vector<std::array<C, 3>> u(homes);  // at the homes
  for (size_t h = 0; h < homes; ++h) u[h] = source;
  AreaFlow flow;
  double change = 1.0;
  for (int k = 0; k < 400 && change > 1e-11; ++k) {
    for (auto& node : j) node = {};
    for (size_t h = 0; h < homes; ++h) {
      const LvHome& home = network.homes[h];
      const C s = C(kw[h], kvar[h]) * 1000.0 / (home.phase == 3 ? 3.0 : 1.0);
      for (size_t p = 0; p < 3; ++p) {
        if (home.phase != 3 && home.phase != static_cast<int>(p)) continue;
        const C i = std::conj(s / u[h][p]);
        j[home.node][p] += i;
        u[h][p] = v[home.node][p] - home.drop_ohm * i;
      }
    }
    for (size_t n = nodes; n-- > 1;) {
      for (size_t p = 0; p < 3; ++p) j[network.nodes[n].parent][p] += j[n][p] * network.nodes[n].boost;
    }
    change = 0.0;
    for (size_t n = 0; n < nodes; ++n) {
      const LvNode& node = network.nodes[n];
      for (size_t p = 0; p < 3; ++p) {
        C to = n == 0 ? source[p] : v[node.parent][p];
        for (size_t q = 0; q < 3; ++q) to -= node.branch.phase_ohm[p][q] * j[n][q] * node.boost;
        to *= node.boost;
        change = std::max(change, std::abs(to - v[n][p]) / network.no_load_v);
        v[n][p] = to;
      }
    }
    if (!std::isfinite(change)) break;
  }
  flow.converged = change <= 1e-11;
  for (const auto& node : v) {
    for (const C& x : node) flow.converged = flow.converged && std::abs(x) > 0.4 * network.no_load_v;
  }
  const C a = std::polar(1.0, 2.0 * std::numbers::pi / 3.0);
  for (size_t n = 0; n < nodes; ++n) {
    double amperes = 0.0;
    for (const C& i : j[n]) amperes = std::max(amperes, std::abs(i) * network.nodes[n].boost);
    flow.branch_a.push_back(amperes);
    const C one = v[n][0] + a * v[n][1] + a * a * v[n][2], two = v[n][0] + a * a * v[n][1] + a * v[n][2];
    flow.unbalance.push_back(std::abs(two) / std::abs(one));
  }
  for (size_t h = 0; h < homes; ++h) {
    double low = 1e9, high = 0.0;
    for (size_t p = 0; p < 3; ++p) {
      if (network.homes[h].phase != 3 && network.homes[h].phase != static_cast<int>(p)) continue;
      low = std::min(low, std::abs(u[h][p]));
      high = std::max(high, std::abs(u[h][p]));
    }
    flow.home_low_v.push_back(low);
    flow.home_high_v.push_back(high);
  }
  C s;
  for (size_t p = 0; p < 3; ++p) s += v[0][p] * std::conj(j[0][p]);
  flow.kw = s.real() / 1000.0;
  flow.kvar = s.imag() / 1000.0;
  return flow;
}

inline void sweep_all(const LvNetwork& network, std::span<const double> kw, std::span<const double> kvar, size_t steps,
                      std::vector<AreaFlow>& flows) {
  const size_t homes = network.homes.size();
  for (size_t t = 0; t < steps; ++t) {
    flows[t] = sweep(network, kw.subspan(t * homes, homes), kvar.subspan(t * homes, homes));
  }
}

/// A place: trunk of poles 50 m apart from one or two lines, a lateral here and there, homes with loads over time.
struct TestPlace {
  Design design;
  std::vector<std::vector<float>> kw, kvar;
  PlaceLoads loads;
  PlanRules rules;
  std::vector<std::string> homes;

  void bind() {
    loads.kw.assign(kw.begin(), kw.end());
    loads.kvar.assign(kvar.begin(), kvar.end());
  }
};

/// Uniform numbers that are the same with every library.
class Draw {
 public:
  explicit Draw(uint32_t seed) : engine_(seed) {}
  double between(double low, double high) { return low + (high - low) * (engine_() / 4294967296.0); }
  int below(int count) { return static_cast<int>(engine_() % static_cast<uint32_t>(count)); }

 private:
  std::mt19937 engine_;
};

inline std::vector<float> rough_load(Draw& draw, double mean_kw, int steps) {
  std::vector<float> row;
  for (int t = 0; t < steps; ++t) {
    const double daily = 1.0 + 0.6 * std::sin(0.26 * t) + draw.between(-0.4, 0.4);
    row.push_back(static_cast<float>(mean_kw * std::max(0.0, daily)));
  }
  return row;
}

inline TestPlace small_place(uint32_t seed, int homes, double mean_kw, double kva, int steps = 48) {
  Draw draw(seed);
  LvNetwork network;
  const TransformerType& type = type_of("S13", kva);
  LvNode root;
  root.name = "busbar";
  root.branch = dyn11_branch(type, network.rated_v);
  network.nodes.push_back(root);
  const std::complex<double> z(0.641, 0.328);  // JKLYJ-50, ohm/km
  const auto pole = [&](int parent, double length_m, const std::string& name) {
    LvNode node;
    node.name = name;
    node.parent = parent;
    node.length_m = length_m;
    node.branch = four_wire_branch(z * length_m / 1000.0, z * length_m / 1000.0);
    node.rating_a = 180.0;
    network.nodes.push_back(node);
    return static_cast<int>(network.nodes.size()) - 1;
  };
  const int lines = 1 + draw.below(2);
  for (int line = 0; line < lines; ++line) {
    int at = 0;
    for (int k = 0; k < 5; ++k) {
      at = pole(at, draw.between(40.0, 70.0), "pole " + std::to_string(line) + "." + std::to_string(k));
      if (draw.below(3) == 0) (void)pole(at, 40.0, "lateral " + std::to_string(line) + "." + std::to_string(k));
    }
  }
  TestPlace place;
  for (int h = 0; h < homes; ++h) {
    LvHome home;
    home.node = 1 + draw.below(static_cast<int>(network.nodes.size()) - 1);
    home.phase = static_cast<int8_t>(draw.below(3));
    home.drop_ohm = {0.05, 0.002};
    network.homes.push_back(home);
    place.kw.push_back(rough_load(draw, mean_kw, steps));
    auto& kvar = place.kvar.emplace_back(place.kw.back());
    for (float& q : kvar) q *= 0.2F;
    place.homes.push_back("home " + std::to_string(h));
  }
  place.design = as_it_stands("place", type, network);
  place.rules.flow = sweep_all;
  place.bind();
  return place;
}

inline MeasureCatalogue small_catalogue() {
  MeasureCatalogue catalogue;
  catalogue.lines = {{"JKLYJ-70", 0.443, 0.318, 0.443, 230.0, 60000.0, "assumed", "test"},
                     {"JKLYJ-120", 0.253, 0.304, 0.253, 340.0, 90000.0, "assumed", "test"},
                     {"JKLYJ-240", 0.125, 0.286, 0.125, 540.0, 160000.0, "assumed", "test"}};
  std::vector<PricedSize> sizes;
  for (const double kva : sizes_of("S13")) sizes.push_back({kva, 30000.0 + 100.0 * kva, "assumed", "test"});
  const auto add = [&](MeasureKind kind, double fixed_cny, double months) -> CatalogueMeasure& {
    CatalogueMeasure& entry = catalogue.measures.emplace_back();
    entry.kind = kind;
    entry.name = measure_kind_names()[static_cast<size_t>(kind)];
    entry.fixed_cny = fixed_cny;
    entry.lead_months = months;
    entry.series = "S13";
    return entry;
  };
  add(MeasureKind::larger_conductor, 2000.0, 2.0).lines = {"JKLYJ-70", "JKLYJ-120", "JKLYJ-240"};
  add(MeasureKind::feeder_split, 5000.0, 2.0).lines = {"JKLYJ-70", "JKLYJ-120", "JKLYJ-240"};
  CatalogueMeasure& second = add(MeasureKind::second_transformer, 60000.0, 6.0);
  second.sizes = sizes;
  second.cny_per_km = 150000.0;
  add(MeasureKind::larger_transformer, 0.0, 3.0).sizes = sizes;
  add(MeasureKind::line_regulator, 40000.0, 4.0).shares = {0.025, 0.05};
  add(MeasureKind::phase_rebalancing, 500.0, 1.0).cny_per_home = 200.0;
  add(MeasureKind::tap_change, 800.0, 0.5).shares = {-0.05, -0.025, 0.025, 0.05};
  return catalogue;
}

}  // namespace hearthgrid::electricity
