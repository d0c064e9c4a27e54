// Networks made up by rule: shape and lengths by hand, sizes by the rule's own limits, pressures by the flow.

#include "models/gas/network/village_network.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <stdexcept>

#include "models/gas/network/network_faults.hpp"
#include "models/gas/network/pipe_sizing.hpp"
#include "tests/unit/gas/network_samples.hpp"

namespace hearthgrid::gas {
namespace {

const GasVillage LONELY{.name = "A", .homes = 60};

double length_m(const GasNetwork& network, bool low) {
  double sum = 0.0;
  for (const GasPipe& pipe : network.pipes) {
    if ((network.nodes[static_cast<size_t>(pipe.to)].tier == PressureTier::low) == low) sum += pipe.length_m;
  }
  return sum;
}

const GasPipe& pipe_to(const GasNetwork& network, const std::string& name) {
  for (const GasPipe& pipe : network.pipes) {
    if (network.nodes[static_cast<size_t>(pipe.to)].name == name) return pipe;
  }
  throw std::logic_error("no pipe to " + name);
}

/// Homes by node.
std::map<int, int> homes_at(const VillageNetwork& made) {
  std::map<int, int> homes;
  for (const auto& village : made.home_nodes) {
    for (const int node : village) ++homes[node];
  }
  return homes;
}

TEST(VillageNetwork, OneVillageByHand) {
  // 60 homes: two boxes of 30, each two branches of 15, each three nodes of 5. Of 80 m a home a tenth lies before the
  // boxes (8 m x 30 = 240 m each), four tenths behind (32 m x 5 = 160 m to each node), the rest are homes' own lines.
  const VillageNetwork made = make_village_network({LONELY}, {}, {});
  const GasNetwork& n = made.network;
  EXPECT_TRUE(made.too_small.empty());
  EXPECT_EQ(n.nodes.size(), 1U + 1U + 2U * 2U + 2U * 2U * 3U);
  EXPECT_EQ(n.regulators.size(), 2U);
  EXPECT_EQ(n.supplies.size(), 1U);
  EXPECT_NEAR(length_m(n, true), 60 * 32.0, 1e-9);
  EXPECT_NEAR(length_m(n, false), 2000.0 + 60 * 8.0, 1e-9);
  EXPECT_NEAR(pipe_to(n, "A").length_m, 2000.0, 1e-9);
  EXPECT_NEAR(pipe_to(n, "A box 002 inlet").length_m, 240.0, 1e-9);
  EXPECT_NEAR(pipe_to(n, "A box 001 branch 2 node 03").length_m, 160.0, 1e-9);
  EXPECT_NEAR(n.regulators[0].capacity_m3h, 30 * 2.95 * 1.2, 1e-9);
  ASSERT_EQ(made.home_nodes[0].size(), 60U);
  EXPECT_EQ(n.nodes[static_cast<size_t>(made.home_nodes[0].front())].name, "A box 001 branch 1 node 01");
  EXPECT_EQ(n.nodes[static_cast<size_t>(made.home_nodes[0].back())].name, "A box 002 branch 2 node 03");
  for (const auto& entry : homes_at(made)) EXPECT_EQ(entry.second, 5);
}

TEST(VillageNetwork, GreatCirclesByHand) {
  EXPECT_NEAR(great_circle_m(0, 0, 1, 0), 111194.93, 0.01);  // pi R / 180
  EXPECT_NEAR(great_circle_m(113, 60, 114, 60), 0.5 * 111194.93, 2.0);
  EXPECT_NEAR(great_circle_m(113, 40, 113, 40), 0.0, 1e-9);
  EXPECT_NEAR(great_circle_m(0, 0, 180, 0), 180 * 111194.93, 10.0);
}

TEST(VillageNetwork, TrunksFollowTheShortestTree) {
  // On a meridian at 0, 1, 2 hundredths of a degree and one far east of the last. The station stands at the mean place
  // of the homes; the rest hang on one another.
  std::vector<GasVillage> villages = {{"A", 20, true, 113.0, 40.00},
                                      {"B", 20, true, 113.0, 40.01},
                                      {"C", 20, true, 113.0, 40.02},
                                      {"D", 20, true, 113.1, 40.02}};
  const VillageNetwork made = make_village_network(villages, {}, {});
  const auto from = [&](const char* name) {
    return made.network.nodes[static_cast<size_t>(pipe_to(made.network, name).from)].name;
  };
  const double step = 1.3 * great_circle_m(113, 40, 113, 40.01);
  EXPECT_EQ(from("A"), "B");
  EXPECT_NEAR(pipe_to(made.network, "A").length_m, step, 1e-6);
  EXPECT_EQ(from("D"), "station 001");
  EXPECT_TRUE(from("C") == "B" || from("B") == "C");
  // One village: the station stands in it, and the trunk has its least length.
  const VillageNetwork alone = make_village_network({villages[0]}, {}, {});
  EXPECT_EQ(pipe_to(alone.network, "A").length_m, LEAST_TRUNK_M);
}

TEST(VillageNetwork, WithoutPlacesChainsLeaveTheStation) {
  std::vector<GasVillage> villages;
  for (int v = 0; v < 7; ++v) villages.push_back({.name = std::string(1, static_cast<char>('A' + v)), .homes = 10});
  villages.push_back({.name = "nobody", .homes = 0});
  const VillageNetwork made = make_village_network(villages, {.villages_per_chain = 3}, {});
  const auto from = [&](const char* name) {
    return made.network.nodes[static_cast<size_t>(pipe_to(made.network, name).from)].name;
  };
  EXPECT_THAT((std::vector<std::string>{from("A"), from("B"), from("C"), from("D"), from("G")}),
              testing::ElementsAre("station 001", "A", "B", "station 001", "station 001"));
  EXPECT_TRUE(made.home_nodes[7].empty());
}

TEST(VillageNetwork, StationsShareTheVillagesFromWestToEast) {
  std::vector<GasVillage> villages;
  for (int v = 0; v < 12; ++v) {
    villages.push_back({fmt::format("V{:02}", (7 * v) % 12), 500, true, 113.0 + 0.01 * v, 40.0});
  }
  const VillageNetwork made = make_village_network(villages, {.homes_per_station = 2000}, {});
  EXPECT_EQ(made.network.supplies.size(), 3U);
  const VillageNetwork other =
      make_village_network({villages.rbegin(), villages.rend()}, {.homes_per_station = 2000}, {});
  ASSERT_EQ(other.network.pipes.size(), made.network.pipes.size());
  for (size_t i = 0; i < made.network.pipes.size(); ++i) {
    EXPECT_EQ(other.network.pipes[i].name, made.network.pipes[i].name);
    EXPECT_EQ(other.network.pipes[i].inner_diameter_m, made.network.pipes[i].inner_diameter_m);
  }
}

/// What must hold of any county. Counts in `flows` those whose pipes are large enough to look at the flow.
void expect_sound(const std::vector<GasVillage>& villages, const VillageNetworkRule& rule, int& flows) {
  const VillageNetwork made = make_village_network(villages, rule, {});
  const GasNetwork& n = made.network;
  ASSERT_TRUE(network_faults(n).empty()) << network_faults(n).front().text;
  EXPECT_TRUE(unreached_nodes(n).empty());
  EXPECT_EQ(n.pipes.size() + n.regulators.size() + n.supplies.size(), n.nodes.size());  // a forest, a root per station
  EXPECT_TRUE(std::is_sorted(n.nodes.begin(), n.nodes.end(), [](auto& a, auto& b) { return a.name < b.name; }));
  int homes = 0, boxes = 0;
  for (size_t v = 0; v < villages.size(); ++v) {
    ASSERT_EQ(made.home_nodes[v].size(), static_cast<size_t>(villages[v].homes));
    homes += villages[v].homes;
    boxes += (villages[v].homes + rule.homes_per_box - 1) / rule.homes_per_box;
  }
  EXPECT_EQ(n.regulators.size(), static_cast<size_t>(boxes));
  const double low_share = 1.0 - rule.service_share - rule.medium_share;
  EXPECT_NEAR(length_m(n, true), low_share * rule.pipe_per_home_m * homes, 1e-6 * homes);
  if (!made.too_small.empty()) return;
  ++flows;
  GasNetwork loaded = n;
  for (const auto& [node, count] : homes_at(made)) {
    EXPECT_LE(count, rule.homes_per_node);
    EXPECT_EQ(n.nodes[static_cast<size_t>(node)].tier, PressureTier::low);
    add_draw(loaded, node, count * rule.draw_m3h * rule.simultaneity);
  }
  const GasFlowResult result = solved(loaded);
  ASSERT_TRUE(result.solved()) << failure_text(loaded, result);
  GasFlow flow(loaded);
  for (size_t i = 0; i < n.nodes.size(); ++i) {
    const bool low = n.nodes[i].tier == PressureTier::low;
    EXPECT_GE(result.pressure_pa[i], low ? rule.box_pa - rule.low_drop_pa : rule.trunk_end_pa) << n.nodes[i].name;
  }
  for (size_t i = 0; i < n.pipes.size(); ++i) {
    const bool low = n.nodes[static_cast<size_t>(n.pipes[i].to)].tier == PressureTier::low;
    const GasFlow::Velocity v = flow.velocity(result, static_cast<int>(i));
    EXPECT_LE(std::max(v.from_m_s, v.to_m_s), low ? rule.low_speed_m_s : rule.medium_speed_m_s) << n.pipes[i].name;
  }
}

TEST(VillageNetwork, AnyCountyIsATreeAndKeepsItsPressuresAtTheDesignDraw) {
  std::mt19937 random(11);
  int flows = 0;
  const auto from_to = [&](int low, int high) { return low + static_cast<int>(random() % (high - low + 1)); };
  for (int trial = 0; trial < 25; ++trial) {
    std::vector<GasVillage> villages;
    const bool placed = trial % 2 == 0;
    const int count = from_to(1, 12);
    for (int v = 0; v < count; ++v) {
      GasVillage village{.name = fmt::format("V{}", v), .homes = from_to(0, 300), .placed = placed};
      village.longitude_deg = 113.0 + 0.001 * from_to(0, 200);
      village.latitude_deg = 40.0 + 0.001 * from_to(0, 200);
      villages.push_back(village);
    }
    villages.push_back({"last", 7, placed, 113.1, 40.1});
    VillageNetworkRule rule;
    rule.homes_per_station = from_to(200, 3000);
    rule.homes_per_box = from_to(1, 60);
    rule.boxes_per_line = from_to(1, 8);
    rule.branches_per_box = from_to(1, 4);
    rule.homes_per_node = from_to(1, 12);
    rule.fitting_share = 0.1 * from_to(0, 5);
    expect_sound(villages, rule, flows);
  }
  EXPECT_GE(flows, 20);
}

TEST(VillageNetwork, PipesTooSmallAreNamed) {
  const VillageNetworkRule rule{.station_pa = 12e3, .trunk_end_pa = 10e3};
  const VillageNetwork made = make_village_network({{.name = "A", .homes = 3000}}, rule, {});
  EXPECT_THAT(made.too_small, testing::Contains("station 001~A"));
  EXPECT_EQ(pipe_to(made.network, "A").type, "PE355 SDR11");
}

TEST(VillageNetwork, RulesThatCannotBeAreRefused) {
  const auto made = [](VillageNetworkRule rule) { return make_village_network({LONELY}, rule, {}); };
  EXPECT_THROW((void)made({.station_pa = 90e3}), std::invalid_argument);
  EXPECT_THROW((void)made({.service_share = 0.6, .medium_share = 0.4}), std::invalid_argument);
  EXPECT_THROW((void)made({.homes_per_box = 0}), std::invalid_argument);
  EXPECT_THROW((void)made({.box_pa = 700.0}), std::invalid_argument);
  EXPECT_THROW((void)made({.draw_m3h = std::nan("")}), std::invalid_argument);
}

TEST(PipeSizing, FallIsThatOfTheCodesSinglePipes) {
  // 60 Nm3/h through 300 m of PE110 SDR11: lambda 0.02723, 228.6 Pa by the low-pressure form, whose rounded constant
  // is 0.1 % above (the sheet's table).
  const GasFluid fluid{.normal_density_kg_m3 = 0.7333, .viscosity_pa_s = 0.7333 * 1.4e-5, .temperature_k = 273.15};
  double lambda = 0.0;
  const double fall = fall_pa2_m(*pipe_type("PE110 SDR11"), 60.0 * 293.15 / 273.15, fluid, &lambda);
  EXPECT_NEAR(lambda, 0.02723, 5e-6);
  EXPECT_NEAR(fall * 300.0 / (2.0 * 101325.0), 228.6 * 6.2543 / 6.26, 0.06);
  // 1500 Nm3/h in PE160 SDR11 at 272.12 kPa: 11.55 m/s.
  EXPECT_NEAR(speed_m_s(*pipe_type("PE160 SDR11"), 1500.0 * 293.15 / 273.15, 272120.0, fluid), 11.55, 0.01);
}

TEST(PipeSizing, TakesTheSmallestThatKeepsBothLimits) {
  const GasFluid fluid;
  const auto& types = low_pressure_types();
  for (size_t i = 1; i < types.size(); ++i) EXPECT_LT(types[i - 1]->inner_mm, types[i]->inner_mm);
  for (const double draw : {1.0, 7.0, 44.0, 230.0, 900.0}) {
    const PipeLimits limits{6.0, 102000.0, 3e5};
    const PipeType* taken = smallest_pipe(types, draw, limits, fluid);
    ASSERT_NE(taken, nullptr);
    for (const PipeType* type : types) {
      const bool keeps = speed_m_s(*type, draw, limits.lowest_pa, fluid) <= limits.most_speed_m_s &&
                         fall_pa2_m(*type, draw, fluid) <= limits.most_fall_pa2_m;
      EXPECT_EQ(keeps, type->inner_mm >= taken->inner_mm) << draw << " " << type->name;
    }
  }
  EXPECT_EQ(smallest_pipe(types, 1e5, {6.0, 102000.0, 3e5}, fluid), nullptr);
}

}  // namespace
}  // namespace hearthgrid::gas
