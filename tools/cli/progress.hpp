#pragma once
// How far a long phase is: a bar with the time left on a terminal, one line per 10 % elsewhere, nothing when quiet.

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace hearthgrid::cli {

enum class ProgressStyle { bar, lines, quiet };
/// The bar on a terminal, lines elsewhere (standard error), quiet if asked.
[[nodiscard]] ProgressStyle progress_style(bool quiet);

class Progress {
 public:
  /// `label` names the phase ("simulate"), `total` is its size in any unit.
  Progress(std::ostream& stream, std::string label, int64_t total, ProgressStyle style);
  /// `done` of the total, so far; drawn at most ten times a second. To be called from one thread.
  void update(int64_t done);
  /// Ends the phase: the bar is cleared, and a line says how long it took.
  void finish();

 private:
  [[nodiscard]] double seconds() const;
  void draw_bar(int64_t done);
  std::ostream& stream_;
  std::string label_;
  int64_t total_;
  ProgressStyle style_;
  std::chrono::steady_clock::time_point start_;
  double last_drawn_s_ = -1.0;
  int next_tenth_ = 1;
};

/// "45 s", "3 min 05 s", "2 h 10 min".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace hearthgrid::cli
