// Glass: heat against the tables of EN ISO 10077-1, light against hand sums, conservation and published figures.

#include "models/dwelling/glazing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/dwelling/glass.hpp"
#include "models/dwelling/thermal_model.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

constexpr double DEGREE = 0.017453292519943295;
constexpr double FLOAT_EMISSIVITY = 0.837;  // EN 673: 0.89 at right angles, 0.94 of it over the hemisphere
constexpr double FLOAT_M2KW = 0.004;        // 4 mm at 1 W/mK

/// 4 mm panes; `low` > 0: one coated face in each gap.
Glass panes(int count, Gas gas, double gap_mm, double low = 0.0) {
  Pane pane;
  pane.front_emissivity = pane.back_emissivity = FLOAT_EMISSIVITY;
  pane.resistance_m2kw = FLOAT_M2KW;
  Glass glass{std::vector<Pane>(count, pane), std::vector<Gap>(count - 1, {0.0, gas, gap_mm / 1000.0}), {}};
  if (low > 0.0) {
    for (int k = 1; k < count; ++k) {
      glass.panes[k].front_emissivity = low;
    }
  }
  return glass;
}

TEST(Glass, ReproducesTheTabulatedTransmittances) {
  // EN ISO 10077-1, table C.2 (from memory): U to one digit; emissivities at right angles 0.1 and 0.05 are 0.114
  // and 0.059 over the hemisphere (EN 673, annex A).
  struct Row {
    int panes;
    Gas gas;
    double gap_mm, low, u;
  };
  const std::vector<Row> rows = {
      {2, Gas::air, 6, 0, 3.3},        {2, Gas::air, 8, 0, 3.1},        {2, Gas::air, 12, 0, 2.8},
      {2, Gas::air, 16, 0, 2.7},       {2, Gas::argon, 6, 0, 3.0},      {2, Gas::argon, 12, 0, 2.7},
      {2, Gas::argon, 16, 0, 2.6},     {2, Gas::argon, 12, 0.114, 1.5}, {2, Gas::air, 16, 0.059, 1.4},
      {2, Gas::argon, 16, 0.059, 1.2}, {3, Gas::air, 6, 0, 2.3},        {3, Gas::air, 12, 0, 1.9},
      {3, Gas::argon, 12, 0, 1.8},     {3, Gas::argon, 12, 0.059, 0.7}};
  for (const Row& row : rows) {
    EXPECT_NEAR(standard_u_w_m2k(panes(row.panes, row.gas, row.gap_mm, row.low)), row.u, 0.06)
        << row.panes << " panes, " << row.gap_mm << " mm, " << row.low;
  }
}

TEST(Glass, AGapOfStillAirConductsAndRadiates) {
  Glass glass;
  glass.gaps[0] = {0.0, Gas::air, 0.012};
  // 0.02496/0.012 + 4 sigma 283^3 / (2/0.84 - 1): below the onset of convection
  const double radiation = 4.0 * 5.670374e-8 * std::pow(283.0, 3) / (2.0 / 0.84 - 1.0);
  EXPECT_NEAR(gap_conductances(glass)[0], 0.02496 / 0.012 + radiation, 1e-12);
  EXPECT_NEAR(gap_conductances(glass)[0], 5.8, 0.01) << "the conductance that case 600 is given";
  glass.gaps[0].thickness_m = 0.05;
  EXPECT_GT(gap_conductances(glass)[0], 0.02496 / 0.05 + radiation + 1.0) << "convection in a wide gap";
  glass.gaps.clear();
  EXPECT_THROW((void)gap_conductances(glass), std::invalid_argument);
}

TEST(Glazing, NothingIsLostAtAnyAngle) {
  Pane coated = {0.452, 0.359, 0.397, 0.84, 0.047, 0.00318};
  const std::vector<Glass> kinds = {{{coated, Pane{}}, {Gap{}}, {}},
                                    {{Pane{}, coated}, {Gap{}}, {}},
                                    {{Pane{}, Pane{}, coated}, {Gap{}, Gap{9.0, Gas::air, 0.0}}, {}},
                                    {{Pane{}, Pane{}, Pane{}}, {Gap{}, Gap{}}, {}},
                                    {{}, {}, CatalogueGlass{1.4, 0.6, {}}}};
  for (const Glass& glass : kinds) {
    const Glazing glazing(glass);
    double before = 1.0;
    for (int degree = 0; degree <= 90; degree += 5) {
      const Glazing::Share share = glazing.beam(std::cos(degree * DEGREE));
      const double taken = share.transmitted + share.absorbed_outer + share.absorbed_inner;
      EXPECT_LE(taken, 1.0);
      EXPECT_GE(share.absorbed_inner, -1e-15);
      EXPECT_GE(share.absorbed_outer, -1e-15);
      EXPECT_LE(share.transmitted, before + 0.002) << degree;  // the bronze course is flat to 0.2 % near 0
      before = share.transmitted;
    }
    EXPECT_NEAR(before, 0.0, 1e-12);
  }
}

TEST(Glazing, TwoPanesThatDifferAreASumOfReflections) {
  const Pane coated = {0.452, 0.359, 0.397, 0.84, 0.047, 0.00318};
  const Glazing::Share share = Glazing({{coated, Pane{}}, {Gap{}}, {}}).beam(1.0);
  // Light between the panes, reflected to and fro a hundred times.
  double transmitted = 0.0;
  double outer = 1.0 - 0.452 - 0.359;
  double inner = 0.0;
  double forth = 0.452;
  for (int i = 0; i < 100; ++i) {
    transmitted += forth * 0.834;
    inner += forth * (1.0 - 0.834 - 0.075);
    const double back = forth * 0.075;
    outer += back * (1.0 - 0.452 - 0.397);
    forth = back * 0.397;
  }
  EXPECT_NEAR(share.transmitted, transmitted, 1e-10);
  EXPECT_NEAR(share.absorbed_outer, outer, 1e-10);
  EXPECT_NEAR(share.absorbed_inner, inner, 1e-10);
}

TEST(Glazing, MiddlePaneHeatsBothSidesAsTheNetworkWould) {
  // Three panes as three nodes, heat in the middle one, both ends held at zero through films: the flow to either end
  // is that of the split heat.
  const Glass glass{{Pane{}, Pane{}, Pane{}}, {Gap{3.0, Gas::air, 0.0}, Gap{9.0, Gas::air, 0.0}}, {}};
  const double first = 1.0 / 3.0 + 0.003048;
  const double second = 1.0 / 9.0 + 0.003048;
  const double outside = 0.05;
  const double inside = 0.15;
  const double to_outside = (inside + second) / (outside + first + second + inside);
  const double split = outer_shares(glass)[1];
  const double by_split = split * (first + second + inside) / (outside + first + second + inside) +
                          (1.0 - split) * inside / (outside + first + second + inside);
  EXPECT_NEAR(by_split, to_outside, 1e-14);
}

TEST(Glazing, LowEmissivityGlassOfCase660HasItsPublishedFigures) {
  const Pane coated = {0.452, 0.359, 0.397, 0.84, 0.047, 0.00318};
  const Glass glass{{coated, Pane{}}, {Gap{0.0, Gas::argon, 0.012}}, {}};
  // g 0.44 (Modelica Buildings, ISO13790 Case660). Gap by hand: 0.01684/0.012 + 5.141/(1/0.047 + 1/0.84 - 1).
  EXPECT_NEAR(gap_conductances(glass)[0], 1.4033 + 0.2395, 1e-3);
  EXPECT_NEAR(standard_g(glass), 0.44, 0.02);
}

TEST(Glazing, CatalogueFiguresComeOutAgain) {
  for (const auto& [u, g] : std::vector<std::pair<double, double>>{
           {5.7, 0.85}, {4.0, 0.7}, {2.8, 0.75}, {1.4, 0.6}, {1.1, 0.3}, {0.7, 0.5}, {2.8, 0.12}}) {
    const Glass glass{{}, {}, CatalogueGlass{u, g, {}}};
    EXPECT_NEAR(standard_u_w_m2k(glass), u, 1e-12);
    EXPECT_NEAR(standard_g(glass), g, 1e-12) << u << ' ' << g;
  }
  EXPECT_THROW((void)Glazing({{}, {}, CatalogueGlass{6.0, 0.8, {}}}), std::invalid_argument);
  EXPECT_THROW((void)core_resistance_m2kw({{}, {}, CatalogueGlass{6.0, 0.8, {}}}), std::invalid_argument);
}

TEST(Glazing, TheUsualCourseFollowsFresnel) {
  // Catalogue glass with the clear double's own U and g against the panes themselves.
  for (const int count : {1, 2}) {
    const Glass clear{std::vector<Pane>(count), std::vector<Gap>(count - 1), {}};
    const double u = count == 1 ? 5.7 : standard_u_w_m2k(clear);
    const Glazing stated({{}, {}, CatalogueGlass{u, standard_g(clear), {}}});
    const Glazing panes(clear);
    for (int degree = 0; degree <= 70; degree += 10) {
      const double x = std::cos(degree * DEGREE);
      EXPECT_NEAR(stated.beam(x).transmitted / stated.beam(1.0).transmitted,
                  panes.beam(x).transmitted / panes.beam(1.0).transmitted, 0.045)
          << count << " panes at " << degree;
    }
  }
}

TEST(Glazing, AStatedCourseIsFollowed) {
  const Glazing glazing({{}, {}, CatalogueGlass{2.8, 0.76, {0.76, 0.70, 0.38, 0.0}}});
  EXPECT_NEAR(glazing.beam(0.5).transmitted / glazing.beam(1.0).transmitted, 0.5, 1e-6);
  EXPECT_NEAR(glazing.beam(std::cos(15 * DEGREE)).transmitted / glazing.beam(1.0).transmitted, 0.73 / 0.76, 1e-6);
}

TEST(Window, AFrameOfItsOwnIsASecondWay) {
  Window window;
  window.area_m2 = 2.0;
  window.glazed_share = 0.7;
  window.frame_u_w_m2k = 2.0;
  const auto paths = paths_of(window);
  ASSERT_EQ(paths.size(), 2u);
  EXPECT_NEAR(paths[1].area_m2, 0.6, 1e-12);
  EXPECT_NEAR(1.0 / (paths[1].core_resistance_m2kw + 0.17), 2.0, 1e-12);
  // A frame that conducts as the glass does changes nothing; a better one keeps heat in.
  const double as_glass = full_order(bestest::box(false, false)).heat_loss_coefficient_w_k();
  Dwelling home = bestest::box(false, false);
  home.windows[0].glazed_share = 0.7;
  home.windows[0].frame_u_w_m2k = 1.0 / (core_resistance_m2kw(home.windows[0].glass) + 0.17);
  EXPECT_NEAR(full_order(home).heat_loss_coefficient_w_k() / as_glass, 1.0, 1e-12);
  EXPECT_NEAR(element_conductances(home).back() / element_conductances(bestest::box(false, false)).back(), 1.0, 1e-12);
  home.windows[0].frame_u_w_m2k = 1.0;
  EXPECT_LT(full_order(home).heat_loss_coefficient_w_k(), as_glass);
}

}  // namespace
}  // namespace hearthgrid::dwelling
