#include "models/gas/area_storage.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "models/gas/even_send_out.hpp"
#include "models/gas/hourly_draw.hpp"

namespace hearthgrid::gas {
namespace {

constexpr size_t HOURS_PER_DAY = 24;
constexpr double SMALL = 1e-9;  ///< m3 of an hour; less is rounding

struct Caps {
  double hourly = UNLIMITED, daily = UNLIMITED;
};

Caps tighter(const SupplyLimits& own, const SupplyLimits& all) {
  const auto least = [](const std::optional<double>& a, const std::optional<double>& b) {
    return std::min(a.value_or(UNLIMITED), b.value_or(UNLIMITED));
  };
  return {least(own.hourly_m3h, all.hourly_m3h), least(own.daily_m3, all.daily_m3)};
}

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class AreaStorages {
 public:
  AreaStorages(std::vector<std::vector<double>> hours, std::span<const SupplyLimits> limits, const SupplyLimits& all)
      : hours_(std::move(hours)), all_(tighter(all, {})), missing_(hours_.size(), 0.0), needs_(hours_.size()) {
    for (const SupplyLimits& own : limits) caps_.push_back(tighter(own, all));
  }

  std::vector<StorageNeed> run() {
    const size_t hours = hours_.empty() ? 0 : hours_.front().size();
    for (size_t first = 0; first < hours; first += HOURS_PER_DAY) {
      run_day(first, std::min(HOURS_PER_DAY, hours - first));
    }
    for (size_t a = 0; a < needs_.size(); ++a) {
      StorageNeed& need = needs_[a];
      need.volume_m3 = need.season.most_missing_m3;
      need.send_out_m3h = need.season.largest_send_out_m3h;
      need.season.last_missing_m3 = missing_[a];
    }
    return std::move(needs_);
  }

 private:
  using Day = std::vector<std::vector<double>>;  // [area][hour]

  void run_day(size_t first, size_t count) {
    Day draw, sent;
    for (size_t a = 0; a < hours_.size(); ++a) {
      const auto own = std::span<const double>(hours_[a]).subspan(first, count);
      draw.emplace_back(own.begin(), own.end());
      sent.push_back(kept(draw.back(), std::vector<double>(count, 0.0), caps_[a]));
    }
    keep_all(draw, sent);
    refill_and_send(draw, sent);
  }

  /// Hours' send-out that keeps the caps, at least `floor`.
  static std::vector<double> kept(const std::vector<double>& draw, std::vector<double> floor, const Caps& caps) {
    for (size_t t = 0; t < draw.size(); ++t) floor[t] = std::max(floor[t], draw[t] - caps.hourly);
    const double v = even_send_out(draw, floor, sum(draw) - caps.daily);
    std::vector<double> out;
    for (size_t t = 0; t < draw.size(); ++t) out.push_back(std::min(draw[t], std::max(floor[t], v)));
    return out;
  }

  void keep_all(const Day& draw, Day& sent) const {
    const size_t count = draw.empty() ? 0 : draw.front().size();
    std::vector<double> together(count, 0.0), floor(count, 0.0);
    for (size_t a = 0; a < draw.size(); ++a) {
      for (size_t t = 0; t < count; ++t) {
        together[t] += draw[a][t];
        floor[t] += sent[a][t];
      }
    }
    const std::vector<double> w = kept(together, floor, all_);
    for (size_t t = 0; t < count; ++t) {
      const double piped = together[t] - floor[t], more = w[t] - floor[t];
      if (more <= 0.0 || piped <= 0.0) continue;
      for (size_t a = 0; a < draw.size(); ++a) sent[a][t] += more * (draw[a][t] - sent[a][t]) / piped;
    }
  }

  void refill_and_send(const Day& draw, const Day& sent) {
    std::vector<double> spare, day_m3(draw.size(), 0.0), most(draw.size());
    double all_spare = all_.daily;
    for (size_t a = 0; a < draw.size(); ++a) {
      const double piped = sum(draw[a]) - sum(sent[a]);
      spare.push_back(std::max(0.0, caps_[a].daily - piped));
      all_spare -= piped;
    }
    all_spare = std::max(0.0, all_spare);
    for (size_t t = 0; !draw.empty() && t < draw.front().size(); ++t) {
      double piped = 0.0, wanted = 0.0;
      for (size_t a = 0; a < draw.size(); ++a) {
        const double own = draw[a][t] - sent[a][t];
        piped += own;
        most[a] = std::max(0.0, std::min({missing_[a], spare[a], caps_[a].hourly - own}));
        wanted += most[a];
      }
      const double taken = std::min({wanted, all_spare, std::max(0.0, all_.hourly - piped)});
      all_spare -= taken;
      for (size_t a = 0; a < draw.size(); ++a) {
        const double share = wanted > 0.0 ? taken * (most[a] / wanted) : 0.0;
        spare[a] -= share;
        needs_[a].season.refilled_m3 += share;
        note(a, share, sent[a][t]);
        day_m3[a] += sent[a][t];
      }
    }
    for (size_t a = 0; a < draw.size(); ++a) {
      StorageSeason& season = needs_[a].season;
      season.largest_day_m3 = std::max(season.largest_day_m3, day_m3[a]);
      season.days_used += day_m3[a] > SMALL ? 1 : 0;
    }
  }

  void note(size_t area, double refilled, double sent) {
    StorageSeason& season = needs_[area].season;
    double& missing = missing_[area];
    missing = std::max(0.0, missing - refilled) + sent;
    season.most_missing_m3 = std::max(season.most_missing_m3, missing);
    season.sent_out_m3 += sent;
    season.largest_send_out_m3h = std::max(season.largest_send_out_m3h, sent);
    season.send_out_m3h.push_back(sent);
  }

  std::vector<std::vector<double>> hours_;  // [area][hour]
  Caps all_;
  std::vector<Caps> caps_;
  std::vector<double> missing_;  ///< below full
  std::vector<StorageNeed> needs_;
};

}  // namespace

std::vector<StorageNeed> size_area_storages(std::span<const double> draw_m3h, double step_min,
                                            std::span<const SupplyLimits> limits, const SupplyLimits& all) {
  if (limits.empty() ? !draw_m3h.empty() : draw_m3h.size() % limits.size() != 0) {
    throw std::invalid_argument("gas storages: the draws are not those of the areas");
  }
  std::vector<std::vector<double>> hours;
  for (size_t a = 0; a < limits.size(); ++a) {
    const size_t steps = draw_m3h.size() / limits.size();
    hours.push_back(hourly_m3(draw_m3h.subspan(a * steps, steps), step_min));
  }
  return AreaStorages(std::move(hours), limits, all).run();
}

}  // namespace hearthgrid::gas
