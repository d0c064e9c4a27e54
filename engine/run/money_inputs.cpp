#include "engine/run/money_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "engine/base/names.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/load.hpp"

namespace hearthgrid::run {
namespace {

class MoneyReader {
 public:
  MoneyReader(const Scenario& scenario, ProblemList& problems)
      : s_(scenario), money_(scenario.settings.table("money")), problems_(problems) {}

  MoneyInputs run() {
    read_bins();
    read_order();
    for (const io::Settings& budget : money_.tables("budget")) read_budget(budget);
    for (const io::Settings& homes : money_.tables("earlier")) read_earlier(homes);
    for (const io::Settings& path : money_.tables("price_path")) read_path(path);
    for (const io::Settings& mix : s_.settings.tables("mix")) {
      if (!mix.has("convert")) continue;
      for (const io::Settings& clause : mix.tables("convert")) check_paid_once(clause);
    }
    return std::move(out_);
  }

 private:
  void read_bins() {
    try {
      out_.bins = economy::price_bins(s_.tariff, s_.axis);
      for (size_t band = 0; band < s_.tariff.bands.size(); ++band) check_met(band);
    } catch (const std::invalid_argument& error) {
      problems_.add(money_.problem("tariffs", error.what(), "leave bands out, or shorten the season"));
    }
  }

  // A band of the season's days that no step begins in would bill nothing.
  void check_met(size_t index) {
    const int bands = s_.tariff.band_count(), band = 2 + static_cast<int>(index);
    double share = 0.0;
    for (int bin = band; bin < out_.bins.bins; bin += bands) share += out_.bins.share[static_cast<size_t>(bin)];
    const std::vector<double> hours = s_.tariff.switch_hours();
    for (int day = 0; day < s_.axis.season_days && share == 0.0; ++day) {
      const std::chrono::year_month_day date(s_.axis.first_day + std::chrono::days{day});
      const int month = static_cast<int>(static_cast<unsigned>(date.month()));
      const int of_month = static_cast<int>(static_cast<unsigned>(date.day()));
      if (std::none_of(hours.begin(), hours.end(),
                       [&](double hour) { return s_.tariff.band_at(month, of_month, hour) == band; })) {
        continue;
      }
      problems_.add(money_.problem("tariffs",
                                   fmt::format("band '{}' of tariff '{}' lies between the steps of {} minutes",
                                               s_.tariff.bands[index].name, s_.tariff.name, s_.axis.step_minutes),
                                   "shorten season.step_minutes, or let the band hold where a step begins"));
      return;
    }
  }

  void read_order() {
    const std::vector<std::string> known = names_of(s_.population.villages);
    std::set<int> named;
    for (const std::string& name : money_.has("village_order") ? money_.texts("village_order") : no_names_) {
      const auto found = std::find(known.begin(), known.end(), name);
      const int village = static_cast<int>(found - known.begin());
      if (found == known.end()) {
        problems_.add(money_.problem("village_order", fmt::format("unknown village '{}'", name),
                                     advice_for_unknown(name, known)));
      } else if (!named.insert(village).second) {
        problems_.add(money_.problem("village_order", fmt::format("village '{}' stands twice", name), "name it once"));
      } else {
        out_.village_order.push_back(village);
      }
    }
    for (int village = 0; village < static_cast<int>(known.size()); ++village) {
      if (!named.contains(village)) out_.village_order.push_back(village);
    }
  }

  void read_budget(const io::Settings& given) {
    economy::BudgetCap cap{*economy::payer_of(given.text("payer")), static_cast<int>(given.integer("year")), 0};
    const int first = first_year(s_), last = first + money_years(s_) - 1;
    if (cap.year < first || cap.year > last) {
      problems_.add(given.problem("year", fmt::format("a budget of {}", cap.year),
                                  fmt::format("money is counted from {} to {}: see money.years", first, last)));
    }
    const bool twice = std::any_of(out_.budgets.begin(), out_.budgets.end(), [&](const economy::BudgetCap& other) {
      return other.payer == cap.payer && other.year == cap.year;
    });
    if (twice) {
      problems_.add(given.problem("payer", fmt::format("'{}' has two budgets in {}", given.text("payer"), cap.year),
                                  "give one for each payer and year"));
    }
    if (given.number("cap_cny") > LARGEST_CNY) {
      problems_.add(given.problem("cap_cny", "a budget that cannot be booked", fmt::format("at most {}", LARGEST_CNY)));
      return;
    }
    cap.cap = economy::fen_of_cny(given.number("cap_cny"));
    out_.budgets.push_back(cap);
  }

  void read_earlier(const io::Settings& given) {
    EarlierHomes homes;
    const std::vector<std::string> known = names_of(s_.subsidies);
    const std::string& name = given.text("subsidy");
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      problems_.add(
          given.problem("subsidy", fmt::format("unknown subsidy '{}'", name), advice_for_unknown(name, known)));
      return;
    }
    homes.subsidy = static_cast<int>(found - known.begin());
    homes.user = *economy::user_kind_of(given.text("user"));
    homes.converted_year = static_cast<int>(given.integer("converted_year"));
    homes.homes = static_cast<int>(given.integer("homes"));
    if (homes.converted_year >= first_year(s_)) {
      problems_.add(given.problem("converted_year",
                                  fmt::format("homes of {} did not convert before the programme", homes.converted_year),
                                  fmt::format("give a year before {}", first_year(s_))));
    }
    homes.use.heating_kwh = given.number("heating_kwh");
    homes.use.gas_m3 = given.number("gas_m3");
    homes.use.fuel_t = given.number("fuel_t");
    homes.status = given.text("status");
    homes.source = given.text("source");
    out_.earlier.push_back(homes);
  }

  void read_path(const io::Settings& given) {
    if (given.has("growth_per_year") == given.has("factors") ||
        (given.has("factors") && given.numbers("factors").empty())) {
      problems_.add(given.problem("of", "a price path has growth_per_year or factors, one of the two",
                                  "give growth_per_year = 0.02, or factors = [1.0, 1.05]"));
      return;
    }
    if (given.texts("of").empty()) {
      problems_.add(given.problem("of", "the path is of nothing", "name what it is of: of = [\"gas\"]"));
    }
    // Factors go from year 0, whose prices are the libraries': another first one would make those prices others.
    if (given.has("factors") && given.numbers("factors").front() != 1.0) {
      problems_.add(given.problem(
          "factors", fmt::format("the path begins with {}, not with 1", given.numbers("factors").front()),
          fmt::format("factors go with the prices of {}, which the libraries give: begin with 1.0", first_year(s_))));
      return;
    }
    for (const std::string& name : given.texts("of")) {
      const auto item = economy::cost_item_of(name);
      if (!item) continue;  // the schema has said so
      if (!with_path_.insert(*item).second) {
        problems_.add(given.problem("of", fmt::format("'{}' has two price paths", name), "name it in one path, once"));
        continue;
      }
      if (given.has("factors")) {
        out_.paths.set(*item, given.numbers("factors"));
      } else {
        out_.paths.grow(*item, given.number("growth_per_year"), money_years(s_));
      }
    }
  }

  // Of tariff and programme, one pays for a kWh or m3. Unknown names are told elsewhere.
  void check_paid_once(const io::Settings& clause) {
    if (!clause.given("subsidy")) return;
    for (const economy::Subsidy& subsidy : s_.subsidies) {
      if (subsidy.name != clause.text("subsidy")) continue;
      for (const auto& [basis, bands, unit] :
           {std::tuple(economy::GrantBasis::per_kwh, &s_.tariff.electricity_subsidies, "kWh"),
            std::tuple(economy::GrantBasis::per_m3, &s_.tariff.gas_subsidies, "m3")}) {
        const bool pays = std::any_of(subsidy.items.begin(), subsidy.items.end(), [of = basis](const auto& item) {
          return item.item == economy::CostItem::running && item.basis == of;
        });
        if (!pays || bands->empty()) continue;
        problems_.add(clause.problem(
            "subsidy",
            fmt::format("subsidy '{}' and tariff '{}' both pay for a {}", subsidy.name, s_.tariff.name, unit),
            "name a tariff without subsidies in money.tariffs, or a subsidy without running grants"));
      }
    }
  }

  static constexpr double LARGEST_CNY = 1e13;
  const Scenario& s_;
  const io::Settings& money_;
  ProblemList& problems_;
  MoneyInputs out_;
  std::vector<std::string> no_names_;
  std::set<economy::CostItem> with_path_;
};

}  // namespace

MoneyInputs read_money(const Scenario& scenario, ProblemList& problems) {
  return MoneyReader(scenario, problems).run();
}

int first_year(const Scenario& scenario) {
  return static_cast<int>(std::chrono::year_month_day{scenario.axis.first_day}.year());
}

int money_years(const Scenario& scenario) {
  return static_cast<int>(scenario.settings.table("money").integer("years"));
}

}  // namespace hearthgrid::run
