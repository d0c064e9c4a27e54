#pragma once
// What conversions cost homes themselves, against their incomes, by village and band of income.

#include <vector>

#include "engine/io/results_writer.hpp"
#include "engine/run/load.hpp"
#include "models/economy/distribution.hpp"

namespace hearthgrid::run {

/// Takes the mixes in any order. Homes without an income and vacant ones are never counted as burdened.
class Outlays {
 public:
  explicit Outlays(const Scenario& scenario);

  /// `outlay`: by household, HomeBill::outlay; 0 for those that the mix converts neither this winter nor for the next.
  void take(int mix, const std::vector<economy::Fen>& outlay);
  void write(io::ResultsWriter& file) const;

 private:
  const Scenario& c_;
  economy::IncomeBands bands_;
  // [mix][village][group], of the homes that the mix converts, this winter or for the next
  std::vector<economy::Fen> outlay_, income_;
  std::vector<double> homes_, burdened_;
};

}  // namespace hearthgrid::run
