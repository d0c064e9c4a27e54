// Reinforcement and hosting of a run: what is found mends, sums agree, threads do not matter, wrong keys are told.
#include "engine/run/planning_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/run/home_series.hpp"
#include "engine/run/planning_pass.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "models/electricity/low_voltage/lv_season.hpp"
#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

using electricity::RemedyStatus;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using Numbers = std::vector<double>;

constexpr const char* REINFORCEMENT = "\n[reinforcement]\n";
constexpr const char* HOSTING =
    "\n[[hosting]]\nname = \"direct\"\nfrom = \"before\"\nto = \"direct\"\norders = 8\nunbalance = false\n"
    "[[hosting]]\nname = \"nothing\"\nfrom = \"before\"\nto = \"before\"\norders = 3\nquantiles = [0.5, 0.9]\n";

TEST(PlanningRun, FindsRemediesWhereLimitsBreakAndSumsThemUp) {
  const TwoVillages place(REINFORCEMENT);
  const io::ResultsReader file(place.folder.run());
  const auto at = [&](const char* variable) { return file.numbers(variable); };
  // [mix][transformer]: nothing breaks before, nor on the strong lines.
  const Numbers status = at("reinforcement_status"), cost = at("reinforcement_cost_cny");
  ASSERT_EQ(status.size(), 4U);
  EXPECT_EQ(status[1], 0.0);
  EXPECT_EQ(status[3], 0.0);
  EXPECT_EQ(status[2], static_cast<double>(RemedyStatus::found));
  EXPECT_GT(cost[2], 0.0);
  EXPECT_EQ(cost[3], 0.0);
  EXPECT_GT(at("transformer_peak_loading")[2], 0.8);
  EXPECT_LE(at("reinforced_peak_loading")[2], 0.8);
  EXPECT_GE(at("reinforced_min_voltage_pu")[2], 0.9);
  EXPECT_LE(at("reinforced_line_loading_max")[2], 1.0);
  EXPECT_LE(at("reinforced_voltage_unbalance_max")[2], 0.02);
  // What needs nothing keeps the season's values.
  EXPECT_EQ(at("reinforced_min_voltage_pu")[3], at("transformer_min_voltage_pu")[3]);
  EXPECT_LE(at("reinforcement_lower_bound_cny")[2], cost[2]);
  const Numbers measure_cost = at("measure_cost_cny"), mix = at("measure_mix"), unit = at("measure_transformer");
  Numbers sums(4), months(4);
  for (size_t i = 0; i < mix.size(); ++i) {
    const auto row = static_cast<size_t>(2.0 * mix[i] + unit[i]);
    sums[row] += measure_cost[i];
    months[row] = std::max(months[row], at("measure_lead_months")[i]);
  }
  for (size_t i = 0; i < 4; ++i) EXPECT_NEAR(sums[i], cost[i], 1e-6);
  EXPECT_EQ(months, at("reinforcement_lead_months"));
  EXPECT_EQ(at("village_reinforcement_cost_cny"), cost);  // one transformer each, in the same order
}

TEST(PlanningRun, WhatIsFoundKeepsEveryLimitAtEveryStepSolvedExactly) {
  const TwoVillages place(REINFORCEMENT);
  const Scenario scenario = place.folder.load();
  const auto hours = load_hours(scenario);
  const Physics physics = prepare_season(scenario, hours);
  const Simulation simulation = set_up(scenario, physics, "", {});
  const std::vector<int> mixes = {1};
  const auto remedy = plan_remedies(simulation, 0, mixes, scenario.planning.rules).at(0).remedy;
  ASSERT_EQ(remedy.status, RemedyStatus::found);
  const HomeSeries series = simulate_homes(simulation, 0);
  std::vector<float> kw, kvar;
  series.loads(1, kw, kvar);
  const auto steps = static_cast<size_t>(series.steps);
  const auto checked = [&](const electricity::Design& design) {
    double broken = 0.0;
    for (const electricity::PlanArea& area : design.areas) {
      std::vector<double> area_kw, area_kvar;  // [home][step]
      for (const int row : area.rows) {
        const auto from = static_cast<ptrdiff_t>(row * steps), to = static_cast<ptrdiff_t>((row + 1) * steps);
        area_kw.insert(area_kw.end(), kw.begin() + from, kw.begin() + to);
        area_kvar.insert(area_kvar.end(), kvar.begin() + from, kvar.begin() + to);
      }
      const electricity::LvPlan plan(area.network);
      electricity::LvSeasonOptions options;
      options.exact = true;
      electricity::LvSeason season(plan, simulation.kernel->low_voltage, options);
      electricity::LvWorkspace workspace;
      std::vector<float> p(steps), q(steps);
      const electricity::LvLoads<double> loads{area_kw.data(), area_kvar.data(), static_cast<int64_t>(steps),
                                               static_cast<int>(steps)};
      season.add_day(0, loads, {p.data(), q.data(), nullptr, nullptr}, workspace);
      const auto seen = season.finish(workspace);
      EXPECT_EQ(seen.steps, series.steps);
      broken += seen.hours_below + seen.hours_above + seen.hours_unbalanced + std::max(0.0, seen.loading.value - 1.0) +
                static_cast<double>(seen.not_converged);
      for (size_t k = 0; k < steps; ++k) {  // steps of a quarter of an hour
        broken += std::max(0.0, std::hypot(p[k], q[k]) - 0.8 * area.transformer.rated_kva);
      }
    }
    return broken;
  };
  const auto& type = electricity::type_of("S13", 30.0, electricity::VectorGroup::dyn11);
  EXPECT_GT(checked(electricity::as_it_stands("T", type, scenario.low_voltage.network(scenario.population, 0))), 0.0);
  EXPECT_EQ(checked(remedy.design), 0.0);
}

TEST(PlanningRun, ThreadsDoNotMatterAndOffMeansAbsent) {
  const TwoVillages place(std::string(REINFORCEMENT) + HOSTING);
  RunRequest one, two;
  one.threads = 1;
  two.threads = 2;
  int64_t last = 0;
  two.planning_progress = [&](int64_t done, int64_t total) {
    EXPECT_EQ(done, last + 1);
    EXPECT_EQ(total, 6);  // two transformers, and twice two for the questions
    last = done;
  };
  EXPECT_EQ(bytes_of(place.folder.run(one)), bytes_of(place.folder.run(two)));
  EXPECT_EQ(last, 6);
  const io::ResultsReader plain(TwoVillages("").folder.run());
  for (const char* variable : {"reinforcement_status", "measure_name", "hosting", "village_reinforcement_cost_cny"}) {
    EXPECT_FALSE(plain.has(variable)) << variable;
  }
}

// A hundred transformers in blocks of 32 and of 64.
TEST(PlanningRun, BlocksDoNotMatter) {
  const ScenarioFolder county(
      std::string(HEAD) +
      "[[mix]]\nname = \"before\"\n[[mix]]\nname = \"pumps\"\n[[mix.convert]]\ntechnology = \"ashp_water\"\n" +
      "\n[reinforcement]\nmixes = [\"pumps\"]\nbudget = 20\n"
      "[[hosting]]\nname = \"q\"\nfrom = \"before\"\ntechnology = \"ashp_air\"\norders = 1\n");
  const std::vector<std::string> short_season = {"electricity.low_voltage=screen", "season.last_day=2021-12-20",
                                                 "season.warm_up_days=1"};
  RunRequest one, two;
  one.block_transformers = 32;
  one.threads = 1;
  two.block_transformers = 64;
  two.threads = 2;
  const std::string first = county.run(one, short_season);
  EXPECT_TRUE(bytes_of(first) == bytes_of(county.run(two, short_season)));
  const io::ResultsReader file(first);
  EXPECT_GT(file.numbers("reinforcement_cost_cny").size(), 100U);
}

TEST(PlanningRun, MixesThatAreNotAskedForAreNotPlanned) {
  const TwoVillages place("\n[reinforcement]\nmixes = [\"before\"]\n");
  const io::ResultsReader file(place.folder.run());
  const Numbers status = file.numbers("reinforcement_status");
  EXPECT_EQ(file.flag_meanings("reinforcement_status").at(static_cast<size_t>(status[2])), "not_planned");
  EXPECT_EQ(file.flag_meanings("reinforcement_status").at(static_cast<size_t>(status[1])), "none_needed");
}

TEST(PlanningRun, GrowthAndHotSpotsAreProvidedFor) {
  const TwoVillages place(REINFORCEMENT);
  const auto loading = [&](const std::vector<std::string>& more) {
    const io::ResultsReader file(place.folder.run({}, more));
    return file.numbers("reinforced_peak_loading");
  };
  const std::vector<std::string> growth = {"electricity.growth_per_year=0.03", "electricity.growth_years=2"};
  const Numbers now = loading({}), later = loading(growth);
  // The strong place needs nothing either way; its load is 1.0609 times as much, its losses a little more.
  EXPECT_GT(later[3], 1.0609 * now[3]);
  EXPECT_LT(later[3], 1.08 * now[3]);
  const io::ResultsReader hot(place.folder.run({}, {"electricity.hot_spot_limit_c=98"}));
  const Numbers status = hot.numbers("reinforcement_status");
  EXPECT_EQ(status[3], 0.0);
  EXPECT_EQ(status[2], static_cast<double>(RemedyStatus::found));
  EXPECT_LE(hot.numbers("reinforcement_cost_cny")[2],
            io::ResultsReader(place.folder.run()).numbers("reinforcement_cost_cny")[2]);
}

TEST(PlanningRun, HostingRisesWithTheQuantileAndTheWorstIsLeast) {
  const TwoVillages place(HOSTING);
  const io::ResultsReader file(place.folder.run());
  EXPECT_THAT(file.texts("hosting_quantile"), testing::ElementsAre("0.05", "0.5", "0.9", "0.95"));
  const Numbers capacity = file.numbers("hosting_capacity"), worst = file.numbers("hosting_capacity_worst"),
                candidates = file.numbers("hosting_candidates"), limit = file.numbers("hosting_limit");
  EXPECT_THAT(candidates, testing::ElementsAre(6, 6, 0, 0));
  ASSERT_EQ(capacity.size(), 16U);
  for (size_t row = 0; row < 4; ++row) {
    EXPECT_LE(worst[row], capacity[4 * row]);
    for (size_t q = 0; q < 3; ++q) EXPECT_LE(capacity[4 * row + q], capacity[4 * row + q + 1]);
    EXPECT_LE(capacity[4 * row + 3], candidates[row]);
  }
  EXPECT_LT(worst[0], 6.0);
  EXPECT_GT(limit[0], 0.0);
  EXPECT_EQ(worst[1], 6.0);  // the strong place takes all
  EXPECT_EQ(limit[1], 0.0);
  EXPECT_FALSE(file.has("reinforcement_status"));
}

TEST(PlanningRun, WrongKeysAreToldWithTheirLine) {
  EXPECT_THAT(TwoVillages(REINFORCEMENT, "off").folder.problems(),
              AllOf(HasSubstr("scenario.toml:"), HasSubstr("reinforcement needs low-voltage networks"),
                    HasSubstr("electricity.low_voltage = \"screen\"")));
  EXPECT_THAT(TwoVillages("\n[reinforcement]\nmixes = [\"directt\"]\n").folder.problems(),
              AllOf(HasSubstr("scenario.toml:24:9"), HasSubstr("unknown mix 'directt'"), HasSubstr("direct")));
  EXPECT_THAT(TwoVillages("\n[reinforcement]\nmeasures = \"none.toml\"\n").folder.problems(), HasSubstr("none.toml"));
  EXPECT_THAT(TwoVillages("\n[reinforcement]\nbudget = -1\n").folder.problems(), HasSubstr("budget"));
  const std::string question = "\n[[hosting]]\nname = \"a\"\nfrom = \"before\"\nto = \"direct\"\n";
  EXPECT_THAT(TwoVillages(question + question).folder.problems(), HasSubstr("two questions are called 'a'"));
  EXPECT_THAT(TwoVillages(question, "off").folder.problems(), HasSubstr("hosting needs low-voltage networks"));
  EXPECT_THAT(TwoVillages("\n[[hosting]]\nname = \"a\"\nfrom = \"x\"\nto = \"direct\"\n").folder.problems(),
              HasSubstr("unknown mix 'x'"));
  EXPECT_THAT(TwoVillages(std::string(REINFORCEMENT) + HOSTING).folder.problems(), IsEmpty());
}

}  // namespace
}  // namespace hearthgrid::run
