// `show --table reinforcement` and `hosting`: what a programme asks of the grid, and how much more the grid can take.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "tools/cli/show_tables.hpp"

namespace hearthgrid::cli {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

// Flags of reinforcement_status.
constexpr double NONE_NEEDED = 0.0, FOUND = 1.0, NONE_EXISTS = 2.0, NONE_FOUND = 3.0, NOT_PLANNED = 4.0;

std::string number_of(const TableRequest& request, double value, int decimals) {
  return request.exact ? exact_text(value) : fmt::format("{:.{}f}", value, decimals);
}

// Flags are words joined by '_'.
std::string words(std::string flag) {
  std::replace(flag.begin(), flag.end(), '_', ' ');
  return flag;
}

// For 80 columns: the built-in measures by short names, several of one name counted, and no more than fits a panel.
std::string short_measures(const Texts& names) {
  static const std::map<std::string, std::string> SHORT = {{"larger conductor", "conductor"},
                                                           {"feeder split", "split"},
                                                           {"second transformer", "2nd transformer"},
                                                           {"larger transformer", "exchange"},
                                                           {"phase rebalancing", "phases"},
                                                           {"line regulator", "regulator"},
                                                           {"tap change", "tap"}};
  Texts parts;
  for (size_t i = 0, next = 0; i < names.size(); i = next) {
    while (next < names.size() && names[next] == names[i]) ++next;
    const auto found = SHORT.find(names[i]);
    const std::string& name = found == SHORT.end() ? names[i] : found->second;
    parts.push_back(next - i > 1 ? fmt::format("{} x {}", next - i, name) : name);
  }
  return fmt::format("{}", fmt::join(parts, " + "));
}

// Measures of one transformer.
struct Chosen {
  Texts names, descriptions, drivers;
};

std::map<size_t, Chosen> chosen_measures(const TableRequest& request) {
  const io::ResultsReader& reader = request.reader;
  std::map<size_t, Chosen> chosen;
  if (!reader.has("measure_mix")) return chosen;
  const Numbers mix = reader.numbers("measure_mix"), transformer = reader.numbers("measure_transformer"),
                driver = reader.numbers("measure_driver");
  const Texts names = reader.texts("measure_name"), descriptions = reader.texts("measure_description");
  const Texts limits = reader.flag_meanings("measure_driver");
  for (size_t i = 0; i < mix.size(); ++i) {
    if (static_cast<size_t>(mix[i]) != request.mix) continue;
    Chosen& of = chosen[static_cast<size_t>(transformer[i])];
    of.names.push_back(names[i]);
    of.descriptions.push_back(descriptions[i]);
    const std::string limit = words(limits.at(static_cast<size_t>(driver[i])));
    if (std::find(of.drivers.begin(), of.drivers.end(), limit) == of.drivers.end()) of.drivers.push_back(limit);
  }
  return chosen;
}

class Reinforcement {
 public:
  explicit Reinforcement(const TableRequest& request)
      : request_(request),
        status_(of("reinforcement_status")),
        cost_cny_(of("reinforcement_cost_cny")),
        bound_cny_(of("reinforcement_lower_bound_cny")),
        village_(request.reader.numbers("transformer_village")),
        villages_(request.reader.texts("village")) {}

  TextTable table() {
    TextTable table;
    table.header = {"transformer", "village",   "CNY",       "months", "status",
                    "driver",      "lowest pu", "loading %", "line %", "measures"};
    if (request_.exact) {
      table.header = {"transformer",      "village",  "cost_cny",        "lead_months",
                      "status",           "driver",   "min_voltage_pu",  "peak_loading",
                      "line_loading_max", "measures", "lower_bound_cny", "descriptions"};
    }
    table.left = {1, 4, 5, 9};
    fill(table);
    table.title = title();
    if (std::all_of(status_.begin(), status_.end(), [](double s) { return s == NOT_PLANNED; })) return table;
    table.note = folded(villages_text() +
                            "Left out: transformers that need nothing. Costs are of the file of measures; of each "
                            "transformer the cheapest set of its measures after which every limit is kept at every "
                            "step (exchange: for a larger transformer; conductor: a larger one; phases: homes change "
                            "theirs). Driver: what breaks worst without a measure. Voltage and loadings: with the "
                            "measures, and where there is no remedy as it stands.",
                        TABLE_WIDTH);
    return table;
  }

 private:
  [[nodiscard]] Numbers of(const char* variable) const { return request_.reader.numbers(variable, request_.mix); }

  // Without a remedy first, then by cost.
  [[nodiscard]] std::vector<size_t> order() const {
    std::vector<size_t> rows;
    for (size_t t = 0; t < status_.size(); ++t) {
      if (status_[t] != NONE_NEEDED && status_[t] != NOT_PLANNED) rows.push_back(t);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](size_t a, size_t b) {
      const bool open_a = status_[a] != FOUND, open_b = status_[b] != FOUND;
      return open_a != open_b ? open_a : cost_cny_[a] > cost_cny_[b];
    });
    return rows;
  }

  void fill(TextTable& table) const {
    const Texts names = request_.reader.texts("transformer");
    const Texts statuses = request_.reader.flag_meanings("reinforcement_status");
    const Numbers months = of("reinforcement_lead_months"), lowest = of("reinforced_min_voltage_pu"),
                  loading = of("reinforced_peak_loading"), line = of("reinforced_line_loading_max");
    const auto chosen = chosen_measures(request_);
    const double share = request_.exact ? 1.0 : 100.0;
    for (const size_t t : order()) {
      const auto found = chosen.find(t);
      const Chosen own = found == chosen.end() ? Chosen{} : found->second;
      table.rows.push_back({names[t], villages_[static_cast<size_t>(village_[t])], number_of(request_, cost_cny_[t], 0),
                            request_.exact ? exact_text(months[t]) : number_text(months[t]),
                            words(statuses.at(static_cast<size_t>(status_[t]))),
                            own.drivers.empty() ? "-" : fmt::format("{}", fmt::join(own.drivers, ", ")),
                            number_of(request_, lowest[t], 3), number_of(request_, share * loading[t], 0),
                            number_of(request_, share * line[t], 0),
                            own.names.empty() ? "-"
                            : request_.exact  ? fmt::format("{}", fmt::join(own.names, " + "))
                                              : short_measures(own.names)});
      if (!request_.exact) continue;
      table.rows.back().push_back(exact_text(bound_cny_[t]));
      table.rows.back().push_back(fmt::format("{}", fmt::join(own.descriptions, "; ")));
    }
  }

  [[nodiscard]] std::string title() const {
    const auto count = [&](double status) { return std::count(status_.begin(), status_.end(), status); };
    if (count(NOT_PLANNED) == static_cast<std::ptrdiff_t>(status_.size())) return "not planned for this mix";
    const double total = std::accumulate(cost_cny_.begin(), cost_cny_.end(), 0.0);
    double proven = 0.0;
    for (size_t t = 0; t < status_.size(); ++t) proven += status_[t] == FOUND ? bound_cny_[t] : 0.0;
    return folded(fmt::format("{:.0f} CNY for {} of {} transformers ({:.0f} CNY at the least); {} without a remedy, "
                              "{} where none was found within the budget",
                              total, count(FOUND), status_.size(), proven, count(NONE_EXISTS), count(NONE_FOUND)),
                  TABLE_WIDTH);
  }

  // "CNY by village: v 1000, w 0 (2 without). "
  [[nodiscard]] std::string villages_text() const {
    const Numbers cost = of("village_reinforcement_cost_cny");
    std::vector<int> open(villages_.size());
    for (size_t t = 0; t < status_.size(); ++t) {
      open[static_cast<size_t>(village_[t])] += status_[t] == NONE_EXISTS || status_[t] == NONE_FOUND ? 1 : 0;
    }
    std::vector<size_t> dear;
    for (size_t v = 0; v < villages_.size(); ++v) {
      if (cost[v] > 0.0 || open[v] > 0) dear.push_back(v);
    }
    std::stable_sort(dear.begin(), dear.end(), [&](size_t a, size_t b) { return cost[a] > cost[b]; });
    constexpr size_t MOST = 12;
    Texts parts;
    for (size_t i = 0; i < std::min(MOST, dear.size()); ++i) {
      const size_t v = dear[i];
      parts.push_back(fmt::format("{} {:.0f}", villages_[v], cost[v]) +
                      (open[v] > 0 ? fmt::format(" ({} without a remedy)", open[v]) : ""));
    }
    if (parts.empty()) return "";
    const std::string more = dear.size() > MOST ? fmt::format(" and {} more villages", dear.size() - MOST) : "";
    return fmt::format("CNY by village: {}{}. ", fmt::join(parts, ", "), more);
  }

  const TableRequest& request_;
  Numbers status_, cost_cny_, bound_cny_, village_;
  Texts villages_;
};

class HostingTable {
 public:
  explicit HostingTable(const TableRequest& request)
      : exact_(request.exact),
        reader_(request.reader),
        questions_(reader_.texts("hosting")),
        units_(reader_.texts("transformer")),
        quantiles_(reader_.texts("hosting_quantile")),
        mixes_(reader_.texts("mix")),
        candidates_(reader_.numbers("hosting_candidates")),
        worst_(reader_.numbers("hosting_capacity_worst")),
        capacity_(reader_.numbers("hosting_capacity")),
        limit_(reader_.numbers("hosting_limit")),
        broken_(reader_.numbers("hosting_broken_before")),
        from_(reader_.numbers("hosting_from_mix")),
        to_(reader_.numbers("hosting_to_mix")),
        technologies_(reader_.texts("hosting_technology")),
        envelopes_(reader_.texts("hosting_envelope")),
        orders_(reader_.texts("hosting_worst_order")),
        limits_(reader_.flag_meanings("hosting_limit")) {}

  [[nodiscard]] TextTable table() const {
    TextTable table;
    table.header = {"hosting", "transformer", exact_ ? "candidates" : "can convert", "worst"};
    for (const std::string& quantile : quantiles_) table.header.push_back("q" + quantile);
    table.header.emplace_back("limit");
    table.left = {1, 4 + quantiles_.size()};
    if (exact_) {
      for (const char* name : {"broken_before", "worst_order", "from_mix", "to_mix", "technology", "envelope"})
        table.header.emplace_back(name);
    }
    for (const size_t at : order()) {
      if (candidates_[at] > 0.0 || exact_) table.rows.push_back(row(at));
    }
    for (size_t q = 0; q < questions_.size(); ++q) {
      table.title +=
          fmt::format("{}{}: from '{}' towards {}", q > 0 ? "\n" : "", questions_[q], mix(from_[q]), target(q));
    }
    table.note = folded(
        "Homes that can convert before one more breaks a limit at any step: in the worst of the orders looked at (not "
        "proven to be the worst of all) and by quantile over the random ones. Limit: what ends the worst order; none: "
        "all can convert. Transformers where nobody could convert are left out.",
        TABLE_WIDTH);
    return table;
  }

 private:
  [[nodiscard]] const std::string& mix(double index) const { return mixes_.at(static_cast<size_t>(index)); }

  [[nodiscard]] std::string target(size_t question) const {
    if (to_[question] >= 0.0) return fmt::format("'{}'", mix(to_[question]));
    const std::string& envelope = envelopes_[question];
    return technologies_[question] + (envelope.empty() ? "" : fmt::format(" with envelope '{}'", envelope));
  }

  // Within a question, the tightest first.
  [[nodiscard]] std::vector<size_t> order() const {
    std::vector<size_t> rows(worst_.size());
    std::iota(rows.begin(), rows.end(), size_t{0});
    std::stable_sort(rows.begin(), rows.end(), [&](size_t a, size_t b) {
      if (a / units_.size() != b / units_.size()) return a < b;
      return worst_[a] * std::max(1.0, candidates_[b]) < worst_[b] * std::max(1.0, candidates_[a]);
    });
    return rows;
  }

  [[nodiscard]] Texts row(size_t at) const {
    const size_t question = at / units_.size();
    const auto whole = [](double value) { return fmt::format("{:.0f}", value); };
    Texts row = {questions_[question], units_[at % units_.size()], whole(candidates_[at]), whole(worst_[at])};
    for (size_t q = 0; q < quantiles_.size(); ++q) row.push_back(whole(capacity_[at * quantiles_.size() + q]));
    row.push_back(words(limits_.at(static_cast<size_t>(limit_[at]))));
    if (!exact_ && broken_[at] > 0.0) row.back() += ", broken already";
    if (exact_) {
      const bool towards_mix = to_[question] >= 0.0;
      const Texts more = {whole(broken_[at]),      orders_[at],
                          mix(from_[question]),    towards_mix ? mix(to_[question]) : "",
                          technologies_[question], envelopes_[question]};
      row.insert(row.end(), more.begin(), more.end());
    }
    return row;
  }

  bool exact_;
  const io::ResultsReader& reader_;
  Texts questions_, units_, quantiles_, mixes_;
  Numbers candidates_, worst_, capacity_, limit_, broken_, from_, to_;
  Texts technologies_, envelopes_, orders_, limits_;
};

}  // namespace

TextTable reinforcement_table(const TableRequest& request) {
  return Reinforcement(request).table();
}

TextTable hosting_table(const TableRequest& request) {
  return HostingTable(request).table();
}

}  // namespace hearthgrid::cli
