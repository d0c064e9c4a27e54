#include "tools/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace hearthgrid::cli {

namespace {
constexpr int BAR_WIDTH = 30;
constexpr double REDRAW_S = 0.1;
constexpr const char* CLEAR_LINE = "\r\033[K";
}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<int64_t>(std::llround(std::max(0.0, seconds)));
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

ProgressStyle progress_style(bool quiet) {
  if (quiet) return ProgressStyle::quiet;
  return isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::lines;
}

Progress::Progress(std::ostream& stream, std::string label, int64_t total, ProgressStyle style)
    : stream_(stream),
      label_(std::move(label)),
      total_(std::max<int64_t>(total, 1)),
      style_(style),
      start_(std::chrono::steady_clock::now()) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::draw_bar(int64_t done) {
  const double now = seconds();
  if (now - last_drawn_s_ < REDRAW_S && last_drawn_s_ >= 0.0) return;
  last_drawn_s_ = now;
  const double share = static_cast<double>(done) / static_cast<double>(total_);
  const int filled = static_cast<int>(share * BAR_WIDTH);
  const std::string left = share > 0.01 ? duration_text(now / share - now) + " left" : "";
  stream_ << CLEAR_LINE
          << fmt::format("{:<10} [{:<{}}] {:3.0f} %  {}", label_, std::string(static_cast<size_t>(filled), '#'),
                         BAR_WIDTH, 100.0 * share, left)
          << std::flush;
}

void Progress::update(int64_t done) {
  done = std::clamp<int64_t>(done, 0, total_);
  if (style_ == ProgressStyle::bar) draw_bar(done);
  if (style_ != ProgressStyle::lines) return;
  const int tenth = static_cast<int>(10 * done / total_);
  if (tenth < next_tenth_ || tenth >= 10) return;  // finish() tells the last
  next_tenth_ = tenth + 1;
  const double share = static_cast<double>(done) / static_cast<double>(total_);
  stream_ << fmt::format("{}: {} %, {} left\n", label_, 10 * tenth, duration_text(seconds() / share - seconds()))
          << std::flush;
}

void Progress::finish() {
  if (style_ == ProgressStyle::quiet) return;
  if (style_ == ProgressStyle::bar) stream_ << CLEAR_LINE;
  stream_ << fmt::format("{}: done in {}\n", label_, duration_text(seconds())) << std::flush;
}

}  // namespace hearthgrid::cli
