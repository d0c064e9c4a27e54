// Splits that a plan or a tariff leaves open, and those that are ours, are marked in every table of money.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unfolded(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

TEST(MoneyTables, MarkSplitsThatAreInputs) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const std::string budget = " --set \"money.budget=[{payer='county',year=2022,cap_cny=5000}]\"";
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --quiet" + budget);
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  for (const std::string table : {"money", "money_years", "money_received", "bills", "budget"}) {
    const std::string shown = run_in(folder, "show a.h5 --mix pellets --table " + table).out;
    if (table != "bills") {  // no running grant that they would show
      EXPECT_THAT(shown, HasSubstr("assumed")) << table;
    }
    // The terms stand under one table, the others name it.
    EXPECT_EQ(shown.find("grant: ") != std::string::npos, table == "money") << table;
    EXPECT_EQ(shown.find("terms of the grants: show --table money\n") != std::string::npos, table != "money") << table;
    EXPECT_THAT(run_in(folder, "show a.h5 --mix before --table " + table).out, Not(HasSubstr("assumed"))) << table;
  }
  for (const std::string table : {"money", "money_years", "money_received"}) {
    EXPECT_THAT(run_in(folder, "show a.h5 --mix pellets --csv --table " + table).out, HasSubstr(",assumed")) << table;
  }
  EXPECT_THAT(unfolded(run_in(folder, "show a.h5 --mix pellets --table money").out),
              HasSubstr("grant: yanggao-biomass, equipment of a household: 2898.3 CNY in 2022; city 80 %, county 20 %, "
                        "split assumed: an input"));
  EXPECT_THAT(run_in(folder, "show a.h5 --mix pellets --table budget").out,
              testing::ContainsRegex("county 2022: cap 5000, .*split\\s+assumed: an"));
}

// Binzhou's tariff says who gets 0.2 CNY per kWh, and not which level pays it.
TEST(MoneyTables, MarkWhatATariffLeavesOpen) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const Outcome ran =
      run_in(folder,
             "run scenario.toml -o a.h5 --quiet --set money.tariffs=binzhou --set "
             "mix.pellets.convert.1.technology=ashp_water --set mix.pellets.convert.1.subsidy=shanxi-ashp");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  for (const std::string table : {"money", "money_years", "money_received", "bills"}) {
    EXPECT_THAT(run_in(folder, "show a.h5 --mix pellets --csv --table " + table).out, HasSubstr(",open")) << table;
    EXPECT_THAT(run_in(folder, "show a.h5 --mix before --csv --table " + table).out, Not(HasSubstr("open"))) << table;
  }
}

// All homes that are converted run in spring: the budget funds them, the bills have no means of them.
TEST(MoneyTables, KnowHomesThatAreConvertedForTheNextWinter) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const Outcome ran =
      run_in(folder,
             "run scenario.toml -o a.h5 --quiet --set mix.pellets.convert.1.commissioned=2022-05-01 --set "
             "\"money.budget=[{payer='county',year=2022,cap_cny=1e6}]\"");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(unfolded(run_in(folder, "show a.h5 --mix pellets --table budget --csv").out),
              HasSubstr("孙家店,7,7,0\r pellets,袁才庄,4,4,0\r"));
  const std::string bills = run_in(folder, "show a.h5 --mix pellets --table bills").out;
  EXPECT_THAT(bills, testing::ContainsRegex("孙家店 +-( +-)*\n"));
  EXPECT_THAT(run_in(folder, "show a.h5 --mix pellets --table bills --csv").out,
              testing::AllOf(testing::ContainsRegex("孙家店,12,0,[^\r]*,,,,,\r"),
                             HasSubstr("\"converted: after subsidies, 2022\"")));
}

// The county grants the power company more than its lines cost: it receives.
TEST(MoneyTables, SayWhoReceives) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  folder.write("subsidies.toml", R"([[subsidy]]
name = "lines"
[[subsidy.item]]
item = "network"
user = "household"
amount = 1000.0
payers = ["county"]
shares = [1.0]
receiver = "utility"
split_status = "standard"
status = "assumed"
source = "a test"
)");
  const Outcome ran = run_in(folder,
                             "run scenario.toml -o a.h5 --quiet --set money.subsidy_file=subsidies.toml --set "
                             "mix.pellets.convert.1.subsidy=lines --set \"money.budget=[{payer='county',year=2022,"
                             "cap_cny=2000},{payer='utility',year=2022,cap_cny=5000}]\"");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(unfolded(run_in(folder, "show a.h5 --mix pellets --table budget").out),
              testing::AllOf(HasSubstr("county 2022: cap 2000, needed 11000, not funded 9000 CNY"),
                             HasSubstr("utility 2022: cap 5000, receives 11000 more than it pays, 9000 CNY of it for "
                                       "what is not funded")));
}

}  // namespace
}  // namespace hearthgrid::cli_test
