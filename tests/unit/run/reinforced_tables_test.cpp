// What was planned, written down and run again: the same networks, and no limit broken.
#include "engine/run/reinforced_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/csv_sheet.hpp"
#include "engine/run/planning_pass.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/set_up.hpp"
#include "models/electricity/low_voltage/layout_network.hpp"
#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

using electricity::Design;
using electricity::LvNetwork;
using electricity::Measure;
using electricity::Remedy;
using testing::HasSubstr;
using testing::IsEmpty;
using Numbers = std::vector<double>;

/// Writes the tables into a folder of the scenario; the settings that name them.
std::vector<std::string> write(const ScenarioFolder& folder, const ReinforcedTables& tables) {
  std::filesystem::create_directories(folder.path("grid"));
  for (const auto& [name, text] : tables.files) folder.write("grid/" + name, text);
  std::vector<std::string> settings;
  for (const auto& [key, file] : tables.keys) settings.push_back(key + "=\"grid/" + file + "\"");
  return settings;
}

Remedy remedy_of(Design design, std::vector<Measure> measures) {
  Remedy remedy;
  remedy.status = electricity::RemedyStatus::found;
  std::ranges::stable_sort(measures, {}, [](const Measure& m) { return m.action.index(); });
  std::vector<const Measure*> all;
  for (const Measure& m : measures) {
    all.push_back(&m);
    remedy.cost_cny += m.cost_cny;
  }
  remedy.design = electricity::apply_all(design, all);
  for (const Measure& m : measures) remedy.measures.push_back({m, electricity::LimitKind::low_voltage});
  return remedy;
}

Measure of(electricity::MeasureAction action) {
  return {"measure", "what, \"and\" where", 1000.5, 2.0, std::move(action)};
}

/// Networks of one shape, whatever the order of their nodes and homes: by names.
void expect_same(const Scenario& scenario, int transformer, const electricity::PlanArea& area) {
  const LvNetwork now = scenario.low_voltage.network(scenario.population, transformer);
  const LvNetwork& planned = area.network;
  EXPECT_NEAR(now.no_load_v, planned.no_load_v, 1e-9);
  ASSERT_EQ(now.nodes.size(), planned.nodes.size());
  const auto name = [](const LvNetwork& network, int node) {
    return node <= 0 ? std::string("busbar") : network.nodes[static_cast<size_t>(node)].name;
  };
  std::map<std::string, const electricity::LvNode*> by_name;
  for (size_t n = 0; n < now.nodes.size(); ++n) by_name[name(now, static_cast<int>(n))] = &now.nodes[n];
  for (size_t n = 0; n < planned.nodes.size(); ++n) {
    const electricity::LvNode& want = planned.nodes[n];
    ASSERT_TRUE(by_name.contains(name(planned, static_cast<int>(n))));
    const electricity::LvNode& got = *by_name.at(name(planned, static_cast<int>(n)));
    EXPECT_EQ(name(now, got.parent), name(planned, want.parent));
    EXPECT_EQ(got.boost, want.boost);
    EXPECT_TRUE(n == 0 || got.rating_a == want.rating_a) << want.name;
    EXPECT_NEAR(got.length_m, n > 0 ? want.length_m : 0.0, 1e-9);
    for (size_t p = 0; p < 3; ++p) {
      for (size_t q = 0; q < 3; ++q) {
        EXPECT_LT(std::abs(got.branch.phase_ohm[p][q] - want.branch.phase_ohm[p][q]), 1e-12) << want.name;
      }
    }
  }
  using Home = std::tuple<std::string, int, double, double>;
  const auto homes = [&](const LvNetwork& network) {
    std::vector<Home> all;
    for (const electricity::LvHome& home : network.homes) {
      all.emplace_back(name(network, home.node), home.phase, home.drop_ohm.real(), home.drop_ohm.imag());
    }
    std::ranges::sort(all);
    return all;
  };
  std::vector<Home> got = homes(now), want = homes(planned);
  // Other customers hang on the busbar of every transformer in a run, in a plan on that of the first.
  if (got.size() > want.size()) want.emplace_back("busbar", 3, 0.0, 0.0);
  std::ranges::sort(want);
  EXPECT_EQ(got, want);
}

class Mended : public testing::Test {
 protected:
  Mended() : place("\n[reinforcement]\n"), scenario(place.folder.load({"electricity.network.tap_percent=2.5"})) {}

  [[nodiscard]] Design design(int transformer) const {
    const Transformer& unit = scenario.population.transformers[static_cast<size_t>(transformer)];
    return electricity::as_it_stands(unit.name, electricity::type_of(unit.series, unit.rated_kva),
                                     scenario.low_voltage.network(scenario.population, transformer));
  }
  [[nodiscard]] electricity::NewLine line(const std::string& name) const {
    const auto& lines = scenario.planning.rules.catalogue.lines;
    return std::ranges::find(lines, name, &electricity::PricedLine::name)->line(1.0, false);
  }
  static electricity::LvImpedance branch(const electricity::TransformerType& type) {
    electricity::LvSupply supply;
    supply.transformer = type;
    supply.tap_percent = 2.5;
    electricity::LvLayout busbar;
    busbar.nodes.emplace_back();
    return electricity::network_of(busbar, {}, supply).nodes[0].branch;
  }
  /// Loads the scenario with the remedy of the first transformer, which is held against its areas.
  void check(const Remedy& remedy) {
    const std::vector<Remedy> remedies = {remedy, Remedy{}};
    tables = tables_with(scenario, remedies);
    EXPECT_EQ(tables.mended, 1);
    std::vector<std::string> settings = write(place.folder, tables);
    settings.emplace_back("electricity.network.tap_percent=2.5");
    const Scenario again = place.folder.load(settings);
    const auto& units = again.population.transformers;
    for (const electricity::PlanArea& area : remedy.design.areas) {
      const std::string name = &area == remedy.design.areas.data() ? "T" : "T-2";
      const auto found = std::ranges::find(units, name, &Transformer::name);
      ASSERT_NE(found, units.end()) << name;
      EXPECT_EQ(found->rated_kva, area.transformer.rated_kva);
      EXPECT_EQ(found->village, 0);
      expect_same(again, static_cast<int>(found - units.begin()), area);
    }
    const auto other = std::ranges::find(units, "U", &Transformer::name);
    expect_same(again, static_cast<int>(other - units.begin()), design(1).areas[0]);
  }
  [[nodiscard]] const std::string* find(const std::string& file) const {
    const auto found = std::ranges::find(tables.files, file, &std::pair<std::string, std::string>::first);
    return found == tables.files.end() ? nullptr : &found->second;
  }
  const TwoVillages place;
  const Scenario scenario;
  ReinforcedTables tables;
};

TEST_F(Mended, LinesAreThoseOfTheFileOfMeasures) {
  check(remedy_of(design(0), {of(electricity::LargerConductor{{1, 2}, line("JKLYJ-120")})}));
  EXPECT_EQ(find("lv_conductors.csv"), nullptr);  // the scenario knows such a conductor
}

// A conductor of the scenario keeps its name and its figures.
TEST_F(Mended, LinesOfTheSameNameGetANameOfTheirOwn) {
  place.folder.write("c.csv", "conductor,r20_ohm_per_km,x_ohm_per_km,rating_a\nJKLYJ-120,0.3,0.3,300\n");
  const std::vector<std::string> own = {"electricity.network.conductors=c.csv"};
  const Scenario other = place.folder.load(own);
  const LvNetwork network = other.low_voltage.network(other.population, 0);
  const Remedy remedy = remedy_of(electricity::as_it_stands("T", electricity::type_of("S13", 30.0), network),
                                  {of(electricity::LargerConductor{{2}, line("JKLYJ-120")})});
  const std::vector<Remedy> remedies = {remedy, Remedy{}};
  tables = tables_with(other, remedies);
  ASSERT_NE(find("lv_conductors.csv"), nullptr);
  EXPECT_THAT(*find("lv_conductors.csv"), HasSubstr("JKLYJ-120,0.3,0.3,300"));
  EXPECT_THAT(*find("lv_conductors.csv"), HasSubstr("JKLYJ-120 new,0.253,0.304,"));
  const Scenario again = place.folder.load(write(place.folder, tables));
  expect_same(again, 0, remedy.design.areas[0]);
}

TEST_F(Mended, SplitsAndRegulatorsFindTheirPlace) {
  check(remedy_of(design(0), {of(electricity::FeederSplit{2, line("JKLYJ-70")})}));
  check(remedy_of(design(0), {of(electricity::LineRegulator{3, 1.05})}));
}

TEST_F(Mended, PhasesAndTaps) {
  check(remedy_of(design(0), {of(electricity::PhaseRebalancing{{0, 0, 1, 1, 2, 2, 3}})}));
  check(remedy_of(design(0), {of(electricity::TapChange{0.025})}));
}

TEST_F(Mended, TransformersGrowAndMultiply) {
  const auto &large = electricity::type_of("S13", 100.0), &small = electricity::type_of("S20", 50.0);
  check(remedy_of(design(0), {of(electricity::LargerTransformer{large, branch(large)})}));
  check(remedy_of(design(0), {of(electricity::SecondTransformer{1, small, branch(small)})}));  // all homes move
  check(remedy_of(design(0), {of(electricity::SecondTransformer{3, small, branch(small)})}));  // without a line
}

TEST_F(Mended, AllTogether) {
  const auto &large = electricity::type_of("S13", 100.0), &small = electricity::type_of("S13", 50.0);
  check(remedy_of(
      design(0),
      {of(electricity::LargerConductor{{1}, line("JKLYJ-185")}), of(electricity::FeederSplit{2, line("JKLYJ-70")}),
       of(electricity::SecondTransformer{3, small, branch(small)}),
       of(electricity::LargerTransformer{large, branch(large)}), of(electricity::LineRegulator{2, 1.025}),
       of(electricity::PhaseRebalancing{{2, 1, 0, 2, 1, 0, 3}}), of(electricity::TapChange{-0.05})}));
  const io::CsvSheet sheet = io::CsvSheet::of_text(*find("measures.csv"));
  ASSERT_EQ(sheet.rows(), 7U);
  EXPECT_EQ(sheet.text(0, "description"), "what, \"and\" where");
  EXPECT_EQ(sheet.text(0, "cost_cny"), "1000.5");
  EXPECT_EQ(tables.cost_cny, 7 * 1000.5);
}

TEST_F(Mended, WhatTablesCannotSayIsNamed) {
  const auto& small = electricity::type_of("S13", 50.0);
  Scenario measured = scenario;
  measured.population.transformers[0].measured_load_kw.assign(96, 1.0F);
  std::vector<Remedy> remedies = {remedy_of(design(0), {of(electricity::SecondTransformer{3, small, branch(small)})}),
                                  Remedy{}};
  EXPECT_THAT(tables_with(measured, remedies).notes, testing::ElementsAre(HasSubstr("its load is measured")));
  remedies[0] = remedy_of(design(0), {of(electricity::TapChange{0.09})});
  EXPECT_THAT(tables_with(scenario, remedies).notes, testing::ElementsAre(HasSubstr("its tap would be beyond 10 %")));
  remedies[0] = Remedy{};
  remedies[1].status = electricity::RemedyStatus::none_exists;
  EXPECT_THAT(tables_with(scenario, remedies).notes, testing::ElementsAre("U has no remedy"));
  EXPECT_EQ(tables_with(scenario, remedies).mended, 0);
}

TEST(ReinforcedTables, TheMendedGridBreaksNoLimit) {
  const TwoVillages place("\n[reinforcement]\n");
  const Scenario scenario = place.folder.load();
  const auto hours = load_hours(scenario);
  const Physics physics = prepare_season(scenario, hours);
  const Simulation simulation = set_up(scenario, physics, "", {});
  PlanningOptions options;
  options.threads = 1;
  const ReinforcedTables tables = reinforced_tables(scenario, simulation, 1, options);
  options.threads = 2;
  EXPECT_EQ(reinforced_tables(scenario, simulation, 1, options).files, tables.files);
  EXPECT_EQ(tables.mended, 1);
  EXPECT_THAT(tables.notes, IsEmpty());

  const io::ResultsReader before(place.folder.run());
  const io::ResultsReader after(place.folder.run({}, write(place.folder, tables)));
  EXPECT_GT(before.numbers("transformer_hours_undervoltage", 1)[0] + before.numbers("transformer_peak_loading", 1)[0],
            0.8);
  for (const double status : after.numbers("reinforcement_status", 1)) EXPECT_EQ(status, 0.0);
  for (const double cost : after.numbers("reinforcement_cost_cny", 1)) EXPECT_EQ(cost, 0.0);
  // The season of the mended grid is what the plan said of it.
  const auto worst = [&](const char* variable, bool least) {
    const Numbers all = after.numbers(variable, 1);
    const std::vector<std::string> units = after.texts("transformer");
    double found = least ? 10.0 : 0.0;
    for (size_t t = 0; t < all.size(); ++t) {
      if (units[t] != "U") found = least ? std::min(found, all[t]) : std::max(found, all[t]);
    }
    return found;
  };
  EXPECT_NEAR(worst("transformer_min_voltage_pu", true), before.numbers("reinforced_min_voltage_pu", 1)[0], 1e-6);
  EXPECT_NEAR(worst("transformer_peak_loading", false), before.numbers("reinforced_peak_loading", 1)[0], 1e-4);
  EXPECT_NEAR(worst("transformer_line_loading_max", false), before.numbers("reinforced_line_loading_max", 1)[0], 2e-3);
  EXPECT_LE(worst("transformer_voltage_unbalance_max", false), 0.02);
  // Homes are who they were.
  EXPECT_EQ(before.texts("household").size(), after.texts("household").size());
}

TEST(ReinforcedTables, NeedAPlanAndTables) {
  const auto refusal = [](const TwoVillages& place) {
    const Scenario scenario = place.folder.load();
    const auto hours = load_hours(scenario);
    const Physics physics = prepare_season(scenario, hours);
    const Simulation simulation = set_up(scenario, physics, "", {});
    try {
      (void)reinforced_tables(scenario, simulation, 1, {});
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(refusal(TwoVillages("")), HasSubstr("the scenario does not plan measures"));
}

}  // namespace
}  // namespace hearthgrid::run
