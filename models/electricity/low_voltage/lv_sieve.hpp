#pragma once
// What the screen's bounds say of a step that it has flagged: on which side of the limits it lies, and which extremes
// it could be.

#include <cstdint>
#include <vector>

#include "models/electricity/low_voltage/lv_candidates.hpp"
#include "models/electricity/low_voltage/lv_screen.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"

namespace hearthgrid::electricity {

/// A step through the sieve.
struct LvSifted {
  bool open = false;                  ///< the bounds leave a limit on either side; the rest is void
  bool unbalanced = false;            ///< beyond its limit
  bool beyond = false;                ///< some home is below or above
  std::vector<uint8_t> below, above;  ///< per home
  std::vector<LvClaim> claims;
};

class LvSieve {
 public:
  /// `lanes`: steps in a register of the kernel that fills the tiles.
  LvSieve(const LvPlan& plan, const LvSeasonOptions& options, int lanes);
  /// Sets the tile's thresholds: a step is looked at where it could pass the best that is known, or a limit.
  void set_thresholds(LvCandidates& candidates, LvScreenTile& tile);
  /// What the first day's steps with flags below `unsure` say for certain, before they are sifted: nothing was known
  /// when they were screened, and each would seem the extreme of everything. Sets the tile's thresholds anew.
  void learn_first(int steps, float unsure, LvCandidates& candidates, LvScreenTile& tile);
  /// Whether sift() would find nothing in a step of the first day: no home near a threshold, no claim, no limit.
  [[nodiscard]] bool quiet(const LvScreenTile& tile, int step, const LvCandidates& candidates) const;
  /// Step `step` of the tile's outputs. What is certain of a step that is not open, `candidates` learn.
  const LvSifted& sift(const LvScreenTile& tile, int step, LvCandidates& candidates);

 private:
  struct Bounds {
    double low = 0.0, high = 0.0;
  };
  // A home with voltages near a threshold, the lowest and the highest of these.
  struct NearHome {
    int home = 0;
    Bounds lowest, highest;
  };
  void set_threshold(int place, const LvCandidates& candidates);
  void renew_near(int steps, LvScreenTile& tile);
  void find_homes(const LvScreenTile& tile, int step);
  void sift_home(const NearHome& near, const LvCandidates& candidates);
  void sift_unbalance(const LvScreenTile& tile, int step, const LvCandidates& candidates);
  void claim(int extreme, Bounds value, const LvCandidates& candidates);

  const LvSeasonOptions& options_;
  const int lanes_;
  std::vector<std::vector<int>> places_;  // per home: its connections' places in the screen's order
  std::vector<float> middle_, half_;      // per place: thresholds
  std::vector<int> homes_;                // per place
  std::vector<double> to_pu_;             // per place
  std::vector<uint32_t> first_near_;      // per register of the first day: lanes with homes near a threshold
  std::vector<NearHome> near_;            // of a step
  std::vector<int> marked_;               // per home: its place among them, and one; 0 where it is not
  std::vector<LvClaim> learnt_;
  LvSifted sifted_;
};

}  // namespace hearthgrid::electricity
