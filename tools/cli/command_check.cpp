#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <thread>

#include "engine/run/gas_build.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/load.hpp"
#include "engine/run/people_inputs.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scaled_homes.hpp"
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

void print_electricity(const run::YearlyElectricity& electricity) {
  if (electricity.homes == 0) return;
  const bool all = electricity.follow_use == electricity.homes;
  const std::string why = all                           ? "from what they own and do"
                          : electricity.follow_use == 0 ? "as given"
                                                        : "in part from what they own and do";
  fmt::print("  electricity   {:.0f} kWh a year and home beside heating, {}\n", electricity.mean_kwh, why);
  constexpr int INDENT = 16;
  for (const std::string& note : run::electricity_notes(electricity)) {
    std::istringstream lines(folded(note, TABLE_WIDTH - INDENT));
    for (std::string line; std::getline(lines, line);) fmt::print("{:{}}{}\n", "", INDENT, line);
  }
}

// Loads of all transformers wait for their feeders, beside the results where they are many.
void print_feeders(const run::Scenario& s) {
  const run::FeederGrid& grid = s.feeders;
  if (grid.empty()) return;
  fmt::print("  feeders       {} of {} substations with {} ties{}\n", grid.feeders.size(), grid.substations.size(),
             grid.ties.size(), grid.synthesised ? ", made up by electricity.feeder_sizing" : "");
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
  fmt::print("  season        {} to {}, {} days of {} steps, {} days of warm-up\n",
             to_text(s.axis.date(s.axis.warm_up_days)), to_text(s.axis.date(s.axis.days() - 1)), s.axis.season_days,
             s.axis.steps_per_day(), s.axis.warm_up_days);
  const io::Settings& zoom = s.settings.table("zoom");
  const int zoomed = zoom_days(zoom);
  if (zoomed > 0) fmt::print("  zoom          {} days again at {} min\n", zoomed, zoom.integer("step_minutes"));
  const io::Settings& outage = s.settings.table("outage");
  if (outage.has("hours"))
    fmt::print("  outages       of {} h, followed for {} h at {} min\n", fmt::join(outage.numbers("hours"), ", "),
               outage.number("follow_h"), outage.integer("step_minutes"));
  fmt::print("  weather       {}\n", fmt::join(s.site_names, ", "));
  fmt::print("  homes         {} in {} villages on {} transformers\n", homes, s.population.villages.size(), units);
  print_low_voltage(s);
  print_feeders(s);
  for (const std::string& note : run::gas_notes(s.gas)) fmt::print("  gas network   {}\n", note);
  for (const std::string& note : run::scaling_notes(s)) fmt::print("  floor area    {}\n", note);
  for (const std::string& note : run::calendar_notes(s.calendar, s.axis)) fmt::print("  calendar      {}\n", note);
  print_electricity(s.electricity);
  for (const std::string& note : run::sizing_notes(s)) fmt::print("  heater size   {}\n", note);
  for (const std::string& note : run::reduction_notes(s)) fmt::print("  dwelling      {}\n", note);
  fmt::print("  pairs         {} to simulate, {:.1f} per home\n", s.plan.pairs.size(),
             static_cast<double>(s.plan.pairs.size()) / homes);
  for (size_t m = 0; m < s.plan.mixes.size(); ++m) {
    const auto refused = std::count_if(s.plan.refusals.begin(), s.plan.refusals.end(),
                                       [&](const run::Refusal& r) { return r.mix == static_cast<int>(m); });
    fmt::print("  mix           {}: {} homes convert, {} refused\n", s.plan.mixes[m].name, s.plan.mixes[m].converted,
               refused);
  }
  const io::Settings& uncertainty = s.settings.table("uncertainty");
  const auto members = static_cast<double>(s.settings.table("ensemble").integer("members"));
  if (uncertainty.integer("draws") > 0)
    fmt::print("  draws         {} over the accounts\n", uncertainty.integer("draws"));
  if (members > 1) fmt::print("  ensemble      {} members, the main run one of them\n", members);
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
