#include "engine/io/tariff_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace hearthgrid::io {
namespace {

using economy::TariffSet;

// Days of a year that has them all.
template <class Visit>
void every_hour(const TariffSet& tariff, Visit visit) {
  const std::vector<double> hours = tariff.switch_hours();
  const std::chrono::sys_days first{std::chrono::year{2020} / 1 / 1}, end{std::chrono::year{2021} / 1 / 1};
  for (auto day = first; day < end; day += std::chrono::days{1}) {
    const std::chrono::year_month_day date(day);
    const int month = static_cast<int>(static_cast<unsigned>(date.month()));
    for (const double hour : hours) visit(month, static_cast<int>(static_cast<unsigned>(date.day())), hour);
  }
}

// The bands that hold wherever the band `of` alone would.
std::set<size_t> covering(const TariffSet& tariff, size_t of) {
  TariffSet alone = tariff;
  alone.bands = {tariff.bands[of]};
  std::set<size_t> others;
  every_hour(tariff, [&](int month, int day, double hour) {
    if (alone.band_at(month, day, hour) != 2) return;
    const int holds = tariff.band_at(month, day, hour);
    if (holds >= 2) others.insert(static_cast<size_t>(holds) - 2);
  });
  return others;
}

void check_hours(const Settings& given, const std::string& what, const std::string& advice, ProblemList& problems) {
  const double first = given.number("first_hour"), last = given.number("last_hour");
  if (first != last && !(first == 24.0 && last == 0.0)) return;
  problems.add(given.problem(
      "first_hour", fmt::format("{} begins at hour {:g} and ends at hour {:g}: it has no hours", what, first, last),
      advice));
}

void check_bands(const Settings& given, const TariffSet& tariff, ProblemList& problems) {
  const auto& bands = given.tables("band");
  std::vector<bool> holds(bands.size(), false);
  every_hour(tariff, [&](int month, int day, double hour) {
    const int band = tariff.band_at(month, day, hour);
    if (band >= 2) holds[static_cast<size_t>(band) - 2] = true;
  });
  for (size_t i = 0; i < bands.size(); ++i) {
    const std::string name = fmt::format("band '{}'", tariff.bands[i].name);
    check_hours(bands[i], name, "for the whole day leave first_hour and last_hour out", problems);
    if (holds[i]) continue;
    std::vector<std::string> earlier;
    for (const size_t other : covering(tariff, i)) earlier.push_back("'" + tariff.bands[other].name + "'");
    if (earlier.empty()) continue;  // no hours, told above
    problems.add(bands[i].problem(
        "name",
        fmt::format("{} never holds: of its hours and days all are those of {}, which stands before it", name,
                    fmt::join(earlier, ", ")),
        "the first band that holds counts: put this one first, change its hours or days, or take it out"));
  }
}

void check_length(const Settings& given, const std::string& key, const std::string& what, ProblemList& problems) {
  if (!given.has(key) || given.number(key) > 0.0) return;
  problems.add(given.problem(key, what + " of no length never holds", "give it a length above 0, or take it out"));
}

}  // namespace

void check_tariff(const Settings& given, const TariffSet& tariff, ProblemList& problems) {
  check_hours(given.table("valley"), "the valley",
              "where there is none give the day's price, and the hours that heaters of valley_only and controls go by",
              problems);
  check_bands(given, tariff, problems);
  for (const Settings& tier : given.tables("gas_tier")) check_length(tier, "up_to_m3", "a gas tier", problems);
  for (const Settings& band : given.tables("gas_subsidy")) check_length(band, "up_to_m3", "a subsidy", problems);
  for (const Settings& band : given.tables("electricity_subsidy")) {
    check_length(band, "up_to_kwh", "a subsidy", problems);
  }
  if (given.has("heating_limit")) check_length(given.table("heating_limit"), "kwh", "a heating tariff", problems);
  if (given.has("ladder") && !tariff.ladder.empty() && tariff.ladder.front().up_to <= 0.0) {
    problems.add(given.table("ladder").problem("up_to_kwh", "the ladder's first tier ends at 0 kWh and never holds",
                                               "give rising ends above 0"));
  }
}

}  // namespace hearthgrid::io
