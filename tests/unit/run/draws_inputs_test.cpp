// What a scenario says of single uncertain inputs, and who pays for what is drawn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/base/names.hpp"
#include "engine/run/draws_plan.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using testing::HasSubstr;
using testing::Not;
using uncertainty::DistributionKind;

UncertainInput input_of(const Scenario& scenario, const std::string& name) {
  ProblemList problems;
  const DrawsPlan plan(scenario, problems);
  const auto found =
      std::find_if(plan.inputs.begin(), plan.inputs.end(), [&](const auto& input) { return input.name == name; });
  if (found == plan.inputs.end()) throw std::runtime_error("no input " + name);
  return *found;
}

std::string own(const std::string& entry) {
  return "uncertainty.input=[{" + entry + "}]";
}

TEST(OwnInput, ChangesOnlyWhatItNames) {
  const ScenarioFolder folder;
  const Scenario scenario = folder.load();
  ProblemList problems;
  const DrawsPlan plan(scenario, problems);
  const auto found = std::find_if(plan.inputs.begin(), plan.inputs.end(), [](const UncertainInput& input) {
    return input.distribution.kind == DistributionKind::lognormal && input.status != "assumed";
  });
  ASSERT_NE(found, plan.inputs.end());
  const UncertainInput& usual = *found;
  const std::string& name = usual.name;
  const double low = 0.9 * usual.distribution.low;
  const UncertainInput wider = input_of(folder.load({own(fmt::format(R"(name = "{}", low = {})", name, low))}), name);
  EXPECT_EQ(wider.distribution.kind, usual.distribution.kind);
  EXPECT_EQ(wider.distribution.low, low);
  EXPECT_EQ(wider.distribution.central, usual.distribution.central);
  EXPECT_EQ(wider.distribution.high, usual.distribution.high);
  EXPECT_EQ(wider.status, usual.status);
  EXPECT_THAT(wider.source, HasSubstr(usual.source));
  EXPECT_THAT(wider.source, HasSubstr("low by [[uncertainty.input]]"));
  const UncertainInput sourced = input_of(
      folder.load({own(fmt::format(R"(name = "{}", low = {}, status = "measured", source = "ours")", name, low))}),
      name);
  EXPECT_EQ(sourced.status, "measured");
  EXPECT_EQ(sourced.source, "ours");
  const UncertainInput uniform =
      input_of(folder.load({own(fmt::format(R"(name = "{}", distribution = "uniform")", name))}), name);
  EXPECT_EQ(uniform.distribution.kind, DistributionKind::uniform);
  EXPECT_EQ(uniform.distribution.low, usual.distribution.low);
}

TEST(OwnInput, IsGivenOnce) {
  const ScenarioFolder folder;
  const std::string text = std::string(HEAD) + MIXES + "[[uncertainty.input]]\nname = \"price.coal\"\nlow = 0.6\n" +
                           "[[uncertainty.input]]\nname = \"price.coal\"\nlow = 0.7\n";
  folder.write("scenario.toml", text);
  const auto line_of = [&](const std::string& what, size_t from) {
    const size_t at = text.find(what, from);
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  };
  const std::string name = "name = \"price.coal\"";
  const auto first = line_of(name, 0), second = line_of(name, text.find(name) + 1);
  const std::string problem = folder.problems();
  EXPECT_THAT(problem, HasSubstr("'price.coal' is given twice"));
  EXPECT_THAT(problem, HasSubstr(fmt::format("line {}", first)));
  EXPECT_THAT(problem, HasSubstr(fmt::format(":{}", second)));
}

TEST(OwnInput, SaysWhichKeysWouldBeRight) {
  const ScenarioFolder folder;
  const auto problem = [&](const std::string& rest) {
    return folder.problems({own(R"(name = "price.coal", )" + rest)});
  };
  EXPECT_THAT(problem(R"(distribution = "discrete")"), HasSubstr("give values = ["));
  EXPECT_THAT(problem(R"(distribution = "discrete", values = [1, 2], weights = [1])"),
              HasSubstr("one weight for each"));
  EXPECT_THAT(problem(R"(distribution = "discrete", values = [1, 2], low = 0.5)"),
              HasSubstr("takes values and weights"));
  EXPECT_THAT(problem(R"(values = [1, 2])"), HasSubstr(R"(distribution = "discrete")"));
  EXPECT_THAT(problem(R"(low = 2.0)"), HasSubstr("give central and high too"));
  EXPECT_THAT(problem(R"(distribution = "lognormal", low = 0.0)"), HasSubstr("low above 0"));
  EXPECT_THAT(problem(R"(distribution = "normal", low = 0.1, high = 9.0)"), HasSubstr("lognormal"));
  EXPECT_THAT(problem("distribution = \"uniform\", central = 1.0"), HasSubstr("uniform takes low and high"));
  EXPECT_THAT(folder.problems({own(R"(name = "price.coal")")}), HasSubstr("changes nothing"));
  // All of these are right.
  EXPECT_EQ(problem(R"(distribution = "uniform", low = 1.2, high = 1.5)"), "");
  EXPECT_EQ(problem(R"(distribution = "discrete", values = [1, 2])"), "");
  EXPECT_EQ(problem(R"(low = 1.0)"), "");
  EXPECT_THAT(folder.problems({"ensemble.members=2", own(R"(name = "ensemble", low = 1.0)")}),
              HasSubstr("ensemble.members"));
}

TEST(OwnInput, UnknownNamesGetTheNearestAndTheWayToAll) {
  const ScenarioFolder folder;
  const std::string problem = folder.problems({own(R"(name = "price.coat", low = 0.5)")});
  EXPECT_THAT(problem, HasSubstr("did you mean 'price.coal'"));
  EXPECT_THAT(problem, HasSubstr("--table inputs"));
  EXPECT_LE(std::count(problem.begin(), problem.end(), ','), 6) << problem;
  // Nothing near: no guess, but the families of names and the way to all.
  const std::string far = folder.problems({own(R"(name = "xyzzy", low = 0.5)")});
  EXPECT_THAT(far, Not(HasSubstr("did you mean")));
  EXPECT_THAT(far, HasSubstr("performance.TECHNOLOGY"));
  for (const char* family : {"DEVICE.POLLUTANT.PHASE", "gwp.ch4", "gwp.n2o"}) EXPECT_THAT(far, HasSubstr(family));
  // A name with something behind it.
  EXPECT_THAT(folder.problems({own(R"(name = "gwp.ch4_fossil", low = 20.0)")}), HasSubstr("did you mean 'gwp.ch4'"));
}

TEST(Draws, AreRefusedWhereTheySayNothing) {
  const ScenarioFolder folder;
  EXPECT_THAT(folder.problems({"uncertainty.draws=19"}), HasSubstr("give 20 or more"));
  EXPECT_THAT(folder.problems({"uncertainty.draws=20", "uncertainty.index_points=15"}), HasSubstr("give 16 or more"));
  EXPECT_EQ(folder.problems({"uncertainty.draws=20", "uncertainty.index_points=16"}), "");
  EXPECT_EQ(folder.problems({"uncertainty.draws=20", "uncertainty.index_points=0"}), "");
}

// A Sobol coordinate hangs on its place.
TEST(Draws, TakeFactorsByName) {
  const ScenarioFolder folder;
  ProblemList problems;
  const DrawsPlan plan(folder.load(), problems);
  std::vector<std::string> factors;
  for (const UncertainInput& input : plan.inputs) {
    if (input.kind == InputKind::factor) factors.push_back(input.name);
  }
  EXPECT_GT(factors.size(), 10U);
  EXPECT_TRUE(std::is_sorted(factors.begin(), factors.end()));
}

// A share that takes none of the main run's homes may take some of a member's.
TEST(Draws, KnowEveryHeaterThatClausesName) {
  const ScenarioFolder folder(std::string(HEAD) +
                              "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"pellets\"\n[[mix.convert]]\n"
                              "technology = \"pellet_stove\"\nshare = 0.0\n");
  const Scenario alone = folder.load(), drawn = folder.load({"ensemble.members=2"});
  ProblemList problems;
  const auto pellets = std::find_if(alone.technologies.begin(), alone.technologies.end(),
                                    [](const heater::Technology& t) { return t.name == "pellet_stove"; });
  const auto technology = static_cast<int>(pellets - alone.technologies.begin());
  EXPECT_THROW((void)DrawsPlan(alone, problems).group_of(technology, true), RunError);
  const DrawsPlan plan(drawn, problems);
  const HeatGroup group = plan.groups.at(plan.group_of(technology, true));
  EXPECT_EQ(group.technology, technology);
  EXPECT_TRUE(group.converted);
  // With a spread of its own and the factors of what it burns.
  const std::vector<std::string> names = names_of(plan.inputs);
  for (const char* name : {"performance.pellet_stove", "pellet_stove.pm25", "price.pellets"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
}

// What such a heater burns needs factors where there are members, and only there.
TEST(Draws, HaveFactorsOfEveryHeaterThatClausesName) {
  const ScenarioFolder folder(std::string(HEAD) +
                              "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"gas\"\n[[mix.convert]]\n"
                              "technology = \"gas_boiler\"\nshare = 0.0\n");
  std::ifstream rows(HEARTHGRID_SOURCE_DIR "/models/emission/emission_factors.csv");
  std::string without_gas;
  for (std::string line; std::getline(rows, line);) {
    if (!line.starts_with("gas_boiler") && !line.starts_with("village_boiler_gas")) without_gas += line + "\n";
  }
  folder.write("factors.csv", without_gas);
  EXPECT_EQ(folder.problems({"emissions.factors=factors.csv"}), "");
  EXPECT_THAT(folder.problems({"emissions.factors=factors.csv", "ensemble.members=2"}),
              HasSubstr("'gas_boiler' burns something and has no factors"));
}

// Households and institutions burn coal and draw electricity; a dearer unit is each user's own.
TEST(Prices, AreChargedToWhoUsesTheEnergy) {
  const ScenarioFolder folder;
  std::vector<std::string> rows = household_rows();
  std::string table = "household,village,vacant,converted_year,family,institution\n";
  for (size_t i = 0; i < rows.size(); ++i) table += rows[i] + (i % 10 == 5 ? ",true\n" : ",false\n");
  folder.write("households.csv", table);
  std::vector<std::string> overrides = {
      "uncertainty.draws=20", "uncertainty.index_points=0",
      R"(uncertainty.input=[{name = "price.coal", distribution = "discrete", values = [1.5]},)"
      R"({name = "price.electricity", distribution = "discrete", values = [1.25]}])"};
  for (const char* key : {"performance", "heat_before", "heat_after", "price_electricity", "price_gas", "price_solid",
                          "capital", "network_cost"}) {
    overrides.push_back(fmt::format("uncertainty.{}=[1, 1, 1]", key));
  }
  const io::ResultsReader file(folder.run({}, overrides));
  const std::vector<double> drawn = file.numbers("cost_cny_p50"), exact = file.numbers("cost_cny");
  const std::vector<std::string> payers = file.texts("payer"), items = file.texts("item");
  double institutions = 0.0;
  for (size_t i = 0; i < exact.size(); ++i) {
    const std::string &item = items[i / payers.size() % items.size()], &payer = payers[i % payers.size()];
    const double price = item == "coal" ? 1.5 : item == "electricity" ? 1.25 : 1.0;
    if (price == 1.0) continue;
    EXPECT_NEAR(drawn[i], price * exact[i], 1e-6 * std::abs(exact[i]) + 0.05) << item << " of " << payer;
    if (payer == "institution") institutions += exact[i];
  }
  EXPECT_GT(institutions, 0.0);
}

}  // namespace
}  // namespace hearthgrid::run
