#pragma once
// Constants of nature and conventions that more than one model needs.

namespace hearthgrid {

constexpr double STEFAN_BOLTZMANN_W_M2K4 = 5.670374e-8;  ///< CODATA 2018
constexpr double ZERO_CELSIUS_K = 273.15;
constexpr double AIR_HEAT_CAPACITY_J_KGK = 1006.0;  ///< dry air near 0 degC
constexpr double JOULE_PER_KWH = 3.6e6;

}  // namespace hearthgrid
