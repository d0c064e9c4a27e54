#pragma once
// Emission factors: what a device, a power plant or a supply chain lets out per unit of energy, as low, central and
// high.
//
// Units: gram per megajoule of fuel (lower heating value) for stoves and fuel supply, gram per kWh generated for
// plants. Each row names its source and its status. The default rows are models/emission/emission_factors.csv.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::emission {

/// Fixed order, also of results. `co2` is fossil; `co2_biogenic` (from pellets, wood and straw) is reported apart and
/// never added to it.
enum class Pollutant { co2, co2_biogenic, ch4, n2o, so2, nox, pm25, bc, oc, co };
constexpr int POLLUTANTS = 10;

/// Where it gets into the air: in the village, at a power plant, or on the way of the fuel to either.
enum class Where { stove, plant, upstream };
constexpr int PLACES = 3;

enum class Level { low, central, high };
constexpr int LEVELS = 3;

enum class FactorUnit { g_per_mj, g_per_kwh };

/// "co2", "pm25", ... in the order of Pollutant.
[[nodiscard]] const std::vector<std::string>& pollutant_names();
/// "stove", "plant", "upstream" in the order of Where.
[[nodiscard]] const std::vector<std::string>& place_names();
/// "g/MJ", "g/kWh" in the order of FactorUnit.
[[nodiscard]] const std::vector<std::string>& factor_unit_names();
[[nodiscard]] std::optional<Pollutant> pollutant_of(std::string_view name);
[[nodiscard]] std::optional<Where> place_of(std::string_view name);
[[nodiscard]] std::optional<FactorUnit> factor_unit_of(std::string_view name);

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
};

/// Factors by device and pollutant. A device has one place and one unit: a stove or a plant says something about every
/// pollutant; a supply chain may leave out what nobody has measured, which then counts as nothing.
class FactorSet {
 public:
  /// Adds a row. Throws std::invalid_argument if device and pollutant are there already, if the device has another
  /// place or unit, or if the values are negative or not in order.
  void add(const Factor& factor);

  [[nodiscard]] bool has_device(std::string_view device) const { return find(device) != nullptr; }
  [[nodiscard]] std::vector<std::string> devices() const;  ///< in the order of their first rows
  /// Pollutants that a stove or plant leaves out (always empty for upstream).
  [[nodiscard]] std::vector<Pollutant> missing(std::string_view device) const;
  /// Factor in the device's unit; 0 where the device has no such row. Throws std::invalid_argument for no such device.
  [[nodiscard]] double value(std::string_view device, Pollutant pollutant, Level level) const;
  /// Grams per unit for all pollutants.
  [[nodiscard]] const std::array<double, POLLUTANTS>& values(std::string_view device, Level level) const;
  [[nodiscard]] Where place(std::string_view device) const;
  [[nodiscard]] const std::vector<Factor>& rows() const { return rows_; }

 private:
  struct Device {
    std::string name;
    Where where = Where::stove;
    FactorUnit unit = FactorUnit::g_per_mj;
    std::array<bool, POLLUTANTS> given{};
    std::array<std::array<double, POLLUTANTS>, LEVELS> values{};
  };
  [[nodiscard]] const Device* find(std::string_view device) const;
  [[nodiscard]] const Device& at(std::string_view device) const;

  std::vector<Device> devices_;
  std::vector<Factor> rows_;
};

}  // namespace hearthgrid::emission
