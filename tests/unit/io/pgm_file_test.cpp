// Networks of power-grid-model: its conventions by hand, what is refused, batches of updates.

#include "engine/io/network/pgm_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <numbers>

#include "engine/base/error.hpp"
#include "tests/cli/program.hpp"
#include "tests/reference_data.hpp"

namespace hearthgrid::io {
namespace {

using cli_test::ScratchFolder;
using electricity::Complex;
using electricity::Network;
using electricity::Winding;
using nlohmann::ordered_json;
using testing::HasSubstr;

ordered_json small_network() {
  return ordered_json::parse(R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {},
    "data": {
      "node": [{"id": 1, "u_rated": 10000}, {"id": 2, "u_rated": 400}, {"id": 5, "u_rated": 400}],
      "source": [{"id": 7, "node": 1, "status": 1, "u_ref": 1.02, "u_ref_angle": 0.1, "sk": 1e8, "rx_ratio": 0.75,
                  "z01_ratio": 2.0}],
      "transformer": [{"id": 3, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1, "u1": 10500, "u2": 420,
        "sn": 4e5, "uk": 0.04, "pk": 4400, "i0": 0.01, "p0": 800, "winding_from": 2, "winding_to": 1, "clock": -7,
        "tap_side": 0, "tap_pos": 3, "tap_min": 5, "tap_max": -5, "tap_nom": 1, "tap_size": 250, "uk_min": 0.06,
        "pk_max": 9000, "r_grounding_to": 2}],
      "line": [{"id": 4, "from_node": 2, "to_node": 5, "from_status": 1, "to_status": 0, "r1": 0.1, "x1": 0.02,
        "c1": 1e-6, "tan1": 0.1, "r0": 0.3, "x0": 0.05, "c0": 5e-7, "tan0": 0.0, "i_n": 200}],
      "asym_load": [{"id": 9, "node": 5, "status": 1, "type": 2, "p_specified": [100, 0, 50],
                     "q_specified": [10, 0, 5]}],
      "sym_gen": [{"id": 8, "node": 5, "status": 0, "type": 1, "p_specified": 300, "q_specified": 30}],
      "sym_voltage_sensor": [{"id": 11, "measured_object": 1, "u_sigma": 1, "u_measured": 10000}]}})");
}

Network read_json(const ordered_json& json) {
  const ScratchFolder folder;
  return read_pgm(folder.write("input.json", json.dump()));
}

std::string complaint(const ordered_json& patch) {
  ordered_json json = small_network();
  json.merge_patch(patch);
  try {
    (void)read_json(json);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

TEST(PgmFile, ConventionsAreThoseOfPowerGridModel) {
  const Network network = read_json(small_network());
  ASSERT_EQ(network.buses.size(), 3U);
  EXPECT_EQ(network.buses[2].name, "5");

  // (10 kV)^2 / 100 MVA = 1 ohm, r/x 0.75.
  EXPECT_NEAR(std::abs(network.sources.at(0).z1_ohm - Complex(0.6, 0.8)), 0.0, 1e-12);
  EXPECT_NEAR(std::abs(network.sources[0].z0_ohm - Complex(1.2, 1.6)), 0.0, 1e-12);
  EXPECT_NEAR(network.sources[0].angle_deg, 18.0 / std::numbers::pi, 1e-12);
  EXPECT_FALSE(network.sources[0].held_positive_sequence);

  // tap_min above tap_max: a step up lowers the voltage; 3 is halfway from 1 to tap_min 5.
  const electricity::TransformerBranch& t = network.transformers.at(0);
  EXPECT_DOUBLE_EQ(t.tap_steps, 2.0);
  EXPECT_DOUBLE_EQ(t.tap_step_v, -250.0);
  EXPECT_NEAR(t.short_circuit_share, 0.05, 1e-15);
  EXPECT_DOUBLE_EQ(t.load_loss_w, 4400.0);
  EXPECT_EQ(t.clock, 5);
  EXPECT_DOUBLE_EQ(t.shift_deg, 150.0);
  EXPECT_EQ(t.high_winding, Winding::delta);
  EXPECT_EQ(t.low_winding, Winding::wye_grounded);
  EXPECT_EQ(t.shunt_place, electricity::ShuntPlace::pi);
  EXPECT_EQ(t.low_grounding_ohm, Complex(2.0, 0.0));

  const electricity::Line& line = network.lines.at(0);
  EXPECT_TRUE(line.from_closed);
  EXPECT_FALSE(line.to_closed);
  EXPECT_NEAR(line.y1_s.imag(), std::numbers::pi * 1e-4, 1e-15);
  EXPECT_NEAR(line.y1_s.real(), std::numbers::pi * 1e-5, 1e-15);
  EXPECT_DOUBLE_EQ(line.rating_a, 200.0);

  ASSERT_EQ(network.loads.size(), 2U);
  EXPECT_EQ(network.loads[0].va[0], Complex(-100.0, -10.0));
  EXPECT_DOUBLE_EQ(network.loads[0].dependence.impedance, 1.0);
  EXPECT_FALSE(network.loads[0].in_service);
  EXPECT_EQ(network.loads[1].va[2], Complex(50.0, 5.0));
  EXPECT_DOUBLE_EQ(network.loads[1].dependence.current, 1.0);
}

TEST(PgmFile, NeutralOfAnAsymmetricLineIsReduced) {
  ordered_json json = small_network();
  json["data"]["asym_line"] = ordered_json::array(
      {{{"id", 20}, {"from_node", 2}, {"to_node", 5}, {"from_status", 1}, {"to_status", 1}, {"c0", 0}, {"c1", 0}}});
  ordered_json& line = json["data"]["asym_line"][0];
  for (const char* self : {"aa", "bb", "cc", "nn"})
    line[std::string("r_") + self] = 1.0, line[std::string("x_") + self] = 2.0;
  for (const char* mutual : {"ba", "ca", "cb", "na", "nb", "nc"})
    line[std::string("r_") + mutual] = 0.5, line[std::string("x_") + mutual] = 1.0;
  // Self 1 + 2j, mutual half of it: reduced by (1/4) / 1 of the self.
  const Network network = read_json(json);
  const Complex self(1.0, 2.0);
  EXPECT_NEAR(std::abs((*network.lines.at(1).z_phase_ohm)[1][1] - 0.75 * self), 0.0, 1e-12);
  EXPECT_NEAR(std::abs((*network.lines[1].z_phase_ohm)[0][2] - 0.25 * self), 0.0, 1e-12);
  EXPECT_NEAR(std::abs(network.lines[1].z1_ohm - 0.5 * self), 0.0, 1e-12);
  EXPECT_NEAR(std::abs(network.lines[1].z0_ohm - 1.25 * self), 0.0, 1e-12);
}

TEST(PgmFile, ListsOfAttributesAreRead) {
  ordered_json json = small_network();
  json["attributes"]["node"] = {"u_rated", "id"};
  json["data"]["node"] = ordered_json::parse("[[10000, 1], [400, 2], {\"id\": 5, \"u_rated\": 230}]");
  const Network network = read_json(json);
  EXPECT_DOUBLE_EQ(network.buses.at(0).rated_v, 10000.0);
  EXPECT_DOUBLE_EQ(network.buses.at(2).rated_v, 230.0);
}

TEST(PgmFile, WhatIsNotUnderstoodIsRefusedByName) {
  const auto patched = [](const std::string& text) {
    return complaint(ordered_json::parse("{\"data\":" + text + "}"));
  };
  EXPECT_THAT(patched(R"({"three_winding_transformer": [{"id": 30}]})"),
              HasSubstr("elements of three_winding_transformer are not understood"));
  EXPECT_THAT(patched(R"({"transformer_tap_regulator": [{"id": 30}]})"), HasSubstr("transformer_tap_regulator"));
  EXPECT_THAT(patched(R"({"shunt": [{"id": 9, "node": 2, "status": 1, "g1": 0, "b1": 1}]})"),
              HasSubstr("shunt 9: id 9 is that of a asym_load as well"));
  EXPECT_THAT(patched(R"({"shunt": [{"id": 40, "node": 3, "status": 1, "g1": 0, "b1": 1}]})"),
              HasSubstr("shunt 40: node is 3, which is no node"));
  EXPECT_THAT(patched(R"({"line": [{"id": 4, "from_node": 2, "to_node": 5, "r1": 0, "x1": 0, "c1": 0}]})"),
              HasSubstr("line 4: r1 and x1 are both 0"));
  EXPECT_THAT(
      patched(R"({"sym_gen": [{"id": 8, "node": 5, "status": 1, "type": 4, "p_specified": 1, "q_specified": 0}]})"),
      HasSubstr("sym_gen 8: type is 4"));
  EXPECT_THAT(complaint(ordered_json::parse(R"({"version": "2.0"})")), HasSubstr("version is 2.0"));
  EXPECT_THAT(complaint(ordered_json::parse(R"({"data": null})")),
              HasSubstr("this is not an input of power-grid-model"));
}

TEST(PgmFile, EachScenarioStartsFromTheInput) {
  const ScratchFolder folder;
  const std::string input = folder.write("input.json", small_network().dump());
  const std::string update = folder.write("update.json", R"({"version": "1.0", "type": "update", "is_batch": true,
      "attributes": {"transformer": ["id", "tap_pos"]},
      "data": [{"transformer": [[3, 5]], "sym_gen": [{"status": 1, "p_specified": 600}]}, {},
               {"line": [{"id": 4, "to_status": 1}], "sym_voltage_sensor": [{"id": 11, "u_sigma": 2}]}]})");
  const std::vector<Network> networks = read_pgm_batch(input, update);
  ASSERT_EQ(networks.size(), 3U);
  EXPECT_DOUBLE_EQ(networks[0].transformers[0].tap_steps, 4.0);
  EXPECT_NEAR(networks[0].transformers[0].short_circuit_share, 0.06, 1e-15);
  EXPECT_DOUBLE_EQ(networks[0].loads[0].va[0].real(), -200.0);
  EXPECT_TRUE(networks[0].loads[0].in_service);
  EXPECT_DOUBLE_EQ(networks[1].transformers[0].tap_steps, 2.0);
  EXPECT_FALSE(networks[1].lines[0].to_closed);
  EXPECT_TRUE(networks[2].lines[0].to_closed);

  const std::string wrong = folder.write("wrong.json", R"({"version": "1.0", "data": [{"line": [{"id": 77}]}]})");
  try {
    (void)read_pgm_batch(input, wrong);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("scenario 0: there is no line 77"));
  }
}

TEST(PgmFile, PublishedCasesAreRead) {
  const auto data = reference_data();
  if (!data) GTEST_SKIP() << "the reference networks are not there";
  const std::string cases = *data + "/networks/pgm_cases/";
  EXPECT_EQ(read_pgm(cases + "vision-example/input.json").lines.size(), 3U);
  EXPECT_EQ(read_pgm(cases + "pandapower_components_symmetric_line/input.json").lines.size(), 5U);
  const std::string taps = cases + "pandapower_components_symmetric_transformer/";
  const auto networks = read_pgm_batch(taps + "input.json", taps + "update_batch.json");
  ASSERT_EQ(networks.size(), 11U);
  EXPECT_DOUBLE_EQ(networks[10].transformers[0].tap_steps, 5.0);
  const std::string asymmetric = cases + "pandapower_networks_asymmetric_distribution-case/";
  EXPECT_EQ(read_pgm_batch(asymmetric + "input.json", asymmetric + "update_batch.json").size(), 2U);
}

}  // namespace
}  // namespace hearthgrid::io
