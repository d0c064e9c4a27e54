#pragma once
// Emission factors: what a device, a power plant or a supply chain lets out per unit of energy, as low, central and
// high.
//
// Units: gram per megajoule of fuel (lower heating value) for stoves and fuel supply, gram per kWh generated for
// plants. Each row names its source and its status. The default rows are models/emission/emission_factors.csv.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::emission {

/// Fixed order, also of results. `co2` is fossil; `co2_biogenic` (from pellets, wood and straw) is reported apart and
/// never added to it. `co2e_unsplit`: CO2 equivalents (100 years) of a supply chain whose source does not say which
/// gases they are; it is in none of the gases.
enum class Pollutant { co2, co2_biogenic, ch4, n2o, co2e_unsplit, so2, nox, pm25, pm10, bc, oc, co, nmvoc };
constexpr int POLLUTANTS = 13;

/// Where it gets into the air: in the village, at a power plant, or on the way of the fuel to either.
enum class Where { stove, plant, upstream };
constexpr int PLACES = 3;

enum class Level { low, central, high };
constexpr int LEVELS = 3;

enum class FactorUnit { g_per_mj, g_per_kwh };

/// What low, central and high say of a factor that is drawn:
///   triangular  least, most likely and greatest value
///   uniform     anything from low to high
///   normal      central is the median, low and high lie one standard deviation away, each side by its own; not
///               negative
///   lognormal   central is the median, low and high bound 95 %, each side by its own
enum class Distribution { triangular, uniform, normal, lognormal };

/// Phases of a hand-fired stove (Liang et al. 2017): lighting, open fire, fire banked for the night.
enum class Phase { ignition, flaming, banked };
constexpr int PHASES = 3;

/// "co2", "pm25", ... in the order of Pollutant.
[[nodiscard]] const std::vector<std::string>& pollutant_names();
/// "stove", "plant", "upstream" in the order of Where.
[[nodiscard]] const std::vector<std::string>& place_names();
/// "g/MJ", "g/kWh" in the order of FactorUnit.
[[nodiscard]] const std::vector<std::string>& factor_unit_names();
/// "triangular", ... in the order of Distribution.
[[nodiscard]] const std::vector<std::string>& distribution_names();
/// "ignition", "flaming", "banked" in the order of Phase.
[[nodiscard]] const std::vector<std::string>& phase_names();
[[nodiscard]] std::optional<Pollutant> pollutant_of(std::string_view name);
[[nodiscard]] std::optional<Where> place_of(std::string_view name);
[[nodiscard]] std::optional<FactorUnit> factor_unit_of(std::string_view name);
[[nodiscard]] std::optional<Distribution> distribution_of(std::string_view name);
[[nodiscard]] std::optional<Phase> phase_of(std::string_view name);

/// One row of the table.
struct Factor {
  std::string device;  ///< "coal_stove", "electricity_shanxi", "upstream_gas", ...
  Pollutant pollutant = Pollutant::co2;
  Where where = Where::stove;
  FactorUnit unit = FactorUnit::g_per_mj;
  double low = 0.0;      ///< [g/MJ] or [g/kWh]; low <= central <= high
  double central = 0.0;  ///< the default
  double high = 0.0;
  std::string status;  ///< measured, standard, assumed, unverified
  std::string source;
  Distribution distribution = Distribution::triangular;
  std::optional<Phase> phase = std::nullopt;  ///< none: the mean over all that burns
  double fuel_share = 1.0;                    ///< of the device's fuel that burns in this phase
  bool share_by_firing = false;               ///< fuel_share was not given: it is that of how the stove is fired
};

/// The factor's value below which lies a share `quantile` of what its distribution gives; [0, 1]. 0 and 1 are the ends
/// of a bounded distribution and four standard deviations of the others.
[[nodiscard]] double value_at(const Factor& factor, double quantile);

/// Factors by device and pollutant. A device has one place and one unit: a stove or a plant says something about every
/// pollutant but co2e_unsplit; a supply chain may leave out what nobody has measured, which then counts as nothing.
/// Where rows are given by phase, the factor is their mean by fuel shares.
class FactorSet {
 public:
  /// Adds a row. Throws std::invalid_argument if device, pollutant and phase are there already, if the same pollutant
  /// is given both by phase and as a mean, if the device has another place or unit, if the values are negative or not
  /// in order or do not suit their distribution, or if a stove or plant has co2e_unsplit.
  void add(const Factor& factor);

  [[nodiscard]] bool has_device(std::string_view device) const { return find(device) != nullptr; }
  [[nodiscard]] std::vector<std::string> devices() const;  ///< in the order of their first rows
  /// Pollutants that a stove or plant leaves out (always empty for upstream).
  [[nodiscard]] std::vector<Pollutant> missing(std::string_view device) const;
  /// Pollutants whose rows by phase lack a phase or whose fuel shares do not add up to 1 (within 1e-6). Rows that leave
  /// the shares to how the stove is fired do so in all phases or in none.
  [[nodiscard]] std::vector<Pollutant> incomplete_phases(std::string_view device) const;
  /// Devices with rows that leave the shares to how the stove is fired; such a row counts as nothing until they are
  /// set.
  [[nodiscard]] std::vector<std::string> devices_by_firing() const;
  /// Sets the shares by phase of those rows of a device. Throws std::invalid_argument if they are negative or do not
  /// add up to 1, or if there is no such device.
  void share_by_firing(std::string_view device, const std::array<double, PHASES>& fuel_share);
  /// Factor in the device's unit; 0 where the device has no such row. Throws std::invalid_argument for no such device.
  [[nodiscard]] double value(std::string_view device, Pollutant pollutant, Level level) const;
  /// Grams per unit for all pollutants.
  [[nodiscard]] const std::array<double, POLLUTANTS>& values(std::string_view device, Level level) const;
  [[nodiscard]] Where place(std::string_view device) const;
  [[nodiscard]] const std::vector<Factor>& rows() const { return rows_; }

  /// The set with each row at a quantile of its distribution, in the order of rows(): all three levels hold what was
  /// drawn. Throws std::invalid_argument for a wrong number of quantiles or one outside [0, 1].
  [[nodiscard]] FactorSet drawn(std::span<const double> quantile_of_row) const;

 private:
  struct Device {
    std::string name;
    Where where = Where::stove;
    FactorUnit unit = FactorUnit::g_per_mj;
    std::array<std::array<bool, PHASES + 1>, POLLUTANTS> given{};  // by phase, the mean last
    std::array<double, POLLUTANTS> fuel_share{};                   // of all phases given
    std::array<std::array<double, POLLUTANTS>, LEVELS> values{};
  };
  [[nodiscard]] const Device* find(std::string_view device) const;
  [[nodiscard]] const Device& at(std::string_view device) const;
  static void add_values(Device& device, const Factor& factor);

  std::vector<Device> devices_;
  std::vector<Factor> rows_;
};

}  // namespace hearthgrid::emission
