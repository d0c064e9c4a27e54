#include "engine/run/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/names.hpp"
#include "engine/run/home_summary.hpp"
#include "engine/run/results_fairness.hpp"
#include "engine/run/results_money.hpp"
#include "models/gas/supply.hpp"

namespace hearthgrid::run {
namespace {

constexpr size_t VILLAGE_SERIES_BYTES = 30'000'000;  // in the file; a county of many villages keeps their peaks only

}  // namespace

Results::Results(const Scenario& scenario, const Simulation& simulation, const std::string& path, bool overwrite,
                 const FeederOptions& feeders, const GasOptions& gas)
    : c_(scenario),
      s_(simulation),
      file_(path, overwrite),
      mixes_(static_cast<int>(scenario.plan.mixes.size())),
      steps_(scenario.axis.season_steps()),
      diversity_(simulation),
      zoom_(simulation, file_),
      outage_(simulation, file_),
      low_voltage_(simulation, file_),
      feeders_(scenario, simulation, file_, path, feeders),
      gas_(scenario, simulation, file_, path, gas),
      planning_(scenario, simulation, file_),
      air_(scenario, simulation, file_) {
  const size_t series = static_cast<size_t>(mixes_) * steps_;
  county_kw_.resize(series);
  county_gas_.resize(series);
  village_gas_.resize(series);
  village_gas_peak_.resize(static_cast<size_t>(mixes_) * c_.population.villages.size());
  if (series * c_.population.villages.size() * sizeof(float) <= VILLAGE_SERIES_BYTES) {
    village_gas_series_.resize(series * c_.population.villages.size());
  }
  upgrade_cost_.assign(mixes_, std::vector<double>(c_.population.villages.size()));
  describe();
  write_homes();
  write_constructions();
  begin_blocks();
}

void Results::describe() {
  file_.attribute("title", c_.settings.text("name"));
  file_.attribute("hearthgrid_version", std::string(HEARTHGRID_VERSION));
  file_.attribute("scenario_sha256", c_.input_hash);
  if (!c_.settings.text("reference").empty()) file_.attribute("references", c_.settings.text("reference"));
  file_.attribute("seed", c_.settings.integer("seed"));
  file_.attribute("instruction_set", std::string(s_.kernel->instruction_set));
  file_.dimension("mix", names_of(c_.plan.mixes));
  file_.dimension("village", names_of(c_.population.villages));
  file_.dimension("transformer", names_of(c_.population.transformers));
  file_.dimension("household", names_of(c_.population.households));
  file_.time_dimension(c_.axis);
  zoom_.describe();
  outage_.describe();
  feeders_.describe();
  gas_.describe();
  file_.dimension("pollutant", emission::pollutant_names());
  file_.dimension("place", emission::place_names());
  air_.describe();
  file_.dimension("item", economy::cost_item_names());
  file_.dimension("payer", economy::payer_names());
  describe_money(file_, c_);
  std::vector<int64_t> years(c_.settings.table("money").integer("years"));
  for (size_t y = 0; y < years.size(); ++y) years[y] = first_year(c_) + static_cast<int64_t>(y);
  file_.dimension_values("year", years);
  describe_fairness(file_, c_);
  file_.dimension("refusal", static_cast<int64_t>(c_.plan.refusals.size()));
  std::vector<std::string> named;
  for (size_t h = 0; h < s_.named.size(); ++h) {
    if (s_.named[h]) named.push_back(c_.population.households[h].name);
  }
  file_.dimension("named_household", named);
  describe_constructions();
  file_.dimension("month", months_of(c_.axis));
  for (const auto& [name, text] : c_.inputs) file_.input_text(name, text);
}

void Results::begin_blocks() {
  if (c_.settings.table("outputs").boolean("transformer_series")) {
    file_.begin_series("transformer_load_kw", io::SeriesEncoding::rounded_12_bits);
  }
  for (const char* variable : {"transformer_peak_kva",
                               "transformer_peak_loading",
                               "transformer_peak_kw",
                               "transformer_peak_time",
                               "transformer_peak_60min_kva",
                               "transformer_hours_above_80",
                               "transformer_hours_above_100",
                               "transformer_events_80",
                               "transformer_events_100",
                               "transformer_peak_hot_spot_c",
                               "transformer_hours_above_cyclic",
                               "transformer_kwh_above_cyclic",
                               "transformer_hours_above_emergency",
                               "transformer_kwh_above_emergency",
                               "transformer_hours_above_short_emergency",
                               "transformer_kwh_above_short_emergency",
                               "transformer_loss_of_life_h",
                               "transformer_loss_kwh",
                               "transformer_energy_kwh",
                               "transformer_admd_kw",
                               "transformer_kva_needed",
                               "transformer_upgrade_cost_cny",
                               "transformer_upgrade_driver",
                               "household_design_load_kw",
                               "household_heater_capacity_kw",
                               "household_heat_kwh",
                               "household_unmet_kwh",
                               "household_electricity_kwh",
                               "household_gas_m3",
                               "household_coal_kg",
                               "household_pellet_kg",
                               "household_wood_kg",
                               "household_straw_kg",
                               "household_hot_water_kwh",
                               "household_peak_kw",
                               "household_mean_indoor_c",
                               "household_min_indoor_c",
                               "household_hours_below_14",
                               "household_hours_below_10",
                               "household_gain_kwh",
                               "household_radiant_kwh",
                               "household_extra_loss_kwh"}) {
    file_.begin_rows(variable);
  }
  if (c_.axis.step_minutes <= 30) file_.begin_rows("transformer_peak_30min_kva");
  zoom_.begin();
  low_voltage_.begin();
  begin_money(file_);
}

void Results::take(FinishedBlock&& block) {
  add_to_county(block.result);
  write_transformers(block.result);
  zoom_.take(block.result);
  outage_.take(block.result);
  low_voltage_.take(block.result);
  feeders_.take(block.result);
  gas_.take(block.result);
  planning_.take(block.result);
  air_.take(block.result);
  if (!block.load_chunks.empty()) file_.write_series_chunks("transformer_load_kw", std::move(block.load_chunks));
  for (NamedSeries& series : block.result.named) {
    const int home = c_.plan.pairs[series.pair].household;
    if (!s_.designated.empty() && s_.designated[home]) diversity_.keep(series);
    if (s_.named[home]) named_.push_back(std::move(series));
  }
  if (block.result.balance_error > balance_error_) {
    balance_error_ = block.result.balance_error;
    balance_worst_ = block.result.balance_worst_household;
  }
}

// Transformer by transformer in order, so that the sums do not depend on blocks.
void Results::add_to_county(const BlockResult& block) {
  const bool gas = !block.gas_m3h.empty();
  for (int t = 0; t < block.transformers; ++t) {
    const int village = c_.population.transformers[block.first_transformer + t].village;
    if (village != village_) end_village();
    village_ = village;
    for (int mix = 0; mix < mixes_; ++mix) {
      const size_t row = (static_cast<size_t>(mix) * block.transformers + t) * steps_;
      const size_t at = static_cast<size_t>(mix) * steps_;
      for (int k = 0; k < steps_; ++k) county_kw_[at + k] += block.load_kw[row + k];
      for (int k = 0; gas && k < steps_; ++k) {
        county_gas_[at + k] += block.gas_m3h[row + k];
        village_gas_[at + k] += block.gas_m3h[row + k];
      }
    }
  }
}

void Results::end_village() {
  const size_t villages = c_.population.villages.size();
  for (int mix = 0; mix < mixes_; ++mix) {
    const auto begin = village_gas_.begin() + static_cast<std::ptrdiff_t>(mix) * steps_;
    const size_t row = static_cast<size_t>(mix) * villages + village_;
    village_gas_peak_[row] = *std::max_element(begin, begin + steps_);
    if (!village_gas_series_.empty()) {
      std::copy(begin, begin + steps_, village_gas_series_.begin() + static_cast<std::ptrdiff_t>(row * steps_));
    }
  }
  std::fill(village_gas_.begin(), village_gas_.end(), 0.0);
}

void Results::finish(const std::function<void()>& aside) {
  end_village();
  air_.end_blocks();
  write_household_seasons();
  write_sizing();
  write_services();
  if (aside) aside();
  write_county();
  write_accounts();
  write_refusals();
  write_named();
  write_cooling();
  write_diversity();
  zoom_.finish();
  outage_.finish();
  low_voltage_.finish();
  feeders_.finish();
  gas_.finish();
  planning_.finish();
  file_.attribute("largest_heat_balance_error", balance_error_);
  if (balance_error_ > 1e-9 && balance_worst_ >= 0) {
    file_.diagnostic(c_.population.households[balance_worst_].name,
                     fmt::format("heat balance closes to {:.1e} of the season's heat only", balance_error_));
  }
  file_.commit();
}

void Results::write_county() {
  file_.write("county_load_kw", county_kw_);
  file_.write("county_gas_m3h", county_gas_);
  if (!village_gas_series_.empty()) file_.write("village_gas_m3h", village_gas_series_);
  const io::Settings& gas = c_.settings.table("gas");
  gas::SupplyLimits limits;
  if (gas.has("hourly_cap_m3h")) limits.hourly_m3h = gas.number("hourly_cap_m3h");
  if (gas.has("daily_cap_m3")) limits.daily_m3 = gas.number("daily_cap_m3");
  std::vector<double> hour, hour_time, day, hours_above, days_above;
  for (int mix = 0; mix < mixes_; ++mix) {
    const std::span<const double> draw(county_gas_.data() + static_cast<size_t>(mix) * steps_,
                                       static_cast<size_t>(steps_));
    const gas::SupplyResult r = gas::assess_supply(draw, c_.axis.step_minutes, limits);
    hour.push_back(r.peak_hour_m3h);
    hour_time.push_back(static_cast<double>(file_.time_value(static_cast<int>(r.peak_hour_start))));
    day.push_back(r.peak_day_m3);
    hours_above.push_back(static_cast<double>(r.hours_above_cap));
    days_above.push_back(static_cast<double>(r.days_above_cap));
  }
  file_.write("county_gas_peak_hour_m3h", hour);
  file_.write("county_gas_peak_hour_time", hour_time);
  file_.write("county_gas_peak_day_m3", day);
  file_.write("county_gas_hours_above_cap", hours_above);
  file_.write("county_gas_days_above_cap", days_above);
}

void Results::write_refusals() {
  std::vector<std::string> household, rule;
  std::vector<double> mix, village;
  for (const Refusal& refusal : c_.plan.refusals) {
    household.push_back(c_.population.households[refusal.household].name);
    rule.push_back(refusal.rule);
    mix.push_back(refusal.mix);
    village.push_back(c_.population.households[refusal.household].village);
  }
  file_.write_text("refused_household", household);
  file_.write_text("refused_rule", rule);
  file_.write("refused_mix", mix);
  file_.write("refused_village", village);
}

}  // namespace hearthgrid::run
