#pragma once
// The constants of IEC 60076-7:2018 for one kind of oil-immersed transformer and the presets that hearthgrid knows.

#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::electricity {

/// How one kind of transformer warms up. The loss ratio R is not in here: it is the nameplate's (real Chinese units
/// have 7.5 to 23, the standard's table 5).
struct ThermalClass {
  std::string_view name;
  double oil_rise_k = 55.0;       ///< top oil over ambient at rated losses, steady
  double hot_spot_rise_k = 23.0;  ///< hot spot over top oil at rated current, steady: H times g_r
  double oil_time_min = 180.0;    ///< tau_o
  double winding_time_min = 4.0;  ///< tau_w
  double x = 0.8;                 ///< oil exponent, of the losses
  double y = 1.6;                 ///< winding exponent, of the current
  double k11 = 1.0;
  double k21 = 1.0;  ///< 1: no overshoot of the winding, one winding state is zero
  double k22 = 2.0;
  std::string_view status;  ///< standard, assumed, unverified
  std::string_view source;
};

/// Outdoor distribution transformer, the default: the table of IEC 60076-7 for distribution ONAN.
constexpr ThermalClass DISTRIBUTION_ONAN{
    .name = "distribution-onan",
    .status = "standard",
    .source =
        "IEC 60076-7 distribution ONAN as I. Daminov's published MATLAB code and transformer-thermal-model quote "
        "it; the standard itself was not read"};

/// The same with the rises that transformer-thermal-model takes for a unit in the open: deliberately on the safe side.
constexpr ThermalClass DISTRIBUTION_ONAN_CAUTIOUS{
    .name = "distribution-onan-cautious",
    .oil_rise_k = 60.0,
    .hot_spot_rise_k = 1.2 * 23.0,
    .status = "assumed",
    .source = "transformer-thermal-model 3d59996, distribution default: oil rise limit 60 K, g_r 23 K, H 1.2"};

/// A unit in a kiosk: transformer-thermal-model's 10 K surcharge stands inside the oil rise, so it scales with the
/// losses.
constexpr ThermalClass KIOSK_ONAN{
    .name = "kiosk-onan",
    .oil_rise_k = 60.0 + 10.0,
    .hot_spot_rise_k = 1.2 * 23.0,
    .status = "assumed",
    .source = "transformer-thermal-model 3d59996, distribution default with its 10 K surcharge for an enclosure"};

/// Medium and large transformer, natural air.
constexpr ThermalClass POWER_ONAN{.name = "power-onan",
                                  .oil_rise_k = 52.0,
                                  .hot_spot_rise_k = 26.0,
                                  .oil_time_min = 210.0,
                                  .winding_time_min = 10.0,
                                  .y = 1.3,
                                  .k11 = 0.5,
                                  .k21 = 2.0,
                                  .status = "standard",
                                  .source =
                                      "times, exponents and k: transformer-thermal-model and RateTransformer "
                                      "quoting AS 60076.7 table 5; rises as ONAF"};

/// Medium and large transformer, fans.
constexpr ThermalClass POWER_ONAF{.name = "power-onaf",
                                  .oil_rise_k = 52.0,
                                  .hot_spot_rise_k = 26.0,
                                  .oil_time_min = 150.0,
                                  .winding_time_min = 7.0,
                                  .y = 1.3,
                                  .k11 = 0.5,
                                  .k21 = 2.0,
                                  .status = "standard",
                                  .source = "IEC 60076-7 ONAF as I. Daminov's published MATLAB code quotes it"};

/// All presets, the default first.
[[nodiscard]] const std::vector<ThermalClass>& thermal_classes();

/// The preset of that name. Throws InputError, without a place, naming the allowed ones.
[[nodiscard]] const ThermalClass& thermal_class(std::string_view name);

}  // namespace hearthgrid::electricity
