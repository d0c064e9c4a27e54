#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "engine/base/counted.hpp"
#include "engine/run/county_money.hpp"
#include "engine/run/gas_build.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/load.hpp"
#include "engine/run/people_inputs.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/progress_inputs.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scaled_homes.hpp"
#include "engine/run/scenario_checks.hpp"
#include "engine/run/supply_chains.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {
namespace {

// Rates seen on one core of a server of 2023 with AVX-512; an older machine takes some times longer.
constexpr double HOME_STEPS_PER_CORE_S = 6e7;
constexpr double BYTES_PER_TRANSFORMER_STEP = 1.6;  // float32 rounded to 12 bits, shuffled and deflated
constexpr double BYTES_PER_HOUSEHOLD = 100.0;

// Most days that the zoom runs again; the coldest may be named too.
int zoom_days(const io::Settings& zoom) {
  auto days = zoom.integer("coldest_days");
  for (const io::Settings& window : zoom.tables("windows")) days += window.integer("days");
  return static_cast<int>(days);
}

// Days that outages run again at most: one before the first, then two or more without an outage and with each.
double outage_days(const io::Settings& outage) {
  if (!outage.has("hours") || outage.numbers("hours").empty()) return 0.0;
  const std::vector<double>& hours = outage.numbers("hours");
  const double longest = *std::max_element(hours.begin(), hours.end()) + outage.number("follow_h");
  return 1.0 + (std::floor(longest / 24.0) + 2.0) * (static_cast<double>(hours.size()) + 1.0);
}

void print_notes(const char* label, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) fmt::print("{}", labelled(label, note));
}

void print_electricity(const run::YearlyElectricity& electricity) {
  if (electricity.homes == 0) return;
  const bool all = electricity.follow_use == electricity.homes;
  const std::string why = all                           ? "from what they own and do"
                          : electricity.follow_use == 0 ? "as given"
                                                        : "in part from what they own and do";
  fmt::print("  electricity   {:.0f} kWh a year and home beside heating, {}\n", electricity.mean_kwh, why);
  print_notes("", run::electricity_notes(electricity));
}

// Loads of all transformers wait for their feeders, beside the results where they are many.
void print_feeders(const run::Scenario& s) {
  const run::FeederGrid& grid = s.feeders;
  if (grid.empty()) return;
  fmt::print("  feeders       {} of {} with {}{}\n", grid.feeders.size(), counted(grid.substations, "substation"),
             counted(grid.ties, "tie"), grid.synthesised ? ", made up by electricity.feeder_sizing" : "");
  const double bytes = 2.0 * sizeof(float) * static_cast<double>(s.plan.mixes.size()) *
                       static_cast<double>(s.population.transformers.size()) * s.axis.season_steps();
  const auto kept = static_cast<double>(run::RunRequest{}.feeder_memory_bytes);
  if (bytes > kept) fmt::print("                {:.1f} GB beside the results while it runs\n", bytes / 1e9);
}

// Where lines come from, and which reach too far; the first of them by name.
void print_low_voltage(const run::Scenario& s) {
  if (s.low_voltage.mode() == run::LvMode::off) return;
  std::array<int, 4> by_origin{};
  const auto units = static_cast<int>(s.population.transformers.size());
  for (int t = 0; t < units; ++t) ++by_origin.at(static_cast<size_t>(s.low_voltage.origin(t)));
  fmt::print("  low voltage   lines of {} transformers given, {} imported, {} made up\n", by_origin[2], by_origin[3],
             by_origin[0] + by_origin[1]);
  const std::string grounding = s.low_voltage.grounding_note(s.population);
  if (!grounding.empty()) fmt::print("                {}\n", grounding);
  constexpr size_t SHOWN = 5;
  const std::vector<std::string> notes = s.low_voltage.notes(s.population);
  for (size_t i = 0; i < std::min(SHOWN, notes.size()); ++i) fmt::print("                {}\n", notes[i]);
  if (notes.size() > SHOWN) fmt::print("                and {} more\n", notes.size() - SHOWN);
}

}  // namespace

int check(const CheckOptions& options) {
  const run::Scenario s = run::load_scenario(options.scenario, options.set);
  const auto homes = static_cast<double>(s.population.households.size());
  const auto units = static_cast<double>(s.population.transformers.size());
  const auto mixes = static_cast<double>(s.plan.mixes.size());
  fmt::print("{}\n", s.settings.text("name"));
  fmt::print("  season        {} to {}, {} of {}, {} of warm-up\n", to_text(s.axis.date(s.axis.warm_up_days)),
             to_text(s.axis.date(s.axis.days() - 1)), counted(s.axis.season_days, "day"),
             counted(s.axis.steps_per_day(), "step"), counted(s.axis.warm_up_days, "day"));
  const io::Settings& zoom = s.settings.table("zoom");
  const int zoomed = zoom_days(zoom);
  if (zoomed > 0)
    fmt::print("  zoom          {} again at {} min\n", counted(zoomed, "day"), zoom.integer("step_minutes"));
  const io::Settings& outage = s.settings.table("outage");
  if (outage.has("hours"))
    fmt::print("  outages       of {} h, followed for {} h at {} min\n", fmt::join(outage.numbers("hours"), ", "),
               outage.number("follow_h"), outage.integer("step_minutes"));
  fmt::print("  weather       {}\n", fmt::join(s.site_names, ", "));
  fmt::print("  homes         {} in {} on {}\n", homes, counted(s.population.villages, "village"),
             counted(s.population.transformers, "transformer"));
  print_low_voltage(s);
  print_feeders(s);
  print_notes("gas network", run::gas_notes(s.gas));
  print_notes("floor area", run::scaling_notes(s));
  print_notes("calendar", run::calendar_notes(s.calendar, s.axis));
  print_electricity(s.electricity);
  print_notes("heater size", run::sizing_notes(s));
  print_notes("emissions", run::borrowed_factors(s));
  print_notes("emissions", run::lacking_chains(s));
  print_notes("dwelling", run::reduction_notes(s));
  print_notes("progress", run::progress_notes(s));
  print_notes("money", run::earlier_notes(s));
  fmt::print("  pairs         {} to simulate, {:.1f} per home\n", s.plan.pairs.size(),
             static_cast<double>(s.plan.pairs.size()) / homes);
  for (size_t m = 0; m < s.plan.mixes.size(); ++m) {
    const auto refused = std::count_if(s.plan.refusals.begin(), s.plan.refusals.end(),
                                       [&](const run::Refusal& r) { return r.mix == static_cast<int>(m); });
    const size_t next = s.plan.mixes[m].next_winter.size();
    fmt::print("  mix           {}: {}{}, {} refused\n", s.plan.mixes[m].name,
               counted(s.plan.mixes[m].converted, "home converts", "homes convert"),
               next > 0 ? fmt::format(" and {} for the next winter", next) : "", refused);
  }
  const io::Settings& uncertainty = s.settings.table("uncertainty");
  const auto members = static_cast<double>(s.settings.table("ensemble").integer("members"));
  if (uncertainty.integer("draws") > 0)
    fmt::print("  draws         {} over the accounts\n", uncertainty.integer("draws"));
  if (members > 1) fmt::print("  ensemble      {} members, the main run one of them\n", members);
  const io::Settings& ensemble = s.settings.table("ensemble");
  const bool same_winter = s.ensemble_epw.empty() && ensemble.text("weather") == "same";
  if (members > 1 && same_winter && ensemble.text("population") == "same") {
    print_notes("ensemble",
                {"every member is the main run again: ensemble.weather and ensemble.population are \"same\""});
  }
  const bool series = s.settings.table("outputs").boolean("transformer_series");
  const double bytes = (series ? mixes * units * s.axis.season_steps() * BYTES_PER_TRANSFORMER_STEP : 0.0) +
                       mixes * homes * BYTES_PER_HOUSEHOLD;
  const double zoom_steps = zoomed * 1440.0 / static_cast<double>(zoom.integer("step_minutes")) +
                            outage_days(outage) * 1440.0 / static_cast<double>(outage.integer("step_minutes"));
  const double steps = static_cast<double>(s.plan.pairs.size()) * (members * s.axis.steps() + zoom_steps);
  const double cores = std::max(1U, std::thread::hardware_concurrency());
  fmt::print("  results       about {:.0f} MB\n", std::max(1.0, bytes / 1e6));
  fmt::print("  time          about {}\n", duration_text(std::max(1.0, steps / HOME_STEPS_PER_CORE_S / cores)));
  fmt::print("no problems\n");
  return 0;
}

}  // namespace hearthgrid::cli
