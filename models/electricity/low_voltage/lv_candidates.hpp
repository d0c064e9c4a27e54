#pragma once
// Steps that could still be an extreme of the season: LvSeason's waiting room.
//
// Every extreme is a largest value: a home's lowest voltage counts with its sign turned.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hearthgrid::electricity {

/// A step with its loads, per home.
struct LvStepLoads {
  int64_t step = 0;
  std::vector<double> kw, kvar;
};

/// The extremes of a transformer, by number. `lowest_only`: the lowest voltage of all homes is the only one that
/// counts.
struct LvExtremes {
  int homes = 0;
  bool lowest_only = false;
  [[nodiscard]] int lowest(int home) const { return lowest_only ? 0 : home; }
  [[nodiscard]] int highest(int home) const { return homes + home; }
  [[nodiscard]] int unbalance() const { return 2 * homes; }
  [[nodiscard]] int loading() const { return 2 * homes + 1; }
  [[nodiscard]] int neutral() const { return 2 * homes + 2; }
  [[nodiscard]] int phase() const { return 2 * homes + 3; }
  [[nodiscard]] int count() const { return 2 * homes + 4; }
};

/// What a step could be the extreme of, and its largest possible value there.
struct LvClaim {
  int extreme = 0;
  double most = 0.0;
};

struct LvCandidate {
  LvStepLoads loads;
  std::vector<LvClaim> claims;
};

class LvCandidates {
 public:
  explicit LvCandidates(LvExtremes which);
  /// Some step's value is at least this.
  void learn(int extreme, double least) {
    if (!(least > sure[extreme])) return;
    sure[extreme] = least;
    if (fresh_[extreme] != 0) return;
    fresh_[extreme] = 1;
    lessons_.push_back(extreme);
  }
  /// The extremes of which more has become known since this was asked last, as see(extreme).
  template <class See>
  void take_lessons(const See& see) {
    for (const int extreme : lessons_) {
      fresh_[extreme] = 0;
      see(extreme);
    }
    lessons_.clear();
  }
  [[nodiscard]] bool possible(const LvClaim& claim) const { return claim.most >= sure[claim.extreme]; }
  void keep(LvCandidate&& candidate) { waiting_.push_back(std::move(candidate)); }
  /// The same of a day in work: as its steps go on, they beat many of those before.
  void hold(LvCandidate&& candidate) { held_.push_back(std::move(candidate)); }
  /// Keeps what has not been beaten of what was held, with the loads that take(candidate) brings.
  template <class Take>
  void keep_held(const Take& take) {
    for (LvCandidate& candidate : held_) {
      drop_beaten(candidate);
      if (!candidate.claims.empty()) take(candidate);
      (candidate.claims.empty() ? spare_ : waiting_).push_back(std::move(candidate));
    }
    held_.clear();
  }
  /// A candidate with the room of one that is not waiting any more; what it holds is void.
  [[nodiscard]] LvCandidate reuse();
  /// Drops claims that have been beaten, and steps without claims.
  void prune();
  /// The same once that many wait that it pays.
  void prune_crowd();
  [[nodiscard]] std::vector<LvCandidate>& waiting() { return waiting_; }

  const LvExtremes extremes;
  std::vector<double> sure;  ///< per extreme: the season's value is no smaller

 private:
  void drop_beaten(LvCandidate& candidate) const;

  std::vector<LvCandidate> waiting_, held_, spare_;
  std::vector<int> lessons_;
  std::vector<uint8_t> fresh_;  // per extreme: among the lessons
  size_t crowd_ = 64;
};

}  // namespace hearthgrid::electricity
