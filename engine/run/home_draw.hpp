#pragma once
// What is drawn for a home that a table does not say: area, air change, people, traits. All of it hangs on the seed and
// the home's name alone, so that household 17 of village 3 is the same whatever else changes.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/settings.hpp"
#include "engine/io/table.hpp"
#include "engine/run/population.hpp"
#include "models/occupancy/base_load_lanes.hpp"
#include "models/occupancy/equipment.hpp"

namespace hearthgrid::run {

/// An archetype and its share among a village's homes.
struct ArchetypeShare {
  int archetype = 0;
  double share = 1.0;
};

/// Reads "brick_240:0.7;brick_370:0.3", one name, or nothing (the first of `known`). What is wrong goes to
/// `report(message, advice)` and is left out.
[[nodiscard]] std::vector<ArchetypeShare> read_archetype_shares(
    const std::string& text, const std::vector<std::string>& known,
    const std::function<void(const std::string& message, const std::string& advice)>& report);

class HomeDraw {
 public:
  /// `villages` may be null; where it gives a number for a home's village, that replaces the scenario's.
  /// Where a mean yearly kWh is given and with `equipment`, homes that own more use more: their yearly kWh is that of
  /// their people times OwnershipFactor. Where none is, People::kwh_follows_use.
  HomeDraw(const io::Settings& scenario, const io::Table* villages, const occupancy::Equipment* equipment = nullptr);

  /// Fills everything but the home's name, village and transformer. `village_row` is -1 where there is no row.
  void draw(Household& home, const std::vector<ArchetypeShare>& shares, int village_row) const;

  /// What a row of households.csv says of a home's people replaces what was drawn for them.
  void overwrite_people(Household& home, const io::Table& table, int row, int village_row) const;

  /// Sets the number of residents where it is known, and with it what their number does to the yearly kWh.
  void set_persons(Household& home, int persons, int village_row) const;

 private:
  [[nodiscard]] double village_number(int village_row, const std::string& key) const;
  [[nodiscard]] std::optional<double> given_kwh(int village_row) const;
  void set_yearly_kwh(Household& home, int village_row) const;
  void draw_traits(Household& home, int village_row) const;

  const io::Settings& households_;
  const io::Table* villages_;
  uint32_t seed_;
  occupancy::PeopleInputs people_;
  const occupancy::Equipment* equipment_;
  std::optional<occupancy::OwnershipFactor> ownership_;
};

}  // namespace hearthgrid::run
