#pragma once
// The design day: how cold it is, what heat each home needs then, what its heater gives.
//
//   load     Q = H (T_set - T_design)     H: steady heat per kelvin of air of the heated part, its own air change and
//                                         insulation included, from a heater of that convective share
//   capacity min(size cap(T_design, T_x) + rod, size emitted(T_supply, T_set))     heater::emitted_w; storage heaters
//   by
//                                         the share of the day in which they charge
//
// T_design is weather.design_outdoor_temp_c, or the daily mean that five days of the weather's year fall short of, as
// GB 50736-2012 defines it over thirty years (as recalled, unverified): of the EPW file, or of the twelve months from
// the July before the season in the climate that is drawn. A cold wave of the scenario does not count: heaters are not
// sized by it. Every part of the home loses heat to that temperature, the floor too (as Chinese practice has it by
// zones of the floor), people and sun give none. Leaks follow the difference of temperature, at the nominal wind. Homes
// that nobody heats need nothing; homes on a schedule need its highest set point.

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "engine/run/load.hpp"

namespace hearthgrid::run {

class DesignDay {
 public:
  explicit DesignDay(const Scenario& scenario);

  /// Design outdoor temperature of a site [degC].
  [[nodiscard]] double outdoor_c(int site) const { return outdoor_c_[static_cast<size_t>(site)]; }
  /// H [W/K] of the part of a home that is heated under an option.
  [[nodiscard]] double loss_w_k(const Household& home, const Option& option);
  /// What the home is to be heated to then [degC].
  [[nodiscard]] double set_point_c(const Household& home, const Option& option) const;
  [[nodiscard]] double load_w(const Household& home, const Option& option);
  [[nodiscard]] double capacity_w(const Household& home, const Option& option);
  /// The smallest of the sizes whose capacity is at least `margin` times the load; the largest where none suffices.
  [[nodiscard]] double size_for(const Household& home, Option option, std::span<const double> sizes, double margin);

 private:
  // Of the reference house in the reference's air.
  struct Loss {
    double k_per_convective_w = 0.0, k_per_radiant_w = 0.0;  // air temperature per W to the air, and to the surfaces
    double nominal_air_w_k = 0.0;
    double per_log_conductivity_w_k = 0.0;
  };
  [[nodiscard]] const Loss& loss_of(int archetype, int envelope, int insulation);
  [[nodiscard]] double unit_capacity_w(const heater::Technology& t, int site) const;
  [[nodiscard]] int site_of(const Household& home) const { return s_.village_site[home.village]; }

  const Scenario& s_;
  std::vector<double> outdoor_c_, air_density_;  // by site; density over the reference's
  std::map<std::tuple<int, int, int>, Loss> losses_;
  std::map<std::pair<int, int>, double> leak_factor_;  // [archetype, site] air change over the nominal one
  std::map<std::pair<int, int>, double> unit_w_;       // [technology, site] of size 1.0
};

/// Mean outdoor temperatures [degC] of whole days, sorted: the one that `days` days fall short of, or the coldest of
/// fewer.
[[nodiscard]] double undercut_day_c(std::vector<double> day_mean_c, size_t days);

}  // namespace hearthgrid::run
