#pragma once
// Random low-voltage networks and loads for tests, by name and seed only.

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <random>
#include <vector>

#include "engine/run/kernel/household_kernel.hpp"
#include "models/electricity/low_voltage/lv_branch.hpp"
#include "models/electricity/low_voltage/lv_flow.hpp"

namespace hearthgrid::electricity {

using Complex = std::complex<double>;

inline double between(std::mt19937& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
}

struct LvDice {
  int homes = 30;
  bool circulant = false;   ///< lines by sequence impedances alone
  double stress = 1.0;      ///< on the lines' lengths
  bool neutral = false;     ///< explicit neutral wires, grounded here and there
  bool regulators = false;  ///< some nodes have one
};

/// One of `count` numbers of homes from `least` on; lines with equal phases or not, regulators here and there.
inline LvDice any_dice(std::mt19937& random, int least, int count, double most_stress) {
  LvDice dice;
  dice.homes = least + static_cast<int>(random() % count);
  dice.circulant = random() % 2 == 0;
  dice.regulators = random() % 5 == 0;
  dice.stress = between(random, 0.3, most_stress);
  return dice;
}

// A line of about 35 to 120 mm2: r + j 0.3 ohm/km, four wires alike.
inline FourWireMatrix four_wires(double r_ohm_km, double km, std::mt19937* random) {
  FourWireMatrix z{};
  for (int i = 0; i < 4; ++i) {
    for (int k = i; k < 4; ++k) {
      const double shift = random == nullptr ? 0.0 : between(*random, -0.03, 0.03);
      z[i][k] = z[k][i] = km * (Complex(0.05, 0.45 + shift) + (i == k ? Complex(r_ohm_km, 0.32) : Complex()));
    }
  }
  return z;
}

inline LvNetwork random_network(std::mt19937& random, const LvDice& dice) {
  LvNetwork network;
  LvTransformer t;
  t.rated_kva = dice.homes < 25 ? 100.0 : 250.0;
  t.load_loss_kw = 0.013 * t.rated_kva;
  t.source_v = 10000.0 * between(random, 1.0, 1.05);
  t.tap_share = random() % 4 == 0 ? -0.025 : 0.0;
  t.vector_group = random() % 4 == 0 ? VectorGroup::yyn0 : VectorGroup::dyn11;
  t.yyn0_zero_sequence_share = 0.2;
  lv_set_transformer(t, network);
  const int poles = std::max(2, dice.homes / 2);
  for (int n = 1; n <= poles; ++n) {
    LvNode node;
    node.name = "pole " + std::to_string(n);
    node.parent = random() % 3 == 0 ? static_cast<int>(random() % n) : n - 1;
    if (n % std::max(4, poles / 3) == 0) node.parent = 0;
    const double km = dice.stress * between(random, 0.02, 0.05), r = between(random, 0.25, 0.7);
    if (dice.circulant) {
      node.branch = lv_from_sequence(km * Complex(r, 0.3), km * Complex(4.0 * r, 1.2));
    } else if (dice.neutral && random() % 4 != 0) {
      lv_explicit_neutral(four_wires(r, km, &random), node);
      if (random() % 3 == 0) node.grounding_ohm = between(random, 2.0, 30.0);
    } else {
      const FourWireMatrix z = four_wires(r, km, &random);
      node.branch = random() % 2 == 0 ? lv_loop(z) : lv_kron(z);
    }
    node.rating_a = between(random, 100.0, 250.0);
    node.length_m = 1000.0 * km;
    if (dice.regulators && random() % 6 == 0) node.boost = between(random, 0.95, 1.06);
    network.nodes.push_back(node);
  }
  for (int h = 0; h < dice.homes; ++h) {
    LvHome home;
    home.node = 1 + static_cast<int>(random() % poles);
    home.phase = static_cast<int8_t>(random() % 10 == 0 ? 3 : random() % 3);
    home.drop_ohm = between(random, 0.0, 0.06) * Complex(1.0, 0.1);
    network.homes.push_back(home);
  }
  return network;
}

// Phases that share nearly all of a line's resistance (and hardly have a reactance) or less than none of it, lines that
// are nearly all reactance.
inline LvImpedance unusual_line(std::mt19937& random, int kind, double ohm) {
  const double shared = kind == 0 ? between(random, 0.99, 1.0) : (kind == 1 ? -0.3 : 0.5);
  const double reactance = kind == 2 ? between(random, 3.0, 8.0) : between(random, 0.001, kind == 0 ? 0.02 : 0.5);
  LvImpedance out;
  for (int p = 0; p < 3; ++p) {
    for (int q = 0; q < 3; ++q) {
      const double own = kind == 0 ? 1.0 + 1e-6 * p : 1.0, between_phases = kind == 0 && p + q == 1 ? 0.4 : 0.5;
      const Complex z(p == q ? own : shared, reactance * (p == q ? 1.0 : between_phases));
      out.phase_ohm[p][q] = (kind == 2 ? 0.3 : 1.0) * ohm * z;
    }
  }
  return out;
}

inline constexpr int UNUSUAL_KINDS = 3;

/// Makes all lines unusual ones of about their resistance.
inline void make_unusual(std::mt19937& random, int kind, LvNetwork& network) {
  for (size_t n = 1; n < network.nodes.size(); ++n) {
    LvImpedance& branch = network.nodes[n].branch;
    branch = unusual_line(random, kind, branch.phase_ohm[0][0].real());
  }
}

/// Loads as [home][step]: a winter's swell, hours of the day, and homes that come and go.
struct LvSeasonLoads {
  int steps = 0;
  std::vector<double> kw, kvar;
  LvSeasonLoads(std::mt19937& random, int homes, int count, double mean_kw)
      : steps(count), kw(static_cast<size_t>(homes) * count), kvar(kw.size()) {
    for (int h = 0; h < homes; ++h) {
      const double size = between(random, 0.4, 1.6), angle = between(random, 0.0, 0.4);
      double heater = 1.0;
      for (int k = 0; k < count; ++k) {
        const double season = 0.55 + 0.45 * std::sin(3.1416 * k / count), hour = (k % 96) / 4.0;
        if (random() % 6 == 0) heater = random() % 3 == 0 ? 0.1 : between(random, 0.5, 1.6);
        const double day = 0.6 + 0.4 * std::exp(-0.1 * (hour - 19.0) * (hour - 19.0));
        const size_t at = static_cast<size_t>(h) * count + k;
        kw[at] = mean_kw * size * season * day * heater + (random() % 40 == 0 ? 2.0 : 0.05);
        kvar[at] = angle * kw[at];
      }
    }
  }
  [[nodiscard]] LvLoads<double> all() const { return {kw.data(), kvar.data(), steps, steps}; }
  [[nodiscard]] LvLoads<double> day(int first, int count) const {
    return {kw.data() + first, kvar.data() + first, steps, count};
  }
};

inline LvSolveOptions everything() {
  LvSolveOptions options;
  options.node_voltages = options.line_loadings = true;
  return options;
}

inline LvResults solve(const LvPlan& plan, const LvLoads<double>& loads, const LvSolveOptions& options = everything(),
                       const LvKernels& kernels = run::kernel().low_voltage) {
  LvWorkspace workspace;
  LvResults results;
  solve_lv(plan, kernels, loads, options, workspace, results);
  return results;
}

}  // namespace hearthgrid::electricity
