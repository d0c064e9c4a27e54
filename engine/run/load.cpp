#include "engine/run/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/appliance_file.hpp"
#include "engine/io/archetype_file.hpp"
#include "engine/io/catalogue_file.hpp"
#include "engine/io/data_path.hpp"
#include "engine/io/epw.hpp"
#include "engine/io/presence_file.hpp"
#include "engine/io/scenario_schema.hpp"
#include "engine/io/schedule_file.hpp"
#include "engine/io/subsidy_file.hpp"
#include "engine/io/tariff_file.hpp"
#include "engine/io/technology_file.hpp"
#include "engine/io/text_file.hpp"
#include "engine/run/draws_plan.hpp"
#include "engine/run/ensemble.hpp"
#include "engine/run/firing_shares.hpp"
#include "engine/run/gas_build.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/hosting_plan.hpp"
#include "engine/run/kept_inputs.hpp"
#include "engine/run/outage_plan.hpp"
#include "engine/run/people_inputs.hpp"
#include "engine/run/progress_inputs.hpp"
#include "engine/run/scaled_homes.hpp"
#include "engine/run/scenario_checks.hpp"
#include "engine/run/scheduled_homes.hpp"
#include "engine/run/thrift.hpp"
#include "models/weather/climate.hpp"

namespace hearthgrid::run {
namespace {

class Loader {
 public:
  Loader(const std::string& path, const std::vector<std::string>& overrides) : overrides_(overrides) {
    s_.path = path;
    s_.folder = std::filesystem::path(path).parent_path().string();
    s_.settings = io::read_settings_file(path, io::scenario_schema(), overrides, problems_);
  }

  // Of a member of an ensemble: what does not hang on the seed is taken over.
  Loader(const Scenario& main, uint32_t seed) : held_(&main) {
    s_.path = main.path;
    s_.folder = main.folder;
    s_.settings = main.settings;
    s_.settings.set("seed", {static_cast<int64_t>(seed), main.settings.place("seed"), true});
    s_.axis = main.axis;
    s_.tables = main.tables;
    s_.archetypes = main.archetypes;
    s_.envelopes = main.envelopes;
    s_.technologies = main.technologies;
    s_.schedules = main.schedules;
    s_.equipment = main.equipment;
    s_.factors = main.factors;
    s_.air = main.air;
    s_.tariff = main.tariff;
    s_.subsidies = main.subsidies;
    s_.catalogue = main.catalogue;
    s_.calendar = main.calendar;
    s_.presence = main.presence;
    s_.site_names = {main.site_names.front()};
    s_.epw = main.epw;
    s_.feeders = main.feeders;
  }

  Scenario run_member() {
    read_population();
    problems_.throw_if_any();
    s_.money = read_money(s_, problems_);
    s_.controls = read_controls(s_, problems_);
    plan();
    check_mixes(s_, problems_);
    problems_.throw_if_any();
    settle_yearly_kwh(s_);
    save_on_heating();
    return std::move(s_);
  }

  Scenario run() {
    if (!s_.settings.has("season")) problems_.throw_if_any();  // not TOML: there is nothing to look at
    read_axis();
    read_tables();
    read_libraries();
    read_people();
    read_weather();
    read_air_hours(s_.settings, s_.axis, air_file(), s_.factors, s_.air, problems_);
    check_season(s_, problems_);
    check_outage(s_, problems_);
    problems_.throw_if_any();
    read_population();
    s_.money = read_money(s_, problems_);
    s_.controls = read_controls(s_, problems_);
    plan();
    check_gas_homes(s_, problems_);
    if (problems_.empty()) check_burnt(s_, problems_);
    if (problems_.empty()) take_firing_shares(s_, problems_);
    check_mixes(s_, problems_);
    check_progress(s_, problems_);
    check_fairness(s_, problems_);
    check_air_series(s_.settings, s_.axis, s_.air, s_.plan.mixes.size(), problems_);
    problems_.throw_if_any();
    settle_yearly_kwh(s_);
    save_on_heating();
    read_ensemble(s_, problems_);
    (void)DrawsPlan(s_, problems_);
    problems_.throw_if_any();
    keep_inputs(s_, gas_tables_, overrides_, problems_);
    return std::move(s_);
  }

 private:
  [[nodiscard]] std::string resolve(const std::string& name) const {
    return (std::filesystem::path(s_.folder) / name).string();
  }

  // Path of a file that a key may name; otherwise one that comes with the program.
  [[nodiscard]] std::string file_of(const io::Settings& table, const std::string& key,
                                    const std::string& built_in) const {
    return table.given(key) ? resolve(table.text(key)) : io::data_path(built_in);
  }

  [[nodiscard]] FileOfKey air_file() const {
    return [this](const char* key, const char* built_in) {
      return file_of(s_.settings.table("emissions"), key, built_in);
    };
  }

  [[nodiscard]] std::string measures_file() const {
    constexpr const char* BUILT_IN = "models/electricity/planning/measures.toml";
    if (!s_.settings.has("reinforcement")) return io::data_path(BUILT_IN);
    return file_of(s_.settings.table("reinforcement"), "measures", BUILT_IN);
  }

  void read_axis() {
    const io::Settings& season = s_.settings.table("season");
    if (season.has("first_day")) s_.axis.first_day = season.date("first_day");
    if (season.has("last_day")) {
      s_.axis.season_days = static_cast<int>((season.date("last_day") - s_.axis.first_day).count()) + 1;
    }
    s_.axis.warm_up_days = static_cast<int>(season.integer("warm_up_days"));
    s_.axis.step_minutes = static_cast<int>(season.integer("step_minutes"));
  }

  std::optional<io::Table> table(const std::string& section, const std::string& key, const std::string& schema) {
    return table(s_.settings.table(section), key, schema);
  }
  std::optional<io::Table> table(const io::Settings& settings, const std::string& key, const std::string& schema) {
    if (!settings.given(key)) return std::nullopt;
    return io::read_table_file(resolve(settings.text(key)), io::schema_of(schema), problems_);
  }

  void read_tables() {
    s_.tables.villages = table("households", "villages", "villages.csv");
    s_.tables.households = table("households", "table", "households.csv");
    s_.tables.transformers = table("electricity", "transformers", "transformers.csv");
    s_.tables.loads = table("electricity", "loads", "loads.csv");
    const io::Settings& network = s_.settings.table("electricity").table("network");
    s_.tables.lv_lines = table(network, "lines", "lv_lines.csv");
    s_.tables.lv_conductors = table(network, "conductors", "lv_conductors.csv");
    s_.tables.lv_networks = table(network, "imports", "lv_networks.csv");
    if (s_.settings.table("electricity").given("feeders")) {
      const std::filesystem::path folder = resolve(s_.settings.table("electricity").text("feeders"));
      const auto read = [&](const char* name) {
        return io::read_table_file((folder / name).string(), io::schema_of(name), problems_);
      };
      s_.tables.substations = read("substations.csv");
      s_.tables.lines = read("lines.csv");
      if (std::filesystem::exists(folder / "nodes.csv")) s_.tables.mv_nodes = read("nodes.csv");
    }
    s_.tables.progress = table("progress", "reported", "progress.csv");
    gas_tables_ = read_gas_tables(s_.settings.table("gas"), s_.folder, problems_);
    s_.gas_works =
        io::read_gas_works(file_of(s_.settings.table("gas"), "works", "models/gas/sizing/gas_works.toml"), problems_);
    const io::Settings& households = s_.settings.table("households");
    const bool by_table = households.given("villages") || households.given("table");
    if (by_table == households.given("synthetic")) {
      problems_.add(s_.settings.problem("households",
                                        by_table ? "homes are both in tables and made up" : "no homes are named",
                                        "give households.villages (villages.csv) or households.table (households.csv), "
                                        "or else households.synthetic"));
    }
  }

  void read_libraries() {
    const io::Settings& money = s_.settings.table("money");
    const std::string built_in = io::data_path("models/dwelling/archetypes.toml");
    const io::Settings& households = s_.settings.table("households");
    s_.archetypes = households.given("archetypes")
                        ? io::read_archetypes_file(resolve(households.text("archetypes")), problems_, built_in)
                        : io::read_archetypes_file(built_in, problems_);
    s_.technologies = io::read_technologies(io::data_path("models/heater/technologies.toml"), problems_);
    const std::vector<heater::Technology> known_technologies = s_.technologies;
    const io::Settings& technologies = s_.settings.table("technologies");
    if (technologies.given("file")) {
      s_.technologies = io::read_technologies(resolve(technologies.text("file")), problems_, s_.technologies);
    }
    if (households.given("schedules")) {
      s_.schedules = io::read_schedules_file(resolve(households.text("schedules")), problems_);
    }
    s_.equipment = io::read_appliances(io::data_path("models/occupancy/appliances.toml"), problems_);
    if (households.given("appliances")) {
      s_.equipment = io::read_appliances(resolve(households.text("appliances")), problems_, s_.equipment);
    }
    s_.factors = read_air(s_.settings, air_file(), s_.air, problems_);
    check_fuels(s_, known_technologies, problems_);
    check_factor_names(s_, problems_);
    s_.subsidies = io::read_subsidies(file_of(money, "subsidy_file", "models/economy/subsidies.toml"), problems_);
    s_.catalogue = io::read_catalogue(file_of(money, "catalogue_file", "models/economy/catalogue.toml"), problems_);
    const size_t problems_before = problems_.all().size();
    const auto tariffs = io::read_tariffs(file_of(money, "tariff_file", "models/economy/tariffs.toml"), problems_);
    if (problems_.all().size() == problems_before) choose_tariff(tariffs);  // else which there are is not known
    std::set<std::string> envelopes;
    for (const dwelling::Archetype& a : s_.archetypes) {
      for (const auto& entry : a.envelopes) envelopes.insert(entry.first);
    }
    s_.envelopes.assign(envelopes.begin(), envelopes.end());
  }

  void read_people() {
    const io::Settings& households = s_.settings.table("households");
    check_people(households, problems_);
    s_.calendar = calendar_of(households);
    auto shares = io::read_presence(io::data_path("models/occupancy/presence_profiles.csv"), problems_);
    if (households.given("presence_profiles")) {
      shares = io::read_presence(resolve(households.text("presence_profiles")), problems_, shares);
    }
    s_.presence =
        occupancy::make_presence(shares, households.number("mobility"),
                                 {households.number("body_heat_awake_w"), households.number("body_heat_asleep_w")});
  }

  // Design loads need homes and weather that are right; where they are not, the plan is thrown away.
  void plan() {
    std::optional<DesignDay> day;
    SizeOfHome size_by_load;
    if (problems_.empty() && sizes_by_design_load(s_.settings)) {
      day.emplace(s_);
      size_by_load = size_by_design_load(s_, *day);
    }
    s_.plan =
        plan_mixes(s_.settings, s_.population, technology_names(), s_.envelopes, s_.axis, problems_, size_by_load);
    if (held_ != nullptr) return;
    s_.planning = read_planning(s_.settings, s_.plan, measures_file(), s_.catalogue, problems_);
    plan_hosting_options(s_, size_by_load, s_.planning, problems_);
  }

  void save_on_heating() {
    const io::Settings& households = s_.settings.table("households");
    if (households.has("thrift")) {
      const io::Settings& thrift = households.table("thrift");
      const ThriftInputs inputs = {thrift.number("cost_share"), thrift.number("lowest_set_point_c"),
                                   thrift.number("reburn_share")};
      apply_thrift(s_, s_.plan, inputs);
      for (HostingQuestion& question : s_.planning.hosting) {
        if (question.to_mix < 0) apply_thrift(s_, question.plan, inputs);
      }
    }
    for (HostingQuestion& question : s_.planning.hosting) keep_used_pairs(question.plan);
  }

  void choose_tariff(const std::vector<economy::TariffSet>& tariffs) {
    const io::Settings& money = s_.settings.table("money");
    std::vector<std::string> names;
    for (const economy::TariffSet& tariff : tariffs) {
      names.push_back(tariff.name);
      if (tariff.name == money.text("tariffs")) {
        s_.tariff = tariff;
        return;
      }
    }
    problems_.add(money.problem("tariffs", fmt::format("unknown tariff '{}'", money.text("tariffs")),
                                advice_for_unknown(money.text("tariffs"), names)));
  }

  [[nodiscard]] std::vector<std::string> technology_names() const {
    std::vector<std::string> names;
    for (const heater::Technology& t : s_.technologies) names.push_back(t.name);
    return names;
  }

  void read_population() {
    std::vector<std::string> archetypes;
    for (const dwelling::Archetype& a : s_.archetypes) archetypes.push_back(a.name);
    s_.population = build_population(s_.settings, s_.tables, archetypes, problems_, &s_.equipment);
    take_archetype_areas(s_);
    s_.air.villages = village_sources(s_.settings, s_.tables, s_.population);
    put_on_schedules(s_, problems_);
    choose_sites();
    check_population(s_, problems_);
    if (!problems_.empty()) return;  // networks need homes and transformers that are right
    s_.low_voltage = LowVoltage(s_.settings.table("electricity"), s_.folder, s_.population, s_.tables, s_.seed(),
                                problems_, held_ != nullptr ? &held_->low_voltage : nullptr);
    if (held_ != nullptr) return;
    s_.feeders = build_feeders(s_.settings.table("electricity"), s_.tables, s_.population, s_.village_site, problems_);
    s_.gas = build_gas_grid(s_.settings.table("gas"), s_.folder, gas_tables_, s_.tables, s_.population, problems_);
  }

  void check_ground(const io::Settings& weather) {
    if (weather.has("ground_albedo_by_month") && weather.numbers("ground_albedo_by_month").size() != 12) {
      problems_.add(
          weather.problem("ground_albedo_by_month", "a year has twelve months", "give twelve values, from January on"));
    }
    if (weather.text("snow") == "epw" && !weather.given("epw")) {
      problems_.add(weather.problem("snow", "snow is to come from an EPW file, and there is none",
                                    "give weather.epw, or ground_albedo_by_month"));
    }
  }

  void read_weather() {
    const io::Settings& weather = s_.settings.table("weather");
    check_ground(weather);
    if (weather.given("site") == weather.given("epw")) {
      problems_.add(s_.settings.problem(
          "weather", weather.given("site") ? "both a site and an EPW file are given" : "no weather is named",
          "give one of weather.site (a built-in climate) and weather.epw (a file)"));
      return;
    }
    if (weather.given("site")) {
      s_.site_names = {weather.text("site")};
      if (check_climate(s_.site_names[0], weather.problem("site", "", ""))) {
        take_clock(weather::climate_site(s_.site_names[0]).utc_offset_h, "that of the climate");
      }
      return;
    }
    s_.site_names = {weather.text("epw")};
    const std::string path = resolve(weather.text("epw"));
    if (const auto text = io::read_text_file(path, problems_)) s_.epw = io::read_epw(*text, path, problems_);
    if (s_.epw.hours() > 0) take_clock(s_.epw.site.utc_offset_h, "that of the EPW file");
  }

  // Weather is in its site's local time; the season's days are too.
  void take_clock(double hours, const char* whose) {
    const io::Settings& season = s_.settings.table("season");
    s_.axis.utc_offset_h = hours;
    if (!season.given("utc_offset_h") || season.number("utc_offset_h") == hours) return;
    problems_.add(season.problem(
        "utc_offset_h",
        fmt::format("the season's clock is UTC{:+g} h, {} UTC{:+g} h", season.number("utc_offset_h"), whose, hours),
        "leave it out: the weather's clock holds; where an EPW file's header is wrong, mend the header"));
  }

  bool check_climate(const std::string& name, Problem problem) {
    const auto climates = weather::climate_names();
    if (std::find(climates.begin(), climates.end(), name) != climates.end()) return true;
    problem.message = fmt::format("unknown climate '{}'", name);
    problem.advice = advice_for_unknown(name, climates);
    problems_.add(std::move(problem));
    return false;
  }

  // A village's climate runs by the season's clock, or the sun would stand wrong in it.
  void check_clock_of(const std::string& name, Problem problem) {
    const double hours = weather::climate_site(name).utc_offset_h;
    if (hours == s_.axis.utc_offset_h) return;
    problem.message =
        fmt::format("the climate '{}' is on UTC{:+g} h, the season on UTC{:+g} h", name, hours, s_.axis.utc_offset_h);
    problem.advice = "all weather of a scenario must be of one clock";
    problems_.add(std::move(problem));
  }

  // The weather of each village: a climate of its own, or the scenario's.
  void choose_sites() {
    for (const Village& village : s_.population.villages) {
      const std::string& own = village.site;
      const std::string& name = own.empty() ? s_.site_names[0] : own;
      const auto found = std::find(s_.site_names.begin(), s_.site_names.end(), name);
      s_.village_site.push_back(static_cast<int>(found - s_.site_names.begin()));
      if (found != s_.site_names.end()) continue;
      s_.site_names.push_back(name);
      if (check_climate(name, problem_of_site(name))) check_clock_of(name, problem_of_site(name));
    }
  }

  // Where a village's climate is named.
  [[nodiscard]] Problem problem_of_site(const std::string& name) const {
    if (!s_.tables.villages) return s_.settings.table("households").problem("synthetic", "", "");
    const io::Table& villages = *s_.tables.villages;
    int row = 0;
    while (row + 1 < villages.rows() && villages.text(row, "site") != name) ++row;
    return villages.problem(row, "site", "", "");
  }

  Scenario s_;
  const Scenario* held_ = nullptr;  // what a member takes over
  GasTables gas_tables_;
  std::vector<std::string> overrides_;
  ProblemList problems_;
};

}  // namespace

Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  return Loader(path, overrides).run();
}

Scenario load_member(const Scenario& main, uint32_t seed) {
  return Loader(main, seed).run_member();
}

}  // namespace hearthgrid::run
