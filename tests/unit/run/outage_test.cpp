// Outages as a question beside the season: they leave it alone, start from it, and give what capacities, heat balances
// and common sense allow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/run/outage_plan.hpp"
#include "tests/unit/run/scenario_folder.hpp"

namespace hearthgrid::run {
namespace {

using Numbers = std::vector<double>;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string HOURS = "outage.hours=[1,2,4,8]";
// The longest begins at 23 h on the 27th: the days that are run begin on the 26th.
const std::vector<std::string> MORNING = {HOURS, "outage.restored_day=2021-12-28", "outage.restored_h=7"};
const std::string ZOOM = "zoom.windows=[{first_day=2021-12-26,days=3}]";
constexpr int RESTORED_MINUTE = 2 * 1440 + 7 * 60;  // of the zoomed days
const std::string BY_20 = "electricity.sizing.households_per_transformer=20";
constexpr size_t LENGTHS = 4;

std::vector<std::string> with(std::vector<std::string> keys, const std::vector<std::string>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

// All homes insulated, with one heater: none, resistance, heat pumps that are large enough for the coldest hour.
constexpr const char* ELECTRIC_MIXES = R"(
[[mix]]
name = "before"
[[mix]]
name = "resistance"
[[mix.convert]]
technology = "resistance"
envelope = "basic"
[[mix]]
name = "pumps"
[[mix.convert]]
technology = "ashp_water"
envelope = "basic"
size = 2.5
)";

// A run of these with the days zoomed.
class Electric : public testing::Test {
 protected:
  static const io::ResultsReader& file() {
    static const ScenarioFolder folder(std::string(HEAD) + ELECTRIC_MIXES);
    static const io::ResultsReader reader(folder.run({}, with(MORNING, {ZOOM, BY_20})));
    return reader;
  }
  /// [transformer][length]
  static Numbers of(const char* variable, int mix) { return file().numbers(variable, static_cast<size_t>(mix)); }
  /// Of all transformers, by length.
  static Numbers sum_of(const char* variable, int mix) {
    Numbers sums(LENGTHS);
    const Numbers all = of(variable, mix);
    for (size_t i = 0; i < all.size(); ++i) sums[i % LENGTHS] += all[i];
    return sums;
  }
  /// Of the county without an outage, the heaters alone [kWh], in minutes from the restoration.
  static double heaters_kwh(int mix, int from, int to) {
    const Numbers load = file().numbers("county_zoom_load_kw", static_cast<size_t>(mix));
    const Numbers base = file().numbers("county_zoom_load_kw", size_t{0});
    double kwh = 0.0;
    for (int k = RESTORED_MINUTE + from; k < RESTORED_MINUTE + to; ++k) kwh += (load[k] - base[k]) / 60.0;
    return kwh;
  }
};
constexpr int BEFORE = 0, RESISTANCE = 1, PUMPS = 2;
constexpr int HOURS_OF[] = {1, 2, 4, 8};

TEST_F(Electric, TheUsualLoadIsTheZooms) {
  const size_t units = file().size_of("transformer");
  for (const int mix : {BEFORE, RESISTANCE, PUMPS}) {
    const Numbers usual = file().numbers("pickup_reference_kw", static_cast<size_t>(mix));
    ASSERT_EQ(usual.size(), units);
    const Numbers load = file().numbers("county_zoom_load_kw", static_cast<size_t>(mix));
    const double hour = std::accumulate(&load[RESTORED_MINUTE], &load[RESTORED_MINUTE + 60], 0.0) / 60.0;
    EXPECT_NEAR(std::accumulate(usual.begin(), usual.end(), 0.0), hour, 1e-5 * hour);
  }
  const Numbers restored = file().numbers("outage_restored_time"), begin = file().numbers("outage_begin_time");
  EXPECT_THAT(restored, Each(8 * 1440 + 7 * 60));
  for (size_t i = 0; i < LENGTHS; ++i) EXPECT_EQ(restored[i] - begin[i], 60 * HOURS_OF[i]);
  EXPECT_THAT(file().numbers("outage_hours"), ElementsAre(1, 2, 4, 8));
}

TEST_F(Electric, FiresKnowNothingOfIt) {
  EXPECT_THAT(of("pickup_ratio", BEFORE), Each(1.0));
  EXPECT_THAT(of("pickup_minutes", BEFORE), Each(0.0));
  EXPECT_THAT(of("pickup_kwh", BEFORE), Each(0.0));
}

// Every heater flat out and the usual base load: 9 kW a home for resistance, whatever the home's size.
TEST_F(Electric, RatioIsAtMostOneOverTheDuty) {
  const Numbers usual = file().numbers("pickup_reference_kw", size_t{RESISTANCE});
  const Numbers homes = file().numbers("transformer_households");
  const Numbers ratio = of("pickup_ratio", RESISTANCE), peak = of("pickup_peak_kva", RESISTANCE);
  for (size_t i = 0; i < ratio.size(); ++i) {
    const double capacity_kw = 9.0 * homes[i / LENGTHS];
    EXPECT_GT(ratio[i], 1.05) << i;
    EXPECT_LE(ratio[i], 1.0 + capacity_kw / usual[i / LENGTHS]) << i;
    // A home's base load is below 6 kW at its worst, and homes do not all cook in one minute.
    EXPECT_LE(peak[i], capacity_kw + 2.0 * homes[i / LENGTHS]) << i;
    EXPECT_GT(peak[i], usual[i / LENGTHS]) << i;
  }
  EXPECT_THAT(of("pickup_ratio", PUMPS), Each(::testing::Ge(1.0)));
}

// Rooms are colder on the way and lose less, so that what was not delivered is not made up for in full.
TEST_F(Electric, EnergyIsAtMostWhatWasNotDelivered) {
  const Numbers resistance = sum_of("pickup_kwh", RESISTANCE), pumps = sum_of("pickup_kwh", PUMPS);
  constexpr int RESTART_MIN = 5;  // at most: 3 and up to 2 more
  for (size_t i = 0; i < LENGTHS; ++i) {
    const double missed = heaters_kwh(RESISTANCE, -60 * HOURS_OF[i], RESTART_MIN);
    EXPECT_LT(resistance[i], missed) << HOURS_OF[i];
    EXPECT_GT(resistance[i], 0.2 * missed) << HOURS_OF[i];
    // A heat pump at full load with hotter water has a COP that is up to a quarter lower.
    EXPECT_LT(pumps[i], 1.25 * heaters_kwh(PUMPS, -60 * HOURS_OF[i], RESTART_MIN)) << HOURS_OF[i];
  }
}

TEST_F(Electric, ALongerOutageGivesMoreOfIt) {
  for (const int mix : {RESISTANCE, PUMPS}) {
    const Numbers energy = sum_of("pickup_kwh", mix);
    EXPECT_TRUE(std::is_sorted(energy.begin(), energy.end())) << mix << " " << testing::PrintToString(energy);
    const Numbers minutes = sum_of("pickup_minutes", mix);
    EXPECT_TRUE(std::is_sorted(minutes.begin(), minutes.end())) << mix << " " << testing::PrintToString(minutes);
    Numbers indoor = sum_of("pickup_lowest_indoor_c", mix);
    std::reverse(indoor.begin(), indoor.end());
    EXPECT_TRUE(std::is_sorted(indoor.begin(), indoor.end())) << mix << " " << testing::PrintToString(indoor);
    EXPECT_LT(indoor.front(), indoor.back() - 0.5) << mix;
  }
}

TEST(Outage, AStaggeredRestartLowersThePeak) {
  const ScenarioFolder folder(std::string(HEAD) + ELECTRIC_MIXES);
  const auto run = [&](const std::string& spread) {
    return folder.run({}, with(MORNING, {BY_20, "outage.restart_delay_min=0", "outage.restart_spread_min=" + spread}));
  };
  const io::ResultsReader at_once(run("0")), staggered(run("60"));
  for (const size_t mix : {size_t{RESISTANCE}, size_t{PUMPS}}) {
    double both[2] = {};
    for (const auto& [file, sum] : {std::pair(&at_once, &both[0]), {&staggered, &both[1]}}) {
      const Numbers peak = file->numbers("pickup_ratio", mix);
      *sum = std::accumulate(peak.begin(), peak.end(), 0.0) / static_cast<double>(peak.size());
    }
    // What heat pumps catch up with is small beside the chance of twenty that cycle.
    const double least = mix == RESISTANCE ? 0.05 * (both[0] - 1.0) : -0.05;
    EXPECT_LT(both[1], both[0] - least) << mix;
  }
}

TEST(Outage, LeavesTheSeasonAsItWas) {
  const ScenarioFolder folder;
  const io::ResultsReader plain(folder.run({}, {ZOOM})), asked(folder.run({}, {ZOOM, HOURS}));
  EXPECT_FALSE(plain.has("outage_hours"));
  EXPECT_FALSE(plain.has("pickup_ratio"));
  EXPECT_TRUE(asked.has("pickup_ratio"));
  EXPECT_THAT(unlike_variables(plain, asked), IsEmpty());
}

TEST(Outage, DoesNotDependOnThreadsBlocksAndTheOrderOfLengths) {
  const ScenarioFolder folder;
  RunRequest request;
  request.threads = 1;
  request.block_transformers = 32;
  const std::string expected = folder.run(request, {HOURS});
  request.threads = 3;
  EXPECT_TRUE(bytes_of(folder.run(request, {HOURS})) == bytes_of(expected));
  request.block_transformers = 96;
  EXPECT_TRUE(bytes_of(folder.run(request, {HOURS})) == bytes_of(expected));
  const io::ResultsReader turned(folder.run(request, {"outage.hours=[8,1,4,2]"}));
  EXPECT_THAT(unlike_variables(io::ResultsReader(expected), turned), IsEmpty());
}

// Homes convert on the 27th and 30th: the usual course is the zoom's with other heaters too.
TEST(Outage, FollowsConversions) {
  const ScenarioFolder folder;
  const io::ResultsReader file(folder.run({}, with(MORNING, {ZOOM})));
  const Numbers usual = file.numbers("pickup_reference_kw", size_t{3}), load = file.numbers("county_zoom_load_kw", 3);
  const double hour = std::accumulate(&load[RESTORED_MINUTE], &load[RESTORED_MINUTE + 60], 0.0) / 60.0;
  EXPECT_NEAR(std::accumulate(usual.begin(), usual.end(), 0.0), hour, 1e-5 * hour);
}

TEST(Outage, PowerIsBackAtTheColdestHour) {
  const ScenarioFolder folder;
  const std::vector<weather::StepWeather> sites =
      folder.load().village_site.empty() ? std::vector<weather::StepWeather>{} : load_weather(folder.load());
  ASSERT_EQ(sites.size(), 1U);
  const Numbers& outdoor_c = sites[0].outdoor_temp_c;
  int coldest = -1;
  double lowest = 1e9;
  for (int hour = 3 * 24; hour <= 17 * 24 - 12; ++hour) {  // three days of warm-up, a fortnight, twelve hours to follow
    const double sum = std::accumulate(&outdoor_c[4 * hour], &outdoor_c[4 * hour] + 4, 0.0);
    if (sum < lowest) coldest = hour;
    lowest = std::min(lowest, sum);
  }
  const io::ResultsReader file(folder.run({}, {HOURS}));
  EXPECT_EQ(file.numbers("outage_restored_time").front(), 60 * (coldest - 3 * 24));
}

TEST(Outage, AsksForWhatTheSeasonHas) {
  const ScenarioFolder folder;
  const auto problems = [&](const std::vector<std::string>& keys) { return folder.problems(keys); };
  EXPECT_THAT(problems({"outage.hours=[1.5]"}), HasSubstr("an outage of 1.5 hours"));
  EXPECT_THAT(problems({"outage.hours=[2,2]"}), HasSubstr("an outage of 2 hours is there twice"));
  EXPECT_THAT(problems({HOURS, "outage.restored_h=7"}), HasSubstr("restored_day is missing"));
  EXPECT_THAT(problems({HOURS, "outage.restored_day=2021-12-28"}), HasSubstr("restored_h is missing"));
  EXPECT_THAT(problems({HOURS, "outage.restored_day=2022-01-02", "outage.restored_h=13"}),
              HasSubstr("power that is back on 2022-01-02 at 13 h lies too near the season's ends or outside"));
  EXPECT_EQ(problems({HOURS, "outage.restored_day=2022-01-02", "outage.restored_h=12"}), "");
  EXPECT_THAT(problems({HOURS, "outage.restored_day=2021-12-19", "outage.restored_h=12"}),
              HasSubstr("the season is 2021-12-20 to 2022-01-02"));
  EXPECT_THAT(problems({HOURS, "season.step_minutes=1", "outage.step_minutes=5"}),
              HasSubstr("the outage's step of 5 minutes is longer than the season's"));
  EXPECT_THAT(problems({"outage.hours=[72]", "outage.follow_h=72", "season.last_day=2021-12-21"}),
              HasSubstr("the season is too short"));
}

}  // namespace
}  // namespace hearthgrid::run
