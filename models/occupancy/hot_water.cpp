#include "models/occupancy/hot_water.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/base/fast_math.hpp"
#include "engine/base/random.hpp"
#include "engine/base/time_axis.hpp"

namespace hearthgrid::occupancy {
namespace {

constexpr double LEAST_FLOW_L_H = 1.0;  // DHWcalc's limits
constexpr double MOST_FLOW_L_H = 1200.0;
constexpr uint32_t DRAWS_PER_CATEGORY = 1024;  // draw numbers set aside for each
constexpr int MOST_DRAWS = 2 * (static_cast<int>(DRAWS_PER_CATEGORY) - 1);
constexpr int UNITS_PER_MINUTE_OF_DAY = 16;
constexpr int UNITS_OF_DAY = 1440 * UNITS_PER_MINUTE_OF_DAY;

// Values at the middles of `quantile.size()` equal parts of the probability of a normal cut at low and high.
template <size_t N>
void cut_normal(double middle, double sigma, double low, double high, std::array<double, N>& quantile) {
  constexpr int CELLS = 2048;
  const double width = (high - low) / CELLS;
  const double nearest = (std::clamp(middle, low, high) - middle) / sigma;  // keeps the largest density at 1
  std::array<double, CELLS> below{};  // probability up to each cell's end, not yet divided by the sum
  double sum = 0.0;
  for (int i = 0; i < CELLS; ++i) {
    const double z = (low + (i + 0.5) * width - middle) / sigma;
    sum += fast_exp(0.5 * (nearest * nearest - z * z));
    below[static_cast<size_t>(i)] = sum;
  }
  size_t cell = 0;
  for (size_t q = 0; q < N; ++q) {
    const double wanted = (static_cast<double>(q) + 0.5) / N * sum;
    while (below[cell] < wanted) ++cell;
    const double before = cell == 0 ? 0.0 : below[cell - 1];
    quantile[q] = low + (static_cast<double>(cell) + (wanted - before) / (below[cell] - before)) * width;
  }
}

template <size_t N>
double mean_of(const std::array<double, N>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / N;
}

// The flows [l/min] of a category, their mean that of the table: the middle is found by halving.
template <size_t N>
void set_flows(const DrawSpec& spec, std::array<double, N>& flow_l_min) {
  const double low = std::max(LEAST_FLOW_L_H, spec.flow_l_h - 2.0 * spec.sigma_l_h);
  const double high = std::min(MOST_FLOW_L_H, spec.flow_l_h + 2.0 * spec.sigma_l_h);
  if (spec.sigma_l_h <= 0.0 || high <= low) {
    flow_l_min.fill(spec.flow_l_h / 60.0);
    return;
  }
  double from = low - 20.0 * spec.sigma_l_h;
  double to = high + 20.0 * spec.sigma_l_h;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (from + to);
    cut_normal(middle, spec.sigma_l_h, low, high, flow_l_min);
    (mean_of(flow_l_min) < spec.flow_l_h ? from : to) = middle;
  }
  // What halving leaves over is scaled away, so that the mean is exact.
  const double rest = spec.flow_l_h / mean_of(flow_l_min);
  for (double& flow : flow_l_min) flow *= rest / 60.0;
}

// By inversion from one uniform number. Where exp(-mean) would underflow, the terms carry it in parts: `left` is the
// exponent that term and sum still lack.
int poisson(double mean, double u) {
  constexpr double PART = 500.0;
  const double large = fast_exp(PART);
  double left = mean > PART ? mean : 0.0;
  double term = left > 0.0 ? 1.0 : fast_exp(-mean);
  double below = term;
  int k = 0;
  while (u >= (left > 0.0 ? below * fast_exp(-left) : below) && k < MOST_DRAWS) {
    ++k;
    term *= mean / k;
    below += term;
    if (left <= 0.0 || below < large) continue;
    const double part = std::min(left, PART);
    const double factor = fast_exp(-part);
    term *= factor;
    below *= factor;
    left -= part;
  }
  return k;
}

// Whole minute of the day of a word, by the half hours' shares.
int start_minute(const std::array<uint64_t, HALF_HOURS + 1>& threshold, uint32_t word) {
  size_t half_hour = 0;
  for (size_t i = 1; i < HALF_HOURS; ++i) half_hour += word >= threshold[i] ? 1 : 0;
  const uint64_t from = threshold[half_hour];
  const uint64_t width = std::max<uint64_t>(1, threshold[half_hour + 1] - from);
  return static_cast<int>(30 * half_hour + 30 * (word - from) / width);
}

}  // namespace

HotWater::HotWater(const HotWaterInputs& inputs) : in_(inputs) {
  double shares = 0.0;
  for (const DrawSpec& spec : in_.draw) shares += spec.volume_share;
  for (size_t c = 0; c < DRAW_KINDS; ++c) {
    const DrawSpec& spec = in_.draw[c];
    set_flows(spec, flow_l_min_[c]);
    share_[c] = spec.volume_share / shares;
    mean_litres_[c] = mean_of(flow_l_min_[c]) * spec.duration_minute;
  }
  for (size_t kind = 0; kind < 2; ++kind) {
    const auto& by_half_hour = kind == 0 ? in_.workday : in_.restday;
    const double total = std::accumulate(by_half_hour.begin(), by_half_hour.end(), 0.0);
    double below = 0.0;
    for (size_t i = 0; i < HALF_HOURS; ++i) {
      threshold_[kind][i] = static_cast<uint64_t>(std::llround(below / total * 0x1p32));
      below += by_half_hour[i];
    }
    threshold_[kind][HALF_HOURS] = uint64_t{1} << 32U;
  }
}

double HotWater::day_factor(DayKind kind, int day_of_year) const {
  const double workday = 7.0 / (5.0 + 2.0 * in_.weekend_factor);
  const double season =
      1.0 + in_.season_amplitude * std::cos(2.0 * std::numbers::pi * (day_of_year - in_.season_peak_day) / 365.0);
  return season * (kind == DayKind::workday ? workday : workday * in_.weekend_factor);
}

double HotWater::mean_draws(DrawKind kind, double litres) const {
  const auto c = static_cast<size_t>(kind);
  return mean_litres_[c] > 0.0 ? share_[c] * litres / mean_litres_[c] : 0.0;
}

double HotWater::tank_share() const {
  double share = 0.0;
  for (size_t c = 0; c < DRAW_KINDS; ++c) share += in_.draw[c].from_tank ? share_[c] : 0.0;
  return share;
}

double HotWater::awake_share(DayKind kind, const std::array<double, 24>& awake) const {
  const auto& threshold = threshold_[kind == DayKind::workday ? 0 : 1];
  double share = 0.0;
  for (size_t i = 0; i < HALF_HOURS; ++i) {
    share += static_cast<double>(threshold[i + 1] - threshold[i]) * 0x1p-32 * awake[i / 2];
  }
  return share;
}

void HotWater::day(double litres, DayKind kind, uint32_t awake_hours, uint32_t seed, uint64_t name_hash,
                   int64_t day_number, bool tank_only, std::vector<WaterDraw>& draws) const {
  draws.clear();
  const auto when = static_cast<uint32_t>(day_number);
  const auto& threshold = threshold_[kind == DayKind::workday ? 0 : 1];
  for (uint32_t c = 0; c < DRAW_KINDS; ++c) {
    if (tank_only && !in_.draw[c].from_tank) continue;
    const auto category = static_cast<DrawKind>(c);
    const uint32_t first = DRAWS_PER_CATEGORY * c;
    const auto number = random_words(seed, Stream::hot_water, name_hash, when, first);
    const int count = poisson(mean_draws(category, litres), uniform(number[0]));
    for (int i = 0; i < count; i += 2) {
      const auto words =
          random_words(seed, Stream::hot_water, name_hash, when, first + 1 + static_cast<uint32_t>(i / 2));
      for (int j = i; j < std::min(i + 2, count); ++j) {
        const auto w = static_cast<size_t>(2 * (j - i));
        const int start = start_minute(threshold, words[w]);
        if ((awake_hours >> static_cast<unsigned>(start / 60) & 1U) == 0) continue;
        draws.push_back({start, in_.draw[c].duration_minute, flow_l_min_[c][words[w + 1] >> 24U], category});
      }
    }
  }
  // By insertion, stable: a few draws at a time, and no memory is taken.
  for (auto from = draws.begin(); from != draws.end(); ++from) {
    const auto to = std::upper_bound(draws.begin(), from, *from, [](const WaterDraw& a, const WaterDraw& b) {
      return a.start_minute < b.start_minute;
    });
    std::rotate(to, from, from + 1);
  }
}

std::array<double, DAY_KINDS> mean_day_factor(const HotWater& water, const Calendar& calendar,
                                              std::chrono::sys_days first, int days) {
  std::array<double, DAY_KINDS> mean{};
  for (int d = 0; d < days; ++d) {
    const auto day = first + std::chrono::days{d};
    const DayKind kind = day_kind(day, calendar);
    mean[static_cast<size_t>(kind)] += water.day_factor(kind, day_of_year(day)) / days;
  }
  return mean;
}

void reheats_of(const std::vector<WaterDraw>& draws, double kwh_per_litre, double element_w, double deadband_kwh,
                std::vector<Reheat>& reheats) {
  reheats.clear();
  if (draws.empty() || element_w <= 0.0) return;
  const double units_per_kwh = 1000.0 * 60.0 * UNITS_PER_MINUTE_OF_DAY / element_w;
  const int latest = draws.front().start_minute * UNITS_PER_MINUTE_OF_DAY + UNITS_OF_DAY;
  double pending_kwh = 0.0;
  int free_from = 0;
  for (size_t i = 0; i < draws.size(); ++i) {
    pending_kwh += draws[i].litres() * kwh_per_litre;
    if (pending_kwh < deadband_kwh && i + 1 < draws.size()) continue;
    const int start = std::max(free_from, draws[i].start_minute * UNITS_PER_MINUTE_OF_DAY);
    const int wanted = static_cast<int>(std::lround(std::min(pending_kwh * units_per_kwh, double{UNITS_OF_DAY})));
    const int duration = std::min(wanted, latest - start);
    if (duration <= 0) return;  // the element has run since the first draw: the rest stays cold
    reheats.push_back({start, duration});
    free_from = start + duration;
    pending_kwh = 0.0;
  }
}

}  // namespace hearthgrid::occupancy
