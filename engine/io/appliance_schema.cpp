#include "engine/io/appliance_schema.hpp"

#include <fmt/format.h>

#include "engine/io/appliance_file.hpp"
#include "engine/io/key.hpp"
#include "engine/io/source_keys.hpp"
#include "engine/io/technology_fields.hpp"

namespace hearthgrid::io {
namespace {

KeySpec span_key(const SpanField& field) {
  return table(
             field.key, field.description,
             {number("low", field.unit, "The smallest of all homes; homes lie evenly between.").range(0, field.maximum),
              number("high", field.unit, "The largest of all homes.").range(0, field.maximum), source_key(),
              status_key()})
      .or_absent();
}

KeySpec appliance_keys() {
  KeySpec entry = table("appliance",
                        "One table per appliance, [appliance.NAME], with a name of the built-in file; a home that does "
                        "not own it never runs it.",
                        {sourced_number("ownership", "1", 0, 1,
                                        "Share of homes that own it; of an induction cooker, of those that cook with "
                                        "electricity; of a water heater, of those whose hot water comes from one."),
                         sourced_number("power_factor", "1", 0.5, 1,
                                        "Displacement power factor while it runs and in standby, lagging.")})
                      .or_absent();
  entry.free_names = true;
  for (const SpanField& field : span_fields()) entry.children.push_back(span_key(field));
  return entry;
}

KeySpec cooking_keys() {
  return table("cooking", "What homes cook their meals on, and the heat of it that stays indoors.",
               {sourced_number("electricity", "1", 0, 1,
                               "Homes that cook on an induction cooker; the three shares are "
                               "divided by their sum."),
                sourced_number("gas", "1", 0, 1, "Homes that cook with gas."),
                sourced_number("stove", "1", 0, 1, "Homes that cook on a stove with coal, wood or straw."),
                sourced_number("gas_w", "W", 0, 20000, "Heat of the burner while a meal is cooked."),
                sourced_number("gas_indoor_share", "1", 0, 1, "Part of it that stays in the heated rooms."),
                sourced_number("stove_w", "W", 0, 50000, "Heat of a fire lit for a meal."),
                sourced_number("stove_indoor_share", "1", 0, 1, "Part of it that stays in the heated rooms.")})
      .or_absent();
}

KeySpec day_key(const char* name, const char* sentence) {
  KeySpec shares{.name = "shares", .kind = Kind::number_list, .unit = "1", .description = "48 shares."};
  return table(name, sentence, {shares, source_key(), status_key()}).or_absent();
}

KeySpec draw_keys(const char* name) {
  return table(name, fmt::format("Draws of the category '{}'.", name),
               {sourced_number("flow_l_h", "L/h", 1, 1200, "Mean flow."),
                sourced_number("sigma_l_h", "L/h", 0, 1200,
                               "Standard deviation of the flow before it is cut at two of them."),
                sourced_number("duration_minute", "minute", 1, 120, "Length of a draw, whole minutes."),
                sourced_number("volume_share", "1", 0, 1, "Share of the litres; divided by the sum of the four."),
                sourced_number("from_tank", "", 0, 1, "1: from the water heater; 0: from a kettle or pot.")})
      .or_absent();
}

KeySpec hot_water_keys() {
  std::vector<KeySpec> sources, draws;
  for (const char* name : WATER_KEYS) {
    sources.push_back(sourced_number(name, "1", 0, 1, "Share of homes; the four are divided by their sum."));
  }
  for (const char* name : DRAW_KEYS) draws.push_back(draw_keys(name));
  return table("hot_water", "Hot water: how much, when, and where it comes from.",
               {sourced_number("litres_per_person", "L/d", 0, 200, "Litres of a person and day, mean of the year."),
                sourced_number("cold_c", "degC", 0, 40, "Temperature of the cold water."),
                sourced_number("hot_c", "degC", 20, 95, "Temperature of the water drawn."),
                sourced_number("weekend_factor", "1", 0.1, 5, "Litres of a rest day over those of a work day."),
                sourced_number("season_amplitude", "1", 0, 0.9, "Amplitude of the litres' sine over the year."),
                sourced_number("season_peak_day", "d", 1, 365, "Day of the year with most litres."),
                day_key("workday", "Litres by half hour from 0:00 on work days; only ratios matter."),
                day_key("restday", "The same on rest days and festival days."),
                table("source", "Where hot water comes from.", sources).or_absent(),
                table("draw", "The four kinds of draw.", draws).or_absent()})
      .or_absent();
}

}  // namespace

const std::vector<SpanField>& span_fields() {
  using S = occupancy::ApplianceSpec;
  static const std::vector<SpanField> FIELDS = {
      {"watts", &S::watts, "W", 10000, "Power while it runs; whole watts."},
      {"standby_w", &S::standby_w, "W", 1000, "Power at all times; whole watts."},
      {"period_minute", &S::period_minute, "minute", 1000,
       "Of a refrigerator, freezer or water heater: from one start to the next."},
      {"duty", &S::duty, "1", 1, "Part of the period that a refrigerator or freezer runs."},
      {"loss_w", &S::loss_w, "W", 500, "Heat that a water heater's tank loses at all times."}};
  return FIELDS;
}

const Schema& appliances_schema() {
  static const Schema SCHEMA{
      .file = "appliances.toml",
      .description =
          "What homes own that takes electricity, what they cook on, and their hot water. A scenario's own file "
          "replaces what it gives.",
      .keys = {appliance_keys(), cooking_keys(), hot_water_keys()}};
  return SCHEMA;
}

}  // namespace hearthgrid::io
