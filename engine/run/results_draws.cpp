#include "engine/run/results_draws.hpp"

#include <algorithm>

#include "engine/base/names.hpp"
#include "models/uncertainty/return_level.hpp"

namespace hearthgrid::run {
namespace {

constexpr int64_t RETURN_YEARS[] = {2, 5, 10, 20, 50};

using uncertainty::Band;

void write_bands(io::ResultsWriter& file, const DrawsResult& result) {
  const auto write = [&](const char* variable, const std::vector<Band>& bands, double Band::*figure) {
    std::vector<double> values;
    for (const Band& band : bands) values.push_back(band.*figure);
    file.write(variable, values);
  };
  write("headline_p05", result.bands, &Band::p05);
  write("headline_p50", result.bands, &Band::p50);
  write("headline_p95", result.bands, &Band::p95);
  write("headline_mean", result.bands, &Band::mean);
  write("headline_p05_error", result.bands, &Band::p05_error);
  write("headline_p95_error", result.bands, &Band::p95_error);
  write("headline_change_p05", result.change, &Band::p05);
  write("headline_change_p50", result.change, &Band::p50);
  write("headline_change_p95", result.change, &Band::p95);
  write("headline_change_mean", result.change, &Band::mean);
}

void write_percentiles(io::ResultsWriter& file, const DrawsResult& result) {
  const auto write = [&](const std::string& variable, const Percentiles& of) {
    file.write(variable + "_p05", of.p05);
    file.write(variable + "_p50", of.p50);
    file.write(variable + "_p95", of.p95);
  };
  write("emission_kg", result.emission_kg);
  write("county_emission_kg", result.county_emission_kg);
  write("cost_cny", result.cost_cny);
  write("transformer_peak_kva", result.transformer_kva);
  if (result.feeder_kw.p05.empty()) return;
  write("feeder_delivered_peak_kw", result.feeder_kw);
  write("substation_delivered_peak_kw", result.substation_kw);
}

void write_inputs(io::ResultsWriter& file, const DrawsPlan& plan) {
  std::vector<double> kind, low, central, high;
  std::vector<std::string> status, source;
  for (const UncertainInput& input : plan.inputs) {
    const uncertainty::Distribution& d = input.distribution;
    const bool discrete = d.kind == uncertainty::DistributionKind::discrete;
    const uncertainty::Support support = uncertainty::support_of(d);
    kind.push_back(static_cast<double>(d.kind));
    low.push_back(discrete ? support.low : d.positive ? std::max(0.0, d.low) : d.low);
    central.push_back(discrete ? uncertainty::quantile_of(d, 0.5) : d.central);
    high.push_back(discrete ? support.high : d.high);
    status.push_back(input.status);
    source.push_back(input.source);
  }
  file.write("input_distribution", kind);
  file.write("input_low", low);
  file.write("input_central", central);
  file.write("input_high", high);
  file.write_text("input_status", status);
  file.write_text("input_source", source);
}

void write_indices(io::ResultsWriter& file, const DrawsResult& result) {
  const auto write = [&](const std::string& variable, const DrawsResult::Indices& of) {
    file.write(variable, std::vector<double>(of.value.begin(), of.value.end()));
    file.write(variable + "_p05", std::vector<double>(of.p05.begin(), of.p05.end()));
    file.write(variable + "_p95", std::vector<double>(of.p95.begin(), of.p95.end()));
  };
  write("headline_first_order", result.first);
  write("headline_total_order", result.total);
  write("headline_change_first_order", result.change_first);
  write("headline_change_total_order", result.change_total);
}

// Per member the number of its winter, by when it first comes.
std::vector<size_t> winters_of(const std::vector<MemberSums>& members) {
  std::vector<uint64_t> known;
  std::vector<size_t> numbers;
  for (const MemberSums& member : members) {
    const auto at = std::find(known.begin(), known.end(), member.winter);
    numbers.push_back(static_cast<size_t>(at - known.begin()));
    if (at == known.end()) known.push_back(member.winter);
  }
  return numbers;
}

void write_members(io::ResultsWriter& file, const DrawsResult& result, const std::vector<MemberSums>& members) {
  std::vector<std::string> weather;
  std::vector<double> seed, coldest, degree_days;
  for (const MemberSums& member : members) {
    weather.push_back(member.weather);
    seed.push_back(member.population_seed);
    coldest.push_back(member.coldest_day_c);
    degree_days.push_back(member.degree_days_k_d);
  }
  const auto peaks = [&](const std::string& variable, const auto& of_mix) {
    std::vector<double> loads;
    for (const MemberSums& member : members) {
      for (const MixSums& mix : member.mixes) {
        for (const PeakLoad& peak : of_mix(mix).peaks) loads.push_back(peak.load);
      }
    }
    if (!loads.empty()) file.write(variable, loads);
  };
  const std::vector<size_t> winters = winters_of(members);
  file.write_text("member_weather", weather);
  file.write("member_winter", std::vector<double>(winters.begin(), winters.end()));
  file.write("member_population_seed", seed);
  file.write("member_coldest_day_c", coldest);
  file.write("member_degree_days_k_d", degree_days);
  file.write("member_headline", result.by_member);
  peaks("member_transformer_peak_kva", [](const MixSums& mix) -> const UnitPeaks& { return mix.transformer_kva; });
  peaks("member_feeder_peak_kw", [](const MixSums& mix) -> const UnitPeaks& { return mix.delivered_kw.feeders; });
  peaks("member_substation_peak_kw",
        [](const MixSums& mix) -> const UnitPeaks& { return mix.delivered_kw.substations; });
}

// The extreme winter, of the first member of each winter; too few winters give none.
void write_extremes(io::ResultsWriter& file, const DrawsResult& result, const std::vector<MemberSums>& members) {
  const std::vector<size_t> numbers = winters_of(members);
  std::vector<size_t> first;  // member by winter
  for (size_t m = 0; m < members.size(); ++m) {
    if (numbers[m] == first.size()) first.push_back(m);
  }
  if (first.size() < uncertainty::MIN_WINTERS) return;
  file.dimension_values("return_period", RETURN_YEARS);
  const auto levels = [](const std::vector<double>& maxima, double sign, std::vector<double>& out) {
    const auto law = uncertainty::fit_gumbel(maxima);
    for (const int64_t years : RETURN_YEARS) out.push_back(sign * law->return_level(static_cast<double>(years)));
  };
  std::vector<double> cold, degree_days, coldest_levels, degree_levels, peak_levels;
  for (const size_t m : first) {
    cold.push_back(-members[m].coldest_day_c);
    degree_days.push_back(members[m].degree_days_k_d);
  }
  levels(cold, -1.0, coldest_levels);
  levels(degree_days, 1.0, degree_levels);
  const size_t mixes = members.front().mixes.size();
  for (size_t mix = 0; mix < mixes; ++mix) {
    std::vector<double> peaks;
    for (const size_t m : first) {
      peaks.push_back(result.by_member[(m * mixes + mix) * HEADLINES + static_cast<size_t>(Headline::county_peak_mw)]);
    }
    levels(peaks, 1.0, peak_levels);
  }
  file.write("extreme_coldest_day_c", coldest_levels);
  file.write("extreme_degree_days_k_d", degree_levels);
  file.write("extreme_county_peak_mw", peak_levels);
}

}  // namespace

void write_draws(io::ResultsWriter& file, const Scenario& scenario, const DrawsPlan& plan, const DrawsResult& result,
                 const std::vector<MemberSums>& members) {
  file.dimension("headline", headline_names());
  file.write("headline_value", result.value);
  std::vector<double> varies;
  for (size_t h = 0; h < HEADLINES; ++h) varies.push_back(moves_with_draws(static_cast<Headline>(h)) ? 1.0 : 0.0);
  file.write("headline_varies_by", varies);
  std::vector<double> change = result.value;
  for (size_t f = 0; f < change.size(); ++f) change[f] -= result.value[plan.base_mix * HEADLINES + f % HEADLINES];
  file.write("headline_change", change);
  std::vector<double> shares;
  for (size_t mix = 0; mix < scenario.plan.mixes.size(); ++mix) {
    for (const PeakLoad& peak : members.front().mixes[mix].transformer_kva.peaks) shares.push_back(peak.heating_share);
  }
  file.write("transformer_peak_heating_share", shares);
  if (plan.draws > 0) {
    file.dimension("uncertain_input", names_of(plan.inputs));
    write_bands(file, result);
    write_percentiles(file, result);
    if (!plan.inputs.empty()) {
      write_inputs(file, plan);
      if (plan.index_points > 1) write_indices(file, result);
    }
  }
  if (members.size() < 2) return;
  file.dimension("ensemble", static_cast<int64_t>(members.size()));
  write_members(file, result, members);
  write_extremes(file, result, members);
}

}  // namespace hearthgrid::run
