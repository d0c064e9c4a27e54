#pragma once
// What appliances.toml says, in one piece.

#include "models/occupancy/appliances.hpp"
#include "models/occupancy/cooking.hpp"
#include "models/occupancy/hot_water.hpp"

namespace hearthgrid::occupancy {

struct Equipment {
  ApplianceSet appliances;
  HotWaterInputs hot_water;
  CookingInputs cooking;
};

}  // namespace hearthgrid::occupancy
