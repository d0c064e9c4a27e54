#include "engine/run/draws_own_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"

namespace hearthgrid::run {
namespace {

using uncertainty::Distribution;
using uncertainty::DistributionKind;

constexpr size_t MOST_NEAR = 4;  // names that a slip may have meant

// The nearest few of the names, and how to see them all: a scenario has dozens.
std::string advice_for_unknown_input(const std::string& given, const std::vector<std::string>& names) {
  std::vector<std::pair<int, std::string>> by_distance;
  const int limit = std::max(2, static_cast<int>(given.size()) / 3);  // as `nearest` has it
  for (const std::string& name : names) {
    const bool begins = !given.empty() && (given.starts_with(name) || name.starts_with(given));
    if (const int distance = begins ? 1 : edit_distance(given, name); distance <= limit)
      by_distance.emplace_back(distance, name);
  }
  std::stable_sort(by_distance.begin(), by_distance.end(), [](auto& a, auto& b) { return a.first < b.first; });
  by_distance.resize(std::min(by_distance.size(), MOST_NEAR));
  std::string advice;
  for (const auto& [distance, name] : by_distance) advice += (advice.empty() ? "did you mean '" : ", '") + name + "'";
  if (!advice.empty()) advice += "? ";
  return advice +
         fmt::format(
             "names are DEVICE.POLLUTANT or DEVICE.POLLUTANT.PHASE of the emission factors or gwp.ch4 or gwp.n2o or "
             "performance.TECHNOLOGY or heat.before or heat.after or price.CARRIER or capital.TECHNOLOGY or "
             "capital.network; 'hearthgrid show FILE --table inputs' lists all {} of a run with "
             "uncertainty.draws",
             names.size());
}

// Keys that a distribution has a use for.
std::vector<std::string> keys_of(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::uniform:
      return {"low", "high"};
    case DistributionKind::discrete:
      return {"values", "weights"};
    case DistributionKind::triangular:
    case DistributionKind::normal:
    case DistributionKind::lognormal:
      break;
  }
  return {"low", "central", "high"};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return text;
}

class OwnInput {
 public:
  OwnInput(const io::Settings& own, UncertainInput& input, ProblemList& problems)
      : own_(own), input_(input), problems_(problems), name_(own.text("name")) {}

  void apply() {
    Distribution d = input_.distribution;
    if (own_.has("distribution")) d.kind = *uncertainty::distribution_of(own_.text("distribution"));
    if (!uses_its_keys(d.kind)) return;
    if (own_.has("low")) d.low = own_.number("low");
    if (own_.has("central")) d.central = own_.number("central");
    if (own_.has("high")) d.high = own_.number("high");
    if (own_.has("values")) d.values = own_.numbers("values");
    if (d.kind == DistributionKind::discrete) {
      d.weights = own_.has("weights") ? own_.numbers("weights") : std::vector<double>(d.values.size(), 1.0);
    }
    if (!can_be_drawn(d)) return;
    input_.distribution = d;
    cite();
  }

 private:
  void refuse(const char* key, const std::string& message, const std::string& advice) {
    problems_.add(own_.problem(own_.has(key) ? key : "name", message, advice));
  }

  [[nodiscard]] std::vector<std::string> named() const {
    std::vector<std::string> keys;
    for (const char* key : {"distribution", "low", "central", "high", "values", "weights"}) {
      if (own_.has(key)) keys.emplace_back(key);
    }
    return keys;
  }

  bool uses_its_keys(DistributionKind kind) {
    const std::vector<std::string> given = named(), useful = keys_of(kind);
    const std::string& distribution = uncertainty::distribution_names()[static_cast<size_t>(kind)];
    if (given.empty() && !own_.has("status") && !own_.has("source")) {
      refuse("name", fmt::format("the entry of '{}' changes nothing", name_),
             "give what is to change: distribution, low, central, high, values, weights, status or source");
      return false;
    }
    const auto useless = std::find_if(given.begin(), given.end(), [&](const std::string& key) {
      return key != "distribution" && std::find(useful.begin(), useful.end(), key) == useful.end();
    });
    if (useless == given.end()) return true;
    const bool discrete_meant = *useless == "values" || *useless == "weights";
    refuse(useless->c_str(), fmt::format("'{}' is {}, which has no use for {}", name_, distribution, *useless),
           discrete_meant ? "add distribution = \"discrete\", or give " + joined(useful)
                          : fmt::format("{} takes {}", distribution, joined(useful)));
    return false;
  }

  bool can_be_drawn(const Distribution& d) {
    const std::string fault = uncertainty::fault_of(d);
    if (!fault.empty()) {
      refuse("name", fmt::format("the spread of '{}' cannot be drawn: {}", name_, fault), advice_for(d));
      return false;
    }
    const double lowest = uncertainty::support_of(d).low;
    const bool factor = input_.kind == InputKind::factor || input_.kind == InputKind::warming;
    if (lowest > 0.0 || (factor && lowest == 0.0)) return true;
    const std::string must = factor ? "a factor is 0 or more" : "a multiplier is above 0";
    const std::string key = d.kind == DistributionKind::discrete ? "values" : "low";
    refuse(key.c_str(), fmt::format("the spread of '{}' cannot be drawn: it may become {:g}", name_, lowest),
           d.kind == DistributionKind::normal
               ? must + "; give low and high nearer to central, or distribution = \"lognormal\""
               : fmt::format("{}; give {} accordingly", must, key));
    return false;
  }

  [[nodiscard]] std::string advice_for(const Distribution& d) const {
    if (d.kind == DistributionKind::discrete) {
      if (d.values.empty()) return "give values = [...], and weights = [...] where they are not all alike";
      return d.values.size() != d.weights.size() ? "give one weight for each of the values"
                                                 : "give numbers as values, and weights of 0 or more, not all 0";
    }
    const std::vector<std::string> useful = keys_of(d.kind);
    std::vector<std::string> missing;
    for (const std::string& key : useful) {
      if (!own_.has(key)) missing.push_back(key);
    }
    const std::string order = d.kind == DistributionKind::uniform ? "low <= high" : "low <= central <= high";
    const std::string above = d.kind == DistributionKind::lognormal ? ", low above 0" : "";
    if (missing.empty() || missing.size() == useful.size()) return order + above;
    const std::string now = d.kind == DistributionKind::uniform
                                ? fmt::format("{:g}, {:g}", d.low, d.high)
                                : fmt::format("{:g}, {:g}, {:g}", d.low, d.central, d.high);
    return fmt::format("{}{}; give {} too, for what is not given stays: {}", order, above, joined(missing), now);
  }

  void cite() {
    if (own_.has("status")) input_.status = own_.text("status");
    if (own_.has("source")) {
      input_.source = own_.text("source");
    } else if (const std::vector<std::string> keys = named(); !keys.empty()) {
      input_.source += fmt::format("; {} by [[uncertainty.input]] of the scenario", joined(keys));
    }
  }

  const io::Settings& own_;
  UncertainInput& input_;
  ProblemList& problems_;
  const std::string& name_;
};

}  // namespace

void override_inputs(const io::Settings& uncertainty, std::vector<UncertainInput>& inputs, ProblemList& problems) {
  std::map<std::string, int> line_of;
  for (const io::Settings& own : uncertainty.tables("input")) {
    const std::string& name = own.text("name");
    const int line = own.place("name").line;
    if (const auto [first, fresh] = line_of.emplace(name, line); !fresh) {
      problems.add(own.problem(
          "name",
          fmt::format("'{}' is given twice{}", name, line > 0 ? fmt::format(", first in line {}", first->second) : ""),
          "put all that changes of an input in one entry"));
      continue;
    }
    const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const auto& one) { return one.name == name; });
    if (found == inputs.end()) {
      problems.add(own.problem("name", fmt::format("the scenario has no uncertain input '{}'", name),
                               advice_for_unknown_input(name, names_of(inputs))));
    } else if (found->kind == InputKind::member) {
      problems.add(own.problem("name", "the members of the ensemble are drawn all alike",
                               "leave the entry out; ensemble.members says how many there are"));
    } else {
      OwnInput(own, *found, problems).apply();
    }
  }
}

}  // namespace hearthgrid::run
