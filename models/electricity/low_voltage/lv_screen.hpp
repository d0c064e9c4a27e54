#pragma once
// The screen: a float32 flow of many steps with a proven bound on its distance from the exact one.
//
// Notation of lv_plan.hpp: u = F(u) := e - Z conj(s / u) at the connections; |.| of a vector is its largest component.
// Let xi >= max_i sum_j |z_ij| |s_j|, i over connections and over every node and phase.
//
// A. On { |u_j| >= a }: |F(u) - F(v)| <= xi / a^2 |u - v|, as 1/u - 1/v = (v - u) / (u v). Let u* be a solution,
//    |u*_j| >= a for all j and xi <= 0.49 a^2. It is the one that the exact flow (lv_flow.hpp) finds, which goes from e
//    by F: |e - u*| = |Z conj(s / u*)| <= xi / a <= 0.49 a, and |F(w) - u*| <= xi / (a (a - d)) |w - u*| where
//    |w - u*| <= d. With d = 0.49 a that is a factor of 0.97, from e on; it falls to 0.49 as the iterates draw near,
//    and after the 40 sweeps beyond which that flow turns to Newton's method d is less than 1e-10 a.
// B. From any currents i0, u = e - Z i0 and i = conj(s / u), so that F(u) - u = Z (i0 - i). With m = |u|_min let
//      eta >= |F(u) - u|,   q := xi / (m - 2 eta)^2 <= 0.49 ;
//    then the ball of radius r := eta / (1 - q) <= 2 eta about u is mapped into itself, so a solution u* lies in it,
//    |u* - u| <= r. By A, with a = m - 2 eta, it is the exact flow's.
//    How good the bound is hangs on how good i0 is. The first i0 is a guess: of a feeder's phase the drops by a profile
//    h_j, those of an even spread, as often as the sum of w_j s_j says, w_j being what the load at j adds to the
//    profile (least squares); corrected for what a home does to itself. Each sweep takes i for i0.
// C. At a node v = e - Z_n i0: |v* - v| <= |Z_n (i* - i)| + |Z_n (i - i0)| <= xi r / (m (m - r)) + eta <= r.
//    Of three times the positive sequence there the real part, as seen from phase a's no-load voltage, is computed; the
//    other part is no more than 3 |Z_n i0| <= 3 (xi / m + eta). Of refined steps both parts are, and the ratio of the
//    sequences n / p itself: |n* / p* - n / p| <= 3 r (1 + n / p) / (p - 3 r).
// D. Currents i = conj(s / u), i* = conj(s / u*): |i*_j - i_j| <= eps |s_j|, eps = r / (m (m - r)). A line's current is
//    off by at most eps times the sum of |s| behind it.
// E. Losses are L(i) = sum_n J_n^H R_n J_n + sum_j Re d_j |i_j|^2 over lines n with currents J_n and service drops d_j;
//    all R positive semidefinite, so that the root of each of these sums is a seminorm and, for each by itself,
//      |L(i*) - L(i)| <= 2 sqrt(L(i) B) + B ,   B = L(i* - i) .
//    Of the lines, B <= eps^2 sum_n,p,q |R_n,pq| S_np S_nq, S_np the sum of |s| behind line n on phase p; of the drops,
//    B <= (r / (m - r))^2 L(i), as |i*_j - i_j| <= |i_j| r / (m - r). Where all R are circulant and neither R_aa - R_ab
//    nor R_ab is below 0, the lines' sum is two such sums,
//      sum_n (R_aa - R_ab)_n sum_p |J_np|^2 + sum_n R_ab,n |sum_p J_np|^2 ,
//    and so is its B: the second of these may be large (three phases' S add up), but the currents between phases, which
//    it meets under the root, are small.
// F. Reactive power of the lines, with |J_np| <= S_np / m, is off by (2 eps / m + eps^2) sum_n,p,q |X_n,pq| S_np S_nq
// at
//    most; that of the drops by (2 r / (m - r) + (r / (m - r))^2) max |x| sum |s|^2 / m^2, sum |s|^2 being no more than
//    the largest |s| times their sum. So much, with E and the sums' own roundings, may apparent power be off.
//
// Rounding: a drop is a sum of at most K products' worth of roundings of its terms (K = connections + nodes + depth +
// 32), each 2^-24 of a term and twice that as a complex number, so that u, the loads' change to float32 included, is
// off by less than 2^-22 K xi / m + 2^-22; eta is increased by it. i0 - i behind a line is the difference of two sums,
// each of which is off by K roundings of its terms (i0, a guess or the current before, is i within some percent): eta
// is increased by 2^-22 K xi / m once more. The exact flow stops short of the solution by its own tolerance; r is
// increased by LvScreenTile::slack for it.
//
// Currents may be off by a known share d of them (ROUGHNESS of lv_vector.hpp, where the losses leave room for it): what
// is computed is i_j (1 + d_j), |d_j| <= d. Then |Z (i0 - i)| is at most its computed value and d xi / m, which eta
// takes in; eps of D grows by d / m (by 1.05 of it, as what is computed is not i), and r / (m - r) of E, which is eps
// m, too.
//
// Roots and inverses in the bounds are rough ones, rounded outwards by more than they are off.
//
// eta is a sum along the worst way from the transformer to a home: with J_n the sum of i0 - i behind line n,
//   |Z (i0 - i)|_i = |sum_{n on i's way} Z_n J_n + d_i (i0_i - i_i)| <= sum_n (|Z_n| |J_n|)_p + max_j |d_j| |i0_j -
//   i_j| ,
// where loads that miss their guess upwards and downwards cancel in J_n. All ways' largest is had from the leaves
// inwards: a node's is its line's part and the largest of its children's. |.| there is root 2 max(|re|, |im|). Nodes
// are on these ways, so that eta holds for C as well.
//
// xi and the sums of |R| S S come from sums over homes alone, made while their loads are added up. |s_j| is p + 0.41422
// q there where p >= q >= 0, which is no less, and up to 9 % more elsewhere.
// In a feeder let x_j, 0 to 1, be the way of home j, the sum of its lines' |z_pp| (of the phase with most), over the
// longest way D. Two homes share no more than the shorter of their ways, so that |z_ij| <= D x_j, times the largest
// |z_pq| / |z_pp| of a line where they hang on unlike phases; homes of other feeders share node 0 alone. Likewise
//   sum_n |R_n| S_n S_n <= D k sum_ij |s_i| |s_j| min(x_i, x_j) <= D k T F ,
// T and F the sums of |s_j| and |s_j| x_j and k the largest |R| / |z_pp| of a line; for each phase by itself and for
// all three, each with its k. (A third sum, of |s_j| x_j^2, would narrow it by a sixth.)
// Where that leaves a step open, or comes near the largest xi that can be, both are made again line by line as eta is,
// with |s_j| in place of i0_j - i_j and S_np of J_n: narrower, above all where feeders branch.

#include <array>
#include <memory>
#include <vector>

#include "models/electricity/low_voltage/lv_screen_view.hpp"

namespace hearthgrid::electricity {

class LvPlan;

struct LvScreenPlan {
  std::vector<LvScreenNode> nodes;
  std::vector<LvScreenConnection> connections;
  std::vector<LvScreenSizes> sizes;
  std::vector<LvScreenGroup> groups;
  std::vector<int> order;  ///< of each, the connection's place in LvPlan::connections
  LvScreenView view;       ///< of the vectors above
};

[[nodiscard]] std::shared_ptr<const LvScreenPlan> make_screen_plan(const LvPlan& plan);

}  // namespace hearthgrid::electricity
