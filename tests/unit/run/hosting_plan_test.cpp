// Hosting towards a heater that no mix has: the same answer as towards a mix of it, and nothing else changes.
#include "engine/run/hosting_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/run/two_villages.hpp"

namespace hearthgrid::run {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Numbers = std::vector<double>;

constexpr const char* ALL_RESISTANCE = "[[mix]]\nname = \"resistance\"\n[[mix.convert]]\ntechnology = \"resistance\"\n";

std::string question(const std::string& target) {
  return "\n[[hosting]]\nname = \"q\"\nfrom = \"before\"\norders = 8\nunbalance = false\n" + target + "\n";
}

void expect_same_hosting(const io::ResultsReader& one, const io::ResultsReader& other) {
  for (const char* variable :
       {"hosting_candidates", "hosting_capacity", "hosting_capacity_worst", "hosting_limit", "hosting_broken_before"}) {
    EXPECT_EQ(one.numbers(variable), other.numbers(variable)) << variable;
  }
  EXPECT_EQ(one.texts("hosting_worst_order"), other.texts("hosting_worst_order"));
}

TEST(HostingPlan, AHeaterThatNoMixHasHostsAsAMixOfItDoes) {
  const TwoVillages with_mix(question("to = \"resistance\""), "screen", ALL_RESISTANCE);
  const TwoVillages without(question("technology = \"resistance\""), "screen", "");
  const std::vector<std::string> thrift = {"households.thrift.cost_share=0.01", "households.thrift.reburn_share=0.4"};
  for (const auto& more : {std::vector<std::string>{}, thrift}) {
    const io::ResultsReader mix(with_mix.folder.run({}, more)), option(without.folder.run({}, more));
    expect_same_hosting(mix, option);
    EXPECT_EQ(option.numbers("hosting_to_mix"), Numbers{-1});
    EXPECT_THAT(option.texts("hosting_technology"), ElementsAre("resistance"));
    EXPECT_THAT(mix.texts("hosting_technology"), ElementsAre(""));
  }
  const io::ResultsReader option(without.folder.run());
  EXPECT_THAT(option.numbers("hosting_candidates"), ElementsAre(6, 6));
  EXPECT_LT(option.numbers("hosting_capacity_worst")[0], 6.0);  // the weak place does not take all
}

TEST(HostingPlan, ASizeAndAnEnvelopeChangeTheAnswer) {
  const auto worst = [](const std::string& target) {
    const TwoVillages place(question(target), "screen", "");
    return io::ResultsReader(place.folder.run()).numbers("hosting_capacity_worst")[0];
  };
  const double plain = worst("technology = \"resistance\"");
  EXPECT_GT(worst("technology = \"resistance\"\nsize = 0.2"), plain);
  EXPECT_GE(worst("technology = \"resistance\"\nenvelope = \"deep\""), plain);
}

TEST(HostingPlan, ResultsOfTheMixesStayWhatTheyAre) {
  const TwoVillages plain(""), asked(question("technology = \"ashp_air\"\nenvelope = \"basic\""));
  const io::ResultsReader without(plain.folder.run()), with(asked.folder.run());
  for (const char* variable : {"transformer_peak_loading", "transformer_min_voltage_pu", "household_electricity_kwh"}) {
    if (!without.has(variable)) continue;
    EXPECT_EQ(without.numbers(variable), with.numbers(variable)) << variable;
  }
  ASSERT_TRUE(without.has("transformer_peak_loading"));
}

TEST(HostingPlan, WhoHasConvertedOrIsRefusedCannotConvert) {
  const std::string half =
      "[[mix]]\nname = \"half\"\n[[mix.convert]]\ntechnology = \"ashp_air\"\nvillages = [\"v\"]\ncount = "
      "4\neligibility = []\n"
      "[[mix.convert]]\ntechnology = \"unchanged\"\nenvelope = \"basic\"\nvillages = [\"w\"]\neligibility = []\n";
  const auto candidates = [&](const std::string& target, const std::string& more = "") {
    const TwoVillages place(question(target) + more, "screen", half);
    return io::ResultsReader(place.folder.run({}, {"hosting.q.from=half"})).numbers("hosting_candidates");
  };
  // Four of v have pumps; those of w are insulated, which is no conversion.
  EXPECT_THAT(candidates("technology = \"resistance\""), ElementsAre(2, 6));
  EXPECT_THAT(candidates("technology = \"coal_stove\""), ElementsAre(0, 0));  // they have it
  const std::string rule = "[[eligibility]]\nname = \"many\"\ncolumn = \"income_cny\"\nat_least = 1e9\n";
  EXPECT_THAT(candidates("technology = \"resistance\"\neligibility = [\"many\"]", rule), ElementsAre(0, 0));
  EXPECT_THAT(candidates("technology = \"resistance\"\neligibility = []", rule), ElementsAre(2, 6));
}

TEST(HostingPlan, PairsBeginFromTheMixAndOnlyThoseNeededStay) {
  const TwoVillages place(question("technology = \"resistance\"\nenvelope = \"basic\""));
  const Scenario scenario = place.folder.load();
  const Plan& plan = scenario.planning.hosting.at(0).plan;
  ASSERT_EQ(plan.mixes.size(), 2U);
  EXPECT_EQ(plan.pairs.size(), 24U);  // twelve homes as they are and converted; the mix 'direct' is not of it
  for (int h = 0; h < 12; ++h) {
    const Pair &before = plan.pairs[plan.mixes[0].pair[h]], &after = plan.pairs[plan.mixes[1].pair[h]];
    EXPECT_EQ(before.household, h);
    EXPECT_EQ(after.household, h);
    EXPECT_EQ(scenario.technologies[plan.options[after.option].technology].name, "resistance");
    EXPECT_EQ(scenario.envelopes[plan.options[after.option].envelope], "basic");
    EXPECT_EQ(scenario.technologies[plan.options[before.option].technology].name, "coal_stove");
  }
  EXPECT_TRUE(std::ranges::is_sorted(plan.pairs, {}, &Pair::household));
}

TEST(HostingPlan, WrongKeysAreToldWithTheirLine) {
  const auto problems = [](const std::string& target) {
    return TwoVillages(question(target), "screen", "").folder.problems();
  };
  EXPECT_THAT(problems(""), AllOf(HasSubstr("scenario.toml:"), HasSubstr("does not say what homes convert to"),
                                  HasSubstr("give one of to (a mix) and technology")));
  EXPECT_THAT(problems("to = \"before\"\ntechnology = \"resistance\""), HasSubstr("both a mix and a technology"));
  EXPECT_THAT(problems("technology = \"resistence\""),
              AllOf(HasSubstr("scenario.toml:24:14"), HasSubstr("unknown technology 'resistence'"),
                    HasSubstr("did you mean 'resistance'?")));
  EXPECT_THAT(problems("technology = \"unchanged\""), HasSubstr("unknown technology 'unchanged'"));
  EXPECT_THAT(problems("technology = \"resistance\"\nenvelope = \"thick\""), HasSubstr("unknown envelope 'thick'"));
  EXPECT_THAT(problems("to = \"before\"\nsize = 2.0"), HasSubstr("size is given, but no technology"));
  EXPECT_THAT(problems("technology = \"resistance\"\nsizing = \"given\""), HasSubstr("there is none"));
  EXPECT_THAT(problems("technology = \"resistance\"\neligibility = [\"nobody\"]"),
              HasSubstr("unknown eligibility rule 'nobody'"));
  EXPECT_THAT(problems("technology = \"resistance\""), IsEmpty());
}

}  // namespace
}  // namespace hearthgrid::run
