#include "engine/run/planning_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/measure_file.hpp"
#include "engine/run/low_voltage.hpp"

namespace hearthgrid::run {
namespace {

class Reader {
 public:
  Reader(const io::Settings& scenario, const Plan& plan, ProblemList& problems)
      : scenario_(scenario), mixes_(names_of(plan.mixes)), problems_(problems) {}

  PlanningInputs run(const std::string& measures, const economy::Catalogue& prices) {
    if (scenario_.has("reinforcement")) read_reinforcement(measures, prices);
    if (scenario_.has("hosting")) {
      const auto& questions = scenario_.tables("hosting");
      for (size_t i = 0; i < questions.size(); ++i) read_question(questions[i], static_cast<int>(i));
    }
    for (HostingQuestion& question : out_.hosting) question.rules.hosting.quantiles = out_.quantiles;
    return std::move(out_);
  }

 private:
  void need_networks(const char* key) {
    const io::Settings& electricity = scenario_.table("electricity");
    if (electricity.text("low_voltage") != "off") return;
    problems_.add(scenario_.problem(key, fmt::format("{} needs low-voltage networks, and they are off", key),
                                    "set electricity.low_voltage = \"screen\""));
  }

  // The same limits as the season's, for homes of three phases too.
  [[nodiscard]] PlanningRules rules_of(bool unbalance) const {
    const io::Settings& electricity = scenario_.table("electricity");
    const io::Settings& network = electricity.table("network");
    PlanningRules rules;
    rules.limits.loading = electricity.number("loading_limit");
    if (electricity.has("hot_spot_limit_c")) {
      rules.limits.hot_spot_c = electricity.number("hot_spot_limit_c");
      rules.limits.loading.reset();
    }
    rules.limits.low_v = rules.limits.three_phase_low_v = network.number("least_voltage_pu") * LV_RATED_V;
    rules.limits.high_v = rules.limits.three_phase_high_v = network.number("most_voltage_pu") * LV_RATED_V;
    rules.limits.unbalance.reset();
    if (unbalance) rules.limits.unbalance = network.number("unbalance_limit");
    rules.growth_years = electricity.number("growth_years");
    return rules;
  }

  int mix_of(const io::Settings& at, const char* key, const std::string& name) {
    const auto found = std::ranges::find(mixes_, name);
    if (found != mixes_.end()) return static_cast<int>(found - mixes_.begin());
    problems_.add(at.problem(key, fmt::format("unknown mix '{}'", name), advice_for_unknown(name, mixes_)));
    return -1;
  }

  void read_reinforcement(const std::string& measures, const economy::Catalogue& prices) {
    need_networks("reinforcement");
    const io::Settings& settings = scenario_.table("reinforcement");
    out_.reinforcement = true;
    out_.rules = rules_of(settings.boolean("unbalance"));
    out_.rules.search = {static_cast<size_t>(settings.integer("exhaustive_groups")), settings.integer("budget")};
    out_.rules.catalogue = io::read_measures(measures, prices, problems_);
    std::set<int> chosen;
    for (const std::string& name : settings.has("mixes") ? settings.texts("mixes") : mixes_) {
      const int mix = mix_of(settings, "mixes", name);
      if (mix >= 0) chosen.insert(mix);
    }
    out_.mixes.assign(chosen.begin(), chosen.end());
  }

  // A mix, or a heater and what goes with it.
  void check_target(const io::Settings& settings) {
    if (settings.has("to") == settings.has("technology")) {
      const bool both = settings.has("to");
      problems_.add(settings.problem(both ? "technology" : "name",
                                     both ? "the question has both a mix and a technology to convert to"
                                          : "the question does not say what homes convert to",
                                     "give one of to (a mix) and technology"));
    }
    if (settings.has("technology")) return;
    for (const char* key :
         {"envelope", "eligibility", "sizing", "size", "design_margin", "product_sizes", "backup_w"}) {
      if (!settings.given(key)) continue;
      problems_.add(settings.problem(key, fmt::format("{} is given, but no technology", key),
                                     "a mix says itself what its homes get; leave it out, or name a technology"));
    }
  }

  void read_question(const io::Settings& settings, int entry) {
    if (out_.hosting.empty()) need_networks("hosting");
    check_target(settings);
    if (!settings.has("name") || !settings.has("from")) return;  // reported already
    HostingQuestion question;
    question.name = settings.text("name");
    question.entry = entry;
    const auto same = [&](const HostingQuestion& other) { return other.name == question.name; };
    if (std::ranges::any_of(out_.hosting, same)) {
      problems_.add(settings.problem("name", fmt::format("two questions are called '{}'", question.name),
                                     "give each a name of its own"));
    }
    question.from_mix = mix_of(settings, "from", settings.text("from"));
    question.to_mix = settings.has("to") ? mix_of(settings, "to", settings.text("to")) : -1;
    question.rules = rules_of(settings.boolean("unbalance"));
    question.rules.hosting.random_orders = static_cast<int>(settings.integer("orders"));
    std::set<double> quantiles(out_.quantiles.begin(), out_.quantiles.end());
    quantiles.insert(settings.numbers("quantiles").begin(), settings.numbers("quantiles").end());
    out_.quantiles.assign(quantiles.begin(), quantiles.end());
    out_.hosting.push_back(std::move(question));
  }

  const io::Settings& scenario_;
  std::vector<std::string> mixes_;
  ProblemList& problems_;
  PlanningInputs out_;
};

}  // namespace

PlanningInputs read_planning(const io::Settings& scenario, const Plan& plan, const std::string& measures,
                             const economy::Catalogue& prices, ProblemList& problems) {
  return Reader(scenario, plan, problems).run(measures, prices);
}

}  // namespace hearthgrid::run
