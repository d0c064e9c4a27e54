#include "models/gas/curtailment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace hearthgrid::gas {
namespace {

constexpr int HOURS_PER_DAY = 24;
constexpr double NO_CAP = std::numeric_limits<double>::infinity();
constexpr double USED_UP = 1e-12;  ///< of a cap: less than this is left of it

/// A cap over some areas and hours of one day: what is left of it, and the draw under it that may still be raised.
struct Cap {
  double size_m3 = NO_CAP, left_m3 = NO_CAP;
  double rising_m3 = 0.0;

  [[nodiscard]] bool used_up() const { return size_m3 < NO_CAP && left_m3 <= USED_UP * size_m3; }
};

/// One day: caps of area and hour, of the hour, of the area, of all.
class Day {
 public:
  Day(std::span<const SupplyLimits> areas, const SupplyLimits& all, std::span<const double> hours_long,
      std::span<const double> extra_m3h)
      : areas_(areas.size()), hours_(hours_long.size()) {
    caps_.resize(areas_ * hours_ + hours_ + areas_ + 1);
    double extra_m3 = 0.0;
    for (size_t h = 0; h < hours_; ++h) {
      const double extra = extra_m3h.empty() ? 0.0 : extra_m3h[h] * hours_long[h];
      extra_m3 += extra;
      set(hour_cap(h), all.hourly_m3h.value_or(NO_CAP) * hours_long[h] + extra);
      for (size_t a = 0; a < areas_; ++a) set(cell_cap(a, h), areas[a].hourly_m3h.value_or(NO_CAP) * hours_long[h]);
    }
    for (size_t a = 0; a < areas_; ++a) set(area_cap(a), areas[a].daily_m3.value_or(NO_CAP));
    set(caps_.size() - 1, all.daily_m3.value_or(NO_CAP) + extra_m3);
  }

  /// Serves the next class: `wanted_m3` [area][hour] to shares. Cells without draw get 1.
  void serve(std::span<const double> wanted_m3, std::span<double> share) {
    std::vector<size_t> rising;
    for (Cap& cap : caps_) cap.rising_m3 = 0.0;
    for (size_t cell = 0; cell < wanted_m3.size(); ++cell) {
      share[cell] = 1.0;
      if (wanted_m3[cell] <= 0.0) continue;
      rising.push_back(cell);
      for (const size_t c : over(cell)) caps_[c].rising_m3 += wanted_m3[cell];
    }
    double level = 0.0;
    while (!rising.empty()) {
      double step = 1.0 - level;
      for (const Cap& cap : caps_) {
        if (cap.rising_m3 > 0.0) step = std::min(step, std::max(0.0, cap.left_m3) / cap.rising_m3);
      }
      level += step;
      for (Cap& cap : caps_) cap.left_m3 -= cap.rising_m3 > 0.0 ? step * cap.rising_m3 : 0.0;
      if (level >= 1.0) break;
      stop_under_used_caps(wanted_m3, level, rising, share);
    }
  }

 private:
  [[nodiscard]] size_t cell_cap(size_t area, size_t hour) const { return area * hours_ + hour; }
  [[nodiscard]] size_t hour_cap(size_t hour) const { return areas_ * hours_ + hour; }
  [[nodiscard]] size_t area_cap(size_t area) const { return areas_ * hours_ + hours_ + area; }
  [[nodiscard]] std::array<size_t, 4> over(size_t cell) const {
    return {cell, hour_cap(cell % hours_), area_cap(cell / hours_), caps_.size() - 1};
  }
  void set(size_t cap, double m3) { caps_[cap].size_m3 = caps_[cap].left_m3 = m3; }

  /// At least the cap that ended the rise is used up, by rounding or not: the smallest rest counts as nothing.
  void stop_under_used_caps(std::span<const double> wanted_m3, double level, std::vector<size_t>& rising,
                            std::span<double> share) {
    size_t tightest = caps_.size();
    double least = NO_CAP;
    for (size_t c = 0; c < caps_.size(); ++c) {
      if (caps_[c].rising_m3 <= 0.0 || caps_[c].left_m3 / caps_[c].rising_m3 >= least) continue;
      least = caps_[c].left_m3 / caps_[c].rising_m3;
      tightest = c;
    }
    if (tightest < caps_.size()) caps_[tightest].left_m3 = 0.0;
    std::vector<size_t> still;
    for (const size_t cell : rising) {
      const auto caps = over(cell);
      if (std::none_of(caps.begin(), caps.end(), [&](size_t c) { return caps_[c].used_up(); })) {
        still.push_back(cell);
        continue;
      }
      share[cell] = level;
    }
    rising = std::move(still);
    for (Cap& cap : caps_) cap.rising_m3 = 0.0;  // summed anew: differences would leave rounding
    for (const size_t cell : rising) {
      for (const size_t c : over(cell)) caps_[c].rising_m3 += wanted_m3[cell];
    }
  }

  size_t areas_, hours_;
  std::vector<Cap> caps_;
};

struct Hours {
  std::vector<double> length;  ///< of each hour; below 1 only of a last one that is cut off
  std::vector<double> wanted;  ///< [area][class][hour]
  [[nodiscard]] size_t count() const { return length.size(); }
};

Hours hours_of(const CurtailmentDraws& draws, size_t areas, size_t extra) {
  const double per_hour = draws.step_min > 0.0 ? 60.0 / draws.step_min : 0.0;
  if (per_hour < 1.0 || per_hour != std::floor(per_hour)) {
    throw std::invalid_argument("a step of gas draw has to divide an hour");
  }
  const size_t rows = areas * static_cast<size_t>(std::max(draws.classes, 0));
  if (rows == 0 || draws.draw_m3h.size() % rows != 0) {
    throw std::invalid_argument("curtailment: as many draws for each area and class");
  }
  const size_t steps = draws.draw_m3h.size() / rows, in_hour = static_cast<size_t>(per_hour);
  const size_t count = (steps + in_hour - 1) / in_hour;
  if (extra != 0 && extra != count) throw std::invalid_argument("curtailment: one extra gas flow for each hour");
  const double step_h = draws.step_min / 60.0;
  Hours hours;
  hours.wanted.assign(rows * count, 0.0);
  for (size_t h = 0; h < count; ++h) {
    const size_t length = std::min(in_hour, steps - h * in_hour);
    hours.length.push_back(length == in_hour ? 1.0 : static_cast<double>(length) * step_h);
    for (size_t row = 0; row < rows; ++row) {
      double sum = 0.0;
      for (size_t k = 0; k < length; ++k) {
        const double draw = draws.draw_m3h[row * steps + h * in_hour + k];
        if (!(draw >= 0.0 && draw < NO_CAP)) throw std::invalid_argument("curtailment: draws are numbers from 0 on");
        sum += draw;
      }
      hours.wanted[row * count + h] = sum * step_h;
    }
  }
  return hours;
}

void count_up(const Hours& hours, size_t areas, CurtailmentResult& out) {
  const auto classes = static_cast<size_t>(out.classes);
  out.by_class.resize(classes);
  out.unserved_m3.assign(hours.count(), 0.0);
  for (size_t c = 0; c < classes; ++c) {
    ClassCurtailment& sums = out.by_class[c];
    for (size_t h = 0; h < hours.count(); ++h) {
      bool is_short = false;
      for (size_t a = 0; a < areas; ++a) {
        const size_t at = (a * classes + c) * hours.count() + h;
        const double wanted = hours.wanted[at], share = out.share[at];
        sums.wanted_m3 += wanted;
        sums.served_m3 += share * wanted;
        out.unserved_m3[h] += (1.0 - share) * wanted;
        sums.lowest_share = std::min(sums.lowest_share, share);
        is_short = is_short || share < 1.0;
      }
      if (is_short) sums.hours_short += hours.length[h];
    }
  }
}

}  // namespace

CurtailmentResult curtail(const CurtailmentDraws& draws, std::span<const SupplyLimits> areas, const SupplyLimits& all,
                          std::span<const double> extra_m3h) {
  const Hours hours = hours_of(draws, areas.size(), extra_m3h.size());
  const size_t count = hours.count(), classes = static_cast<size_t>(draws.classes);
  CurtailmentResult out;
  out.classes = draws.classes;
  out.hours = static_cast<int>(count);
  out.share.assign(hours.wanted.size(), 1.0);
  std::vector<double> wanted, share;
  for (size_t first = 0; first < count; first += HOURS_PER_DAY) {
    const size_t length = std::min<size_t>(HOURS_PER_DAY, count - first);
    const auto extra = extra_m3h.empty() ? extra_m3h : extra_m3h.subspan(first, length);
    Day day(areas, all, std::span(hours.length).subspan(first, length), extra);
    for (size_t c = classes; c-- > 0;) {
      wanted.clear();
      for (size_t a = 0; a < areas.size(); ++a) {
        const auto begin = hours.wanted.begin() + static_cast<std::ptrdiff_t>((a * classes + c) * count + first);
        wanted.insert(wanted.end(), begin, begin + static_cast<std::ptrdiff_t>(length));
      }
      share.resize(wanted.size());
      day.serve(wanted, share);
      for (size_t a = 0; a < areas.size(); ++a) {
        std::copy_n(share.begin() + static_cast<std::ptrdiff_t>(a * length), length,
                    out.share.begin() + static_cast<std::ptrdiff_t>((a * classes + c) * count + first));
      }
    }
  }
  count_up(hours, areas.size(), out);
  return out;
}

}  // namespace hearthgrid::gas
