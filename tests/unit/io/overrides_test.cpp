// --set reaches every key of a scenario.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/io/scenario_schema.hpp"
#include "engine/io/schema_text.hpp"
#include "engine/io/settings.hpp"

namespace hearthgrid::io {
namespace {

constexpr const char* EVERY_LIST = R"(
format = 1
name = "n"
[season]
first_day = 2021-11-15
last_day = 2022-03-15
[[households.holidays]]
first_day = 2022-01-01
days = 1
kind = "workday"
[[zoom.windows]]
first_day = 2022-01-10
days = 1
[[weather.horizon]]
azimuth_deg = 180
altitude_deg = 5
[[gas.gaslib.stations]]
name = "station"
[[progress.delays]]
village = "v"
days = 1
[[money.budget]]
payer = "county"
year = 2021
cap_cny = 1
[[money.earlier]]
subsidy = "chiping-gas"
converted_year = 2020
homes = 1
status = "assumed"
source = "s"
[[money.price_path]]
of = "gas"
growth_per_year = 0.01
status = "assumed"
source = "s"
[[uncertainty.input]]
name = "heat.before"
[[hosting]]
name = "more"
from = "before"
to = "m"
[[control]]
kind = "block"
hours = "valley"
[[eligibility]]
name = "rule"
column = "vacant"
[[mix]]
name = "before"
[[mix]]
name = "m"
[[mix.convert]]
technology = "ashp_water"
)";

// Some value that the key may hold.
std::string value_of(const KeySpec& spec) {
  if (!spec.allowed.empty()) return spec.allowed.front();
  switch (spec.kind) {
    case Kind::number:
    case Kind::integer:
      return std::to_string(static_cast<int64_t>(spec.maximum.value_or(spec.minimum.value_or(1.0))));
    case Kind::boolean:
      return "true";
    case Kind::date:
      return "2022-01-02";
    case Kind::text_list:
    case Kind::number_list:
      return "[]";
    default:
      return "word";
  }
}

// The key as --set names it: entries of lists by their number.
std::string set_name(std::string name) {
  const auto put = [&](const std::string& list, const std::string& entry) {
    if (name.starts_with(list + ".")) name = entry + name.substr(list.size());
  };
  put("mix.convert", "mix.m.convert.1");
  if (!name.starts_with("mix.m.")) put("mix", "mix.1");
  put("eligibility", "eligibility.1");
  put("weather.horizon", "weather.horizon.1");
  put("control", "control.1");
  put("hosting", "hosting.1");
  put("uncertainty.input", "uncertainty.input.1");
  put("zoom.windows", "zoom.windows.1");
  put("gas.gaslib.stations", "gas.gaslib.stations.1");
  for (const std::string list : {"money.budget", "money.earlier", "money.price_path"}) put(list, list + ".1");
  put("households.holidays", "households.holidays.1");
  put("progress.delays", "progress.delays.1");
  return name;
}

TEST(Overrides, ReachEveryKeyOfAScenario) {
  int keys = 0;
  for (const NamedKey& key : flatten(scenario_schema())) {
    if (!key.spec->children.empty()) continue;
    const std::string text = set_name(key.name) + "=" + value_of(*key.spec);
    std::vector<std::string> overrides{text};
    for (const char* whole : {"weather.cold_wave", "households.synthetic"}) {  // tables that need their other keys too
      if (!key.name.starts_with(std::string(whole) + ".")) continue;
      for (const NamedKey& other : flatten(scenario_schema())) {
        const bool needed = !other.spec->default_text && !other.spec->optional && other.spec->children.empty();
        if (other.name.starts_with(std::string(whole) + ".") && needed && other.name != key.name) {
          overrides.push_back(other.name + "=" + value_of(*other.spec));
        }
      }
    }
    ProblemList problems;
    (void)read_settings(EVERY_LIST, "scenario.toml", scenario_schema(), overrides, problems);
    for (const Problem& problem : problems.all()) ADD_FAILURE() << text << ": " << problem.text();
    ++keys;
  }
  EXPECT_GT(keys, 60);
}

TEST(Overrides, ReplaceWhatTheFileSays) {
  ProblemList problems;
  const Settings settings =
      read_settings(EVERY_LIST, "scenario.toml", scenario_schema(),
                    {"season.last_day=2021-12-01", "mix.m.convert.1.share=0.25", "name=a b"}, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(settings.tables("mix")[1].tables("convert")[0].number("share"), 0.25);
  EXPECT_EQ(settings.text("name"), "a b");
  EXPECT_EQ(settings.table("season").date("last_day"),
            std::chrono::sys_days{std::chrono::year{2021} / std::chrono::December / 1});
}

}  // namespace
}  // namespace hearthgrid::io
