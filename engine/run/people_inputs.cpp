#include "engine/run/people_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/base/fast_math.hpp"

namespace hearthgrid::run {
namespace {

constexpr double STEEPEST_TILT = 40.0;  // beyond it all homes have one person, or six

occupancy::CutNormal around(double mean, double deviation) {
  return {mean, deviation, mean - 1.5 * deviation, mean + 1.5 * deviation};
}

// The default shares of household sizes, tilted towards small or large homes until their mean is the asked one.
void set_mean_persons(occupancy::HouseholdInputs& inputs, double mean) {
  const auto usual = inputs.persons_share;
  double low = -STEEPEST_TILT, high = STEEPEST_TILT;
  for (int i = 0; i < 60; ++i) {
    const double tilt = 0.5 * (low + high);
    for (size_t k = 0; k < usual.size(); ++k)
      inputs.persons_share[k] = usual[k] * fast_exp(tilt * static_cast<double>(k));
    (occupancy::mean_persons(inputs) < mean ? low : high) = tilt;
  }
}

void set_comfort(const io::Settings& households, occupancy::ComfortInputs& comfort) {
  const auto number = [&](const char* key) { return households.number(key); };
  comfort.set_point_before_c = around(number("set_point_before_c"), number("set_point_before_sd_k"));
  comfort.set_point_after_c = around(number("set_point_after_c"), number("set_point_after_sd_k"));
  comfort.heated_share_before = {1.0, number("heated_share_full_time_part_before"),
                                 number("heated_share_part_time_part_before")};
  comfort.heated_share_after = {1.0, number("heated_share_full_time_part_after"),
                                number("heated_share_part_time_part_after")};
  comfort.night_setback_before_share = number("night_setback_before_share");
  comfort.night_setback_after_share = number("night_setback_after_share");
  comfort.night_setback_before_k = number("night_setback_before_k");
  comfort.night_setback_after_k = number("night_setback_after_k");
  comfort.off_set_point_c = number("off_set_point_c");
  comfort.part_time_before_share = number("part_time_before_share");
  comfort.short_season_share = number("short_season_share");
  comfort.short_season_below_c = number("short_season_below_c");
  comfort.festival_warmer_k = number("festival_warmer_k");
  comfort.hand_switching_share = number("hand_switching_share");
  comfort.hand_setback_k = number("hand_setback_k");
  comfort.airing_share = number("airing_share");
}

void set_household(const io::Settings& households, occupancy::HouseholdInputs& household) {
  const auto number = [&](const char* key) { return households.number(key); };
  if (households.given("persons_shares")) {
    const std::vector<double>& shares = households.numbers("persons_shares");
    std::copy_n(shares.begin(), std::min(shares.size(), household.persons_share.size()),
                household.persons_share.begin());
  } else {
    set_mean_persons(household, number("persons"));
  }
  household.elderly_home_share = number("elderly_home_share");
  household.absent_workers_share = number("absent_workers_share");
  household.leaves_on_workdays_share = number("leaves_on_workdays_share");
  household.worker_share = number("worker_share");
  household.child_home_share = number("child_home_share");
}

}  // namespace

occupancy::PeopleInputs people_inputs(const io::Settings& households) {
  occupancy::PeopleInputs people;
  people.patterns = {households.number("pattern_full_time_whole"), households.number("pattern_full_time_part"),
                     households.number("pattern_part_time_part")};
  set_comfort(households, people.comfort);
  set_household(households, people.household);
  return people;
}

occupancy::Calendar calendar_of(const io::Settings& households) {
  occupancy::Calendar calendar;
  calendar.festival = households.boolean("festival");
  calendar.festival_days_before = static_cast<int>(households.integer("festival_days_before"));
  calendar.festival_days_after = static_cast<int>(households.integer("festival_days_after"));
  if (!households.has("holidays")) return calendar;
  for (const io::Settings& holiday : households.tables("holidays")) {
    if (!holiday.has("first_day") || !holiday.has("kind")) continue;  // told of when read
    const std::string& kind = holiday.text("kind");
    calendar.holidays.push_back({holiday.date("first_day"), static_cast<int>(holiday.integer("days")),
                                 kind == "workday"   ? occupancy::DayKind::workday
                                 : kind == "restday" ? occupancy::DayKind::restday
                                                     : occupancy::DayKind::festival});
  }
  return calendar;
}

std::vector<std::string> calendar_notes(const occupancy::Calendar& calendar, const TimeAxis& axis) {
  const std::chrono::year first = std::chrono::year_month_day{axis.date(axis.warm_up_days)}.year();
  const std::chrono::year last = std::chrono::year_month_day{axis.date(axis.days() - 1)}.year();
  if (!calendar.festival || (occupancy::spring_festival(first) && occupancy::spring_festival(last))) return {};
  return {
      "the Spring Festival is known from 2000 to 2050 only; give the season's as households.holidays of kind "
      "festival"};
}

void check_people(const io::Settings& households, ProblemList& problems) {
  const occupancy::PatternShares patterns = people_inputs(households).patterns;
  if (patterns.full_time_whole + patterns.full_time_part + patterns.part_time_part <= 0.0) {
    problems.add(households.problem("pattern_full_time_whole", "all three shares of heating patterns are 0",
                                    "give at least one of pattern_full_time_whole, pattern_full_time_part and "
                                    "pattern_part_time_part above 0; they are divided by their sum"));
  }
  if (!households.given("persons_shares")) return;
  const std::vector<double>& shares = households.numbers("persons_shares");
  const bool positive = std::all_of(shares.begin(), shares.end(), [](double s) { return s >= 0.0; });
  if (shares.size() == 6 && positive && std::accumulate(shares.begin(), shares.end(), 0.0) > 0.0) return;
  problems.add(households.problem(
      "persons_shares", fmt::format("{} shares{}", shares.size(), positive ? "" : ", one of them negative"),
      "give six shares, of homes with 1, 2, 3, 4, 5 and 6 residents, none negative and not all 0"));
}

}  // namespace hearthgrid::run
