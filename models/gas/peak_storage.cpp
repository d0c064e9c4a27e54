#include "models/gas/peak_storage.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/gas/even_send_out.hpp"
#include "models/gas/hourly_draw.hpp"

namespace hearthgrid::gas {
namespace {

constexpr int64_t HOURS_PER_DAY = 24;
constexpr double SMALL = 1e-9;  ///< m3 of an hour; less is rounding

class StorageRun {
 public:
  StorageRun(const SupplyLimits& limits, const PeakStorage& storage, double missing_m3)
      : hourly_(limits.hourly_m3h.value_or(UNLIMITED)),
        daily_(limits.daily_m3.value_or(UNLIMITED)),
        storage_(storage),
        missing_(missing_m3) {
    out_.most_missing_m3 = missing_m3;
  }

  void run_day(std::span<const double> draw) {
    double drawn = 0.0;
    for (const double d : draw) drawn += d;
    std::vector<double> beyond;
    for (const double d : draw) beyond.push_back(d - hourly_);
    const double v = even_send_out(draw, beyond, drawn - daily_);
    double piped = 0.0;  // of the day, for draws
    for (const double d : draw) piped += d - wanted_of(d, v);
    double spare = std::max(0.0, daily_ - piped), trucks = storage_.trucks_m3_day, sent = 0.0;
    for (const double d : draw) {
      refill(d, v, spare, trucks);
      sent += send(wanted_of(d, v));
    }
    out_.largest_day_m3 = std::max(out_.largest_day_m3, sent);
    if (sent > SMALL) ++out_.days_used;
  }

  [[nodiscard]] StorageSeason result() {
    out_.last_missing_m3 = missing_;
    return std::move(out_);
  }

 private:
  [[nodiscard]] double wanted_of(double d, double v) const { return std::min(d, std::max(d - hourly_, v)); }

  void refill(double d, double v, double& spare, double& trucks) {
    const double piped = d - wanted_of(d, v);
    const double taken = std::min({missing_, storage_.refill_m3h, spare, hourly_ - piped});
    if (taken > 0.0) {
      missing_ -= taken;
      spare -= taken;
      out_.refilled_m3 += taken;
    }
    const double brought = std::min(missing_, trucks);
    missing_ -= brought;
    trucks -= brought;
    out_.trucked_m3 += brought;
  }

  double send(double wanted) {
    const double sent = std::max(0.0, std::min({wanted, storage_.send_out_m3h, storage_.volume_m3 - missing_}));
    missing_ += sent;
    out_.most_missing_m3 = std::max(out_.most_missing_m3, missing_);
    out_.sent_out_m3 += sent;
    out_.largest_send_out_m3h = std::max(out_.largest_send_out_m3h, sent);
    out_.send_out_m3h.push_back(sent);
    if (wanted - sent > SMALL) {
      out_.unserved_m3 += wanted - sent;
      ++out_.hours_unserved;
    }
    return sent;
  }

  double hourly_, daily_;
  PeakStorage storage_;
  double missing_;  ///< below full
  StorageSeason out_;
};

StorageSeason run(const std::vector<double>& hours, const SupplyLimits& limits, const PeakStorage& storage,
                  double missing_m3) {
  StorageRun course(limits, storage, missing_m3);
  for (size_t first = 0; first < hours.size(); first += HOURS_PER_DAY) {
    course.run_day(std::span(hours).subspan(first, std::min<size_t>(HOURS_PER_DAY, hours.size() - first)));
  }
  return course.result();
}

void check(const PeakStorage& storage) {
  const bool sound = storage.volume_m3 >= 0.0 && storage.send_out_m3h >= 0.0 && storage.refill_m3h >= 0.0 &&
                     storage.trucks_m3_day >= 0.0 && storage.initial_fill >= 0.0 && storage.initial_fill <= 1.0;
  if (!sound) throw std::invalid_argument("a gas storage's terms are numbers from 0 on, its fill at most 1");
}

/// Trucks that come as they are needed would hide an empty tank: what is missing at first is at most the volume.
double missing_at_first(const PeakStorage& storage, double volume_m3) {
  return storage.initial_fill < 1.0 ? (1.0 - storage.initial_fill) * volume_m3 : 0.0;
}

/// Smallest volume whose season never misses more than it holds; what is missing grows with what was missing at first,
/// by at most as much.
double least_volume(const std::vector<double>& hours, const SupplyLimits& limits, PeakStorage terms) {
  terms.volume_m3 = terms.send_out_m3h = UNLIMITED;
  const double full_m3 = run(hours, limits, terms, 0.0).most_missing_m3;
  if (terms.initial_fill >= 1.0 || full_m3 == 0.0) return full_m3;
  const auto enough = [&](double volume) {
    return run(hours, limits, terms, missing_at_first(terms, volume)).most_missing_m3 <= volume * (1.0 + 1e-12);
  };
  // From here on one that never refills would do.
  double low = full_m3, high = full_m3;
  for (const double m3 : hours) high += m3;
  if (terms.initial_fill > 0.0) high /= terms.initial_fill;
  if (enough(low)) return low;
  if (!enough(high)) return UNLIMITED;
  for (int i = 0; i < 100 && high - low > 1e-9 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

StorageSeason run_storage(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits,
                          const PeakStorage& storage) {
  check(storage);
  if (storage.initial_fill < 1.0 && !std::isfinite(storage.volume_m3)) {
    throw std::invalid_argument("a gas storage without end cannot be partly filled");
  }
  return run(hourly_m3(draw_m3h, step_min), limits, storage, missing_at_first(storage, storage.volume_m3));
}

StorageNeed size_storage(std::span<const double> draw_m3h, double step_min, const SupplyLimits& limits,
                         const PeakStorage& terms) {
  check(terms);
  const std::vector<double> hours = hourly_m3(draw_m3h, step_min);
  StorageNeed need;
  need.volume_m3 = least_volume(hours, limits, terms);
  PeakStorage storage = terms;
  storage.volume_m3 = need.volume_m3;
  storage.send_out_m3h = UNLIMITED;
  const double missing = std::isfinite(need.volume_m3) ? missing_at_first(terms, need.volume_m3) : 0.0;
  need.season = run(hours, limits, storage, missing);
  need.send_out_m3h = need.season.largest_send_out_m3h;
  return need;
}

LngNeed lng_of(const StorageNeed& need, const LngTerms& terms) {
  const bool sound = terms.gas_m3_per_tonne > 0.0 && terms.liquid_kg_m3 > 0.0 && terms.truck_tonnes > 0.0 &&
                     terms.tank_fill > 0.0 && terms.tank_fill <= 1.0;
  if (!sound) throw std::invalid_argument("the terms of liquefied gas are numbers above 0, a tank's fill at most 1");
  const auto loads = [&](double gas_m3) {
    return static_cast<int64_t>(std::ceil(gas_m3 / terms.gas_m3_per_tonne / terms.truck_tonnes - 1e-9));
  };
  LngNeed out;
  out.tonnes = need.season.sent_out_m3 / terms.gas_m3_per_tonne;
  out.truck_loads = loads(need.season.sent_out_m3);
  out.loads_on_the_worst_day = loads(need.season.largest_day_m3);
  out.tank_tonnes = need.volume_m3 / terms.gas_m3_per_tonne;
  out.tank_m3 = 1000.0 * out.tank_tonnes / terms.liquid_kg_m3 / terms.tank_fill;
  return out;
}

}  // namespace hearthgrid::gas
