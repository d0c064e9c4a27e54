#include "engine/run/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "engine/base/suggest.hpp"
#include "engine/run/grid_placement.hpp"
#include "engine/run/home_draw.hpp"
#include "engine/run/service_limits.hpp"

namespace hearthgrid::run {
namespace {

class Builder {
 public:
  Builder(const io::Settings& scenario, const PopulationTables& tables, const std::vector<std::string>& archetypes,
          ProblemList& problems, const occupancy::Equipment* equipment)
      : scenario_(scenario),
        tables_(tables),
        archetypes_(archetypes),
        problems_(problems),
        draw_(scenario, tables.villages ? &*tables.villages : nullptr, equipment) {}

  Population run() {
    const io::Settings& households = scenario_.table("households");
    if (tables_.villages) read_villages(*tables_.villages);
    if (households.given("synthetic")) {
      make_up(households.table("synthetic"));
    } else if (tables_.households) {
      read_households(*tables_.households);
    } else {
      synthesise();
    }
    mark_second_homes();
    apply_service_limits(scenario_.table("electricity"), population_);
    place_on_grid(scenario_, tables_, given_, population_, problems_);
    sort_canonically();
    read_other_loads(tables_, population_, problems_);
    return std::move(population_);
  }

 private:
  // --- villages
  void read_villages(const io::Table& table) {
    for (int row = 0; row < table.rows(); ++row) {
      Village village;
      village.name = table.text(row, "village");
      village.target_households = static_cast<int>(table.number(row, "target_households").value_or(0));
      village.site = table.text(row, "site");
      village.relocation = table.boolean(row, "relocation").value_or(false);
      const auto [entry, fresh] = village_index_.emplace(village.name, population_.villages.size());
      if (!fresh) {
        problems_.add(table.problem(row, "village", fmt::format("village '{}' stands twice", village.name),
                                    "each village has one row; rename or remove one"));
        continue;
      }
      village_row_.push_back(row);
      population_.villages.push_back(std::move(village));
    }
  }

  void synthesise() {
    if (!tables_.villages) return;  // reported by the caller
    const io::Table& table = *tables_.villages;
    for (int v = 0; v < static_cast<int>(population_.villages.size()); ++v) {
      const int row = village_row_[v];
      const auto shares = archetype_shares(table, row);
      const int count = static_cast<int>(table.number(row, "households").value_or(0));
      add_homes(v, population_.villages[v].name, count, shares, row);
    }
  }

  std::vector<ArchetypeShare> archetype_shares(const io::Table& table, int row) {
    return read_archetype_shares(table.text(row, "archetype"), archetypes_,
                                 [&](const std::string& message, const std::string& advice) {
                                   problems_.add(table.problem(row, "archetype", message, advice));
                                 });
  }

  // A county made up by a few keys. The village and home of a name are the same whatever the size.
  void make_up(const io::Settings& county) {
    const auto report = [&](const std::string& message, const std::string& advice) {
      problems_.add(county.problem("archetype", message, advice));
    };
    const auto shares =
        read_archetype_shares(county.has("archetype") ? county.text("archetype") : "", archetypes_, report);
    const std::vector<std::string> sites = county.has("sites") ? county.texts("sites") : std::vector<std::string>{};
    const int64_t homes = county.integer("homes");
    const int64_t per_village = county.integer("homes_per_village");
    population_.households.reserve(static_cast<size_t>(homes));
    for (int64_t first = 0; first < homes; first += per_village) {
      const auto v = population_.villages.size();
      Village village;
      village.name = fmt::format("V{:04}", v + 1);
      if (!sites.empty()) village.site = sites[v % sites.size()];
      village_row_.push_back(-1);
      add_homes(static_cast<int>(v), village.name, static_cast<int>(std::min(per_village, homes - first)), shares, -1);
      population_.villages.push_back(std::move(village));
    }
  }

  void add_homes(int village, const std::string& name, int count, const std::vector<ArchetypeShare>& shares, int row) {
    for (int i = 0; i < count; ++i) {
      Household home;
      home.name = fmt::format("{}-{:04}", name, i + 1);
      home.village = village;
      draw_.draw(home, shares, row);
      population_.households.push_back(std::move(home));
    }
  }

  // --- homes given one by one
  void read_households(const io::Table& table) {
    std::unordered_map<std::string, int> seen;
    if (!tables_.villages) name_villages(table);
    for (int row = 0; row < table.rows(); ++row) {
      Household home;
      home.name = table.text(row, "household");
      const auto [first, fresh] = seen.emplace(home.name, row);
      if (!fresh) {
        problems_.add(
            table.problem(row, "household",
                          fmt::format("household '{}' already stands in line {}", home.name, table.line(first->second)),
                          "every household has one row and a name of its own"));
        continue;
      }
      const auto village = village_index_.find(table.text(row, "village"));
      if (village == village_index_.end()) {
        std::vector<std::string> known;
        for (const Village& v : population_.villages) known.push_back(v.name);
        problems_.add(table.problem(row, "village", fmt::format("unknown village '{}'", table.text(row, "village")),
                                    advice_for_unknown(table.text(row, "village"), known)));
        continue;
      }
      home.village = village->second;
      const int village_row = tables_.villages ? village_row_[home.village] : -1;
      draw_.draw(
          home,
          tables_.villages ? archetype_shares(*tables_.villages, village_row) : std::vector<ArchetypeShare>{{0, 1.0}},
          village_row);
      overwrite_given(home, table, row, village_row);
      population_.households.push_back(std::move(home));
    }
  }

  // One home per family: of the homes that name the same family the first by name is its home, whatever the row order.
  void mark_second_homes() {
    std::set<std::string> second;
    for (auto& [family, names] : family_homes_) {
      std::sort(names.begin(), names.end());
      second.insert(names.begin() + 1, names.end());
    }
    if (family_homes_.empty()) return;  // as drawn
    for (Household& home : population_.households) home.traits.second_home = second.contains(home.name);
  }

  void name_villages(const io::Table& table) {
    std::set<std::string> names;
    for (int row = 0; row < table.rows(); ++row) names.insert(table.text(row, "village"));
    for (const std::string& name : names) {
      village_index_.emplace(name, population_.villages.size());
      village_row_.push_back(-1);
      population_.villages.push_back({name, "", 0, false});
    }
  }

  // What the table says of a home replaces what was drawn for it.
  void overwrite_given(Household& home, const io::Table& table, int row, int village_row) {
    const std::string& archetype = table.text(row, "archetype");
    if (!archetype.empty()) {
      const auto found = std::find(archetypes_.begin(), archetypes_.end(), archetype);
      if (found == archetypes_.end()) {
        problems_.add(table.problem(row, "archetype", fmt::format("unknown archetype '{}'", archetype),
                                    advice_for_unknown(archetype, archetypes_)));
      } else {
        home.archetype = static_cast<int>(found - archetypes_.begin());
      }
    }
    home.technology_before = table.text(row, "technology");
    home.envelope_before = table.text(row, "envelope");
    if (const auto v = table.number(row, "heated_area_m2")) home.floor_area_m2 = static_cast<float>(*v);
    check_members(home, table, row);
    overwrite_alone(home, table, row, village_row);  // before what is said of that one person
    draw_.overwrite_people(home, table, row, village_row);
    if (const auto v = table.number(row, "air_change_factor")) home.air_change_factor = static_cast<float>(*v);
    if (const auto v = table.number(row, "conductivity_factor")) home.conductivity_factor = static_cast<float>(*v);
    if (const auto v = table.number(row, "furniture_factor")) home.furniture_factor = static_cast<float>(*v);
    if (const auto v = table.number(row, "service_limit_kw")) home.service_limit_kw = static_cast<float>(*v);
    if (const auto v = table.number(row, "income_cny")) home.traits.income_cny = static_cast<float>(*v);
    if (const auto v = table.boolean(row, "vacant")) home.traits.vacant = *v;
    if (const auto v = table.boolean(row, "frost_protected")) home.traits.frost_protected = *v;
    if (const auto v = table.boolean(row, "returns_for_festival")) home.traits.returns = *v;
    if (const auto v = table.boolean(row, "registered_poor")) home.traits.registered_poor = *v;
    if (const auto v = table.boolean(row, "safety_ok")) home.traits.safety_ok = *v;
    if (const auto v = table.boolean(row, "needs_heat")) home.traits.needs_heat = *v;
    if (const auto v = table.boolean(row, "institution")) home.traits.institution = *v;
    if (table.number(row, "converted_year")) home.traits.converted_before = true;
    const std::string& family = table.text(row, "family");
    if (!family.empty()) family_homes_[family].push_back(home.name);
    const std::string& transformer = table.text(row, "transformer");
    if (!transformer.empty()) given_.emplace(home.name, std::pair(transformer, row));
  }

  void check_members(const Household& home, const io::Table& table, int row) {
    const auto persons = table.number(row, "persons"), elderly = table.number(row, "elderly");
    const auto children = table.number(row, "children");
    if (!elderly && !children) return;
    const double grown = persons.value_or(0.0) - children.value_or(0.0);
    if (persons && elderly.value_or(0.0) <= grown && grown >= 1.0) return;
    problems_.add(table.problem(row, elderly ? "elderly" : "children",
                                persons
                                    ? fmt::format("{} old people and {} children among {} persons of '{}'",
                                                  elderly.value_or(0.0), children.value_or(0.0), *persons, home.name)
                                    : fmt::format("members of '{}' are given without persons", home.name),
                                "give persons, of whom at least one is no child"));
  }

  // Who is said to live alone is one person, and who is not said to is not made to by a draw that the row contradicts.
  void overwrite_alone(Household& home, const io::Table& table, int row, int village_row) {
    const auto alone = table.boolean(row, "lives_alone");
    const auto persons = table.number(row, "persons");
    if (alone) home.traits.lives_alone = *alone;
    if (alone && *alone && persons && *persons > 1) {
      problems_.add(table.problem(row, "lives_alone",
                                  fmt::format("'{}' lives alone with {} persons", home.name, *persons),
                                  "give persons = 1 or leave one of the two empty"));
    }
    if (persons) home.traits.lives_alone = home.traits.lives_alone && *persons == 1;
    if (home.traits.lives_alone && !persons) draw_.set_persons(home, 1, village_row);
  }

  void sort_canonically() {
    auto& homes = population_.households;
    std::sort(homes.begin(), homes.end(), [](const Household& a, const Household& b) {
      return std::tie(a.transformer, a.name) < std::tie(b.transformer, b.name);
    });
    int next = 0;
    for (Transformer& unit : population_.transformers) {
      unit.first_household = next;
      next += unit.households;
    }
  }

  const io::Settings& scenario_;
  const PopulationTables& tables_;
  const std::vector<std::string>& archetypes_;
  ProblemList& problems_;
  HomeDraw draw_;
  Population population_;
  std::map<std::string, int> village_index_;
  std::vector<int> village_row_;  // row of villages.csv per village; -1 = none
  std::map<std::string, std::vector<std::string>> family_homes_;
  GivenTransformers given_;
};

}  // namespace

Population build_population(const io::Settings& scenario, const PopulationTables& tables,
                            const std::vector<std::string>& archetypes, ProblemList& problems,
                            const occupancy::Equipment* equipment) {
  return Builder(scenario, tables, archetypes, problems, equipment).run();
}

bool is_lived_in(const Household& home, occupancy::DayKind kind) {
  return !home.traits.vacant || (home.traits.returns && kind == occupancy::DayKind::festival);
}

bool is_heated(const Household& home, occupancy::DayKind kind, double day_before_c) {
  return is_lived_in(home, kind) && (home.traits.vacant || home.traits.needs_heat) &&
         day_before_c < home.people.heats_below_c;
}

const std::vector<std::string>& trait_names() {
  static const std::vector<std::string> names = {"vacant",     "lives_alone", "registered_poor", "safety_ok",
                                                 "needs_heat", "second_home", "institution",     "converted_before",
                                                 "relocation", "income_cny"};
  return names;
}

double trait(const Population& population, const Household& household, const std::string& name) {
  const Traits& t = household.traits;
  const std::pair<const char*, bool> marks[] = {{"vacant", t.vacant},
                                                {"lives_alone", t.lives_alone},
                                                {"registered_poor", t.registered_poor},
                                                {"safety_ok", t.safety_ok},
                                                {"needs_heat", t.needs_heat},
                                                {"second_home", t.second_home},
                                                {"institution", t.institution},
                                                {"converted_before", t.converted_before},
                                                {"relocation", population.villages[household.village].relocation}};
  for (const auto& [known, value] : marks) {
    if (name == known) return value ? 1.0 : 0.0;
  }
  return t.income_cny;
}

}  // namespace hearthgrid::run
