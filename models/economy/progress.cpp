#include "models/economy/progress.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <stdexcept>

namespace hearthgrid::economy {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

Day next_period(Day begin) {
  const year_month_day date{begin};
  if (static_cast<unsigned>(date.day()) < 21) return begin + days{10};
  return Day{(date.year() / date.month() + std::chrono::months{1}) / 1};
}

int homes_by(std::span<const Milestone> of, int village, Day last) {
  int sum = 0;
  for (const Milestone& m : of) sum += m.village == village && m.day <= last ? m.homes : 0;
  return sum;
}

int homes_in(std::span<const Milestone> of, int village, Day first, Day next) {
  int sum = 0;
  for (const Milestone& m : of) sum += m.village == village && m.day >= first && m.day < next ? m.homes : 0;
  return sum;
}

}  // namespace

Day ten_day_begin(Day day) {
  const year_month_day date{day};
  const unsigned of_month = static_cast<unsigned>(date.day());
  const unsigned begin = of_month < 11 ? 1 : of_month < 21 ? 11 : 21;
  return Day{date.year() / date.month() / std::chrono::day{begin}};
}

std::vector<Day> ten_day_periods(Day first, Day last) {
  std::vector<Day> periods;
  for (Day begin = ten_day_begin(first); begin <= last && first <= last; begin = next_period(begin)) {
    periods.push_back(begin);
  }
  return periods;
}

std::vector<Milestone> milestones_of(const std::vector<ProgressReport>& reports) {
  std::map<int, std::map<Day, int>> by_village;
  for (const ProgressReport& report : reports) {
    const auto [at, added] = by_village[report.village].try_emplace(report.day, report.homes);
    if (!added) at->second = std::max(at->second, report.homes);
  }
  std::vector<Milestone> milestones;
  for (const auto& [village, by_day] : by_village) {
    int before = 0;
    for (const auto& [day, homes] : by_day) {
      milestones.push_back({village, day, homes - before});
      before = homes;
    }
  }
  return milestones;
}

// day_v = first + ceil(D * (h_1 + ... + h_v) / H), D = last - first
std::vector<Day> even_pace(std::span<const int> homes, Day first, Day last) {
  if (last < first) throw std::invalid_argument("works end before they begin");
  const int64_t total = std::accumulate(homes.begin(), homes.end(), int64_t{0});
  const int64_t length = (last - first).count();
  std::vector<Day> result;
  int64_t until = 0;
  for (const int count : homes) {
    until += count;
    const int64_t after = count == 0 ? 0 : (length * until + total - 1) / total;
    result.push_back(first + days{after});
  }
  return result;
}

std::vector<PeriodProgress> progress_of(int village, std::span<const Milestone> plan, std::span<const Milestone> done,
                                        std::span<const Day> periods, std::optional<Day> known_until) {
  std::vector<PeriodProgress> result;
  for (const Day begin : periods) {
    const Day next = next_period(begin);
    const Day last = next - days{1}, known = known_until ? std::min(last, *known_until) : last;
    const int behind = homes_by(plan, village, known) - homes_by(done, village, known);
    result.push_back({homes_in(plan, village, begin, next), homes_in(done, village, begin, next), std::max(0, behind)});
  }
  return result;
}

// Homes due and not running, day by day between the days on which either changes.
Waiting waiting_of(int village, std::span<const Milestone> plan, std::span<const Milestone> done, Day until) {
  std::map<Day, int> due, change;  // homes due on a day; change of those that wait
  for (const Milestone& m : plan) {
    if (m.village != village || m.day > until) continue;
    due[m.day] += m.homes;
    change[m.day] += m.homes;
  }
  for (const Milestone& m : done) {
    if (m.village == village && m.day <= until) change[m.day] -= m.homes;
  }
  Waiting result;
  int waiting = 0, running = 0;
  for (auto at = change.begin(); at != change.end(); ++at) {
    waiting += at->second;
    const auto next = std::next(at);
    const Day end = next == change.end() ? until + days{1} : next->first;
    result.home_days += std::max(0, waiting) * (end - at->first).count();
    running = homes_by(plan, village, at->first) - waiting;
    int counted = 0;
    for (const auto& [day, homes] : due) {
      counted += homes;
      if (counted <= running || day >= end) continue;
      result.longest_days = std::max(result.longest_days, static_cast<int>((end - day).count()));
      break;
    }
  }
  return result;
}

int waiting_days(Day due, Day runs, Day first, Day last) {
  const Day from = std::max(due, first), to = std::min(runs, last + days{1});
  return std::max(0, static_cast<int>((to - from).count()));
}

}  // namespace hearthgrid::economy
