#pragma once
// The screen: a float32 flow of many steps with a proven bound on its distance from the exact one.
//
// Notation of lv_plan.hpp: u = F(u) := e - Z conj(s / u) at the connections; |.| of a vector is its largest component.
// Let xi >= max_i sum_j |z_ij| |s_j|, i over connections and over every node and phase.
//
// A. On { |u_j| >= a }: |F(u) - F(v)| <= xi / a^2 |u - v|, as 1/u - 1/v = (v - u) / (u v). For xi < 1/4 there is just
// one
//    solution with |u - e| <= (1 - sqrt(1 - 4 xi)) / 2 < 1/2 (F maps that ball into itself and contracts there): the
//    high-voltage one, which the flat start of lv_flow.hpp leads to. Two solutions u, v with |u_j| |v_j| > xi are
//    equal.
// B. A sweep from u_old (e at first) gives u = F(u_old), with D = |u - u_old| and m = min(|u_old|_min, |u|_min). Then
//      |F(u) - u| = |F(u) - F(u_old)| <= eta := xi D / m^2 .
//    With q := xi / (m - 2 eta)^2 <= 1/2 the ball of radius r := eta / (1 - q) <= 2 eta about u is mapped into itself,
//    so one solution u* lies in it, |u* - u| <= r. It is the one that the exact flow finds, be xi above 1/4 or not:
//    that flow starts flat too, so its iterates are these but for rounding, rho a sweep and at most 2 rho in all, as F
//    contracts by q between them. From this sweep on they are within r + 2 rho <= 3 r of u*, where, r being less than
//    m / 20, F contracts by xi / (m - 4 r)^2 < 1 towards u*, by xi / m^2 <= 1/2 in the end.
// C. At a node: |v* - v| <= sum_j |z_nj| |s_j| |1/u_old - 1/u*| <= xi (D + r) / (m (m - r)) <= r m / (m - r).
// D. Currents i = conj(s / u), i* = conj(s / u*): |i*_j - i_j| <= eps |s_j|, eps = r / (m (m - r)). A line's current is
//    off by at most eps times the sum of |s| behind it.
// E. Losses are L(i) = i^H R i, R positive semidefinite with |R_ij| <= |z_ij|, so that sqrt(L) is a seminorm and
//      |L(i*) - L(i)| <= 2 sqrt(L(i) B) + B,   B = L(i* - i) <= eps^2 sum_ij |s_i| |z_ij| |s_j| <= eps^2 xi T, T = sum
//      |s|.
//
// Rounding: a drop is a sum of at most K products' worth of roundings of its terms (K = connections + nodes + depth +
// 24), each 2^-24 of a term and twice that as a complex number, so that u, the loads' change to float32 included, is
// off by less than 2^-22 K xi / m + 2^-22; eta is increased by it. The exact flow stops short of the solution by its
// own tolerance; r is increased by LvScreenTile::slack for it.
//
// xi without a sweep: connections are dealt into feeders (subtrees below the first node) and phases,
//   xi <= max_f,p [ sum_{j in f,p} a_j |s_j| + sum_{j in f, other phases} b_j |s_j| + A T_p + B (T_q + T_r) ],
// A, B the largest |z_ij| from feeder to feeder in the same and in other phases, a_j and b_j what |z_ij| exceeds them
// by at most inside the feeder.

#include <array>
#include <memory>
#include <vector>

#include "models/electricity/low_voltage/lv_screen_view.hpp"

namespace hearthgrid::electricity {

class LvPlan;

struct LvScreenPlan {
  std::vector<LvScreenNode> nodes;
  std::vector<LvScreenConnection> connections;
  std::vector<LvScreenSlot> slots;
  std::vector<LvScreenGroup> groups;
  std::vector<int> order;  ///< of each, the connection's place in LvPlan::connections
  LvScreenView view;       ///< of the vectors above
};

[[nodiscard]] std::shared_ptr<const LvScreenPlan> make_screen_plan(const LvPlan& plan);

}  // namespace hearthgrid::electricity
