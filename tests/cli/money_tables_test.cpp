// Splits that a plan or a tariff leaves open, and those that are ours, are marked in every table of money.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/cli/wrong_input.hpp"

namespace hearthgrid::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(MoneyTables, MarkSplitsThatAreInputs) {
  const ScratchFolder folder;
  for (const auto& [name, text] : small_scenario()) folder.write(name, text);
  const std::string budget = " --set \"money.budget=[{payer='county',year=2022,cap_cny=5000}]\"";
  const Outcome ran = run_in(folder, "run scenario.toml -o a.h5 --quiet" + budget);
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  for (const std::string table : {"money", "money_years", "money_received", "bills", "budget"}) {
    const Outcome shown = run_in(folder, "show a.h5 --mix pellets --table " + table);
    EXPECT_THAT(shown.out, testing::ContainsRegex("split\\sassumed: an")) << table;
    EXPECT_THAT(run_in(folder, "show a.h5 --mix before --table " + table).out, Not(HasSubstr("assumed"))) << table;
  }
  for (const std::string table : {"money", "money_years", "money_received"}) {
    EXPECT_THAT(run_in(folder, "show a.h5 --mix pellets --csv --table " + table).out, HasSubstr(",assumed")) << table;
  }
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

}  // namespace
}  // namespace hearthgrid::cli_test
