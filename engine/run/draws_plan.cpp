#include "engine/run/draws_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/names.hpp"
#include "engine/run/draws_air.hpp"
#include "engine/run/draws_own_inputs.hpp"

namespace hearthgrid::run {
namespace {

using uncertainty::Distribution;
using uncertainty::DistributionKind;

constexpr const char* PRICED_NAMES[PRICED] = {"electricity", "gas",     "coal", "briquettes",
                                              "semi_coke",   "pellets", "wood", "straw"};
constexpr double Z95 = 1.6448536269514722, Z975 = 1.959963984540054;  // of the standard normal distribution
constexpr int64_t MIN_DRAWS = 20;                                     // one of them beyond either end of the band
constexpr int64_t MIN_INDEX_POINTS = 16;                              // fewer give bands of indices over all of 0 to 1
constexpr const char* OURS = "assumed; [uncertainty] of the scenario";

Distribution triangle(const io::Settings& settings, const std::string& key, ProblemList& problems) {
  const std::vector<double>& ends = settings.numbers(key);
  const bool ordered = ends.size() == 3 && ends[0] <= ends[1] && ends[1] <= ends[2] && ends[0] > 0.0;
  if (!ordered) {
    problems.add(settings.problem(key, "a spread is low, most likely and high, in this order and above 0",
                                  "give three numbers, as in [0.9, 1, 1.1]"));
    return Distribution::triangular(1.0, 1.0, 1.0);
  }
  return Distribution::triangular(ends[0], ends[1], ends[2]);
}

// Place among the priced of what a technology uses; electricity is always used.
std::set<int> priced_carriers(const Scenario& scenario, const std::vector<HeatGroup>& groups) {
  std::set<int> used = {0};
  for (const HeatGroup& group : groups) {
    const heater::Technology& t = scenario.technologies[group.technology];
    for (const heater::Carrier carrier : {t.carrier, t.backup_carrier}) {
      if (carrier != heater::Carrier::none) used.insert(priced_of(carrier, t.fuel));
    }
  }
  return used;
}

// As the factors' table says it; the kinds are those of the factors, in their order.
Distribution spread_of(const emission::Factor& factor) {
  Distribution spread = Distribution::triangular(factor.low, factor.central, factor.high);
  spread.kind = static_cast<DistributionKind>(factor.distribution);
  spread.positive = true;
  // From what low and high stand for in a row to the 5 % and 95 % quantiles.
  if (factor.distribution == emission::Distribution::normal) {  // one standard deviation
    spread.low = factor.central - Z95 * (factor.central - factor.low);
    spread.high = factor.central + Z95 * (factor.high - factor.central);
  } else if (factor.distribution == emission::Distribution::lognormal && factor.low > 0.0) {  // they bound 95 %
    spread.low = factor.central * std::pow(factor.low / factor.central, Z95 / Z975);
    spread.high = factor.central * std::pow(factor.high / factor.central, Z95 / Z975);
  }
  return uncertainty::fault_of(spread).empty() ? spread
                                               : Distribution::triangular(factor.low, factor.central, factor.high);
}

// Fewer say nothing of P05 and P95, or of what matters.
void check_numbers(const io::Settings& settings, ProblemList& problems) {
  const int64_t draws = settings.integer("draws"), points = settings.integer("index_points");
  if (draws > 0 && draws < MIN_DRAWS) {
    problems.add(settings.problem("draws", fmt::format("too few draws for a 5 % and a 95 % quantile: {}", draws),
                                  fmt::format("give {} or more, better 1000, or 0 for none", MIN_DRAWS)));
  }
  if (points > 0 && points < MIN_INDEX_POINTS) {
    problems.add(settings.problem("index_points", fmt::format("no index of importance can be told from {}", points),
                                  fmt::format("give {} or more, better 512, or 0 for none", MIN_INDEX_POINTS)));
  }
}

std::string price_key(int priced) {
  return priced == 0 ? "price_electricity" : priced == 1 ? "price_gas" : "price_solid";
}

}  // namespace

std::set<int> met_technologies(const Scenario& scenario) {
  std::set<int> met;
  for (const Option& option : scenario.plan.options) met.insert(option.technology);
  if (scenario.settings.table("ensemble").integer("members") < 2) return met;
  for (const io::Settings& mix : scenario.settings.tables("mix")) {
    for (const io::Settings& clause : mix.tables("convert")) {
      for (size_t t = 0; t < scenario.technologies.size(); ++t) {
        if (scenario.technologies[t].name == clause.text("technology")) met.insert(static_cast<int>(t));
      }
    }
  }
  return met;
}

int priced_of(heater::Carrier carrier, const std::string& fuel) {
  switch (carrier) {
    case heater::Carrier::gas:
      return 1;
    case heater::Carrier::coal:
      return fuel == "briquettes" ? 3 : fuel == "semi_coke" ? 4 : 2;
    case heater::Carrier::pellets:
      return 5;
    case heater::Carrier::wood:
      return 6;
    case heater::Carrier::straw:
      return 7;
    case heater::Carrier::electricity:
    case heater::Carrier::none:
      break;
  }
  return 0;
}

bool is_headline_pollutant(emission::Pollutant pollutant) {
  using enum emission::Pollutant;
  return pollutant == co2 || pollutant == co2e_unsplit || pollutant == ch4 || pollutant == n2o || pollutant == so2 ||
         pollutant == nox || pollutant == pm25;
}

DrawsPlan::DrawsPlan(const Scenario& scenario, ProblemList& problems) : seed(scenario.seed()) {
  const io::Settings& settings = scenario.settings.table("uncertainty");
  members = static_cast<int>(scenario.settings.table("ensemble").integer("members"));
  draws = static_cast<int>(settings.integer("draws"));
  index_points = draws > 0 ? static_cast<int>(settings.integer("index_points")) : 0;
  design = settings.text("design");
  check_numbers(settings, problems);
  for (size_t mix = 0; mix < scenario.plan.mixes.size(); ++mix) {
    if (scenario.plan.mixes[mix].name == "before") base_mix = mix;
  }
  for (const heater::Technology& t : scenario.technologies) technology_names_.push_back(t.name);
  add_groups(scenario);
  add_factors(scenario);
  Spreads spreads;
  for (const char* key : {"performance", "heat_before", "heat_after", "price_electricity", "price_gas", "price_solid",
                          "capital", "network_cost"}) {
    spreads.emplace_back(key, triangle(settings, key, problems));
  }
  add_multipliers(scenario, spreads);
  override_inputs(settings, inputs, problems);
  std::erase_if(inputs, [&](const UncertainInput& input) {
    return input.distribution.fixed() && uncertainty::quantile_of(input.distribution, 0.5) == central_of(input);
  });
  for (int i = 0; i < static_cast<int>(inputs.size()); ++i) {
    const UncertainInput& input = inputs[i];
    const bool of_headline =
        input.kind != InputKind::factor || is_headline_pollutant(scenario.factors.rows()[input.index].pollutant);
    if (of_headline) indexed_.push_back(i);
  }
}

void DrawsPlan::add_groups(const Scenario& scenario) {
  const std::set<int> technologies = met_technologies(scenario);
  group_.assign(2 * scenario.technologies.size(), -1);
  for (const int technology : technologies) {
    for (const bool converted : {false, true}) {
      group_[2 * technology + (converted ? 1 : 0)] = static_cast<int>(groups.size());
      groups.push_back({technology, converted});
    }
  }
  central_.performance.assign(scenario.technologies.size(), 1.0);
  central_.technology_capital.assign(scenario.technologies.size(), 1.0);
  central_.price.fill(1.0);
  settle(central_);
}

void DrawsPlan::add_factors(const Scenario& scenario) {
  const std::vector<bool> used = DrawnAir(scenario, groups).rows();
  const auto& rows = scenario.factors.rows();
  const auto first = static_cast<std::ptrdiff_t>(inputs.size());
  for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
    const emission::Factor& factor = rows[row];
    central_.factor.push_back(factor.central);
    if (!used[row]) continue;
    std::string name =
        fmt::format("{}.{}", factor.device, emission::pollutant_names()[static_cast<int>(factor.pollutant)]);
    if (factor.phase) name += "." + emission::phase_names()[static_cast<int>(*factor.phase)];
    inputs.push_back({std::move(name), InputKind::factor, row, spread_of(factor), factor.status, factor.source});
  }
  // A Sobol coordinate hangs on its place: by name, so that the order of a file's rows does not matter.
  std::stable_sort(inputs.begin() + first, inputs.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

// Their low and high bound 90 %, as the normal distribution's do here. Of methane, that of the fossil one.
void DrawsPlan::add_potentials(const emission::WarmingPotentials& potentials) {
  constexpr int CENTURY = 1;  // of HORIZON_YEARS
  using emission::Level, emission::WarmingGas;
  central_.gwp = potentials.at(CENTURY);
  for (const auto& [name, gas] : {std::pair("gwp.ch4", WarmingGas::ch4_fossil), {"gwp.n2o", WarmingGas::n2o}}) {
    const auto of = [&potentials, which = gas](Level level) { return potentials.of(which, CENTURY, level); };
    const auto at = static_cast<size_t>(gas);
    inputs.push_back({name,
                      InputKind::warming,
                      static_cast<int>(gas),
                      {DistributionKind::normal, of(Level::low), of(Level::central), of(Level::high), {}, {}},
                      potentials.status[CENTURY][at],
                      potentials.source[CENTURY][at]});
  }
}

double DrawsPlan::central_of(const UncertainInput& input) const {
  if (input.kind == InputKind::factor) return central_.factor[input.index];
  return input.kind == InputKind::warming ? central_.gwp[static_cast<size_t>(input.index)] : 1.0;
}

void DrawsPlan::add_multipliers(const Scenario& scenario, const Spreads& spreads) {
  const auto spread = [&](const std::string& key) {
    return std::find_if(spreads.begin(), spreads.end(), [&](const auto& one) { return one.first == key; })->second;
  };
  const auto add = [&](std::string name, InputKind kind, int index, const std::string& key) {
    inputs.push_back({std::move(name), kind, index, spread(key), "assumed", OURS});
  };
  for (const HeatGroup& group : groups) {
    if (group.converted) continue;  // once a technology
    const heater::Technology& t = scenario.technologies[group.technology];
    if (t.carrier != heater::Carrier::none)
      add("performance." + t.name, InputKind::performance, group.technology, "performance");
  }
  add("heat.before", InputKind::heat, 0, "heat_before");
  add("heat.after", InputKind::heat, 1, "heat_after");
  for (const int priced : priced_carriers(scenario, groups)) {
    add(fmt::format("price.{}", PRICED_NAMES[priced]), InputKind::price, priced, price_key(priced));
  }
  std::set<int> converted;
  for (const Option& option : scenario.plan.options) {
    if (option.converted) converted.insert(option.technology);
  }
  for (const int technology : converted) {
    add("capital." + technology_names_[technology], InputKind::capital, technology, "capital");
  }
  add("capital.network", InputKind::network, 0, "network_cost");
  add_potentials(scenario.air.gwp);  // after the others, which keep their places in the designs
  if (members < 2) return;
  UncertainInput member{"ensemble", InputKind::member, 0,
                        {},         "assumed",         "each member alike; [ensemble] of the scenario"};
  member.distribution.kind = DistributionKind::discrete;
  for (int m = 0; m < members; ++m) {
    member.distribution.values.push_back(m);
    member.distribution.weights.push_back(1.0);
  }
  inputs.push_back(std::move(member));
}

int DrawsPlan::group_of(int technology, bool converted) const {
  const int group = group_[2 * technology + (converted ? 1 : 0)];
  if (group < 0) {
    throw RunError(
        fmt::format("a member of the ensemble heats with '{}', which no home of the main run does; give "
                    "ensemble.population = \"same\"",
                    technology_names_[technology]));
  }
  return group;
}

uncertainty::Support DrawsPlan::support_of(InputKind kind, int index) const {
  for (const UncertainInput& input : inputs) {
    if (input.kind == kind && input.index == index) return uncertainty::support_of(input.distribution);
  }
  return {1.0, 1.0};
}

uncertainty::Support DrawsPlan::price_of(int priced) const {
  return support_of(InputKind::price, priced);
}

uncertainty::Support DrawsPlan::scale_of(int group) const {
  const uncertainty::Support heat = support_of(InputKind::heat, groups[group].converted ? 1 : 0);
  const uncertainty::Support performance = support_of(InputKind::performance, groups[group].technology);
  return {heat.low / performance.high, heat.high / performance.low};
}

uncertainty::Support DrawsPlan::capital_of(int group) const {
  return support_of(InputKind::capital, groups[group].technology);
}

uncertainty::Design DrawsPlan::draw_design() const {
  const std::vector<std::string> names = names_of(inputs);
  return design == "sobol" ? uncertainty::sobol(seed, names, draws) : uncertainty::latin_hypercube(seed, names, draws);
}

uncertainty::Design DrawsPlan::index_design() const {
  std::vector<std::string> names;
  for (const char* half : {"A ", "B "}) {
    for (const int i : indexed_) names.push_back(half + inputs[i].name);
  }
  return uncertainty::sobol(seed, names, index_points);
}

void DrawsPlan::put(int input, double u, DrawnFigures& draw) const {
  const UncertainInput& of = inputs[input];
  const double value = uncertainty::quantile_of(of.distribution, u);
  switch (of.kind) {
    case InputKind::factor:
      draw.factor[of.index] = value;
      break;
    case InputKind::warming: {
      const bool methane = of.index == static_cast<int>(emission::WarmingGas::ch4_fossil);
      const auto now = [&](emission::WarmingGas gas) { return draw.gwp[static_cast<size_t>(gas)]; };
      draw.gwp = methane ? emission::moved(draw.gwp, value, now(emission::WarmingGas::n2o))
                         : emission::moved(draw.gwp, now(emission::WarmingGas::ch4_fossil), value);
      break;
    }
    case InputKind::performance:
      draw.performance[of.index] = value;
      break;
    case InputKind::heat:
      draw.heat[of.index] = value;
      break;
    case InputKind::price:
      draw.price[of.index] = value;
      break;
    case InputKind::capital:
      draw.technology_capital[of.index] = value;
      break;
    case InputKind::network:
      draw.network = value;
      break;
    case InputKind::member:
      draw.member = static_cast<int>(value);
      break;
  }
}

void DrawsPlan::settle(DrawnFigures& draw) const {
  draw.scale.resize(groups.size());
  draw.capital.resize(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    draw.scale[g] = draw.heat[groups[g].converted ? 1 : 0] / draw.performance[groups[g].technology];
    draw.capital[g] = draw.technology_capital[groups[g].technology];
  }
}

}  // namespace hearthgrid::run
