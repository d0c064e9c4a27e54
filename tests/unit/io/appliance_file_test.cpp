#include "engine/io/appliance_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace hearthgrid::io {
namespace {

using occupancy::Appliance;
using testing::HasSubstr;

const std::string SHIPPED = HEARTHGRID_SOURCE_DIR "/models/occupancy/appliances.toml";

// What a user's text makes of the built-in file, and the text of its problems.
struct Outcome {
  occupancy::Equipment equipment;
  std::string said;
};

Outcome overlay(const std::string& text) {
  const std::string name = "hearthgrid-appliances-" + std::to_string(::getpid());
  const std::string path = (std::filesystem::temp_directory_path() / name).string();
  std::ofstream(path) << text;
  ProblemList problems;
  const auto base = read_appliances(SHIPPED, problems);
  Outcome outcome{read_appliances(path, problems, base), ""};
  for (const Problem& problem : problems.all()) {
    outcome.said += std::to_string(problem.line) + ": " + problem.message + "; " + problem.advice + "\n";
  }
  std::filesystem::remove(path);
  return outcome;
}

constexpr const char* WHENCE = ", status = \"measured\", source = \"our survey\" }\n";

TEST(ApplianceFile, built_in_file_is_whole) {
  ProblemList problems;
  const auto equipment = read_appliances(SHIPPED, problems);
  problems.throw_if_any();
  for (size_t a = 0; a < occupancy::APPLIANCES; ++a) {
    const auto& spec = equipment.appliances.spec[a];
    EXPECT_GT(spec.ownership, 0.0) << occupancy::APPLIANCE_NAMES[a];
    EXPECT_GT(spec.watts.high + spec.standby_w.high, 0.0) << occupancy::APPLIANCE_NAMES[a];
  }
  EXPECT_GT(equipment.appliances[Appliance::refrigerator].duty.low, 0.0);
  EXPECT_GT(equipment.appliances[Appliance::water_heater].loss_w.low, 0.0);
  EXPECT_GT(equipment.hot_water.litres_per_person, 0.0);
  EXPECT_EQ(equipment.hot_water.draw[3].duration_minute, 5);
  EXPECT_GT(equipment.cooking.gas_w, 0.0);
}

TEST(ApplianceFile, a_users_file_replaces_what_it_gives) {
  const auto outcome = overlay(std::string("[appliance.freezer]\nownership = { value = 0.6") + WHENCE);
  EXPECT_EQ(outcome.said, "");
  EXPECT_EQ(outcome.equipment.appliances[Appliance::freezer].ownership, 0.6);
  EXPECT_EQ(outcome.equipment.appliances[Appliance::freezer].watts.low, 90.0);
  EXPECT_EQ(outcome.equipment.appliances[Appliance::refrigerator].ownership, 0.96);
}

TEST(ApplianceFile, says_where_and_what_is_wrong) {
  EXPECT_THAT(overlay(std::string("[appliance.freezr]\nownership = { value = 0.6") + WHENCE).said,
              HasSubstr("1: unknown appliance 'freezr'; did you mean 'freezer'?"));
  EXPECT_THAT(overlay(std::string("[appliance.freezer]\nwatts = { low = 200, high = 100") + WHENCE).said,
              HasSubstr("2: high = 100 is below low = 200"));
  EXPECT_THAT(overlay(std::string("[appliance.freezer]\nownership = { value = 1.6") + WHENCE).said, HasSubstr("2: "));
  EXPECT_THAT(overlay(std::string("[appliance.tools]\nwatts = { low = 9000, high = 9900") + WHENCE).said,
              HasSubstr("stay below 17000 W in one home"));
  EXPECT_THAT(overlay("[hot_water.workday]\nstatus = \"assumed\"\nsource = \"x\"\nshares = [1, 2]\n").said,
              HasSubstr("4: 2 shares; give 48"));
  EXPECT_THAT(
      overlay(std::string("[hot_water]\nhot_c = { value = 20") + WHENCE + "cold_c = { value = 25" + WHENCE).said,
      HasSubstr("hot_c must be above cold_c"));
  EXPECT_THAT(overlay(std::string("[cooking]\nelectricity = { value = 0") + WHENCE + "gas = { value = 0" + WHENCE +
                      "stove = { value = 0" + WHENCE)
                  .said,
              HasSubstr("the shares are all 0"));
}

TEST(ApplianceFile, minutes_and_days_that_are_not_whole_are_refused) {
  const auto draw = overlay(std::string("[hot_water.draw.bath]\nduration_minute = { value = 2.7") + WHENCE);
  EXPECT_THAT(draw.said, HasSubstr("2: duration_minute = 2.7 is not a whole number; give 2 or 3"));
  const auto day = overlay(std::string("[hot_water]\nseason_peak_day = { value = 45.5") + WHENCE);
  EXPECT_THAT(day.said, HasSubstr("season_peak_day = 45.5 is not a whole number; give 45 or 46"));
  const auto whole = overlay(std::string("[hot_water.draw.bath]\nduration_minute = { value = 3.0") + WHENCE);
  EXPECT_EQ(whole.said, "");
  EXPECT_EQ(whole.equipment.hot_water.draw[2].duration_minute, 3);
}

TEST(ApplianceFile, more_draws_than_a_day_can_hold_are_refused) {
  const auto outcome = overlay("[hot_water.draw.small]\nflow_l_h = { value = 1" + std::string(WHENCE));
  EXPECT_THAT(outcome.said, HasSubstr("draws of the kind \"small\" a person and day"));
  EXPECT_THAT(outcome.said, HasSubstr("at most 100 draws"));
}

}  // namespace
}  // namespace hearthgrid::io
