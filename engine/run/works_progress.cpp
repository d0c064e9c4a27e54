#include "engine/run/works_progress.hpp"

#include <algorithm>
#include <map>

#include "engine/run/mix_homes.hpp"

namespace hearthgrid::run {
namespace {

using economy::Day;
using economy::Milestone;

Day last_day(const TimeAxis& axis) {
  return axis.first_day + std::chrono::days{axis.season_days - 1};
}

std::vector<economy::ProgressReport> reports_of(const Scenario& s) {
  std::vector<economy::ProgressReport> reports;
  if (!s.tables.progress) return reports;
  const io::Table& table = *s.tables.progress;
  for (int row = 0; row < table.rows(); ++row) {
    const auto& villages = s.population.villages;
    const auto found = std::find_if(villages.begin(), villages.end(),
                                    [&](const Village& v) { return v.name == table.text(row, "village"); });
    reports.push_back({static_cast<int>(found - villages.begin()), *table.date(row, "date"),
                       static_cast<int>(*table.number(row, "homes"))});
  }
  return reports;
}

bool says_when(const Scenario& s) {
  const io::Settings& progress = s.settings.table("progress");
  if (progress.has("first_day") || s.tables.progress || !progress.tables("delays").empty()) return true;
  for (const io::Settings& mix : s.settings.tables("mix")) {
    for (const io::Settings& clause : mix.tables("convert")) {
      if (clause.has("commissioned")) return true;
    }
  }
  return false;
}

// Homes that are alike in village and day as one.
class Homes {
 public:
  void add(int village, Day day) { ++count_[{village, day}]; }
  void put(std::vector<std::vector<Milestone>>& by_village) const {
    for (const auto& [key, homes] : count_) by_village[key.first].push_back({key.first, key.second, homes});
  }

 private:
  std::map<std::pair<int, Day>, int> count_;
};

// What the old heater did to a home until the day it was due, for the plan simulates what would have run from then on;
// nothing where that is the season's first.
const PairResult* until_due(const Scenario& s, const Simulation& simulation, const LateHome& late) {
  const auto& pairs = s.plan.pairs;
  const int64_t day = (late.planned - s.axis.date(0)).count();
  auto at = std::lower_bound(pairs.begin(), pairs.end(), late.household,
                             [](const Pair& pair, int household) { return pair.household < household; });
  for (; at != pairs.end() && at->household == late.household; ++at) {
    if (at->begin_day != day || at->predecessor != s.plan.before[late.household]) continue;
    const int begun = simulation.before_begin_index[static_cast<size_t>(at - pairs.begin())];
    if (begun >= 0) return &simulation.before_begin[static_cast<size_t>(begun)];
  }
  return nullptr;
}

}  // namespace

int reported_mix(const Scenario& s) {
  const io::Settings& progress = s.settings.table("progress");
  const auto& mixes = s.plan.mixes;
  const auto found = std::find_if(mixes.begin(), mixes.end(), [&](const Mix& mix) {
    if (progress.has("mix")) return mix.name == progress.text("mix");
    return mix.converted > 0 || !mix.late.empty() || !mix.next_winter.empty();
  });
  return found == mixes.end() ? -1 : static_cast<int>(found - mixes.begin());
}

WorksProgress progress_of_mix(const Scenario& s, int mix_index) {
  const Mix& mix = s.plan.mixes[mix_index];
  WorksProgress progress;
  progress.plan.resize(s.population.villages.size());
  progress.done.resize(s.population.villages.size());
  progress.next_winter.resize(s.population.villages.size());
  for (const NextWinterHome& home : mix.next_winter) {
    ++progress.next_winter[s.population.households[home.household].village];
  }
  progress.dropped.resize(s.population.villages.size());
  progress.next_season = last_commissioning(s.axis);
  Homes plan, done;
  for (int h = 0; h < static_cast<int>(mix.clause.size()); ++h) {
    const int village = s.population.households[h].village;
    if (const LateHome* late = late_of(mix, h)) {
      plan.add(village, late->planned);
      if (paid_clause(mix, h) >= 0) {
        done.add(village, late->actual);
      } else {
        ++progress.dropped[village];
      }
    } else if (const int clause = paid_clause(mix, h); clause >= 0) {
      plan.add(village, mix.due[clause][village]);
      done.add(village, mix.due[clause][village]);
    }
  }
  plan.put(progress.plan);
  const std::vector<economy::ProgressReport> reports = reports_of(s);
  if (reports.empty() || mix_index != reported_mix(s)) {
    done.put(progress.done);
    return progress;
  }
  for (const Milestone& m : economy::milestones_of(reports)) progress.done[m.village].push_back(m);
  for (const economy::ProgressReport& report : reports) {
    progress.known_until = std::max(progress.known_until.value_or(report.day), report.day);
  }
  return progress;
}

std::vector<Day> progress_periods(const Scenario& s) {
  if (!says_when(s)) return {};
  std::vector<Day> days;
  const io::Settings& settings = s.settings.table("progress");
  for (const char* key : {"first_day", "last_day"}) {
    if (settings.has(key)) days.push_back(settings.date(key));
  }
  for (int mix = 0; mix < static_cast<int>(s.plan.mixes.size()); ++mix) {
    const WorksProgress progress = progress_of_mix(s, mix);
    for (const auto& parts : {progress.plan, progress.done}) {
      for (const auto& village : parts) {
        for (const Milestone& m : village) days.push_back(m.day);
      }
    }
  }
  if (days.empty()) return {};
  const auto [first, last] = std::minmax_element(days.begin(), days.end());
  return economy::ten_day_periods(*first, *last);
}

economy::Waiting waiting_in(const WorksProgress& works, int village) {
  std::optional<Day> until = works.known_until;
  for (const auto& parts : {works.plan, works.done}) {
    for (const auto& milestones : parts) {
      for (const Milestone& m : milestones) {
        if (!works.known_until) until = std::max(until.value_or(m.day), m.day);
      }
    }
  }
  if (!works.known_until && works.dropped[village] > 0) until = works.next_season;
  return until ? economy::waiting_of(village, works.plan[village], works.done[village], *until) : economy::Waiting{};
}

int coming_period(const WorksProgress& works, const std::vector<Day>& periods) {
  if (!works.known_until) return periods.empty() ? -1 : 0;
  const auto found = std::upper_bound(periods.begin(), periods.end(), *works.known_until);
  return found == periods.end() ? -1 : static_cast<int>(found - periods.begin());
}

std::vector<LateCost> late_costs(const Scenario& s, const Simulation& simulation, int mix_index) {
  const Mix& mix = s.plan.mixes[mix_index];
  const Day first = s.axis.first_day, last = last_day(s.axis);
  std::vector<LateCost> costs(s.population.villages.size());
  for (const LateHome& late : mix.late) {
    const int h = late.household;
    const Household& home = s.population.households[h];
    LateCost& cost = costs[home.village];
    ++cost.homes;
    cost.home_days += economy::waiting_days(late.planned, late.actual, first, last);
    const bool this_season = late.actual <= last;
    const int pair = mix.pair[h], begun = simulation.before_begin_index[pair];
    const PairResult* until = !this_season ? &simulation.pairs[s.plan.before[h]]
                              : begun >= 0 ? &simulation.before_begin[begun]
                                           : nullptr;
    if (until == nullptr || home.traits.vacant || late.planned > last) continue;
    const PairResult* due = until_due(s, simulation, late);
    cost.cold_home_hours += std::max(0.0F, until->hours_below_14 - (due != nullptr ? due->hours_below_14 : 0.0F));
    cost.unmet_kwh += std::max(0.0F, until->unmet_kwh - (due != nullptr ? due->unmet_kwh : 0.0F));
  }
  return costs;
}

}  // namespace hearthgrid::run
