#include "engine/run/progress_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/counted.hpp"
#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/load.hpp"
#include "engine/run/mix_homes.hpp"
#include "engine/run/works_progress.hpp"
#include "models/economy/progress.hpp"

namespace hearthgrid::run {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Last day of the next season.
std::chrono::sys_days next_seasons_end(const TimeAxis& axis) {
  return last_commissioning(axis) + std::chrono::days{axis.season_days};
}

// The days that dates of the works may be on.
std::string allowed_days(const TimeAxis& axis) {
  return fmt::format("allowed: from {}, two years before the season, to {}, the next season's end",
                     to_text(first_commissioning(axis)), to_text(next_seasons_end(axis)));
}

bool is_far(const TimeAxis& axis, std::chrono::sys_days day) {
  return day < first_commissioning(axis) || day > next_seasons_end(axis);
}

void check_far(const Scenario& s, const io::Settings& progress, ProblemList& problems) {
  for (const char* key : {"first_day", "last_day", "subsidy_deadline"}) {
    if (!progress.has(key) || !is_far(s.axis, progress.date(key))) continue;
    problems.add(progress.problem(key, fmt::format("{} is far from the season", to_text(progress.date(key))),
                                  allowed_days(s.axis)));
  }
}

void check_works(const Scenario& s, const io::Settings& progress, ProblemList& problems) {
  check_far(s, progress, problems);
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
  const auto end = last_commissioning(s.axis);
  if (last <= end || is_far(s.axis, last)) return;
  problems.add(progress.problem(
      "last_day", fmt::format("the works end on {}, when the next season has begun", to_text(last)),
      fmt::format("allowed: any day up to {}; homes that begin after this season have their new heater in later "
                  "winters only",
                  to_text(end))));
}

// Homes of each village that a mix converts, be it late or for the next winter.
std::vector<int> planned_homes(const Scenario& s, int mix_index) {
  std::vector<int> planned(s.population.villages.size());
  if (mix_index < 0) return planned;
  const Mix& mix = s.plan.mixes[mix_index];
  for (int h = 0; h < static_cast<int>(mix.clause.size()); ++h) {
    const bool converts = paid_clause(mix, h) >= 0 || late_of(mix, h) != nullptr;
    planned[s.population.households[h].village] += converts ? 1 : 0;
  }
  return planned;
}

std::vector<int> homes_of_villages(const Scenario& s) {
  std::vector<int> homes(s.population.villages.size());
  for (const Household& home : s.population.households) ++homes[home.village];
  return homes;
}

struct ReportRow {
  int row = 0, village = 0, homes = 0;
  std::chrono::sys_days day{};
};

// Reports of known villages, by village and day.
std::vector<ReportRow> report_rows(const Scenario& s) {
  const io::Table& table = *s.tables.progress;
  const Names villages = names_of(s.population.villages);
  std::vector<ReportRow> rows;
  for (int row = 0; row < table.rows(); ++row) {
    const auto found = std::find(villages.begin(), villages.end(), table.text(row, "village"));
    const auto day = table.date(row, "date");
    const auto homes = table.number(row, "homes");
    if (found == villages.end() || !day || !homes) continue;
    rows.push_back({row, static_cast<int>(found - villages.begin()), static_cast<int>(*homes), *day});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ReportRow& a, const ReportRow& b) {
    return std::tuple(a.village, a.day) < std::tuple(b.village, b.day);
  });
  return rows;
}

// A report counts all homes that run, so that it neither falls nor stands beside another of the same day.
void check_row(const Scenario& s, const ReportRow& at, const ReportRow* before, ProblemList& problems) {
  const io::Table& table = *s.tables.progress;
  const std::string& name = s.population.villages[at.village].name;
  if (before == nullptr || before->village != at.village) return;
  if (before->day == at.day) {
    problems.add(table.problem(
        at.row, "date", fmt::format("line {} reports on {} on {} too", table.line(before->row), name, to_text(at.day)),
        "give one row for a village and a day"));
  } else if (at.homes < before->homes) {
    problems.add(table.problem(
        at.row, "homes",
        fmt::format("{} has {} that {} on {}, but {} on {} (line {})", name, counted(at.homes, "home"),
                    at.homes == 1 ? "runs" : "run", to_text(at.day), before->homes, to_text(before->day),
                    table.line(before->row)),
        fmt::format("give all homes that run by the day's end, all reports together: {} or more", before->homes)));
  }
}

void check_rows(const Scenario& s, ProblemList& problems) {
  const io::Table& table = *s.tables.progress;
  const int mix = reported_mix(s);
  const std::vector<int> planned = planned_homes(s, mix), all = homes_of_villages(s);
  const bool unknown_mix = mix < 0 && s.settings.table("progress").has("mix");  // reported already
  const ReportRow* before = nullptr;
  const std::vector<ReportRow> rows = report_rows(s);
  for (const ReportRow& at : rows) {
    if (is_far(s.axis, at.day)) {
      problems.add(table.problem(at.row, "date", fmt::format("a report on {} is far from the season", to_text(at.day)),
                                 allowed_days(s.axis)));
    }
    check_row(s, at, std::exchange(before, &at), problems);
    const std::string& name = s.population.villages[at.village].name;
    if (at.homes > all[at.village]) {
      problems.add(table.problem(
          at.row, "homes",
          fmt::format("{} is reported with {} that run, and has {}", name, counted(at.homes, "home"), all[at.village]),
          fmt::format("give a number from 0 to {}", all[at.village])));
    } else if (at.homes > 0 && planned[at.village] == 0 && !unknown_mix) {
      problems.add(table.problem(
          at.row, "village",
          mix < 0 ? std::string("homes are reported as running, but no mix converts any")
                  : fmt::format("mix '{}' converts no home of {}", s.plan.mixes[mix].name, name),
          "leave the row out, name the mix that the reports are about as progress.mix, or let it convert the village"));
    }
  }
}

void check_reports(const Scenario& s, const io::Settings& progress, ProblemList& problems) {
  if (progress.given("mix") && !contains(names_of(s.plan.mixes), progress.text("mix"))) {
    problems.add(progress.problem("mix", fmt::format("unknown mix '{}'", progress.text("mix")),
                                  advice_for_unknown(progress.text("mix"), names_of(s.plan.mixes))));
  }
  if (!s.tables.progress) return;
  check_rows(s, problems);
  const io::Table& table = *s.tables.progress;
  if (table.rows() == 0) {
    problems.add({table.file(), 1, 1, "there is no report, only the header",
                  "add a row for a village and a day, or leave progress.reported out"});
  }
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

namespace {

// Delays that nothing comes of.
void note_delays(const Scenario& s, std::vector<std::string>& notes) {
  const auto& delays = s.settings.table("progress").tables("delays");
  const auto& mixes = s.settings.tables("mix");
  bool any_delayed = false;
  std::vector<bool> late(s.population.villages.size(), false);
  for (size_t m = 0; m < s.plan.mixes.size(); ++m) {
    if (!mixes[m].boolean("delayed")) continue;
    any_delayed = true;
    if (delays.empty())
      notes.push_back(fmt::format("mix '{}' is delayed, but progress.delays names no village", s.plan.mixes[m].name));
    for (const LateHome& home : s.plan.mixes[m].late) late[s.population.households[home.household].village] = true;
  }
  if (!delays.empty() && !any_delayed) notes.emplace_back("progress.delays hold in no mix: none has delayed = true");
  const Names villages = names_of(s.population.villages);
  for (const io::Settings& delay : delays) {
    const auto v = std::find(villages.begin(), villages.end(), delay.text("village")) - villages.begin();
    if (!any_delayed || delay.integer("days") == 0 || late[v]) continue;
    notes.push_back(fmt::format("{} is late, but no delayed mix converts a home there", villages[v]));
  }
}

// Homes that a delay takes out of a mix.
void note_dropped(const Scenario& s, std::vector<std::string>& notes) {
  for (const Mix& mix : s.plan.mixes) {
    const auto dropped = std::count_if(mix.late.begin(), mix.late.end(),
                                       [&](const LateHome& home) { return paid_clause(mix, home.household) < 0; });
    if (dropped == 0) continue;
    notes.push_back(fmt::format("{} late beyond {}, when the next season begins: mix '{}' does not convert {}",
                                counted(dropped, "home is", "homes are"), to_text(last_commissioning(s.axis)), mix.name,
                                dropped == 1 ? "it" : "them"));
  }
}

}  // namespace

std::vector<std::string> progress_notes(const Scenario& s) {
  std::vector<std::string> notes;
  note_delays(s, notes);
  note_dropped(s, notes);
  if (!s.tables.progress) return notes;
  const int mix = reported_mix(s);
  const std::vector<int> planned = planned_homes(s, mix);
  std::vector<int> most(planned.size());
  for (const ReportRow& row : report_rows(s)) most[row.village] = std::max(most[row.village], row.homes);
  for (size_t v = 0; v < most.size(); ++v) {
    if (most[v] <= planned[v]) continue;
    notes.push_back(fmt::format("{}: {} reported as running, {} planned in mix '{}'", s.population.villages[v].name,
                                counted(most[v], "home is", "homes are"), planned[v], s.plan.mixes[mix].name));
  }
  return notes;
}

void check_fairness(const Scenario& s, ProblemList& problems) {
  const io::Settings& fairness = s.settings.table("fairness");
  if (fairness.has("band_limits_cny")) {
    if (fairness.given("income_bands")) {
      problems.add(fairness.problem("income_bands", "income_bands and band_limits_cny exclude each other",
                                    "keep one: bands with about as many homes each, or bands up to those incomes"));
    }
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
