#include "engine/run/mix_homes.hpp"

#include <algorithm>

#include "engine/run/mix_money.hpp"

namespace hearthgrid::run {
namespace {

template <typename Home>
const Home* home_of(const std::vector<Home>& homes, int household) {
  const auto found = std::lower_bound(homes.begin(), homes.end(), household,
                                      [](const Home& home, int h) { return home.household < h; });
  return found == homes.end() || found->household != household ? nullptr : &*found;
}

const Option& option_of(const Plan& plan, int pair) {
  return plan.options[plan.pairs[pair].option];
}

// Whether anything says when the homes of a clause are due.
bool is_dated(const Scenario& s, int mix, int clause) {
  if (s.settings.table("progress").has("first_day")) return true;
  return s.settings.tables("mix")[mix].tables("convert")[clause].has("commissioned");
}

bool is_planned_in_time(const Scenario& s, int mix, int clause, std::chrono::sys_days planned) {
  const io::Settings& progress = s.settings.table("progress");
  if (!progress.has("subsidy_deadline") || !is_dated(s, mix, clause)) return true;
  return planned <= progress.date("subsidy_deadline");
}

}  // namespace

const NextWinterHome* next_winter_of(const Mix& mix, int household) {
  return home_of(mix.next_winter, household);
}

int paid_clause(const Mix& mix, int household) {
  const NextWinterHome* next = next_winter_of(mix, household);
  return next != nullptr ? next->clause : mix.clause[household];
}

const economy::Subsidy* subsidy_of(const Scenario& s, int mix, int clause) {
  const std::string& name = s.plan.mixes[mix].subsidy[clause];
  const auto found =
      std::find_if(s.subsidies.begin(), s.subsidies.end(), [&](const auto& one) { return one.name == name; });
  return name.empty() || found == s.subsidies.end() ? nullptr : &*found;
}

const Option& installed_option(const Plan& plan, const Mix& mix, int household) {
  const NextWinterHome* next = next_winter_of(mix, household);
  if (next != nullptr) return next->installed >= 0 ? plan.options[next->installed] : option_of(plan, next->pair);
  const bool unused = !mix.installed.empty() && mix.installed[household] >= 0;
  return unused ? plan.options[mix.installed[household]] : option_of(plan, mix.pair[household]);
}

const Option& later_option(const Plan& plan, const Mix& mix, int household) {
  const NextWinterHome* next = next_winter_of(mix, household);
  return option_of(plan, next != nullptr ? next->pair : mix.pair[household]);
}

const LateHome* late_of(const Mix& mix, int household) {
  return home_of(mix.late, household);
}

bool in_time(const Scenario& s, int mix_index, int household) {
  const io::Settings& progress = s.settings.table("progress");
  const Mix& mix = s.plan.mixes[mix_index];
  const int clause = paid_clause(mix, household);
  if (!progress.has("subsidy_deadline") || clause < 0) return true;
  if (const LateHome* late = late_of(mix, household)) return late->actual <= progress.date("subsidy_deadline");
  return is_planned_in_time(s, mix_index, clause, mix.due[clause][s.population.households[household].village]);
}

economy::GrantUses grant_uses(const Scenario& s, int mix, int household, const HomeSeason& season,
                              const HomeSeason& later, double price_cny) {
  const Household& home = s.population.households[household];
  const double area_m2 = home.floor_area_m2 * home.people.heated_share_after;
  const bool runs = season.share_after > 0.0;
  economy::GrantUses uses{grant_use(s.plan.mixes[mix], household, runs ? season : HomeSeason{}, area_m2, price_cny),
                          grant_use(s.plan.mixes[mix], household, later, area_m2, price_cny)};
  uses.first.season_share = season.share_after;
  uses.first.in_time = in_time(s, mix, household);
  return uses;
}

economy::Fen running_grant(const Scenario& s, int mix, int household, const HomeSeason& season) {
  const int clause = paid_clause(s.plan.mixes[mix], household);
  const economy::Subsidy* subsidy = clause < 0 ? nullptr : subsidy_of(s, mix, clause);
  if (subsidy == nullptr) return 0;
  return first_running_grant(*subsidy, kind_of(s.population.households[household]),
                             grant_uses(s, mix, household, season, season, 0.0));
}

economy::Fen missed_grant(const Scenario& s, int mix, int household, const economy::Subsidy& subsidy,
                          const economy::GrantUses& uses) {
  const LateHome* late = late_of(s.plan.mixes[mix], household);
  if (late == nullptr || !is_planned_in_time(s, mix, late->clause, late->planned)) return 0;
  if (late->planned >= s.axis.date(s.axis.days())) return 0;  // it was not to run this winter
  economy::GrantUses on_time = uses;
  on_time.first.in_time = true;
  if (uses.first.season_share <= 0.0) on_time.first.season_share = 1.0;
  const economy::UserKind user = kind_of(s.population.households[household]);
  return first_running_grant(subsidy, user, on_time) - first_running_grant(subsidy, user, uses);
}

std::chrono::sys_days last_commissioning(const TimeAxis& axis) {
  return axis.first_day + std::chrono::days{364};
}

std::chrono::sys_days first_commissioning(const TimeAxis& axis) {
  return axis.first_day - std::chrono::days{2 * 365};
}

}  // namespace hearthgrid::run
