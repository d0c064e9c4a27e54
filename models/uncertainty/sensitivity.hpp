#pragma once
// Which inputs matter: first-order and total indices of variance (Sobol 1993).
//
//   V = Var f     S_i = Var(E[f | x_i]) / V     T_i = E[Var(f | all but x_i)] / V
//
// from A and B, two designs of N points each (the halves of one Sobol sequence in 2 d coordinates), and AB_i: A with
// its coordinate i from B. Estimators (Saltelli et al., Comput. Phys. Commun. 181 (2010) 259, table 2; Jansen 1999):
//
//   S_i = 1/N sum f(B) (f(AB_i) - f(A)) / V     T_i = 1/(2 N) sum (f(A) - f(AB_i))^2 / V
//
// with f less its mean over A and B, which takes nothing from S_i's expectation and lowers its noise, and V over A and
// B together. N (d + 2) evaluations. S_i counts what an input does alone, T_i what it does in all its combinations:
// their sums lie below and above 1, and both are 1 where f is additive. Inputs are independent of each other.
// Bands are percentile bootstraps over the N rows: rows drawn with replacement, the same for every input, P05 and P95.

#include <cstdint>
#include <span>
#include <vector>

namespace hearthgrid::uncertainty {

struct Index {
  double value = 0.0, p05 = 0.0, p95 = 0.0;
};

struct Sensitivity {
  double variance = 0.0;            ///< 0: f does not vary, and all indices are 0
  std::vector<Index> first, total;  ///< per input
};

/// f at the designs; `ab[i]` may be empty where f does not depend on input i (its indices are 0).
struct Evaluations {
  std::span<const double> a, b;
  std::vector<std::span<const double>> ab;
};

/// Which rows are drawn: a pure function of seed and name.
struct Bootstrap {
  uint32_t seed = 0;
  uint64_t name_hash = 0;
  int draws = 100;
};

/// A bootstrap's resamples, drawn once for many functions of one design.
class Resamples {
 public:
  Resamples(const Bootstrap& bootstrap, size_t rows);
  [[nodiscard]] size_t draws() const { return draws_; }
  [[nodiscard]] size_t rows() const { return rows_; }
  /// Times that each row is in a resample.
  [[nodiscard]] std::span<const float> times(size_t draw) const { return {times_.data() + draw * rows_, rows_}; }

 private:
  size_t draws_, rows_;
  std::vector<float> times_;
};

/// f at A, B and AB_i of one input.
struct InputEvaluations {
  std::span<const double> a, b, ab;
};
struct IndexPair {
  Index first, total;
};

/// Of one input. Throws std::invalid_argument where lengths differ or N < 2.
[[nodiscard]] IndexPair index_of(const InputEvaluations& f, const Resamples& resamples);

/// Throws std::invalid_argument where the lengths differ or N < 2.
[[nodiscard]] Sensitivity sensitivity(const Evaluations& f, const Bootstrap& bootstrap);

}  // namespace hearthgrid::uncertainty
