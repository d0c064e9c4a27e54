#include "engine/run/outage_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/run/load.hpp"

namespace hearthgrid::run {
namespace {

constexpr int64_t DAY_MINUTES = 1440;

std::vector<int> asked_hours(const io::Settings& outage) {
  std::vector<int> hours;
  for (const double value : outage.numbers("hours")) hours.push_back(static_cast<int>(value));
  std::sort(hours.begin(), hours.end());
  return hours;
}

/// Minutes of the axis at which power may come back: [earliest, latest].
struct Range {
  int64_t earliest = 0, latest = 0;
};

Range possible(const TimeAxis& axis, int longest_h, double follow_h) {
  return {std::max<int64_t>(int64_t{60} * longest_h, axis.warm_up_days * DAY_MINUTES),
          axis.days() * DAY_MINUTES - static_cast<int64_t>(60.0 * follow_h)};
}

/// As the scenario gives it; minutes of the axis.
int64_t given_minute(const io::Settings& outage, const TimeAxis& axis) {
  const int64_t day = axis.warm_up_days + (outage.date("restored_day") - axis.first_day).count();
  const int64_t step = outage.integer("step_minutes");
  const auto minute = static_cast<int64_t>(std::lround(60.0 * outage.number("restored_h")));
  return day * DAY_MINUTES + minute / step * step;
}

ControlEvent outage_of(const io::Settings& outage, const SimulationInputs& usual, int64_t begin, int64_t end) {
  ControlEvent event;
  event.kind = EventKind::outage;
  event.times = {{begin, end}};
  event.restart_delay_min = outage.number("restart_delay_min");
  event.restart_spread_min = outage.number("restart_spread_min");
  event.villages.assign(usual.population->villages.size(), true);
  event.technologies.assign(usual.physics->technologies.size(), true);
  event.number = static_cast<uint32_t>(usual.controls.size());
  return event;
}

bool check_hours(const io::Settings& outage, ProblemList& problems) {
  bool good = true;
  std::vector<double> seen;
  for (const double hours : outage.numbers("hours")) {
    const bool twice = std::find(seen.begin(), seen.end(), hours) != seen.end();
    seen.push_back(hours);
    if (!twice && hours == std::floor(hours)) continue;
    good = false;
    problems.add(outage.problem("hours", fmt::format("an outage of {} hours{}", hours, twice ? " is there twice" : ""),
                                "give whole hours from 1 to 72, each once"));
  }
  return good;
}

}  // namespace

int OutagePlan::days_run() const {
  const int lead = fork_day - usual->window.first_day;
  return lead + (usual->window.days - lead) * (static_cast<int>(cases.size()) + 1);
}

int64_t restored_minute(const Scenario& scenario, const Physics& season, const std::vector<double>& weight) {
  const io::Settings& outage = scenario.settings.table("outage");
  const TimeAxis& axis = season.axis;
  if (outage.has("restored_day")) return given_minute(outage, axis);
  const Range range = possible(axis, asked_hours(outage).back(), outage.number("follow_h"));
  int64_t coldest = -1;
  double lowest = std::numeric_limits<double>::infinity();
  for (int64_t minute = (range.earliest + 59) / 60 * 60; minute <= range.latest; minute += 60) {
    double weighted_c = 0.0;
    for (int64_t k = minute / axis.step_minutes; k * axis.step_minutes < minute + 60; ++k) {
      for (size_t i = 0; i < season.sites.size(); ++i) {
        weighted_c += weight[i] * season.sites[i].steps.outdoor_temp_c.at(static_cast<size_t>(k));
      }
    }
    if (weighted_c >= lowest) continue;
    lowest = weighted_c;
    coldest = minute;
  }
  return coldest;
}

std::unique_ptr<const OutagePlan> plan_outage(const Scenario& scenario, const SimulationInputs& season,
                                              const std::vector<weather::HourlyWeather>& hours) {
  const io::Settings& outage = scenario.settings.table("outage");
  if (!outage.has("hours") || outage.numbers("hours").empty()) return nullptr;
  auto plan = std::make_unique<OutagePlan>();
  plan->step_minutes = static_cast<int>(outage.integer("step_minutes"));
  const TimeAxis& axis = season.physics->axis;
  const int64_t restored = restored_minute(scenario, *season.physics, homes_by_site(scenario));
  const int64_t end = restored + static_cast<int64_t>(60.0 * outage.number("follow_h"));
  const std::vector<int> lengths = asked_hours(outage);
  plan->fork_day = static_cast<int>((restored - int64_t{60} * lengths.back()) / DAY_MINUTES);
  ZoomWindow window;
  window.first_day = std::max(0, plan->fork_day - 1);
  window.days = static_cast<int>((end + DAY_MINUTES - 1) / DAY_MINUTES) - window.first_day;
  plan->restored_minute = restored - axis.warm_up_days * DAY_MINUTES;
  plan->restored_step = static_cast<int>((restored - window.first_day * DAY_MINUTES) / plan->step_minutes);
  plan->end_step = static_cast<int>((end - window.first_day * DAY_MINUTES) / plan->step_minutes);
  auto usual = zoom_into(scenario, season, hours, window, plan->step_minutes);
  usual->inputs.named.assign(season.named.size(), false);
  const int64_t local = axis.day_number(0) * DAY_MINUTES + restored;
  for (const int length : lengths) {
    OutagePlan::Case& one = plan->cases.emplace_back(OutagePlan::Case{length, usual->inputs});
    one.inputs.controls.push_back(outage_of(outage, usual->inputs, local - int64_t{60} * length, local));
  }
  plan->usual = std::move(usual);
  return plan;
}

void check_outage(const Scenario& s, ProblemList& problems) {
  const io::Settings& outage = s.settings.table("outage");
  if (!outage.has("hours") || outage.numbers("hours").empty() || !outage.has("follow_h")) return;
  if (!check_hours(outage, problems)) return;
  if (outage.has("step_minutes") && outage.integer("step_minutes") > s.axis.step_minutes) {
    problems.add(outage.problem(
        "step_minutes",
        fmt::format("the outage's step of {} minutes is longer than the season's", outage.integer("step_minutes")),
        fmt::format("the season's step is {} minutes", s.axis.step_minutes)));
  }
  if (outage.has("restored_day") != outage.has("restored_h")) {
    const bool day = outage.has("restored_day");
    problems.add(outage.problem(day ? "restored_day" : "restored_h",
                                fmt::format("{} is missing", day ? "restored_h" : "restored_day"),
                                "give both, or neither for the coldest hour"));
    return;
  }
  const Range range = possible(s.axis, asked_hours(outage).back(), outage.number("follow_h"));
  const std::string days =
      fmt::format("the season is {} to {}", to_text(s.axis.first_day), to_text(s.axis.date(s.axis.days() - 1)));
  if (range.earliest > range.latest) {
    problems.add(outage.problem("hours", "the season is too short for the longest outage and follow_h", days));
  } else if (outage.has("restored_day")) {
    const int64_t minute = given_minute(outage, s.axis);
    if (minute >= range.earliest && minute <= range.latest) return;
    problems.add(
        outage.problem("restored_day",
                       fmt::format("power that is back on {} at {:g} h lies too near the season's ends or outside",
                                   to_text(outage.date("restored_day")), outage.number("restored_h")),
                       days + "; the outage begins no earlier than the warm-up, follow_h ends no later"));
  }
}

}  // namespace hearthgrid::run
