#include "engine/run/progress_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/load.hpp"
#include "models/economy/progress.hpp"

namespace hearthgrid::run {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_works(const Scenario& s, const io::Settings& progress, ProblemList& problems) {
  if (progress.has("first_day") != progress.has("last_day")) {
    const char* given = progress.has("first_day") ? "first_day" : "last_day";
    problems.add(progress.problem(given, fmt::format("the works have a {} alone", given),
                                  "give first_day and last_day, or neither"));
  }
  if (!progress.has("first_day") || !progress.has("last_day")) return;
  const auto first = progress.date("first_day"), last = progress.date("last_day");
  if (last < first) {
    problems.add(progress.problem("last_day",
                                  fmt::format("the works end on {} and begin on {}", to_text(last), to_text(first)),
                                  "last_day must not lie before first_day"));
  }
  const auto end = s.axis.first_day + std::chrono::days{s.axis.season_days - 1};
  if (last <= end) return;
  problems.add(progress.problem("last_day",
                                fmt::format("the works end on {}, after the season's last day", to_text(last)),
                                fmt::format("allowed: any day up to {}; for villages that are later give "
                                            "progress.delays",
                                            to_text(end))));
}

void check_reports(const Scenario& s, const io::Settings& progress, ProblemList& problems) {
  if (progress.given("mix") && !contains(names_of(s.plan.mixes), progress.text("mix"))) {
    problems.add(progress.problem("mix", fmt::format("unknown mix '{}'", progress.text("mix")),
                                  advice_for_unknown(progress.text("mix"), names_of(s.plan.mixes))));
  }
  if (!s.tables.progress) return;
  const io::Table& table = *s.tables.progress;
  const Names villages = names_of(s.population.villages);
  for (int row = 0; row < table.rows(); ++row) {
    const std::string& name = table.text(row, "village");
    if (contains(villages, name)) continue;
    problems.add(
        table.problem(row, "village", fmt::format("unknown village '{}'", name), advice_for_unknown(name, villages)));
  }
}

}  // namespace

std::vector<int> delay_days(const io::Settings& scenario, const Population& population, ProblemList& problems) {
  std::vector<int> days(population.villages.size(), -1);
  const io::Settings& progress = scenario.table("progress");
  const Names villages = names_of(population.villages);
  for (const io::Settings& delay : progress.tables("delays")) {
    if (!delay.has("village") || !delay.has("days")) continue;  // reported already
    const std::string& name = delay.text("village");
    const auto found = std::find(villages.begin(), villages.end(), name);
    if (found == villages.end()) {
      problems.add(
          delay.problem("village", fmt::format("unknown village '{}'", name), advice_for_unknown(name, villages)));
    } else if (int& of = days[found - villages.begin()]; of >= 0) {
      problems.add(delay.problem("village", fmt::format("village '{}' is delayed twice", name), "give it one delay"));
    } else {
      of = static_cast<int>(delay.integer("days"));
    }
  }
  for (int& of : days) of = std::max(0, of);
  return days;
}

std::vector<std::chrono::sys_days> due_days(const io::Settings& scenario, const io::Settings& clause,
                                            const std::vector<int>& homes, const TimeAxis& axis) {
  if (clause.has("commissioned")) {
    return std::vector<std::chrono::sys_days>(homes.size(), clause.date("commissioned"));
  }
  const io::Settings& progress = scenario.table("progress");
  if (progress.has("first_day") && progress.has("last_day")) {
    const auto first = progress.date("first_day"), last = progress.date("last_day");
    if (first <= last) return economy::even_pace(homes, first, last);
  }
  return std::vector<std::chrono::sys_days>(homes.size(), axis.first_day);
}

void check_progress(const Scenario& s, ProblemList& problems) {
  const io::Settings& progress = s.settings.table("progress");
  check_works(s, progress, problems);
  check_reports(s, progress, problems);
}

void check_fairness(const Scenario& s, ProblemList& problems) {
  const io::Settings& fairness = s.settings.table("fairness");
  if (fairness.has("band_limits_cny")) {
    const std::vector<double>& limits = fairness.numbers("band_limits_cny");
    for (size_t i = 0; i < limits.size(); ++i) {
      if (i == 0 || economy::fen_of_cny(limits[i]) > economy::fen_of_cny(limits[i - 1])) continue;
      problems.add(fairness.problem("band_limits_cny", fmt::format("{:g} follows {:g}", limits[i], limits[i - 1]),
                                    "limits of income bands rise from one to the next"));
    }
  }
  const io::Settings& abatement = s.settings.table("abatement");
  const Names& known = emission::pollutant_names();
  Names seen;
  for (const std::string& name : abatement.texts("pollutants")) {
    if (!contains(known, name)) {
      problems.add(abatement.problem("pollutants", fmt::format("unknown pollutant '{}'", name),
                                     advice_for_unknown(name, known)));
    } else if (contains(seen, name)) {
      problems.add(abatement.problem("pollutants", fmt::format("pollutant '{}' stands twice", name), "name it once"));
    }
    seen.push_back(name);
  }
}

}  // namespace hearthgrid::run
