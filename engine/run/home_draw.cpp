#include "engine/run/home_draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/fast_math.hpp"
#include "engine/base/random.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/people_inputs.hpp"

namespace hearthgrid::run {
namespace {

// Draw numbers within a stream; a new trait takes a new number.
enum Draw : uint32_t {
  FLOOR_AREA = 0,
  AIR_CHANGE = 1,
  ARCHETYPE = 2,
  CONDUCTIVITY = 3,
  FURNITURE = 4,
  VACANT = 10,
  ALONE = 11,
  POOR = 12,
  SAFE = 13,
  INCOME = 14,
  NO_HEAT = 15,
  SECOND_HOME = 16,
  FROST = 17,
  RETURNS = 19  // 18 is thrift.cpp's
};

constexpr double INCOME_SPREAD = 0.5;  // relative; assumed

// Mean 1, given relative standard deviation, cut at 2.5 standard deviations so that no home is absurd.
double lognormal(const std::array<uint32_t, 4>& words, double spread) {
  const double sigma = std::sqrt(fast_log(1.0 + spread * spread));
  const double z = std::clamp(normal_pair(words[0], words[1])[0], -2.5, 2.5);
  return fast_exp(sigma * z - 0.5 * sigma * sigma);
}

}  // namespace

std::vector<ArchetypeShare> read_archetype_shares(
    const std::string& text, const std::vector<std::string>& known,
    const std::function<void(const std::string& message, const std::string& advice)>& report) {
  std::vector<ArchetypeShare> shares;
  for (size_t from = 0; !text.empty() && from <= text.size();) {
    const size_t to = std::min(text.find(';', from), text.size());
    const std::string part = text.substr(from, to - from);
    from = to + 1;
    const size_t colon = part.find(':');
    const std::string name = part.substr(0, colon);
    const auto found = std::find(known.begin(), known.end(), name);
    double share = 1.0;
    if (colon != std::string::npos) {
      try {
        share = std::stod(part.substr(colon + 1));
      } catch (const std::exception&) {
        share = -1.0;
      }
    }
    if (found == known.end()) {
      report(fmt::format("unknown archetype '{}'", name), advice_for_unknown(name, known));
    } else if (!(share > 0.0)) {
      report(fmt::format("'{}' has no share above 0", part),
             "write name:share;name:share, e.g. brick_240:0.7;brick_370:0.3");
    } else {
      shares.push_back({static_cast<int>(found - known.begin()), share});
    }
  }
  if (shares.empty()) shares.push_back({0, 1.0});
  return shares;
}

HomeDraw::HomeDraw(const io::Settings& scenario, const io::Table* villages, const occupancy::Equipment* equipment)
    : households_(scenario.table("households")),
      villages_(villages),
      seed_(static_cast<uint32_t>(scenario.integer("seed"))),
      people_(people_inputs(households_)),
      equipment_(equipment) {
  people_.electricity.spread = households_.number("yearly_kwh_spread");
  if (equipment_ != nullptr) {
    const occupancy::HotWater water(equipment_->hot_water);
    const double litres = occupancy::mean_persons(people_.household) * equipment_->hot_water.litres_per_person;
    ownership_.emplace(equipment_->appliances, litres * water.tank_share() * water.kwh_per_litre());
  }
}

double HomeDraw::village_number(int village_row, const std::string& key) const {
  if (villages_ != nullptr && village_row >= 0) {
    if (const auto value = villages_->number(village_row, key)) return *value;
  }
  return households_.number(key);
}

void HomeDraw::draw(Household& home, const std::vector<ArchetypeShare>& shares, int village_row) const {
  home.hash = stable_hash(home.name);
  const auto words = [&](Stream stream, uint32_t draw) { return random_words(seed_, stream, home.hash, 0, draw); };
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0,
                                       [](double sum, const ArchetypeShare& s) { return sum + s.share; });
  double point = uniform(words(Stream::dwelling, ARCHETYPE)[0]) * total;
  home.archetype = shares.back().archetype;
  for (const ArchetypeShare& s : shares) {
    if (point < s.share) {
      home.archetype = s.archetype;
      break;
    }
    point -= s.share;
  }
  const double area = village_number(village_row, "heated_area_m2");
  home.floor_area_m2 = static_cast<float>(
      area * lognormal(words(Stream::dwelling, FLOOR_AREA), households_.number("heated_area_spread")));
  home.air_change_factor =
      static_cast<float>(lognormal(words(Stream::dwelling, AIR_CHANGE), households_.number("infiltration_spread")));
  home.conductivity_factor =
      static_cast<float>(lognormal(words(Stream::dwelling, CONDUCTIVITY), households_.number("insulation_spread")));
  home.furniture_factor =
      static_cast<float>(lognormal(words(Stream::dwelling, FURNITURE), households_.number("furniture_spread")));
  home.people = occupancy::draw_people(seed_, home.hash, people_);
  set_yearly_kwh(home, village_row);
  draw_traits(home, village_row);
}

void HomeDraw::overwrite_people(Household& home, const io::Table& table, int row, int village_row) const {
  occupancy::People& people = home.people;
  const auto& names = occupancy::PATTERN_NAMES;
  if (const auto* const at = std::find(names.begin(), names.end(), table.text(row, "pattern")); at != names.end()) {
    occupancy::set_pattern(people, static_cast<occupancy::HeatingPattern>(at - names.begin()), seed_, home.hash,
                           people_.comfort);
    people.part_time_before = true;
  }
  if (const auto v = table.number(row, "persons")) set_persons(home, static_cast<int>(*v), village_row);
  if (const auto v = table.number(row, "elderly")) people.elderly = static_cast<int>(*v);
  if (const auto v = table.number(row, "children")) people.children = static_cast<int>(*v);
  if (table.number(row, "elderly") || table.number(row, "children")) occupancy::set_persons(people, people.persons);
  if (const auto v = table.number(row, "returning")) people.returning = static_cast<int>(*v);
  if (const auto v = table.number(row, "yearly_kwh")) {
    people.yearly_kwh = *v;
    people.kwh_follows_use = false;
  }
  if (const auto v = table.number(row, "set_point_before_c")) people.set_point_before_c = *v;
  if (const auto v = table.number(row, "set_point_after_c")) people.set_point_after_c = *v;
  if (const auto v = table.number(row, "heated_share_before")) people.heated_share_before = *v;
  if (const auto v = table.number(row, "heated_share_after")) people.heated_share_after = *v;
  if (const auto v = table.number(row, "night_setback_before_k")) people.night_setback_before_k = *v;
  if (const auto v = table.number(row, "night_setback_after_k")) people.night_setback_after_k = *v;
  if (const auto v = table.boolean(row, "switches_by_hand")) people.switches_by_hand = *v;
}

std::optional<double> HomeDraw::given_kwh(int village_row) const {
  if (villages_ != nullptr && village_row >= 0) {
    if (const auto value = villages_->number(village_row, "yearly_kwh")) return value;
  }
  if (households_.has("yearly_kwh")) return households_.number("yearly_kwh");
  return std::nullopt;
}

void HomeDraw::set_yearly_kwh(Household& home, int village_row) const {
  const auto mean_kwh = given_kwh(village_row);
  home.people.kwh_follows_use = !mean_kwh;
  if (!mean_kwh) return;
  occupancy::PeopleInputs people = people_;
  people.electricity.yearly_kwh = *mean_kwh;
  home.people.yearly_kwh = occupancy::yearly_kwh_of(home.people, people);
  if (!ownership_) return;
  home.people.yearly_kwh *= (*ownership_)(occupancy::draw_appliances(equipment_->appliances, seed_, home.hash));
}

void HomeDraw::set_persons(Household& home, int persons, int village_row) const {
  occupancy::set_persons(home.people, persons);
  set_yearly_kwh(home, village_row);
}

void HomeDraw::draw_traits(Household& home, int village_row) const {
  const auto happens = [&](uint32_t draw, double probability) {
    return uniform(random_words(seed_, Stream::eligibility, home.hash, 0, draw)[0]) < probability;
  };
  home.traits.vacant = happens(VACANT, village_number(village_row, "vacant_share"));
  home.traits.frost_protected = happens(FROST, households_.number("vacant_frost_share"));
  home.traits.returns = happens(RETURNS, households_.number("vacant_return_share"));
  home.traits.needs_heat = !home.traits.vacant && !happens(NO_HEAT, households_.number("no_heat_share"));
  home.traits.second_home = happens(SECOND_HOME, households_.number("second_home_share"));
  home.traits.lives_alone = happens(ALONE, households_.number("lives_alone_share"));
  if (home.traits.lives_alone) set_persons(home, 1, village_row);
  home.traits.registered_poor = happens(POOR, households_.number("registered_poor_share"));
  home.traits.safety_ok = !happens(SAFE, households_.number("unsafe_share"));
  const auto income = random_words(seed_, Stream::eligibility, home.hash, 0, INCOME);
  home.traits.income_cny =
      static_cast<float>(village_number(village_row, "income_cny") * lognormal(income, INCOME_SPREAD));
}

}  // namespace hearthgrid::run
