// Neutrals that a scenario grounds on their way: the voltages of a run against the general power flow of the same
// wires, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/electricity/low_voltage/earthed_flow.hpp"
#include "tests/unit/run/six_homes.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string SCREEN = "electricity.low_voltage=screen";

void write_lines(const SixHomes& village, const std::string& l1, const std::string& l2, const std::string& l3) {
  village.folder.write("lines.csv",
                       "transformer,line,from_node,to_node,length_m,conductor,grounding_ohm\n"
                       "T,l1,busbar,a,60,JKLYJ-35," +
                           l1 + "\nT,l2,b,a,40,JKLYJ-25," + l2 + "\nT,l3,a,c,50,JKLYJ-16," + l3 + "\n");
}

// Homes on two phases and no other customers: what EarthedFlow can have.
struct TwoPhases : SixHomes {
  TwoPhases() {
    folder.write("transformers.csv", "transformer,village,rated_kva,other_load_kw\nT,v,50,0\n");
    folder.write("households.csv",
                 "household,village,transformer,lv_node,phase,drop_m\n"
                 "h1,v,T,a,A,20\nh2,v,T,a,C,10\nh3,v,T,b,C,15\nh4,v,T,b,A,5\nh5,v,T,c,A,30\nh6,v,T,c,A,25\n");
    write_lines(*this, "", "", "0.8");
  }
};

TEST(LowVoltageGroundings, GiveTheVoltagesOfTheGeneralFlow) {
  const TwoPhases village;
  const std::vector<std::string> overrides{SCREEN, ONE_POWER_FACTOR,
                                           "electricity.network.transformer_grounding_ohm=0.2"};
  const io::ResultsReader results(village.run(overrides));
  const Scenario scenario = village.folder.load(overrides);
  electricity::LvNetwork network = scenario.low_voltage.network(scenario.population, 0);
  network.homes.pop_back();  // other customers: none
  EXPECT_EQ(network.nodes[0].grounding_ohm, 0.2);
  const electricity::EarthedFlow flow(network, 0);
  constexpr size_t DIRECT = 1;
  const Numbers lowest = results.numbers("household_min_voltage_pu", DIRECT);
  const Numbers at_minute = results.numbers("household_min_voltage_time", DIRECT);
  const Numbers kw = results.numbers("series_electricity_kw", DIRECT);
  const Numbers base = results.numbers("series_electricity_kw", size_t{0});
  const size_t steps = results.size_of("time");
  const double tan_phi = std::sqrt(1.0 - 0.95 * 0.95) / 0.95;
  for (size_t h = 0; h < 6; ++h) {
    const auto step = static_cast<size_t>(at_minute[h] / 15.0);
    std::vector<electricity::Complex> kva;
    for (size_t i = 0; i < 6; ++i) kva.emplace_back(kw[i * steps + step], base[i * steps + step] * tan_phi);
    EXPECT_NEAR(lowest[h], flow.home_v(kva)[h] / 220.0, 5e-7) << "home " << h + 1;
  }
  // No screen for them: every step is solved.
  EXPECT_EQ(results.numbers("transformer_lv_exact_steps", DIRECT)[0], static_cast<double>(steps));
  EXPECT_THAT(scenario.low_voltage.grounding_note(scenario.population), HasSubstr("1 transformer has a neutral"));
  // And the earth takes part.
  write_lines(village, "", "", "");
  const Numbers alone = io::ResultsReader(village.run(overrides)).numbers("household_min_voltage_pu", DIRECT);
  double most = 0.0;
  for (size_t h = 0; h < 6; ++h) most = std::max(most, std::abs(alone[h] - lowest[h]));
  EXPECT_GT(most, 1e-4);
}

TEST(LowVoltageGroundings, OfMadeUpLinesComeByTheKeys) {
  const ScenarioFolder folder;
  const std::vector<std::string> keys{SCREEN, "electricity.sizing.households_per_transformer=40",
                                      "electricity.network.grounding_ohm=10",
                                      "electricity.network.poles_between_groundings=4"};
  const Scenario scenario = folder.load(keys);
  const electricity::LvNetwork network = scenario.low_voltage.network(scenario.population, 0);
  int grounded = 0;
  for (size_t n = 1; n < network.nodes.size(); ++n) {
    EXPECT_TRUE(network.nodes[n].neutral.has_value());
    grounded += network.nodes[n].grounding_ohm == 10.0 ? 1 : 0;
  }
  EXPECT_GE(grounded, 4);
  EXPECT_EQ(network.nodes[0].grounding_ohm, 4.0);
  EXPECT_THAT(folder.load({SCREEN}).low_voltage.grounding_note(scenario.population), IsEmpty());
}

TEST(LowVoltageGroundings, AreRefusedByTheirRows) {
  const SixHomes village;
  write_lines(village, "4", "4", "");
  EXPECT_THAT(village.folder.problems(), HasSubstr("lines.csv:3"));
  EXPECT_THAT(village.folder.problems(), HasSubstr("'a' is grounded by two lines"));
  write_lines(village, "4", "", "0");
  EXPECT_THAT(village.folder.problems(), HasSubstr("lines.csv:4"));
  write_lines(village, "4", "", "");
  EXPECT_THAT(village.folder.problems(), IsEmpty());
  const std::string everywhere = "electricity.network.neutral=everywhere";
  EXPECT_THAT(village.folder.problems({everywhere}), HasSubstr("lines.csv:2"));
  EXPECT_THAT(village.folder.problems({everywhere, "electricity.network.grounding_ohm=4"}),
              HasSubstr("a neutral that is grounded everywhere"));
}

}  // namespace
}  // namespace hearthgrid::run
