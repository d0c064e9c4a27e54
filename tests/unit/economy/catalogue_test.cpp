#include "models/economy/catalogue.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "engine/io/catalogue_file.hpp"
#include "models/economy/annuity.hpp"

namespace hearthgrid::economy {
namespace {

const Catalogue& catalogue() {
  static const Catalogue READ = [] {
    ProblemList problems;
    Catalogue read = io::read_catalogue(HEARTHGRID_SOURCE_DIR "/models/economy/catalogue.toml", problems);
    problems.throw_if_any();
    return read;
  }();
  return READ;
}

TEST(Catalogue, KnowsTheTechnologies) {
  for (const char* name :
       {"coal_stove", "briquette_stove", "ashp_water", "ashp_water_low", "ashp_water_high", "under_fire_stove",
        "ashp_air", "gshp", "gas_boiler", "gas_boiler_condensing", "pellet_stove", "resistance", "storage_heater"}) {
    EXPECT_NE(catalogue().technology(name), nullptr) << name;
  }
  EXPECT_EQ(catalogue().technology("samovar"), nullptr);
  EXPECT_TRUE(catalogue().envelopes.empty());  // the archetypes' own costs stand
}

TEST(Catalogue, NamesASourceForEveryCost) {
  for (const auto& entries : {catalogue().technologies, catalogue().envelopes}) {
    for (const CatalogueEntry& entry : entries) {
      for (const CapitalCost& cost : entry.costs) {
        EXPECT_FALSE(cost.source.empty()) << entry.name;
        EXPECT_FALSE(cost.status.empty()) << entry.name;
      }
    }
  }
}

TEST(Catalogue, TransformersRiseInRatingAndCostAndAreMarked) {
  const auto steps = catalogue().transformer_steps();
  ASSERT_GT(steps.size(), 10U);
  for (size_t i = 1; i < steps.size(); ++i) {
    EXPECT_GT(steps[i].first, steps[i - 1].first);
    EXPECT_GT(steps[i].second, steps[i - 1].second);
  }
  for (const TransformerCost& step : catalogue().transformers) {
    EXPECT_EQ(step.status, "unverified");
    EXPECT_FALSE(step.source.empty());
  }
}

TEST(Catalogue, ANewHomeOfTheShanxiProgrammeIsFullySubsidised) {
  Fen heater_and_emitters = 0;
  for (const CapitalCost& cost : catalogue().technology("ashp_water")->costs) {
    if (cost.item == CostItem::equipment || cost.item == CostItem::emitters) {
      heater_and_emitters += capital_fen(cost, 90.0, 8.0);
    }
  }
  EXPECT_EQ(heater_and_emitters, 1320000);  // the plan names no price: its 13 200 CNY stand in
}

TEST(Catalogue, CostsByHand) {
  const CatalogueEntry entry{"x",
                             {{CostItem::equipment, 100.0, CostBasis::per_kw, 20.0, 0.03, Payer::household, "", ""},
                              {CostItem::envelope, 300.0, CostBasis::per_m2, 30.0, 0.0, Payer::household, "", ""}}};
  EXPECT_EQ(capital_fen(entry.costs[0], 80.0, 10.0), 100000);
  EXPECT_EQ(capital_fen(entry.costs[1], 80.0, 10.0), 2400000);
  EXPECT_NEAR(annual_cost_cny(entry, 80.0, 10.0, 0.08), 1000.0 * (0.10185221 + 0.03) + 24000.0 * annuity(0.08, 30.0),
              1e-4);
  EXPECT_THROW((void)capital_fen(entry.costs[0], 80.0, -1.0), std::invalid_argument);
}

}  // namespace
}  // namespace hearthgrid::economy
