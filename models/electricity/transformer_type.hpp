#pragma once
// Chinese 10/0.4 kV oil-immersed distribution transformers: series, standard sizes, losses.
//
// S11: existing stock (no longer meets GB 20052-2024). S13: silicon steel, grade 3. S20, S22: grades 2 and 1. SBH15:
// amorphous core. Load losses hold at 75 degC winding temperature and rated current.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthgrid::electricity {

/// Vector group of the windings; it decides the load loss up to 500 kVA.
enum class VectorGroup { dyn11, yyn0 };

/// What the nameplate says.
struct TransformerType {
  std::string series;  ///< "S13"
  double rated_kva = 0.0;
  double no_load_loss_w = 0.0;
  double load_loss_w = 0.0;                     ///< at rated current
  std::optional<double> no_load_current_share;  ///< of rated current; known for S13 only
  double impedance_share = 0.04;                ///< short-circuit voltage over rated voltage
  std::string status;                           ///< standard, unverified
  std::string source;

  /// Load loss over no-load loss, the R of IEC 60076-7.
  [[nodiscard]] double loss_ratio() const { return load_loss_w / no_load_loss_w; }
  /// Load and no-load loss [W] at a loading (apparent power over rated power).
  [[nodiscard]] double loss_w(double loading) const { return no_load_loss_w + loading * loading * load_loss_w; }
};

/// Every type known, by series, then size, with the load loss of the vector group.
[[nodiscard]] const std::vector<TransformerType>& standard_types(VectorGroup group = VectorGroup::dyn11);

/// The series in standard_types(): S11, S13, S20, S22, SBH15.
[[nodiscard]] std::vector<std::string> series_names();

/// Steps of rated power in use in China, 30 to 2500 kVA, ascending. S11, S13 and SBH15 have no 63 and no 125 in our
/// table: use sizes_of() to choose a type.
[[nodiscard]] const std::vector<double>& standard_sizes_kva();

/// Sizes of one series, ascending; empty for an unknown series.
[[nodiscard]] std::vector<double> sizes_of(std::string_view series);

/// One type. Throws InputError, without a place, where the series or the size does not exist, naming those that do.
[[nodiscard]] const TransformerType& type_of(std::string_view series, double rated_kva,
                                             VectorGroup group = VectorGroup::dyn11);

}  // namespace hearthgrid::electricity
