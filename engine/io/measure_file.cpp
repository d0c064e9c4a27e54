#include "engine/io/measure_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/suggest.hpp"
#include "engine/io/settings.hpp"
#include "engine/io/source_keys.hpp"

namespace hearthgrid::io {

namespace {

using electricity::CatalogueMeasure;
using electricity::MeasureCatalogue;
using electricity::MeasureKind;
using electricity::PricedLine;

KeySpec amount_key(const std::string& name, const std::string& unit, const std::string& description) {
  return {.name = name,
          .kind = Kind::number,
          .unit = unit,
          .description = description,
          .default_text = "0.0",
          .minimum = 0.0};
}

std::vector<KeySpec> line_keys() {
  const auto number = [](const std::string& name, const std::string& unit, const std::string& description,
                         double least) {
    return KeySpec{.name = name, .kind = Kind::number, .unit = unit, .description = description, .minimum = least};
  };
  return {{.name = "name", .kind = Kind::text, .description = "Its name in the measures."},
          number("r_ohm_per_km", "ohm/km", "Resistance of a phase at 20 degC.", 1e-4),
          number("x_ohm_per_km", "ohm/km", "Positive-sequence reactance.", 0.0),
          {.name = "neutral_r_ohm_per_km",
           .kind = Kind::number,
           .unit = "ohm/km",
           .description = "Resistance of the neutral at 20 degC; left out: that of a phase.",
           .optional = true,
           .minimum = 1e-4},
          number("rating_a", "A", "Current that a phase carries for long.", 1.0),
          number("cny_per_km", "CNY/km", "Material and stringing, on poles that stand.", 0.0),
          status_key(),
          source_key()};
}

std::vector<KeySpec> measure_keys() {
  return {{.name = "kind",
           .kind = Kind::text,
           .description = "What is done.",
           .allowed = electricity::measure_kind_names()},
          {.name = "name", .kind = Kind::text, .description = "Its name in results."},
          {.name = "description", .kind = Kind::text, .description = "One sentence.", .default_text = "\"\""},
          amount_key("fixed_cny", "CNY", "Cost of each time it is done, before what follows."),
          amount_key("cny_per_km", "CNY/km",
                     "Cost per km of line beside the line's own; of a second transformer, of the 10 kV line to it."),
          amount_key("cny_per_home", "CNY", "Cost per home that changes its phase."),
          {.name = "lead_months",
           .kind = Kind::number,
           .unit = "month",
           .description = "From the decision until it works.",
           .minimum = 0.0,
           .maximum = 120.0},
          {.name = "series",
           .kind = Kind::text,
           .description = "Series of the new transformer, for larger_transformer and second_transformer.",
           .optional = true,
           .allowed = electricity::series_names()},
          {.name = "lines",
           .kind = Kind::text_list,
           .description = "Lines to choose from, for larger_conductor and feeder_split.",
           .optional = true},
          {.name = "shares",
           .kind = Kind::number_list,
           .unit = "1",
           .description = "Changes of voltage to choose from: tap positions (0.025 is one), or what a regulator adds.",
           .optional = true,
           .minimum = -0.2,
           .maximum = 0.2},
          status_key(),
          source_key()};
}

Schema make_schema() {
  return {.file = "measures.toml",
          .description =
              "What can be done to a low-voltage area whose limits are violated, what it costs and how long "
              "it takes. Transformers cost what catalogue.toml says.",
          .keys = {{.name = "line",
                    .kind = Kind::table_list,
                    .description = "A line of four wires that can be strung.",
                    .optional = true,
                    .children = line_keys()},
                   {.name = "measure",
                    .kind = Kind::table_list,
                    .description = "One measure; several of a kind may be offered.",
                    .children = measure_keys()}}};
}

/// The key that a kind chooses from; empty if there is nothing to choose.
std::string choice_key(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::larger_conductor:
    case MeasureKind::feeder_split:
      return "lines";
    case MeasureKind::larger_transformer:
    case MeasureKind::second_transformer:
      return "series";
    case MeasureKind::line_regulator:
    case MeasureKind::tap_change:
      return "shares";
    case MeasureKind::phase_rebalancing:
      return "";
  }
  return "";
}

void check_choices(const Settings& given, MeasureKind kind, ProblemList& problems) {
  const std::string& name = given.text("kind");
  const std::string needed = choice_key(kind);
  for (const std::string key : {"lines", "series", "shares"}) {
    if (given.given(key) && key != needed) {
      problems.add(given.problem(key, fmt::format("'{}' has no use for a {}", key, name), "leave it out"));
    }
    if (!given.given(key) && key == needed) {
      problems.add(
          given.problem("kind", fmt::format("a {} needs '{}'", name, key), "say what there is to choose from"));
    }
  }
  const bool per_home = kind == MeasureKind::phase_rebalancing;
  if (!per_home && given.number("cny_per_home") > 0.0) {
    problems.add(given.problem("cny_per_home", fmt::format("a {} does not count homes", name), "leave it out"));
  }
}

std::vector<PricedLine> lines_of(const Settings& file, ProblemList& problems) {
  std::vector<PricedLine> lines;
  for (const Settings& given : file.tables("line")) {
    if (std::ranges::find(lines, given.text("name"), &PricedLine::name) != lines.end()) {
      problems.add(given.problem("name", fmt::format("the line '{}' is given twice", given.text("name")),
                                 "give each line its own name"));
    }
    const double r_ohm_per_km = given.number("r_ohm_per_km");
    const std::string neutral = "neutral_r_ohm_per_km";
    lines.push_back({given.text("name"), r_ohm_per_km, given.number("x_ohm_per_km"),
                     given.has(neutral) ? given.number(neutral) : r_ohm_per_km, given.number("rating_a"),
                     given.number("cny_per_km"), given.text("status"), given.text("source")});
  }
  return lines;
}

void check_lines(const Settings& given, const std::vector<PricedLine>& lines, ProblemList& problems) {
  if (given.texts("lines").empty()) {
    problems.add(given.problem("lines", "the list is empty", "name at least one line"));
  }
  for (const std::string& name : given.texts("lines")) {
    if (std::ranges::find(lines, name, &PricedLine::name) != lines.end()) continue;
    std::vector<std::string> known;
    for (const PricedLine& line : lines) known.push_back(line.name);
    problems.add(given.problem("lines", fmt::format("unknown line '{}'", name), advice_for_unknown(name, known)));
  }
}

void check_shares(const Settings& given, MeasureKind kind, ProblemList& problems) {
  const auto& shares = given.numbers("shares");
  if (shares.empty()) problems.add(given.problem("shares", "the list is empty", "give at least one share"));
  for (const double share : shares) {
    if (share == 0.0 || (kind == MeasureKind::line_regulator && share < 0.0)) {
      problems.add(given.problem("shares", fmt::format("a {} of {}", given.text("kind"), share),
                                 "a tap moves the voltage up or down, a regulator up: 2.5 % is 0.025"));
    }
  }
}

void take_sizes(const economy::Catalogue& prices, CatalogueMeasure& measure) {
  const std::vector<double> made = electricity::sizes_of(measure.series);
  for (const economy::TransformerCost& cost : prices.transformers) {
    if (std::ranges::find(made, cost.kva) == made.end()) continue;
    measure.sizes.push_back({cost.kva, cost.cny, cost.status, cost.source});
  }
}

CatalogueMeasure measure_of(const Settings& given, const std::vector<PricedLine>& lines,
                            const economy::Catalogue& prices, ProblemList& problems) {
  const auto& kinds = electricity::measure_kind_names();
  CatalogueMeasure measure;
  measure.kind = static_cast<MeasureKind>(std::ranges::find(kinds, given.text("kind")) - kinds.begin());
  measure.name = given.text("name");
  measure.description = given.text("description");
  measure.fixed_cny = given.number("fixed_cny");
  measure.cny_per_km = given.number("cny_per_km");
  measure.cny_per_home = given.number("cny_per_home");
  measure.lead_months = given.number("lead_months");
  measure.status = given.text("status");
  measure.source = given.text("source");
  check_choices(given, measure.kind, problems);
  if (given.given("series")) {
    measure.series = given.text("series");
    take_sizes(prices, measure);
  }
  if (given.given("lines")) {
    check_lines(given, lines, problems);
    measure.lines = given.texts("lines");
  }
  if (given.given("shares")) {
    check_shares(given, measure.kind, problems);
    measure.shares = given.numbers("shares");
  }
  return measure;
}

}  // namespace

const Schema& measures_schema() {
  static const Schema SCHEMA = make_schema();
  return SCHEMA;
}

MeasureCatalogue read_measures(const std::string& path, const economy::Catalogue& prices, ProblemList& problems) {
  const size_t problems_before = problems.all().size();
  const Settings file = read_settings_file(path, measures_schema(), {}, problems);
  MeasureCatalogue catalogue;
  if (problems.all().size() > problems_before) return catalogue;
  catalogue.lines = lines_of(file, problems);
  for (const Settings& given : file.tables("measure")) {
    catalogue.measures.push_back(measure_of(given, catalogue.lines, prices, problems));
  }
  return catalogue;
}

}  // namespace hearthgrid::io
