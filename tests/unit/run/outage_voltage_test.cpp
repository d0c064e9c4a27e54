// Homes' voltages when the power comes back: the flow of every step's loads, none other where fires know of no outage,
// lower where all heaters want to run at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/run/six_homes_flow.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using testing::Each;

const std::string EXACT = "electricity.low_voltage=exact";
const std::vector<std::string> MORNING{EXACT,
                                       ONE_POWER_FACTOR,
                                       "outage.hours=[1,8]",
                                       "outage.restored_day=2022-01-06",
                                       "outage.restored_h=7",
                                       "outage.follow_h=12",
                                       "zoom.windows=[{first_day=2022-01-04,days=3}]"};
constexpr size_t BEFORE = 0, DIRECT = 1, LENGTHS = 2;
constexpr size_t RESTORED = 2 * 1440 + 7 * 60, END = RESTORED + 12 * 60;  // of the zoomed days

class OutageVoltage : public testing::Test {
 protected:
  static const SixHomes& village() {
    static const SixHomes homes;
    return homes;
  }
  static const io::ResultsReader& file() {
    static const io::ResultsReader reader(village().run(MORNING));
    return reader;
  }
};

// The course without an outage is the zoom's, which begins on the same day here: its loads give the voltages.
TEST_F(OutageVoltage, WithoutAnOutageIsTheFlowOfTheZoomsMinutes) {
  const SixHomesFlow flow(village());
  const size_t steps = file().size_of("zoom_time");
  const Numbers kw = file().numbers("series_zoom_electricity_kw", DIRECT);
  const Numbers base_kw = file().numbers("series_zoom_electricity_kw", BEFORE);
  double least = 1e9;
  for (size_t k = RESTORED; k < END; ++k) {
    const auto pu = flow.home_pu(kw, base_kw, steps, k);
    least = std::min(least, *std::min_element(pu.begin(), pu.end()));
  }
  EXPECT_NEAR(file().numbers("pickup_reference_min_voltage_pu", DIRECT)[0], least, 1e-6);
}

TEST_F(OutageVoltage, IsAsUsualWhereFiresKnowNothingOfIt) {
  const double usual = file().numbers("pickup_reference_min_voltage_pu", BEFORE)[0];
  EXPECT_THAT(file().numbers("pickup_min_voltage_pu", BEFORE), Each(usual));
  EXPECT_GT(usual, 0.9);
  EXPECT_THAT(file().numbers("pickup_homes_undervoltage", BEFORE), Each(0.0));
}

TEST_F(OutageVoltage, IsLowerWhereAllHeatersStartAtOnce) {
  const double usual = file().numbers("pickup_reference_min_voltage_pu", DIRECT)[0];
  const Numbers lowest = file().numbers("pickup_min_voltage_pu", DIRECT);
  const Numbers minute = file().numbers("pickup_min_voltage_minute", DIRECT);
  const Numbers home = file().numbers("pickup_min_voltage_home", DIRECT);
  const Numbers homes_pu = file().numbers("household_pickup_min_voltage_pu", DIRECT);
  ASSERT_EQ(lowest.size(), LENGTHS);
  for (size_t i = 0; i < LENGTHS; ++i) {
    EXPECT_LT(lowest[i], usual - 0.002) << i;
    EXPECT_GE(minute[i], 3.0) << "heaters wait that long";
    EXPECT_LT(minute[i], 12 * 60.0);
    EXPECT_GE(home[i], 0.0);
    EXPECT_GE(file().numbers("pickup_line_loading_max", DIRECT)[i], 0.0);
  }
  // A home's lowest is that of the worse outage.
  EXPECT_NEAR(*std::min_element(homes_pu.begin(), homes_pu.end()), *std::min_element(lowest.begin(), lowest.end()),
              1e-7);
  // Nobody is below what heaters of 9 kW and 6 kW of everything else give.
  const SixHomesFlow flow(village());
  const auto floor = flow.home_pu(Numbers(6, 15.0), Numbers(6, 6.0), 1, 0);
  for (size_t h = 0; h < 6; ++h) EXPECT_GT(homes_pu[h], floor[h]);
}

// Below the limit: as many homes and minutes as the limit asks for.
TEST_F(OutageVoltage, CountsHomesAndMinutesBelowTheLimit) {
  std::vector<std::string> overrides = MORNING;
  const Numbers homes_pu = file().numbers("household_pickup_min_voltage_pu", DIRECT);
  Numbers sorted = homes_pu;
  std::sort(sorted.begin(), sorted.end());
  const double limit = 0.5 * (sorted[1] + sorted[2]);
  overrides.push_back(fmt::format("electricity.network.least_voltage_pu={:.6f}", limit));
  const io::ResultsReader strict(village().run(overrides));
  const Numbers below = strict.numbers("pickup_homes_undervoltage", DIRECT);
  EXPECT_EQ(*std::max_element(below.begin(), below.end()), 2.0);
  const Numbers minutes = strict.numbers("pickup_minutes_undervoltage", DIRECT);
  EXPECT_GE(*std::max_element(minutes.begin(), minutes.end()), 1.0);
  EXPECT_EQ(strict.numbers("pickup_min_voltage_pu"), file().numbers("pickup_min_voltage_pu"));
}

// With lines, what the transformer picks up has their losses.
TEST_F(OutageVoltage, AddsTheLinesLossesToThePickup) {
  std::vector<std::string> overrides = MORNING;
  overrides[0] = "electricity.low_voltage=off";
  const io::ResultsReader without(village().run(overrides));
  const Numbers with_lines = file().numbers("pickup_peak_kva"), bare = without.numbers("pickup_peak_kva");
  for (size_t i = 0; i < bare.size(); ++i) {
    EXPECT_GT(with_lines[i], bare[i]);
    EXPECT_LT(with_lines[i], 1.15 * bare[i]);
  }
}

}  // namespace
}  // namespace hearthgrid::run
