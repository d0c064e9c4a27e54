#include "engine/run/grid_placement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/base/counted.hpp"
#include "engine/base/suggest.hpp"
#include "models/electricity/sizing.hpp"
#include "models/electricity/transformer_type.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t QUARTERS_PER_DAY = 96;

// The smallest size of the series that is not below `kva` (some series leave out a standard size).
double nearest_of_series(const std::string& series, double kva) {
  const std::vector<double> sizes = electricity::sizes_of(series);
  const auto found = std::lower_bound(sizes.begin(), sizes.end(), kva);
  return found == sizes.end() ? (sizes.empty() ? kva : sizes.back()) : *found;
}

class Placement {
 public:
  Placement(const io::Settings& scenario, const PopulationTables& tables, const GivenTransformers& given,
            Population& population, ProblemList& problems)
      : electricity_(scenario.table("electricity")),
        tables_(tables),
        given_(given),
        population_(population),
        problems_(problems) {
    for (size_t v = 0; v < population.villages.size(); ++v) {
      village_index_.emplace(population.villages[v].name, static_cast<int>(v));
    }
    for (int row = 0; tables.villages && row < tables.villages->rows(); ++row) {
      village_row_.emplace(tables.villages->text(row, "village"), row);
    }
  }

  void run() {
    const std::string& series = electricity_.text("transformer_series");
    if (electricity::sizes_of(series).empty()) {
      problems_.add(electricity_.problem("transformer_series", fmt::format("unknown series '{}'", series),
                                         advice_for_unknown(series, electricity::series_names())));
      return;
    }
    if (tables_.transformers) {
      read_transformers(*tables_.transformers);
    } else {
      size_transformers();
    }
  }

 private:
  std::vector<std::vector<int>> homes_by_village() const {
    std::vector<std::vector<int>> homes(population_.villages.size());
    for (int h = 0; h < static_cast<int>(population_.households.size()); ++h) {
      homes[population_.households[h].village].push_back(h);
    }
    for (auto& list : homes) {
      std::sort(list.begin(), list.end(),
                [&](int a, int b) { return population_.households[a].name < population_.households[b].name; });
    }
    return homes;
  }

  // As many as villages.csv says, or by the rule.
  int units_of(int v, int homes, double homes_per_transformer) {
    const int by_rule = std::max(1, static_cast<int>(std::lround(homes / homes_per_transformer)));
    const auto row = village_row_.find(population_.villages[v].name);
    const auto given = row == village_row_.end() ? std::nullopt : tables_.villages->number(row->second, "transformers");
    if (!given || *given <= homes) return static_cast<int>(given.value_or(by_rule));
    problems_.add(tables_.villages->problem(row->second, "transformers",
                                            fmt::format("{} transformers for {} homes", *given, homes),
                                            "allowed: at most one for each home; leave it empty for the rule"));
    return by_rule;
  }

  void size_transformers() {
    const io::Settings& sizing = electricity_.table("sizing");
    const double per_transformer = sizing.number("households_per_transformer");
    const double kva_per_home = sizing.number("kva_per_household");
    const auto homes = homes_by_village();
    for (int v = 0; v < static_cast<int>(homes.size()); ++v) {
      const int count = static_cast<int>(homes[v].size());
      if (count == 0) continue;
      const int units = units_of(v, count, per_transformer);
      const int base = static_cast<int>(population_.transformers.size());
      for (int u = 0; u < units; ++u) {
        Transformer unit;
        unit.name = fmt::format("{}-T{:02}", population_.villages[v].name, u + 1);
        unit.village = v;
        unit.series = electricity_.text("transformer_series");
        unit.mounting = electricity_.text("transformer_mounting");
        unit.growth_per_year = electricity_.number("growth_per_year");
        population_.transformers.push_back(std::move(unit));
      }
      for (int i = 0; i < count; ++i) {
        const int t = base + static_cast<int>(int64_t{i} * units / count);
        population_.households[homes[v][i]].transformer = t;
        ++population_.transformers[t].households;
      }
      for (int u = 0; u < units; ++u) {
        Transformer& unit = population_.transformers[base + u];
        const std::vector<double> sizes = electricity::size_by_rule(unit.households, kva_per_home);
        if (!sizes.empty()) unit.rated_kva = nearest_of_series(unit.series, sizes.front());
      }
    }
  }

  void read_transformers(const io::Table& table) {
    std::map<std::string, int> index;
    std::vector<int> rows(table.rows());
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](int a, int b) { return village_of(table, a) < village_of(table, b); });
    for (const int row : rows) {
      Transformer unit;
      unit.name = table.text(row, "transformer");
      unit.village = village_of(table, row);
      unit.rated_kva = table.number(row, "rated_kva").value_or(0.0);
      unit.series =
          table.text(row, "series").empty() ? electricity_.text("transformer_series") : table.text(row, "series");
      unit.growth_per_year = table.number(row, "growth_per_year").value_or(electricity_.number("growth_per_year"));
      unit.other_load_kw = table.number(row, "other_load_kw").value_or(0.0);
      unit.mounting =
          table.text(row, "mounting").empty() ? electricity_.text("transformer_mounting") : table.text(row, "mounting");
      if (unit.village < 0) {
        problems_.add(table.problem(row, "village", fmt::format("unknown village '{}'", table.text(row, "village")),
                                    advice_for_unknown(table.text(row, "village"), village_names())));
        continue;
      }
      if (!index.emplace(unit.name, population_.transformers.size()).second) {
        problems_.add(table.problem(row, "transformer", fmt::format("transformer '{}' stands twice", unit.name),
                                    "each transformer has one row"));
        continue;
      }
      population_.transformers.push_back(std::move(unit));
    }
    assign_to_given(index);
  }

  int village_of(const io::Table& table, int row) const {
    const auto found = village_index_.find(table.text(row, "village"));
    return found == village_index_.end() ? -1 : found->second;
  }

  std::vector<std::string> village_names() const {
    std::vector<std::string> names;
    for (const Village& village : population_.villages) names.push_back(village.name);
    return names;
  }

  // Homes that name a transformer hang there; the others are spread over their village's in order of name.
  void assign_to_given(const std::map<std::string, int>& index) {
    std::vector<std::vector<int>> units(population_.villages.size());
    for (int t = 0; t < static_cast<int>(population_.transformers.size()); ++t) {
      units[population_.transformers[t].village].push_back(t);
    }
    const auto homes = homes_by_village();
    std::vector<std::string> names;
    for (const auto& entry : index) names.push_back(entry.first);
    for (size_t v = 0; v < homes.size(); ++v) {
      for (size_t i = 0; i < homes[v].size(); ++i) {
        Household& home = population_.households[homes[v][i]];
        const auto given = given_.find(home.name);
        if (given != given_.end()) {
          const auto& [name, row] = given->second;
          const auto found = index.find(name);
          if (found == index.end()) {
            problems_.add(tables_.households->problem(row, "transformer", fmt::format("unknown transformer '{}'", name),
                                                      advice_for_unknown(name, names)));
            continue;
          }
          home.transformer = found->second;
        } else if (units[v].empty()) {
          problems_.add({tables_.transformers->file(), 0, 0,
                         fmt::format("village '{}' has {} but no transformer", population_.villages[v].name,
                                     counted(homes[v], "home")),
                         "add a row for it"});
          break;
        } else {
          home.transformer = units[v][i * units[v].size() / homes[v].size()];
        }
        ++population_.transformers[home.transformer].households;
      }
    }
  }

  const io::Settings& electricity_;
  const PopulationTables& tables_;
  const GivenTransformers& given_;
  Population& population_;
  ProblemList& problems_;
  std::unordered_map<std::string, int> village_index_;
  std::unordered_map<std::string, int> village_row_;  // of villages.csv
};

}  // namespace

void place_on_grid(const io::Settings& scenario, const PopulationTables& tables, const GivenTransformers& given,
                   Population& population, ProblemList& problems) {
  Placement(scenario, tables, given, population, problems).run();
}

void read_other_loads(const PopulationTables& tables, Population& population, ProblemList& problems) {
  if (!tables.loads) return;
  const io::Table& table = *tables.loads;
  std::map<std::string, int> index;
  for (size_t t = 0; t < population.transformers.size(); ++t) index.emplace(population.transformers[t].name, t);
  std::vector<std::string> names;
  for (const auto& entry : index) names.push_back(entry.first);
  std::map<int, std::set<int>> quarters;
  for (int row = 0; row < table.rows(); ++row) {
    const auto found = index.find(table.text(row, "transformer"));
    if (found == index.end()) {
      problems.add(table.problem(row, "transformer",
                                 fmt::format("unknown transformer '{}'", table.text(row, "transformer")),
                                 advice_for_unknown(table.text(row, "transformer"), names)));
      continue;
    }
    const int quarter = static_cast<int>(table.number(row, "quarter_hour").value_or(0));
    if (!quarters[found->second].insert(quarter).second) {
      problems.add(table.problem(
          row, "quarter_hour", fmt::format("quarter hour {} of transformer '{}' is there twice", quarter, found->first),
          "each of 0 to 95 has one row"));
    }
    auto& curve = population.transformers[found->second].measured_load_kw;
    curve.resize(QUARTERS_PER_DAY, 0.0F);
    curve[static_cast<size_t>(quarter)] = static_cast<float>(table.number(row, "load_kw").value_or(0.0));
  }
  for (const auto& [transformer, given] : quarters) {
    if (given.size() == QUARTERS_PER_DAY) continue;
    problems.add({table.file(), 0, 0,
                  fmt::format("transformer '{}' has {} of {} quarter hours", population.transformers[transformer].name,
                              given.size(), QUARTERS_PER_DAY),
                  "give a whole day: quarter hours 0 to 95"});
  }
}

}  // namespace hearthgrid::run
