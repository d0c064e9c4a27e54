#pragma once
// A small results file with Chinese names, and a folder of its own to write into.

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/io/results_writer.hpp"

namespace hearthgrid::io {

/// An empty folder that goes when the test ends.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hearthgrid-format-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] size_t entries() const {
    size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path_)) {
      ++count;
    }
    return count;
  }

 private:
  std::filesystem::path path_;
};

constexpr int SAMPLE_MIXES = 2;
constexpr int SAMPLE_TRANSFORMERS = 70;  ///< two whole groups of 32 and a rest
constexpr int SAMPLE_HOUSEHOLDS = 140;
constexpr int SAMPLE_DAYS = 3;

inline const std::vector<std::string>& sample_villages() {
  static const std::vector<std::string> VILLAGES{"茌平韩屯", "阳高 王官屯", "Village C"};
  return VILLAGES;
}

/// 1 to 3 November 2021, one day of warm-up, 15 minutes, UTC+8.
inline TimeAxis sample_axis() {
  TimeAxis axis;
  axis.first_day = std::chrono::sys_days{std::chrono::year{2021} / 11 / 1};
  axis.season_days = SAMPLE_DAYS;
  axis.warm_up_days = 1;
  return axis;
}

inline float sample_load_kw(int mix, int transformer, int step) {
  return static_cast<float>(40.0 * (1 + mix) + transformer + 10.0 * std::sin(0.1 * step));
}

inline std::vector<std::string> numbered(const std::string& prefix, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) {
    names.push_back(prefix + std::to_string(i + 1));
  }
  return names;
}

struct SampleChoices {
  int block = 64;  ///< transformers of a block
  SeriesEncoding encoding = SeriesEncoding::exact;
  bool commit = true;
};

/// A value for every variable that is written whole and holds numbers: what tables need, and no two variables alike.
inline std::vector<double> sample_values(const VariableSpec& spec, size_t count) {
  std::vector<double> values(count);
  const bool index = spec.name.ends_with("_village") || spec.name.ends_with("_mix") ||
                     spec.name.ends_with("_construction") || spec.name.ends_with("_feeder") ||
                     spec.name.ends_with("_substation") || spec.name.ends_with("_neighbour") ||
                     spec.name.ends_with("_node") || spec.name.ends_with("_pipe_from") || spec.name.ends_with("_tie") ||
                     spec.name.ends_with("_step_pollutant") || spec.name.ends_with("_pipe_to") ||
                     spec.name.ends_with("_regulator_from") || spec.name.ends_with("_regulator_to") ||
                     spec.name == "measure_transformer" || spec.type == ResultType::int8;
  for (size_t i = 0; i < count; ++i) {
    values[i] = index ? static_cast<double>(i % 2) : static_cast<double>(spec.name.size() + i % 50);
  }
  return values;
}

inline void write_sample_blocks(ResultsWriter& writer, const SampleChoices& choices) {
  const int steps = sample_axis().season_steps();
  writer.begin_series("transformer_load_kw", choices.encoding);
  writer.begin_series("transformer_load_kva");
  for (const VariableSpec& spec : results_variables()) {
    if (spec.storage == ResultStorage::rows) {
      writer.begin_rows(spec.name);
    }
  }
  for (int first = 0; first < SAMPLE_TRANSFORMERS; first += choices.block) {
    const int rows = std::min(choices.block, SAMPLE_TRANSFORMERS - first);
    for (int mix = 0; mix < SAMPLE_MIXES; ++mix) {
      std::vector<float> load;
      for (int row = 0; row < rows; ++row) {
        for (int step = 0; step < steps; ++step) {
          load.push_back(sample_load_kw(mix, first + row, step));
        }
      }
      writer.write_series_rows("transformer_load_kw", mix, first, rows, load);
      writer.write_series_rows("transformer_load_kva", mix, first, rows, load);
      for (const VariableSpec& spec : results_variables()) {
        if (spec.storage != ResultStorage::rows) {
          continue;
        }
        const int per_transformer = spec.dimensions.back() == "household" ? SAMPLE_HOUSEHOLDS / SAMPLE_TRANSFORMERS : 1;
        std::vector<double> values;
        for (int i = first * per_transformer; i < (first + rows) * per_transformer; ++i) {
          values.push_back(spec.type == ResultType::int8 ? i % 2 : i + 100 * mix);
        }
        writer.write_rows(spec.name, mix, int64_t{first} * per_transformer, values);
      }
    }
  }
}

/// Writes every variable of the schema but the reactive power, which stands for what a run did not ask for.
inline void write_sample(const std::string& path, const SampleChoices& choices = {}) {
  ResultsWriter writer(path, true);
  writer.attribute("title", std::string("茌平 sample"));
  writer.attribute("seed", int64_t{42});
  writer.attribute("discount_rate", 0.06);
  writer.dimension("mix", std::vector<std::string>{"before", "heat-pumps"});
  writer.time_dimension(sample_axis());
  writer.dimension("transformer", numbered("台区", SAMPLE_TRANSFORMERS));
  writer.dimension("village", sample_villages());
  writer.dimension("household", int64_t{SAMPLE_HOUSEHOLDS});
  writer.dimension("substation", std::vector<std::string>{"茌平站", "站 2"});
  writer.dimension("feeder", std::vector<std::string>{"线 1", "线 2", "F3"});
  writer.dimension("mv_line", numbered("段", 5));
  writer.dimension("gas_node", std::vector<std::string>{"门站", "调压箱 1", "n3"});
  writer.dimension("gas_pipe", std::vector<std::string>{"管 1", "管 2"});
  writer.dimension("gas_regulator", std::vector<std::string>{"调压箱"});
  writer.dimension("gas_supply", std::vector<std::string>{"门站"});
  writer.dimension("gas_tier", std::vector<std::string>{"low", "medium_a"});
  writer.dimension("gas_profile", int64_t{4});
  writer.dimension("gas_area", std::vector<std::string>{"门站", "east + west"});
  writer.dimension("gas_work", int64_t{3});
  writer.dimension_values("gas_group_size", std::vector<int64_t>{1, 10, 100});
  writer.dimension("gas_simultaneity_table", std::vector<std::string>{"灶具 cooker"});
  writer.dimension("construction", std::vector<std::string>{"brick 240, none, 阳高", "brick 240, basic, 阳高"});
  writer.dimension("mode", int64_t{2});
  writer.dimension("element", int64_t{4});
  writer.dimension("named_household", std::vector<std::string>{"户17"});
  writer.dimension("zoom_window", std::vector<std::string>{"2021-11-02"});
  writer.dimension_values("zoom_time", std::vector<int64_t>{1440, 1441, 1442, 1443});
  writer.dimension_values("outage_hours", std::vector<int64_t>{1, 4});
  writer.dimension("month", std::vector<std::string>{"2021-12", "2022-01"});
  writer.dimension("pollutant", std::vector<std::string>{"CO2", "PM2.5", "SO2"});
  writer.dimension("place", std::vector<std::string>{"stove", "plant", "upstream"});
  writer.dimension("series_pollutant", std::vector<std::string>{"PM2.5"});
  writer.dimension_values("gwp_years", std::vector<int64_t>{20, 100});
  writer.dimension_values("year", std::vector<int64_t>{2021, 2022, 2023});
  writer.dimension("item", std::vector<std::string>{"equipment", "energy"});
  writer.dimension("payer", std::vector<std::string>{"central", "county", "household", "utility"});
  writer.dimension("receiver", std::vector<std::string>{"central", "household", "heater_seller"});
  writer.dimension("budget", std::vector<std::string>{"county 2021"});
  writer.dimension("grant", int64_t{2});
  writer.dimension("refusal", int64_t{0});
  writer.dimension("income_band", std::vector<std::string>{"1: up to 20000 CNY", "2: above 20000 CNY", "no income"});
  writer.dimension("bill_case", std::vector<std::string>{"with_subsidy", "without_subsidy", "after_subsidy"});
  writer.dimension("side", std::vector<std::string>{"society", "government", "household", "companies"});
  writer.dimension("abatement_step", int64_t{3});
  writer.dimension("ten_day_period", std::vector<std::string>{"2021-07-11", "2021-07-21"});
  writer.dimension("technology_group", std::vector<std::string>{"ashp_water"});
  writer.dimension_values("group_size", std::vector<int64_t>{1, 10, 50, 200});
  writer.dimension("measure", int64_t{2});
  writer.dimension("hosting", std::vector<std::string>{"更多"});
  writer.dimension("hosting_quantile", std::vector<std::string>{"0.05", "0.5"});
  writer.dimension("kva_group", std::vector<std::string>{"yanggao, ashp_water"});
  writer.dimension_values("kva_homes", std::vector<int64_t>{1, 50});
  writer.dimension("headline", std::vector<std::string>{"county_peak_mw", "co2_t", "nox_t"});
  writer.dimension("uncertain_input", std::vector<std::string>{"coal_stove.pm25", "heat.before"});
  writer.dimension("ensemble", int64_t{2});
  writer.dimension_values("return_period", std::vector<int64_t>{2, 10});
  writer.dimension("temperature_bin", std::vector<std::string>{"season", "-15 to -10", "coldest day"});
  writer.flags("household_archetype", {"brick 240", "brick 370"});
  writer.flags("household_technology", {"coal_stove", "ashp_water"});
  writer.flags("household_envelope", {"none", "basic"});
  writer.flags("construction_archetype", {"brick 240", "brick 370"});
  writer.flags("construction_envelope", {"none", "basic"});
  writer.flags("element_kind", {"wall", "roof"});
  writer.write_text("construction_site", std::vector<std::string>{"yanggao", "yanggao"});
  writer.write_text("construction_note", std::vector<std::string>{"", "one more state was taken"});
  writer.write_text("element_name", std::vector<std::string>{"北墙 wall", "roof", "北墙 wall", "roof"});
  writer.write_text("transformer_line_loading_line", numbered("线", SAMPLE_MIXES * SAMPLE_TRANSFORMERS));
  writer.write_text("gas_work_object", std::vector<std::string>{"管 1", "调压箱", "n3"});
  writer.write_text("gas_work_by", std::vector<std::string>{"PE63", "box 100", ""});
  writer.write_text("gas_work_at", std::vector<std::string>{"n3", "调压箱", "n3"});
  writer.write_text("gas_simultaneity_source", std::vector<std::string>{"unverified: GB 50028"});
  writer.write_text("gas_unsolved_reason", std::vector<std::string>{"", "nothing feeds node 'n3', which draws gas"});
  writer.write_text("gas_profile_via", std::vector<std::string>{"", "管 1", "", "管 1"});
  writer.write_text("measure_name", std::vector<std::string>{"tap change", "larger conductor"});
  writer.write_text("measure_description", std::vector<std::string>{"tap +5 %", "JKLYJ-120 to 杆3"});
  for (const char* terms : {"grant_subsidy", "grant_item", "grant_user", "grant_split", "grant_split_status",
                            "grant_status", "grant_source", "grant_basis"}) {
    writer.write_text(terms, std::vector<std::string>{"equipment", "茌平 gas"});
  }
  writer.write_text("input_status", std::vector<std::string>{"measured", "assumed"});
  writer.write_text("input_source", std::vector<std::string>{"炉具 test", "ours"});
  writer.write_text("member_weather", std::vector<std::string>{"seed 1", "seed 2"});
  writer.write_text("hosting_technology", std::vector<std::string>{""});
  writer.write_text("hosting_envelope", std::vector<std::string>{""});
  writer.write_text("hosting_worst_order", std::vector<std::string>(SAMPLE_TRANSFORMERS, "heaviest first"));
  for (const VariableSpec& spec : results_variables()) {
    if (spec.storage != ResultStorage::series_of_mix) {
      continue;
    }
    const auto rows = static_cast<size_t>(writer.size_of(spec.dimensions[1]));
    for (int mix = 0; mix < SAMPLE_MIXES; ++mix) {
      std::vector<float> values(rows * static_cast<size_t>(sample_axis().season_steps()));
      for (size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<float>(static_cast<size_t>(mix) * 100 + i % 64);
      }
      writer.write_series_of_mix(spec.name, mix, values);
    }
  }
  for (const VariableSpec& spec : results_variables()) {
    if (spec.storage != ResultStorage::whole || spec.type == ResultType::text) {
      continue;
    }
    size_t count = 1;
    for (const std::string& name : spec.dimensions) {
      count *= static_cast<size_t>(writer.size_of(name));
    }
    writer.write(spec.name, sample_values(spec, count));
  }
  write_sample_blocks(writer, choices);
  writer.input_text("scenario.toml", "format = 1\nname = \"茌平\"\n");
  writer.input_text("tables/villages.csv", "village,households\n茌平韩屯,10\n");
  writer.diagnostic("茌平韩屯", "no longitude given");
  if (choices.commit) {
    writer.commit();
  }
}

}  // namespace hearthgrid::io
