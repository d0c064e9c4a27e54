#include "engine/run/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/base/counted.hpp"
#include "engine/base/names.hpp"
#include "engine/base/random.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/eligibility.hpp"
#include "engine/run/heater_sizing.hpp"
#include "engine/run/mix_homes.hpp"
#include "engine/run/progress_inputs.hpp"

namespace hearthgrid::run {
namespace {

double size_of(const io::Settings& clause, int household, const Option& option, const SizeOfHome& size_by_load) {
  switch (sizing_of(clause)) {
    case Sizing::given:
      return clause.has("size") ? clause.number("size") : 1.0;
    case Sizing::design_load:
      return size_by_load ? size_by_load(clause, household, option) : 1.0;
    case Sizing::programme:
      break;
  }
  return 1.0;
}

class Planner {
 public:
  Planner(const io::Settings& scenario, const Population& population, const std::vector<std::string>& technologies,
          const std::vector<std::string>& envelopes, const TimeAxis& axis, ProblemList& problems,
          const SizeOfHome& size_by_load)
      : scenario_(scenario),
        population_(population),
        technologies_(technologies),
        axis_(axis),
        problems_(problems),
        size_by_load_(size_by_load),
        eligibility_(scenario, problems) {
    plan_.envelopes = envelopes;
    delay_days_ = delay_days(scenario, population, problems);
    seed_ = static_cast<uint32_t>(scenario.integer("seed"));
  }

  Plan run() {
    plan_before();
    const auto& mixes = scenario_.tables("mix");
    std::set<std::string> names;
    for (const io::Settings& mix : mixes) {
      if (!names.insert(mix.text("name")).second) {
        problems_.add(
            mix.problem("name", fmt::format("mix '{}' stands twice", mix.text("name")), "give it a name of its own"));
      }
      plan_mix(mix);
    }
    sort_pairs(plan_);
    return std::move(plan_);
  }

 private:
  int option_of(const Option& option) {
    const auto found = option_index_.find(option);
    if (found != option_index_.end()) return found->second;
    const int index = static_cast<int>(plan_.options.size());
    plan_.options.push_back(option);
    option_index_.emplace(option, index);
    return index;
  }

  int pair_of(int household, int option, int begin_day, int predecessor) {
    // A home has a handful of pairs: they hang on it in a chain.
    int32_t* link = &first_pair_[household];
    while (*link >= 0) {
      const Pair& pair = plan_.pairs[*link];
      if (pair.option == option && pair.begin_day == begin_day) return *link;
      link = &next_pair_[*link];
    }
    const auto index = static_cast<int32_t>(plan_.pairs.size());
    *link = index;
    next_pair_.push_back(-1);
    plan_.pairs.push_back({household, option, begin_day, predecessor});
    return index;
  }

  int index_in(const std::vector<std::string>& names, const io::Settings& at, const std::string& key,
               const char* what) {
    const std::string& given = at.text(key);
    const auto found = std::find(names.begin(), names.end(), given);
    if (found != names.end()) return static_cast<int>(found - names.begin());
    problems_.add(at.problem(key, fmt::format("unknown {} '{}'", what, given), advice_for_unknown(given, names)));
    return -1;
  }

  void plan_before() {
    const int homes = static_cast<int>(population_.households.size());
    const io::Settings& before = scenario_.table("before");
    const int technology = index_in(technologies_, before, "technology", "technology");
    const int envelope = index_in(plan_.envelopes, before, "envelope", "envelope");
    plan_.before.resize(homes);
    first_pair_.assign(homes, -1);
    for (int h = 0; h < homes; ++h) {
      const Household& home = population_.households[h];
      const int own = position(technologies_, home.technology_before, technology);
      const int own_envelope = position(plan_.envelopes, home.envelope_before, envelope);
      plan_.before[h] = pair_of(h, option_of({own, own_envelope, 1.0, -1.0, home.traits.converted_before}), 0, -1);
    }
  }

  // Index of a name, or the fallback where the name is empty (unknown names were reported with the table).
  static int position(const std::vector<std::string>& names, const std::string& name, int fallback) {
    const auto found = std::find(names.begin(), names.end(), name);
    return name.empty() || found == names.end() ? fallback : static_cast<int>(found - names.begin());
  }

  void plan_mix(const io::Settings& settings) {
    Mix mix;
    mix.name = settings.text("name");
    mix.pair.assign(plan_.before.begin(), plan_.before.end());
    mix.clause.assign(plan_.before.size(), -1);
    delayed_ = settings.boolean("delayed");
    postponed_.assign(plan_.before.size(), false);
    if (settings.has("convert")) {
      for (const io::Settings& clause : settings.tables("convert")) convert(clause, mix);
    }
    const auto by_home = [](const auto& a, const auto& b) { return a.household < b.household; };
    std::sort(mix.late.begin(), mix.late.end(), by_home);
    std::sort(mix.next_winter.begin(), mix.next_winter.end(), by_home);
    mix.converted = static_cast<int>(std::count_if(mix.clause.begin(), mix.clause.end(), [](int c) { return c >= 0; }));
    plan_.mixes.push_back(std::move(mix));
  }

  // Whether the clause names each village.
  std::vector<bool> villages_of(const io::Settings& clause) {
    const auto& named = clause.texts("villages");
    const bool everyone = named.size() == 1 && named[0] == "all";
    std::vector<bool> chosen(population_.villages.size(), everyone);
    const std::vector<std::string> known = names_of(population_.villages);
    for (const std::string& name : everyone ? std::vector<std::string>{} : named) {
      const auto found = std::find(known.begin(), known.end(), name);
      if (found == known.end()) {
        problems_.add(
            clause.problem("villages", fmt::format("unknown village '{}'", name), advice_for_unknown(name, known)));
      } else {
        chosen[found - known.begin()] = true;
      }
    }
    return chosen;
  }

  // Homes of those villages, in household order.
  [[nodiscard]] std::vector<int> candidates(const std::vector<bool>& chosen) const {
    std::vector<int> homes;
    for (int h = 0; h < static_cast<int>(population_.households.size()); ++h) {
      if (chosen[population_.households[h].village]) homes.push_back(h);
    }
    return homes;
  }

  void order(std::vector<int>& homes, const std::string& rule) const {
    using Key = std::tuple<double, uint32_t, uint64_t, int>;  // the rule's figure, a draw, and the name's hash
    std::vector<Key> keys;
    keys.reserve(homes.size());
    for (const int h : homes) {
      const Household& home = population_.households[h];
      const double first = rule == "village" ? home.village : rule == "income" ? home.traits.income_cny : 0.0;
      keys.emplace_back(first, random_words(seed_, Stream::mix_order, home.hash, 0, 0)[0], home.hash, h);
    }
    std::sort(keys.begin(), keys.end());
    for (size_t i = 0; i < homes.size(); ++i) homes[i] = std::get<int>(keys[i]);
  }

  void convert(const io::Settings& clause, Mix& mix) {
    const int number = static_cast<int>(mix.subsidy.size());
    mix.subsidy.push_back(clause.has("subsidy") ? clause.text("subsidy") : "");
    mix.due.emplace_back();
    const bool keeps_heater = clause.text("technology") == "unchanged";
    const int technology = keeps_heater ? 0 : index_in(technologies_, clause, "technology", "technology");
    const int envelope = index_in(plan_.envelopes, clause, "envelope", "envelope");
    if (technology < 0 || envelope < 0) return;
    const std::vector<bool> villages = villages_of(clause);
    const std::vector<int> named = candidates(villages);
    std::map<std::string, int> refused;
    std::vector<int> eligible;
    for (const int h : named) {
      if (mix.clause[h] >= 0 || postponed_[h]) continue;  // converted by an earlier clause of this mix
      const RuleRefusal reason = eligibility_.refusal(clause, population_, population_.households[h]);
      if (reason.rule.empty()) {
        eligible.push_back(h);
      } else {
        plan_.refusals.push_back({static_cast<int>(plan_.mixes.size()), h, reason.text()});
        ++refused[reason.rule];
      }
    }
    order(eligible, clause.text("order"));
    std::vector<int> taken = clause.boolean("village_targets") ? by_village_target(clause, villages, eligible, refused)
                                                               : chosen(clause, named, eligible, refused);
    std::sort(taken.begin(), taken.end());  // as they lie in memory
    std::vector<int> homes(population_.villages.size());
    for (const int h : taken) ++homes[population_.households[h].village];
    mix.due.back() = due_days(scenario_, clause, homes, axis_);
    for (const int h : taken) {
      const auto day = begin_of(h, number, mix);
      const auto due = mix.due[number][population_.households[h].village];
      // What a late home misses is reckoned from its day on: what would have run then is simulated beside it.
      if (due < day && due > axis_.first_day && due < axis_.date(axis_.days())) {
        converted_pair(clause, h, keeps_heater, technology, envelope, due);
      }
      if (postponed_[h]) {
        postpone(clause, h, number, keeps_heater, technology, envelope, day, mix);
        continue;
      }
      mix.clause[h] = static_cast<int16_t>(number);
      mix.pair[h] = converted_pair(clause, h, keeps_heater, technology, envelope, day);
    }
  }

  // The day from which a home of the clause runs.
  std::chrono::sys_days begin_of(int h, int number, Mix& mix) {
    const int village = population_.households[h].village;
    const auto planned = mix.due[number][village];
    const auto actual = planned + std::chrono::days{delayed_ ? delay_days_[village] : 0};
    if (actual > planned) mix.late.push_back({h, number, planned, actual});
    postponed_[h] = (actual - axis_.date(0)).count() >= axis_.days();
    return actual;
  }

  // Too late for this season: it heats as today, and has its new heater in the next or, later still, not in this mix.
  void postpone(const io::Settings& clause, int h, int number, bool keeps_heater, int technology, int envelope,
                std::chrono::sys_days day, Mix& mix) {
    if (day > last_commissioning(axis_)) return;
    const int pair = converted_pair(clause, h, keeps_heater, technology, envelope, axis_.date(0));
    mix.next_winter.push_back({h, number, day, pair});
  }

  // The homes of the ordered list that the clause takes: all, a share or a count of the named homes.
  std::vector<int> chosen(const io::Settings& clause, const std::vector<int>& named, const std::vector<int>& eligible,
                          const std::map<std::string, int>& refused) {
    size_t wanted = eligible.size();
    if (clause.has("share"))
      wanted = static_cast<size_t>(std::llround(clause.number("share") * static_cast<double>(named.size())));
    if (clause.has("count")) wanted = static_cast<size_t>(clause.integer("count"));
    const bool stated = clause.has("count");
    if (wanted > eligible.size() && stated) report_short(clause, "count", wanted, eligible.size(), refused);
    wanted = std::min(wanted, eligible.size());
    if (clause.boolean("whole_villages")) return whole_villages(clause, eligible, wanted);
    return {eligible.begin(), eligible.begin() + static_cast<std::ptrdiff_t>(wanted)};
  }

  // All eligible homes of one village after the other, until the next village would exceed the wanted number: by table
  // row, by the mean income of its eligible homes, or drawn by the village's name.
  [[nodiscard]] std::vector<int> whole_villages(const io::Settings& clause, const std::vector<int>& eligible,
                                                size_t wanted) const {
    std::vector<std::vector<int>> homes(population_.villages.size());
    for (const int h : eligible) homes[population_.households[h].village].push_back(h);
    const std::string& rule = clause.text("order");
    const auto key = [&](int v) {
      if (rule == "village") return static_cast<double>(v);
      if (rule == "random")
        return uniform(random_words(seed_, Stream::mix_order, stable_hash(population_.villages[v].name), 0, 1)[0]);
      double income = 0.0;
      for (const int h : homes[v]) income += population_.households[h].traits.income_cny;
      return income / static_cast<double>(std::max<size_t>(1, homes[v].size()));
    };
    std::vector<std::pair<double, int>> villages;
    for (int v = 0; v < static_cast<int>(homes.size()); ++v) villages.emplace_back(key(v), v);
    std::sort(villages.begin(), villages.end());
    std::vector<int> taken;
    for (const auto& [first, v] : villages) {
      if (taken.size() + homes[v].size() > wanted) break;
      taken.insert(taken.end(), homes[v].begin(), homes[v].end());
    }
    return taken;
  }

  // Of each village that the clause names as many as its target says.
  std::vector<int> by_village_target(const io::Settings& clause, const std::vector<bool>& villages,
                                     const std::vector<int>& eligible, const std::map<std::string, int>& refused) {
    if (clause.boolean("whole_villages"))
      problems_.add(clause.problem("whole_villages", "whole_villages and village_targets exclude each other",
                                   "keep one: all of a village's eligible homes, or as many as its target says"));
    std::vector<int> left;
    int wanted = 0;
    for (size_t v = 0; v < villages.size(); ++v) {
      left.push_back(villages[v] ? population_.villages[v].target_households : 0);
      wanted += left.back();
    }
    std::vector<int> taken;
    for (const int h : eligible) {
      if (left[population_.households[h].village]-- > 0) taken.push_back(h);
    }
    if (static_cast<int>(taken.size()) < wanted) report_short(clause, "village_targets", wanted, taken.size(), refused);
    return taken;
  }

  void report_short(const io::Settings& clause, const std::string& key, size_t wanted, size_t found,
                    const std::map<std::string, int>& refused) {
    std::string reasons;
    for (const auto& [rule, count] : refused)
      reasons += fmt::format("{}{} by '{}'", reasons.empty() ? "" : ", ", count, rule);
    problems_.add(clause.problem(key,
                                 fmt::format("{} to convert, but only {} {} eligible",
                                             counted(wanted, "home is", "homes are"), found, found == 1 ? "is" : "are"),
                                 fmt::format("{}lower the target, name more villages or change the eligibility rules",
                                             reasons.empty() ? "" : fmt::format("refused: {}; ", reasons))));
  }

  int converted_pair(const io::Settings& clause, int h, bool keeps_heater, int technology, int envelope,
                     std::chrono::sys_days begin) {
    const Option& today = plan_.options[plan_.pairs[plan_.before[h]].option];
    const int index =
        option_of(converted_option(clause, h, today, keeps_heater ? -1 : technology, envelope, size_by_load_));
    const int64_t day = (begin - axis_.date(0)).count();
    const int whole = pair_of(h, index, 0, -1);  // of later winters, where it begins inside this one
    if (day <= axis_.warm_up_days) return whole;
    return pair_of(h, index, static_cast<int>(day), plan_.before[h]);
  }

  const io::Settings& scenario_;
  const Population& population_;
  const std::vector<std::string>& technologies_;
  const TimeAxis& axis_;
  ProblemList& problems_;
  const SizeOfHome& size_by_load_;
  uint32_t seed_ = 0;
  Plan plan_;
  Eligibility eligibility_;
  std::vector<int> delay_days_;  // per village
  bool delayed_ = false;         // the mix that is planned
  std::vector<bool> postponed_;  // per household: taken by a clause of it, and too late for this season
  std::map<Option, int> option_index_;
  std::vector<int32_t> first_pair_, next_pair_;  // per household; per pair: the home's next one
};

}  // namespace

Option converted_option(const io::Settings& clause, int household, const Option& today, int technology, int envelope,
                        const SizeOfHome& size_by_load) {
  Option option = today;
  if (clause.given("envelope")) option.envelope = envelope;
  if (technology < 0) return option;
  option.technology = technology;
  option.converted = true;
  option.backup_w = clause.has("backup_w") ? clause.number("backup_w") : -1.0;
  option.size = size_of(clause, household, option, size_by_load);
  return option;
}

void sort_pairs(Plan& plan) {
  std::vector<int> position(plan.pairs.size());
  std::iota(position.begin(), position.end(), 0);
  const auto key = [&](int p) {
    const Pair& pair = plan.pairs[p];
    return std::tuple(pair.household, pair.option, pair.begin_day);
  };
  std::sort(position.begin(), position.end(), [&](int a, int b) { return key(a) < key(b); });
  std::vector<int> where(position.size());
  std::vector<Pair> sorted;
  sorted.reserve(position.size());
  for (size_t i = 0; i < position.size(); ++i) {
    where[position[i]] = static_cast<int>(i);
    sorted.push_back(plan.pairs[position[i]]);
  }
  for (Pair& pair : sorted) {
    if (pair.predecessor >= 0) pair.predecessor = where[pair.predecessor];
  }
  plan.pairs = std::move(sorted);
  for (int32_t& p : plan.before) p = where[p];
  for (Mix& mix : plan.mixes) {
    for (int32_t& p : mix.pair) p = where[p];
    for (NextWinterHome& home : mix.next_winter) home.pair = where[home.pair];
  }
}

Plan plan_mixes(const io::Settings& scenario, const Population& population,
                const std::vector<std::string>& technologies, const std::vector<std::string>& envelopes,
                const TimeAxis& axis, ProblemList& problems, const SizeOfHome& size_by_load) {
  return Planner(scenario, population, technologies, envelopes, axis, problems, size_by_load).run();
}

}  // namespace hearthgrid::run
