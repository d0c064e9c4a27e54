// What an envelope does to an archetype.

#include "models/dwelling/archetype.hpp"

#include <gtest/gtest.h>

#include "models/dwelling/reduction.hpp"
#include "tests/bestest.hpp"

namespace hearthgrid::dwelling {
namespace {

const std::vector<Layer> INSULATED = {{"eps", 0.1, 0.04, 20, 1400}, {"brick", 0.24, 0.8, 1800, 1050}};

Archetype with_change(double share) {
  Archetype archetype;
  archetype.name = "home";
  archetype.base = bestest::box(true, false);
  Retrofit retrofit;
  retrofit.layers["north"] = {INSULATED, share};
  archetype.envelopes["north"] = retrofit;
  return archetype;
}

TEST(Envelope, HalfAWallIsTwoWalls) {
  const Dwelling half = with_envelope(with_change(0.25), "north");
  ASSERT_EQ(half.opaque.size(), 7U);
  EXPECT_EQ(half.opaque[0].name, "north");
  EXPECT_EQ(half.opaque[0].area_m2, 5.4);
  EXPECT_EQ(half.opaque[0].layers.size(), 2U);
  EXPECT_EQ(half.opaque[1].name, "north (rest)");
  EXPECT_NEAR(half.opaque[1].area_m2, 16.2, 1e-12);
  EXPECT_EQ(half.opaque[1].layers.size(), 3U);
  const auto loss = [](double share) {
    return full_order(with_envelope(with_change(share), "north")).heat_loss_coefficient_w_k();
  };
  const double none = full_order(with_change(1.0).base).heat_loss_coefficient_w_k();
  // Nearly linear in the share; only the radiant exchange bends it.
  EXPECT_NEAR((none - loss(0.5)) / (none - loss(1.0)), 0.5, 0.01);
  EXPECT_EQ(with_envelope(with_change(1.0), "north").opaque.size(), 6U);
}

TEST(Envelope, ChangesBridgesByName) {
  Archetype archetype = with_change(1.0);
  archetype.base.bridges = {{"eaves", 0.5, 20.0}, {"sill", 0.1, 10.0}};
  archetype.envelopes["north"].bridges = {{"eaves", 0.1, 20.0}, {"balcony", 0.4, 3.0}};
  const Dwelling home = with_envelope(archetype, "north");
  ASSERT_EQ(home.bridges.size(), 3U);
  EXPECT_EQ(home.bridges[0].psi_w_mk, 0.1);
  EXPECT_EQ(home.bridges[1].psi_w_mk, 0.1);
  EXPECT_EQ(home.bridges[2].name, "balcony");
}

}  // namespace
}  // namespace hearthgrid::dwelling
