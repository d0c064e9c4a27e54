#include "engine/run/thrift.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.hpp"
#include "engine/run/heated_floor.hpp"
#include "models/dwelling/element_facts.hpp"
#include "models/heater/coefficients.hpp"
#include "models/occupancy/gains.hpp"
#include "models/occupancy/set_point.hpp"
#include "models/weather/humidity.hpp"

namespace hearthgrid::run {
namespace {

constexpr uint32_t RELIGHT = 18;  // draw number, after those of home_draw.cpp
constexpr double SUN_K = 2.0;     // what the sun does for an uninsulated home, mean of the winter: assumed
constexpr double RELATIVE_HUMIDITY = 0.6;
constexpr double DROP_K = 0.5;  // people turn down by half degrees
// Balance temperatures of the table: straight lines between them.
constexpr double LOWEST_BALANCE_C = -45.0;
constexpr double BALANCE_STEP_K = 0.5;
constexpr int BALANCES = 181;

std::vector<double> season_day_means(const weather::StepWeather& steps) {
  const TimeAxis& axis = steps.axis;
  const int per_day = axis.steps_per_day();
  std::vector<double> means;
  for (int day = axis.warm_up_days; day < axis.days(); ++day) {
    double sum = 0.0;
    for (int k = 0; k < per_day; ++k) sum += steps.outdoor_temp_c[static_cast<size_t>(day) * per_day + k];
    means.push_back(sum / per_day);
  }
  return means;
}

// sum over days of max(0, B - T_d) r(T_d) * 24 h, for each balance temperature B of the table [kWh per W/K].
std::vector<double> input_by_balance(const heater::Technology& technology, const std::vector<double>& day_temp_c) {
  const std::vector<double> humidity(day_temp_c.size(), RELATIVE_HUMIDITY);
  const auto coefficients = heater::coefficients(technology, day_temp_c, humidity);
  std::vector<double> sums(BALANCES, 0.0);
  for (size_t d = 0; d < day_temp_c.size(); ++d) {
    const double per_heat =
        coefficients.input_per_heat(d, heater::supply_temperature_c(technology, day_temp_c[d])) * 24.0 / 1000.0;
    for (int b = 0; b < BALANCES; ++b)
      sums[b] += std::max(0.0, LOWEST_BALANCE_C + BALANCE_STEP_K * b - day_temp_c[d]) * per_heat;
  }
  return sums;
}

double at_balance(const std::vector<double>& sums, double balance_c) {
  const double place = std::clamp((balance_c - LOWEST_BALANCE_C) / BALANCE_STEP_K, 0.0, BALANCES - 1.0);
  const auto below = static_cast<size_t>(std::min(std::floor(place), BALANCES - 2.0));
  const double part = place - static_cast<double>(below);
  return sums[below] * (1.0 - part) + sums[below + 1] * part;
}

double transmission_w_k(const dwelling::Dwelling& dwelling) {
  double sum = 0.0;
  for (const dwelling::ElementFacts& element : dwelling::element_facts(dwelling)) {
    if (element.kind != dwelling::ElementKind::inner && element.kind != dwelling::ElementKind::zone_air)
      sum += element.conductance_w_k;
  }
  return sum;
}

// Electricity of a whole season, spread over the tariff's bins as the hours are.
void spread(double kwh, const economy::PriceBins& bins, economy::SeasonUse& use) {
  use.bins = bins.bins;
  for (int bin = 0; bin < bins.bins; ++bin) use.kwh(bin) += kwh * bins.share[static_cast<size_t>(bin)];
}

// Finds what each home does under each converted pair, once, and rewrites the mixes.
class Thrift {
 public:
  Thrift(const Scenario& scenario, Plan& plan, const ThriftInputs& inputs)
      : s_(scenario),
        plan_(plan),
        in_(inputs),
        cost_(scenario, load_weather(scenario)),
        done_(plan.pairs.size(), false),
        relit_(plan.pairs.size(), -1) {}

  void run() {
    for (Mix& mix : plan_.mixes) {
      mix.installed.assign(mix.pair.size(), -1);
      for (int h = 0; h < static_cast<int>(mix.pair.size()); ++h) {
        if (mix.clause[h] < 0) continue;
        const int p = mix.pair[h], whole = whole_winter_of(p);
        if (!done_[p]) decide(p);
        if (!done_[whole]) decide(whole);
        if (relit_[p] < 0) continue;
        mix.installed[h] = plan_.pairs[p].option;
        mix.pair[h] = relit_[p];
      }
      for (NextWinterHome& home : mix.next_winter) {
        const int p = home.pair;
        if (!done_[p]) decide(p);
        if (relit_[p] < 0) continue;
        home.installed = plan_.pairs[p].option;
        home.pair = relit_[p];
      }
    }
    sort_pairs(plan_);
  }

 private:
  // The pair of the same option from the start on, in which later winters are as this one.
  [[nodiscard]] int whole_winter_of(int p) const {
    const Pair& last = plan_.pairs[p];
    while (plan_.pairs[p].begin_day > 0 && p > 0 && plan_.pairs[p - 1].household == last.household &&
           plan_.pairs[p - 1].option == last.option) {
      --p;
    }
    return p;
  }

  [[nodiscard]] const heater::Technology& technology_of(const Option& option) const {
    return s_.technologies[option.technology];
  }

  void decide(int p) {
    done_[p] = true;
    const Pair pair = plan_.pairs[p];
    const Option option = plan_.options[pair.option];
    const Household& home = s_.population.households[pair.household];
    if (home.schedule >= 0) return;  // a schedule does not save
    if (!option.converted || home.traits.vacant || technology_of(option).kind == heater::HeaterKind::hand_fired) {
      return;
    }
    const double budget_cny = in_.cost_share * home.traits.income_cny;
    if (cost_.cny(pair.household, option, 0.0) <= budget_cny) return;
    const auto draw = random_words(s_.seed(), Stream::eligibility, home.hash, 0, RELIGHT);
    const Option before = plan_.options[plan_.pairs[plan_.before[pair.household]].option];
    if (uniform(draw[0]) < in_.reburn_share && technology_of(before).kind == heater::HeaterKind::hand_fired) {
      relit_[p] = relight(pair, option, before);
      return;
    }
    const double most_k = std::max(0.0, home.people.set_point_after_c - in_.lowest_set_point_c);
    double drop_k = 0.0;
    while (drop_k < most_k && cost_.cny(pair.household, option, drop_k) > budget_cny)
      drop_k = std::min(most_k, drop_k + DROP_K);
    plan_.pairs[p].set_point_drop_k = drop_k;
  }

  // The pair of the old stove in the envelope that the home has now.
  int relight(const Pair& pair, const Option& option, Option before) {
    auto& options = plan_.options;
    before.envelope = option.envelope;
    const auto found = std::find(options.begin(), options.end(), before);
    const int index = static_cast<int>(found - options.begin());
    if (found == options.end()) options.push_back(before);
    if (plan_.pairs[plan_.before[pair.household]].option == index) return plan_.before[pair.household];
    plan_.pairs.push_back({pair.household, index, pair.begin_day, pair.predecessor, 0.0});
    done_.push_back(true);
    relit_.push_back(-1);
    return static_cast<int>(plan_.pairs.size()) - 1;
  }

  const Scenario& s_;
  Plan& plan_;
  ThriftInputs in_;
  HeatingCost cost_;
  std::vector<bool> done_;
  std::vector<int> relit_;  // per pair: what its home ends with instead
};

}  // namespace

HeatingCost::HeatingCost(const Scenario& scenario, const std::vector<weather::StepWeather>& weather) : s_(scenario) {
  for (const dwelling::Archetype& archetype : s_.archetypes) {
    std::vector<double>& loss = loss_w_k_.emplace_back();
    std::vector<double>& air = air_w_k_.emplace_back();
    for (const std::string& envelope : s_.envelopes) {
      const bool known = archetype.envelopes.contains(envelope);
      const dwelling::Dwelling dwelling =
          known ? dwelling::with_envelope(archetype, envelope) : dwelling::Dwelling(archetype.base);
      loss.push_back(transmission_w_k(dwelling));
      air.push_back(dwelling.air_change_loss_w_k());
    }
  }
  for (const weather::StepWeather& steps : weather) {
    site_air_.push_back(weather::indoor_air_kg_m3(steps.site.elevation_m) / dwelling::REFERENCE_AIR_KG_M3);
    day_temp_c_.push_back(season_day_means(steps));
    auto& tables = input_by_balance_.emplace_back();
    for (const heater::Technology& t : s_.technologies) {
      const bool never = t.kind == heater::HeaterKind::hand_fired;
      tables.push_back(never ? std::vector<double>(BALANCES, 0.0) : input_by_balance(t, day_temp_c_.back()));
    }
  }
}

double HeatingCost::loss_w_k(int household, const Option& option) const {
  const Household& home = s_.population.households[household];
  const double scale = heated_floor_m2(home, option, s_.technologies[option.technology]) /
                       s_.archetypes[home.archetype].base.floor_area_m2;
  const bool of_site = s_.archetypes[home.archetype].base.air_density_of_site;
  const double air = home.air_change_factor * (of_site ? site_air_[s_.village_site[home.village]] : 1.0);
  return scale * (loss_w_k_[home.archetype][option.envelope] + air_w_k_[home.archetype][option.envelope] * air);
}

double HeatingCost::mean_set_point_c(const Household& home, double drop_k) const {
  occupancy::People people = home.people;
  people.set_point_after_c -= drop_k;
  occupancy::DayOfHome day;
  std::fill_n(day.presence.awake, occupancy::HOURS, uint8_t{1});
  std::array<double, occupancy::HOURS> set_point_c{};
  occupancy::set_points(people, true, day, s_.seed(), home.hash, occupancy::HOURS, set_point_c);
  double sum = 0.0;
  for (const double c : set_point_c) sum += c;
  return sum / occupancy::HOURS;
}

double HeatingCost::input_kwh(int household, const Option& option, double drop_k) const {
  const Household& home = s_.population.households[household];
  const double loss = loss_w_k(household, option);
  const double gains_w = occupancy::mean_metabolic_w(home.people, occupancy::DayKind::workday, s_.presence) +
                         occupancy::mean_load_gain_w(home.people);
  const double balance_c = mean_set_point_c(home, drop_k) - SUN_K - gains_w / loss;
  return loss * at_balance(input_by_balance_[s_.village_site[home.village]][option.technology], balance_c);
}

double HeatingCost::cny(int household, const Option& option, double drop_k) const {
  const Household& home = s_.population.households[household];
  const heater::Technology& technology = s_.technologies[option.technology];
  const double units = input_kwh(household, option, drop_k) * 3.6e6 * heater::units_per_joule(technology);
  const double base_kwh = home.people.yearly_kwh * s_.axis.season_days / 365.0;
  economy::SeasonUse use;
  use.heats_with_electricity = technology.carrier == heater::Carrier::electricity;
  use.heats_with_gas = technology.carrier == heater::Carrier::gas;
  use.rest_of_year_kwh = std::max(0.0, home.people.yearly_kwh - base_kwh);
  spread(base_kwh, s_.money.bins, use);
  const economy::Fen without = economy::household_bill(s_.tariff, use).payable();
  switch (technology.carrier) {
    case heater::Carrier::electricity:
      spread(units, s_.money.bins, use);
      break;
    case heater::Carrier::gas:
      use.gas_m3 = units;
      break;
    case heater::Carrier::coal:
      (technology.fuel == "briquettes"  ? use.briquette_kg
       : technology.fuel == "semi_coke" ? use.semi_coke_kg
                                        : use.coal_kg) = units;
      break;
    case heater::Carrier::pellets:
      use.pellet_kg = units;
      break;
    case heater::Carrier::wood:
      use.wood_kg = units;
      break;
    case heater::Carrier::straw:
      use.straw_kg = units;
      break;
    case heater::Carrier::none:
      break;
  }
  return economy::cny_of_fen(economy::household_bill(s_.tariff, use).payable() - without);
}

void apply_thrift(const Scenario& scenario, Plan& plan, const ThriftInputs& inputs) {
  Thrift(scenario, plan, inputs).run();
}

}  // namespace hearthgrid::run
