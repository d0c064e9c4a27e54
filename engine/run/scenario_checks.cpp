#include "engine/run/scenario_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/counted.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/draws_plan.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/load.hpp"
#include "engine/run/mix_air.hpp"
#include "engine/run/mix_homes.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::run {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <class List>
Names names_of(const List& list) {
  Names names;
  for (const auto& entry : list) names.push_back(entry.name);
  return names;
}

void check_names(const io::Settings& at, const std::string& key, const char* what, const Names& known,
                 ProblemList& problems) {
  if (!at.given(key)) return;
  for (const std::string& name : at.texts(key)) {
    if (contains(known, name)) continue;
    problems.add(
        at.problem(key, fmt::format("unknown {} '{}'", what, name),
                   known.empty() ? fmt::format("the scenario has no {}", what) : advice_for_unknown(name, known)));
  }
}

void check_cell(const io::Table& table, int row, const std::string& column, const Names& known, ProblemList& problems) {
  const std::string& name = table.text(row, column);
  if (name.empty() || contains(known, name)) return;
  problems.add(
      table.problem(row, column, fmt::format("unknown {} '{}'", column, name), advice_for_unknown(name, known)));
}

void check_given_homes(const Scenario& s, ProblemList& problems) {
  if (!s.tables.households) return;
  const Names technologies = names_of(s.technologies);
  for (int row = 0; row < s.tables.households->rows(); ++row) {
    check_cell(*s.tables.households, row, "technology", technologies, problems);
    check_cell(*s.tables.households, row, "envelope", s.envelopes, problems);
  }
}

// A transformer's losses are known for the sizes of its series only.
void check_given_transformers(const Scenario& s, ProblemList& problems) {
  if (!s.tables.transformers) return;
  const io::Table& table = *s.tables.transformers;
  for (int row = 0; s.tables.villages && row < s.tables.villages->rows(); ++row) {
    if (!s.tables.villages->number(row, "transformers")) continue;
    problems.add(s.tables.villages->problem(row, "transformers",
                                            fmt::format("the transformers are given by {} already", table.file()),
                                            "leave the column out, or take transformers.csv out of the scenario"));
  }
  const std::string& usual = s.settings.table("electricity").text("transformer_series");
  const Names series = electricity::series_names();
  for (int row = 0; row < table.rows(); ++row) {
    check_cell(table, row, "series", series, problems);
    const std::string& own = table.text(row, "series").empty() ? usual : table.text(row, "series");
    const std::vector<double> sizes = electricity::sizes_of(own);
    const double kva = table.number(row, "rated_kva").value_or(0.0);
    if (sizes.empty() || std::find(sizes.begin(), sizes.end(), kva) != sizes.end()) continue;
    problems.add(table.problem(row, "rated_kva", fmt::format("no {} transformer of {} kVA is known", own, kva),
                               fmt::format("allowed: {} kVA", fmt::join(sizes, ", "))));
  }
}

// A map needs all villages' places or none.
void check_places(const Scenario& s, ProblemList& problems) {
  if (!s.tables.villages) return;
  const io::Table& villages = *s.tables.villages;
  int missing = -1, given = -1;
  std::string column;
  for (const char* name : {"longitude", "latitude"}) {
    for (int row = 0; row < villages.rows(); ++row) {
      if (villages.number(row, name)) {
        given = row;
      } else if (missing < 0) {
        missing = row;
        column = name;
      }
    }
  }
  if (given < 0 || missing < 0) return;
  problems.add(villages.problem(missing, column,
                                fmt::format("the {} of village '{}' is missing, line {} has a place", column,
                                            villages.text(missing, "village"), villages.line(given)),
                                "give longitude and latitude of every village, or of none"));
}

void check_target(const io::Settings& clause, ProblemList& problems) {
  Names targets;
  if (clause.has("share")) targets.emplace_back("share");
  if (clause.has("count")) targets.emplace_back("count");
  if (clause.boolean("village_targets")) targets.emplace_back("village_targets");
  if (targets.size() < 2) return;
  problems.add(clause.problem(targets.back(), fmt::format("the clause has both {}", fmt::join(targets, " and ")),
                              "give one of share, count, village_targets, or none to convert all that are eligible"));
}

void check_heater(const io::Settings& clause, ProblemList& problems) {
  if (clause.text("technology") != "unchanged") return;
  for (const char* key : {"size", "backup_w", "sizing", "design_margin", "product_sizes"}) {
    if (!clause.given(key)) continue;
    problems.add(clause.problem(key, fmt::format("{} is given, but the heater is unchanged", key),
                                "leave it out, or name the technology that the homes convert to"));
  }
}

void check_day(const Scenario& s, const io::Settings& clause, ProblemList& problems) {
  if (!clause.has("commissioned")) return;
  const auto day = clause.date("commissioned"), last = last_commissioning(s.axis);
  if (day < first_commissioning(s.axis)) {
    problems.add(clause.problem(
        "commissioned", fmt::format("commissioned on {}, more than two years before the season begins", to_text(day)),
        fmt::format("allowed: any day from {}; homes that were converted earlier have a converted_year in "
                    "households.csv, or leave it out: before the season",
                    to_text(first_commissioning(s.axis)))));
  }
  if (day <= last) return;
  problems.add(clause.problem(
      "commissioned", fmt::format("commissioned on {}, when the next season has begun", to_text(day)),
      fmt::format("allowed: any day up to {}; homes that begin after {} have their new heater in later winters only",
                  to_text(last), to_text(s.settings.table("season").date("last_day")))));
}

// Who keeps the heater is granted nothing that is for heaters, and without a better envelope nothing at all.
void check_subsidy_of_unchanged(const economy::Subsidy& subsidy, const io::Settings& clause, ProblemList& problems) {
  if (!subsidy.technologies.empty()) {
    problems.add(clause.problem(
        "subsidy",
        fmt::format("subsidy '{}' is for {}, and the heater is unchanged", subsidy.name,
                    fmt::join(subsidy.technologies, ", ")),
        "leave it out, or name a subsidy that is for every technology: one whose list 'technologies' is empty"));
  } else if (!clause.given("envelope")) {
    problems.add(clause.problem("subsidy", "a subsidy is paid, but neither heater nor envelope changes",
                                "leave it out, or say what is done to the dwellings: envelope"));
  }
}

void check_subsidy(const Scenario& s, const io::Settings& clause, ProblemList& problems) {
  if (!clause.given("subsidy")) return;
  const std::string& name = clause.text("subsidy");
  const auto found =
      std::find_if(s.subsidies.begin(), s.subsidies.end(), [&](const auto& x) { return x.name == name; });
  if (found == s.subsidies.end()) {
    problems.add(clause.problem("subsidy", fmt::format("unknown subsidy '{}'", name),
                                advice_for_unknown(name, names_of(s.subsidies))));
    return;
  }
  const std::string& technology = clause.text("technology");
  if (technology == "unchanged") {
    check_subsidy_of_unchanged(*found, clause, problems);
    return;
  }
  if (found->applies_to(technology) || !contains(names_of(s.technologies), technology)) return;
  Names fitting;
  for (const economy::Subsidy& subsidy : s.subsidies) {
    if (subsidy.applies_to(technology)) fitting.push_back(subsidy.name);
  }
  problems.add(clause.problem("subsidy", fmt::format("subsidy '{}' is not for '{}'", name, technology),
                              fitting.empty() ? "no subsidy is; leave it out, or add the technology to one's list"
                                              : fmt::format("for this technology: {}", fmt::join(fitting, ", "))));
}

// Every pair's archetype has to know its envelope.
void check_envelopes(const Scenario& s, ProblemList& problems) {
  std::set<std::pair<int, int>> seen;
  for (const Pair& pair : s.plan.pairs) {
    const int archetype = s.population.households[pair.household].archetype;
    const int envelope = s.plan.options[pair.option].envelope;
    if (envelope < 0 || !seen.insert({archetype, envelope}).second) continue;
    if (s.archetypes[archetype].envelopes.contains(s.envelopes[envelope])) continue;
    problems.add(s.settings.problem(
        "mix", fmt::format("archetype '{}' has no envelope '{}'", s.archetypes[archetype].name, s.envelopes[envelope]),
        "add it to the archetype file, or convert only homes that have it"));
  }
}

// Any size of a series may turn out to be needed.
void check_prices(const Scenario& s, ProblemList& problems) {
  std::set<std::string> all_series;
  for (const Transformer& unit : s.population.transformers) all_series.insert(unit.series);
  const auto prices = s.catalogue.transformer_steps();
  for (const std::string& series : all_series) {
    std::vector<double> missing;
    for (const double kva : electricity::sizes_of(series)) {
      const bool priced = std::any_of(prices.begin(), prices.end(), [&](const auto& p) { return p.first == kva; });
      if (!priced) missing.push_back(kva);
    }
    if (missing.empty()) continue;
    problems.add(s.settings.table("money").problem(
        "catalogue_file",
        fmt::format("the catalogue has no price for a {} transformer of {} kVA", series, fmt::join(missing, ", ")),
        "add rows { kva, cny, status, source } to its list 'transformer'"));
  }
}

// A name that nothing bears would price nothing.
void check_catalogue_names(const Scenario& s, ProblemList& problems) {
  const io::Settings& money = s.settings.table("money");
  if (!money.given("catalogue_file")) return;
  const auto check = [&](const std::vector<economy::CatalogueEntry>& entries, const char* what, const Names& known) {
    for (const economy::CatalogueEntry& entry : entries) {
      if (contains(known, entry.name)) continue;
      problems.add(money.problem("catalogue_file",
                                 fmt::format("the catalogue prices an unknown {} '{}'", what, entry.name),
                                 advice_for_unknown(entry.name, known)));
    }
  };
  check(s.catalogue.technologies, "technology", names_of(s.technologies));
  check(s.catalogue.envelopes, "envelope", s.envelopes);
}

// Windows of the zoom lie inside the season, and its step is none longer.
void check_zoom(const Scenario& s, std::chrono::sys_days first, std::chrono::sys_days last, ProblemList& problems) {
  const io::Settings& zoom = s.settings.table("zoom");
  const auto days = (last - first).count() + 1;
  if (zoom.has("coldest_days") && zoom.integer("coldest_days") > days) {
    problems.add(zoom.problem("coldest_days",
                              fmt::format("the {} coldest days are asked for", zoom.integer("coldest_days")),
                              "the season has " + counted(days, "day")));
  }
  if (zoom.has("step_minutes") && zoom.integer("step_minutes") > s.axis.step_minutes) {
    problems.add(zoom.problem(
        "step_minutes",
        fmt::format("the zoom's step of {} is no zoom", counted(zoom.integer("step_minutes"), "minute")),
        fmt::format("the season's step is {}; take a shorter one", counted(s.axis.step_minutes, "minute"))));
  }
  for (const io::Settings& window : zoom.tables("windows")) {
    if (!window.has("first_day") || !window.has("days")) continue;
    const auto begin = window.date("first_day"), end = begin + std::chrono::days(window.integer("days") - 1);
    if (begin >= first && end <= last) continue;
    problems.add(window.problem(
        "first_day",
        fmt::format("the zoom's window of {} to {} is not inside the season", to_text(begin), to_text(end)),
        fmt::format("the season is {} to {}", to_text(first), to_text(last))));
  }
}

// A slip in "electricity" is mended; else what names of plants are like.
std::string advice_for_plants(const std::string& device) {
  const size_t cut = device.find('_');
  if (cut != std::string::npos && nearest(device.substr(0, cut), {"electricity"})) {
    return fmt::format("did you mean 'electricity{}'?", device.substr(cut));
  }
  return "call them 'electricity_' and what electricity.carbon says, as in electricity_north";
}

// Those in some home that burn something.
std::set<int> burning_technologies(const Scenario& s) {
  std::set<int> burning;
  for (const int technology : met_technologies(s)) {
    const heater::Carrier carrier = heater::burnt_carrier(s.technologies[technology]);
    if (carrier != heater::Carrier::none && carrier != heater::Carrier::electricity) burning.insert(technology);
  }
  return burning;
}

}  // namespace

void check_fuels(const Scenario& s, const std::vector<heater::Technology>& built_in, ProblemList& problems) {
  if (s.settings.table("emissions").given("factors")) return;
  for (const heater::Technology& before : built_in) {
    const auto now = std::find_if(s.technologies.begin(), s.technologies.end(),
                                  [&](const heater::Technology& t) { return t.name == before.name; });
    if (now == s.technologies.end() || now->fuel == before.fuel || !s.factors.has_device(before.name)) continue;
    problems.add(s.settings.table("technologies")
                     .problem("file",
                              fmt::format("'{}' burns {} there, its emission factors are those of {}", now->name,
                                          now->fuel.empty() ? "another fuel" : now->fuel, before.fuel),
                              fmt::format("give it a name of its own, with like = \"{}\", or factors of your own in "
                                          "emissions.factors",
                                          before.name)));
  }
}

void check_factor_names(const Scenario& s, ProblemList& problems) {
  const io::Settings& emissions = s.settings.table("emissions");
  if (!emissions.given("factors")) return;
  const Names technologies = names_of(s.technologies);
  for (const std::string& device : s.factors.devices()) {
    const emission::Where where = s.factors.place(device);
    if (where == emission::Where::plant && !device.starts_with("electricity_")) {
      problems.add(emissions.problem("factors", fmt::format("'{}' is no name of power plants", device),
                                     advice_for_plants(device)));
    }
    const bool named = contains(technologies, device) || contains(technologies, device + "_low") ||
                       contains(technologies, device + "_high");
    if (where != emission::Where::stove || named) continue;
    problems.add(emissions.problem("factors", fmt::format("'{}' has factors and is no technology", device),
                                   advice_for_unknown(device, technologies)));
  }
}

void check_burnt(const Scenario& s, ProblemList& problems) {
  const AirDevices air = air_devices(s);
  for (const int t : burning_technologies(s)) {
    const heater::Technology& technology = s.technologies[t];
    const heater::Carrier carrier = heater::burnt_carrier(technology);
    const auto source = std::find_if(s.technologies.begin(), s.technologies.end(),
                                     [&](const heater::Technology& other) { return other.name == air.device[t]; });
    const bool other_rank = carrier == heater::Carrier::coal && technology.kind == heater::HeaterKind::hand_fired &&
                            source != s.technologies.end() && source->fuel != technology.fuel &&
                            !source->fuel.empty() && !technology.fuel.empty();
    if (!air.device[t].empty() && !other_rank) continue;
    problems.add(s.settings.table("emissions")
                     .problem("factors",
                              other_rank ? fmt::format("'{}' burns {} and would let out what '{}' does with {}",
                                                       technology.name, technology.fuel, source->name, source->fuel)
                                         : fmt::format("'{}' burns something and has no factors", technology.name),
                              fmt::format("give rows of '{}'", technology.name)));
  }
}

std::vector<std::string> borrowed_factors(const Scenario& s) {
  const AirDevices air = air_devices(s);
  std::vector<std::string> notes;
  for (const int t : burning_technologies(s)) {
    const std::string& name = s.technologies[t].name;
    const std::string& device = air.device[t];
    if (device.empty() || name == device || name == device + "_low" || name == device + "_high") continue;
    notes.push_back(fmt::format("{} lets out what {} does per MJ of fuel", name, device));
  }
  return notes;
}

void check_season(const Scenario& s, ProblemList& problems) {
  const io::Settings& season = s.settings.table("season");
  if (!season.has("first_day") || !season.has("last_day")) return;  // reported already
  const auto first = season.date("first_day"), last = season.date("last_day");
  if (last < first || (last - first).count() > 365) {
    problems.add(season.problem("last_day",
                                fmt::format("the season ends on {} and begins on {}", to_text(last), to_text(first)),
                                "last_day must lie 0 to 365 days after first_day"));
    return;
  }
  check_zoom(s, first, last, problems);
  const io::Settings& weather = s.settings.table("weather");
  if (!weather.has("cold_wave")) return;
  const io::Settings& wave = weather.table("cold_wave");
  if (!wave.has("first_day")) return;
  const auto begin = wave.date("first_day");
  if (begin + std::chrono::days(wave.integer("days")) > first && begin <= last) return;
  problems.add(wave.problem("first_day", fmt::format("the cold wave of {} lies outside the season", to_text(begin)),
                            fmt::format("the season is {} to {}", to_text(first), to_text(last))));
}

void check_population(const Scenario& s, ProblemList& problems) {
  const io::Settings& households = s.settings.table("households");
  if (s.population.households.empty()) {
    const char* key = households.given("table") ? "table" : "villages";
    problems.add(households.problem(key, fmt::format("'{}' gives no homes", households.text(key)),
                                    "a run needs one home at least"));
  }
  check_places(s, problems);
  check_given_homes(s, problems);
  check_given_transformers(s, problems);
  check_prices(s, problems);
  const auto& wanted = households.texts("series_of");
  std::set<std::string> unknown(wanted.begin(), wanted.end());
  for (const Household& home : s.population.households) unknown.erase(home.name);
  for (const std::string& name : unknown) {
    problems.add(households.problem("series_of", fmt::format("unknown household '{}'", name),
                                    "name homes of this scenario; synthesised ones are called VILLAGE-0001 and on"));
  }
}

void check_conversion(const Scenario& s, const io::Settings& clause, ProblemList& problems) {
  Names rules;
  for (const io::Settings& rule : s.settings.tables("eligibility")) rules.push_back(rule.text("name"));
  check_names(clause, "eligibility", "eligibility rule", rules, problems);
  check_sizing(s, clause, problems);
}

void check_mixes(const Scenario& s, ProblemList& problems) {
  check_catalogue_names(s, problems);
  check_envelopes(s, problems);
  const Names technologies = names_of(s.technologies);
  for (const io::Settings& rule : s.settings.tables("eligibility")) {
    check_names(rule, "applies_to", "technology", technologies, problems);
  }
  for (const io::Settings& mix : s.settings.tables("mix")) {
    for (const io::Settings& clause : mix.tables("convert")) {
      check_conversion(s, clause, problems);
      check_target(clause, problems);
      check_heater(clause, problems);
      check_day(s, clause, problems);
      check_subsidy(s, clause, problems);
    }
  }
}

}  // namespace hearthgrid::run
