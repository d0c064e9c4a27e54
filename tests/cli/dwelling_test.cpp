// `describe dwelling`: the guide is a file that works, and an archetype is shown with the figures that its layers give.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <tuple>

#include "engine/io/archetype_file.hpp"
#include "engine/io/schema_text.hpp"
#include "models/dwelling/reduction.hpp"
#include "models/dwelling/step_model.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::cli_test {
namespace {

using ::testing::HasSubstr;

const std::string LIBRARY = HEARTHGRID_SOURCE_DIR "/models/dwelling/archetypes.toml";

/// The number that follows the words.
double number_after(const std::string& text, const std::string& words) {
  const size_t at = text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  return at == std::string::npos ? 0.0 : std::stod(text.substr(at + words.size()));
}

TEST(DescribeDwelling, TheGuideIsAnArchetypeFileThatWorks) {
  const Outcome outcome = run_program("describe dwelling");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  ProblemList problems;
  const auto homes = io::read_archetypes(outcome.out, "printed", problems, LIBRARY);
  for (const Problem& problem : problems.all()) ADD_FAILURE() << problem.text();
  ASSERT_EQ(homes.size(), 1U);
  EXPECT_EQ(homes[0].envelopes.size(), 2U) << "as it is, and one retrofit";
  EXPECT_LT(dwelling::reduce(with_envelope(homes[0], "ceiling and windows")).model.heat_loss_coefficient_w_k(),
            0.9 * dwelling::reduce(homes[0].base).model.heat_loss_coefficient_w_k());
}

TEST(DescribeDwelling, TheGuideNamesEveryKeyInEightyColumns) {
  const std::string text = run_program("describe dwelling").out;
  for (const io::NamedKey& key : io::flatten(io::archetypes_schema())) {
    EXPECT_THAT(text, HasSubstr(key.spec->name)) << key.name;
    if (!key.spec->unit.empty() && key.spec->unit != "1") {
      EXPECT_THAT(text, HasSubstr(key.spec->name + " (" + key.spec->unit)) << key.name;
    }
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(DescribeDwelling, BuiltInConstructionsHaveTheUValueOfTheirLayers) {
  const std::string text = run_program("describe dwelling").out;
  const double brick = 0.02 / 0.93 + 0.37 / 0.81 + 0.02 / 0.87;  // cement plaster, brick, lime plaster
  EXPECT_NEAR(number_after(text, "# brick_370, U "), 1.0 / (brick + 0.17), 0.006);
  EXPECT_NEAR(number_after(text, "# brick_370_eps_60, U "), 1.0 / (brick + 0.01 / 0.93 + 0.06 / 0.05 + 0.17), 0.006);
}

TEST(DescribeDwelling, AnArchetypeIsShownWithEveryEnvelope) {
  const Outcome outcome = run_program("describe dwelling brick_370");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const char* words : {"envelope 'none'", "envelope 'basic'", "8000 CNY; 560 kg of CO2", "envelope 'deep'",
                            "north wall", "air change", "states, time constants "}) {
    EXPECT_THAT(outcome.out, HasSubstr(words));
  }
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
  ProblemList problems;
  const auto homes = io::read_archetypes_file(LIBRARY, problems);
  const double loss = dwelling::full_order(homes.at(1).base).heat_loss_coefficient_w_k();
  EXPECT_NEAR(number_after(outcome.out, "Loses "), loss, 0.5);
}

// A seller's U is shown beside the one that is reckoned with; a curtain has a column of its own.
TEST(DescribeDwelling, WindowsAreShownAsRatedAndAsReckoned) {
  const ScratchFolder scratch;
  std::string text = run_program("describe dwelling").out;
  text.replace(text.find("type = \"single\""), 15, "type = \"mine\"");
  const auto shown = [&](const std::string& type) {
    scratch.write("own.toml", text + "\n[window_type.mine]\nsource = \"test\"\nstatus = \"assumed\"\n" + type);
    const Outcome outcome = run_program("describe dwelling --archetypes '" + scratch.file("own.toml") + "'");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    const size_t table = outcome.out.find("U rated");
    std::istringstream words(outcome.out.substr(outcome.out.find("south windows", table) + 13));
    double rated = 0.0, here = 0.0;
    std::string covered;
    words >> rated >> here >> covered;
    return std::tuple(rated, here, covered);
  };
  const auto [rated, here, none] = shown("u_w_m2k = 5.8\ng = 0.85\n");
  EXPECT_EQ(rated, 5.8);
  EXPECT_LT(here, 4.7);
  EXPECT_EQ(none, "-");
  const auto [again, open, covered] = shown("u_w_m2k = 5.8\ng = 0.85\nnight_resistance_m2kw = 0.12\n");
  EXPECT_EQ(again, 5.8);
  EXPECT_EQ(open, here);
  EXPECT_NEAR(std::stod(covered), 1.0 / (1.0 / here + 0.12), 0.02);
}

// The floor does not lose to the air outside: 18 degC indoors, -12 outdoors, 10 in the ground.
TEST(DescribeDwelling, TheGroundIsWarmerThanTheAir) {
  const std::string text = run_program("describe dwelling brick_370").out;
  const double w_k = number_after(text, "Loses "), kw = number_after(text, "of floor: ");
  ProblemList problems;
  const auto homes = io::read_archetypes_file(LIBRARY, problems);
  const dwelling::StepModel model = discretise(dwelling::full_order(homes.at(1).base), 900.0);
  const dwelling::DriverLayout layout = layout_of(homes.at(1).base);
  Eigen::VectorXd u = -12.0 * (Eigen::VectorXd::Ones(layout.count) - heat_drivers(layout));
  u[layout.sol_air.at(5)] = 10.0;  // the floor
  const double free_c = steady_state(model, u, 0.0, 0.0)[model.states - 1];
  EXPECT_NEAR(kw, w_k * (18.0 - free_c) / 1000.0, 0.05);  // three digits are shown
  EXPECT_LT(kw, 0.03 * w_k - 0.2);
}

TEST(DescribeDwelling, AFileOfOnesOwn) {
  const ScratchFolder scratch;
  scratch.write("my house.toml", run_program("describe dwelling").out);
  const std::string own = " --archetypes '" + scratch.file("my house.toml") + "'";
  const Outcome one = run_program("describe dwelling my_house" + own);
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("my_house: Three rooms in a row"));
  EXPECT_EQ(run_program("describe dwelling" + own).out, one.out);
  const Outcome unknown = run_program("describe dwelling my_hose" + own);
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'my_house'?"));
  scratch.write("broken.toml", "[archetype.a]\nfloor_area = 3\n");
  const Outcome broken = run_program("describe dwelling --archetypes '" + scratch.file("broken.toml") + "'");
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.err, HasSubstr("did you mean 'floor_area_m2'?"));
  EXPECT_EQ(run_program("describe season my_house").exit_code, 2);
}

}  // namespace
}  // namespace hearthgrid::cli_test
