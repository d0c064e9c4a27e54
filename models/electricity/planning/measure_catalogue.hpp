#pragma once
// What can be done to a low-voltage area and what it costs: the editable catalogue. The default figures are
// measures.toml, which engine/io/measure_file.hpp reads.

#include <string>
#include <vector>

#include "models/electricity/planning/measure.hpp"

namespace hearthgrid::electricity {

/// A line that can be built: four wires.
struct PricedLine {
  std::string name;                   ///< "JKLYJ-120"
  double r_ohm_per_km = 0.0;          ///< of a phase at 20 degC
  double x_ohm_per_km = 0.0;          ///< positive sequence
  double neutral_r_ohm_per_km = 0.0;  ///< at 20 degC
  double rating_a = 0.0;
  double cny_per_km = 0.0;  ///< material, poles, works
  std::string status, source;

  /// As built: warmer or colder by a factor of resistance; a neutral at earth's potential everywhere has no impedance.
  [[nodiscard]] NewLine line(double resistance_factor, bool neutral_grounded_everywhere) const {
    const std::complex<double> neutral(neutral_r_ohm_per_km * resistance_factor, x_ohm_per_km);
    return {name,
            {r_ohm_per_km * resistance_factor, x_ohm_per_km},
            neutral_grounded_everywhere ? std::complex<double>() : neutral,
            rating_a};
  }
};

struct PricedSize {
  double kva = 0.0;
  double cny = 0.0;
  std::string status, source;
};

/// One entry. It costs fixed_cny, cny_per_km for each kilometre of line, what its size or line costs, and cny_per_home
/// for each home that it touches.
struct CatalogueMeasure {
  MeasureKind kind = MeasureKind::larger_transformer;
  std::string name, description;
  double fixed_cny = 0.0;
  double cny_per_km = 0.0;    ///< of a second transformer: of the 10 kV line to it
  double cny_per_home = 0.0;  ///< of a phase rebalancing: by home that changes its phase
  double lead_months = 0.0;
  std::string series;              ///< of transformers
  std::vector<PricedSize> sizes;   ///< of transformers, rising
  std::vector<std::string> lines;  ///< names of lines that may be strung
  std::vector<double> shares;      ///< taps: added to the low voltage; regulators: boost less 1
  std::string status, source;
};

struct MeasureCatalogue {
  std::vector<PricedLine> lines;
  std::vector<CatalogueMeasure> measures;
};

}  // namespace hearthgrid::electricity
