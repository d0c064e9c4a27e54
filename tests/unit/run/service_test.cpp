// Service connections: homes above their limit, and mounting of transformers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;

TEST(ServiceConnections, CountHomesWhosePeakIsAbove) {
  const ScenarioFolder folder;
  std::string homes = "household,village,service_limit_kw\n";
  for (const auto& [village, count] : {std::pair{"east", 120}, {"north", 100}, {"west", 80}}) {
    for (int i = 1; i <= count; ++i) homes += fmt::format("{0}-{1:04},{0},{2}\n", village, i, i % 2 == 0 ? "2.5" : "");
  }
  folder.write("households.csv", homes);
  const io::ResultsReader file(folder.run({}, {"electricity.service_limit_kw=6"}));
  const Numbers limit = file.numbers("household_service_limit_kw"), village = file.numbers("household_village");
  const std::vector<std::string> names = file.texts("household");
  for (size_t h = 0; h < limit.size(); ++h) EXPECT_EQ(limit[h], (names[h].back() - '0') % 2 == 0 ? 2.5 : 6.0);
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers peak = file.numbers("household_peak_kw", mix),
                  above = file.numbers("household_above_service_limit", mix);
    Numbers expected(3);
    for (size_t h = 0; h < limit.size(); ++h) {
      EXPECT_EQ(above[h], peak[h] > limit[h] ? 1.0 : 0.0) << names[h];
      expected[static_cast<size_t>(village[h])] += above[h];
    }
    EXPECT_EQ(file.numbers("village_above_service_limit", mix), expected);
    const double all = expected[0] + expected[1] + expected[2];
    EXPECT_EQ(file.numbers("county_above_service_limit").at(mix), all);
    EXPECT_EQ(file.numbers("county_service_upgrade_cny").at(mix), 3000.0 * all);
  }
  const Numbers mixes = file.numbers("county_above_service_limit");
  EXPECT_GT(mixes[2], mixes[0]);  // heat pumps
  EXPECT_GT(mixes[2], 0.0);
}

TEST(ServiceConnections, AreLeftOutWithoutALimit) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run());
  EXPECT_FALSE(file.has("household_above_service_limit"));
  EXPECT_FALSE(file.has("feeder_peak_kva"));
}

// The same loads in a box are hotter than on a pole, and age faster; nothing else changes.
TEST(Mounting, DecidesHowWarmATransformerGets) {
  const ScenarioFolder folder;
  const io::ResultsReader pole(folder.run()), box(folder.run({}, {"electricity.transformer_mounting='kiosk'"}));
  const io::ResultsReader cautious(folder.run({}, {"electricity.transformer_mounting='ttm_kiosk'"}));
  for (size_t mix = 0; mix < 4; ++mix) {
    const Numbers on_pole = pole.numbers("transformer_peak_hot_spot_c", mix);
    const Numbers in_box = box.numbers("transformer_peak_hot_spot_c", mix);
    const Numbers ttm = cautious.numbers("transformer_peak_hot_spot_c", mix);
    for (size_t t = 0; t < on_pole.size(); ++t) {
      EXPECT_GT(in_box[t], on_pole[t]);
      EXPECT_GT(ttm[t], in_box[t]);
    }
    EXPECT_EQ(pole.numbers("transformer_loss_kwh", mix), box.numbers("transformer_loss_kwh", mix));
  }
}

}  // namespace
}  // namespace hearthgrid::run
