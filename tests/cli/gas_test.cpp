// A gas network through the program: made up by the default rule for two villages, run with a cap and a zoom, shown.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <sstream>

#include "engine/io/results_reader.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;

constexpr const char* SCENARIO = R"(format = 1
name = "two villages on gas"
seed = 5
[season]
first_day = 2021-01-05
last_day = 2021-01-06
warm_up_days = 1
[weather]
site = "liaocheng"
[households]
villages = "villages.csv"
[electricity]
sizing = { kva_per_household = 2.0, households_per_transformer = 20 }
[gas]
hourly_cap_m3h = 60
cooking = false
synthesis = {}
[zoom]
coldest_days = 1
step_minutes = 5
[[mix]]
name = "before"
[[mix]]
name = "gas"
[[mix.convert]]
technology = "gas_boiler"
)";

class GasProgram : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new ScratchFolder;
    folder_->write("scenario.toml", SCENARIO);
    folder_->write("villages.csv", "village,households,archetype\neast,50,brick_240\nwest,30,adobe\n");
    ran_ = run_in(*folder_, "run scenario.toml -o out.h5");
  }
  static void TearDownTestSuite() { delete folder_; }
  [[nodiscard]] static Outcome show(const std::string& arguments) {
    return run_in(*folder_, "show out.h5 " + arguments);
  }

  static ScratchFolder* folder_;
  static Outcome ran_;
};
ScratchFolder* GasProgram::folder_ = nullptr;
Outcome GasProgram::ran_;

TEST_F(GasProgram, ServesWhatTheCapLeavesAndSaysSo) {
  ASSERT_EQ(ran_.exit_code, 0) << ran_.err;
  const io::ResultsReader file(folder_->path() + "/out.h5");
  const auto sum = [](const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); };
  const double wanted = sum(file.numbers("gas_node_wanted_m3", 1)),
               county = 0.25 * sum(file.numbers("county_gas_m3h", 1));
  EXPECT_NEAR(wanted, county, 1e-6 * county);
  EXPECT_NEAR(file.numbers("gas_supply_peak_hour_m3h", 1)[0], 60.0, 1e-4);
  const double unserved = file.numbers("gas_unserved_total_m3", 1)[0];
  EXPECT_GT(unserved, 10.0);
  EXPECT_NEAR(wanted - unserved, file.numbers("gas_supply_total_m3", 1)[0], 1e-6 * wanted);
  for (const double origin : file.numbers("gas_node_origin")) EXPECT_EQ(origin, 2.0);
  const Outcome table = show("--table gas --mix gas --top 3");
  EXPECT_THAT(table.out, HasSubstr("lowest pressure"));
  EXPECT_THAT(table.out, HasSubstr("at the hourly cap"));
  EXPECT_THAT(table.out, HasSubstr("zoomed days"));
  EXPECT_THAT(show("--table gas --mix before").out, HasSubstr("nobody wants gas"));
}

TEST_F(GasProgram, SaysWhyThereIsNoWayToShow) {
  EXPECT_THAT(show("--table gas_profile --mix before").out, HasSubstr("nobody wants gas"));
  const Outcome ran = run_in(*folder_, "run scenario.toml -o none.h5 --quiet --set gas.hourly_cap_m3h=0");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const Outcome shown = run_in(*folder_, "show none.h5 --table gas_profile");
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("the caps leave nothing"));
  EXPECT_EQ(run_in(*folder_, "show none.h5 --table gas_profile --csv").exit_code, 0);
}

TEST_F(GasProgram, HasItsTablesInEightyColumnsAndAsCsv) {
  for (const std::string table : {"gas", "gas_pipes", "gas_regulators", "gas_supplies", "gas_line_pack", "gas_profile",
                                  "village_gas", "gas_planning", "gas_storage", "gas_simultaneity"}) {
    const Outcome shown = show("--mix gas --table " + table);
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    std::istringstream lines(shown.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << table << ": " << line;
    const Outcome csv = show("--mix gas --csv --table " + table);
    EXPECT_GT(std::count(csv.out.begin(), csv.out.end(), '\n'), 1) << table;
  }
  EXPECT_THAT(show("--table gas_profile --mix gas --csv").out, HasSubstr("station 001"));
  EXPECT_THAT(show("--table gas_pipe").err, HasSubstr("did you mean 'gas_pipes'?"));
}

// What the terminal says of the works is there for machines too.
TEST_F(GasProgram, HasAllOfItsPlanningAsCsv) {
  const io::ResultsReader file(folder_->path() + "/out.h5");
  const std::string storage_m3 = fmt::format("{}", file.numbers("gas_storage_m3", 1)[0]);
  ASSERT_GT(file.numbers("gas_storage_m3", 1)[0], 0.0);
  EXPECT_THAT(show("--table gas_sizing --mix gas").out, HasSubstr("storage for what the caps do not give"));
  const std::string storage = show("--table gas_storage --mix gas --csv").out;
  EXPECT_THAT(storage, HasSubstr("mix,area,m3/h limit,"));
  EXPECT_THAT(storage, HasSubstr("gas,station 001,"));
  EXPECT_THAT(storage, HasSubstr("gas,all,"));
  EXPECT_THAT(storage, HasSubstr("," + storage_m3.substr(0, 8)));
  const std::string planning = show("--table gas_planning --csv").out;
  for (const char* figure : {"gas_sizing_cost_cny", "gas_sizing_status", "gas_sizing_hours_left", "gas_short_homes",
                             "gas_lng_tonnes", "gas_storage_m3"}) {
    EXPECT_THAT(planning, HasSubstr(std::string("gas,") + figure + ",")) << figure;
  }
  EXPECT_THAT(planning, HasSubstr("none_needed"));
  EXPECT_THAT(show("--table gas_simultaneity --mix gas --csv").out, HasSubstr("mix,burners,groups,simulated,largest,"));
}

// Homes behind a box that is shut, and homes without one: told before anything else by both commands.
TEST(GasWarnings, CheckAndRunTellHomesWithoutGasOrWithTooMuch) {
  const ScratchFolder folder;
  std::string scenario = SCENARIO;
  const std::string made_up = "synthesis = {}";
  scenario.replace(scenario.find(made_up), made_up.size(), "network = \"gas\"");
  folder.write("scenario.toml", scenario);
  folder.write("villages.csv", "village,households,archetype\neast,12,brick_240\nwest,8,adobe\n");
  folder.write("gas/nodes.csv", "node,tier,village\ngate,medium_a,\ne,low,east\nw,low,west\n");
  folder.write("gas/pipes.csv", "from_node,to_node,length_m,type\ngate,e,500,PE90 SDR11\n");
  folder.write("gas/regulators.csv", "regulator,from_node,to_node,set_pa,in_service\nbox,gate,w,2800,false\n");
  folder.write("gas/supplies.csv", "supply,node,pressure_pa\ngate,gate,200000\n");
  for (const std::string command : {"check scenario.toml", "run scenario.toml -o warned.h5"}) {
    const Outcome said = run_in(folder, command);
    ASSERT_EQ(said.exit_code, 0) << said.err;
    std::string out = said.out;  // as one line, whatever its folds
    out.erase(std::unique(out.begin(), out.end(),
                          [](char a, char b) { return std::isspace(a) != 0 && std::isspace(b) != 0; }),
              out.end());
    std::replace(out.begin(), out.end(), '\n', ' ');
    EXPECT_THAT(out, HasSubstr("no supply reaches 1 node, the first is 'w'; 8 homes hang at 'w'")) << command;
    EXPECT_THAT(out, HasSubstr("can stand at up to 200000 Pa; 12 homes hang at 'e'")) << command;
  }
  EXPECT_THAT(io::ResultsReader(folder.path() + "/warned.h5").diagnostics(),
              testing::Contains(testing::AllOf(HasSubstr("12 homes at 'e'"), HasSubstr("that their burners take"))));
  const Outcome shown = run_in(folder, "show warned.h5 --table gas --mix gas");
  EXPECT_THAT(shown.out, HasSubstr("h too high")) << shown.err;
}

}  // namespace
}  // namespace hearthgrid::cli_test
