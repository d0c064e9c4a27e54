#pragma once
// Long-wave radiation of the sky, and cloud from sunshine where nobody looked up.

namespace hearthgrid::weather {

/// Infrared radiation of the sky on a horizontal plane [W/m2]:
///   eps (1 + 0.0224 n - 0.0035 n^2 + 0.00028 n^3) sigma T^4,  eps = 0.787 + 0.764 ln(T_dp / 273.15)
/// Clark and Allen (1978) with the cloud factor of Walton (1983), as EnergyPlus computes it; n = opaque cover in
/// tenths.
[[nodiscard]] double horizontal_infrared_w_m2(double dry_bulb_c, double dew_point_c, double opaque_cover_tenths);

/// Temperature of a black sky that radiates the same [degC].
[[nodiscard]] double sky_temp_c(double horizontal_infrared_w_m2);

/// Cloud cover in tenths from the clearness index (global over extraterrestrial on the horizontal), by Kasten and
/// Czeplak (1980), G / G_clear = 1 - 0.75 N^3.4, with a clear-sky index of 0.75 (assumed).
[[nodiscard]] double cloud_from_clearness_tenths(double clearness_index);

}  // namespace hearthgrid::weather
