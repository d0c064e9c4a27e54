#pragma once
// What a season of one transformer adds up to, from exact results and from settled bounds: LvSeason's book.

#include <cstdint>
#include <vector>

#include "models/electricity/low_voltage/lv_register.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace hearthgrid::electricity {

class LvAccounts {
 public:
  LvAccounts(const LvPlan& plan, const LvSeasonOptions& options);
  /// An exact result: extremes, hours (unless they are counted already), line loadings. False, and counted, where the
  /// step has no solution.
  bool exact(int64_t step, const LvRegister& lanes, int lane, bool count_hours = true);
  /// Hours alone, of a step whose bounds have settled on which side of the limits it is.
  void settled(const std::vector<uint8_t>& below, const std::vector<uint8_t>& above, bool unbalanced);
  void losses(double line_kw, double root_kw);
  LvSeasonResult& result() { return result_; }
  /// What stands once all is told: extremes over the homes, lines in the network's order.
  void close();

 private:
  void home(int64_t step, int home, double low, double high, double hours, bool& below, bool& above);
  const LvPlan& plan_;
  const LvSeasonOptions& options_;
  LvSeasonResult result_;
};

}  // namespace hearthgrid::electricity
