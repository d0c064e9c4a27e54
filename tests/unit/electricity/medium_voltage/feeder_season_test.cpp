// Seasons of feeders and substations, high sides of transformers, ampacity, and transfers: figures by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "models/electricity/medium_voltage/conductor.hpp"
#include "models/electricity/medium_voltage/feeder_season.hpp"
#include "models/electricity/medium_voltage/high_side.hpp"
#include "models/electricity/medium_voltage/transfer.hpp"

namespace hearthgrid::electricity {
namespace {

MvNetwork one_line(double rating_a, bool by_air = false) {
  MvNetwork network;
  network.nodes = 2;
  MvLine line;
  line.to = 1;
  line.z_ohm = {1.0, 1.0};
  line.rating_a = rating_a;
  line.by_air = by_air;
  network.lines = {line};
  return network;
}

TEST(Conductor, IsWarmerWithMoreResistance) {
  const Conductor* jklyj = conductor("JKLYJ-10-120");
  ASSERT_NE(jklyj, nullptr);
  EXPECT_DOUBLE_EQ(jklyj->r_ohm_per_km(20.0), 0.253);
  EXPECT_NEAR(jklyj->r_ohm_per_km(0.0), 0.253 * (1.0 - 20.0 * 0.00403), 1e-12);
  EXPECT_EQ(conductor("JKLYJ-10-121"), nullptr);
}

// 90 degC at most, stated for air of 30: at -6 the excess may be 96 K in place of 60.
TEST(Conductor, CarriesMoreInTheCold) {
  const Conductor& jklyj = *conductor("JKLYJ-10-120");
  EXPECT_DOUBLE_EQ(ampacity_a(jklyj, 30.0), 350.0);
  EXPECT_NEAR(ampacity_a(jklyj, -6.0), 350.0 * std::sqrt(1.6), 1e-9);
  EXPECT_DOUBLE_EQ(ampacity_a(jklyj, 95.0), 0.0);
  const Conductor& buried = *conductor("YJV22-120");
  EXPECT_DOUBLE_EQ(ampacity_a(buried, -6.0), buried.rating_a);
}

// Within each kind: thicker is less resistance, less reactance and more ampacity.
TEST(Conductor, CatalogueRisesWithTheSection) {
  for (size_t i = 1; i < conductors().size(); ++i) {
    const Conductor &thin = conductors()[i - 1], &thick = conductors()[i];
    if (thin.name.substr(0, 3) != thick.name.substr(0, 3)) continue;
    EXPECT_LT(thick.r20_ohm_per_km, thin.r20_ohm_per_km) << thick.name;
    EXPECT_LT(thick.x_ohm_per_km, thin.x_ohm_per_km) << thick.name;
    EXPECT_GT(thick.rating_a, thin.rating_a) << thick.name;
    EXPECT_FALSE(thick.source.empty());
  }
}

// S13-400: 410 W and 4520 W, 4 %, 0.35 %; at rated load ux = sqrt(0.04^2 - 0.0113^2).
TEST(HighSide, AddsTheTransformersOwn) {
  const HighSide high(type_of("S13", 400.0));
  EXPECT_NEAR(high.kw(0.0, 0.0), 0.410, 1e-12);
  EXPECT_NEAR(high.kvar(0.0, 0.0), std::sqrt(1.4 * 1.4 - 0.41 * 0.41), 1e-12);
  EXPECT_NEAR(high.kw(320.0, 240.0), 320.0 + 0.410 + 4.520, 1e-12);
  EXPECT_NEAR(high.kvar(320.0, 240.0) - high.kvar(0.0, 0.0), 240.0 + 400.0 * 0.0383706, 1e-4);
}

// Three hours at 40, 80 and 110 A of a line of 100 A.
TEST(FeederCounter, CountsHoursOfTheNearestLine) {
  const MvNetwork network = one_line(100.0);
  FeederCounter counter(network, 60.0, 0.95);
  FlowTile tile(network);
  const double amperes[] = {40.0, 80.0001, 110.0};
  for (size_t i = 0; i < 3; ++i) {
    tile.current2_a2[i] = tile.head2_a2[i] = amperes[i] * amperes[i];
    tile.head_kw[i] = 10.0 * amperes[i];
    tile.loss_kw[i] = 1.0;
    tile.v_re[i] = 1.0;
    tile.v_re[FLOW_LANES + i] = 1.0 - 0.03 * static_cast<double>(i);
    tile.solved[i] = true;
  }
  const double air_c[] = {0.0, 0.0, 0.0};
  counter.add(tile, air_c);
  const FeederSeason season = counter.result();
  EXPECT_DOUBLE_EQ(season.hours_above_80, 2.0);
  EXPECT_DOUBLE_EQ(season.hours_above_100, 1.0);
  EXPECT_DOUBLE_EQ(season.hours_low_voltage, 1.0);
  EXPECT_NEAR(season.min_voltage_pu, 0.94, 1e-12);
  EXPECT_EQ(season.min_voltage_step, 2);
  EXPECT_EQ(season.peak_step, 2);
  EXPECT_NEAR(season.peak_loading, 1.1, 1e-12);
  EXPECT_NEAR(season.peak_a, 110.0, 1e-12);
  EXPECT_NEAR(season.energy_kwh, 400.0 + 800.001 + 1100.0, 1e-9);
  EXPECT_DOUBLE_EQ(season.loss_kwh, 3.0);
}

// Two units of 10 MVA: 12 MVA is 60 % of both and too much for one.
TEST(Substation, CountsWhatOneUnitCouldNotCarry) {
  const SubstationUnits units{2, 10000.0, 10000.0, 10.0, 50.0};
  const std::vector<double> kw = {8000.0, 12000.0, 17000.0}, kvar = {0.0, 0.0, 0.0};
  const SubstationSeason season = assess_substation(kw, kvar, units, 60.0);
  EXPECT_DOUBLE_EQ(season.hours_above_firm, 2.0);
  EXPECT_DOUBLE_EQ(season.hours_above_80, 1.0);
  EXPECT_DOUBLE_EQ(season.peak_loading, 0.85);
  EXPECT_NEAR(season.loss_kwh, 2.0 * (3 * 10.0 + 50.0 * (0.16 + 0.36 + 0.7225)), 1e-9);
}

struct Two {
  MvNetwork lost, neighbour;
  std::vector<double> lost_kw = {0.0, 1000.0}, neighbour_kw = {0.0, 1000.0}, none = {0.0, 0.0};
  [[nodiscard]] TransferCase asked() const {
    TransferCase made{&lost, &neighbour, 1, 1, {}, lost_kw, none, neighbour_kw, none};
    made.tie.z_ohm = {0.1, 0.1};
    return made;
  }
};

TEST(Transfer, PassesWhereAllFits) {
  const Two two{one_line(200.0), one_line(200.0)};
  const Transfer transfer = assess_transfer(two.asked());
  EXPECT_EQ(transfer.limit, TransferLimit::none);
  EXPECT_EQ(transfer.share, 1.0);
  EXPECT_NEAR(transfer.transferable_a, 1000.0 / (std::sqrt(3.0) * 10.0), 2.0);  // and what the lines lose
  EXPECT_NEAR(transfer.margin_a, 200.0 - 58.3, 1.0);
}

// The neighbour's line carries 80 A: its own 58 A and some 22 of the lost feeder's 58.
TEST(Transfer, StopsAtTheNeighboursLine) {
  const Two two{one_line(200.0), one_line(80.0)};
  const Transfer transfer = assess_transfer(two.asked());
  EXPECT_EQ(transfer.limit, TransferLimit::line);
  EXPECT_NEAR(transfer.transferable_a, transfer.margin_a, 0.01);
  EXPECT_NEAR(transfer.share, transfer.margin_a / 58.5, 0.01);
}

TEST(Transfer, NamesWhateverElseStopsIt) {
  Two two{one_line(500.0), one_line(500.0)};
  TransferCase asked = two.asked();
  asked.lowest_pu = 0.985;
  EXPECT_EQ(assess_transfer(asked).limit, TransferLimit::voltage);
  asked = two.asked();
  asked.spare_kva = 500.0;
  const Transfer by_substation = assess_transfer(asked);
  EXPECT_EQ(by_substation.limit, TransferLimit::substation);
  EXPECT_NEAR(by_substation.share, 0.48, 0.02);
  asked = two.asked();
  asked.tie.rating_a = 20.0;
  const Transfer by_tie = assess_transfer(asked);
  EXPECT_EQ(by_tie.limit, TransferLimit::line);
  EXPECT_NEAR(by_tie.share, 20.0 / 59.0, 0.01);
  two.neighbour.lines[0].rating_a = 30.0;  // too little for the neighbour itself
  EXPECT_EQ(assess_transfer(two.asked()).share, 0.0);
  EXPECT_EQ(assess_transfer(two.asked()).limit, TransferLimit::line);
}

// Air cold enough for the same line to carry more.
TEST(Transfer, CountsOnTheCold) {
  const Two two{one_line(80.0, true), one_line(80.0, true)};
  TransferCase asked = two.asked();
  asked.air_c = 30.0;
  const double warm = assess_transfer(asked).share;
  asked.air_c = -6.0;
  EXPECT_GT(assess_transfer(asked).share, warm + 0.2);
}

}  // namespace
}  // namespace hearthgrid::electricity
