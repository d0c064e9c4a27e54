#pragma once
// Where one home's heat came from and went over the season, from a results file.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

/// Heat over the season [kWh] of the part of a home that is heated.
struct HomeLosses {
  std::vector<std::string> elements;
  std::vector<double> element_kwh;  ///< of each element; negative where the sun gave more than was lost
  double air_change_kwh = 0.0;      ///< the archetype's nominal air change
  double unlike_kwh = 0.0;          ///< what its own air change, opened windows and curtains lose beyond the archetype
  double heater_kwh = 0.0, gain_kwh = 0.0, sun_kwh = 0.0;

  /// Of the elements of that name together; 0 if there is none.
  [[nodiscard]] double of(const std::string& element) const;
  [[nodiscard]] double lost_kwh() const;
  /// What came in and has not been lost: kept in walls and soil, or rounding.
  [[nodiscard]] double kept_kwh() const { return heater_kwh + gain_kwh + sun_kwh - lost_kwh(); }
};

/// The losses of a household (by index) in a mix: steady gains of the network times the season's means, exact but for
/// what the walls keep between the season's ends. Nothing if the file does not have what it takes or if the home's
/// insulation or heated part changes inside the season.
[[nodiscard]] std::optional<HomeLosses> home_losses(const io::ResultsReader& reader, size_t household, size_t mix);

/// Index of the construction of a household in a mix; nothing as above.
[[nodiscard]] std::optional<size_t> construction_of(const io::ResultsReader& reader, size_t household, size_t mix);

}  // namespace hearthgrid::cli
