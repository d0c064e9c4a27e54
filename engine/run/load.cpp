#include "engine/run/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/base/suggest.hpp"
#include "engine/io/archetype_file.hpp"
#include "engine/io/catalogue_file.hpp"
#include "engine/io/data_path.hpp"
#include "engine/io/epw.hpp"
#include "engine/io/factor_file.hpp"
#include "engine/io/scenario_schema.hpp"
#include "engine/io/sha256.hpp"
#include "engine/io/subsidy_file.hpp"
#include "engine/io/tariff_file.hpp"
#include "engine/io/technology_file.hpp"
#include "engine/io/text_file.hpp"
#include "models/weather/climate.hpp"

namespace hearthgrid::run {
namespace {

constexpr int MAX_ROWS_VERBATIM = 1000;  // larger tables are kept as a hash

class Loader {
 public:
  Loader(const std::string& path, const std::vector<std::string>& overrides) {
    s_.path = path;
    s_.folder = std::filesystem::path(path).parent_path().string();
    s_.settings = io::read_settings_file(path, io::scenario_schema(), overrides, problems_);
    overrides_ = overrides;
  }

  Scenario run() {
    problems_.throw_if_any();
    read_axis();
    read_tables();
    read_libraries();
    problems_.throw_if_any();
    read_population();
    problems_.throw_if_any();
    s_.plan = plan_mixes(s_.settings, s_.population, technology_names(), s_.envelopes, s_.axis, problems_);
    check_plan();
    problems_.throw_if_any();
    keep_inputs();
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

  void read_axis() {
    const io::Settings& season = s_.settings.table("season");
    s_.axis.first_day = season.date("first_day");
    s_.axis.season_days = static_cast<int>((season.date("last_day") - s_.axis.first_day).count()) + 1;
    s_.axis.warm_up_days = static_cast<int>(season.integer("warm_up_days"));
    s_.axis.step_minutes = static_cast<int>(season.integer("step_minutes"));
    s_.axis.utc_offset_h = season.number("utc_offset_h");
    if (s_.axis.season_days < 1 || s_.axis.season_days > 366) {
      problems_.add(season.problem("last_day", fmt::format("the season has {} days", s_.axis.season_days),
                                   "last_day must lie 0 to 365 days after first_day"));
    }
  }

  std::optional<io::Table> table(const std::string& section, const std::string& key, const std::string& schema) {
    const io::Settings& settings = s_.settings.table(section);
    if (!settings.given(key)) return std::nullopt;
    return io::read_table_file(resolve(settings.text(key)), io::schema_of(schema), problems_);
  }

  void read_tables() {
    s_.tables.villages = table("households", "villages", "villages.csv");
    s_.tables.households = table("households", "table", "households.csv");
    s_.tables.transformers = table("electricity", "transformers", "transformers.csv");
    s_.tables.loads = table("electricity", "loads", "loads.csv");
    if (!s_.tables.villages && !s_.tables.households) {
      problems_.add(
          s_.settings.problem("households", "no homes are named",
                              "give households.villages (villages.csv) or households.table (households.csv)"));
    }
  }

  void read_libraries() {
    const io::Settings& money = s_.settings.table("money");
    s_.archetypes = io::read_archetypes_file(
        file_of(s_.settings.table("households"), "archetypes", "models/dwelling/archetypes.toml"), problems_);
    s_.technologies = io::read_technologies(io::data_path("models/heater/technologies.toml"), problems_);
    const io::Settings& technologies = s_.settings.table("technologies");
    if (technologies.given("file")) {
      s_.technologies = io::read_technologies(resolve(technologies.text("file")), problems_, s_.technologies);
    }
    s_.factors = io::read_factors(io::data_path("models/emission/emission_factors.csv"), problems_);
    s_.subsidies = io::read_subsidies(file_of(money, "subsidy_file", "models/economy/subsidies.toml"), problems_);
    s_.catalogue = io::read_catalogue(file_of(money, "catalogue_file", "models/economy/catalogue.toml"), problems_);
    choose_tariff(io::read_tariffs(file_of(money, "tariff_file", "models/economy/tariffs.toml"), problems_));
    std::set<std::string> envelopes;
    for (const dwelling::Archetype& a : s_.archetypes) {
      for (const auto& entry : a.envelopes) envelopes.insert(entry.first);
    }
    s_.envelopes.assign(envelopes.begin(), envelopes.end());
    const io::Settings& electricity = s_.settings.table("electricity");
    const std::string plant = "electricity_" + electricity.text("carbon");
    if (!s_.factors.has_device(plant)) {
      std::vector<std::string> known;
      for (const std::string& device : s_.factors.devices()) {
        if (device.starts_with("electricity_")) known.push_back(device.substr(12));
      }
      problems_.add(electricity.problem("carbon", fmt::format("unknown factor set '{}'", electricity.text("carbon")),
                                        advice_for_unknown(electricity.text("carbon"), known)));
    }
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
    s_.population = build_population(s_.settings, s_.tables, archetypes, problems_);
    if (s_.tables.households) check_given_homes();
    choose_sites();
    const std::set<std::string> known = [&] {
      std::set<std::string> names;
      for (const Household& home : s_.population.households) names.insert(home.name);
      return names;
    }();
    const io::Settings& households = s_.settings.table("households");
    for (const std::string& name : households.texts("series_of")) {
      if (known.count(name) == 0) {
        problems_.add(
            households.problem("series_of", fmt::format("unknown household '{}'", name),
                               "name homes of this scenario; synthesised ones are called VILLAGE-0001 and on"));
      }
    }
  }

  void check_given_homes() {
    const io::Table& table = *s_.tables.households;
    const auto technologies = technology_names();
    for (int row = 0; row < table.rows(); ++row) {
      check_name(table, row, "technology", technologies);
      check_name(table, row, "envelope", s_.envelopes);
    }
  }

  void check_name(const io::Table& table, int row, const std::string& column, const std::vector<std::string>& known) {
    const std::string& name = table.text(row, column);
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
    problems_.add(
        table.problem(row, column, fmt::format("unknown {} '{}'", column, name), advice_for_unknown(name, known)));
  }

  void choose_sites() {
    const io::Settings& weather = s_.settings.table("weather");
    if (weather.given("site") == weather.given("epw")) {
      problems_.add(s_.settings.problem(
          "weather", weather.given("site") ? "both a site and an EPW file are given" : "no weather is named",
          "give one of weather.site (a built-in climate) and weather.epw (a file)"));
      return;
    }
    const auto climates = weather::climate_names();
    const auto check = [&](const std::string& name, Problem problem) {
      if (std::find(climates.begin(), climates.end(), name) != climates.end()) return;
      problem.message = fmt::format("unknown climate '{}'", name);
      problem.advice = advice_for_unknown(name, climates);
      problems_.add(std::move(problem));
    };
    const bool epw = weather.given("epw");
    s_.site_names = {epw ? weather.text("epw") : weather.text("site")};
    if (!epw) check(s_.site_names[0], weather.problem("site", "", ""));
    for (size_t v = 0; v < s_.population.villages.size(); ++v) {
      const std::string& own = s_.population.villages[v].site;
      const std::string& name = own.empty() ? s_.site_names[0] : own;
      const auto found = std::find(s_.site_names.begin(), s_.site_names.end(), name);
      s_.village_site.push_back(static_cast<int>(found - s_.site_names.begin()));
      if (found != s_.site_names.end()) continue;
      s_.site_names.push_back(name);
      check(name, {s_.tables.villages->file(), 0, 0, "", ""});
    }
  }

  // What the plan asks of the libraries: envelopes of the archetypes, subsidies that exist and fit.
  void check_plan() {
    std::set<std::pair<int, int>> seen;
    for (const Pair& pair : s_.plan.pairs) {
      const int archetype = s_.population.households[pair.household].archetype;
      const int envelope = s_.plan.options[pair.option].envelope;
      if (envelope < 0 || !seen.insert({archetype, envelope}).second) continue;
      if (s_.archetypes[archetype].envelopes.count(s_.envelopes[envelope]) > 0) continue;
      problems_.add(s_.settings.problem(
          "mix",
          fmt::format("archetype '{}' has no envelope '{}'", s_.archetypes[archetype].name, s_.envelopes[envelope]),
          "add it to the archetype file, or convert only homes that have it"));
    }
    for (const io::Settings& mix : s_.settings.tables("mix")) {
      if (!mix.has("convert")) continue;
      for (const io::Settings& clause : mix.tables("convert")) check_subsidy(clause);
    }
  }

  void check_subsidy(const io::Settings& clause) {
    if (!clause.given("subsidy")) return;
    std::vector<std::string> names;
    for (const economy::Subsidy& subsidy : s_.subsidies) {
      names.push_back(subsidy.name);
      if (subsidy.name != clause.text("subsidy")) continue;
      if (!subsidy.applies_to(clause.text("technology"))) {
        problems_.add(clause.problem(
            "subsidy", fmt::format("subsidy '{}' is not for '{}'", subsidy.name, clause.text("technology")),
            "choose another subsidy, or add the technology to its list"));
      }
      return;
    }
    problems_.add(clause.problem("subsidy", fmt::format("unknown subsidy '{}'", clause.text("subsidy")),
                                 advice_for_unknown(clause.text("subsidy"), names)));
  }

  // Texts for /inputs and a hash of everything, whatever the order of rows.
  void keep_inputs() {
    const auto scenario = io::read_text_file(s_.path, problems_);
    problems_.throw_if_any();
    s_.inputs.emplace_back("scenario.toml", *scenario);
    std::string all = *scenario;
    std::string changed;
    for (const std::string& entry : overrides_) changed += entry + "\n";
    if (!changed.empty()) s_.inputs.emplace_back("overrides", changed);
    all += changed;
    const auto keep = [&](const char* name, const std::optional<io::Table>& table, bool order_matters) {
      if (!table) return;
      const std::string hash = fmt::format("{:016x}", table->order_free_hash());
      const bool verbatim = order_matters && table->rows() <= MAX_ROWS_VERBATIM;
      s_.inputs.emplace_back(
          name, verbatim ? table->source_text() : fmt::format("{} rows, order-free hash {}", table->rows(), hash));
      all += hash;
    };
    keep("villages.csv", s_.tables.villages, true);
    keep("households.csv", s_.tables.households, false);
    keep("transformers.csv", s_.tables.transformers, true);
    keep("loads.csv", s_.tables.loads, true);
    s_.input_hash = io::sha256_hex(all);
  }

  Scenario s_;
  std::vector<std::string> overrides_;
  ProblemList problems_;
};

}  // namespace

Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides) {
  return Loader(path, overrides).run();
}

std::vector<weather::StepWeather> load_weather(const Scenario& scenario) {
  ProblemList problems;
  const io::Settings& settings = scenario.settings.table("weather");
  std::vector<weather::StepWeather> sites;
  for (size_t i = 0; i < scenario.site_names.size(); ++i) {
    weather::HourlyWeather hours;
    if (i == 0 && settings.given("epw")) {
      const auto file = std::filesystem::path(scenario.folder) / settings.text("epw");
      hours = io::read_epw_file(file.string(), problems);
      problems.throw_if_any();
      hours = weather::season_of_year(hours, scenario.axis);
    } else {
      hours = weather::synthesise(scenario.site_names[i], scenario.seed(), scenario.axis);
    }
    if (settings.has("cold_wave")) {
      const io::Settings& wave = settings.table("cold_wave");
      weather::add_cold_wave(hours, scenario.axis,
                             {wave.date("first_day"), static_cast<int>(wave.integer("days")), wave.number("depth_k")});
    }
    sites.push_back(weather::to_steps(hours, scenario.axis));
  }
  return sites;
}

}  // namespace hearthgrid::run
