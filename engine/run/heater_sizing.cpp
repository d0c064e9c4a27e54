#include "engine/run/heater_sizing.hpp"
#include "engine/base/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/io/technology_file.hpp"
#include "engine/run/mix_homes.hpp"

namespace hearthgrid::run {

Sizing sizing_of(const io::Settings& clause) {
  if (!clause.has("sizing")) return clause.has("size") ? Sizing::given : Sizing::programme;
  const std::string& named = clause.text("sizing");
  return named == "given" ? Sizing::given : named == "programme" ? Sizing::programme : Sizing::design_load;
}

bool sizes_by_design_load(const io::Settings& scenario) {
  const auto by_load = [](const io::Settings& clause) { return sizing_of(clause) == Sizing::design_load; };
  if (scenario.has("hosting") && std::ranges::any_of(scenario.tables("hosting"), by_load)) return true;
  return std::ranges::any_of(scenario.tables("mix"), [&](const io::Settings& mix) {
    return mix.has("convert") && std::ranges::any_of(mix.tables("convert"), by_load);
  });
}

std::vector<double> product_sizes(const io::Settings& clause, const heater::Technology& technology) {
  if (clause.has("product_sizes")) return clause.numbers("product_sizes");
  return technology.product_sizes ? technology.product_sizes->sizes : std::vector<double>{};
}

void check_sizing(const Scenario& scenario, const io::Settings& clause, ProblemList& problems) {
  const heater::Technology* technology = io::find_technology(scenario.technologies, clause.text("technology"));
  if (technology == nullptr) return;  // unchanged, or reported already
  const Sizing sizing = sizing_of(clause);
  const auto complain = [&](const char* key, const std::string& message, const std::string& advice) {
    problems.add(clause.problem(key, message, advice));
  };
  if (sizing == Sizing::given && !clause.has("size")) {
    complain("sizing", "the size is to be given, and there is none",
             R"(give size, or let sizing be "programme" (one size for all) or "design_load")");
  }
  if (sizing != Sizing::given && clause.has("size")) {
    complain("size", fmt::format("a size is given, and sizing is \"{}\"", clause.text("sizing")),
             "leave one of them out");
  }
  for (const char* key : {"design_margin", "product_sizes"}) {
    if (sizing == Sizing::design_load || !clause.given(key)) continue;
    complain(key, fmt::format("{} is given, but heaters are not sized by design load", key),
             "leave it out, or let sizing be \"design_load\"");
  }
  if (sizing != Sizing::design_load) return;
  const std::vector<double> sizes = product_sizes(clause, *technology);
  if (sizes.empty()) {
    complain("sizing", fmt::format("no product sizes of '{}' are known", technology->name),
             "give product_sizes in multiples of its rated size, here or in its entry of a technology file");
  }
  if (!std::ranges::is_sorted(sizes, std::less_equal<>())) {
    complain("product_sizes", "the product sizes do not ascend", "give each size once, from the smallest up");
  }
}

SizeOfHome size_by_design_load(const Scenario& scenario, DesignDay& day) {
  return [&](const io::Settings& clause, int household, const Option& option) {
    const std::vector<double> sizes = product_sizes(clause, scenario.technologies[option.technology]);
    return day.size_for(scenario.population.households[household], option, sizes, clause.number("design_margin"));
  };
}

namespace {

// "mix 'x': 12 ashp_water of size 0.67, 40 of size 1; 5 homes need more"
std::string note_of(const Scenario& s, const Mix& mix, DesignDay& day) {
  std::map<std::pair<int, double>, int> counts;
  int undersized = 0;
  for (size_t h = 0; h < mix.pair.size(); ++h) {
    if (paid_clause(mix, static_cast<int>(h)) < 0) continue;
    const Option& option = later_option(s.plan, mix, static_cast<int>(h));
    const Household& home = s.population.households[h];
    ++counts[{option.technology, option.size}];
    undersized += day.capacity_w(home, option) < day.load_w(home, option) ? 1 : 0;
  }
  std::string text;
  for (const auto& [kind, count] : counts) {
    text += fmt::format("{}{} {} of size {:g}", text.empty() ? "" : ", ", count, s.technologies[kind.first].name,
                        kind.second);
  }
  return fmt::format("{}: {}; {} more on the design day", mix.name, text,
                     counted(undersized, "home needs", "homes need"));
}

}  // namespace

std::vector<std::string> sizing_notes(const Scenario& scenario) {
  if (!sizes_by_design_load(scenario.settings)) return {};
  DesignDay day(scenario);
  std::vector<std::string> notes;
  for (size_t site = 0; site < scenario.site_names.size(); ++site) {
    notes.push_back(fmt::format("{:.1f} degC outdoors is the design day of {}", day.outdoor_c(static_cast<int>(site)),
                                scenario.site_names[site]));
  }
  const auto& settings = scenario.settings.tables("mix");
  for (size_t m = 0; m < scenario.plan.mixes.size(); ++m) {
    const bool converts = settings[m].has("convert");
    const auto by_load = [](const io::Settings& clause) { return sizing_of(clause) == Sizing::design_load; };
    if (!converts || !std::ranges::any_of(settings[m].tables("convert"), by_load)) continue;
    notes.push_back(note_of(scenario, scenario.plan.mixes[m], day));
  }
  return notes;
}

}  // namespace hearthgrid::run
