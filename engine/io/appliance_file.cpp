#include "engine/io/appliance_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/suggest.hpp"
#include "engine/io/appliance_schema.hpp"
#include "engine/io/settings.hpp"

namespace hearthgrid::io {
namespace {

using occupancy::Equipment;

constexpr double MOST_WATTS = 17000.0;  // the base load's sums are exact up to here (models/occupancy/base_load.hpp)

class Reader {
 public:
  Reader(Equipment& equipment, ProblemList& problems) : to_(equipment), problems_(problems) {}

  void read(const Settings& file) {
    if (file.has("appliance")) read_appliances(file.table("appliance"));
    if (file.has("cooking")) read_cooking(file.table("cooking"));
    if (file.has("hot_water")) read_hot_water(file.table("hot_water"));
  }

 private:
  static void take(const Settings& table, const std::string& key, double& number) {
    if (table.given(key)) number = table.table(key).number("value");
  }

  void take(const Settings& table, const std::string& key, occupancy::Span& span) {
    if (!table.given(key)) return;
    const Settings& given = table.table(key);
    span = {given.number("low"), given.number("high")};
    if (span.low > span.high) {
      problems_.add(given.problem("high", fmt::format("high = {} is below low = {}", span.high, span.low),
                                  "give the smaller number as low"));
    }
  }

  // Minutes and days of the year are whole.
  void take_whole(const Settings& table, const std::string& key, int& number) {
    if (!table.given(key)) return;
    const Settings& given = table.table(key);
    const double value = given.number("value");
    number = static_cast<int>(value);
    if (value == std::floor(value)) return;
    problems_.add(given.problem("value", fmt::format("{} = {} is not a whole number", key, value),
                                fmt::format("give {} or {}", number, number + 1)));
  }

  void read_appliances(const Settings& given) {
    const auto& names = occupancy::APPLIANCE_NAMES;
    for (const std::string& name : given.names()) {
      const auto* const found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        problems_.add(given.problem(name, fmt::format("unknown appliance '{}'", name),
                                    advice_for_unknown(name, {names.begin(), names.end()})));
        continue;
      }
      occupancy::ApplianceSpec& spec = to_.appliances.spec[static_cast<size_t>(found - names.begin())];
      const Settings& entry = given.table(name);
      take(entry, "ownership", spec.ownership);
      take(entry, "power_factor", spec.power_factor);
      for (const SpanField& field : span_fields()) take(entry, field.key, spec.*field.span);
    }
    double watts = 0.0;
    for (const occupancy::ApplianceSpec& spec : to_.appliances.spec) watts += spec.watts.high + spec.standby_w.high;
    if (watts > MOST_WATTS) {
      problems_.add(given.problem("", fmt::format("all appliances together take up to {:.0f} W", watts),
                                  fmt::format("stay below {:.0f} W in one home", MOST_WATTS)));
    }
  }

  // Shares of which at least one must be above 0.
  template <size_t N>
  void take_shares(const Settings& table, const std::array<const char*, N>& keys, std::array<double, N>& shares) {
    for (size_t i = 0; i < N; ++i) take(table, keys[i], shares[i]);
    if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0.0) {
      problems_.add(table.problem(keys[0], "the shares are all 0", fmt::format("give one above 0, e.g. {}", keys[0])));
    }
  }

  void read_cooking(const Settings& given) {
    take_shares(given, COOKING_KEYS, to_.appliances.cooking_share);
    take(given, "gas_w", to_.cooking.gas_w);
    take(given, "gas_indoor_share", to_.cooking.gas_indoor_share);
    take(given, "stove_w", to_.cooking.stove_w);
    take(given, "stove_indoor_share", to_.cooking.stove_indoor_share);
  }

  void read_hot_water(const Settings& given) {
    occupancy::HotWaterInputs& water = to_.hot_water;
    take(given, "litres_per_person", water.litres_per_person);
    take(given, "cold_c", water.cold_c);
    take(given, "hot_c", water.hot_c);
    take(given, "weekend_factor", water.weekend_factor);
    take(given, "season_amplitude", water.season_amplitude);
    take_whole(given, "season_peak_day", water.season_peak_day);
    if (water.hot_c <= water.cold_c) {
      problems_.add(given.problem("hot_c", fmt::format("hot water of {} degC from {} degC", water.hot_c, water.cold_c),
                                  "hot_c must be above cold_c"));
    }
    take_day(given, "workday", water.workday);
    take_day(given, "restday", water.restday);
    if (given.has("source")) take_shares(given.table("source"), WATER_KEYS, to_.appliances.water_share);
    if (given.has("draw")) read_draws(given.table("draw"));
    check_draws(given);
  }

  // A home's draws of a day are counted up to some 2000 of a kind: tiny draws of much water are a slip of the pen.
  void check_draws(const Settings& given) {
    constexpr double MOST_DRAWS_OF_A_PERSON = 100.0;
    const occupancy::HotWaterInputs& water = to_.hot_water;
    double shares = 0.0;
    for (const occupancy::DrawSpec& spec : water.draw) shares += spec.volume_share;
    for (size_t c = 0; c < occupancy::DRAW_KINDS && shares > 0.0; ++c) {
      const occupancy::DrawSpec& spec = water.draw[c];
      const double litres = spec.flow_l_h / 60.0 * spec.duration_minute;
      const double draws = spec.volume_share / shares * water.litres_per_person / litres;
      if (draws <= MOST_DRAWS_OF_A_PERSON) continue;
      problems_.add(given.problem(
          "draw",
          fmt::format("{:.0f} draws of the kind \"{}\" a person and day, of {:.2g} litres each", draws, DRAW_KEYS[c],
                      litres),
          fmt::format("give larger flows or durations, or fewer litres: at most {:g} draws", MOST_DRAWS_OF_A_PERSON)));
    }
  }

  void take_day(const Settings& given, const char* key, std::array<double, occupancy::HALF_HOURS>& day) {
    if (!given.given(key)) return;
    const std::vector<double>& shares = given.table(key).numbers("shares");
    const bool usable = shares.size() == day.size() && *std::min_element(shares.begin(), shares.end()) >= 0.0 &&
                        std::accumulate(shares.begin(), shares.end(), 0.0) > 0.0;
    if (usable) {
      std::copy(shares.begin(), shares.end(), day.begin());
    } else {
      problems_.add(given.table(key).problem("shares", fmt::format("{} shares", shares.size()),
                                             "give 48, one per half hour from 0:00, none below 0 and not all 0"));
    }
  }

  void read_draws(const Settings& given) {
    double shares = 0.0;
    for (size_t c = 0; c < occupancy::DRAW_KINDS; ++c) {
      occupancy::DrawSpec& spec = to_.hot_water.draw[c];
      if (given.has(DRAW_KEYS[c])) {
        const Settings& draw = given.table(DRAW_KEYS[c]);
        double from_tank = spec.from_tank ? 1.0 : 0.0;
        take(draw, "flow_l_h", spec.flow_l_h);
        take(draw, "sigma_l_h", spec.sigma_l_h);
        take_whole(draw, "duration_minute", spec.duration_minute);
        take(draw, "volume_share", spec.volume_share);
        take(draw, "from_tank", from_tank);
        spec.from_tank = from_tank > 0.5;
      }
      shares += spec.volume_share;
    }
    if (shares <= 0.0) {
      problems_.add(given.problem("", "the volume shares of all draws are 0", "give one above 0"));
    }
  }

  Equipment& to_;
  ProblemList& problems_;
};

}  // namespace

Equipment read_appliances(const std::string& path, ProblemList& problems, const Equipment& base) {
  Equipment equipment = base;
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, appliances_schema(), {}, problems);
  if (problems.all().size() > problems_before) return equipment;
  Reader(equipment, problems).read(file);
  return equipment;
}

}  // namespace hearthgrid::io
