// What `show`, `check` and `compare` say of a gas network of two tiers with Chinese names, a factory and a school: its
// regulators and line pack, and the sorry cases: steps without a solution, caps of 0, a node that no supply reaches.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "tests/cli/program.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* SCENARIO = R"(format = 1
name = "两村"
seed = 7
[season]
first_day = 2021-01-05
last_day = 2021-01-06
warm_up_days = 1
[weather]
site = "liaocheng"
[households]
villages = "villages.csv"
[gas]
network = "gas"
cooking = false
rationing_rounds = 0
[[mix]]
name = "before"
[[mix]]
name = "all gas"
[[mix.convert]]
technology = "gas_boiler"
)";
constexpr const char* NODES =
    "node,tier,village\n门站,medium_a,\n干一,medium_a,\n厂,medium_a,\n张箱,low,\n张一,low,张家庄\n张末,low,张家庄\n";
constexpr const char* PIPES =
    "pipe,from_node,to_node,length_m,type,inner_diameter_mm\n主一,门站,干一,1500,PE90 SDR11,\n"
    "厂管,干一,厂,300,PE63 SDR11,\n张支一,张箱,张一,120,PE110 SDR11,\n张支二,张一,张末,150,PE63 SDR11,\n"
    "支线 甲 东~支线 甲 西,张一,张箱,900,PE20 SDR11,\n";
constexpr const char* SUPPLIES = "supply,node,pressure_pa,capacity_m3h,hourly_cap_m3h,daily_cap_m3\n";

using Files = std::map<std::string, std::string>;

/// A network and what `show` prints of it, run once.
class Network {
 public:
  explicit Network(const Files& changes = {}, const std::string& options = "") : options_(options) {
    Files files = {{"scenario.toml", SCENARIO},
                   {"villages.csv", "village,households\n张家庄,40\n"},
                   {"gas/nodes.csv", NODES},
                   {"gas/pipes.csv", PIPES},
                   {"gas/regulators.csv",
                    "regulator,from_node,to_node,kind,set_pa,capacity_m3h\n张调,干一,张箱,district,3000,60\n"},
                   {"gas/supplies.csv", SUPPLIES + std::string("门站供,门站,200000,,,\n")},
                   {"gas/users.csv", "user,node,type,m3h\n砖厂,厂,industry,50\n学校,张一,commercial,4\n"}};
    for (const auto& [name, text] : changes) files[name] = text;
    for (const auto& [name, text] : files) folder_.write(name, text);
    const Outcome ran = run_in(folder_, "run scenario.toml -o out.h5 --quiet " + options);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
  }
  [[nodiscard]] std::string show(const std::string& table, const std::string& more = "") const {
    const Outcome shown = run_in(folder_, "show out.h5 --mix 'all gas' --table " + table + " " + more);
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    std::istringstream lines(shown.out);
    for (std::string line; more.empty() && std::getline(lines, line);) {
      EXPECT_LE(cli::display_width(line), 80) << table << ": " << line;
    }
    return shown.out;
  }
  /// A cell of a table as CSV.
  [[nodiscard]] std::string cell(const std::string& table, const std::string& row, const std::string& header) const {
    const auto split = [](const std::string& line) {
      std::vector<std::string> cells(1);
      for (const char letter : line) {
        if (letter == ',') cells.emplace_back();
        if (letter != ',' && letter != '\r') cells.back() += letter;
      }
      return cells;
    };
    std::istringstream lines(show(table, "--csv"));
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> head = split(line);
    const auto column = static_cast<size_t>(std::find(head.begin(), head.end(), header) - head.begin());
    while (std::getline(lines, line)) {
      const std::vector<std::string> cells = split(line);
      if (cells.at(1) == row) return column < cells.size() ? cells[column] : "no such column";
    }
    return "no such row";
  }
  [[nodiscard]] std::string check() const { return run_in(folder_, "check scenario.toml " + options_).out; }
  [[nodiscard]] io::ResultsReader file() const { return io::ResultsReader(folder_.path() + "/out.h5"); }
  [[nodiscard]] double value(const char* variable) const { return file().numbers(variable, 1).at(0); }
  [[nodiscard]] const ScratchFolder& folder() const { return folder_; }

 private:
  ScratchFolder folder_;
  std::string options_;
};

const Network& plain() {
  static const Network NETWORK({}, "--set gas.hourly_cap_m3h=80");
  return NETWORK;
}

size_t place(const io::ResultsReader& file, const std::string& dimension, const std::string& name) {
  const std::vector<std::string> names = file.texts(dimension);
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST(GasTables, ShowTheLowestPressuresAtBothEndsOfARegulator) {
  const io::ResultsReader file = plain().file();
  const std::vector<double> lowest = file.numbers("gas_node_min_pressure_pa", 1);
  const double inlet = lowest.at(place(file, "gas_node", "干一")), outlet = lowest.at(place(file, "gas_node", "张箱"));
  EXPECT_LT(inlet, 200'000.0);
  EXPECT_EQ(plain().cell("gas_regulators", "张调", "lowest inlet Pa"), cli::exact_text(inlet));
  EXPECT_EQ(plain().cell("gas_regulators", "张调", "lowest outlet Pa"), cli::exact_text(outlet));
  EXPECT_THAT(plain().cell("gas_regulators", "张调", "inlet at"), testing::StartsWith("2021-01-0"));
  EXPECT_EQ(plain().cell("gas_regulators", "张调", "outlet at"), "") << "it holds 3000 Pa throughout";
  EXPECT_THAT(plain().show("gas"), HasSubstr("lowest inlet"));
}

TEST(GasTables, ShowTheLinePackOfTheTiersThatHavePipes) {
  const io::ResultsReader file = plain().file();
  const size_t medium = place(file, "gas_tier", "medium_a");
  const double least = file.numbers("gas_line_pack_min_m3", 1).at(medium),
               most = file.numbers("gas_line_pack_max_m3", 1).at(medium);
  // About two bar over the air's pressure: three times the pipes' volume.
  const double volume_m3 = 0.7854 * (1500.0 * 0.0736 * 0.0736 + 300.0 * 0.0514 * 0.0514);
  EXPECT_NEAR(most, 3.0 * volume_m3, 0.1 * most);
  EXPECT_EQ(plain().cell("gas_line_pack", "medium a", "least m3"), cli::exact_text(least));
  EXPECT_EQ(plain().cell("gas_line_pack", "medium a", "swing m3"), cli::exact_text(most - least));
  EXPECT_EQ(plain().cell("gas_line_pack", "medium a", "pipes km"), "1.8");
  EXPECT_EQ(plain().cell("gas_line_pack", "low", "pipes km"), "1.17");
  EXPECT_EQ(plain().cell("gas_line_pack", "high", "pipes km"), "no such row");
  EXPECT_THAT(plain().show("gas"), HasSubstr("line pack"));
}

TEST(GasTables, HoldWhatAllWantAgainstTheCap) {
  const io::ResultsReader file = plain().file();
  const std::vector<double> homes_m3h = file.numbers("county_gas_m3h", 1);
  double most = 0.0;
  int above = 0;
  for (size_t first = 0; first < homes_m3h.size(); first += 4) {
    double mean = 54.0;  // the factory and the school
    for (size_t k = 0; k < 4; ++k) mean += homes_m3h[first + k] / 4.0;
    most = std::max(most, mean);
    above += mean > 80.0 ? 1 : 0;
  }
  ASSERT_GT(above, 0);
  EXPECT_EQ(plain().value("county_gas_hours_above_cap"), 0.0) << "homes alone stay below it";
  EXPECT_NEAR(plain().value("gas_wanted_peak_hour_m3h"), most, 1e-5 * most);
  EXPECT_EQ(plain().value("gas_hours_above_cap"), above);
  EXPECT_EQ(plain().value("gas_hourly_cap_m3h"), 80.0);
  EXPECT_EQ(plain().value("gas_daily_cap_m3"), -1.0);
  const std::string hours = std::to_string(above);
  EXPECT_THAT(plain().show("village_gas"), HasSubstr("above the caps: " + hours + " hour"));
  EXPECT_THAT(plain().show("gas"), HasSubstr("cap 80"));
  EXPECT_THAT(plain().show("gas"), HasSubstr("above it " + hours + " h"));
}

TEST(GasTables, KnowTheSpeedThatDesignAllowsEachPipe) {
  EXPECT_EQ(plain().cell("gas_pipes", "主一", "limit m/s"), "20");
  EXPECT_EQ(plain().cell("gas_pipes", "张支一", "limit m/s"), "6");
}

TEST(GasTables, CountInWords) {
  EXPECT_THAT(plain().check(), HasSubstr("1 regulator, 1 supply, 40"));
  EXPECT_THAT(plain().check(), HasSubstr("40 in 1 village on 1 transformer"));
}

TEST(GasTables, AllFitEightyColumns) {
  for (const char* table : {"gas", "gas_pipes", "gas_regulators", "gas_supplies", "gas_line_pack", "gas_profile",
                            "gas_sizing", "village_gas", "mixes"}) {
    EXPECT_FALSE(plain().show(table).empty()) << table;
  }
}

TEST(GasResultsFile, IsReadByTheToolsThatPeopleUse) {
  const Network network({}, "--set zoom.coldest_days=1 --set zoom.step_minutes=5 --set 'outage.hours=[2]'");
  const std::string python = "/usr/bin/python3 '" HEARTHGRID_SOURCE_DIR "/tests/format/read_gas_with_python.py' '";
  const std::string printed = network.folder().file("printed");
  const int status = std::system((python + network.folder().file("out.h5") + "' run > '" + printed + "' 2>&1").c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (code == 77 || code == 127) GTEST_SKIP() << read_all(printed) << "install the readers of tools/packages.txt";
  EXPECT_EQ(code, 0) << read_all(printed);
}

TEST(GasTables, SayWhatIsWantedInStepsWithoutASolution) {
  const Network thin(
      Files{{"gas/pipes.csv",
             "pipe,from_node,to_node,length_m,type\n主一,门站,干一,1500,PE90 SDR11\n"
             "厂管,干一,厂,9000,PE20 SDR11\n张支一,张箱,张一,120,PE110 SDR11\n张支二,张一,张末,150,PE63 SDR11\n"}},
      "--set zoom.coldest_days=1 --set zoom.step_minutes=5");
  ASSERT_EQ(thin.value("gas_hours_unsolved"), 48.0);
  const std::string unsolved = cli::number_text(thin.value("gas_unsolved_m3"));
  ASSERT_GT(thin.value("gas_unsolved_m3"), 2000.0);
  const std::string text = thin.show("gas");
  EXPECT_THAT(text, HasSubstr("nobody gets the gas that is wanted: steps have no solution"));
  EXPECT_THAT(text, HasSubstr("unserved 0 m3"));
  EXPECT_THAT(text, HasSubstr(unsolved + " m3 in steps without a solution"));
  EXPECT_THAT(text, HasSubstr("'厂'"));
  EXPECT_EQ(thin.cell("gas", "张一", "lowest Pa"), "");
  EXPECT_EQ(thin.cell("gas", "张一", "at"), "");
  EXPECT_EQ(thin.cell("gas_pipes", "主一", "at"), "");
  EXPECT_EQ(thin.cell("gas_regulators", "张调", "lowest inlet Pa"), "");
  const std::string works = thin.show("gas_sizing");
  EXPECT_THAT(works, HasSubstr("厂管"));
  EXPECT_THAT(works, HasSubstr("no solution"));
  EXPECT_THAT(text, HasSubstr("1440 min of the zoomed days have no solution"));
}

TEST(GasTables, TellACapOfNothingFromNobodyWhoWantsGas) {
  const Network shut(Files{{"gas/supplies.csv", SUPPLIES + std::string("门站供,门站,200000,,0,0\n")}});
  const std::string text = shut.show("gas");
  EXPECT_THAT(text, HasSubstr("nobody gets the gas that is wanted: the caps leave nothing"));
  EXPECT_THAT(text, Not(HasSubstr("nobody wants gas")));
  EXPECT_EQ(shut.cell("gas_supplies", "门站供", "cap m3/h"), "0");
  EXPECT_EQ(shut.cell("gas_supplies", "门站供", "hour"), "") << "no hour is its peak";
  EXPECT_EQ(shut.cell("gas_pipes", "厂管", "at"), "");
  const Outcome before = run_in(plain().folder(), "show out.h5 --table gas --mix before");
  EXPECT_THAT(before.out, Not(HasSubstr("nobody wants gas"))) << "the factory does";
}

TEST(GasTables, NamePipesThatAreTooFast) {
  const Network narrow(
      Files{{"gas/pipes.csv",
             "pipe,from_node,to_node,length_m,type\n主一,门站,干一,1500,PE90 SDR11\n"
             "厂管,干一,厂,300,PE63 SDR11\n张支一,张箱,张一,50,PE40 SDR11\n张支二,张一,张末,150,PE63 SDR11\n"}});
  EXPECT_GT(std::stod(narrow.cell("gas_pipes", "张支一", "m/s")), 6.0);
  EXPECT_THAT(narrow.show("gas"), HasSubstr("1 pipe above the speed that design allows"));
}

// Two supplies, each with a cap of its own: together they give no more than the sum.
TEST(GasTables, AddUpCapsOfSupplies) {
  const Network two(
      Files{{"gas/supplies.csv", SUPPLIES + std::string("门站供,门站,200000,,50,\n厂供,厂,200000,,20,400\n")}});
  EXPECT_EQ(two.value("gas_hourly_cap_m3h"), 70.0);
  EXPECT_EQ(two.value("gas_daily_cap_m3"), -1.0) << "one of them has none";
  EXPECT_GT(two.value("gas_hours_above_cap"), 0.0);
  EXPECT_THAT(two.show("gas"), HasSubstr("cap 70"));
}

// The factory draws at medium pressure, homes and the school at low; no home is short.
TEST(GasTables, CompareMixesByTheLowestPressureOfHomes) {
  const io::ResultsReader file = plain().file();
  const double last = file.numbers("gas_node_min_pressure_pa", 1).at(place(file, "gas_node", "张末"));
  const Outcome mixes = run_in(plain().folder(), "show out.h5 --csv");
  EXPECT_THAT(mixes.out, HasSubstr("," + cli::exact_text(last) + ","));
  const Outcome text = run_in(plain().folder(), "show out.h5");
  EXPECT_THAT(text.out, testing::ContainsRegex("lowest gas, Pa +2999 +" + cli::number_text(last)));
  EXPECT_THAT(text.out, HasSubstr("homes short of gas"));
  EXPECT_THAT(text.out, Not(testing::ContainsRegex("homes short of gas +[-0-9]"))) << "0 everywhere";
}

TEST(GasTables, HaveNothingOfWhatThereIsNot) {
  const Network two(
      Files{{"gas/nodes.csv", NODES + std::string("孤,low,\n")},
            {"gas/users.csv", "user,node,type,m3h\n砖厂,厂,industry,50\n浴池,孤,commercial,5\n"},
            {"gas/supplies.csv", SUPPLIES + std::string("门站供,门站,200000,,500,\n厂供,厂,199000,80,,\n")}});
  EXPECT_EQ(two.cell("gas", "孤", "lowest Pa"), "");
  EXPECT_EQ(two.cell("gas", "孤", "at"), "");
  EXPECT_THAT(two.show("gas"), HasSubstr("no supply 240"));  // 48 hours of 5 m3/h
  EXPECT_THAT(two.check(), HasSubstr("no supply reaches 1 node, the first is '孤'"));
  EXPECT_EQ(two.cell("gas_supplies", "门站供", "% of capacity"), "") << "it has none";
  EXPECT_GT(std::stod(two.cell("gas_supplies", "厂供", "% of capacity")), 0.0);
  EXPECT_EQ(two.cell("gas_supplies", "厂供", "cap m3/h"), "");
  EXPECT_EQ(two.cell("gas_supplies", "门站供", "cap m3/h"), "500");
}

// Its figures are those of another file and a gas network's besides.
TEST(GasTables, StandInAComparisonWithAFileThatKnowsNoNetwork) {
  const ScratchFolder& folder = plain().folder();
  std::string other = SCENARIO;
  const size_t from = other.find("[gas]"), to = other.find("[[mix]]");
  folder.write("other.toml", other.substr(0, from) + other.substr(to));
  ASSERT_EQ(run_in(folder, "run other.toml -o other.h5 --quiet").exit_code, 0);
  for (const char* files : {"out.h5 other.h5", "other.h5 out.h5"}) {
    const Outcome compared = run_in(folder, std::string("compare ") + files);
    EXPECT_EQ(compared.exit_code, 0) << compared.err;
    EXPECT_THAT(compared.out, HasSubstr("lowest gas, Pa"));
    std::istringstream lines(run_in(folder, std::string("compare --csv ") + files).out);
    std::string head, line;
    std::getline(lines, head);
    size_t column = 0;
    for (size_t at = 0; at < head.find("gas_lowest_pa"); ++at) column += head[at] == ',' ? 1 : 0;
    ASSERT_LT(head.find("gas_lowest_pa"), head.size());
    while (std::getline(lines, line)) {
      std::istringstream cells(line);
      std::string cell;
      for (size_t i = 0; i <= column; ++i) std::getline(cells, cell, ',');
      EXPECT_EQ(cell.empty(), line.find("other") == 0) << line;
    }
  }
}

TEST(Options, RefuseNumbersInWordsThatPeopleRead) {
  const auto refused = [](const std::string& arguments) {
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << arguments;
    EXPECT_LT(outcome.err.size() + outcome.out.size(), 200U) << outcome.err << outcome.out;
    return outcome.err + outcome.out;
  };
  for (const std::string top : {"0", "-3", "1.5", "x", "99999999999"}) {
    EXPECT_THAT(refused("show a.h5 --top=" + top), HasSubstr("'" + top + "' is no whole number from 1 to "));
    EXPECT_THAT(refused("flow a --top=" + top), HasSubstr("'" + top + "' is no whole number from 1 to "));
  }
  for (const std::string bar : {"0", "-1", "nan", "inf", "x"}) {
    EXPECT_THAT(refused("flow a --held-bar=" + bar), HasSubstr("'" + bar + "' is no number above 0"));
  }
  EXPECT_THAT(refused("run a --threads 0"), HasSubstr("'0' is no whole number from 1 to 4096"));
  EXPECT_THAT(refused("weather synthesise yanggao -o a --seed=-1"), HasSubstr("no whole number from 0 to 4294967295"));
  EXPECT_THAT(refused("flow a --phases q"), HasSubstr("q not in {1,3}"));
}

}  // namespace
}  // namespace hearthgrid::cli_test
