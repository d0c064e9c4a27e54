#pragma once
// Bands and what drives them: a design of draws over the members' sums, nothing simulated again.
//
//   draws     the same for every mix, so that a mix and `before` differ by the mix alone; bands of headlines, of their
//             changes, of each transformer's peak, of emissions by village, of costs
//   indices   Saltelli's and Jansen's, of each headline and its change, by two further designs A and B
//
// Cost: draws x (mixes x transformers + villages x mixes x factors), and points x inputs for the indices, of additions.
// Deterministic for any number of threads: cells are independent of each other.

#include <vector>

#include "engine/run/draws_headlines.hpp"
#include "models/uncertainty/bands.hpp"
#include "models/uncertainty/sensitivity.hpp"

namespace hearthgrid::run {

/// P05, P50 and P95 of many figures, each in the order of what they belong to.
struct Percentiles {
  std::vector<double> p05, p50, p95;
  explicit Percentiles(size_t count = 0) : p05(count), p50(count), p95(count) {}
};

struct DrawsResult {
  std::vector<double> value;                     ///< [mix][headline] of member 0 at central values
  std::vector<double> by_member;                 ///< [member][mix][headline] at central values
  std::vector<uncertainty::Band> bands, change;  ///< [mix][headline]
  /// [mix][headline][input] each.
  struct Indices {
    std::vector<float> value, p05, p95;
  };
  Indices first, total, change_first, change_total;  ///< the last two of the change
  Percentiles transformer_kva;                       ///< [mix][transformer]
  Percentiles feeder_kw, substation_kw;              ///< [mix][feeder], [mix][substation]
  Percentiles emission_kg, county_emission_kg;       ///< [mix][village][pollutant][place], [mix][pollutant]
  Percentiles cost_cny;                              ///< [mix][year][item][payer]
};

/// Assesses the members of a run; `plan.draws` may be 0, then only by_member and value are filled.

[[nodiscard]] DrawsResult assess_draws(const Scenario& scenario, const DrawsPlan& plan,
                                       const std::vector<MemberSums>& members, int threads);

}  // namespace hearthgrid::run
