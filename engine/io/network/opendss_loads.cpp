// Loads of OpenDSS and their shapes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/opendss_elements.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

using electricity::Complex;
using electricity::Connection;
using electricity::Load;

namespace {

/// kW and kvar as the last of kW, kVA, PF and kvar leave them (Load.pas).
Complex rated_power_va(const DssProperties& p) {
  double kw = 0.0;
  if (p.position("kva") > p.position("kw")) {
    kw = p.required("kva") * std::abs(p.number("pf", 0.88));
  } else {
    kw = p.required("kw");
  }
  double kvar = 0.0;
  if (p.position("kvar") > p.position("pf")) {
    kvar = p.number("kvar", 0.0);
  } else {
    const double pf = p.number("pf", 0.88);
    if (pf == 0.0 || std::abs(pf) > 1.0) p.complain(*p.find("pf"), "from -1 to 1, not 0");
    const double size = std::clamp(std::abs(pf), 1e-6, 1.0);
    kvar = kw * std::sqrt(1.0 / (size * size) - 1.0) * (pf < 0.0 ? -1.0 : 1.0);
  }
  return 1000.0 * Complex(kw, kvar);
}

electricity::VoltageDependence dependence_of(const DssProperties& p) {
  const double model = p.number("model", 1.0);
  if (model == 1.0) return {.power = 1.0};
  if (model == 2.0) return {.power = 0.0, .impedance = 1.0};
  if (model == 5.0) return {.power = 0.0, .current = 1.0};
  if (model == 8.0) {
    const std::vector<double> zip = p.numbers("zipv");
    const bool good = zip.size() == 7 && zip[0] == zip[3] && zip[1] == zip[4] && zip[2] == zip[5] && zip[6] <= 0.0 &&
                      std::abs(zip[0] + zip[1] + zip[2] - 1.0) < 1e-6;
    if (good) return {.power = zip[2], .current = zip[1], .impedance = zip[0]};
    p.complain(*(p.has("zipv") ? p.find("zipv") : p.find("model")),
               "ZIPV with like shares for active and reactive power that sum to 1, and no cut-off (last number 0)");
    return {};
  }
  p.complain(*p.find("model"), "understood: 1 power, 2 impedance, 5 current, 8 with ZIPV");
  return {};
}

}  // namespace

/// Lays the power on the phases between the nodes of its bus.
void OpenDssReader::read_load_phases(const DssElement& element, const DssBus& at, Complex va, double kv, Load& load) {
  const DssProperties p(element, problems_);
  const double phases = p.number("phases", 3.0);
  std::vector<int> live;
  for (const int node : at.nodes) {
    if (node > 0 && node <= 3) live.push_back(node - 1);  // others are named as problems already
  }
  if (at.nodes.empty()) {
    for (int phase = 0; phase < static_cast<int>(std::clamp(phases, 0.0, 3.0)); ++phase) live.push_back(phase);
  }
  const bool delta = load.connection == Connection::delta;
  std::vector<int> sorted = live;
  std::sort(sorted.begin(), sorted.end());
  bool good = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  double phase_v = 1000.0 * kv / (delta || phases == 1.0 ? 1.0 : std::sqrt(3.0));
  if (phases == 3.0 && live.size() == 3) {
    load.symmetric = true;
    load.va.fill(va / 3.0);
  } else if (phases == 1.0 && live.size() == 2) {
    // Between two phases, whatever it calls itself.
    load.connection = Connection::delta;
    const int missing = 3 - live[0] - live[1];
    if (good) load.va[(missing + 1) % 3] = va;
  } else if (!delta && live.size() == static_cast<size_t>(phases) && (phases == 1.0 || phases == 2.0)) {
    for (const int phase : live) load.va[phase] = va / phases;
  } else {
    good = false;
  }
  if (!good) {
    problems_.add(
        element.problem(fmt::format("{} phases {} at bus '{}'", phases, delta ? "in delta" : "in wye", p.text("bus1")),
                        "one, two or three phases to ground, one between two phases, or three in delta"));
    phase_v = 1.0;
  }
  load_ratings_.back().phase_v = phase_v;
}

void OpenDssReader::read_load(const DssElement& element) {
  const DssProperties p(element, problems_);
  const std::string conn = lower_case(p.text("conn", "wye"));
  const bool delta = conn == "delta" || conn == "d" || conn == "ll";
  if (!delta && conn != "wye" && conn != "y" && conn != "ln") p.complain(*p.find("conn"), "allowed: wye, delta");
  DssBus at;
  Load load{.name = element.name,
            .bus = bus(element, p.text("bus1"), at),
            .connection = delta ? Connection::delta : Connection::wye,
            .dependence = dependence_of(p),
            .in_service = p.flag("enabled", true),
            .shape = p.text("yearly", p.text("daily", p.text("duty"))),
            .origin = element.origin()};
  load_ratings_.push_back({.min_pu = p.number("vminpu", 0.95), .max_pu = p.number("vmaxpu", 1.05)});
  const Complex va = load_multiplier_ * rated_power_va(p);
  load.generator = va.real() < 0.0;
  read_load_phases(element, at, va, p.positive("kv"), load);
  if (lower_case(load.shape) == "default" || lower_case(load.shape) == "none") load.shape.clear();
  if (!load.shape.empty()) {
    const auto same = std::find_if(network_.shapes.begin(), network_.shapes.end(),
                                   [&](const auto& shape) { return lower_case(shape.name) == lower_case(load.shape); });
    if (same != network_.shapes.end()) {
      load.shape = same->name;
    } else if (skipped_.empty()) {
      problems_.add(element.problem(fmt::format("there is no LoadShape {}", load.shape), "define it before the load"));
    }
  }
  network_.loads.push_back(std::move(load));
}

/// Powers and bounds refer to a load's own kV until here; from here on to its bus's rated voltage.
void OpenDssReader::finish_loads() {
  for (size_t i = 0; i < network_.loads.size(); ++i) {
    Load& load = network_.loads[i];
    const double bus_v =
        network_.buses[load.bus].rated_v / (load.connection == Connection::delta ? 1.0 : std::sqrt(3.0));
    const double rated_pu = load_ratings_[i].phase_v / bus_v;
    electricity::VoltageDependence& share = load.dependence;
    const bool impedance_only = share.power == 0.0 && share.current == 0.0;
    load.impedance_below_pu = impedance_only ? 0.0 : std::max(0.0, load_ratings_[i].min_pu) * rated_pu;
    // Written by exports for "never".
    const bool never = impedance_only || load_ratings_[i].max_pu >= 10.0;
    load.impedance_above_pu = never ? std::numeric_limits<double>::infinity() : load_ratings_[i].max_pu * rated_pu;
    if (std::abs(rated_pu - 1.0) < 1e-12) continue;
    share.current /= rated_pu;
    share.impedance /= rated_pu * rated_pu;
    const double whole = share.power + share.current + share.impedance;
    for (Complex& va : load.va) va *= whole;
    share.power /= whole;
    share.current /= whole;
    share.impedance /= whole;
  }
}

/// Numbers of `(file=NAME, col=2, header=yes)`, of a file's name alone, or as listed.
std::optional<std::vector<double>> OpenDssReader::shape_values(const DssElement& element, const DssWord& word) {
  const DssProperties p(element, problems_);
  std::vector<std::string> items = dss_items(word.value);
  std::string file = word.name == "csvfile" ? word.value : "";
  size_t column = 1;
  bool header = false;
  for (size_t i = 0; i < items.size(); ++i) {
    if (!items[i].ends_with('=')) continue;
    const std::string key = lower_case(items[i].substr(0, items[i].size() - 1));
    const std::string value = i + 1 < items.size() ? items[i + 1] : "";
    if (key == "file") file = value;
    if (key == "col" || key == "column")
      column = static_cast<size_t>(std::clamp(number_of(value).value_or(1.0), 1.0, 1e6));
    if (key == "header") header = lower_case(value).starts_with("y");
    if (key != "file" && key != "col" && key != "column" && key != "header")
      p.complain(word, "understood: file, col, header");
  }
  if (file.empty()) return p.numbers(word.name);
  std::replace(file.begin(), file.end(), '\\', '/');
  const std::string path = (std::filesystem::path(element.folder) / file).string();
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    skipped_.push_back(path);
    if (!options_.skip_missing_files) p.complain(word, "there is no such file");
    return std::nullopt;
  }
  const std::optional<std::string> text = read_text_file(path, problems_);
  std::vector<double> values;
  int line = 0;
  for (size_t start = 0; text && start < text->size();) {
    const size_t end = std::min(text->find('\n', start), text->size());
    const std::vector<std::string> cells = dss_items(std::string_view(*text).substr(start, end - start));
    start = end + 1;
    if (++line == 1 && header) continue;
    if (cells.empty()) continue;
    const std::optional<double> value = column <= cells.size() ? number_of(cells[column - 1]) : std::nullopt;
    if (!value || !std::isfinite(*value)) {
      problems_.add({path, line, 0, fmt::format("there is no number in column {}", column),
                     "say which column it is and whether there is a heading: (file=..., col=2, header=yes)"});
      return std::nullopt;
    }
    values.push_back(*value);
  }
  return values;
}

void OpenDssReader::read_shape(const DssElement& element) {
  const DssProperties p(element, problems_);
  electricity::LoadShape shape{.name = element.name, .actual_kw = p.flag("useactual", false)};
  const std::vector<std::pair<const char*, double>> intervals{
      {"interval", 60.0}, {"minterval", 1.0}, {"sinterval", 1.0 / 60.0}};
  for (const auto& [name, minutes] : intervals) {
    if (p.has(name)) shape.step_minutes = minutes * p.positive(name);
  }
  const DssWord* word = p.find("mult");
  for (const char* other : {"pmult", "csvfile"}) word = word == nullptr ? p.find(other) : word;
  if (word == nullptr) {
    problems_.add(element.problem("it has no values", "give mult=(...), mult=(file=...) or csvfile=..."));
    return;
  }
  const auto values = shape_values(element, *word);
  if (!values) return;
  shape.values = *values;
  if (p.has("npts")) {
    const double count = p.positive("npts");
    if (static_cast<double>(shape.values.size()) < count) {
      p.complain(*p.find("npts"), fmt::format("there are {} values", shape.values.size()));
    } else {
      shape.values.resize(static_cast<size_t>(count));
    }
  }
  network_.shapes.push_back(std::move(shape));
}

}  // namespace hearthgrid::io
