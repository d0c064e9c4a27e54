#include "engine/run/draws_money.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/run/county_money.hpp"
#include "engine/run/planning_run.hpp"
#include "models/economy/abatement.hpp"

namespace hearthgrid::run {
namespace {

constexpr int NODES = 9;  // multiples of the heat, 1 among them
constexpr int FIRST_PRICED = static_cast<int>(economy::CostItem::electricity);

size_t cell_of(int year, int item, int payer) {
  return (static_cast<size_t>(year) * economy::COST_ITEMS + item) * economy::PAYERS + payer;
}

constexpr int HOUSEHOLD = static_cast<int>(economy::Payer::household);
constexpr int INSTITUTION = static_cast<int>(economy::Payer::institution);

// Behind the cells of all years: what institutions' energy costs before subsidies.
size_t institution_cell(int years, int year, int priced) {
  return cell_of(years, 0, 0) + static_cast<size_t>(year) * PRICED + static_cast<size_t>(priced);
}

// Subsidies are transfers under the same item, so that over all payers the energy itself is left.
double gross_of(const std::vector<double>& cells, int year, int priced) {
  const size_t first = cell_of(year, FIRST_PRICED + priced, 0);
  double sum = 0.0;
  for (int payer = 0; payer < economy::PAYERS; ++payer) sum += cells[first + static_cast<size_t>(payer)];
  return sum;
}

bool is_public(int payer) {
  return economy::side_of(static_cast<economy::Payer>(payer)) == economy::Side::government;
}

}  // namespace

std::vector<double> nodes_of(const uncertainty::Support& range) {
  std::vector<double> nodes;
  const int below = range.low < 1.0 ? NODES / 2 : 0, above = range.high > 1.0 ? NODES / 2 : 0;
  for (int i = 0; i < below; ++i) nodes.push_back(range.low + (1.0 - range.low) * i / below);
  nodes.push_back(1.0);
  for (int i = 1; i <= above; ++i) nodes.push_back(1.0 + (range.high - 1.0) * i / above);
  return nodes;
}

HomeSeason scaled(const Simulation& simulation, int household, HomeSeason season, double scale) {
  for (double* amount :
       {&season.heater_kwh, &season.heater_valley_kwh, &season.gas_m3, &season.coal_kg, &season.briquette_kg,
        &season.semi_coke_kg, &season.pellet_kg, &season.wood_kg, &season.straw_kg, &season.burned[0].fuel_mj,
        &season.burned[1].fuel_mj, &season.last.electricity_kwh, &season.last.gas_m3, &season.last.clean_fuel_kg}) {
    *amount *= scale;
  }
  for (int bin = 0; bin < season.bins; ++bin) {
    const double base = simulation.home_bin_kwh[static_cast<size_t>(household) * season.bins + bin];
    season.bin_kwh[bin] = base + scale * (season.bin_kwh[bin] - base);
  }
  return season;
}

NodePlace place_between(const std::vector<double>& nodes, double x) {
  const auto above = std::upper_bound(nodes.begin(), nodes.end(), x);
  const size_t high = std::min(static_cast<size_t>(above - nodes.begin()), nodes.size() - 1);
  const size_t low = above == nodes.begin() ? 0 : static_cast<size_t>(above - nodes.begin()) - 1;
  const double width = nodes[high] - nodes[low];
  return {low, high, width > 0.0 ? (x - nodes[low]) / width : 0.0};
}

void NodeTable::add_at(double x, std::span<double> out) const {
  if (nodes.empty()) return;
  const size_t columns = out.size();
  const auto [low, high, weight] = place_between(nodes, x);
  const double *a = values.data() + low * columns, *b = values.data() + high * columns;
  for (size_t c = 0; c < columns; ++c) out[c] += a[c] + weight * (b[c] - a[c]);
}

double NodeTable::at(double x, size_t column, size_t columns) const {
  if (nodes.empty()) return 0.0;
  const auto [low, high, weight] = place_between(nodes, x);
  const double a = values[low * columns + column], b = values[high * columns + column];
  return a + weight * (b - a);
}

MoneyTables::MoneyTables(const Scenario& scenario, const Simulation& simulation, int mix, const MixWorks& works,
                         const DrawsPlan& plan, const HomeGroups& groups, int threads)
    : mix_(mix),
      first_year_(first_year(scenario)),
      years_(money_years(scenario)),
      by_scale_(plan.groups.size()),
      by_capital_(plan.groups.size()) {
  unpaid_.planned = works.electric.planned;
  unpaid_.electric_cny.assign(scenario.population.villages.size(), 0.0);
  unpaid_.meter_cny = unpaid_.electric_cny;
  reckon_networks(scenario, simulation, works);
  std::vector<int> homes(plan.groups.size(), 0);
  for (const std::vector<int>* of : {&groups.now, &groups.later}) {
    for (const int group : *of) ++homes[group];
  }
  std::vector<Job> jobs = jobs_of(plan, homes);
  in_parallel(static_cast<int64_t>(jobs.size()), {threads, {}, {}},
              [&](int64_t i) { reckon(scenario, simulation, groups, jobs[i]); });
  take(jobs, plan);
}

std::vector<MoneyTables::Job> MoneyTables::jobs_of(const DrawsPlan& plan, const std::vector<int>& homes) {
  std::vector<Job> jobs;
  for (int g = 0; g < static_cast<int>(homes.size()); ++g) {
    if (homes[g] == 0) continue;
    const bool drawn = plan.draws > 0;
    for (const double scale : nodes_of(drawn ? plan.scale_of(g) : uncertainty::Support{1.0, 1.0})) {
      jobs.push_back({g, scale, 1.0, {}, {}});
    }
    const uncertainty::Support capital = plan.capital_of(g);
    for (const double end : {capital.low, capital.high}) {
      if (drawn && end != 1.0) jobs.push_back({g, 1.0, end, {}, {}});
    }
  }
  return jobs;
}

void MoneyTables::reckon(const Scenario& scenario, const Simulation& simulation, const HomeGroups& groups,
                         Job& job) const {
  MixMoney money(scenario, simulation, mix_, unpaid_, job.capital);
  std::optional<MixMoney> institutions;
  economy::Fen bills = 0;
  std::vector<bool> met(scenario.population.villages.size(), false);
  for (int h = 0; h < static_cast<int>(groups.now.size()); ++h) {
    const bool is_now = groups.now[h] == job.group, is_later = groups.later[h] == job.group;
    if (!is_now && !is_later) continue;
    const Household& home = scenario.population.households[h];
    met[home.village] = true;
    if (home.traits.institution && !institutions)
      institutions.emplace(scenario, simulation, mix_, unpaid_, job.capital);
    const HomeSeason season = home_season(simulation, mix_, h);
    const HomeSeason now = scaled(simulation, h, season, job.scale);
    const HomeSeason later =
        season.share_after < 1.0 ? scaled(simulation, h, later_season(simulation, mix_, h), job.scale) : now;
    for (MixMoney* book : {&money, home.traits.institution ? &*institutions : nullptr}) {
      if (book == nullptr) continue;
      if (is_now) {
        const economy::Fen payable = book->add_first_winter(h, now).payable;
        if (book == &money) bills += payable;
      }
      if (is_later) book->add_conversion(h, now, later);
    }
  }
  const auto book_of_all = [&](const MixMoney& of) {
    economy::Ledger total;
    for (int v = 0; v < static_cast<int>(met.size()); ++v) {
      if (met[v]) total += of.of_village(v);
    }
    return book_of(total);
  };
  Book book = book_of_all(money);
  job.cells = std::move(book.cells);
  job.cells.resize(institution_cell(years_, years_, 0), 0.0);
  const Book apart = institutions ? book_of_all(*institutions) : Book{};
  for (int i = 0; institutions && i < years_ * PRICED; ++i) {
    job.cells[institution_cell(years_, 0, i)] = gross_of(apart.cells, i / PRICED, i % PRICED);
  }
  job.extras.assign(EXTRAS, 0.0);
  job.extras[BILLS] = economy::cny_of_fen(bills);
  job.extras[PUBLIC_FIRST] = book.public_first;
  job.extras[PUBLIC_ALL] = book.public_all;
  for (int p = 0; p < PRICED; ++p) job.extras[GROSS + p] = gross_of(job.cells, 0, p);
}

MoneyTables::Book MoneyTables::book_of(const economy::Ledger& ledger) const {
  Book book;
  book.cells.assign(cell_of(years_, 0, 0), 0.0);
  for (const economy::LedgerLine& line : ledger.lines()) {
    const int year = line.year - first_year_, item = static_cast<int>(line.item), payer = static_cast<int>(line.payer);
    if (year < 0 || year >= years_) continue;
    const double cny = economy::cny_of_fen(line.amount);
    book.cells[cell_of(year, item, payer)] += cny;
    if (is_public(payer)) book.public_all += cny;
    if (is_public(payer) && year == 0) book.public_first += cny;
  }
  return book;
}

void MoneyTables::reckon_networks(const Scenario& scenario, const Simulation& simulation, const MixWorks& works) {
  const MixMoney money(scenario, simulation, mix_, works.electric);  // without homes: the networks alone
  economy::Ledger networks;
  for (int v = 0; v < static_cast<int>(scenario.population.villages.size()); ++v) networks += money.of_village(v);
  networks_ = book_of(networks);
  aside_ = book_of(county_ledger(scenario, works.gas_cny));
}

void MoneyTables::take(const std::vector<Job>& jobs, const DrawsPlan& plan) {
  for (size_t cell = 0; cell < institution_cell(years_, years_, 0); ++cell) {
    const bool any = std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) { return job.cells[cell] != 0.0; });
    if (any) cells_.push_back(static_cast<int>(cell));
  }
  const auto row_of = [&](const Job& job) {
    std::vector<double> row;
    for (const int cell : cells_) row.push_back(job.cells[cell]);
    row.insert(row.end(), job.extras.begin(), job.extras.end());
    return row;
  };
  std::vector<std::vector<double>> central(plan.groups.size());
  for (const Job& job : jobs) {
    if (job.scale == 1.0 && job.capital == 1.0) central[job.group] = row_of(job);
  }
  const auto push = [](NodeTable& table, double node, const std::vector<double>& row) {
    const auto place = std::lower_bound(table.nodes.begin(), table.nodes.end(), node) - table.nodes.begin();
    table.nodes.insert(table.nodes.begin() + place, node);
    const auto at = static_cast<std::ptrdiff_t>(row.size()) * place;
    table.values.insert(table.values.begin() + at, row.begin(), row.end());
  };
  for (const Job& job : jobs) {
    std::vector<double> row = row_of(job);
    if (job.capital == 1.0) {
      push(by_scale_[job.group], job.scale, row);
      continue;
    }
    NodeTable& table = by_capital_[job.group];
    if (table.nodes.empty()) push(table, 1.0, std::vector<double>(row.size(), 0.0));
    const std::vector<double>& base = central[job.group];
    for (size_t c = 0; c < row.size(); ++c) row[c] -= base[c];
    push(table, job.capital, row);
  }
}

MoneyTables::Headlines MoneyTables::headlines(const DrawnFigures& draw) const {
  Headlines out;
  out.public_first_cny = aside_.public_first + draw.network * networks_.public_first;
  out.public_all_cny = aside_.public_all + draw.network * networks_.public_all;
  const size_t columns = cells_.size() + EXTRAS, first = cells_.size();
  for (size_t g = 0; g < by_scale_.size(); ++g) {
    const NodeTable& table = by_scale_[g];
    if (table.nodes.empty()) continue;
    const NodeTable& capital = by_capital_[g];
    const auto column = [&](int extra) {
      return table.at(draw.scale[g], first + extra, columns) + capital.at(draw.capital[g], first + extra, columns);
    };
    out.bills_cny += column(BILLS);
    out.public_first_cny += column(PUBLIC_FIRST);
    out.public_all_cny += column(PUBLIC_ALL);
    for (int p = 0; p < PRICED; ++p) {
      if (draw.price[p] != 1.0) out.bills_cny += (draw.price[p] - 1.0) * column(GROSS + p);
    }
  }
  return out;
}

void MoneyTables::costs(const DrawnFigures& draw, std::vector<double>& cny) const {
  std::vector<double> sums(cells_.size() + EXTRAS, 0.0);
  for (size_t g = 0; g < by_scale_.size(); ++g) {
    by_scale_[g].add_at(draw.scale[g], sums);
    by_capital_[g].add_at(draw.capital[g], sums);
  }
  const size_t cells = cell_of(years_, 0, 0);
  cny.assign(institution_cell(years_, years_, 0), 0.0);
  for (size_t i = 0; i < cells; ++i) cny[i] = aside_.cells[i] + draw.network * networks_.cells[i];
  for (size_t i = 0; i < cells_.size(); ++i) cny[cells_[i]] += sums[i];
  for (int year = 0; year < years_; ++year) {
    for (int p = 0; p < PRICED; ++p) {
      const double dearer = draw.price[p] - 1.0, gross = gross_of(cny, year, p);
      const double of_institutions = cny[institution_cell(years_, year, p)];
      const size_t first = cell_of(year, FIRST_PRICED + p, 0);
      cny[first + HOUSEHOLD] += dearer * (gross - of_institutions);
      cny[first + INSTITUTION] += dearer * of_institutions;
    }
  }
  cny.resize(cells);
}

}  // namespace hearthgrid::run
