#include "engine/run/control_event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/names.hpp"
#include "engine/base/random.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {
namespace {

constexpr int64_t DAY_MINUTES = 1440;

// The parts of a day that a control's times and the restarts after them cover.
template <class Restart>
void for_occurrences(const ControlEvent& control, int64_t day_number, double longest_restart_min, Restart restart_min,
                     std::vector<ControlSpan>& spans) {
  const int64_t midnight = day_number * DAY_MINUTES;
  const auto longest = static_cast<int64_t>(longest_restart_min) + 1;
  const auto first = std::partition_point(control.times.begin(), control.times.end(),
                                          [&](const Occurrence& o) { return o.end + longest <= midnight; });
  for (auto time = first; time != control.times.end() && time->begin < midnight + DAY_MINUTES; ++time) {
    const double begin = std::max(0.0, static_cast<double>(time->begin - midnight));
    const double end = static_cast<double>(time->end - midnight) + restart_min(*time);
    if (end > begin) spans.push_back({begin, std::min(static_cast<double>(DAY_MINUTES), end)});
  }
}

class ControlReader {
 public:
  ControlReader(const Scenario& scenario, ProblemList& problems) : s_(scenario), problems_(problems) {}

  ControlEvent read(const io::Settings& given, uint32_t number) {
    ControlEvent control;
    control.number = number;
    const std::string& kind = given.text("kind");
    control.kind = kind == "outage" ? EventKind::outage : kind == "block" ? EventKind::block : EventKind::set_point;
    control.shift_k = given.number("shift_k");
    control.boost_k = given.number("boost_k");
    control.restart_delay_min = given.number("restart_delay_min");
    control.restart_spread_min = given.number("restart_spread_min");
    control.share = given.number("share");
    control.villages = chosen(given, "villages", names_of(s_.population.villages));
    control.technologies = chosen(given, "technologies", names_of(s_.technologies));
    control.times = times(given);
    check(given, control);
    return control;
  }

 private:
  std::vector<bool> chosen(const io::Settings& given, const std::string& key, const std::vector<std::string>& known) {
    const auto& named = given.texts(key);
    const bool everyone = named.size() == 1 && named[0] == "all";
    std::vector<bool> marks(known.size(), everyone);
    for (const std::string& name : everyone ? std::vector<std::string>{} : named) {
      const auto found = std::find(known.begin(), known.end(), name);
      if (found == known.end()) {
        problems_.add(
            given.problem(key, fmt::format("unknown name '{}' in {}", name, key), advice_for_unknown(name, known)));
      } else {
        marks[static_cast<size_t>(found - known.begin())] = true;
      }
    }
    return marks;
  }

  // Each day's hours; a span over midnight belongs to the day on which it begins.
  std::vector<Occurrence> times(const io::Settings& given) {
    const TimeAxis& axis = s_.axis;
    const int64_t season = axis.day_number(axis.warm_up_days);
    int64_t first = axis.day_number(0), last = season + axis.season_days - 1;
    if (given.has("first_day")) first = given.date("first_day").time_since_epoch().count();
    if (given.has("first_day") && given.has("days")) last = first + given.integer("days") - 1;
    const bool by_tariff = given.text("hours") != "clock";
    double from = by_tariff ? s_.tariff.valley_first_hour : given.number("from_h");
    double to = by_tariff ? s_.tariff.valley_last_hour : given.number("to_h");
    if (given.text("hours") == "day") std::swap(from, to);
    std::vector<Occurrence> all;
    if (from == to) return all;
    const double length = to > from ? to - from : to + 24.0 - from;
    for (int64_t day = first - 1; day <= last; ++day) {
      const auto begin = day * DAY_MINUTES + std::lround(60.0 * from);
      if (day >= first || !given.has("first_day")) {
        all.push_back({begin, begin + std::lround(60.0 * length)});
      }
    }
    return all;
  }

  void check(const io::Settings& given, const ControlEvent& control) {
    check_days(given);
    check_effect(given, control);
    if (control.times.empty()) {
      problems_.add(given.problem("from_h", "the control has no hours: it begins when it ends",
                                  "give from_h and to_h, or hours = \"valley\" with a tariff that has a valley"));
    }
    const bool all_homes = control.share == 1.0 &&
                           std::find(control.villages.begin(), control.villages.end(), false) == control.villages.end();
    if (control.boost_k != 0.0 && !all_homes) {
      problems_.add(given.problem("boost_k", "boost_k raises the water of all homes with a technology",
                                  "leave villages and share out, or use shift_k"));
    }
    if (control.kind == EventKind::outage && control.share < 1.0) {
      problems_.add(given.problem("share", "an outage hits all homes of a village", "leave share out"));
    }
  }

  void check_days(const io::Settings& given) {
    if (!given.has("first_day")) {
      if (given.has("days")) {
        problems_.add(given.problem("days", "days are counted from first_day, which is missing", "give first_day too"));
      }
      return;
    }
    const auto first = s_.axis.first_day, last = s_.axis.date(s_.axis.days() - 1);
    const auto begin = given.date("first_day");
    const bool over = given.has("days") && begin + std::chrono::days(given.integer("days")) <= first;
    if (begin <= last && !over) return;
    problems_.add(given.problem("first_day", fmt::format("the control of {} lies outside the season", to_text(begin)),
                                fmt::format("the season is {} to {}", to_text(first), to_text(last))));
  }

  void check_effect(const io::Settings& given, const ControlEvent& control) {
    const bool moves = control.kind == EventKind::set_point;
    if (moves && control.shift_k == 0.0 && control.boost_k == 0.0) {
      problems_.add(given.problem("kind", "the control moves nothing", "give shift_k or boost_k"));
    }
    const std::string& kind = given.text("kind");
    for (const char* key : {"shift_k", "boost_k"}) refuse_if(!moves, given, key, "kind = \"" + kind + "\"");
    for (const char* key : {"restart_delay_min", "restart_spread_min"}) {
      refuse_if(moves, given, key, "kind = \"" + kind + "\"");
    }
    refuse_if(control.kind == EventKind::outage, given, "technologies", "kind = \"" + kind + "\"");
    const std::string& hours = given.text("hours");
    for (const char* key : {"from_h", "to_h"}) refuse_if(hours != "clock", given, key, "hours = \"" + hours + "\"");
  }

  void refuse_if(bool idle, const io::Settings& given, const char* key, const std::string& where) {
    if (!idle || !given.given(key)) return;
    problems_.add(given.problem(key, fmt::format("{} has no effect with {}", key, where), "leave it out"));
  }

  const Scenario& s_;
  ProblemList& problems_;
};

}  // namespace

bool takes_part(const ControlEvent& control, const Household& home, int technology, uint32_t seed) {
  if (!control.villages[static_cast<size_t>(home.village)]) return false;
  if (control.kind != EventKind::outage && !control.technologies[static_cast<size_t>(technology)]) return false;
  if (control.share >= 1.0) return true;
  return uniform(random_words(seed, Stream::control, home.hash, control.number, 0)[0]) < control.share;
}

void spans_of(const ControlEvent& control, const Household& home, int64_t day_number, uint32_t seed,
              std::vector<ControlSpan>& spans) {
  if (control.kind == EventKind::set_point) {
    for_occurrences(
        control, day_number, 0.0, [](const Occurrence&) { return 0.0; }, spans);
    return;
  }
  // Drawn by the day on which the power returns, so that outages of any length that end together restart alike.
  const auto restart_min = [&](const Occurrence& time) {
    const auto when = static_cast<uint32_t>(time.end / DAY_MINUTES);
    const auto draw = random_words(seed, Stream::control, home.hash, when, 1 + control.number);
    return control.restart_delay_min + control.restart_spread_min * uniform(draw[0]);
  };
  for_occurrences(control, day_number, control.restart_delay_min + control.restart_spread_min, restart_min, spans);
}

std::vector<double> powered_steps(const std::vector<ControlEvent>& controls, int village, int64_t day_number,
                                  int steps_per_day) {
  std::vector<ControlSpan> spans;
  for (const ControlEvent& control : controls) {
    if (control.kind != EventKind::outage || !control.villages[static_cast<size_t>(village)]) continue;
    for_occurrences(
        control, day_number, 0.0, [](const Occurrence&) { return 0.0; }, spans);
  }
  if (spans.empty()) return {};
  std::vector<double> powered(static_cast<size_t>(steps_per_day), 1.0);
  for (const ControlSpan& span : spans) {
    for_steps(span, steps_per_day, [&](int k, double share) { powered[k] = std::max(0.0, powered[k] - share); });
  }
  return powered;
}

std::vector<ControlEvent> read_controls(const Scenario& scenario, ProblemList& problems) {
  std::vector<ControlEvent> controls;
  if (!scenario.settings.has("control")) return controls;
  ControlReader reader(scenario, problems);
  for (const io::Settings& given : scenario.settings.tables("control")) {
    controls.push_back(reader.read(given, static_cast<uint32_t>(controls.size())));
  }
  return controls;
}

std::vector<double> supply_boost_k(const std::vector<ControlEvent>& controls, int technology, const TimeAxis& axis) {
  std::vector<double> boost;
  for (const ControlEvent& control : controls) {
    if (control.boost_k == 0.0 || !control.technologies[static_cast<size_t>(technology)]) continue;
    boost.resize(static_cast<size_t>(axis.steps()), 0.0);
    const int64_t start = axis.start_minute(0);
    for (const Occurrence& time : control.times) {
      const int64_t from = std::max<int64_t>(0, (time.begin - start) / axis.step_minutes);
      const int64_t to = std::min<int64_t>(axis.steps(), (time.end - start) / axis.step_minutes);
      for (int64_t k = from; k < to; ++k) boost[static_cast<size_t>(k)] += control.boost_k;
    }
  }
  return boost;
}

}  // namespace hearthgrid::run
