// Members of an ensemble run from what the main run read, whatever becomes of its files.

#include <gtest/gtest.h>

#include "engine/io/epw.hpp"
#include "models/weather/climate.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

io::ResultsReader run_of(const ScenarioFolder& folder, const Scenario& scenario, const std::string& name) {
  RunRequest request;
  request.out = folder.path(name);
  run_scenario(scenario, request);
  return io::ResultsReader(request.out);
}

void write_year(const ScenarioFolder& folder, const std::string& name, uint32_t seed) {
  TimeAxis year;
  year.first_day = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
  year.season_days = 365;
  year.warm_up_days = 0;
  folder.write(name, io::write_epw(weather::synthesise("yanggao", seed, year), 2021, "a test"));
}

TEST(Ensemble, RunsFromWhatTheMainRunRead) {
  std::string text = std::string(HEAD) + MIXES;
  const std::string site = "site = \"yanggao\"";
  text.replace(text.find(site), site.size(), "epw = \"year.epw\"");
  const ScenarioFolder folder(text);
  write_year(folder, "year.epw", 3);
  write_year(folder, "cold.epw", 4);
  const std::vector<std::string> overrides = {"ensemble.members=3", R"(ensemble.epw=["cold.epw", "year.epw"])"};
  const Scenario scenario = folder.load(overrides);
  const io::ResultsReader usual = run_of(folder, scenario, "usual.h5");
  for (const char* name : {"scenario.toml", "households.csv", "villages.csv", "year.epw", "cold.epw"}) {
    folder.write(name, "no longer what it was\n");
  }
  const io::ResultsReader later = run_of(folder, scenario, "later.h5");
  EXPECT_EQ(later.numbers("member_headline"), usual.numbers("member_headline"));
  EXPECT_EQ(later.numbers("member_degree_days_k_d"), usual.numbers("member_degree_days_k_d"));
}

}  // namespace
}  // namespace hearthgrid::run
