#pragma once
// What a home owns that takes electricity, and what it cooks and washes with: shares and sizes as input
// (appliances.toml), drawn once per home.

#include <array>
#include <cstdint>
#include <string_view>

namespace hearthgrid::occupancy {

/// The first SWITCHED run in events (base_load_shape.cpp); the next CYCLING go on and off by themselves (a water heater
/// to make up for the heat that its tank loses); a router is only ever on.
enum class Appliance : int32_t {
  induction_cooker = 0,
  rice_cooker,
  kettle,
  kitchen_lamp,
  living_lamps,
  room_lamps,
  television,
  computer,
  washing_machine,
  pump,   ///< well or booster
  tools,  ///< vacuum cleaner, feed mill, drill
  electric_blanket,
  bicycle_charger,
  refrigerator,
  freezer,
  water_heater,  ///< electric, with a tank
  router,
};
constexpr int SWITCHED = 13;
constexpr int CYCLING = 3;
constexpr int APPLIANCES = SWITCHED + CYCLING + 1;
/// As in appliances.toml.
constexpr std::array<std::string_view, APPLIANCES> APPLIANCE_NAMES = {
    "induction_cooker", "rice_cooker",  "kettle",          "kitchen_lamp", "living_lamps", "room_lamps",
    "television",       "computer",     "washing_machine", "pump",         "tools",        "electric_blanket",
    "bicycle_charger",  "refrigerator", "freezer",         "water_heater", "router"};

/// Uniform between the two, both included.
struct Span {
  double low = 0.0, high = 0.0;
  [[nodiscard]] double mean() const { return 0.5 * (low + high); }
};

struct ApplianceSpec {
  /// Share of homes; of an induction cooker, of those that cook with electricity; of a water heater, of those whose hot
  /// water comes from one.
  double ownership = 0.0;
  Span watts;                 ///< while it runs
  Span standby_w;             ///< all day
  Span period_minute;         ///< of what cycles: from start to start
  Span duty;                  ///< part of the period that a refrigerator or a freezer runs
  Span loss_w;                ///< heat that a water heater's tank loses, all day
  double power_factor = 1.0;  ///< displacement power factor, lagging; of standby too
};

/// What the meals are cooked on.
enum class CookingFuel { electricity = 0, gas = 1, stove = 2 };
constexpr int COOKING_FUELS = 3;

/// Where hot water comes from. Only an electric storage heater takes electricity here.
enum class WaterSource { electric_storage = 0, solar = 1, gas = 2, pot = 3 };
constexpr int WATER_SOURCES = 4;

/// Inputs; read from appliances.toml by engine/io.
struct ApplianceSet {
  std::array<ApplianceSpec, APPLIANCES> spec{};
  std::array<double, COOKING_FUELS> cooking_share{1.0, 0.0, 0.0};
  std::array<double, WATER_SOURCES> water_share{0.0, 0.0, 0.0, 1.0};
  [[nodiscard]] const ApplianceSpec& operator[](Appliance a) const { return spec[static_cast<size_t>(a)]; }
  [[nodiscard]] ApplianceSpec& operator[](Appliance a) { return spec[static_cast<size_t>(a)]; }
  /// Share of all homes that own it.
  [[nodiscard]] double ownership(Appliance a) const;
};

/// What one home has. Whole watts; 0 where it does not own the appliance.
struct HomeAppliances {
  uint32_t owned = 0;  ///< bit per Appliance
  std::array<int, APPLIANCES> watts{};
  int standby_w = 0;                            ///< of all together
  std::array<int, APPLIANCES> own_standby_w{};  ///< of each
  std::array<double, CYCLING> period_minute{}, duty{};
  CookingFuel cooking = CookingFuel::electricity;
  WaterSource water = WaterSource::pot;
  double water_habit = 1.0;  ///< hot water of its people over the average of so many people
  [[nodiscard]] bool owns(Appliance a) const { return (owned >> static_cast<uint32_t>(a) & 1U) != 0; }
};

/// Draws a home's appliances: a pure function of its arguments (Stream::people, draws 64 to 83). Expects shares that
/// are not negative and come to more than 0, and spans with low <= high.
[[nodiscard]] HomeAppliances draw_appliances(const ApplianceSet& set, uint32_t seed, uint64_t name_hash);

}  // namespace hearthgrid::occupancy
