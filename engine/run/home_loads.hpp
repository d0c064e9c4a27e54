#pragma once
// Every home's electricity of one day, by transformer and mix, for whatever looks at homes one by one.

#include <vector>

#include "engine/run/home_watcher.hpp"

namespace hearthgrid::run {

class HomeLoads : public HomeWatcher {
 public:
  /// Homes of transformers [first, first + count).
  HomeLoads(const SimulationInputs& inputs, int first_transformer, int count);

  void take(const HomeLoad& load) override;

  /// Rows [home of the transformer][step of the day] in a mix, of the day that was taken last [kW, kvar]: in
  /// float32, as the screen reads them where they stand.
  void gather(int mix, int transformer, float* kw, float* kvar) const;
  /// The first mix in which the homes of the transformer stand as in `mix` on all days: their loads are the same.
  [[nodiscard]] int first_alike(int mix, int transformer) const {
    return alike_[static_cast<size_t>(mix) * transformers_ + transformer];
  }

 private:
  void find_alike();

  const SimulationInputs& s_;
  int first_transformer_, transformers_, steps_, first_home_ = 0, homes_ = 0, first_pair_ = 0;
  std::vector<std::vector<double>> heater_kw_;  // [pair of the block][step]; empty of one that has never taken any
  std::vector<double> tan_phi_;                 // per pair of the block; negative: takes none
  std::vector<const double*> base_kw_;          // per home
  std::vector<double> base_tan_phi_;            // the same
  std::vector<int> pair_;                       // [mix][home]: pair of the block, of the day
  std::vector<int> alike_;                      // [mix][transformer]
};

}  // namespace hearthgrid::run
